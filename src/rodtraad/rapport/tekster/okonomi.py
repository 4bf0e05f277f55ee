"""The economy of the whole municipality in words."""

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tabellanker, tekst, vis_til
from rodtraad.rapport.dokument import Blokk, Punktliste, Tekst
from rodtraad.rapport.innhold import Innhold, Rad
from rodtraad.rapport.tall import andel, antall, belop, er_null, mot_budsjett, opplisting, stor
from rodtraad.rapport.tekster.avvik import avvikssum, storste
from rodtraad.rapport.tekster.enhet import kort, resultatsetning, tjenesterader

TOTAL = "totaloversikt_okonomi"


def resultatrad(inn: Innhold) -> Rad | None:
    """The bottom line of the year: merforbruk positive."""
    return next((r for r in inn.rader(TOTAL) if r.tekst("gruppe") == "resultat"), None)


def resultatord(ore: int) -> str:
    """«et merforbruk på 40,1 mill. kroner» or «et mindreforbruk på …»."""
    if er_null(ore):
        return "et regnskap i balanse"
    return f"et {'merforbruk' if ore > 0 else 'mindreforbruk'} på {belop(ore)}"


@tekst("okonomi.innledning")
def innledning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The result of the year and of last year, and the status of the accounts."""
    rad = resultatrad(inn)
    if rad is None:
        return ()
    i_aar, i_fjor = rad.ore(f"regnskap_{inn.aar}"), rad.ore(f"regnskap_{inn.aar - 1}")
    setninger = [f"Driftsregnskapet for {inn.aar} viser {resultatord(i_aar)}."]
    setninger.append(f"Året før var det {resultatord(i_fjor)}.")
    if inn.grunnlag.status:
        setninger.append(f"Tallene er {inn.grunnlag.status.lower()}.")
    return avsnittene(setninger)


@tekst("okonomi.totaloversikt")
def totaloversikt(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """What was at disposal, what was spent, and the difference (R-05)."""
    rad, disponert = resultatrad(inn), inn.rad(TOTAL, "linje", "Sum disponering")
    til_disposisjon = inn.rad(TOTAL, "linje", "Til disposisjon")
    if rad is None or disponert is None or til_disposisjon is None:
        return ()
    aar = f"regnskap_{inn.aar}"
    return (
        avsnitt(
            f"Kommunen hadde {belop(til_disposisjon.ore(aar))} til disposisjon, "
            f"{_bedre(til_disposisjon.ore('avvik_kr'))}. Tjenesteområdene disponerte {belop(disponert.ore(aar))}, "
            f"{mot_budsjett(disponert.ore('avvik_kr'), disponert.tall('avvik_pct'))}. "
            f"Forskjellen er {resultatord(rad.ore(aar))}. Linjene står i ",
            vis_til(tabellanker(TOTAL)),
            ".",
        ),
    )


def _bedre(avvik: int) -> str:
    if er_null(avvik):
        return "slik det var budsjettert"
    return f"{belop(avvik)} {'mer' if avvik > 0 else 'mindre'} enn budsjettert"


@tekst("okonomi.sentrale_inntekter")
def sentrale_inntekter(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Each central income against the budget."""
    setninger = [
        f"{r.tekst('linje')} ga {belop(r.ore(f'regnskap_{inn.aar}'))}, {_bedre(r.ore('avvik_kr'))}."
        for r in inn.rader("sentrale_inntekter")
        if not r.er_sum
    ]
    sum_ = inn.sumrad("sentrale_inntekter")
    if sum_:
        setninger.append(
            f"Til sammen ble det {belop(sum_.ore(f'regnskap_{inn.aar}'))}, {_bedre(sum_.ore('avvik_kr'))}."
        )
    return avsnittene(setninger)


@tekst("okonomi.finans")
def finans(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Interest, dividend and instalments against the budget."""
    sum_ = inn.sumrad("finans")
    if sum_ is None:
        return ()
    linjer = [(r.tekst("linje"), r.ore("avvik_kr")) for r in inn.rader("finans") if not r.er_sum]
    setninger = [
        (
            f"Renter, utbytte og avdrag kostet netto {belop(sum_.ore(f'regnskap_{inn.aar}'))}, "
            f"{mot_budsjett(sum_.ore('avvik_kr'))}."
        )
    ]
    over, under = storste(linjer, fortegn=-1), storste(linjer, fortegn=1)
    if over:
        setninger.append(f"Dårligere enn budsjettert: {opplisting([f'{n} ({belop(v)})' for n, v in over])}.")
    if under:
        setninger.append(f"Bedre enn budsjettert: {opplisting([f'{n} ({belop(v)})' for n, v in under])}.")
    return avsnittene(setninger)


@tekst("okonomi.pensjon")
def pensjon(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Premieavvik, and the deviation of finance."""
    premie = inn.enkelttall(
        "nokkeltall", kapittel="Økonomiske kommentarer", navn="Premieavvik pensjon, kostnad", aar=inn.aar
    )
    ramme = next((r for r in inn.rader(TOTAL) if r.tekst("linje") == "Finans"), None)
    setninger = []
    if ramme and not er_null(ramme.ore("avvik_kr")):
        setninger.append(resultatsetning(inn, "Finans", ramme))
    if premie is not None:
        setninger.append(
            f"Premieavviket på pensjon ble en utgift på {vis_tall(premie, 1)} mill. kroner. "
            "Premieavvik er forskjellen mellom pensjonspremien kommunen betaler og den beregnede kostnaden."
        )
    return avsnittene(setninger)


@tekst("okonomi.dekning")
def dekning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Accumulated merforbruk and what the law says about covering it (R-22)."""
    rad = resultatrad(inn)
    if rad is None:
        return ()
    i_aar, i_fjor = rad.ore(f"regnskap_{inn.aar}"), rad.ore(f"regnskap_{inn.aar - 1}")
    if i_aar <= 0:
        return ()
    setninger = []
    if i_fjor > 0:
        setninger.append(f"Merforbruket i {inn.aar - 1} og {inn.aar} er {belop(i_aar + i_fjor)} til sammen.")
    setninger.append(
        "Et merforbruk skal etter kommuneloven § 14-11 normalt dekkes inn i løpet av to år. "
        "Vedtar kommunestyret å dekke det inn over lengre tid, blir kommunen meldt inn i "
        "Register om betinget godkjenning og kontroll (ROBEK), jf. kommuneloven § 28-1."
    )
    return avsnittene(setninger)


@tekst("okonomi.avvik_per_ramme")
def avvik_per_ramme(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Which areas deviate, and the gross sums behind the net."""
    linjer = [
        (r.tekst("tjenesteomrade"), r.ore("avvik_kr"))
        for r in inn.rader("totaloversikt_drift")
        if not r.er_sum
    ]
    if not linjer:
        return ()
    sum_ = avvikssum(linjer)
    punkter = [
        (Tekst(f"{navn}: {mot_budsjett(avvik)}"),)
        for navn, avvik in sorted(linjer, key=lambda linje: linje[1])
        if not er_null(avvik)
    ]
    setning = (
        f"{stor(antall(sum_.antall_over, 'rammeområde', 'rammeområder', en='ett'))} brukte mer enn budsjettert "
        f"({belop(sum_.over)} til sammen), og {antall(sum_.antall_under, 'rammeområde', 'rammeområder', en='ett')} "
        f"brukte mindre ({belop(sum_.under)})."
    )
    return (avsnitt(setning), Punktliste(tuple(punkter))) if punkter else ()


@tekst("okonomi.rammekommentar")
def rammekommentar(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """One paragraph per area: net result, and the virksomheter that deviate most."""
    if enhet is None:
        return ()
    rad = inn.sumrad("okonomi_per_virksomhet", enhet)
    if rad is None or er_null(rad.ore("avvik_kr")):
        return ()
    setninger = [resultatsetning(inn, enhet.navn, rad)]
    linjer = [
        (r.tekst("virksomhet"), r.ore("avvik_kr"))
        for r in inn.rader("okonomi_per_virksomhet", enhet)
        if not r.er_sum
    ]
    if len(linjer) <= 1:
        linjer = [(kort(r.tekst("tjeneste")), r.ore("avvik_kr")) for r in tjenesterader(inn, enhet)]
    for ord_, fortegn in (("merforbruk", -1), ("mindreforbruk", 1)):
        mest = [f"{n} ({belop(v)})" for n, v in storste(linjer, fortegn=fortegn)]
        if mest:
            setninger.append(f"Størst {ord_} hadde {opplisting(mest)}.")
    return avsnittene(setninger)


@tekst("okonomi.totaloversikt_drift")
def totaloversikt_drift(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Gross cost, income and net of the areas (R-04)."""
    sum_ = inn.sumrad("totaloversikt_drift")
    if sum_ is None:
        return ()
    netto = sum_.ore("regnskap_netto")
    setninger = [
        (
            f"Tjenesteområdene hadde utgifter på {belop(sum_.ore('regnskap_utgifter'))} og inntekter på "
            f"{belop(sum_.ore('regnskap_inntekter'))}, altså netto {belop(netto)}."
        )
    ]
    rader = sorted(
        (r for r in inn.rader("totaloversikt_drift") if not r.er_sum), key=lambda r: -r.ore("regnskap_netto")
    )
    if rader and netto > 0 and rader[0].ore("regnskap_netto") > 0:
        storst = rader[0]
        setninger.append(
            f"Størst er {storst.tekst('tjenesteomrade')} med {andel(storst.ore('regnskap_netto'), netto)} av nettoen."
        )
    return avsnittene(setninger)


@tekst("okonomi.arter")
def arter(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """What kinds of cost the money went to, and what kinds of income it came from."""
    rader, aar = inn.rader("okonomisk_oversikt_5_6"), f"regnskap_{inn.aar}"
    setninger = []
    for seksjon, ord_ in (("driftsutgifter", "utgiften"), ("driftsinntekter", "inntekten")):
        linjer = [r for r in rader if r.tekst("seksjon").endswith(seksjon) and not r.er_sum]
        hele = sum(r.ore(aar) for r in linjer)
        if not hele:
            continue
        storst = max(linjer, key=lambda r: abs(r.ore(aar)))
        setninger.append(
            f"Den største {ord_} er {storst.tekst('post')}: {belop(storst.ore(aar))} eller "
            f"{andel(abs(storst.ore(aar)), abs(hele))} av {seksjon.removesuffix('er')}ene."
        )
    return avsnittene(setninger)
