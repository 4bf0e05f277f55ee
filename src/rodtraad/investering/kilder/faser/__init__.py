"""The municipality's own list of project phases."""

from collections import Counter
from collections.abc import Sequence

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.registerkilde import Registerkilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.investering.services import lagre_faser

KOLONNER = {
    "kode": Kolonnekrav(),
    "navn": Kolonnekrav(),
    "rekkefolge": Kolonnekrav("heltall", paakrevd=False, valgfri=True),
}


@kilde("faser")
class Faseregister(Registerkilde):
    """Reads one file; a new list takes the place of the old."""

    navn = "faser"
    beskrivelse = "Fasene et investeringsprosjekt kan være i"
    kolonner = KOLONNER
    enhet = "Faser"

    def sjekk_rader(self, rader: Sequence[Rad], feil: Feilliste) -> None:
        """Every code used twice."""
        antall = Counter(rad["kode"] for rad in rader)
        for rad in rader:
            if rad["kode"] is not None and antall[rad["kode"]] > 1:
                feil.legg_til(
                    "faser-kode", f"Fasekoden {rad['kode']} er brukt {antall[rad['kode']]} ganger.",
                    rad=rad.nr, kolonne="kode", tiltak="Gi hver fase sin egen kode.",
                )  # fmt: skip

    def lagre(self, rader: Sequence[Rad], innlesing: Innlesing, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """Stores the list, in the order of the file where no other is given."""
        faser = [
            {"kode": rad["kode"], "navn": rad["navn"], "rekkefolge": rad["rekkefolge"] or nr}
            for nr, rad in enumerate(rader, start=1)
        ]
        lagre_faser(faser, innlesing_id=innlesing.id)
