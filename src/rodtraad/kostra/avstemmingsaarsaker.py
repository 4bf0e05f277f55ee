"""How much of a difference each kind of cause is, and which causes may hold without being computed (REGN-12). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rodtraad.kostra.avstemmingsregler import Aarsak, Kontoutvalg
from rodtraad.kostra.avstemmingsverdier import Avstemmingsrad, Fakta, Kostrasummer
from rodtraad.kostra.publisert import Publisert
from rodtraad.lov.frister import er_revidert, kostra_frister


@dataclass(frozen=True, slots=True)
class Sak:
    """What a cause is asked about: the line, the facts, the other published figures, and what is left so far."""

    rad: Avstemmingsrad
    fakta: Fakta
    andre: Sequence[Publisert]
    rest: int

    def sum(self, aarsak: Aarsak, summer: Kostrasummer | None = None) -> int:
        """The ledger facts of the line that have the arts of the cause, with the sign of the line."""
        utvalg = Kontoutvalg(arter=aarsak.arter)
        return self.rad.fortegn * sum(
            ore
            for (klasse, funksjon, art), ore in (self.fakta.summer if summer is None else summer).items()
            if self.rad.utvalg.tar(klasse, funksjon, art) and utvalg.tar_art(art)
        )

    def sum_paa_funksjonen(self, aarsak: Aarsak) -> int:
        """All facts of the function in the class and arts of the cause, also those outside the line."""
        utvalg = Kontoutvalg(aarsak.kontoklasse, aarsak.arter, self.rad.utvalg.funksjoner)
        return sum(ore for nokkel, ore in self.fakta.summer.items() if utvalg.tar(*nokkel))


def _korrigering(sak: Sak, _aarsak: Aarsak) -> int:
    publisert = sak.rad.publisert
    rettet = publisert.korrigert_ore(sak.fakta.innbyggere) if publisert else None
    if rettet is None or sak.rad.kostra is None:
        return 0
    # A correction may also make figures comparable without the ledger being right; then it explains nothing here.
    ore = sak.rad.kostra - rettet
    return ore if abs(sak.rest - ore) < abs(sak.rest) else 0


def _omfang(sak: Sak, _aarsak: Aarsak) -> int:
    kasse = _kassetall(sak)
    return 0 if kasse is None or sak.rad.kostra is None else sak.rad.kostra - kasse.ore(sak.fakta.innbyggere)


def _arter_utelatt(sak: Sak, aarsak: Aarsak) -> int:
    return -sak.sum(aarsak)


def _etter_frist(sak: Sak, aarsak: Aarsak) -> int:
    publisert = sak.rad.publisert
    dag = siste_dag(publisert) if publisert else None
    return -sak.sum(aarsak, sak.fakta.etter_frist.get(dag, {})) if dag else 0


def _treffer(sak: Sak, aarsak: Aarsak) -> int:
    """The whole sum when it is what is left, within rounding; else nothing, for then it is only a guess."""
    if not sak.rad.funksjoner:
        return 0
    summen = sak.sum_paa_funksjonen(aarsak)
    stor = abs(summen) > sak.rad.avrunding
    return summen if stor and abs(sak.rest - summen) <= sak.rad.avrunding else 0


def _avrunding(sak: Sak, _aarsak: Aarsak) -> int:
    return sak.rest if abs(sak.rest) <= sak.rad.avrunding else 0


BEREGNERE: Final = {
    "korrigering": _korrigering,
    "omfang": _omfang,
    "arter_utelatt": _arter_utelatt,
    "etter_frist": _etter_frist,
    "treffer": _treffer,
    "avrunding": _avrunding,
}
"""Kind of cause → how much of the difference it is."""


def siste_dag(publisert: Publisert) -> date | None:
    """The last day a posting could be dated and be in the figure: of reporting, or of corrections when revised."""
    if publisert.publisert is None:
        return None
    rapportering, _publisering, retting, _reviderte = kostra_frister(publisert.aar)
    return (retting if er_revidert(publisert.aar, publisert.publisert) else rapportering).dato


def _kassetall(sak: Sak) -> Publisert | None:
    """The same figure for kommunekassen alone, when SSB publishes both."""
    egen = sak.rad.publisert
    if egen is None or egen.omfang == "kasse" or not egen.funksjon:
        return None
    return next(
        (p for p in sak.andre if (p.funksjon, p.aar, p.omfang) == (egen.funksjon, egen.aar, "kasse")), None
    )


type Rester = Mapping[str, tuple[str, int]]
"""Line → its area and what is left of its difference."""


def _ingen_poster(sak: Sak, _rester: Rester) -> bool:
    egne = sak.rad.funksjoner
    return bool(egne) and not any(funksjon in egne for _, funksjon, _ in sak.fakta.summer)


def _motsatt(sak: Sak, rester: Rester) -> bool:
    """Another line of the area with an equal rest the other way, within the rounding of both."""
    return any(
        id_ != sak.rad.id and omraade == sak.rad.omraade and abs(rest + sak.rest) <= 2 * sak.rad.avrunding
        for id_, (omraade, rest) in rester.items()
    )


def _hoyere(sak: Sak, _rester: Rester) -> bool:
    return sak.rest > 0


def _lavere(sak: Sak, _rester: Rester) -> bool:
    return sak.rest < 0


def _konstruert(sak: Sak, _rester: Rester) -> bool:
    return sak.fakta.konstruert


def _ureviderte(sak: Sak, _rester: Rester) -> bool:
    tall = sak.rad.publisert
    return tall is not None and tall.publisert is not None and not er_revidert(tall.aar, tall.publisert)


KAN_GJELDE: Final = {
    "ingen_poster": _ingen_poster,
    "motsatt": _motsatt,
    "hoyere": _hoyere,
    "lavere": _lavere,
    "konstruert": _konstruert,
    "ureviderte": _ureviderte,
}
"""Kind of cause that cannot be computed → whether it may hold for a line."""


def passer(aarsak: Aarsak, rad: Avstemmingsrad, funnet: Iterable[str]) -> bool:
    """Whether the cause is to be asked: for this accounting scope, and not covered by a cause already found."""
    omfang = rad.publisert.omfang if rad.publisert else ""
    return (not aarsak.bare_omfang or omfang in aarsak.bare_omfang) and not (aarsak.uten & set(funnet))
