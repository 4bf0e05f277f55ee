"""The plan of meetings of one year."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, time
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kildekort import Aarvalg
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.registerkilde import Registerkilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.kjerne.funn import Alvor
from rodtraad.sak.mote_services import fridag_paa, lagre_moter, organ_etter_navn, sett_gyldige_moter

KOLONNER = {
    "organ": Kolonnekrav(),
    "dato": Kolonnekrav("dato"),
    "klokkeslett": Kolonnekrav(
        paakrevd=False,
        valgfri=True,
        monster=r"([01]\d|2[0-3]):[0-5]\d",
        forklaring="et klokkeslett som 09:00",
    ),
    "sted": Kolonnekrav(paakrevd=False, valgfri=True),
}


@kilde("moteplan")
class Moteplan(Registerkilde):
    """Reads the plan of a year; a new plan of the same year takes its place, and meetings held stay held."""

    navn = "moteplan"
    beskrivelse = "Møteplanen for ett år: organ, dato, klokkeslett og sted"
    gruppe = "Saker og møter"
    aarvalg: Aarvalg = "kreves"
    vises_paa = "sak:moteplan"
    bare_arbeid = True
    kolonner = KOLONNER

    def sjekk(self, rader: Sequence[Rad], feil: Feilliste, *, aar: int) -> None:
        """An unknown body, another year, two meetings of a body on a day (HJUL-12)."""
        _check(rader, aar, organ_etter_navn(), feil)

    def totaler(self, rader: Sequence[Rad]) -> Mapping[str, int | str]:
        """Meetings and bodies."""
        return {"Møter": str(len(rader)), "Organer": str(len({_organ(rad) for rad in rader}))}

    def lagre(self, rader: Sequence[Rad], innlesing: Innlesing, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """Stores the plan."""
        organer = organ_etter_navn()
        lagre_moter([_mote(rad, organer) for rad in rader], innlesing=innlesing.id)

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After every change: which plans count."""
        sett_gyldige_moter(gyldige)


def _organ(rad: Rad) -> str:
    return str(rad["organ"]).casefold()


def _check(rader: Sequence[Rad], aar: int, organer: dict[str, int], feil: Feilliste) -> None:
    antall = Counter((organer.get(_organ(rad)), rad["dato"]) for rad in rader)
    for rad in rader:
        dato = rad["dato"]
        if not isinstance(dato, date):
            continue
        if _organ(rad) not in organer:
            feil.legg_til(
                "moteplan-organ", f"Organet «{rad['organ']}» finnes ikke.", rad=rad.nr, kolonne="organ",
                tiltak="Opprett organet først, eller rett navnet.",
            )  # fmt: skip
        elif antall[organer[_organ(rad)], dato] > 1:
            feil.legg_til(
                "moteplan-dobbelt", f"{rad['organ']} har flere møter {dato:%d.%m.%Y}.", rad=rad.nr, kolonne="dato",
                tiltak="La organet ha ett møte per dag.",
            )  # fmt: skip
        if dato.year != aar:
            feil.legg_til(
                "moteplan-aar", f"Møtet {dato:%d.%m.%Y} er ikke i {aar}.", rad=rad.nr, kolonne="dato",
                tiltak="Velg riktig --aar, eller ta møtet ut av filen.",
            )  # fmt: skip
        if fri := fridag_paa(dato):
            feil.merk(
                "moteplan-fridag", f"{rad['organ']} {dato:%d.%m.%Y} er på en fridag ({fri}).",
                alvor=Alvor.ADVARSEL, tiltak="Kontroller datoen.",
            )  # fmt: skip


def _mote(rad: Rad, organer: dict[str, int]) -> dict[str, Any]:
    klokka = rad["klokkeslett"]
    return {
        "organ_id": organer[_organ(rad)],
        "dato": rad["dato"],
        "klokkeslett": time.fromisoformat(str(klokka)) if klokka else None,
        "sted": str(rad["sted"] or "")[:100],
    }
