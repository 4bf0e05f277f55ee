"""The director's foreword, generated from the figures (RAP-07)."""

from datetime import date

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tekst, vis_til
from rodtraad.rapport.dokument import Blokk, Merknad, Spenn, Tekst
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, belop, endring_prosent, er_null, mot_budsjett, opplisting, stor
from rodtraad.rapport.tekster.avvik import storste
from rodtraad.rapport.tekster.felles import folketall, netto_driftsresultat_prosent
from rodtraad.rapport.tekster.handlingsregler import regelsetning
from rodtraad.rapport.tekster.klima import klimamaal, utslipp_per_aar
from rodtraad.rapport.tekster.okonomi import resultatord, resultatrad
from rodtraad.rapport.tekster.tjenester import flyktninger

_MAANEDER = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
             "november", "desember")  # fmt: skip


def norsk_dato(dato: date) -> str:
    """A date in words: «31. mars 2025»."""
    return f"{dato.day}. {_MAANEDER[dato.month - 1]} {dato.year}"


@tekst("forord.innledning")
def innledning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The year in one paragraph, the council's rules, and what in the report is constructed."""
    rad = resultatrad(inn)
    if rad is None:
        return ()
    forste = [
        "Denne rapporten er til deg som bor i kommunen, arbeider her eller er folkevalgt.",
        f"Den viser hva vi brukte pengene på i {inn.aar}, og hvor vi ikke nådde det vi hadde planlagt.",
        f"Året endte med {resultatord(rad.ore(f'regnskap_{inn.aar}'))}.",
        regelsetning(inn),
    ]
    takk = (
        "Takk til alle ansatte, folkevalgte og innbyggere som bidro gjennom året. "
        "Tabellene fylles rett fra regnskapet, og teksten er laget av de samme tallene."
    )
    blokker: list[Blokk] = [avsnitt(" ".join(s for s in forste if s)), avsnitt(takk)]
    if inn.innstilling("konstruert"):
        blokker.append(Merknad("konstruert", "Demonstrasjon", (avsnitt(inn.innstilling("konstruert")),)))
    return tuple(blokker)


@tekst("forord.okonomi")
def okonomi(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The result against last year, what lies behind it in the figures, and what the law says comes next."""
    rad = resultatrad(inn)
    if rad is None:
        return ()
    i_aar, i_fjor = rad.ore(f"regnskap_{inn.aar}"), rad.ore(f"regnskap_{inn.aar - 1}")
    setninger = [] if er_null(i_fjor) else [f"Året før endte regnskapet med {resultatord(i_fjor)}."]
    resultat = netto_driftsresultat_prosent(inn)
    if resultat is not None:
        setninger.append(f"Netto driftsresultat ble {vis_prosent(resultat)} av brutto driftsinntekter.")
    setninger += _inntekter(inn)
    if i_aar > 0:
        sammen = (
            f"Sammen med året før er det {belop(i_aar + i_fjor)} som skal dekkes inn. " if i_fjor > 0 else ""
        )
        setninger.append(
            f"{sammen}Etter kommuneloven skal et merforbruk normalt dekkes inn i løpet av to år."
        )
    return (
        *avsnittene(setninger),
        avsnitt("Mer om økonomien står i ", vis_til("okonomiske-kommentarer"), "."),
    )


def _inntekter(inn: Innhold) -> list[str]:
    """What the central incomes and finance did to the result."""
    inntekter, finans = inn.sumrad("sentrale_inntekter"), inn.sumrad("finans")
    ledd = []
    if inntekter and not er_null(inntekter.ore("avvik_kr")):
        retning = "mer" if inntekter.ore("avvik_kr") > 0 else "mindre"
        avvik = f"{belop(inntekter.ore('avvik_kr'))} {retning} enn budsjettert"
        ledd.append(f"skatt, rammetilskudd og andre statstilskudd ga {avvik}")
    if finans and not er_null(finans.ore("avvik_kr")):
        ledd.append(f"renter og avdrag kostet {mot_budsjett(finans.ore('avvik_kr'))}")
    return [f"{stor(', og '.join(ledd))}."] if ledd else []


@tekst("forord.klima")
def klima(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Emissions against the first year and the goal, with the data year."""
    summer, maal = utslipp_per_aar(inn), klimamaal(inn)
    if not summer:
        return ()
    forst, sist = min(summer), max(summer)
    setninger = [f"Utslippene av klimagasser var {vis_tall(summer[sist], 0)} tonn CO2-ekvivalenter i {sist}."]
    if forst != sist and summer[forst] != summer[sist]:
        endring = endring_prosent(summer[forst], summer[sist])
        retning = "lavere" if endring < 0 else "høyere"
        setninger.append(f"Det er {vis_prosent(abs(endring))} {retning} enn i {forst}.")
    if maal and summer[sist] > maal.tonn:
        kutt = abs(endring_prosent(summer[sist], maal.tonn))
        setninger.append(f"For å nå målet for {maal.aar} må de ned med {vis_prosent(kutt)} til.")
    return avsnittene(setninger)


@tekst("forord.samfunn")
def samfunn(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The population, its change, and the refugees settled."""
    i_aar, i_fjor = folketall(inn, inn.aar), folketall(inn, inn.aar - 1)
    if i_aar is None:
        return ()
    setninger = [f"{vis_tall(i_aar)} mennesker bodde i kommunen ved utgangen av {inn.aar}."]
    if i_fjor is not None and i_fjor != i_aar:
        flere = "flere" if i_aar > i_fjor else "færre"
        setninger.append(f"Det er {antall(abs(i_aar - i_fjor), flere, flere)} enn året før.")
    return (*avsnittene(setninger), *flyktninger(inn, enhet))


@tekst("forord.tjenester")
def tjenester(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The areas that spent most above and below their budget, and where to read of them."""
    linjer = [
        (r.tekst("tjenesteomrade"), r.ore("avvik_kr"))
        for r in inn.rader("totaloversikt_drift")
        if not r.er_sum
    ]
    over, under = storste(linjer, fortegn=-1), storste(linjer, fortegn=1)
    setninger = []
    if over:
        setninger.append(f"Mest over budsjettet gikk {opplisting([f'{n} ({belop(v)})' for n, v in over])}.")
    if under:
        setninger.append(f"Under budsjettet endte {opplisting([f'{n} ({belop(v)})' for n, v in under])}.")
    if not setninger:
        return ()
    return (
        avsnitt(
            " ".join(setninger) + " Hva hver tjeneste brukte, og hva som endret seg, står i ",
            vis_til("tjenesteomrader"),
            ".",
        ),
    )


@tekst("forord.organisasjon")
def organisasjon(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Sick leave, recruitment and deviations reported."""
    fravaer = inn.enkelttall("nokkeltall", kapittel="Organisasjon", navn="Samlet sykefravær", aar=inn.aar)
    avvik = inn.enkelttall("avvik_tilsyn", navn="Innmeldte avvik", aar=inn.aar)
    uten = inn.enkelttall("nokkeltall", navn="Utlysninger uten søkere", aar=inn.aar)
    setninger = [f"Sykefraværet var {vis_prosent(fravaer)} i {inn.aar}."] if fravaer is not None else []
    if uten:
        setninger.append(
            f"{stor(antall(int(uten), 'utlyst stilling', 'utlyste stillinger'))} fikk ingen søkere."
        )
    if avvik is not None:
        setninger.append(f"Ansatte meldte {vis_tall(avvik)} avvik i kvalitetssystemet.")
    return avsnittene(setninger)


@tekst("forord.signatur")
def signatur(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Place, date, name and the title in both languages."""
    if resultatrad(inn) is None:
        return ()
    sted = inn.innstilling("sted") or inn.grunnlag.kommune.navn
    tittel, samisk = (
        inn.innstilling("kommunedirektor_tittel") or "kommunedirektør",
        inn.innstilling("kommunedirektor_tittel_samisk"),
    )
    linje: list[Spenn] = (
        [Tekst(samisk, spraak=inn.innstilling("samisk_spraak")), Tekst(" / ")] if samisk else []
    )
    linje.append(Tekst(tittel if samisk else stor(tittel)))
    blokker: list[Blokk] = [avsnitt(f"{sted}, {norsk_dato(inn.grunnlag.dato)}")]
    if inn.innstilling("kommunedirektor_navn"):
        blokker.append(avsnitt(Tekst(inn.innstilling("kommunedirektor_navn"), sterk=True)))
    return (*blokker, avsnitt(*linje))
