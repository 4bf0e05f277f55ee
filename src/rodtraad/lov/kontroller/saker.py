"""Controls of cases and decisions: numbers that are missing or out of order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller.grunnlag import Kontrollgrunnlag, kontroll
from rodtraad.lov.kontroller.tabelldata import Tabelldata
from rodtraad.lov.kontrollregel import Kontrollregel


@kontroll("K400")
def saksnummer(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Case numbers of a body run without gaps and in order."""
    for tabell in _sakstabeller(grunnlag):
        serier: dict[tuple[str, str], list[int]] = defaultdict(list)
        for rad in tabell.rader:
            nummer, _, aar = str(rad.get("saksnr") or "").partition("/")
            if nummer.isdigit():
                serier[str(rad.get("organ") or ""), aar].append(int(nummer))
        for (organ, aar), numre in serier.items():
            yield from _hull(regel, tabell, f"{organ} {aar}".strip(), numre)


def _sakstabeller(grunnlag: Kontrollgrunnlag) -> Iterator[Tabelldata]:
    return (t for navn, t in grunnlag.tabeller.items() if navn.startswith("politiske_saker"))


def _hull(regel: Kontrollregel, tabell: Tabelldata, serie: str, numre: Sequence[int]) -> Iterator[Funn]:
    mangler = sorted(set(range(1, max(numre) + 1)) - set(numre))
    if mangler:
        yield regel.funn(
            f"{len(mangler)} saksnumre mangler mellom 1 og {max(numre)}: {', '.join(map(str, mangler))}.",
            f"{tabell.id} · {serie} · hull",
        )
    bytter = [f"{a} før {b}" for a, b in pairwise(numre) if a > b]
    if bytter:
        yield regel.funn(
            f"Sakene står ikke i rekkefølge: {', '.join(bytter)}.", f"{tabell.id} · {serie} · rekkefølge"
        )


@kontroll("K410")
def oppdrag(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Verbalvedtak are numbered, each with a number and without gaps."""
    for tabell in grunnlag.finn("vedtak_oppdrag"):
        if "nr" not in tabell.kolonner:
            continue
        numre = [int(str(rad["nr"])) for rad in tabell.rader if rad.get("nr") is not None]
        uten = [str(rad["tittel"]) for rad in tabell.rader if rad.get("nr") is None]
        mangler = sorted(set(range(1, max(numre, default=0) + 1)) - set(numre))
        if mangler:
            yield regel.funn(f"Nummer {', '.join(map(str, mangler))} mangler.", f"{tabell.id} · hull")
        if uten:
            yield regel.funn(f"Uten nummer: {', '.join(uten)}.", f"{tabell.id} · uten nummer")
