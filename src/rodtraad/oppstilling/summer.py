"""Summer: sums of a Grunnlag looked up by selection, year and kind, in øre."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rodtraad.oppstilling.formel import BALANSE, INVESTERING, Koder, Uttak
from rodtraad.oppstilling.grunnlag import Grunnlag

_Kodesummer = dict[str, int]


class Summer:
    """Indexed sums: the art cut, the funksjon cut, the project cut, the balance, and the few crossed ones."""

    def __init__(self, grunnlag: Grunnlag) -> None:
        self._art: dict[tuple[int, str, str], dict[str, _Kodesummer]] = _indeks(
            ((s.aar, s.slag, s.kontoklasse), s.virksomhet, s.art, s.belop) for s in grunnlag.artsummer
        )
        self._funksjon: dict[tuple[int, str, str], dict[str, _Kodesummer]] = _indeks(
            ((s.aar, s.slag, s.kontoklasse), s.virksomhet, s.funksjon, s.belop)
            for s in grunnlag.funksjonssummer
        )
        self._prosjekt: dict[tuple[int, str, str], dict[str, _Kodesummer]] = _indeks(
            ((s.aar, s.slag, INVESTERING), s.prosjekt, s.art, s.belop) for s in grunnlag.prosjektsummer
        )
        self._balanse: dict[tuple[int, str, str], dict[str, _Kodesummer]] = _indeks(
            ((s.aar, s.slag, BALANSE), s.sektor, s.kapittel, s.belop) for s in grunnlag.balansesummer
        )
        self._kryss = grunnlag.kryssummer
        self._brukte: dict[str, frozenset[str]] = {
            "art": frozenset(s.art for s in grunnlag.artsummer)
            | frozenset(s.art for s in grunnlag.prosjektsummer),
            "funksjon": frozenset(s.funksjon for s in grunnlag.funksjonssummer),
            "kapittel": frozenset(s.kapittel for s in grunnlag.balansesummer),
            "prosjekt": frozenset(s.prosjekt for s in grunnlag.prosjektsummer),
            "virksomhet": frozenset(s.virksomhet for s in grunnlag.artsummer)
            | frozenset(s.virksomhet for s in grunnlag.funksjonssummer),
        }

    def brukte(self, dimensjon: str) -> frozenset[str]:
        """The codes of a dimension that any fact carries."""
        return self._brukte[dimensjon]

    def sum(self, uttak: Uttak, aar: int, slag: Iterable[str], arter: Koder = None) -> int:
        """Øre of the facts in the selection for a year and kinds; cost positive, income negative."""
        snevret = uttak.med_arter(arter)
        return sum(belop for ett in slag for belop in self._belop(snevret, aar, ett))

    def finnes(self, uttak: Uttak, perioder: Iterable[tuple[int, tuple[str, ...]]]) -> bool:
        """Whether any fact exists in the selection in one of the (year, kinds): then the row is shown."""
        return any(True for aar, slag in perioder for ett in slag for _ in self._belop(uttak, aar, ett))

    def _belop(self, uttak: Uttak, aar: int, slag: str) -> Iterable[int]:
        if uttak.er_tomt:
            return ()
        if uttak.funksjoner is not None and uttak.arter is not None:
            return self._kryssbelop(uttak, aar, slag)
        snitt, ytre, indre = self._snitt(uttak)
        deler = snitt.get((aar, slag, uttak.kontoklasse), {})
        valgte = deler.values() if ytre is None else (deler[kode] for kode in ytre if kode in deler)
        return (belop for del_ in valgte for belop in _valgte(del_, indre))

    def _snitt(
        self, uttak: Uttak
    ) -> tuple[Mapping[tuple[int, str, str], dict[str, _Kodesummer]], Koder, Koder]:
        if uttak.kontoklasse == BALANSE:
            return self._balanse, None, uttak.kapitler
        if uttak.prosjekter is not None:
            return self._prosjekt, uttak.prosjekter, uttak.arter
        if uttak.funksjoner is not None:
            return self._funksjon, uttak.virksomheter, uttak.funksjoner
        return self._art, uttak.virksomheter, uttak.arter

    def _kryssbelop(self, uttak: Uttak, aar: int, slag: str) -> Iterable[int]:
        return (
            s.belop
            for s in self._kryss
            if (s.aar, s.slag, s.kontoklasse) == (aar, slag, uttak.kontoklasse)
            and s.art in (uttak.arter or ())
            and s.funksjon in (uttak.funksjoner or ())
            and (uttak.virksomheter is None or s.virksomhet in uttak.virksomheter)
        )


def _valgte(summer: _Kodesummer, koder: Koder) -> Iterable[int]:
    if koder is None:
        return summer.values()
    return (summer[kode] for kode in koder if kode in summer)


def _indeks(
    rader: Iterable[tuple[tuple[int, str, str], str, str, int]],
) -> dict[tuple[int, str, str], dict[str, _Kodesummer]]:
    ut: dict[tuple[int, str, str], dict[str, _Kodesummer]] = defaultdict(dict)
    for periode, ytre, indre, belop in rader:
        summer = ut[periode].setdefault(ytre, {})
        summer[indre] = summer.get(indre, 0) + belop
    return dict(ut)
