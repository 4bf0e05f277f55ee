"""Lesing: one SAF-T file from disk to rows that are held against what the file says about itself."""

from dataclasses import dataclass
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.saft.avstemming import avstem, sum_debet_kredit
from rodtraad.regnskap.saft.dimensjoner import finn_dimensjoner, sjekk_dimensjoner
from rodtraad.regnskap.saft.fil import Innledning, aapne, les_innledning, les_start
from rodtraad.regnskap.saft.grammatikk import GRUNNVERSJON, kjent_versjon, les_grammatikk
from rodtraad.regnskap.saft.hode import Hode
from rodtraad.regnskap.saft.lager import Saftlager
from rodtraad.regnskap.saft.leser import Leser
from rodtraad.regnskap.saft.profil import Saftprofil
from rodtraad.regnskap.saft.skjema import lag_skjema
from rodtraad.regnskap.saft.utpakking import Utpakking


@dataclass(frozen=True, slots=True)
class Lest:
    """A file that is read to its end: what it says, and the sums of its posteringer in øre."""

    hode: Hode
    oppgitt_versjon: str
    bilag: int
    antall: int
    debet: int
    kredit: int


def les_fil(fil: Path, nr: int, lager: Saftlager, profil: Saftprofil, feil: Feilliste) -> Lest | None:
    """Reads a file; None when it could not be read to its end. What is wrong goes to `feil`."""
    mappe = lager.arbeid / f"saft-{nr}"
    mappe.mkdir()
    utpakking = Utpakking(mappe, lambda typer: finn_dimensjoner(profil, typer), feil)
    versjon = pakk_ut(fil, utpakking, feil)
    if versjon is None:
        return None
    sjekk_dimensjoner(finn_dimensjoner(profil, utpakking.typer), profil, utpakking.typer, feil)
    _sjekk_valuta(utpakking.hode, feil)
    lager.ta_imot(nr, utpakking)
    utpakking.kontofil.unlink()
    utpakking.linjefil.unlink()
    avstem(lager, nr, utpakking.hode, feil, mild_saldo=profil.saldo == "advarsel")
    debet, kredit = sum_debet_kredit(lager, nr)
    return Lest(utpakking.hode, versjon, utpakking.antall_bilag, utpakking.antall_linjer, debet, kredit)


def pakk_ut(fil: Path, utpakking: Utpakking, feil: Feilliste) -> str | None:
    """Lays the contents of a file down; the version it says it has, or None when it cannot be read."""
    try:
        with aapne(fil) as strom:
            start = les_start(strom)
            innledning = les_innledning(start, feil)
            if innledning is None:
                return None
            with utpakking.skriver() as mottakere:
                leser = Leser(lag_skjema(les_grammatikk(_versjon(innledning, feil))), mottakere, feil)
                leser.les(start, strom)
    except RodtraadFeil as avvist:
        feil.legg_til("saft-zip", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
        return None
    return innledning.versjon if leser.fullfort else None


def _versjon(innledning: Innledning, feil: Feilliste) -> str:
    """The version whose grammar the file is held against; an unknown one against that of 1.30, and it is said."""
    kjent = kjent_versjon(innledning.versjon)
    if kjent is None:
        feil.legg_til(
            "saft-versjon",
            f"Filen sier at den har versjon «{innledning.versjon}» av SAF-T Financial. Den er kontrollert som "
            f"{GRUNNVERSJON}.",
            kolonne="AuditFileVersion",
            tiltak="Versjonene som leses, er 1.00–1.40. Hent ut filen i en av dem.",
        )
    return kjent or GRUNNVERSJON


def _sjekk_valuta(hode: Hode, feil: Feilliste) -> None:
    if hode.valuta != "NOK":
        feil.legg_til(
            "saft-valuta",
            f"Beløpene i filen er i «{hode.valuta}».",
            rad=hode.linje,
            kolonne="DefaultCurrencyCode",
            tiltak="Hent ut filen i norske kroner (NOK).",
        )
