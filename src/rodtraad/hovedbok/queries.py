"""Sums from the cubes, drill-down to the lines. All amounts in øre, cost +, income −."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rodtraad.hovedbok.filer import Kildebatch, fakta_sql, gjeldende_batcher, hent, sqltekst
from rodtraad.hovedbok.models import Batchperiode
from rodtraad.hovedbok.utvalg import Drill

__all__ = [
    "Drill",
    "Kontostrengsum",
    "Postering",
    "aar_med_regnskap",
    "artsummer",
    "balansesummer",
    "bilagssummer",
    "er_fra_kilde",
    "funksjonssummer",
    "innlesinger_bak",
    "kontostrenger",
    "kostraposter",
    "kostrasummer",
    "kostrasummer_etter",
    "kryssummer",
    "perioder_med_regnskap",
    "poster_med_tekst",
    "prosjektsummer",
    "siste_aar",
    "storste_bilag",
    "storste_per_kontostreng",
]

type Rader = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Kontostrengsum:
    """An account string with its sum in øre and count of lines."""

    aar: int
    slag: str
    kontoklasse: str
    art: str
    funksjon: str
    kapittel: str
    sektor: str
    ansvar: str
    prosjekt: str
    belop: int
    antall: int


@dataclass(frozen=True, slots=True)
class Postering:
    """One line of the ledger; `innlesing`, `fil` (from 1) and `rad` say where it came from (KONTO-14)."""

    aar: int
    slag: str
    periode: int
    kontoklasse: str
    art: str
    funksjon: str
    kapittel: str
    sektor: str
    ansvar: str
    prosjekt: str
    objekt: str
    bilag: str
    dato: date | None
    tekst: str
    belop: int
    innlesing: str
    fil: int
    rad: int


def artsummer(aar: Sequence[int], *, virksomhet_for: Mapping[str, str]) -> Rader:
    """Sums per (aar, slag, kontoklasse, virksomhet, art): + belop in øre, antall; drift and investment.

    An ansvar outside `virksomhet_for` comes under the empty virksomhet, so that nothing is lost.
    """
    return _summer("artsummer", aar, virksomhet_for)


def funksjonssummer(aar: Sequence[int], *, virksomhet_for: Mapping[str, str]) -> Rader:
    """Sums per (aar, slag, kontoklasse, virksomhet, funksjon): + belop in øre, antall."""
    return _summer("funksjonssummer", aar, virksomhet_for)


def kryssummer(aar: Sequence[int], *, virksomhet_for: Mapping[str, str], arter: Collection[str]) -> Rader:
    """Sums per (aar, slag, kontoklasse, virksomhet, funksjon, art) for some arts: + belop in øre, antall."""
    return _summer("kryssummer", aar, virksomhet_for, drill=Drill(arter=frozenset(arter)))


def prosjektsummer(aar: Sequence[int]) -> Rader:
    """Sums of the investment accounts per (aar, slag, prosjekt, art): + belop in øre, antall."""
    return _summer("prosjektsummer", aar)


def balansesummer(aar: Sequence[int]) -> Rader:
    """Balance postings per (aar, slag, kapittel, sektor): + belop in øre, antall."""
    return _summer("balansesummer", aar)


def kostrasummer(aar: int) -> Rader:
    """Accounts of a year per (kontoklasse, funksjon, art): + belop in øre; KOSTRA form 0A."""
    return _summer("kostrasummer", [aar])


def kostraposter(aar: int, til_periode: int | None = None) -> Rader:
    """Accounts of a year per (kontoklasse, funksjon or kapittel, art or sektor): + belop in øre; KOSTRA files.

    `til_periode`: only what is booked up to and with that period; the opening of the balance is period 0.
    """
    if til_periode is None:
        return _summer("kostraposter", [aar])
    kube = fakta_sql(gjeldende_batcher([aar], ["regnskap"]), "kube")
    fakta = f"SELECT * FROM ({kube}) WHERE periode <= {int(til_periode)}"
    return hent(f"WITH fakta AS ({fakta}) {sqltekst('kostraposter')}")


def poster_med_tekst(aar: int, tekst: str) -> set[tuple[str, str, str]]:
    """(kontoklasse, funksjon or kapittel, art or sektor) of accounts lines of amount 0 that carry a text."""
    fakta = fakta_sql(gjeldende_batcher([aar], ["regnskap"]), "linjer")
    rader = hent(
        "SELECT DISTINCT kontoklasse, CASE WHEN kontoklasse = '2' THEN kapittel ELSE funksjon END, "
        f"CASE WHEN kontoklasse = '2' THEN sektor ELSE art END FROM ({fakta}) WHERE belop = 0 AND tekst = $tekst",
        {"tekst": tekst},
    )
    return {(rad[0], rad[1], rad[2]) for rad in rader}


def kostrasummer_etter(aar: int, dag: date) -> Rader:
    """The part of kostrasummer that is dated later than a day, from the lines (REGN-12)."""
    linjer = (
        f"SELECT * FROM ({fakta_sql(gjeldende_batcher([aar], ['regnskap']), 'linjer')}) WHERE dato > $dag"
    )
    return hent(f"WITH fakta AS ({linjer}) {sqltekst('kostrasummer')}", {"dag": dag})


def bilagssummer(aar: int, slag: Collection[str], *, virksomhet_for: Mapping[str, str]) -> Rader:
    """Sums per (aar, slag, bilag, kontoklasse, virksomhet) from the lines: + belop in øre (KONTO-06)."""
    fakta = fakta_sql(gjeldende_batcher([aar], slag), "linjer")
    return hent(f"WITH fakta AS ({fakta}), {_KART} {sqltekst('bilagssummer')}", _kart(virksomhet_for))


def kontostrenger(drill: Drill, limit: int) -> tuple[tuple[Kontostrengsum, ...], int]:
    """The account strings of a selection, largest first, and how many there are in all (KONTO-03)."""
    vilkaar, verdier = drill.vilkaar()
    fakta = f"SELECT * FROM ({fakta_sql(_batcher(drill), 'aarskube')}) WHERE {vilkaar}"
    strenger = f"WITH fakta AS ({fakta}) {sqltekst('kontostrenger')}"
    rader = hent(f"SELECT *, COUNT(*) OVER () FROM ({strenger}) LIMIT {int(limit)}", verdier)
    return tuple(Kontostrengsum(*rad[:-1]) for rad in rader), rader[0][-1] if rader else 0


def storste_bilag(drill: Drill, limit: int) -> tuple[tuple[Postering, ...], int]:
    """The largest lines of a selection, largest first, and how many lines there are in all (KONTO-03).

    The cube knows the largest line of each account string and period, so only those few are read.
    """
    batcher = _batcher(drill)
    vilkaar, verdier = drill.vilkaar()
    kube = f"SELECT * FROM ({fakta_sql(batcher, 'kube', med_kilde=True)}) WHERE {vilkaar}"
    celler = hent(
        f"WITH fakta AS ({kube}), alt AS (SELECT CAST(SUM(antall) AS BIGINT) AS i_alt FROM fakta) "
        f"SELECT c.*, alt.i_alt FROM ({sqltekst('storste_celler')} LIMIT {int(limit)}) c, alt",
        verdier,
    )
    if not celler:
        return (), 0
    valgte = " UNION ALL ".join(_linjer_i(batcher, celler, limit))
    rader = hent(f"WITH fakta AS ({valgte}) {sqltekst('storste_bilag')} LIMIT {int(limit)}")
    return tuple(Postering(*rad) for rad in rader), celler[0][-1]


def storste_per_kontostreng(drill: Drill, antall: int) -> tuple[Postering, ...]:
    """The largest lines of each account string of a selection, string by string (KONTO-03).

    One pass for a whole publication; `storste_bilag` is the quick way for a single figure.
    """
    vilkaar, verdier = drill.vilkaar()
    linjer = f"SELECT * FROM ({fakta_sql(_batcher(drill), 'linjer', med_kilde=True)}) WHERE {vilkaar}"
    ordnet = f"WITH fakta AS ({linjer}) {sqltekst('storste_per_streng')}"
    rader = hent(f"SELECT * FROM ({ordnet}) WHERE plass <= {int(antall)}", verdier)
    return tuple(Postering(*rad[:-1]) for rad in rader)


def _linjer_i(batcher: Sequence[Kildebatch], celler: Rader, limit: int) -> list[str]:
    """The lines of some rows of the cube that can be among the largest.

    When `limit` rows of the cube were found, each has a line as large as the smallest of them; smaller lines are out.
    """
    minst = min(c[2] for c in celler) if len(celler) == limit else 0
    # Two plain comparisons, not one with OR: these the engine can hold against the statistics of the file.
    grenser = [f" AND belop >= {minst}", f" AND belop <= -{minst}"] if minst else [""]
    deler = []
    for batch in batcher:
        egne = [str(c[1]) for c in celler if c[0] == batch.id]
        if egne:
            linjer = fakta_sql([batch], "linjer", med_kilde=True)
            vilkaar = f"{'AND' if batch.perioder else 'WHERE'} celle IN ({', '.join(egne)})"
            deler += [f"{linjer} {vilkaar}{grense}" for grense in grenser]
    return deler


def innlesinger_bak(drill: Drill) -> list[str]:
    """The ids of the imports whose lines are in a selection, oldest first (KONTO-14)."""
    batcher = _batcher(drill)
    vilkaar, verdier = drill.vilkaar()
    funnet = hent(
        f"SELECT DISTINCT innlesing FROM ({fakta_sql(batcher, 'aarskube', med_kilde=True)}) WHERE {vilkaar}",
        verdier,
    )
    treff = {rad[0] for rad in funnet}
    return list(dict.fromkeys(b.innlesing for b in batcher if b.innlesing in treff))


def aar_med_regnskap() -> list[int]:
    """Years with accounts that count, in order."""
    deler = Batchperiode.objects.gjeldende().filter(batch__slag="regnskap")
    return sorted(set(deler.values_list("batch__aar", flat=True)))


def perioder_med_regnskap(aar: int) -> dict[int, str]:
    """The periods of a year that have accounts that count, each with an import that brought them."""
    deler = Batchperiode.objects.gjeldende().filter(batch__slag="regnskap", batch__aar=aar)
    return dict(deler.values_list("periode", "batch__innlesing_id"))


def er_fra_kilde(aar: int, kilde: str) -> bool:
    """Whether some of the accounts of a year came in with a source."""
    deler = Batchperiode.objects.gjeldende().filter(batch__slag="regnskap", batch__aar=aar)
    return deler.filter(batch__innlesing__kilde=kilde).exists()


def siste_aar() -> int | None:
    """The latest year with accounts; None when there are none."""
    return max(aar_med_regnskap(), default=None)


_KART = "ansvarskart AS (SELECT unnest($ansvar::VARCHAR[]) AS ansvar, unnest($virksomhet::VARCHAR[]) AS virksomhet)"


def _kart(virksomhet_for: Mapping[str, str]) -> dict[str, object]:
    return {"ansvar": list(virksomhet_for), "virksomhet": list(virksomhet_for.values())}


def _summer(
    tekst: str,
    aar: Sequence[int],
    virksomhet_for: Mapping[str, str] | None = None,
    drill: Drill | None = None,
) -> Rader:
    fakta = fakta_sql(gjeldende_batcher(aar), "aarskube")
    verdier: dict[str, object] = {}
    if drill is not None:
        vilkaar, verdier = drill.vilkaar()
        fakta = f"SELECT * FROM ({fakta}) WHERE {vilkaar}"
    if virksomhet_for is None:
        return hent(f"WITH fakta AS ({fakta}) {sqltekst(tekst)}", verdier)
    return hent(f"WITH fakta AS ({fakta}), {_KART} {sqltekst(tekst)}", verdier | _kart(virksomhet_for))


def _batcher(drill: Drill) -> tuple[Kildebatch, ...]:
    return gjeldende_batcher(drill.aar, drill.slag)
