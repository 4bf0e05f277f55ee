"""Sums that need the month or the object, from the cubes; and the lines of some combinations. Øre, cost +, income −."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rodtraad.hovedbok.filer import fakta_sql, gjeldende_batcher, hent, sqltekst
from rodtraad.hovedbok.queries import Kontostrengsum, Postering

REGNSKAP: Final = frozenset({"regnskap"})


@dataclass(frozen=True, slots=True)
class Objektsum:
    """An object on an ansvar in a year and class: gross cost, income and count of lines; blank = no object."""

    aar: int
    kontoklasse: str
    ansvar: str
    objekt: str
    utgift: int
    inntekt: int
    antall: int

    @property
    def netto(self) -> int:
        """Cost less income."""
        return self.utgift + self.inntekt


@dataclass(frozen=True, slots=True)
class Kombinasjon:
    """Two codes met in a month: `regel` says which two, as art on a funksjon (`hvor`, `hva`)."""

    regel: str
    hvor: str
    hva: str
    aar: int
    periode: int
    belop: int
    antall: int


def objektsummer(aar: Sequence[int]) -> tuple[Objektsum, ...]:
    """Accounts per ansvar and object, what has no object too, so that an ansvar adds up (KONTO-10)."""
    rader = hent(f"WITH fakta AS ({_kube(aar)}) {sqltekst('objektsummer')}")
    return tuple(Objektsum(*rad) for rad in rader)


def objektstrenger(aar: int, objekt: str) -> tuple[Kontostrengsum, ...]:
    """The account strings of an object in a year, largest first (KONTO-10)."""
    fakta = f"SELECT * FROM ({_kube([aar])}) WHERE objekt = $objekt AND kontoklasse IN ('0', '1')"
    rader = hent(f"WITH fakta AS ({fakta}) {sqltekst('kontostrenger')}", {"objekt": objekt})
    return tuple(Kontostrengsum(*rad) for rad in rader)


def maanedskombinasjoner(aar: Sequence[int]) -> tuple[Kombinasjon, ...]:
    """Which codes met in each month of some years of accounts, with sum and count of lines (KONTO-09)."""
    rader = hent(f"WITH fakta AS ({_kube(aar)}) {sqltekst('maanedskombinasjoner')}")
    return tuple(Kombinasjon(*rad) for rad in rader)


_KOLONNER: Final = {
    "funksjon": ("ansvar", "funksjon"),
    "art": ("funksjon", "art"),
    "prosjekt": ("ansvar", "prosjekt"),
    "objekt": ("ansvar", "objekt"),
}


def linjer_i(
    kombinasjoner: Iterable[Kombinasjon], *, grense: int
) -> tuple[tuple[tuple[str, str, str], Postering], ...]:
    """((regel, hvor, hva), line) of the lines in which the combinations meet, in a fixed order, at most `grense`."""
    ut: list[tuple[Any, ...]] = []
    alle = list(kombinasjoner)
    for regel, (forste, andre) in _KOLONNER.items():
        valgte = [k for k in alle if k.regel == regel]
        if not valgte:
            continue
        batcher = gjeldende_batcher(sorted({k.aar for k in valgte}), REGNSKAP)
        spurt = (
            "WITH spurt AS (SELECT unnest($hvor::VARCHAR[]) AS hvor, unnest($hva::VARCHAR[]) AS hva,"
            " unnest($aar::INTEGER[]) AS aar, unnest($periode::INTEGER[]) AS periode) "
        )
        linjer = fakta_sql(batcher, "linjer", med_kilde=True)
        valg = ", ".join(f"l.{k}" for k in Postering.__dataclass_fields__)
        rader = hent(
            f"{spurt} SELECT s.hvor, s.hva, {valg} FROM ({linjer}) l JOIN spurt s"
            f" ON s.hvor = l.{forste} AND s.hva = l.{andre} AND s.aar = l.aar AND s.periode = l.periode"
            " WHERE l.kontoklasse IN ('0', '1') AND l.slag = 'regnskap'"
            f" ORDER BY l.aar, l.periode, s.hvor, s.hva, l.innlesing, l.fil, l.rad LIMIT {int(grense)}",
            {
                "hvor": [k.hvor for k in valgte], "hva": [k.hva for k in valgte], "aar": [k.aar for k in valgte],
                "periode": [k.periode for k in valgte],
            },
        )  # fmt: skip
        ut += [(regel, *rad) for rad in rader]
    return tuple(((rad[0], rad[1], rad[2]), Postering(*rad[3:])) for rad in ut)


def _kube(aar: Sequence[int]) -> str:
    return fakta_sql(gjeldende_batcher(aar, REGNSKAP), "kube")
