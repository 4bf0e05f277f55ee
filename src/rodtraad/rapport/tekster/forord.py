"""The director's foreword, generated from the figures (RAP-07)."""

from datetime import date

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tekst, vis_til
from rodtraad.rapport.dokument import Blokk, Merknad, Spenn, Tekst
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import belop, endring_prosent, er_null, opplisting, stor
from rodtraad.rapport.tekster.avvik import storste
from rodtraad.rapport.tekster.felles import folketall, netto_driftsresultat_prosent
from rodtraad.rapport.tekster.handlingsregler import brutte_regler
from rodtraad.rapport.tekster.klima import klimamaal, utslipp_per_aar
from rodtraad.rapport.tekster.okonomi import resultatord, resultatrad

_MAANEDER = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
             "november", "desember")  # fmt: skip


def norsk_dato(dato: date) -> str:
    """A date in words: «31. mars 2025»."""
    return f"{dato.day}. {_MAANEDER[dato.month - 1]} {dato.year}"


@tekst("forord.innledning")
def innledning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """What the report is, and what in it is constructed."""
    if resultatrad(inn) is None:
        return ()
    blokker: list[Blokk] = [
        avsnitt(
            "Årsrapporten viser hva kommunen brukte pengene på i "
            f"{inn.aar}, hva innbyggerne fikk igjen, og hvor vi ikke "
            "nådde det vi hadde planlagt. Tabellene fyller seg selv "
            "fra regnskapet, og teksten er laget av de samme tallene."
        )
    ]
    if inn.innstilling("konstruert"):
        blokker.append(Merknad("konstruert", "Demonstrasjon", (avsnitt(inn.innstilling("konstruert")),)))
    return tuple(blokker)


@tekst("forord.okonomi")
def okonomi(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The result, the net operating result and the broken rules."""
    rad = resultatrad(inn)
    if rad is None:
        return ()
    setninger = [f"Året endte med {resultatord(rad.ore(f'regnskap_{inn.aar}'))}."]
    i_fjor = rad.ore(f"regnskap_{inn.aar - 1}")
    if not er_null(i_fjor):
        setninger.append(f"Året før var det {resultatord(i_fjor)}.")
    resultat = netto_driftsresultat_prosent(inn)
    if resultat is not None:
        setninger.append(f"Netto driftsresultat ble {vis_prosent(resultat)} av brutto driftsinntekter.")
    brutt = brutte_regler(inn)
    if brutt:
        setninger.append(f"{stor(brutt)} er utenfor kommunestyrets handlingsregler.")
    return (
        *avsnittene(setninger),
        avsnitt("Mer om økonomien står i ", vis_til("okonomiske-kommentarer"), "."),
    )


@tekst("forord.klima")
def klima(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Emissions against the goal, with the data year."""
    summer, maal = utslipp_per_aar(inn), klimamaal(inn)
    if not summer:
        return ()
    sist = max(summer)
    setninger = [f"Utslippene av klimagasser var {vis_tall(summer[sist], 0)} tonn CO2-ekvivalenter i {sist}."]
    if maal and summer[sist] > maal.tonn:
        kutt = abs(endring_prosent(summer[sist], maal.tonn))
        setninger.append(f"For å nå målet for {maal.aar} må de ned med {vis_prosent(kutt)}.")
    return avsnittene(setninger)


@tekst("forord.samfunn")
def samfunn(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The population and its change."""
    i_aar, i_fjor = folketall(inn, inn.aar), folketall(inn, inn.aar - 1)
    if i_aar is None:
        return ()
    setninger = [f"{vis_tall(i_aar)} mennesker bodde i kommunen ved utgangen av {inn.aar}."]
    if i_fjor is not None and i_fjor != i_aar:
        setninger.append(
            f"Det er {vis_tall(abs(i_aar - i_fjor))} {'flere' if i_aar > i_fjor else 'færre'} enn året før."
        )
    return avsnittene(setninger)


@tekst("forord.tjenester")
def tjenester(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The areas that spent most above and below their budget."""
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
    return avsnittene(setninger)


@tekst("forord.organisasjon")
def organisasjon(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Sick leave and deviations reported."""
    fravaer = inn.enkelttall("nokkeltall", kapittel="Organisasjon", navn="Samlet sykefravær", aar=inn.aar)
    avvik = inn.enkelttall("avvik_tilsyn", navn="Innmeldte avvik", aar=inn.aar)
    setninger = [f"Sykefraværet var {vis_prosent(fravaer)}."] if fravaer is not None else []
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
