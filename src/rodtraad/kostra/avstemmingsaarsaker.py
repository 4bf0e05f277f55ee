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
    return 0 if rettet is None or sak.rad.kostra is None else sak.rad.kostra - rettet


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
    if not sak.rad.funksjon:
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


def kan_gjelde(sak: Sak, aarsak: Aarsak, andre_rester: Mapping[str, tuple[str, int]]) -> bool:
    """Whether a cause that cannot be computed may hold; `andre_rester` is area and rest of each line."""
    publisert = sak.rad.publisert
    if publisert is None:
        return False
    match aarsak.slag:
        case "ingen_poster":
            return bool(sak.rad.funksjon) and not any(f == sak.rad.funksjon for _, f, _ in sak.fakta.summer)
        case "motsatt":
            return any(
                id_ != sak.rad.id
                and omraade == sak.rad.omraade
                and abs(rest + sak.rest) <= 2 * sak.rad.avrunding
                for id_, (omraade, rest) in andre_rester.items()
            )
        case "ureviderte":
            dag = publisert.publisert
            return dag is not None and not er_revidert(publisert.aar, dag)
        case _:
            return True


def passer(aarsak: Aarsak, rad: Avstemmingsrad, funnet: Iterable[str]) -> bool:
    """Whether the cause is to be asked: for this accounting scope, and not covered by a cause already found."""
    omfang = rad.publisert.omfang if rad.publisert else ""
    return (not aarsak.bare_omfang or omfang in aarsak.bare_omfang) and not (aarsak.uten & set(funnet))
