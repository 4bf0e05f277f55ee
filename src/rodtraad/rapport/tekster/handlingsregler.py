"""The financial rules of the council in words: target, own value, peers (FIN-02)."""

from decimal import Decimal
from typing import NamedTuple

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold, Rad
from rodtraad.rapport.tall import antall, belop, opplisting
from rodtraad.rapport.tekster.felles import egen_kommune

ORE_PER_TUSEN = 100_000
AVSETNING = "avsetning_disposisjonsfond"


class Regelmaal(NamedTuple):
    """A rule with its target in percent; `minst` tells which side is good."""

    kode: str
    maal: Decimal
    minst: bool


def regelmaal(inn: Innhold, kode: str) -> Regelmaal | None:
    """The rule by code."""
    rad = next((r for r in inn.rader("handlingsregler") if r.tekst("kode") == kode), None)
    return Regelmaal(kode, rad.tall("maaltall_pct"), rad.tekst("retning") == "minst") if rad else None


def historikk(inn: Innhold, kode: str) -> tuple[Rad, ...]:
    """The rows of an indicator, all municipalities and years."""
    return tuple(r for r in inn.rader("handlingsregler_historikk") if r.tekst("indikator") == kode)


def egne_verdier(inn: Innhold, kode: str) -> dict[int, Decimal]:
    """Year → value of the own municipality."""
    egen = egen_kommune(inn)
    return {int(r.tall("aar")): r.tall("verdi") for r in historikk(inn, kode) if r.tekst("kommune") == egen}


def oppfylt(regel: Regelmaal, verdi: Decimal) -> bool:
    """Whether the value keeps the rule."""
    return verdi >= regel.maal if regel.minst else verdi <= regel.maal


def minsteavsetning(inn: Innhold, regel: Regelmaal) -> int | None:
    """Least transfer to the fund in øre: target × (tax on income and wealth + rammetilskudd) (R-14)."""
    linjer = ("Skatt på inntekt og formue", "Ordinært rammetilskudd")
    rader = [r for r in (inn.rad("sentrale_inntekter", "linje", n) for n in linjer) if r]
    if len(rader) != len(linjer):
        return None
    grunnlag = sum(abs(r.ore(f"regnskap_{inn.aar}")) for r in rader)
    return int(grunnlag * regel.maal / 100)


class Regelstatus(NamedTuple):
    """A rule in words: its name, and whether the report year kept it."""

    navn: str
    holdt: bool


def regelstatuser(inn: Innhold) -> tuple[Regelstatus, ...]:
    """Every rule that can be measured in the report year, in the order of the chapter (R-14, R-16, R-20)."""
    navn = {"netto_laanegjeld": "netto lånegjeld", "disposisjonsfond": "disposisjonsfondets størrelse"}
    ut = []
    regel, verdier = regelmaal(inn, AVSETNING), egne_verdier(inn, AVSETNING)
    minst = minsteavsetning(inn, regel) if regel else None
    if minst is not None and inn.aar in verdier:
        ut.append(Regelstatus("avsetning til disposisjonsfond", verdier[inn.aar] * ORE_PER_TUSEN >= minst))
    for kode, ord_ in reversed(navn.items()):
        regel, verdier = regelmaal(inn, kode), egne_verdier(inn, kode)
        if regel and inn.aar in verdier:
            ut.append(Regelstatus(ord_, oppfylt(regel, verdier[inn.aar])))
    return tuple(ut)


def regelsetning(inn: Innhold) -> str:
    """One sentence on the council's rules for the economy: how many, and which were kept and broken."""
    statuser = regelstatuser(inn)
    if not statuser:
        return ""
    brutt, holdt = ([s.navn for s in statuser if s.holdt is h] for h in (False, True))
    alle = antall(len(statuser), "handlingsregel", "handlingsregler")
    if len(statuser) == 1:
        return f"Kommunestyrets handlingsregel for {opplisting(brutt or holdt)} er {'brutt' if brutt else 'holdt'}."
    if not holdt:
        return f"Alle kommunestyrets {alle} er brutt i {inn.aar}: {opplisting(brutt)}."
    if not brutt:
        return f"Alle kommunestyrets {alle} er holdt i {inn.aar}: {opplisting(holdt)}."
    return f"Av kommunestyrets {alle} er {opplisting(holdt)} holdt og {opplisting(brutt)} brutt i {inn.aar}."


@tekst("regler.status")
def status(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How many of the rules were kept in the report year, and which."""
    setning = regelsetning(inn)
    return avsnittene([setning] if setning else [])


@tekst("regler.avsetning")
def avsetning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The transfer to the fund against its least amount."""
    regel, verdier = regelmaal(inn, AVSETNING), egne_verdier(inn, AVSETNING)
    if regel is None or inn.aar not in verdier:
        return ()
    satt_av = int(verdier[inn.aar] * ORE_PER_TUSEN)
    hva = belop(satt_av) if satt_av else "ingenting"
    setninger = [f"Kommunen satte av {hva} til disposisjonsfond i {inn.aar}."]
    minst = minsteavsetning(inn, regel)
    if minst is not None:
        holdt = "er fulgt" if satt_av >= minst else "er ikke fulgt"
        setninger.append(
            f"Regelen på {vis_prosent(regel.maal, 2)} av skatt på inntekt og formue og rammetilskudd "
            f"gir minst {belop(minst)}, så regelen {holdt}."
        )
    return avsnittene(setninger)


@tekst("regler.disposisjonsfond")
def disposisjonsfond(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The size of the fund against target and peers."""
    setninger = _prosentregel(inn, "disposisjonsfond", "Disposisjonsfondet")
    if setninger:
        setninger.append(
            "Regelen trekker fra bokført premieavvik før den måler fondet; tabellen viser fondet uten det fradraget."
        )
    return avsnittene(setninger)


@tekst("regler.netto_laanegjeld")
def netto_laanegjeld(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Net debt against target and peers; why the ratio can fall while the debt grows (R-20)."""
    setninger = _prosentregel(inn, "netto_laanegjeld", "Netto lånegjeld")
    return avsnittene([*setninger, *_gjeld_i_kroner(inn)] if setninger else [])


def _prosentregel(inn: Innhold, kode: str, navn: str) -> list[str]:
    regel, verdier = regelmaal(inn, kode), egne_verdier(inn, kode)
    if regel is None or inn.aar not in verdier:
        return []
    verdi = verdier[inn.aar]
    grense = f"{'minst' if regel.minst else 'høyst'} {vis_prosent(regel.maal)}"
    setninger = [
        (
            f"{navn} var {_kort_prosent(verdi)} av brutto driftsinntekter i {inn.aar}. Målet er {grense}, "
            f"så regelen {'er fulgt' if oppfylt(regel, verdi) else 'er brutt'}."
        )
    ]
    brudd = [a for a, v in sorted(verdier.items()) if not oppfylt(regel, v)]
    if len(brudd) > 1 and len(brudd) == len(verdier):
        setninger.append(f"Den er brutt i alle årene {brudd[0]}–{brudd[-1]}.")
    andre = {r.tekst("kommune"): r.tall("verdi") for r in historikk(inn, kode) if r.tall("aar") == inn.aar}
    andre.pop(egen_kommune(inn), None)
    if andre:
        rekke = sorted(andre.items(), key=lambda par: par[1])
        setninger.append(
            f"Blant kommunene vi sammenligner oss med, er {rekke[0][0]} lavest ({vis_prosent(rekke[0][1])}) "
            f"og {rekke[-1][0]} høyest ({vis_prosent(rekke[-1][1])})."
        )
    return setninger


def _kort_prosent(verdi: Decimal) -> str:
    """«0 %» for nothing at all, else one decimal."""
    return vis_prosent(verdi, 1 if verdi else 0)


def _gjeld_i_kroner(inn: Innhold) -> list[str]:
    verdier = egne_verdier(inn, "netto_laanegjeld")
    kroner = {
        int(r.tall("aar")): r.tall("verdi")
        for r in inn.rader("kostra_hovedtall")
        if r.tekst("indikator").startswith("Netto lånegjeld i kroner")
        and r.tekst("kommune") == egen_kommune(inn)
    }
    fjor = inn.aar - 1
    if not {fjor, inn.aar} <= kroner.keys() & verdier.keys():
        return []
    gikk_ned, okte = verdier[inn.aar] < verdier[fjor], kroner[inn.aar] > kroner[fjor]
    setning = (
        f"Gjelden per innbygger gikk fra {vis_tall(kroner[fjor])} til {vis_tall(kroner[inn.aar])} kroner."
    )
    if gikk_ned and okte:
        setning += " Prosenten gikk likevel ned fordi driftsinntektene økte mer enn gjelden."
    return [setning]
