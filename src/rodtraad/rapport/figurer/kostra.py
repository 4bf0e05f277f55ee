"""Charts of the rules and of KOSTRA: own municipality in accent, peers in grey (FIN-02, KOSTRA-11)."""

from decimal import Decimal

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Kolonne, Tabell
from rodtraad.rapport.bidrag import figur
from rodtraad.rapport.dokument import Figur
from rodtraad.rapport.figurer.data import datatabell, desimaler, fra_til, oppramsing
from rodtraad.rapport.figurer.linjer import Serie, linjer
from rodtraad.rapport.figurer.stolper import Stolpe, smaa_stolper, stolper
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tekster.felles import egen_kommune
from rodtraad.rapport.tekster.handlingsregler import historikk, oppfylt, regelmaal
from rodtraad.rapport.tekster.kostra import anbefalt_driftsresultat, hovedtall, omradesummer


def kostrakilde(inn: Innhold) -> str:
    """Source line of a chart from KOSTRA."""
    return f"KOSTRA (Statistisk sentralbyrå), tall for {inn.aar}"


def _serier(inn: Innhold, kode: str) -> dict[str, dict[int, Decimal]]:
    serier: dict[str, dict[int, Decimal]] = {}
    for rad in historikk(inn, kode):
        serier.setdefault(rad.tekst("kommune"), {})[int(rad.tall("aar"))] = rad.tall("verdi")
    return serier


@figur("netto_laanegjeld")
def netto_laanegjeld(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Net debt over years against target and peers (G-10)."""
    return _regelfigur(inn, "netto_laanegjeld", "Netto lånegjeld")


@figur("disposisjonsfond")
def disposisjonsfond(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """The fund over years against target and peers."""
    return _regelfigur(inn, "disposisjonsfond", "Disposisjonsfondet")


def _regelfigur(inn: Innhold, kode: str, navn: str) -> Figur | None:
    serier, egen, regel = _serier(inn, kode), egen_kommune(inn), regelmaal(inn, kode)
    if egen not in serier:
        return None
    verdier = serier[egen]
    sist = max(verdier)
    tittel = f"{navn} var {vis_prosent(verdier[sist])} av brutto driftsinntekter i {sist}"
    if regel:
        tittel += f"; målet på {'minst' if regel.minst else 'høyst'} {vis_prosent(regel.maal, 0)} er "
        tittel += "nådd" if oppfylt(regel, verdier[sist]) else "ikke nådd"
    maal = (
        (regel.maal, f"Mål: {'minst' if regel.minst else 'høyst'} {vis_prosent(regel.maal, 0)}")
        if regel
        else None
    )
    return Figur(
        id=kode,
        tittel=tittel,
        alternativ=f"Linjer per kommune, prosent av brutto driftsinntekter. {fra_til(verdier, egen, '%', 1)} "
        + " ".join(fra_til(v, k, "%", 1) for k, v in serier.items() if k != egen)
        + (f" Stiplet linje: {maal[1]}." if maal else ""),
        spesifikasjon=linjer(
            [Serie(k, v, egen=k == egen) for k, v in serier.items()],
            aksetittel="prosent av brutto driftsinntekter",
            maal=maal,
        ),
        data=_serietabell(inn, kode, navn, serier, "prosent av brutto driftsinntekter"),
        kilde=kostrakilde(inn),
    )


@figur("avsetning_disposisjonsfond")
def avsetning(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Transfers to the fund over years against peers."""
    kode = "avsetning_disposisjonsfond"
    serier, egen = _serier(inn, kode), egen_kommune(inn)
    if egen not in serier:
        return None
    verdier = serier[egen]
    forst, sist = min(verdier), max(verdier)
    return Figur(
        id=kode,
        tittel=f"Avsetningen til fond gikk fra {vis_tall(verdier[forst])} til {vis_tall(verdier[sist])} tusen kroner "
        f"fra {forst} til {sist}",
        alternativ="Linjer per kommune, 1000 kroner. "
        + " ".join(fra_til(v, k, "tusen kroner") for k, v in serier.items()),
        spesifikasjon=linjer(
            [Serie(k, v, egen=k == egen) for k, v in serier.items()], aksetittel="1000 kroner"
        ),
        data=_serietabell(inn, kode, "Avsetning til disposisjonsfond", serier, "1000 kr"),
        kilde=kostrakilde(inn),
    )


def _serietabell(
    inn: Innhold, navn: str, tittel: str, serier: dict[str, dict[int, Decimal]], enhet: str
) -> Tabell:
    aar = sorted({a for v in serier.values() for a in v})
    antall = desimaler([v for s in serier.values() for v in s.values()])
    return datatabell(
        inn,
        navn,
        tittel,
        kolonner=(
            Kolonne("kommune", "Kommune", er_radtittel=True),
            *(Kolonne(f"aar_{a}", str(a), "tall", antall) for a in aar),
        ),
        rader=[(k, *(v.get(a) for a in aar)) for k, v in serier.items()],
        enhet=enhet,
        kilde=kostrakilde(inn),
    )


@figur("kostra_omrader")
def kostra_omrader(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Cost per inhabitant by area, own municipality and peers, as small multiples (G-06)."""
    summer, egen = omradesummer(inn), egen_kommune(inn)
    rader = [(o, k, v) for o, verdier in summer.items() for k, v in verdier.items() if egen in verdier]
    if not rader:
        return None
    dyrest = [o for o, v in summer.items() if egen in v and v[egen] == max(v.values())]
    tittel = (
        f"{egen} bruker mest per innbygger i {', '.join(dyrest)}"
        if dyrest
        else f"{egen} er ikke dyrest på noe område"
    )
    return Figur(
        id="kostra_omrader",
        tittel=tittel,
        alternativ="Små stolpediagram, ett per område, kroner per innbygger. "
        + " ".join(f"{o}: {oppramsing([(k, v) for oo, k, v in rader if oo == o])}" for o in summer),
        spesifikasjon=smaa_stolper(
            [{"rute": o, "navn": k, "verdi": v, "vist": vis_tall(v), "egen": k == egen} for o, k, v in rader],
            rute="rute",
            aksetittel="kroner per innbygger",
            kolonner=2,
        ),
        data=datatabell(
            inn,
            "kostra_omrader",
            "Kroner per innbygger etter område",
            kolonner=(
                Kolonne("omrade", "Område", er_radtittel=True),
                Kolonne("kommune", "Kommune"),
                Kolonne("kr_per_innbygger", "Kroner per innbygger", "tall"),
            ),
            rader=rader,
            enhet="kr per innbygger",
            kilde=kostrakilde(inn),
        ),
        kilde=kostrakilde(inn),
    )


@figur("laanegjeld_per_innbygger")
def laanegjeld_per_innbygger(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Debt per inhabitant against peers (G-11)."""
    return _sammenligning(
        inn, "laanegjeld_per_innbygger", "Netto lånegjeld i kroner", "netto lånegjeld per innbygger"
    )


@figur("frie_inntekter")
def frie_inntekter(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Free income per inhabitant against peers (G-12)."""
    return _sammenligning(
        inn, "frie_inntekter", "Frie inntekter per innbygger", "frie inntekter per innbygger"
    )


def _sammenligning(inn: Innhold, navn: str, indikator: str, ord_: str) -> Figur | None:
    verdier, egen = hovedtall(inn, indikator), egen_kommune(inn)
    if egen not in verdier:
        return None
    rader = sorted(verdier.items(), key=lambda par: -par[1])
    plass = [k for k, _ in rader].index(egen)
    hvor = (
        "har høyest"
        if plass == 0
        else "har lavest"
        if plass == len(rader) - 1
        else f"er nummer {plass + 1} av {len(rader)} i"
    )
    return Figur(
        id=navn,
        tittel=f"{egen} {hvor} {ord_}: {vis_tall(verdier[egen])} kroner",
        alternativ=f"Liggende stolper, {ord_} i kroner, {inn.aar}. {oppramsing(rader, 'kroner')}",
        spesifikasjon=stolper(
            [Stolpe(k, v, vis_tall(v), egen=k == egen) for k, v in rader], aksetittel="kroner per innbygger"
        ),
        data=_kommunetabell(inn, navn, ord_.capitalize(), rader, "kr per innbygger"),
        kilde=kostrakilde(inn),
    )


def _kommunetabell(
    inn: Innhold, navn: str, tittel: str, rader: list[tuple[str, Decimal]], enhet: str
) -> Tabell:
    return datatabell(
        inn,
        navn,
        tittel,
        kolonner=(
            Kolonne("kommune", "Kommune", er_radtittel=True),
            Kolonne("verdi", tittel, "tall", desimaler([v for _, v in rader])),
        ),
        rader=rader,
        enhet=enhet,
        kilde=kostrakilde(inn),
    )


@figur("netto_driftsresultat")
def netto_driftsresultat(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Net operating result in percent: own two years, peers, recommended level (G-13)."""
    indikator, egen = "Netto driftsresultat i prosent", egen_kommune(inn)
    i_aar, i_fjor = hovedtall(inn, indikator), hovedtall(inn, indikator, inn.aar - 1)
    if egen not in i_aar:
        return None
    egne = [(f"{egen} {aar}", v[egen]) for aar, v in ((inn.aar - 1, i_fjor), (inn.aar, i_aar)) if egen in v]
    andre = sorted(((f"{k} {inn.aar}", v) for k, v in i_aar.items() if k != egen), key=lambda par: -par[1])
    rader = [*egne, *andre]
    anbefalt = anbefalt_driftsresultat(inn)
    maal = (anbefalt, f"Anbefalt {vis_prosent(anbefalt, 2)}") if anbefalt is not None else None
    return Figur(
        id="netto_driftsresultat",
        tittel=f"Netto driftsresultat var {vis_prosent(i_aar[egen])} i {inn.aar}"
        + (f"; anbefalt nivå er {vis_prosent(anbefalt, 2)}" if anbefalt is not None else ""),
        alternativ=f"Liggende stolper, prosent av brutto driftsinntekter. {oppramsing(rader, '%', 1)}",
        spesifikasjon=stolper(
            [Stolpe(k, v, vis_prosent(v), egen=k.startswith(egen)) for k, v in rader],
            aksetittel="prosent av brutto driftsinntekter",
            maal=maal,
        ),
        data=_kommunetabell(inn, "netto_driftsresultat", "Netto driftsresultat i prosent", rader, "prosent"),
        kilde=kostrakilde(inn),
    )
