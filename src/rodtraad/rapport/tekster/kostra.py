"""KOSTRA in words: own municipality against the group and the chosen peers."""

from decimal import Decimal

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold, tallverdi, tekstverdi
from rodtraad.rapport.tall import endring_prosent, opplisting
from rodtraad.rapport.tekster.felles import egen_kommune, folketall

GRUPPE = "Kostragruppe"
SNITT = "Gjennomsnitt for gruppen"
FUNKSJONER = "kostra_funksjonsomraader"


def hovedtall(inn: Innhold, indikator: str, aar: int | None = None) -> dict[str, Decimal]:
    """Municipality → value of the first indicator that starts so, in a year."""
    return {
        r.tekst("kommune"): r.tall("verdi")
        for r in reversed(inn.rader("kostra_hovedtall"))
        if r.tekst("indikator").startswith(indikator) and int(r.tall("aar")) == (aar or inn.aar)
    }


def gruppeverdi(verdier: dict[str, Decimal]) -> Decimal | None:
    """The value of the KOSTRA group."""
    return next((v for k, v in verdier.items() if k.startswith(GRUPPE)), None)


def omradesummer(inn: Innhold) -> dict[str, dict[str, Decimal]]:
    """Area → municipality → kr per inhabitant, from the total rows."""
    summer: dict[str, dict[str, Decimal]] = {}
    for rad in inn.rader(FUNKSJONER):
        if rad.er_sum:
            summer.setdefault(rad.tekst("omrade"), {})[rad.tekst("kommune")] = rad.tall("kr_per_innbygger")
    return summer


@tekst("kostra.hva_er")
def hva_er(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """What KOSTRA is."""
    if not inn.rader("kostra_hovedtall"):
        return ()
    return (
        avsnitt(
            "KOSTRA (KOmmune-STat-RApportering) er tallene alle kommuner sender til Statistisk sentralbyrå hvert år. "
            "Alle bruker de samme kontoene, og derfor kan vi sammenligne hva tjenestene koster, hva de omfatter, "
            "og hvor stort behovet er. Kommuner som ligner hverandre, er samlet i kostragrupper."
        ),
    )


@tekst("kostra.hovedtall")
def kostra_hovedtall(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Gross operating cost per inhabitant against last year and the group, with the population (KOSTRA-04)."""
    indikator, egen = "Brutto driftsutgifter i kroner per innbygger", egen_kommune(inn)
    i_aar, i_fjor = hovedtall(inn, indikator), hovedtall(inn, indikator, inn.aar - 1)
    if egen not in i_aar:
        return ()
    setninger = [f"Kommunen brukte brutto {vis_tall(i_aar[egen])} kroner per innbygger i {inn.aar}."]
    if egen in i_fjor:
        prosent = endring_prosent(i_fjor[egen], i_aar[egen])
        setninger.append(
            f"Det er {vis_prosent(abs(prosent))} {'mer' if prosent > 0 else 'mindre'} enn året før."
        )
    gruppe = gruppeverdi(i_aar)
    if gruppe is not None:
        forskjell = i_aar[egen] - gruppe
        setninger.append(
            f"Snittet i kostragruppen er {vis_tall(gruppe)} kroner, "
            f"altså {vis_tall(abs(forskjell))} kroner {'lavere' if forskjell > 0 else 'høyere'}."
        )
    folk = folketall(inn, inn.aar)
    if folk is not None:
        setninger.append(f"Tallene per innbygger er regnet med {vis_tall(folk)} innbyggere.")
    return avsnittene(setninger)


@tekst("kostra.samlet")
def samlet(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Where the municipality is dearest and cheapest against its peers, area by area."""
    egen, setninger = egen_kommune(inn), []
    for omrade, verdier in omradesummer(inn).items():
        andre = {k: v for k, v in verdier.items() if k not in {egen, SNITT}}
        if egen not in verdier or not andre:
            continue
        setning = f"{omrade}: {vis_tall(verdier[egen])} kroner per innbygger"
        if SNITT in verdier:
            forskjell = verdier[egen] - verdier[SNITT]
            setning += (
                f", {vis_tall(abs(forskjell))} {'over' if forskjell > 0 else 'under'} snittet i gruppen"
            )
        lavest, hoyest = min(andre, key=lambda k: andre[k]), max(andre, key=lambda k: andre[k])
        setninger.append(
            f"{setning}. Laveste nabo er {lavest} ({vis_tall(andre[lavest])}), "
            f"høyeste er {hoyest} ({vis_tall(andre[hoyest])})."
        )
    return avsnittene([s.replace("nabo", "sammenligningskommune") for s in setninger])


@tekst("kostra.korreksjon")
def korreksjon(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """A documented correction of a KOSTRA value per inhabitant, shown as its parts (R-35)."""
    tall = {
        navn: inn.enkelttall("nokkeltall", kapittel="KOSTRA analyse", navn=navn, aar=inn.aar)
        for navn in (
            "For lav KOSTRA-verdi Andre områder per innbygger",
            "KOSTRA-registrert total kostnad per innbygger",
            "Innbyggere",
        )
    }
    for_lav, total, folk = tall.values()
    registrert = omradesummer(inn).get("Andre områder", {}).get(egen_kommune(inn))
    if for_lav is None or total is None or folk is None or registrert is None:
        return ()
    tilskudd = next(
        (
            p
            for p in inn.poster("nokkeltall", kapittel="KOSTRA analyse")
            if "avsatt til fond" in tekstverdi(p, "navn")
        ),
        None,
    )
    grunn = (
        f" Det skyldes dette beløpet: {tekstverdi(tilskudd, 'navn')}, "
        f"{vis_tall(tallverdi(tilskudd, 'verdi') or 0)} {tekstverdi(tilskudd, 'enhet')}."
        if tilskudd
        else ""
    )
    return avsnittene(
        [
            (
                f"Andre områder er registrert {vis_tall(for_lav)} kroner per innbygger for lavt "
                f"({vis_tall(folk)} innbyggere).{grunn}"
            ),
            (
                f"Rettet blir Andre områder {vis_tall(registrert)} + {vis_tall(for_lav)} = "
                f"{vis_tall(registrert + for_lav)} kroner, og samlet kostnad {vis_tall(total)} + {vis_tall(for_lav)} = "
                f"{vis_tall(total + for_lav)} kroner per innbygger."
            ),
        ]
    )


@tekst("kostra.funksjonsomrader")
def funksjonsomrader(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The functions where the municipality spends most above and below the group average."""
    egen = egen_kommune(inn)
    verdier: dict[tuple[str, str], dict[str, Decimal]] = {}
    for rad in inn.rader(FUNKSJONER):
        if not rad.er_sum:
            nokkel = (rad.tekst("omrade"), rad.tekst("funksjon"))
            verdier.setdefault(nokkel, {})[rad.tekst("kommune")] = rad.tall("kr_per_innbygger")
    forskjeller = sorted(
        ((v[egen] - v[SNITT], funksjon) for (_, funksjon), v in verdier.items() if egen in v and SNITT in v),
        key=lambda par: par[0],
    )
    if not forskjeller:
        return ()
    over = [f"{f} ({vis_tall(d)} kroner)" for d, f in reversed(forskjeller) if d > 0][:3]
    under = [f"{f} ({vis_tall(-d)} kroner)" for d, f in forskjeller if d < 0][:3]
    setninger = []
    if over:
        setninger.append(f"Mest over snittet i gruppen per innbygger ligger {opplisting(over)}.")
    if under:
        setninger.append(f"Mest under snittet ligger {opplisting(under)}.")
    return avsnittene(setninger)


@tekst("kostra.utgiftsbehov")
def utgiftsbehov(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The calculated need of the income system, and what the index means (R-36)."""

    def hent(navn: str) -> Decimal | None:
        return inn.enkelttall("nokkeltall", kapittel="KOSTRA analyse", navn=navn)

    indeks = hent("Kostnadsindeks")
    setninger = []
    if indeks is not None:
        dyrere = rund_desimal(indeks - 100, 1)
        setninger.append(
            f"Kostnadsindeksen er {vis_tall(indeks, 1)}. Det betyr at kommunen er beregnet å være "
            f"{vis_prosent(abs(dyrere))} {'dyrere' if dyrere > 0 else 'billigere'} å drive enn landsgjennomsnittet."
        )
    omsorg = hent("Beregnet utgiftsbehov omsorg, andel av landsgjennomsnitt")
    lav, hoy = (
        hent(f"Beregnet utgiftsbehov grunnskole, andel av landsgjennomsnitt, {n}") for n in ("min", "maks")
    )
    if omsorg is not None:
        setninger.append(f"Behovet i omsorg er {vis_prosent(omsorg, 0)} av landsgjennomsnittet.")
    if lav is not None and hoy is not None:
        setninger.append(f"I grunnskolen er det mellom {vis_prosent(lav, 0)} og {vis_prosent(hoy, 0)}.")
    return avsnittene(setninger)


def _mot_gruppen(inn: Innhold, indikator: str, navn: str, enhet: str) -> list[str]:
    verdier, egen = hovedtall(inn, indikator), egen_kommune(inn)
    if egen not in verdier:
        return []

    def vist(verdi: Decimal) -> str:
        return vis_prosent(verdi) if enhet == "prosent" else f"{vis_tall(verdi)} kroner per innbygger"

    setninger = [f"{navn} var {vist(verdier[egen])} i {inn.aar}."]
    fjor = hovedtall(inn, indikator, inn.aar - 1).get(egen)
    if fjor is not None:
        setninger.append(f"Året før var tallet {vist(fjor)}.")
    gruppe = gruppeverdi(verdier)
    if gruppe is not None:
        setninger.append(f"I kostragruppen var det {vist(gruppe)}.")
    return setninger


@tekst("kostra.laanegjeld")
def laanegjeld(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Debt per inhabitant against the group."""
    return avsnittene(_mot_gruppen(inn, "Netto lånegjeld i kroner", "Netto lånegjeld", "kr"))


@tekst("kostra.frie_inntekter")
def frie_inntekter(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Free income per inhabitant against the group."""
    return avsnittene(_mot_gruppen(inn, "Frie inntekter per innbygger", "Frie inntekter", "kr"))


@tekst("kostra.netto_driftsresultat")
def netto_driftsresultat(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Net operating result in percent against the group and the recommended level (R-18)."""
    setninger = _mot_gruppen(inn, "Netto driftsresultat i prosent", "Netto driftsresultat", "prosent")
    anbefalt = anbefalt_driftsresultat(inn)
    if setninger and anbefalt is not None:
        egen = hovedtall(inn, "Netto driftsresultat i prosent")[egen_kommune(inn)]
        naadd = "er nådd" if egen >= anbefalt else "er ikke nådd"
        setninger.append(f"Anbefalt nivå er minst {vis_prosent(anbefalt, 2)} over tid. Det {naadd}.")
    return avsnittene(setninger)


def anbefalt_driftsresultat(inn: Innhold) -> Decimal | None:
    """The recommended level in percent, where it is registered."""
    return inn.enkelttall("nokkeltall", navn="Tommelfingerregel netto driftsresultat (minst)")
