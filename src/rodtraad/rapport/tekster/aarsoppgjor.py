"""What the closing of the year leaves, in words: merforbruk to cover, ROBEK, amendments, notes."""

from rodtraad.kjerne.avrunding import ORE_PER_KR
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tabellanker, tekst, vis_til
from rodtraad.rapport.dokument import Blokk, Merknad
from rodtraad.rapport.innhold import Innhold, Rad
from rodtraad.rapport.tall import antall, belop, er_null, opplisting, stor

PLAN, ROBEK, FOND = "inndekningsplan", "robek", "fond"
BEREGNET = "beregnet, ikke vedtatt"
LEDGER = frozenset({"csv", "xlsx"})


@tekst("aarsoppgjor.inndekning")
def inndekning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Merforbruk not covered, year by year, and when the plan has covered it (FIN-08, REGN-08)."""
    sum_ = inn.sumrad(PLAN)
    tabell = inn.tabell(PLAN)
    if sum_ is None or tabell is None:
        return ()
    deler = [f"{belop(r.ore('merforbruk'))} fra {r.tekst('aar')}" for r in inn.rader(PLAN) if not r.er_sum]
    setninger = [
        f"Merforbruk som ikke er dekket inn, er {belop(sum_.ore('merforbruk'))}: {opplisting(deler)}."
    ]
    er_beregnet = any(BEREGNET in merknad for merknad in tabell.merknader)
    dekket = sum_.tekst("dekket")
    if dekket and er_beregnet:
        setninger.append(f"Etter lovens frist må alt være dekket innen utgangen av {dekket}.")
        setninger.append("Kommunen har ikke lest inn en vedtatt plan, så årene er beregnet etter fristen.")
    elif dekket:
        setninger.append(f"Etter den vedtatte planen er alt dekket i {dekket}.")
    else:
        setninger.append("Den vedtatte planen dekker ikke hele merforbruket.")
    return avsnittene(setninger)


@tekst("aarsoppgjor.robek")
def robek(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Which letters are met, and what is not known."""
    vilkaar = [r for r in inn.rader(ROBEK) if r.tekst("bokstav")]
    if not vilkaar:
        return ()
    setninger = [
        "ROBEK er registeret over kommuner som må ha godkjenning for å ta opp lån og inngå langsiktige leieavtaler."
    ]
    oppfylt = [r for r in vilkaar if r.tekst("oppfylt") == "Ja"]
    ukjent = [r.tekst("bokstav") for r in vilkaar if r.tekst("oppfylt") == "Ikke oppgitt"]
    setninger += [
        f"Vilkåret i bokstav {r.tekst('bokstav')} er oppfylt. {r.tekst('begrunnelse')}" for r in oppfylt
    ]
    if not oppfylt:
        setninger.append("Ingen av vilkårene som kan prøves mot regnskapet, er oppfylt.")
    if ukjent:
        setninger.append(f"Opplysninger til bokstav {opplisting(ukjent)} er ikke oppgitt i kilden.")
    return avsnittene(setninger)


@tekst("aarsoppgjor.budsjettendringer")
def budsjettendringer(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Each rammeområde from original to revised budget (KONTO-06)."""
    rader = inn.rader("budsjettendringer")
    setninger = []
    for foerst, sist in zip(
        (r for r in rader if r.tekst("post") == "Opprinnelig budsjett"),
        (r for r in rader if r.er_sum),
        strict=True,
    ):
        endring = sist.ore("belop") - foerst.ore("belop")
        if not er_null(endring):
            retning = "økt" if endring > 0 else "redusert"
            setninger.append(f"{sist.rad.gruppe} fikk budsjettet {retning} med {belop(endring)}.")
    if not setninger:
        return ()
    return avsnittene(
        [
            *setninger,
            "Tabellen viser hver endring i driftsbudsjettet gjennom året, og saken den er vedtatt i.",
        ]
    )


@tekst("regnskap.omarbeidet")
def omarbeidet(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Why figures were read on other codes than they were booked on (KONTO-12)."""
    kilder = [k for k in inn.grunnlag.kilder if k.profil and k.beskrivelse and k.kilde in LEDGER]
    if not kilder:
        return ()
    avsnittet = tuple(avsnitt(f"{kilde.fil}: {kilde.beskrivelse}") for kilde in kilder)
    return (Merknad("info", "Tall som er omarbeidet", avsnittet),)


@tekst("noter.innledning")
def noter(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Which note number is the municipality's own, and which are ours."""
    if not inn.rader(FOND):
        return ()
    return avsnittene(
        [
            "Kommunens egne noter er ikke publisert sammen med rapporten.",
            "Notene her er laget av tallene i hovedboken og registrene.",
            "Nummer 10 er det oversikten over budsjettavvik viser til. De andre numrene er satt av Rødtråd.",
        ]
    )


def _fondsetninger(inn: Innhold, slag: str) -> tuple[Blokk, ...]:
    fond = (r for r in inn.rader(FOND) if r.tekst("slag") == slag and not r.er_sum)
    return avsnittene([_fondsetning(rad) for rad in fond])


def _fondsetning(rad: Rad) -> str:
    return (
        f"{rad.tekst('fond')} gikk fra {belop(rad.ore('inngaaende'))} til {belop(rad.ore('utgaaende'))}: "
        f"{_bevegelse(rad.ore('avsatt'), 'avsatt')} og {_bevegelse(rad.ore('brukt'), 'brukt')}."
    )


def _bevegelse(ore: int, hva: str) -> str:
    return f"ingenting {hva}" if er_null(ore) else f"{belop(ore)} {hva}"


@tekst("noter.bundne_fond")
def bundne_fond(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Bound funds from opening to closing balance (note 10)."""
    return _fondsetninger(inn, "Bundne fond")


@tekst("noter.frie_fond")
def frie_fond(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Funds at the council's disposal from opening to closing balance."""
    return _fondsetninger(inn, "Frie fond")


@tekst("noter.prosjektfinansiering")
def prosjektfinansiering(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """What the projects cost and how they were paid for (INV-11)."""
    sum_ = inn.sumrad("prosjektfinansiering")
    if sum_ is None:
        return ()
    kilder = {
        "laan": "lån",
        "mva_kompensasjon": "kompensasjon for merverdiavgift",
        "tilskudd": "tilskudd",
        "salg": "salg",
    }
    deler = [f"{navn} ({belop(sum_.ore(k))})" for k, navn in kilder.items() if not er_null(sum_.ore(k))]
    return avsnittene(
        [
            f"Prosjektene kostet {belop(sum_.ore('utgifter'))}, medregnet videreutlån.",
            f"De største kildene til finansiering er {opplisting(deler)}." if deler else "",
        ]
    )


@tekst("noter.feil")
def feil(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The opening tasks of the next year (REGN-09)."""
    neste = inn.aar + 1
    apne = [
        r
        for r in inn.rader("feil_til_retting")
        if r.tekst("status") == "Åpen" and r.tall("rettes_i") == neste
    ]
    if not apne:
        return ()
    sum_ = sum(int(r.tall("belop_kr") * ORE_PER_KR) for r in apne) // ORE_PER_KR
    oppgaver = antall(len(apne), "åpen rettelse", "åpne rettelser")
    return avsnittene([stor(f"{oppgaver} på til sammen {vis_tall(sum_)} kroner skal bokføres i {neste}.")])


@tekst("noter.avdrag")
def avdrag(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Instalments against budget, and whether the minimum can be computed (FIN-11)."""
    rad = inn.rad("minimumsavdrag", "post", "Betalte avdrag på lån")
    minimum = inn.rad("minimumsavdrag", "post", "Minimumsavdrag")
    if rad is None or minimum is None:
        return ()
    betalt, budsjett = rad.ore(f"regnskap_{inn.aar}"), rad.ore(f"oppr_bud_{inn.aar}")
    retning = "mer" if betalt > budsjett else "mindre"
    brukt, ventet = (vis_tall(rad.tall(f"{kolonne}_{inn.aar}")) for kolonne in ("regnskap", "oppr_bud"))
    setninger = [
        (
            f"Kommunen betalte {brukt} tusen kroner i avdrag. "
            f"Budsjettet var {ventet} tusen kroner, så det ble {belop(betalt - budsjett)} {retning}."
        )
    ]
    if minimum.tekst("oppgitt"):
        holdt = "er holdt" if betalt >= minimum.tall("oppgitt") * 1000 * ORE_PER_KR else "er ikke holdt"
        setninger.append(
            f"Minimumsavdraget er {vis_tall(minimum.tall('oppgitt'))} tusen kroner, og kravet {holdt}."
        )
    else:
        setninger.append(
            "Minimumsavdraget kan ikke beregnes, fordi kommunen ikke har publisert lånegjelden til egne investeringer "
            "og verdien av avskrivbare anleggsmidler 1. januar."
        )
    return (*avsnittene(setninger), avsnitt("Posten står også i ", vis_til(tabellanker("finans")), "."))
