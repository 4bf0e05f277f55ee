"""What a payroll file must satisfy, row by row and together."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.tabelleser import Rad
from rodtraad.kjerne.funn import Alvor
from rodtraad.organisasjon.queries import versjoner
from rodtraad.personal.kilder.lonn.rader import FRAVAER, HUNDREDELER, enhet_i, maaned_i, stilling_i
from rodtraad.personal.lonnstall import ALLE, DELTID, HELTID

FORSTE_AAR, SISTE_AAR, SISTE_MAANED = 1990, 2100, 12
MEST = 10**7


def check_rader(rader: Sequence[Rad], feil: Feilliste) -> None:
    """Every fault at once: month, unit, negative figures, the same group twice, more absence than work (KONTO-02)."""
    kjente = {v.nokkel for v in versjoner()}
    antall = Counter(_gruppe(rad) for rad in rader)
    for rad in rader:
        _check_month(rad, feil)
        nivaa, kode = enhet_i(rad)
        if (nivaa, kode) not in kjente:
            # The text of an unknown unit is not repeated: a name may stand in the wrong column.
            feil.legg_til(
                "lonn-enhet", f"Enheten finnes ikke på nivået {nivaa} i organisasjonen.", rad=rad.nr, kolonne="enhet",
                tiltak="Les inn organisasjonen først, eller rett koden eller nivået.",
            )  # fmt: skip
        if antall[_gruppe(rad)] > 1:
            feil.legg_til(
                "lonn-dobbelt", f"Samme enhet, måned og gruppe står på {antall[_gruppe(rad)]} rader.", rad=rad.nr,
                tiltak="La hver gruppe ha én rad. Er det rader per ansatt, be om en summert fil.",
            )  # fmt: skip
        _check_figures(rad, feil)
    _check_kinds(rader, feil)


def _gruppe(rad: Rad) -> tuple[object, ...]:
    return maaned_i(rad), enhet_i(rad), stilling_i(rad), rad["gruppe"]


def _check_month(rad: Rad, feil: Feilliste) -> None:
    aar, maaned = maaned_i(rad)
    if not FORSTE_AAR <= aar <= SISTE_AAR or not 1 <= maaned <= SISTE_MAANED:
        feil.legg_til(
            "lonn-maaned", f"Måneden {maaned} i {aar} finnes ikke.", rad=rad.nr, kolonne="maaned",
            tiltak="Skriv året med fire siffer og måneden fra 1 til 12.",
        )  # fmt: skip


def _check_figures(rad: Rad, feil: Feilliste) -> None:
    for felt in ("personer", *HUNDREDELER):
        verdi = Decimal(str(rad[felt] or 0))
        if not 0 <= verdi <= MEST or verdi * 100 % 1:
            feil.legg_til(
                "lonn-tall", f"{felt} er ikke et tall fra 0 og opp.", rad=rad.nr, kolonne=felt,
                tiltak="Skriv et tall fra 0 og opp, med høyst to desimaler.",
            )  # fmt: skip
    mulige, fravaer = rad["mulige_dagsverk"], sum(Decimal(str(rad[felt] or 0)) for felt in FRAVAER)
    if mulige is not None and fravaer > Decimal(str(mulige)):
        feil.legg_til(
            "lonn-fravaer", "Fraværet er flere dagsverk enn de mulige.", rad=rad.nr, kolonne="mulige_dagsverk",
            tiltak="Kontroller dagsverkene hos lønnskontoret.",
        )  # fmt: skip


def _check_kinds(rader: Sequence[Rad], feil: Feilliste) -> None:
    """Full-time and part-time that do not make up the whole are warned about; the whole stands."""
    personer: dict[tuple[object, object], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for rad in rader:
        personer[maaned_i(rad), enhet_i(rad)][stilling_i(rad)] += int(str(rad["personer"]))
    ulike = [
        (maaned, enhet)
        for (maaned, enhet), per in personer.items()
        if ALLE in per
        and {HELTID, DELTID} & set(per)
        and per[ALLE] != per.get(HELTID, 0) + per.get(DELTID, 0)
    ]
    if ulike:
        feil.merk(
            "lonn-stilling",
            f"Heltid og deltid er ikke til sammen alle personer for {len(ulike)} enheter i en måned.",
            alvor=Alvor.ADVARSEL, tiltak="Kontroller filen. Tallene vises som de er gitt.",
        )  # fmt: skip
