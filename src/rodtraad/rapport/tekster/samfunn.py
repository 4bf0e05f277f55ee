"""The municipality in society, in words: themes that have figures."""

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold, tallverdi, tekstverdi
from rodtraad.rapport.tall import antall, opplisting, stor
from rodtraad.rapport.tekster.skole import samisk as samisk_undervisning
from rodtraad.rapport.tekster.tjenester import flyktninger

KAPITTEL = "Samfunnsaktør"


def _tall(inn: Innhold, *navn: str) -> list[int | None]:
    verdier = (inn.enkelttall("nokkeltall", kapittel=KAPITTEL, navn=n) for n in navn)
    return [int(v) if v is not None else None for v in verdier]


@tekst("samfunn.uthus")
def uthus(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Who pays for the outbuilding project (R-45)."""
    andeler = [
        (hvem, inn.enkelttall("nokkeltall", kapittel=KAPITTEL, navn=f"Uthusprosjektet {ord_} andel"))
        for hvem, ord_ in (("staten", "statens"), ("kommunen", "kommunens"), ("eieren", "eiers"))
    ]
    hele = inn.enkelttall("nokkeltall", kapittel=KAPITTEL, navn="Uthusprosjektet herav istandsetting")
    if any(v is None for _, v in andeler):
        return ()
    kjente = [(h, v) for h, v in andeler if v is not None]
    setninger = [
        f"I Uthusprosjektet betaler {opplisting([f'{h} {vis_prosent(v, 0)}' for h, v in kjente])} av istandsettingen."
    ]
    if hele is not None:
        deler = [f"{vis_tall(rund_desimal(hele * v / 100, 2), 2)} fra {h}" for h, v in kjente]
        setninger.append(
            f"Av {vis_tall(hele)} mill. kroner i {inn.aar} er det {opplisting(deler)} (mill. kroner)."
        )
    return avsnittene(setninger)


@tekst("samfunn.samisk")
def samisk(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Sámi tuition, as in the chapter on schools."""
    return samisk_undervisning(inn, enhet)


@tekst("samfunn.innbyggerpanel")
def innbyggerpanel(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """From invited to drawn members of the citizens' panel (R-80)."""
    invitert, ja, med = _tall(
        inn, "Inviterte til innbyggerpanel", "Positive svar innbyggerpanel", "Deltakere innbyggerpanel"
    )
    if invitert is None or ja is None or med is None:
        return ()
    return avsnittene(
        [
            (
                f"{vis_tall(invitert)} innbyggere ble invitert til innbyggerpanelet, "
                f"{vis_tall(ja)} svarte ja, og {vis_tall(med)} ble trukket ut."
            )
        ]
    )


@tekst("samfunn.brannsamarbeid")
def brannsamarbeid(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How the cost of the fire brigade is shared (R-44)."""
    kommuner, likt, folk = _tall(
        inn,
        "Brann: kommuner i samarbeidet",
        "Brann: kostnadsandel delt likt",
        "Brann: kostnadsandel etter innbyggertall",
    )
    if kommuner is None or likt is None or folk is None:
        return ()
    return avsnittene(
        [
            (
                f"{stor(antall(kommuner, 'kommune', 'kommuner'))} samarbeider "
                f"om brann og redning. De deler {vis_prosent(likt, 0)} av "
                f"kostnaden likt og {vis_prosent(folk, 0)} etter innbyggertall."
            )
        ]
    )


@tekst("samfunn.bosetting")
def bosetting(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Settlement of refugees, and how many came into work."""
    blokker = flyktninger(inn, enhet)
    andeler = [
        (tekstverdi(p, "navn"), tallverdi(p, "verdi")) for p in inn.poster("flyktninger", enhet="prosent")
    ]
    ledd = [
        f"om lag {vis_prosent(v, 0)} i {navn.partition(', ')[2]}"
        for navn, v in andeler
        if v is not None and ", " in navn
    ]
    return (
        *blokker,
        *avsnittene([f"Andelen flyktninger som kom i jobb, er {opplisting(ledd)}."] if ledd else []),
    )


@tekst("samfunn.bredbaand")
def bredbaand(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Broadband coverage before and after, as an offer (R-86)."""
    ledd = []
    for post in inn.poster("bredbaand"):
        fra, til = tallverdi(post, "dekning_for_pct"), tallverdi(post, "dekning_etter_pct")
        if fra is not None and til is not None:
            ledd.append(
                f"{tekstverdi(post, 'bygningstype').lower()} fra {vis_tall(fra)} til {vis_tall(til)}\u202f%"
            )
    if not ledd:
        return ()
    return avsnittene(
        [
            f"Dekningen øker for {opplisting(ledd)}.",
            "Den måler hvor mange som får tilbud, ikke hvor mange som bruker det.",
        ]
    )
