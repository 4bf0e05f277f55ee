"""Emissions in words: level, change, goal, forecast; never a sum of rates (KLIMA-04)."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold, Rad
from rodtraad.rapport.tall import antall, endring_prosent, opplisting
from rodtraad.rapport.tekster.felles import egen_kommune

SEKTORER = "klima_2009_2023"
PROGNOSE_TIL = 2034


class Klimamaal(NamedTuple):
    """The goal: emission in the base year, cut in percent, goal year and goal in tonnes."""

    basis: Decimal
    kutt: Decimal
    aar: int
    tonn: Decimal


def utslipp_per_aar(inn: Innhold) -> dict[int, Decimal]:
    """Year → total emission in tonnes of the own municipality."""
    summer = {int(r.tall("aar")): r.tall("tonn_co2e") for r in inn.rader("klima_per_aar_sektor") if r.er_sum}
    return dict(sorted(summer.items()))


def dataaar(inn: Innhold) -> int | None:
    """The last year there are emissions for; a year or more before the report year (KLIMA-02)."""
    return max(utslipp_per_aar(inn), default=None)


def klimamaal(inn: Innhold) -> Klimamaal | None:
    """The adopted goal from its registered base and cut (R-74)."""
    kutt = inn.poster("nokkeltall", kapittel="Klima", navn="Utslippsmål reduksjon 2009-2030")
    basis = inn.enkelttall("nokkeltall", kapittel="Klima", navn="Utslipp 2009 brukt i målet")
    if not kutt or basis is None:
        return None
    prosent, aar = Decimal(str(kutt[0]["verdi"])), int(str(kutt[0]["aar"]))
    return Klimamaal(basis, prosent, aar, rund_desimal(basis * (100 - prosent) / 100, 0))


def lineaer_prognose(verdier: dict[int, Decimal], til: int = PROGNOSE_TIL) -> dict[int, Decimal]:
    """Least squares line through the years given, for the years after them (KLIMA-03)."""
    if len(verdier) < 2:  # noqa: PLR2004
        return {}
    n = len(verdier)
    snitt_aar = Fraction(sum(verdier), n)
    snitt = sum((Fraction(v) for v in verdier.values()), Fraction(0)) / n
    teller = sum((a - snitt_aar) * (Fraction(v) - snitt) for a, v in verdier.items())
    stigning = Fraction(teller) / sum((a - snitt_aar) ** 2 for a in verdier)
    return {
        aar: max(rund_desimal(snitt + stigning * (aar - snitt_aar), 0), Decimal(0))
        for aar in range(max(verdier) + 1, til + 1)
    }


@tekst("klima.innledning")
def innledning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Which year the figures are for, and why it is not the report year."""
    aar = dataaar(inn)
    if aar is None:
        return ()
    setning = f"Tallene gjelder utslipp i {aar}"
    if aar < inn.aar:
        setning += (
            f", ikke {inn.aar}, fordi Miljødirektoratets statistikk kommer etter at årsrapporten er skrevet"
        )
    return avsnittene([f"{setning}. Enheten er tonn CO2-ekvivalenter."])


@tekst("klima.per_kommune")
def per_kommune(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The largest sectors of the own municipality."""
    egen = egen_kommune(inn)
    rader = [r for r in inn.rader("klima_per_kommune") if r.tekst("kommune") == egen]
    hele = next((r.tall("tonn_co2e") for r in rader if r.er_sum), None)
    if not hele:
        return ()
    storst = sorted((r for r in rader if not r.er_sum), key=lambda r: -r.tall("tonn_co2e"))[:3]
    ledd = [f"{r.tekst('sektor')} ({vis_prosent(_prosentandel(r.tall('tonn_co2e'), hele))})" for r in storst]
    return avsnittene(
        [
            f"I {int(rader[0].tall('aar'))} slapp {egen} ut {vis_tall(hele, 0)} tonn.",
            f"De største kildene er {opplisting(ledd)}.",
        ]
    )


def _prosentandel(del_: Decimal, hele: Decimal) -> Decimal:
    return rund_desimal(Fraction(del_) * 100 / Fraction(hele), 1)


@tekst("klima.per_aar")
def per_aar(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Change since last year and since the first year; gaps in the series are named."""
    summer = utslipp_per_aar(inn)
    if len(summer) < 2:  # noqa: PLR2004
        return ()
    aar = list(summer)
    fjor, forst, sist = aar[-2], aar[0], aar[-1]
    setninger = [
        _endring(summer[fjor], summer[sist], f"fra {fjor} til {sist}"),
        _endring(summer[forst], summer[sist], f"siden {forst}"),
    ]
    mangler = [str(a) for a in range(forst, sist) if a not in summer]
    if mangler:
        setninger.append(f"Statistikken har ikke tall for {opplisting(mangler)}.")
    return avsnittene(setninger)


def _endring(fra: Decimal, til: Decimal, naar: str) -> str:
    prosent = endring_prosent(fra, til)
    if not prosent:
        return f"Utslippet er uendret {naar}."
    return f"Utslippet {'økte' if prosent > 0 else 'gikk ned'} med {vis_prosent(abs(prosent))} {naar}."


@tekst("klima.per_innbygger")
def per_innbygger(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Emission per inhabitant against the others in the last year."""
    rader = [r for r in inn.rader("klima_per_innbygger") if not r.er_sum]
    if not rader:
        return ()
    sist = max(r.tall("aar") for r in rader)
    verdier = {r.tekst("kommune"): r.tall("tonn_co2e_per_innbygger") for r in rader if r.tall("aar") == sist}
    egen = egen_kommune(inn)
    if egen not in verdier:
        return ()
    lavere = sum(1 for v in verdier.values() if v < verdier[egen])
    setninger = [f"Utslippet i {sist} var {vis_tall(verdier[egen], 1)} tonn per innbygger."]
    if len(verdier) > 1:
        if not lavere:
            setninger.append("Det er lavest av dem vi sammenligner oss med.")
        andre = [f"{k} {vis_tall(v, 1)}" for k, v in verdier.items() if k != egen]
        setninger.append(f"De andre: {opplisting(andre)}.")
    return avsnittene(setninger)


@tekst("klima.maal")
def maal(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The goal, what is reached, what is left (R-74 … R-76), and when two bases disagree."""
    maal_, summer = klimamaal(inn), utslipp_per_aar(inn)
    if maal_ is None or not summer:
        return ()
    sist = max(summer)
    naa, gjenstaar = summer[sist], endring_prosent(summer[sist], maal_.tonn)
    setninger = [
        (
            f"Målet er å kutte utslippet med {vis_prosent(maal_.kutt, 0)} fra 2009 til {maal_.aar}: "
            f"fra {vis_tall(maal_.basis)} til høyst {vis_tall(maal_.tonn)} tonn."
        ),
        f"I {sist} var utslippet {vis_tall(naa, 0)} tonn.",
    ]
    if naa > maal_.tonn:
        setninger.append(f"Det må ned med {vis_prosent(abs(gjenstaar))} til for å nå målet.")
    else:
        setninger.append("Målet er dermed nådd.")
    return avsnittene([*setninger, *_to_basistall(inn, maal_)])


def _to_basistall(inn: Innhold, maal_: Klimamaal) -> list[str]:
    sum_ = inn.sumrad(SEKTORER)
    if sum_ is None:
        return []
    foer, sist = _tabellens_aar(sum_)
    i_tabell, naa = sum_.tall(f"tonn_co2e_{foer}"), sum_.tall(f"tonn_co2e_{sist}")
    reduksjon = (
        f"Fra {foer} til {sist} er endringen {vis_prosent(endring_prosent(i_tabell, naa))} etter tabellen."
    )
    if rund_desimal(i_tabell, 0) == maal_.basis:
        return [reduksjon]
    tonn = rund_desimal(i_tabell * (100 - maal_.kutt) / 100, 0)
    return [
        reduksjon,
        (
            f"Målet bygger på {vis_tall(maal_.basis)} tonn i 2009, mens tabellen har {vis_tall(i_tabell, 1)}; "
            f"med tabellens tall ville målet vært {vis_tall(tonn)} tonn."
        ),
    ]


def _tabellens_aar(rad: Rad) -> tuple[int, int]:
    """The two years of the table a row stands in, from the names of its columns."""
    navn = [kolonne.navn for kolonne in rad.tabell.kolonner]
    aar = sorted(int(n.removeprefix("tonn_co2e_")) for n in navn if n.startswith("tonn_co2e_"))
    return aar[0], aar[-1]


@tekst("klima.prognose")
def prognose(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Where a straight line through the years ends in the goal year."""
    maal_, summer = klimamaal(inn), utslipp_per_aar(inn)
    linje = lineaer_prognose(summer)
    if maal_ is None or maal_.aar not in linje:
        return ()
    ventet = linje[maal_.aar]
    over = ventet - maal_.tonn
    utfall = f"{vis_tall(over)} tonn over målet" if over > 0 else "og målet nås"
    return avsnittene(
        [
            f"Prognosen er en rett linje gjennom årene {min(summer)}–{max(summer)} (minste kvadraters metode).",
            f"Fortsetter utviklingen slik, blir utslippet {vis_tall(ventet)} tonn i {maal_.aar}, {utfall}.",
        ]
    )


@tekst("klima.miljofyrtarn")
def miljofyrtarn(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How many are certified as Miljøfyrtårn."""
    i_alt = inn.enkelttall(
        "nokkeltall", kapittel="Klima", navn="Miljøfyrtårnsertifiserte bedrifter/virksomheter"
    )
    nye = inn.enkelttall("nokkeltall", kapittel="Klima", navn="Nye sertifiserte bedrifter")
    if i_alt is None:
        return ()
    setning = f"{vis_tall(i_alt)} bedrifter og virksomheter i kommunen er sertifisert som Miljøfyrtårn"
    if nye:
        setning += f"; {antall(int(nye), 'er ny', 'er nye')} i {inn.aar}"
    return avsnittene([f"{setning}."])
