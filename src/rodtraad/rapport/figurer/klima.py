"""Charts of emissions: per municipality, per year and sector, per inhabitant, goal and forecast (KLIMA-03)."""

from decimal import Decimal

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Kolonne
from rodtraad.rapport.bidrag import figur
from rodtraad.rapport.dokument import Figur
from rodtraad.rapport.figurer.data import datatabell, fra_til
from rodtraad.rapport.figurer.linjer import Serie, linjer, smaa_linjer
from rodtraad.rapport.figurer.stolper import smaa_stolper
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tekster.felles import egen_kommune
from rodtraad.rapport.tekster.klima import Klimamaal, klimamaal, lineaer_prognose, utslipp_per_aar

TONN = "tonn CO2-ekvivalenter"
BASISAAR = 2009


def klimakilde(inn: Innhold) -> str:
    """Source line with the data year, which is before the report year (KLIMA-02)."""
    aar = max(utslipp_per_aar(inn), default=None)
    return f"Miljødirektoratet, utslipp til og med {aar}" if aar else "Miljødirektoratet"


@figur("klima_per_kommune")
def klima_per_kommune(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Emission per sector and municipality as small multiples (G-20)."""
    egen = egen_kommune(inn)
    alle = [
        (r.tekst("sektor"), r.tekst("kommune"), r.tall("tonn_co2e"), r.er_sum)
        for r in inn.rader("klima_per_kommune")
    ]
    i_alt = sum((v for _, _, v, er_sum in alle if not er_sum), Decimal(0))
    per_sektor = {
        s: sum((v for t, _, v, e in alle if t == s and not e), Decimal(0)) for s, _, _, e in alle if not e
    }
    med = [s for s, v in per_sektor.items() if v * 100 >= i_alt and v]
    rader = [(s, k, v) for s, k, v, er_sum in alle if s in med and not er_sum]
    summer = {k: v for _, k, v, er_sum in alle if er_sum}
    if not rader or egen not in summer:
        return None
    aar = int(inn.rader("klima_per_kommune")[0].tall("aar"))
    sektor = max(
        med, key=lambda s: max(v for ss, _, v in rader if ss == s) - min(v for ss, _, v in rader if ss == s)
    )
    tittel = f"{egen} slapp ut {vis_tall(summer[egen], 0)} tonn i {aar}; {sektor.lower()} skiller mest mellom kommunene"
    return Figur(
        id="klima_per_kommune",
        tittel=tittel,
        alternativ=f"Små stolpediagram, ett per sektor med minst 1 prosent av utslippet, {TONN} i {aar}. "
        + " ".join(f"{k} i alt {vis_tall(v, 0)} tonn." for k, v in summer.items()),
        spesifikasjon=smaa_stolper(
            [
                {"rute": s, "navn": k, "verdi": v, "vist": vis_tall(v, 0), "egen": k == egen}
                for s, k, v in rader
            ],
            rute="rute",
            aksetittel=TONN,
            kolonner=2,
        ),
        data=datatabell(
            inn,
            "klima_per_kommune",
            f"Utslipp per sektor og kommune i {aar}",
            kolonner=(
                Kolonne("sektor", "Sektor", er_radtittel=True),
                Kolonne("kommune", "Kommune"),
                Kolonne("tonn_co2e", "Tonn", "tall", 1),
            ),
            rader=[(s, k, v) for s, k, v, er_sum in alle if not er_sum],
            enhet=TONN,
            kilde=klimakilde(inn),
        ),
        kilde=klimakilde(inn),
    )


@figur("klima_per_aar")
def klima_per_aar(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Emission per sector over years as small multiples (G-21)."""
    serier: dict[str, dict[int, Decimal]] = {}
    for rad in inn.rader("klima_per_aar_sektor"):
        if not rad.er_sum:
            serier.setdefault(rad.tekst("sektor"), {})[int(rad.tall("aar"))] = rad.tall("tonn_co2e")
    serier = {s: v for s, v in serier.items() if any(v.values())}
    if not serier:
        return None
    endring = {s: v[max(v)] - v[min(v)] for s, v in serier.items()}
    ned = min(endring, key=lambda s: endring[s])
    return Figur(
        id="klima_per_aar",
        tittel=f"{ned} har gått mest ned: {vis_tall(abs(endring[ned]), 0)} tonn siden {min(serier[ned])}"
        if endring[ned] < 0
        else "Ingen sektor har gått ned",
        alternativ=f"Små linjediagram, ett per sektor, {TONN}. "
        + " ".join(fra_til(v, s, "tonn", 0) for s, v in serier.items()),
        spesifikasjon=smaa_linjer(
            [
                {
                    "rute": s,
                    "aar": str(a),
                    "verdi": v,
                    "vist": vis_tall(v, 0) if a in {min(verdier), max(verdier)} else "",
                }
                for s, verdier in serier.items()
                for a, v in sorted(verdier.items())
            ],
            rute="rute",
            aksetittel=TONN,
        ),
        data=datatabell(
            inn,
            "klima_per_aar",
            "Utslipp per sektor og år",
            kolonner=(
                Kolonne("sektor", "Sektor", er_radtittel=True),
                Kolonne("aar", "År", "aar"),
                Kolonne("tonn_co2e", "Tonn", "tall", 1),
            ),
            rader=[(s, a, v) for s, verdier in serier.items() for a, v in sorted(verdier.items())],
            enhet=TONN,
            kilde=klimakilde(inn),
        ),
        kilde=klimakilde(inn),
    )


@figur("klima_per_innbygger")
def klima_per_innbygger(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Emission per inhabitant, municipalities over years; no sum of rates (G-22, KLIMA-04)."""
    serier: dict[str, dict[int, Decimal]] = {}
    for rad in inn.rader("klima_per_innbygger"):
        if not rad.er_sum:
            serier.setdefault(rad.tekst("kommune"), {})[int(rad.tall("aar"))] = rad.tall(
                "tonn_co2e_per_innbygger"
            )
    egen = egen_kommune(inn)
    if egen not in serier:
        return None
    sist = max(serier[egen])
    lavest = all(serier[egen][sist] <= v[sist] for v in serier.values() if sist in v)
    aar = sorted({a for v in serier.values() for a in v})
    return Figur(
        id="klima_per_innbygger",
        tittel=f"{egen} slapp ut {vis_tall(serier[egen][sist], 1)} tonn per innbygger i {sist}"
        + (", lavest av dem vi sammenligner med" if lavest else ""),
        alternativ="Linjer per kommune, tonn per innbygger. "
        + " ".join(fra_til(v, k, "tonn", 1) for k, v in serier.items()),
        spesifikasjon=linjer(
            [Serie(k, v, egen=k == egen) for k, v in serier.items()], aksetittel="tonn per innbygger"
        ),
        data=datatabell(
            inn,
            "klima_per_innbygger",
            "Utslipp per innbygger",
            kolonner=(
                Kolonne("kommune", "Kommune", er_radtittel=True),
                *(Kolonne(f"aar_{a}", str(a), "tall", 1) for a in aar),
            ),
            rader=[(k, *(v.get(a) for a in aar)) for k, v in serier.items()],
            enhet="tonn per innbygger",
            kilde=klimakilde(inn),
        ),
        kilde=klimakilde(inn),
    )


@figur("klima_maal_og_prognose")
def klima_maal_og_prognose(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Actual emission, linear forecast and the path to the goal in one chart (G-23, KLIMA-03)."""
    summer, maal = utslipp_per_aar(inn), klimamaal(inn)
    prognose = lineaer_prognose(summer)
    if not summer or maal is None or not prognose:
        return None
    sist = max(summer)
    linje = {sist: rund_desimal(summer[sist], 0), **prognose}
    bane = maalbane(maal)
    ventet = prognose.get(maal.aar)
    utfall = f"; målet i {maal.aar} er {vis_tall(maal.tonn)} tonn" if ventet is not None else ""
    aar = sorted({*summer, *linje, *(a for a in bane if a >= min(summer))})
    return Figur(
        id="klima_maal_og_prognose",
        tittel="Med dagens utvikling blir utslippet "
        f"{vis_tall(ventet if ventet is not None else linje[max(linje)])} tonn"
        f" i {maal.aar if ventet is not None else max(linje)}{utfall}",
        alternativ="Linje med faktiske utslipp, stiplet prognose og stiplet "
        f"bane mot målet ({vis_prosent(maal.kutt, 0)} kutt "
        f"fra {BASISAAR} til {maal.aar}). {fra_til(summer, 'Faktisk', 'tonn', 0)} "
        f"{fra_til(linje, 'Prognose', 'tonn', 0)} "
        f"Mål: {vis_tall(maal.tonn)} tonn i {maal.aar}.",
        spesifikasjon=linjer(
            [
                Serie("Faktisk", {a: rund_desimal(v, 0) for a, v in summer.items()}, egen=True),
                Serie("Prognose", linje, egen=True, stiplet=True),
                Serie("Bane mot målet", {a: v for a, v in bane.items() if a >= min(summer)}, stiplet=True),
            ],
            aksetittel=TONN,
            maal=(maal.tonn, f"Mål {maal.aar}: {vis_tall(maal.tonn)} tonn"),
        ),
        data=datatabell(
            inn,
            "klima_maal_og_prognose",
            "Utslipp, prognose og mål",
            kolonner=(
                Kolonne("aar", "År", "aar", er_radtittel=True),
                Kolonne("faktisk", "Faktisk", "tall", 1),
                Kolonne("prognose", "Prognose (rett linje)", "tall"),
                Kolonne("bane", "Bane mot målet", "tall"),
            ),
            rader=[(a, summer.get(a), prognose.get(a), bane.get(a)) for a in aar],
            enhet=TONN,
            kilde=f"{klimakilde(inn)}; prognosen er egen beregning",
        ),
        kilde=f"{klimakilde(inn)}; prognosen er egen beregning",
    )


def maalbane(maal: Klimamaal) -> dict[int, Decimal]:
    """The straight path from the base year to the goal year."""
    steg = (maal.basis - maal.tonn) / (maal.aar - BASISAAR)
    return {
        aar: rund_desimal(maal.basis - steg * (aar - BASISAAR), 0) for aar in range(BASISAAR, maal.aar + 1)
    }
