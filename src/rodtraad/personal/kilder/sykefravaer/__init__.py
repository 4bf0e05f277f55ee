"""Sickness absence per unit and year."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor
from rodtraad.personal.services import lagre_sykefravaer
from rodtraad.personal.sykefravaer import sum_deviates

_MULIG = Kolonnekrav("desimal", paakrevd=False, valgfri=True)
KOLONNER = {
    "nivaa": Kolonnekrav(tillatt=frozenset({"kommune", "rammeomrade", "virksomhet", "ansvar"})),
    "rammeomrade": Kolonnekrav(paakrevd=False),
    "enhet_kode": Kolonnekrav(paakrevd=False),
    "enhet": Kolonnekrav(),
    "aar": Kolonnekrav("heltall"),
    "korttid_pct": Kolonnekrav("desimal"),
    "langtid_pct": Kolonnekrav("desimal"),
    "samlet_pct": Kolonnekrav("desimal"),
    "mulige_dagsverk": _MULIG,
    "maal_pct": _MULIG,
}


@kilde("sykefravaer")
class Sykefravaerstall:
    """Reads one file with all years; a new file takes the place of the old."""

    navn = "sykefravaer"
    beskrivelse = "Sykefravær per enhet og år: korttid, langtid og samlet, i prosent"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault; parts that do not make up the whole are a warning, never repaired (R-57)."""
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil("Sykefravær leses fra én fil, uten --profil og --aar.")
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        feil = Feilliste(filer[0].name)
        if not any(f.er_feil for f in funn):
            _check(rader, feil)
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Rader": str(len(rader)), "Enheter": str(len({_nokkel(r)[:3] for r in rader}))},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: lagre_sykefravaer(
                [_verdier(rad, nr) for nr, rad in enumerate(rader, start=1)], innlesing_id=innlesing.id
            ),
            erstatter_nokkel="sykefravaer",
        )


def _nokkel(rad: Rad) -> tuple[Any, Any, Any, Any]:
    return (rad["nivaa"], rad["rammeomrade"], rad["enhet"], rad["aar"])


def _check(rader: Sequence[Rad], feil: Feilliste) -> None:
    antall = Counter(map(_nokkel, rader))
    for rad in rader:
        korttid, langtid, samlet = (Decimal(str(rad[f"{k}_pct"])) for k in ("korttid", "langtid", "samlet"))
        if min(korttid, langtid, samlet) < 0 or samlet > 100:  # noqa: PLR2004 - percent
            feil.legg_til(
                "sykefravaer-grenser",
                f"Sykefraværet for {rad['enhet']} {rad['aar']} er ikke mellom 0 og 100.",
                rad=rad.nr, tiltak="Rett prosenten.",
            )  # fmt: skip
        if antall[_nokkel(rad)] > 1:
            feil.legg_til(
                "sykefravaer-dobbelt", f"{rad['enhet']} har {antall[_nokkel(rad)]} rader for {rad['aar']}.",
                rad=rad.nr, tiltak="La hver enhet ha én rad per år.",
            )  # fmt: skip
        if sum_deviates(korttid, langtid, samlet):
            feil.merk(
                "R-57",
                f"{rad['enhet']} {rad['aar']}: korttid {korttid} + langtid {langtid} er ikke {samlet}.",
                alvor=Alvor.ADVARSEL,
                tiltak="Kontroller tallene hos kilden. De vises som de er gitt.",
            )


def _verdier(rad: Rad, plass: int) -> dict[str, Any]:
    return {
        "rekkefolge": plass,
        "nivaa": rad["nivaa"],
        "rammeomraade": rad["rammeomrade"] or "",
        "enhet_kode": rad["enhet_kode"] or "",
        "enhet": rad["enhet"],
        "aar": rad["aar"],
        "korttid": rad["korttid_pct"],
        "langtid": rad["langtid_pct"],
        "samlet": rad["samlet_pct"],
        "mulige_dagsverk": rad["mulige_dagsverk"],
        "maal": rad["maal_pct"],
    }
