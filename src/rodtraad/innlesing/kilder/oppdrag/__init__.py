"""Assignments the council has given, with status as reported for one year."""

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.kildekort import Aarvalg
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil
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
class Oppdragsliste:
    """Reads the assignments of a year; a new list of the same year takes its place."""

    navn = "oppdrag"
    beskrivelse = "Oppdrag og verbalvedtak fra kommunestyret med status for ett år"
    gruppe = "Saker og møter"
    aarvalg: Aarvalg = "kreves"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault: a status outside the list, a number used twice."""
        if profil is not None or aar is None or len(filer) != 1:
            raise RodtraadFeil("Oppdrag leses fra én fil med --aar, uten --profil.")
        feil = Feilliste(filer[0].name)
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        antall = Counter((rad["type"], rad["nr"]) for rad in rader)
        for rad in rader:
            if rad["nr"] is not None and antall[rad["type"], rad["nr"]] > 1:
                feil.legg_til(
                    "oppdrag-nummer", f"Oppdragsnummer {rad['nr']} er brukt flere ganger.", rad=rad.nr,
                    kolonne="nr", tiltak="La hvert oppdrag ha sitt eget nummer.",
                )  # fmt: skip
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Oppdrag": str(len(rader))},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: _store(rader, aar, innlesing),
            erstatter_nokkel=f"oppdrag:{aar}",
        )

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After a withdrawal: which lists count."""
        sett_gyldige_oppdrag(gyldige)


def _store(rader: Sequence[Rad], aar: int, innlesing: Innlesing) -> None:
    lagre_oppdrag(
        [_oppdrag(rad, nr) for nr, rad in enumerate(rader, start=1)], aar=aar, innlesing=innlesing.id
    )


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
