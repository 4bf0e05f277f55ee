"""The data table and the text alternative every chart has (PUB-08)."""

from collections.abc import Sequence
from decimal import Decimal

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad, Verdi
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.plassering import IKKE_REVIDERT

_FAA = 12


def datatabell(
    inn: Innhold,
    navn: str,
    tittel: str,
    *,
    kolonner: Sequence[Kolonne],
    rader: Sequence[Sequence[Verdi]],
    enhet: str,
    kilde: str,
    fra_regnskap: bool = False,
    enhet_kode: str = "",
) -> Tabell:
    """The numbers of a chart as a table with source, unit and status."""
    return Tabell(
        id=f"figur_{navn}",
        tittel=tittel,
        enhet=enhet,
        kolonner=tuple(kolonner),
        rader=tuple(
            Tabellrad(nr, tuple(Celle(v, grunn="" if v is not None else "Ikke oppgitt") for v in rad))
            for nr, rad in enumerate(rader, start=1)
        ),
        kilde=kilde,
        status=inn.grunnlag.status if fra_regnskap else IKKE_REVIDERT,
        aar=inn.aar,
        enhet_kode=enhet_kode,
    )


def desimaler(verdier: Sequence[Decimal]) -> int:
    """Decimals needed to show all values as they are."""
    return max((max(0, -int(v.normalize().as_tuple().exponent)) for v in verdier), default=0)


def oppramsing(par: Sequence[tuple[str, Decimal | int]], enhet: str = "", desimal: int | None = None) -> str:
    """The values of a chart in words; of many, the highest and the lowest."""
    slutt = f" {enhet}" if enhet else ""
    if not par:
        return ""
    if len(par) <= _FAA:
        return "; ".join(f"{navn} {vis_tall(v, desimal)}{slutt}" for navn, v in par) + "."
    hoy, lav = max(par, key=lambda p: p[1]), min(par, key=lambda p: p[1])
    return (
        f"{len(par)} verdier. Høyest: {hoy[0]} {vis_tall(hoy[1], desimal)}{slutt}. "
        f"Lavest: {lav[0]} {vis_tall(lav[1], desimal)}{slutt}."
    )


def fra_til(verdier: dict[int, Decimal], navn: str, enhet: str, desimal: int | None = None) -> str:
    """First and last year of a series in words."""
    aar = sorted(verdier)
    slutt = f" {enhet}" if enhet else ""
    return (
        f"{navn}: {vis_tall(verdier[aar[0]], desimal)}{slutt} i {aar[0]}, "
        f"{vis_tall(verdier[aar[-1]], desimal)}{slutt} i {aar[-1]}."
    )
