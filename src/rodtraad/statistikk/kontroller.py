"""What must hold inside a dataset of statistics: rules R-54 and R-70 … R-79 (krav/regler.md)."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from rodtraad.innlesing.tabelleser import Rad
from rodtraad.statistikk.datasettkrav import Datakontroll, Kontroll

HALV = Decimal("0.5")


def _number(rad: Rad, kolonne: str) -> Decimal:
    return Decimal(str(rad[kolonne] or 0))


def equals(regel: str, kolonne: str, regnestykke: str, regn: Callable[[Rad], Decimal]) -> Kontroll:
    """A column must equal what it is computed from, in each row; `regnestykke` says it in words."""

    def kontroll(rader: Sequence[Rad]) -> Iterator[Datakontroll]:
        for rad in rader:
            if rad[kolonne] is not None and _number(rad, kolonne) != regn(rad):
                yield Datakontroll(
                    regel,
                    f"{kolonne} er {rad[kolonne]} for {rad['aar']}, men {regnestykke} er {regn(rad)}.",
                    rad.nr,
                )

    return kontroll


def fodselsoverskudd(rad: Rad) -> Decimal:
    """R-70: births less deaths."""
    return _number(rad, "fodte") - _number(rad, "dode")


def netto_flytting(rad: Rad) -> Decimal:
    """R-71: net immigration and moving."""
    inn = _number(rad, "innvandring") + _number(rad, "innflytting_innenlands")
    return inn - _number(rad, "utvandring") - _number(rad, "utflytting_innenlands")


def folkevekst(rad: Rad) -> Decimal:
    """R-72: surplus of births plus net immigration and moving."""
    return fodselsoverskudd(rad) + netto_flytting(rad)


def follows_last_year(rader: Sequence[Rad]) -> Iterator[Datakontroll]:
    """R-72: a year begins with the population the year before ended with."""
    utgang = {rad["aar"]: rad["folketall_utgang"] for rad in rader}
    for rad in rader:
        aar = rad["aar"]
        forrige = utgang.get(aar - 1) if isinstance(aar, int) else None
        if forrige is not None and rad["folketall_inngang"] != forrige:
            yield Datakontroll(
                "R-72",
                f"{aar} begynner med {rad['folketall_inngang']} innbyggere, "
                f"men året før sluttet med {forrige}.",
                rad.nr,
            )


BEFOLKNING: tuple[Kontroll, ...] = (
    equals("R-70", "fodselsoverskudd", "fødte minus døde", fodselsoverskudd),
    equals("R-71", "netto_innvandring_flytting", "inn minus ut", netto_flytting),
    equals("R-72", "folkevekst", "fødselsoverskudd pluss netto flytting", folkevekst),
    follows_last_year,
)
"""What must hold in the table of population (R-70 … R-72)."""


def adds_up(regel: str, verdi: str, *, per: Sequence[str], toleranse: Decimal | None = None) -> Kontroll:
    """Sum rows must equal their parts within `toleranse`, default half a unit per part (R-78, KOSTRA-03)."""

    def kontroll(rader: Sequence[Rad]) -> Iterator[Datakontroll]:
        deler: dict[tuple[object, ...], list[Decimal]] = defaultdict(list)
        for rad in rader:
            if not rad["er_sum"]:
                deler[tuple(rad[k] for k in per)].append(_number(rad, verdi))
        for rad in rader:
            gruppe = tuple(rad[k] for k in per)
            if not rad["er_sum"] or gruppe not in deler:
                continue
            regnet = sum(deler[gruppe], Decimal(0))
            grense = HALV * len(deler[gruppe]) if toleranse is None else toleranse
            if abs(_number(rad, verdi) - regnet) > grense:
                yield Datakontroll(
                    regel,
                    f"Summen {rad[verdi]} for {', '.join(map(str, gruppe))} avviker fra delene, "
                    f"som blir {regnet}.",
                    rad.nr,
                )

    return kontroll


def within_norm(rader: Sequence[Rad]) -> Iterator[Datakontroll]:
    """R-54: pupils per teacher are no more than the norm."""
    for rad in rader:
        if _number(rad, "gruppestorrelse_hovedtrinn") > _number(rad, "norm_elever_per_laerer"):
            yield Datakontroll(
                "R-54",
                f"{rad['skole']}, trinn {rad['hovedtrinn']}: {rad['gruppestorrelse_hovedtrinn']} "
                f"elever per lærer er over normen på {rad['norm_elever_per_laerer']}.",
                rad.nr,
            )
