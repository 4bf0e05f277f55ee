"""Charts of the economy: deviation both ways, net cost, kinds of cost and income."""

from decimal import Decimal

from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund_desimal
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Kolonne
from rodtraad.rapport.bidrag import figur
from rodtraad.rapport.dokument import Figur
from rodtraad.rapport.figurer.data import datatabell, oppramsing
from rodtraad.rapport.figurer.stolper import Stolpe, avviksstolper, stolper
from rodtraad.rapport.innhold import Innhold, Rad
from rodtraad.rapport.tall import belop, er_null, opplisting
from rodtraad.rapport.tekster.avvik import storste
from rodtraad.rapport.tekster.enhet import kort, tjenesterader

TUSEN = "1000 kr"
PER_MILL = 1000
_FLEST = 14


def mill(tusen: int) -> str:
    """Thousands of kroner as the label of a bar, in millions."""
    return vis_tall(millioner(tusen), 1)


def millioner(tusen: int) -> Decimal:
    """Thousands of kroner as millions with one decimal."""
    return rund_desimal(Decimal(tusen) / PER_MILL, 1)


def regnskapskilde(inn: Innhold) -> str:
    """Source line of a chart from the ledger."""
    return (
        f"Kommunens regnskap {inn.aar}, {inn.grunnlag.status.lower()}"
        if inn.grunnlag.status
        else f"Kommunens regnskap {inn.aar}"
    )


def _tall(rad: Rad, kolonne: str) -> int:
    return int(rad.tall(kolonne))


@figur("avvik_per_rammeomrade")
def avvik_per_rammeomrade(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Gross deviation of services both ways per area; the net of areas without services."""
    rader: list[tuple[str, int, int]] = []
    for rad in inn.rader("totaloversikt_drift"):
        if rad.er_sum:
            continue
        navn = rad.tekst("tjenesteomrade")
        ramme = next((r for r in inn.rammeomrader() if r.navn == navn), None)
        avvik = [_tall(t, "avvik_kr") for t in tjenesterader(inn, ramme)] if ramme else []
        avvik = avvik or [_tall(rad, "avvik_kr")]
        rader.append((navn, sum(a for a in avvik if a > 0), sum(a for a in avvik if a < 0)))
    rader = [r for r in rader if r[1] or r[2]]
    if not rader:
        return None
    over = storste([(n, m * ORE_PER_TUSEN_KR) for n, _, m in rader], fortegn=-1, antall=2)
    tittel = "Bak nettoavvikene ligger avvik begge veier"
    if over:
        tittel += f"; mest over budsjettet i {opplisting([n for n, _ in over])}"
    return Figur(
        id="avvik_per_rammeomrade",
        tittel=tittel,
        alternativ="Stolper til høyre viser tjenester som brukte mindre "
        "enn budsjettert, til venstre mer, i mill. kroner. "
        + " ".join(f"{n}: {mill(p)} mindre og {mill(-m)} mer." for n, p, m in rader),
        spesifikasjon=avviksstolper(
            [(n, v, mill(v)) for n, p, m in rader for v in (m, p) if v],
            aksetittel="mill. kroner (til høyre: mindre enn budsjettert, til venstre: mer)",
            deler=PER_MILL,
        ),
        data=datatabell(
            inn,
            "avvik_per_rammeomrade",
            "Avvik per rammeområde, brutto begge veier",
            kolonner=(
                Kolonne("rammeomrade", "Rammeområde", er_radtittel=True),
                Kolonne("mindre", "Mindre enn budsjettert", "belop"),
                Kolonne("mer", "Mer enn budsjettert", "belop"),
                Kolonne("netto", "Netto avvik", "belop"),
            ),
            rader=[(n, p, m, p + m) for n, p, m in rader],
            enhet=TUSEN,
            kilde=regnskapskilde(inn),
            fra_regnskap=True,
        ),
        kilde=regnskapskilde(inn),
    )


@figur("netto_per_rammeomrade")
def netto_per_rammeomrade(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Net operating cost of each area against the revised budget."""
    rader = [
        (r.tekst("tjenesteomrade"), _tall(r, "regnskap_netto"), _tall(r, "rev_bud_netto"))
        for r in inn.rader("totaloversikt_drift")
        if not r.er_sum and (_tall(r, "regnskap_netto") or _tall(r, "rev_bud_netto"))
    ]
    return _netto(inn, "netto_per_rammeomrade", rader, "rammeområde")


@figur("netto_per_virksomhet")
def netto_per_virksomhet(inn: Innhold, enhet: Organisasjonsenhet | None) -> Figur | None:
    """Net operating cost of each virksomhet of an area against the revised budget."""
    if enhet is None or enhet.nivaa != "rammeomrade" or inn.eneste_virksomhet(enhet):
        return None
    rader = [
        (r.tekst("virksomhet"), _tall(r, f"regnskap_{inn.aar}"), _tall(r, f"rev_bud_{inn.aar}"))
        for r in inn.rader("okonomi_per_virksomhet", enhet)
        if not r.er_sum
    ]
    return _netto(inn, "netto_per_virksomhet", rader, "virksomhet", enhet) if len(rader) > 1 else None


def _netto(
    inn: Innhold,
    navn: str,
    rader: list[tuple[str, int, int]],
    ord_: str,
    enhet: Organisasjonsenhet | None = None,
) -> Figur | None:
    if not rader:
        return None
    rader = sorted(rader, key=lambda r: -r[1])
    hvor = f" i {enhet.navn}" if enhet else ""
    return Figur(
        id=navn,
        tittel=f"{rader[0][0]} har størst netto driftsutgift{hvor}; streken er revidert budsjett",
        alternativ=f"Liggende stolper med netto driftsutgift per {ord_} i {inn.aar}, mill. kroner. "
        + oppramsing([(n, millioner(v)) for n, v, _ in rader], "mill. kroner", 1),
        spesifikasjon=stolper(
            [Stolpe(n, v, mill(v), referanse=b) for n, v, b in rader],
            aksetittel="mill. kroner",
            deler=PER_MILL,
        ),
        data=datatabell(
            inn,
            navn,
            f"Netto driftsutgift per {ord_}{hvor}",
            kolonner=(
                Kolonne(ord_.replace("å", "aa"), ord_.capitalize(), er_radtittel=True),
                Kolonne(f"regnskap_{inn.aar}", f"Regnskap {inn.aar}", "belop"),
                Kolonne(f"rev_bud_{inn.aar}", f"Revidert budsjett {inn.aar}", "belop"),
            ),
            rader=rader,
            enhet=TUSEN,
            kilde=regnskapskilde(inn),
            fra_regnskap=True,
            enhet_kode=enhet.kode if enhet else "",
        ),
        kilde=regnskapskilde(inn),
    )


@figur("avvik_per_tjeneste")
def avvik_per_tjeneste(inn: Innhold, enhet: Organisasjonsenhet | None) -> Figur | None:
    """The services of a unit that deviate most, both ways."""
    if enhet is None:
        return None
    alle = [
        (kort(r.tekst("tjeneste")), r.ore("avvik_kr"), _tall(r, "avvik_kr"))
        for r in tjenesterader(inn, enhet)
    ]
    avvik = sorted((a for a in alle if a[2]), key=lambda a: -abs(a[2]))[:_FLEST]
    if len(avvik) < 2:  # noqa: PLR2004
        return None
    avvik = sorted(avvik, key=lambda a: a[2])
    forst, sist = avvik[0], avvik[-1]
    deler = []
    if forst[2] < 0:
        deler.append(f"{forst[0]} brukte mest over budsjettet ({belop(forst[1])})")
    if sist[2] > 0:
        deler.append(f"{sist[0]} mest under ({belop(sist[1])})")
    utvalg = (
        f" De {_FLEST} største avvikene er med." if sum(1 for a in alle if not er_null(a[1])) > _FLEST else ""
    )
    return Figur(
        id="avvik_per_tjeneste",
        tittel=", ".join(deler),
        alternativ=f"Stolper med avvik per tjeneste i {enhet.navn}, 1000 kroner; minus er mer enn budsjettert.{utvalg} "
        + " ".join(f"{n}: {vis_tall(t)}." for n, _, t in avvik),
        spesifikasjon=avviksstolper(
            [(n, t, vis_tall(t)) for n, _, t in avvik],
            aksetittel="1000 kroner (til høyre: mindre enn budsjettert, til venstre: mer)",
        ),
        data=datatabell(
            inn,
            "avvik_per_tjeneste",
            f"Avvik per tjeneste: {enhet.navn}",
            kolonner=(
                Kolonne("tjeneste", "Tjeneste", er_radtittel=True),
                Kolonne("avvik_kr", "Avvik", "belop"),
            ),
            rader=[(n, t) for n, _, t in avvik],
            enhet=TUSEN,
            kilde=regnskapskilde(inn),
            fra_regnskap=True,
            enhet_kode=enhet.kode,
        ),
        kilde=regnskapskilde(inn),
    )


@figur("utgifter_etter_art")
def utgifter_etter_art(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Operating cost by kind, this year and last."""
    return _etter_art(inn, "utgifter_etter_art", "driftsutgifter", "utgiftene")


@figur("inntekter_etter_art")
def inntekter_etter_art(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Operating income by kind, this year and last."""
    return _etter_art(inn, "inntekter_etter_art", "driftsinntekter", "inntektene")


def _etter_art(inn: Innhold, navn: str, seksjon: str, ord_: str) -> Figur | None:
    rader = [
        (r.tekst("post"), abs(_tall(r, f"regnskap_{inn.aar}")), abs(_tall(r, f"regnskap_{inn.aar - 1}")))
        for r in inn.rader("okonomisk_oversikt_5_6")
        if r.tekst("seksjon").endswith(seksjon) and not r.er_sum
    ]
    if not rader:
        return None
    rader = sorted(rader, key=lambda r: -r[1])
    return Figur(
        id=navn,
        tittel=f"{rader[0][0]} er den største av {ord_}; streken er {inn.aar - 1}",
        alternativ=f"Liggende stolper, {seksjon} i {inn.aar} i mill. kroner. "
        + oppramsing([(n, millioner(v)) for n, v, _ in rader], "mill. kroner", 1),
        spesifikasjon=stolper(
            [Stolpe(n, v, mill(v), referanse=f) for n, v, f in rader],
            aksetittel="mill. kroner",
            deler=PER_MILL,
        ),
        data=datatabell(
            inn,
            navn,
            f"{seksjon.capitalize()} etter art",
            kolonner=(
                Kolonne("post", "Post", er_radtittel=True),
                Kolonne(f"regnskap_{inn.aar}", f"Regnskap {inn.aar}", "belop"),
                Kolonne(f"regnskap_{inn.aar - 1}", f"Regnskap {inn.aar - 1}", "belop"),
            ),
            rader=rader,
            enhet=TUSEN,
            kilde=regnskapskilde(inn),
            fra_regnskap=True,
        ),
        kilde=regnskapskilde(inn),
    )
