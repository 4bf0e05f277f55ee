"""The register of investment projects."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.investering.services import lagre_prosjekter
from rodtraad.kjerne.feil import RodtraadFeil

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
class Prosjektregister:
    """Reads one file; a new register takes the place of the old."""

    navn = "prosjekter"
    beskrivelse = "Investeringsprosjekter med rammeområde og plass i § 5-5 andre ledd"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the file, and every code used twice."""
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil("Prosjekter leses fra én fil, uten --profil og --aar.")
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        feil = Feilliste(filer[0].name)
        antall = Counter(rad["kode"] for rad in rader)
        for rad in rader:
            if rad["kode"] is not None and antall[rad["kode"]] > 1:
                feil.legg_til(
                    "prosjekter-kode", f"Prosjektkoden {rad['kode']} er brukt {antall[rad['kode']]} ganger.",
                    rad=rad.nr, kolonne="kode", tiltak="Gi hvert prosjekt sin egen kode.",
                )  # fmt: skip
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Prosjekter": str(len(rader))},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: lagre_prosjekter(
                [_prosjekt(rad, nr) for nr, rad in enumerate(rader, start=1)], innlesing_id=innlesing.id
            ),
            erstatter_nokkel="prosjekter",
        )


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
