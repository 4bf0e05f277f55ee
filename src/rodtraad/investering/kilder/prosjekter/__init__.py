"""The register of investment projects."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.registerkilde import Registerkilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.investering.services import lagre_prosjekter

_TALL = Kolonnekrav("heltall", paakrevd=False, valgfri=True)
KOLONNER = {
    "kode": Kolonnekrav(),
    "navn": Kolonnekrav(),
    "rammeomraade": Kolonnekrav(paakrevd=False),
    "del": Kolonnekrav(paakrevd=False, tillatt=frozenset("1234")),
    "rekkefolge": _TALL,
    "status_rekkefolge": _TALL,
    "ovrig": Kolonnekrav("ja_nei", paakrevd=False, valgfri=True),
}


@kilde("prosjekter")
class Prosjektregister(Registerkilde):
    """Reads one file; a new register takes the place of the old."""

    navn = "prosjekter"
    beskrivelse = "Investeringsprosjekter med rammeområde og plass i § 5-5 andre ledd"
    kolonner = KOLONNER
    enhet = "Prosjekter"

    def sjekk_rader(self, rader: Sequence[Rad], feil: Feilliste) -> None:
        """Every code used twice."""
        antall = Counter(rad["kode"] for rad in rader)
        for rad in rader:
            if rad["kode"] is not None and antall[rad["kode"]] > 1:
                feil.legg_til(
                    "prosjekter-kode", f"Prosjektkoden {rad['kode']} er brukt {antall[rad['kode']]} ganger.",
                    rad=rad.nr, kolonne="kode", tiltak="Gi hvert prosjekt sin egen kode.",
                )  # fmt: skip

    def lagre(self, rader: Sequence[Rad], innlesing: Innlesing, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """Stores the register."""
        prosjekter = [_prosjekt(rad, nr) for nr, rad in enumerate(rader, start=1)]
        lagre_prosjekter(prosjekter, innlesing_id=innlesing.id)


def _prosjekt(rad: Rad, plass: int) -> dict[str, Any]:
    return {
        "kode": rad["kode"],
        "navn": rad["navn"],
        "rammeomraade": rad["rammeomraade"] or "",
        "del_i_oversikten": rad["del"] or "",
        "rekkefolge": rad["rekkefolge"] or plass,
        "status_rekkefolge": rad["status_rekkefolge"],
        "er_ovrig": bool(rad["ovrig"]),
    }
