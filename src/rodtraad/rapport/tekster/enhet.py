"""Texts of a unit: what it is, what changed, who deviates and how much, sick leave."""

import re
from collections.abc import Sequence
from decimal import Decimal

from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tabellanker, tekst, vis_til
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold, Rad
from rodtraad.rapport.plassering import slug
from rodtraad.rapport.tall import andel, antall, belop, er_null, mot_budsjett, opplisting, stor
from rodtraad.rapport.tekster.avvik import avvikssum, storste
from rodtraad.rapport.tekster.sykefravaer import sykefravaerstekst

TJENESTER = "okonomi_per_tjeneste"
_SAMLET = re.compile(r" \(funksjon [0-9, ]+ samlet\)$")
VIRKSOMHETER = "okonomi_per_virksomhet"


def tjenesterader(inn: Innhold, enhet: Organisasjonsenhet) -> tuple[Rad, ...]:
    """The service rows of a unit without totals, comparable over the year's change of functions."""
    rader = inn.rader(f"{TJENESTER}_sammenlignbar", enhet) or inn.rader(TJENESTER, enhet)
    return tuple(r for r in rader if not r.er_sum)


def enhetssum(inn: Innhold, enhet: Organisasjonsenhet) -> Rad | None:
    """The total row of a unit."""
    return inn.sumrad(VIRKSOMHETER, enhet) or inn.sumrad(TJENESTER, enhet)


def kort(navn: str) -> str:
    """The name of a service in a sentence, without the codes a comparable line gathers."""
    return _SAMLET.sub("", navn)


@tekst("enhet.oversikt")
def oversikt(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How many areas and units the municipality has."""
    rammer = list(inn.rammeomrader())
    if not rammer:
        return ()
    virksomheter = sum(len(inn.virksomheter(r)) for r in rammer)
    return (
        avsnitt(
            f"Kommunen er delt i {antall(len(rammer), 'rammeområde', 'rammeområder', en='ett')} med til sammen "
            f"{antall(virksomheter, 'virksomhet', 'virksomheter')}. Kapitlene under er bygd likt, "
            "slik at det er lett å sammenligne. Et avvik med pluss betyr at enheten brukte mindre enn "
            "budsjettert, et avvik med minus at den brukte mer."
        ),
    )


@tekst("enhet.beskrivelse")
def beskrivelse(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Where the unit stands in the organisation and what it spends most on."""
    if enhet is None:
        return ()
    ramme = inn.overordnet(enhet)
    if enhet.nivaa == "virksomhet" and ramme and inn.eneste_virksomhet(ramme):
        return _eneste(enhet, ramme)
    sum_ = enhetssum(inn, enhet)
    if sum_ is None:
        return ()
    setninger = [_plass(inn, enhet, ramme), *_ressurser(inn, enhet, sum_), *_storste_tjenester(inn, enhet)]
    return avsnittene([s for s in setninger if s])


def _eneste(enhet: Organisasjonsenhet, ramme: Organisasjonsenhet) -> tuple[Blokk, ...]:
    return (
        avsnitt(
            f"{enhet.navn} er den eneste virksomheten i rammeområdet {ramme.navn}. "
            "Regnskap, sykefravær og kommentarer er de samme for begge, og står i ",
            vis_til(f"enhet-{slug(ramme.kode)}"),
            ".",
        ),
    )


def _plass(inn: Innhold, enhet: Organisasjonsenhet, ramme: Organisasjonsenhet | None) -> str:
    if enhet.nivaa == "virksomhet":
        return f"{enhet.navn} er en virksomhet i rammeområdet {ramme.navn}." if ramme else ""
    navn = [v.navn for v in inn.virksomheter(enhet)]
    if len(navn) > 1:
        virksomheter = antall(len(navn), "virksomhet", "virksomheter")
        return f"Rammeområdet {enhet.navn} har {virksomheter}: {opplisting(navn)}."
    return f"Rammeområdet {enhet.navn} har én virksomhet." if navn else ""


def _ressurser(inn: Innhold, enhet: Organisasjonsenhet, sum_: Rad) -> list[str]:
    netto = sum_.ore(f"regnskap_{inn.aar}")
    if er_null(netto):
        return [f"Utgifter og inntekter gikk i null i {inn.aar}."]
    if netto < 0:
        return [f"Inntektene var {belop(netto)} høyere enn utgiftene i {inn.aar}."]
    setning = f"Netto driftsutgift var {belop(netto)} i {inn.aar}"
    hele = inn.sumrad("totaloversikt_drift")
    if enhet.nivaa == "rammeomrade" and hele and hele.ore("regnskap_netto") > 0:
        setning += f", som er {andel(netto, hele.ore('regnskap_netto'))} av kommunens netto driftsutgifter"
    return [f"{setning}."]


def _storste_tjenester(inn: Innhold, enhet: Organisasjonsenhet) -> list[str]:
    kolonne = f"regnskap_{inn.aar}"
    rader = sorted(tjenesterader(inn, enhet), key=lambda r: -r.ore(kolonne))
    brukte = [r for r in rader if r.ore(kolonne) > 0 and not er_null(r.ore(kolonne))]
    navn = [f"{kort(r.tekst('tjeneste'))} ({belop(r.ore(kolonne))})" for r in brukte[:3]]
    if not navn:
        return []
    ord_ = "Den største tjenesten" if len(navn) == 1 else "De største tjenestene"
    return [f"{ord_} målt i netto utgift er {opplisting(navn)}."]


@tekst("enhet.utvikling")
def utvikling(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How the net cost changed since last year, in total and in the services that changed most."""
    sum_ = enhetssum(inn, enhet) if enhet else None
    if enhet is None or sum_ is None or _er_eneste(inn, enhet):
        return ()
    fjor, aar = f"regnskap_{inn.aar - 1}", f"regnskap_{inn.aar}"
    endring = sum_.ore(aar) - sum_.ore(fjor)
    if er_null(sum_.ore(aar)) and er_null(sum_.ore(fjor)):
        return ()
    setninger = [_endringssetning(inn, enhet, sum_.ore(fjor), endring)]
    rader = [(kort(r.tekst("tjeneste")), r.ore(aar) - r.ore(fjor)) for r in tjenesterader(inn, enhet)]
    for ord_, fortegn in (("opp", 1), ("ned", -1)):
        mest = sorted(
            (r for r in rader if r[1] * fortegn > 0 and not er_null(r[1])), key=lambda r: -abs(r[1])
        )
        if mest:
            navn = [f"{tjeneste} ({belop(verdi)})" for tjeneste, verdi in mest[:2]]
            setninger.append(f"Mest {ord_} gikk {opplisting(navn)}.")
    return avsnittene(setninger)


def _er_eneste(inn: Innhold, enhet: Organisasjonsenhet) -> bool:
    ramme = inn.overordnet(enhet)
    return enhet.nivaa == "virksomhet" and ramme is not None and inn.eneste_virksomhet(ramme) is not None


def _endringssetning(inn: Innhold, enhet: Organisasjonsenhet, fjor: int, endring: int) -> str:
    if er_null(endring):
        return f"{enhet.navn} brukte netto det samme i {inn.aar} som i {inn.aar - 1}."
    if fjor < 0 and fjor + endring < 0:
        bedre = "bedre" if endring < 0 else "svakere"
        return f"{enhet.navn} fikk {belop(endring)} {bedre} netto resultat i {inn.aar} enn i {inn.aar - 1}."
    retning = "mer" if endring > 0 else "mindre"
    prosent = f" ({andel(abs(endring), abs(fjor))})" if 0 < abs(endring) <= abs(fjor) else ""
    return f"{enhet.navn} brukte netto {belop(endring)}{prosent} {retning} i {inn.aar} enn i {inn.aar - 1}."


@tekst("enhet.kommentar")
def kommentar(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Deviation of the unit, net and gross both ways, so a surplus never hides deficits."""
    sum_ = enhetssum(inn, enhet) if enhet else None
    if enhet is None or sum_ is None:
        return ()
    innledning = resultatsetning(inn, enhet.navn, sum_)
    blokker: list[Blokk] = [avsnitt(f"{innledning} Tallene står i ", vis_til(_tabell(inn, enhet)), ".")]
    if enhet.nivaa == "rammeomrade" and len(inn.virksomheter(enhet)) > 1:
        blokker += avsnittene(_avvikslinjer(inn.rader(VIRKSOMHETER, enhet), "virksomhet", "virksomheter"))
    blokker += avsnittene(_avvikslinjer(tjenesterader(inn, enhet), "tjeneste", "tjenester"))
    return tuple(blokker)


def _tabell(inn: Innhold, enhet: Organisasjonsenhet) -> str:
    navn = TJENESTER if inn.tabell(TJENESTER, enhet) else VIRKSOMHETER
    return tabellanker(navn, enhet)


def resultatsetning(inn: Innhold, navn: str, sum_: Rad) -> str:
    """One sentence on net cost against the revised budget, from a total row."""
    netto, budsjett = sum_.ore(f"regnskap_{inn.aar}"), sum_.ore(f"rev_bud_{inn.aar}")
    avvik, prosent = sum_.ore("avvik_kr"), Decimal(sum_.tall("avvik_pct"))
    if er_null(netto) and er_null(budsjett):
        return f"{navn} gikk i null, slik det var budsjettert."
    if netto < 0:
        if er_null(avvik):
            return f"{navn} hadde netto inntekter på {belop(netto)}, slik det var budsjettert."
        bedre = "bedre" if avvik > 0 else "dårligere"
        return f"{navn} hadde netto inntekter på {belop(netto)}, {belop(avvik)} {bedre} enn budsjettert."
    return f"{navn} brukte netto {belop(netto)}, {mot_budsjett(avvik, prosent)}."


def _avvikslinjer(rader: Sequence[Rad], entall: str, flertall: str) -> list[str]:
    linjer = [(kort(r.tekst(entall)), r.ore("avvik_kr")) for r in rader if not r.er_sum]
    sum_ = avvikssum(linjer)
    setninger = []
    for ord_, fortegn, ore, hvor_mange in (
        ("mer", -1, sum_.over, sum_.antall_over),
        ("mindre", 1, sum_.under, sum_.antall_under),
    ):
        mest = [f"{n} ({belop(v)})" for n, v in storste(linjer, fortegn=fortegn)]
        hvem = stor(antall(hvor_mange, entall, flertall))
        if hvor_mange == 1:
            setninger.append(f"{hvem} brukte {ord_} enn budsjettert: {mest[0]}.")
        elif hvor_mange:
            setninger.append(
                f"{hvem} brukte {ord_} enn budsjettert, {belop(ore)} til sammen; mest {opplisting(mest)}."
            )
    return setninger


@tekst("enhet.sykefravaer")
def sykefravaer(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Sick leave of the unit: level, change, short against long, target."""
    return avsnittene(sykefravaerstekst(inn, enhet)) if enhet else ()
