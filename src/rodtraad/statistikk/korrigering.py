"""Korrigering: a documented correction laid beside a published KOSTRA value, never in its place (KOSTRA-05).

Pure: records in, records out. What was published stays as it was read; a correction names the value it was laid on, and
counts only while the source still says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from rodtraad.kjerne.tallformat import vis_tall

type Post = Mapping[str, str | int | Decimal | None]
type Tall = int | Decimal

DATASETT: Final = "kostra_korrigeringer"
"""The name under which the corrections that are to be shown in public are frozen with the figures."""


@dataclass(frozen=True, slots=True)
class Verdifelt:
    """Where a dataset of KOSTRA has its number, what it is called, and what tells one value from another."""

    kolonne: str
    navn: str
    enhet: str
    nokler: tuple[str, ...]


FELT: Final[Mapping[str, Verdifelt]] = {
    "kostra_hovedtall": Verdifelt("verdi", "indikator", "", ("seksjon", "indikator", "enhet")),
    "kostra_funksjonsomraader": Verdifelt(
        "kr_per_innbygger", "funksjon", "kr per innbygger", ("omrade", "funksjon_kode", "funksjon")
    ),
}
"""Datasets whose values may be corrected."""


@dataclass(frozen=True, slots=True)
class Korrigering:
    """A correction as it was written; `original` is what the source said that day."""

    datasett: str
    nokkel: str
    navn: str
    kommune: str
    aar: int
    original: Decimal
    korrigert: Decimal
    begrunnelse: str
    dag: date
    id: int = 0
    av: str = ""
    offentlig: bool = False


def nokkel_for(datasett: str, post: Post) -> str:
    """What tells the value of a record from the others of its dataset, municipality and year. Raises KeyError."""
    return "|".join(str(post.get(navn) or "") for navn in FELT[datasett].nokler)


def verdi_i(datasett: str, post: Post) -> Tall | None:
    """The published number of a record, or None when the source gives none. Raises KeyError."""
    verdi = post.get(FELT[datasett].kolonne)
    return verdi if isinstance(verdi, int | Decimal) else None


def gjelder(korrigering: Korrigering, datasett: str, post: Post) -> bool:
    """Whether the correction is of this value: dataset, key, municipality and year."""
    return (
        korrigering.datasett == datasett
        and (korrigering.kommune, korrigering.aar) == (post.get("kommune"), post.get("aar"))
        and korrigering.nokkel == nokkel_for(datasett, post)
    )


def med_korrigeringer(
    datasett: str, poster: Iterable[Post], korrigeringer: Sequence[Korrigering]
) -> tuple[list[Post], list[Korrigering]]:
    """The records with corrected values, and the corrections that count.

    A correction laid on another value than the source gives now does not count: it must be looked at again.
    """
    if datasett not in FELT:
        return list(poster), []
    ut: list[Post] = []
    brukte: dict[Korrigering, None] = {}
    rettede: set[tuple[object, ...]] = set()
    for post in poster:
        en = next((k for k in korrigeringer if gjelder(k, datasett, post)), None)
        if en is None or verdi_i(datasett, post) != en.original:
            ut.append(post)
            continue
        ut.append({**post, FELT[datasett].kolonne: _som(en.korrigert, post[FELT[datasett].kolonne])})
        rettede.add(_gruppe(post))
        brukte[en] = None
    return [_uten_belop(post, rettede) for post in ut], list(brukte)


def _gruppe(post: Post) -> tuple[object, ...]:
    return (post.get("omrade"), post.get("funksjon_kode"), post.get("kommune"), post.get("aar"))


def _uten_belop(post: Post, rettede: set[tuple[object, ...]]) -> Post:
    """The amount a published value was made of says nothing of a corrected one, nor of the sum it is part of."""
    if post.get("belop") is None:
        return post
    omraade, _kode, *sted = _gruppe(post)
    i_summen = bool(post.get("er_sum")) and any((r[0], *r[2:]) == (omraade, *sted) for r in rettede)
    return {**post, "belop": None} if i_summen or _gruppe(post) in rettede else post


def _som(verdi: Decimal, original: object) -> Tall:
    """The corrected number as a whole number where the original is one and nothing is lost."""
    return int(verdi) if isinstance(original, int) and verdi == verdi.to_integral_value() else verdi


def merknad(k: Korrigering) -> str:
    """What a reader of a table with the correction must be told; no person is named."""
    return (
        f"{k.navn}, {k.kommune} {k.aar}: KOSTRA oppgir {vis_tall(k.original)}, og kommunen har rettet tallet til "
        f"{vis_tall(k.korrigert)} ({k.dag:%d.%m.%Y}). {k.begrunnelse}"
    )


def to_post(k: Korrigering) -> dict[str, str | int | Decimal | None]:
    """A correction as a record that can be frozen with the figures; whose it is stays in the installation."""
    return {
        "datasett": k.datasett, "nokkel": k.nokkel, "navn": k.navn, "kommune": k.kommune, "aar": k.aar,
        "original": k.original, "korrigert": k.korrigert, "begrunnelse": k.begrunnelse, "dag": k.dag.isoformat(),
    }  # fmt: skip


def from_post(post: Post) -> Korrigering:
    """A correction from its frozen record."""
    return Korrigering(
        datasett=str(post["datasett"]), nokkel=str(post["nokkel"]), navn=str(post["navn"]),
        kommune=str(post["kommune"]), aar=int(post["aar"] or 0), original=Decimal(str(post["original"])),
        korrigert=Decimal(str(post["korrigert"])), begrunnelse=str(post["begrunnelse"]),
        dag=date.fromisoformat(str(post["dag"])), offentlig=True,
    )  # fmt: skip
