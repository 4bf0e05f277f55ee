"""Fakta: figures given in texts, and what tables say about the same fact (KVAL-11)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.kontroller.tabelldata import Tabelldata, tall

FAKTOR = {"kr": Decimal(1), "1000 kr": Decimal(1000), "mill. kr": Decimal(1_000_000)}


@dataclass(frozen=True, slots=True)
class Faktum:
    """One statement of a fact: name, year, value and unit, where it stands. `omtrentlig` is «ca».

    The value holds for everything that rounds to it: 7,6 mill. kr means 7,55 to 7,65. `til` makes it a range.
    `usikkerhet` (in the unit) is half the last digit unless it is given.
    """

    navn: str
    aar: int | None
    verdi: Decimal
    enhet: str
    sted: str
    omtrentlig: bool = False
    til: Decimal | None = None
    usikkerhet: Decimal | None = None

    @property
    def spenn(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest value meant, in the base unit (kr for money)."""
        faktor = FAKTOR.get(self.enhet, Decimal(1))
        halv = self.usikkerhet if self.usikkerhet is not None else halvt_siffer(self.verdi)
        return (self.verdi - halv) * faktor, ((self.til or self.verdi) + halv) * faktor


def halvt_siffer(verdi: Decimal) -> Decimal:
    """Half of the last digit written: 7,6 gives 0,05; 112 gives 0,5."""
    eksponent = verdi.as_tuple().exponent
    return Decimal(5).scaleb(min(int(eksponent), 0) - 1)


def er_forenlige(a: Faktum, b: Faktum, ca_prosent: Decimal) -> bool:
    """Whether two statements can be the same value; a «ca» value allows some percent of itself more."""
    (lav_a, hoy_a), (lav_b, hoy_b) = a.spenn, b.spenn
    midter = [abs(f.spenn[0] + f.spenn[1]) / 2 for f in (a, b) if f.omtrentlig]
    slakk = max(midter, default=Decimal(0)) * ca_prosent / 100
    return lav_a < hoy_b + slakk and lav_b < hoy_a + slakk


def les_fakta(register: Sequence[Mapping[str, Any]], tabeller: Mapping[str, Tabelldata]) -> list[Faktum]:
    """Facts from a register: each names its sources, in texts (`verdi`) or in cells of tables.

    A source is `verdi` (`til`), a cell (`tabell`, `hvor`, `kolonne`), `ledd` (cells added, `fortegn` −1 subtracts,
    `konstant`) or `andel` (percent of two lists of cells). Sources in tables that are absent are left out.
    """
    return [faktum for oppforing in register for faktum in _fakta(oppforing, tabeller)]


def _fakta(oppforing: Mapping[str, Any], tabeller: Mapping[str, Tabelldata]) -> Iterator[Faktum]:
    for kilde in oppforing["oppgitt"]:
        lest = _les(kilde, tabeller)
        if lest is None:
            continue
        verdi, usikkerhet, sted = lest
        yield Faktum(
            navn=oppforing["navn"],
            aar=oppforing.get("aar"),
            verdi=verdi,
            enhet=kilde.get("enhet", oppforing["enhet"]),
            sted=kilde.get("sted", sted),
            omtrentlig=kilde.get("ca", False),
            til=_til(kilde, tabeller),
            usikkerhet=usikkerhet,
        )


def _les(
    kilde: Mapping[str, Any], tabeller: Mapping[str, Tabelldata]
) -> tuple[Decimal, Decimal | None, str] | None:
    if "verdi" in kilde:
        return Decimal(str(kilde["verdi"])), None, kilde["sted"]
    if "andel" in kilde:
        del_, helhet = (_sum(ledd, tabeller) for ledd in kilde["andel"])
        if del_ is None or helhet is None or helhet[0] == 0:
            return None
        return _andel(del_, helhet)
    return _sum(kilde.get("ledd") or [kilde], tabeller)


def _andel(
    del_: tuple[Decimal, Decimal, str], helhet: tuple[Decimal, Decimal, str]
) -> tuple[Decimal, Decimal, str]:
    """A percentage and how far the rounding of its two figures may move it."""
    prosent = del_[0] / helhet[0] * 100
    usikkerhet = abs(del_[1] / helhet[0] * 100) + abs(prosent * helhet[1] / helhet[0])
    return prosent, usikkerhet, f"{del_[2]} / {helhet[2]}"


def _sum(
    ledd: Sequence[Mapping[str, Any]], tabeller: Mapping[str, Tabelldata]
) -> tuple[Decimal, Decimal, str] | None:
    """A sum of cells, its rounding uncertainty, and where it stands; None when a table is absent."""
    verdi, usikkerhet, steder = Decimal(0), Decimal(0), []
    for del_ in ledd:
        if "konstant" in del_:
            verdi += Decimal(str(del_["konstant"]))
            continue
        tabell = tabeller.get(del_["tabell"])
        if tabell is None:
            return None
        rad = tabell.rad(del_["hvor"])
        celle = None if rad is None else tall(rad, del_["kolonne"])
        if celle is None:
            raise RodtraadFeil(
                f"Faktaregisteret viser til {del_['tabell']} {dict(del_['hvor'])} «{del_['kolonne']}», "
                "men der står det ikke noe tall. Rett registeret."
            )
        faktor = Decimal(str(del_.get("faktor", 1)))
        verdi += celle * del_.get("fortegn", 1) * faktor
        usikkerhet += halvt_siffer(celle) * faktor
        steder.append(tabell.sted(rad, del_["kolonne"]))
    return verdi, usikkerhet, ", ".join(steder)


def _til(kilde: Mapping[str, Any], tabeller: Mapping[str, Tabelldata]) -> Decimal | None:
    til = kilde.get("til")
    if isinstance(til, Mapping):
        lest = _sum([til], tabeller)
        return None if lest is None else lest[0]
    return None if til is None else Decimal(str(til))
