"""Assignments the council has given, with status as reported for one year."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kildekort import Aarvalg
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.registerkilde import Registerkilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.sak.services import STATUSER, lagre_oppdrag, sett_gyldige_oppdrag

KOLONNER = {
    "nr": Kolonnekrav("heltall", paakrevd=False),
    "type": Kolonnekrav(),
    "tittel": Kolonnekrav(),
    "status": Kolonnekrav(tillatt=frozenset(STATUSER)),
    "beskrivelse": Kolonnekrav(paakrevd=False, valgfri=True),
    "statusbeskrivelse": Kolonnekrav(paakrevd=False, valgfri=True),
    "konstruert": Kolonnekrav("ja_nei", paakrevd=False, valgfri=True),
}


@kilde("oppdrag")
class Oppdragsliste(Registerkilde):
    """Reads the assignments of a year; a new list of the same year takes its place."""

    navn = "oppdrag"
    beskrivelse = "Oppdrag og verbalvedtak fra kommunestyret med status for ett år"
    gruppe = "Saker og møter"
    aarvalg: Aarvalg = "kreves"
    kolonner = KOLONNER
    enhet = "Oppdrag"

    def sjekk_rader(self, rader: Sequence[Rad], feil: Feilliste) -> None:
        """A number used twice."""
        antall = Counter((rad["type"], rad["nr"]) for rad in rader)
        for rad in rader:
            if rad["nr"] is not None and antall[rad["type"], rad["nr"]] > 1:
                feil.legg_til(
                    "oppdrag-nummer", f"Oppdragsnummer {rad['nr']} er brukt flere ganger.", rad=rad.nr,
                    kolonne="nr", tiltak="La hvert oppdrag ha sitt eget nummer.",
                )  # fmt: skip

    def lagre(self, rader: Sequence[Rad], innlesing: Innlesing, *, aar: int) -> None:
        """Stores the list of the year."""
        oppdrag = [_oppdrag(rad, nr) for nr, rad in enumerate(rader, start=1)]
        lagre_oppdrag(oppdrag, aar=aar, innlesing=innlesing.id)

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After a withdrawal: which lists count."""
        sett_gyldige_oppdrag(gyldige)


def _oppdrag(rad: Rad, plass: int) -> dict[str, Any]:
    return {
        "rekkefolge": plass,
        "nr": rad["nr"],
        "type": rad["type"],
        "tittel": rad["tittel"],
        "status": rad["status"],
        "beskrivelse": rad["beskrivelse"] or "",
        "statusbeskrivelse": rad["statusbeskrivelse"] or "",
        "konstruert": bool(rad["konstruert"]),
    }
