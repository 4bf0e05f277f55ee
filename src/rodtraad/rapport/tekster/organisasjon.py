"""The employer in words: people, recruitment, sick leave, equality."""

from decimal import Decimal

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, opplisting, stor
from rodtraad.rapport.tekster.sykefravaer import beregnet_totalfravaer, sykefravaersmaal


def _prosent(verdi: Decimal) -> str:
    return f"{vis_tall(verdi)}\u202f%"


def _likestilling(inn: Innhold, navn: str, kjonn: str) -> Decimal | None:
    return inn.enkelttall("likestilling", navn=navn, kjonn=kjonn)


@tekst("organisasjon.ansatte")
def ansatte(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How many work in the municipality."""
    poster = inn.poster("arsverk", enhet=inn.grunnlag.kommune.navn)
    poster = poster or inn.poster("arsverk", enhet=f"{inn.grunnlag.kommune.navn} kommune")
    tall = next((p.get("ansatte") for p in poster if p.get("ansatte") is not None), None)
    return avsnittene(
        [f"Kommunen har om lag {vis_tall(Decimal(str(tall)))} ansatte."] if tall is not None else []
    )


@tekst("organisasjon.rekruttering")
def rekruttering(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Applicants per advertised post, and posts nobody applied for."""
    snitt = inn.enkelttall("nokkeltall", navn="Søkere per utlysning (snitt)", aar=inn.aar)
    uten = inn.enkelttall("nokkeltall", navn="Utlysninger uten søkere", aar=inn.aar)
    helse = inn.enkelttall("nokkeltall", kapittel="Organisasjon", navn="herav helse og omsorg", aar=inn.aar)
    if snitt is None:
        return ()
    setninger = [f"Hver stilling kommunen lyste ut i {inn.aar}, fikk i snitt {vis_tall(snitt)} søkere."]
    if uten is not None:
        setning = f"{stor(antall(int(uten), 'stilling', 'stillinger'))} fikk ingen søkere"
        if helse:
            setning += f", og {antall(int(helse), 'av dem', 'av dem')} var i helse og omsorg"
        setninger.append(f"{setning}.")
    return avsnittene(setninger)


@tekst("organisasjon.sykefravaer")
def sykefravaer(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The total, and the units with the highest and lowest sick leave."""
    samlet = inn.enkelttall("nokkeltall", kapittel="Organisasjon", navn="Samlet sykefravær", aar=inn.aar)
    setninger = (
        [f"Det samlede sykefraværet i kommunen var {vis_prosent(samlet)} i {inn.aar}."]
        if samlet is not None
        else []
    )
    maal = sykefravaersmaal(inn, "")
    if samlet is not None and maal is not None:
        setninger.append(f"Målet er høyst {vis_prosent(maal)}.")
    setninger += beregnet_totalfravaer(inn)
    rader = sorted(
        (
            r
            for r in inn.rader("sykefravaer")
            if r.tall("aar") == inn.aar and r.tekst("nivaa") == "virksomhet"
        ),
        key=lambda r: r.tall("samlet_pct"),
    )
    if len(rader) > 1:
        lavest, hoyest = rader[0], rader[-1]
        setninger.append(
            f"Lavest er {lavest.tekst('enhet')} ({vis_prosent(lavest.tall('samlet_pct'), 2)}) og høyest "
            f"{hoyest.tekst('enhet')} ({vis_prosent(hoyest.tall('samlet_pct'), 2)})."
        )
    return avsnittene(setninger)


@tekst("organisasjon.lonn")
def lonn(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Women's pay in percent of men's, and what part-time does to it (R-61)."""
    alle = _likestilling(inn, "Kvinners inntekt i prosent av menns", "kvinner")
    uten = _likestilling(inn, "Kvinners lønn i prosent av menns, sett vekk fra deltid", "kvinner")
    femaar = _likestilling(inn, "Kvinners lønn i prosent av menns, fem-årige utdanninger", "kvinner")
    setninger = []
    if alle is not None:
        setninger.append(f"Kvinner tjente {_prosent(alle)} av det menn tjente i {inn.aar}.")
    if uten is not None:
        setninger.append(f"Ser vi bort fra deltid, er tallet {_prosent(uten)}.")
    if femaar is not None:
        setninger.append(f"Blant ansatte med fem års utdanning er det {_prosent(femaar)}.")
    return avsnittene(setninger)


@tekst("organisasjon.foreldrepermisjon")
def foreldrepermisjon(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Parental leave of women and men (R-64)."""
    ledd = []
    for kjonn in ("kvinner", "menn"):
        personer = _likestilling(inn, "Uttak av foreldrepermisjon", kjonn)
        dager = _likestilling(inn, "Gjennomsnittlig lengde foreldrepermisjon", kjonn)
        if personer is not None and dager is not None:
            ledd.append(f"{vis_tall(personer)} {kjonn} tok ut {vis_tall(dager)} dager")
    return avsnittene([f"{stor(opplisting(ledd))} foreldrepermisjon i snitt i {inn.aar}."] if ledd else [])


@tekst("organisasjon.deltid")
def deltid(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Part-time by sex, voluntary or not, and what is counted (R-62, R-63)."""
    kvinner, menn = (_likestilling(inn, "Andel ansatte i deltid", k) for k in ("kvinner", "menn"))
    setninger = []
    if kvinner is not None and menn is not None:
        brann = inn.enkelttall(
            "likestilling", navn="Deltidsansatte i interkommunalt brannvern (1-14 % stilling)", kjonn="alle"
        )
        setning = f"{_prosent(kvinner)} av kvinnene og {_prosent(menn)} av mennene arbeider deltid"
        if brann is not None:
            setning += (
                f"; {vis_tall(brann)} deltidsansatte i det interkommunale brannvernet er da holdt utenfor"
            )
        setninger.append(f"{setning}.")
    frivillig, ufrivillig = (_likestilling(inn, n, "alle") for n in ("Frivillig deltid", "Ufrivillig deltid"))
    if frivillig is not None and ufrivillig is not None:
        sum_ = rund_desimal(frivillig + ufrivillig, 1)
        setninger.append(
            f"{_prosent(ufrivillig)} arbeider deltid uten å ønske det, og {_prosent(frivillig)} fordi de selv vil; "
            f"det er {_prosent(sum_)} til sammen."
        )
    return avsnittene(setninger)
