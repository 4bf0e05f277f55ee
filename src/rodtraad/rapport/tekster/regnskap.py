"""The statutory statements in words."""

from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold, Rad
from rodtraad.rapport.tall import andel, belop, er_null, mot_budsjett
from rodtraad.rapport.tekster.okonomi import resultatord

_AVVIKSORD = {"drift": ("merforbruk", "mindreforbruk"), "investering": ("udekket beløp", "udisponert beløp")}


@tekst("regnskap.innledning")
def innledning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """What the statements are, and the status of the figures."""
    if not inn.rader("okonomisk_oversikt_5_6"):
        return ()
    setninger = [
        "Oversiktene følger budsjett- og regnskapsforskriften. «Tilpasset» betyr at kommunen har egne linjer i tillegg."
    ]
    if inn.grunnlag.status:
        setninger.append(f"Status for tallene: {inn.grunnlag.status.lower()}.")
    return avsnittene(setninger)


@tekst("regnskap.drift")
def drift(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The net result and the bottom line of § 5-4 first paragraph."""
    netto = inn.rad("bevilgning_5_4_1", "post", "Netto resultat")
    bunn = inn.rad("bevilgning_5_4_1", "post", "Årsoverskudd / underskudd")
    if netto is None or bunn is None:
        return ()
    aar = f"regnskap_{inn.aar}"
    ord_ = "negativt med" if netto.ore(aar) > 0 else "positivt med"
    setninger = [f"Netto resultat var {ord_} {belop(netto.ore(aar))}."] if not er_null(netto.ore(aar)) else []
    setninger.append(f"Etter bruk av og avsetning til fond er det {resultatord(bunn.ore(aar))}.")
    return avsnittene(setninger)


@tekst("regnskap.investering")
def investering(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Investment cost against the budget, and how it was paid (R-32)."""
    sum_ = inn.rad("bevilgning_5_5_1", "post", "Sum investeringsutgifter")
    if sum_ is None:
        return ()
    brukt, budsjett = sum_.ore(f"regnskap_{inn.aar}"), sum_.ore(f"rev_bud_{inn.aar}")
    setninger = [
        f"Kommunen investerte for {belop(brukt)}, {mot_budsjett(sum_.ore('avvik_kr'), sum_.tall('avvik_pct'))}."
    ]
    if budsjett > 0:
        setninger.append(f"Det er {andel(brukt, budsjett)} av det reviderte budsjettet.")
    laan = inn.rad("bevilgning_5_5_1", "post", "Bruk av lån")
    if laan and brukt > 0 and not er_null(laan.ore(f"regnskap_{inn.aar}")):
        brukt_laan = abs(laan.ore(f"regnskap_{inn.aar}"))
        setninger.append(f"{belop(brukt_laan)} ({andel(brukt_laan, brukt)}) ble betalt med lån.")
    return avsnittene(setninger)


@tekst("regnskap.okonomisk_oversikt")
def okonomisk_oversikt(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The chain from income to net operating result (R-30)."""
    poster = ("Sum driftsinntekter", "Sum driftsutgifter", "Brutto driftsresultat", "Netto driftsresultat")
    rader = [r for r in (inn.rad("okonomisk_oversikt_5_6", "post", p) for p in poster) if r]
    if len(rader) != len(poster):
        return ()
    aar = f"regnskap_{inn.aar}"
    inntekter, utgifter, brutto, netto = rader
    return avsnittene(
        [
            f"Driftsinntektene var {belop(inntekter.ore(aar))} og driftsutgiftene {belop(utgifter.ore(aar))}.",
            (
                f"Brutto driftsresultat ble {_fortegnsord(brutto.ore(aar))}, og netto driftsresultat, "
                f"etter renter og avdrag, {_fortegnsord(netto.ore(aar))}."
            ),
        ]
    )


def _fortegnsord(ore: int) -> str:
    if er_null(ore):
        return "null"
    return f"{belop(ore)} {'i minus' if ore > 0 else 'i pluss'}"


@tekst("regnskap.strykninger")
def strykninger(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """What was struck out at year end, and what is carried forward (R-28, R-29)."""
    setninger = []
    for tabell, navn in (
        ("budsjettavvik_5_9_drift", "drift"),
        ("budsjettavvik_5_9_investering", "investering"),
    ):
        rader, kolonne = inn.rader(tabell), f"regnskap_{inn.aar}_kr"
        avvik = next((r for r in rader if r.tekst("post").startswith("Årets budsjettavvik")), None)
        if avvik is None:
            continue
        strok = [r for r in rader if r.tekst("post").startswith("Strykning") and not er_null(r.ore(kolonne))]
        setninger.append(_strykning(navn, avvik.ore(kolonne), strok, kolonne))
    return avsnittene(setninger)


def _strykning(navn: str, avvik: int, strok: list[Rad], kolonne: str) -> str:
    ord_ = _AVVIKSORD[navn][avvik <= 0]
    setning = f"Budsjettavviket i {navn}sregnskapet var et {ord_} på {belop(avvik)} før strykninger"
    if not strok:
        return f"{setning}, og ingenting ble strøket."
    sum_ = sum(r.ore(kolonne) for r in strok)
    rest = avvik + sum_
    igjen = "ingenting igjen" if er_null(rest) else f"{belop(rest)} igjen"
    return f"{setning}. Det ble strøket {belop(sum_)}, og da var det {igjen}."
