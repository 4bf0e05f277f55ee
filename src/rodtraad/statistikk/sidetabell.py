"""What the pages show: tables of ready texts, and charts with title, words and their table."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from rodtraad.kjerne.tallformat import Tall, vis_tall
from rodtraad.statistikk.opplysning import Datasettopplysning

TOM = "–"
"""What stands where there is no figure."""


@dataclass(frozen=True, slots=True)
class Siderad:
    """A row: its heading, its cells as texts, whether it is a sum."""

    navn: str
    celler: tuple[str, ...]
    er_sum: bool = False


@dataclass(frozen=True, slots=True)
class Sidetabell:
    """A table ready to be shown; `kilde` says whose figures they are and under which licence."""

    tittel: str
    forste: str
    kolonner: tuple[str, ...]
    rader: tuple[Siderad, ...]
    kilde: str = ""
    merknader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sidefigur:
    """A chart: what it shows in one line, the same in words, how it is drawn. Its table stands under it."""

    id: str
    tittel: str
    alternativ: str
    spesifikasjon: Mapping[str, Any]
    tabell: Sidetabell | None = field(default=None)


def vist(verdi: object, desimaler: int | None = None) -> str:
    """A value for people; nothing is a dash, never a zero."""
    if verdi is None:
        return TOM
    return vis_tall(verdi, desimaler) if isinstance(verdi, Tall) else str(verdi)


def kilde_i_ord(om: Datasettopplysning | None) -> str:
    """Whose figures they are, the licence, the years, and whether they are made up for the demonstration."""
    if om is None:
        return ""
    aar = (
        ""
        if om.dataaar_fra is None
        else gettext(", tall for %(aar)s")
        % {
            "aar": f"{om.dataaar_fra}–{om.dataaar_til}"
            if om.dataaar_fra != om.dataaar_til
            else om.dataaar_til
        }
    )
    konstruert = gettext(". Konstruert for demonstrasjonen") if om.konstruert else ""
    return f"{om.kilde} ({om.lisens}){aar}{konstruert}"


def bred[R: Hashable, K: Hashable](
    poster: Iterable[Mapping[str, Any]],
    *,
    rad: Callable[[Mapping[str, Any]], R],
    kolonne: Callable[[Mapping[str, Any]], K],
) -> tuple[dict[R, dict[K, Mapping[str, Any]]], list[K]]:
    """Records laid out wide: row → column → record, and the columns in order of first appearance."""
    rader: dict[R, dict[K, Mapping[str, Any]]] = {}
    kolonner: dict[K, None] = {}
    for post in poster:
        rader.setdefault(rad(post), {})[kolonne(post)] = post
        kolonner.setdefault(kolonne(post))
    return rader, list(kolonner)


def rader_av(
    brett: Mapping[str, Mapping[Any, Mapping[str, Any]]],
    kolonner: Sequence[Any],
    verdi: str,
    desimaler: int | None,
) -> tuple[Siderad, ...]:
    """The rows of a wide layout as texts; a row is a sum when its records say so."""
    return tuple(
        Siderad(
            str(navn),
            tuple(vist(poster[k][verdi] if k in poster else None, desimaler) for k in kolonner),
            any(post.get("er_sum") for post in poster.values()),
        )
        for navn, poster in brett.items()
    )
