"""Cases dealt with by a body of the council in one year."""

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.sak.services import lagre_saker, sett_gyldige_saker

KOLONNER = {
    "rekkefolge": Kolonnekrav("heltall", paakrevd=False, valgfri=True),
    "saksnr": Kolonnekrav(monster=r"\d{1,5}/\d{2}", forklaring="løpenummer og år, for eksempel 37/24"),
    "organ": Kolonnekrav(),
    "tittel": Kolonnekrav(),
    "lenke": Kolonnekrav(
        paakrevd=False,
        valgfri=True,
        monster=r"https://\S+",
        forklaring="en adresse som begynner med https://",
    ),
}


@kilde("saker")
class Saksliste:
    """Reads the list of a year; a new list of the same year takes its place."""

    navn = "saker"
    beskrivelse = "Politiske saker i ett år, med saksnummer og tittel"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault: number form, wrong year, a number used twice."""
        if profil is not None or aar is None or len(filer) != 1:
            raise RodtraadFeil("Saker leses fra én fil med --aar, uten --profil.")
        feil = Feilliste(filer[0].name)
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        if not any(f.er_feil for f in funn):
            _check(rader, aar, feil)
        alle_funn = [*funn, *feil.funn()]
        kan_lagres = not any(f.er_feil for f in alle_funn)
        saker = [_sak(rad, nr) for nr, rad in enumerate(rader, start=1)] if kan_lagres else []
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Saker": str(len(rader))},
            funn=alle_funn,
            lagre=lambda innlesing: _store(saker, aar, innlesing),
            erstatter_nokkel=f"saker:{aar}",
        )

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After a withdrawal: which lists count."""
        sett_gyldige_saker(gyldige)


def _check(rader: Sequence[Rad], aar: int, feil: Feilliste) -> None:
    antall = Counter((rad["organ"], rad["saksnr"]) for rad in rader)
    for rad in rader:
        saksnr = str(rad["saksnr"])
        if int(saksnr.split("/")[1]) != aar % 100:
            feil.legg_til(
                "saker-aar", f"Sak {saksnr} er ikke fra {aar}.", rad=rad.nr, kolonne="saksnr",
                tiltak="Velg riktig --aar, eller ta saken ut av filen.",
            )  # fmt: skip
        if antall[rad["organ"], rad["saksnr"]] > 1:
            feil.legg_til(
                "saker-nummer", f"Saksnummer {saksnr} er brukt {antall[rad['organ'], rad['saksnr']]} ganger.",
                rad=rad.nr, kolonne="saksnr", tiltak="La hver sak stå én gang.",
            )  # fmt: skip


def _sak(rad: Rad, plass: int) -> dict[str, Any]:
    return {
        "rekkefolge": rad["rekkefolge"] or plass,
        "saksnr": rad["saksnr"],
        "nr": int(str(rad["saksnr"]).split("/")[0]),
        "organ": rad["organ"],
        "tittel": rad["tittel"],
        "lenke": rad["lenke"] or "",
    }


def _store(saker: Sequence[dict[str, Any]], aar: int, innlesing: Innlesing) -> None:
    lagre_saker(saker, aar=aar, innlesing=innlesing.id)
