"""Strenger: the account strings of a year indexed in memory, so that any selection finds its own at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rodtraad.oppstilling.formel import BALANSE, Koder, Uttak


@dataclass(frozen=True, slots=True, eq=False)
class Streng:
    """An account string with its virksomhet, its sum in øre and its count of lines; one object each."""

    aar: int
    slag: str
    kontoklasse: str
    virksomhet: str
    ansvar: str
    art: str
    funksjon: str
    kapittel: str
    prosjekt: str
    ore: int
    antall: int


_Perioder = tuple[int, str, str]
_Indeks = dict[_Perioder, dict[str, dict[str, list[Streng]]]]


class Strenger:
    """Account strings found by selection: by virksomhet and art, virksomhet and funksjon, project and art."""

    def __init__(self, strenger: Iterable[Streng]) -> None:
        self._etter_art: _Indeks = defaultdict(_todelt)
        self._etter_funksjon: _Indeks = defaultdict(_todelt)
        self._etter_prosjekt: _Indeks = defaultdict(_todelt)
        self._balanse: _Indeks = defaultdict(_todelt)
        for s in strenger:
            periode = (s.aar, s.slag, s.kontoklasse)
            if s.kontoklasse == BALANSE:
                self._balanse[periode][""][s.kapittel].append(s)
                continue
            self._etter_art[periode][s.virksomhet][s.art].append(s)
            self._etter_funksjon[periode][s.virksomhet][s.funksjon].append(s)
            self._etter_prosjekt[periode][s.prosjekt][s.art].append(s)

    def i_uttak(self, uttak: Uttak, aar: int, slag: str) -> Iterator[Streng]:
        """The account strings of a selection for one year and kind."""
        periode = (aar, slag, uttak.kontoklasse)
        if uttak.er_tomt:
            return
        if uttak.kontoklasse == BALANSE:
            yield from _velg(self._balanse.get(periode, {}), None, uttak.kapitler)
        elif uttak.prosjekter is not None:
            yield from _velg(self._etter_prosjekt.get(periode, {}), uttak.prosjekter, uttak.arter)
        elif uttak.funksjoner is not None:
            treff = _velg(self._etter_funksjon.get(periode, {}), uttak.virksomheter, uttak.funksjoner)
            yield from (s for s in treff if uttak.arter is None or s.art in uttak.arter)
        else:
            yield from _velg(self._etter_art.get(periode, {}), uttak.virksomheter, uttak.arter)


def _todelt() -> dict[str, dict[str, list[Streng]]]:
    return defaultdict(lambda: defaultdict(list))


def _velg(indeks: Mapping[str, Mapping[str, list[Streng]]], ytre: Koder, indre: Koder) -> Iterator[Streng]:
    for del_ in (
        indeks.values() if ytre is None else [indeks[kode] for kode in sorted(ytre) if kode in indeks]
    ):
        for liste in (
            del_.values() if indre is None else [del_[kode] for kode in sorted(indre) if kode in del_]
        ):
            yield from liste
