"""Source `endringsvedtak`: the decisions behind the budget amendments."""

from collections.abc import Sequence
from pathlib import Path

from rodtraad.budsjett.services import Myndighet, lagre_endringsvedtak
from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Funn

KOLONNER = {
    "referanse": Kolonnekrav(),
    "dato": Kolonnekrav("dato"),
    "myndighet": Kolonnekrav(tillatt=frozenset(Myndighet.values)),
    "saksnr": Kolonnekrav(paakrevd=False, valgfri=True),
    "tekst": Kolonnekrav(),
}


@kilde("endringsvedtak")
class Endringsvedtakliste:
    """One list of all decisions; a new list takes the place of the old."""

    navn = "endringsvedtak"
    beskrivelse = "Vedtak som endrer budsjettet: referanse, dato, myndighet, saksnr, tekst"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:  # noqa: ARG002
        """Reads and checks the list; a reference may stand only once."""
        if len(filer) != 1:
            raise RodtraadFeil(f"Oppgi én fil med endringsvedtak, ikke {len(filer)}.")
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        funn += _to_ganger(filer[0].name, rader)
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"vedtak": str(len(rader))},
            funn=funn,
            lagre=lambda innlesing: lagre_endringsvedtak(rader, innlesing=innlesing),
            erstatter_nokkel="endringsvedtak",
        )


def _to_ganger(fil: str, rader: Sequence[Rad]) -> list[Funn]:
    feil, sett = Feilliste(fil), dict[str, int]()
    for rad in rader:
        referanse = str(rad["referanse"])
        if referanse in sett:
            feil.legg_til(
                "endringsvedtak-referanse",
                f"Referansen «{referanse}» står også i rad {sett[referanse]}.",
                rad=rad.nr,
                kolonne="referanse",
                tiltak="La hvert vedtak stå én gang.",
            )
        sett.setdefault(referanse, rad.nr)
    return feil.funn()
