"""Charts of the schools: pupils per grade, national tests, the pupil survey."""

from decimal import Decimal
from typing import Any

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Kolonne
from rodtraad.rapport.bidrag import figur
from rodtraad.rapport.dokument import Figur
from rodtraad.rapport.figurer.data import datatabell, oppramsing
from rodtraad.rapport.figurer.stolper import Stolpe, stolper
from rodtraad.rapport.figurer.tema import AKSENT, GRAA, RADHOYDE, SVAK, spesifikasjon
from rodtraad.rapport.innhold import Innhold, tallverdi, tekstverdi
from rodtraad.rapport.tekster.skole import egen_skaar, trinnavn

_UDIR = "Utdanningsdirektoratet"


@figur("elevtall")
def elevtall(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Pupils per main stage over all schools (in place of the forecast G-17, which has no figures).

    Grades are not shown: at the small schools they are fewer than five.
    """
    trinn: dict[str, int] = {}
    for rad in inn.rader("laerernorm_hovedtrinn"):
        navn = trinnavn(rad.tekst("hovedtrinn"))
        trinn[navn] = trinn.get(navn, 0) + int(rad.tall("elever"))
    if not trinn:
        return None
    rader = list(trinn.items())
    kilde = "Kommunens skoler (grunnlaget for lærernormen)"
    forst, sist = rader[0], rader[-1]
    return Figur(
        id="elevtall",
        tittel=f"{vis_tall(sist[1])} elever på {sist[0]}, {vis_tall(forst[1])} på {forst[0]}",
        alternativ=f"Liggende stolper, elever per hovedtrinn. {oppramsing(rader)}",
        spesifikasjon=stolper([Stolpe(n, v, vis_tall(v)) for n, v in rader], aksetittel="elever"),
        data=datatabell(
            inn,
            "elevtall",
            "Elever per hovedtrinn",
            kolonner=(Kolonne("trinn", "Trinn", er_radtittel=True), Kolonne("elever", "Elever", "tall")),
            rader=rader,
            enhet="elever",
            kilde=kilde,
        ),
        kilde=kilde,
    )


def _prikker(
    rader: list[tuple[str, Decimal, Decimal]], *, egen: str, snitt: str, aksetittel: str
) -> dict[str, Any]:
    """Dots: own in accent, the country in grey, joined by a line, both named on the first row."""
    verdier = [
        {"navn": n, "egen": float(e), "snitt": float(s), "vist": vis_tall(e), "forst": i == 0}
        for i, (n, e, s) in enumerate(rader)
    ]
    skala = {"zero": False, "nice": True, "padding": 24}
    x = {"type": "quantitative", "title": aksetittel, "scale": skala, "axis": {"tickCount": 6}}
    strek = {"x": {**x, "field": "snitt"}, "x2": {"field": "egen"}}
    lag = [
        {"mark": {"type": "rule", "color": GRAA, "size": 2}, "encoding": strek},
        _prikk({**x, "field": "snitt"}, {"size": 90, "color": GRAA, "shape": "diamond"}),
        _prikk({**x, "field": "egen"}, {"size": 110, "color": AKSENT}),
        _prikknavn({**x, "field": "egen"}, egen, {"dy": -13, "color": AKSENT}),
        _prikknavn({**x, "field": "snitt"}, snitt, {"dy": 14, "color": SVAK}),
    ]
    akse = {"grid": True, "domain": False, "ticks": False}
    y = {"field": "navn", "type": "nominal", "sort": None, "title": None, "axis": akse}
    return spesifikasjon(
        {"data": {"values": verdier}, "encoding": {"y": y}, "layer": lag}, hoyde=max(len(rader), 3) * RADHOYDE
    )


def _prikk(x: dict[str, Any], stil: dict[str, Any]) -> dict[str, Any]:
    return {"mark": {"type": "point", "filled": True, "opacity": 1, **stil}, "encoding": {"x": x}}


def _prikknavn(x: dict[str, Any], navn: str, stil: dict[str, Any]) -> dict[str, Any]:
    return {
        "transform": [{"filter": "datum.forst"}],
        "mark": {"type": "text", **stil},
        "encoding": {"x": x, "text": {"value": navn}},
    }


@figur("nasjonale_prover")
def nasjonale_prover(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """National tests against the country, where both are given."""
    rader = []
    for post in inn.poster("nasjonale_prover", aar=inn.aar):
        egen, landet = egen_skaar(post), tallverdi(post, "nasjonalt")
        if egen is not None and landet is not None:
            rader.append((f"{tekstverdi(post, 'fag')}, {tekstverdi(post, 'trinn')}. trinn", egen, landet))
    return _landfigur(inn, "nasjonale_prover", rader, "Nasjonale prøver", "skalapoeng")


@figur("elevundersokelse")
def elevundersokelse(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """The pupil survey against the country, for the school with most answers."""
    poster = [p for p in inn.poster("elevundersokelse", aar=inn.aar) if tekstverdi(p, "enhet") != "prosent"]
    skoler = [tekstverdi(p, "omrade") for p in poster if "skole" in tekstverdi(p, "omrade")]
    if not skoler:
        return None
    skole = max(sorted(set(skoler)), key=skoler.count)
    verdi = {
        (tekstverdi(p, "indikator"), tekstverdi(p, "trinn"), tekstverdi(p, "omrade")): tallverdi(p, "verdi")
        for p in poster
    }
    rader = []
    for (indikator, trinn, omrade), egen in verdi.items():
        landet = verdi.get((indikator, trinn, "Nasjonalt"))
        if omrade == skole and egen is not None and landet is not None:
            rader.append((f"{indikator}, {trinn}. trinn", egen, landet))
    return _landfigur(inn, "elevundersokelse", rader, f"Elevundersøkelsen ved {skole}", "skår fra 1 til 5")


def _landfigur(
    inn: Innhold, navn: str, rader: list[tuple[str, Decimal, Decimal]], tittel: str, enhet: str
) -> Figur | None:
    if not rader:
        return None
    over = sum(1 for _, e, s in rader if e >= s)
    return Figur(
        id=navn,
        tittel=f"{tittel}: likt med landet eller bedre på {over} av {len(rader)}",
        alternativ=f"Prikkdiagram, {enhet}. "
        + " ".join(f"{n}: egne {vis_tall(e)}, landet {vis_tall(s)}." for n, e, s in rader),
        spesifikasjon=_prikker(
            rader, egen="Egne elever", snitt="Landet", aksetittel=f"{enhet} (aksen begynner ikke på null)"
        ),
        data=datatabell(
            inn,
            navn,
            tittel,
            kolonner=(
                Kolonne("navn", "Måling", er_radtittel=True),
                Kolonne("egen", "Egne elever", "tall", 1),
                Kolonne("landet", "Landet", "tall", 1),
            ),
            rader=rader,
            enhet=enhet,
            kilde=_UDIR,
        ),
        kilde=f"{_UDIR}, {inn.aar}",
    )
