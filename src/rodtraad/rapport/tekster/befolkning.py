"""Population in words (R-70 … R-73)."""

from decimal import Decimal

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold, Rad, tallverdi, tekstverdi
from rodtraad.rapport.tall import antall, endring_prosent, opplisting


def befolkningsrader(inn: Innhold) -> list[Rad]:
    """The population rows in order of year."""
    return sorted(inn.rader("befolkning"), key=lambda r: r.tall("aar"))


@tekst("befolkning.utvikling")
def utvikling(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Births, deaths, migration and growth of the report year."""
    rader = befolkningsrader(inn)
    if not rader:
        return ()
    siste, forste = rader[-1], rader[0]
    aar, folk = int(siste.tall("aar")), siste.tall("folketall_utgang")
    setninger = [
        f"Ved utgangen av {aar} bodde det {antall(int(folk), 'person', 'personer')} i kommunen.",
        _vekst(siste.tall("folkevekst")),
        (
            f"Det ble født {vis_tall(siste.tall('fodte'))} og døde {vis_tall(siste.tall('dode'))}, "
            f"{_overskudd(siste.tall('fodselsoverskudd'))}. {_flytting(siste.tall('netto_innvandring_flytting'))}"
        ),
    ]
    if len(rader) > 1:
        fra, start = int(forste.tall("aar")), forste.tall("folketall_inngang")
        prosent = endring_prosent(start, folk)
        setninger.append(
            f"Siden inngangen til {fra} har folketallet endret seg fra {vis_tall(start)} til {vis_tall(folk)} "
            f"({vis_prosent(prosent)})."
        )
    return avsnittene([*setninger, *_regnefeil(rader)])


def _vekst(vekst: Decimal) -> str:
    if not vekst:
        return "Folketallet var uendret gjennom året."
    return f"Det er {antall(abs(int(vekst)), 'person', 'personer')} {'flere' if vekst > 0 else 'færre'} enn ett år før."


def _overskudd(tall: Decimal) -> str:
    if not tall:
        return "altså like mange"
    return f"altså et fødsels{'overskudd' if tall > 0 else 'underskudd'} på {vis_tall(abs(tall))}"


def _flytting(netto: Decimal) -> str:
    if not netto:
        return "Like mange flyttet til kommunen som fra den."
    retning = ("til kommunen enn fra den", "fra kommunen enn til den")[netto < 0]
    return f"Det flyttet {vis_tall(abs(netto))} flere {retning}."


def _regnefeil(rader: list[Rad]) -> list[str]:
    """Years where the parts do not give the growth that the source states."""
    feil = [
        str(int(r.tall("aar")))
        for r in rader
        if r.tall("fodselsoverskudd") + r.tall("netto_innvandring_flytting") != r.tall("folkevekst")
    ]
    if not feil:
        return []
    return [
        (
            f"For {opplisting(feil)} går ikke fødselsoverskudd og flytting opp mot folkeveksten, "
            "og tallene er gjengitt slik statistikken har dem."
        )
    ]


@tekst("befolkning.aldersbaereevne")
def aldersbaereevne(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How many of working age there are for each old person, then, now and expected (DEMO-04)."""
    verdier = baereevne(inn)
    if not verdier:
        return ()
    setninger = ["Aldersbæreevnen er antall innbyggere i alderen 20–66 år for hver innbygger over 67 år."]
    for aar, verdi in verdier.items():
        verdi_i_aar = vis_tall(verdi, 2)
        setninger.append(
            f"I {aar} er den ventet å bli om lag {vis_tall(verdi)}."
            if aar > inn.aar
            else f"I {aar} var den {verdi_i_aar}."
        )
    forst, sist = min(verdier), max(verdier)
    if sist > inn.aar:
        prosent = endring_prosent(verdier[forst], verdier[sist], 0)
        retning = "nedgang" if prosent < 0 else "økning"
        setninger.append(f"Fra {forst} til {sist} er det en {retning} på {vis_prosent(abs(prosent), 0)}.")
    return avsnittene(setninger)


def baereevne(inn: Innhold) -> dict[int, Decimal]:
    """Year → aldersbæreevne, as registered."""
    egne = {
        int(str(p["aar"])): verdi
        for p in inn.poster("aldersbaereevne")
        if (verdi := tallverdi(p, "innbyggere_20_66_per_67")) is not None
    }
    if egne:
        return dict(sorted(egne.items()))
    poster = inn.poster("nokkeltall", kapittel="Befolkning")
    verdier = {
        int(str(p["aar"])): verdi
        for p in poster
        if tekstverdi(p, "navn").startswith("Aldersbæreevne") and (verdi := tallverdi(p, "verdi")) is not None
    }
    return dict(sorted(verdier.items()))


@tekst("befolkning.aldersgrupper")
def aldersgrupper(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Which age group grew and shrank most (DEMO-02)."""
    grupper = alderstall(inn, "aldersgrupper")
    endringer = {
        gruppe: verdier[max(verdier)] - verdier[min(verdier)]
        for gruppe, verdier in grupper.items()
        if len(verdier) > 1
    }
    if not endringer:
        return ()
    mest, minst = max(endringer, key=lambda g: endringer[g]), min(endringer, key=lambda g: endringer[g])
    aar = sorted(next(iter(grupper.values())))
    setninger = [
        f"Fra {aar[0]} til {aar[-1]} vokste aldersgruppen {mest} mest ({vis_tall(endringer[mest])} personer)."
    ]
    if endringer[minst] < 0:
        setninger.append(f"Aldersgruppen {minst} gikk mest tilbake ({vis_tall(endringer[minst])} personer).")
    return avsnittene(setninger)


def alderstall(inn: Innhold, datasett: str) -> dict[str, dict[int, Decimal]]:
    """Age group → year → persons, from a dataset with columns aldersgruppe, aar, personer."""
    grupper: dict[str, dict[int, Decimal]] = {}
    for post in inn.poster(datasett):
        verdi = tallverdi(post, "personer")
        if verdi is not None:
            grupper.setdefault(tekstverdi(post, "aldersgruppe"), {})[int(str(post["aar"]))] = verdi
    return grupper


@tekst("befolkning.framskriving")
def framskriving(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Which alternative the forecast is, and its end point."""
    poster = inn.poster("framskriving")
    if not poster:
        return ()
    alternativ = tekstverdi(poster[0], "alternativ")
    sist = max(int(str(p["aar"])) for p in poster)
    sum_ = sum(
        (tallverdi(p, "personer") or Decimal(0) for p in poster if int(str(p["aar"])) == sist), Decimal(0)
    )
    navn = f" («{alternativ}»)" if alternativ else ""
    return avsnittene([f"Framskrivingen{navn} venter {vis_tall(sum_)} innbyggere i {sist}."])
