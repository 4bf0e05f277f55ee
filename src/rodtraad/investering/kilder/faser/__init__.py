"""The municipality's own list of project phases."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Kolonnekrav, les_tabell
from rodtraad.investering.services import lagre_faser
from rodtraad.kjerne.feil import RodtraadFeil

KOLONNER = {
    "kode": Kolonnekrav(),
    "navn": Kolonnekrav(),
    "rekkefolge": Kolonnekrav("heltall", paakrevd=False, valgfri=True),
}


@kilde("faser")
class Faseregister:
    """Reads one file; a new list takes the place of the old."""

    navn = "faser"
    beskrivelse = "Fasene et investeringsprosjekt kan være i"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the file, and every code used twice."""
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil("Faser leses fra én fil, uten --profil og --aar.")
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        feil = Feilliste(filer[0].name)
        antall = Counter(rad["kode"] for rad in rader)
        for rad in rader:
            if rad["kode"] is not None and antall[rad["kode"]] > 1:
                feil.legg_til(
                    "faser-kode", f"Fasekoden {rad['kode']} er brukt {antall[rad['kode']]} ganger.",
                    rad=rad.nr, kolonne="kode", tiltak="Gi hver fase sin egen kode.",
                )  # fmt: skip
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Faser": str(len(rader))},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: lagre_faser(
                [
                    {"kode": rad["kode"], "navn": rad["navn"], "rekkefolge": rad["rekkefolge"] or nr}
                    for nr, rad in enumerate(rader, start=1)
                ],
                innlesing_id=innlesing.id,
            ),
            erstatter_nokkel="faser",
        )
