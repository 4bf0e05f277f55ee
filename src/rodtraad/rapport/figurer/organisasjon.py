"""Charts of the employer and the community: sick leave, pay, deviations, broadband."""

from typing import TYPE_CHECKING

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Kolonne
from rodtraad.rapport.bidrag import figur
from rodtraad.rapport.dokument import Figur
from rodtraad.rapport.figurer.data import datatabell, desimaler, fra_til, oppramsing
from rodtraad.rapport.figurer.linjer import Serie, linjer
from rodtraad.rapport.figurer.stolper import Stolpe, stolper
from rodtraad.rapport.innhold import Innhold, tallverdi, tekstverdi
from rodtraad.rapport.tekster.sykefravaer import sykefravaersmaal

if TYPE_CHECKING:
    from decimal import Decimal

_KILDE = "Kommunens personalsystem"


@figur("sykefravaer")
def sykefravaer(inn: Innhold, enhet: Organisasjonsenhet | None) -> Figur | None:
    """Sick leave of a unit over years, long, short and total, with its target (HR-03)."""
    rader = sorted(inn.rader("sykefravaer", enhet), key=lambda r: r.tall("aar")) if enhet else []
    if enhet is None or len(rader) < 2:  # noqa: PLR2004
        return None
    serier = {
        navn: {int(r.tall("aar")): r.tall(kolonne) for r in rader}
        for navn, kolonne in (
            ("Samlet", "samlet_pct"),
            ("Langtid", "langtid_pct"),
            ("Korttid", "korttid_pct"),
        )
    }
    samlet = serier["Samlet"]
    forst, sist = min(samlet), max(samlet)
    maal = sykefravaersmaal(inn, enhet.kode)
    return Figur(
        id="sykefravaer",
        tittel=f"Sykefraværet i {enhet.navn} gikk fra {vis_prosent(samlet[forst])} "
        f"i {forst} til {vis_prosent(samlet[sist])} i {sist}",
        alternativ="Tre linjer, prosent. "
        + " ".join(fra_til(v, n, "%", 2) for n, v in serier.items())
        + (f" Målet er høyst {vis_prosent(maal)}." if maal is not None else ""),
        spesifikasjon=linjer(
            [Serie(n, v, egen=n == "Samlet") for n, v in serier.items()],
            aksetittel="prosent",
            maal=(maal, f"Mål: høyst {vis_prosent(maal)}") if maal is not None else None,
        ),
        data=datatabell(
            inn,
            "sykefravaer",
            f"Sykefravær: {enhet.navn}",
            kolonner=(
                Kolonne("aar", "År", "aar", er_radtittel=True),
                *(Kolonne(n.lower(), n, "prosent", 2) for n in serier),
            ),
            rader=[(a, *(v[a] for v in serier.values())) for a in samlet],
            enhet="prosent",
            kilde=_KILDE,
            enhet_kode=enhet.kode,
        ),
        kilde=f"{_KILDE}, til og med {sist}",
    )


@figur("sykefravaer_enheter")
def sykefravaer_enheter(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Sick leave of all units in the report year, with the total of the municipality as a line."""
    rader = sorted(
        {
            r.tekst("enhet"): r.tall("samlet_pct")
            for r in inn.rader("sykefravaer")
            if r.tall("aar") == inn.aar and r.tekst("nivaa") == "virksomhet"
        }.items(),
        key=lambda par: -par[1],
    )
    if len(rader) < 2:  # noqa: PLR2004
        return None
    samlet = inn.enkelttall("nokkeltall", kapittel="Organisasjon", navn="Samlet sykefravær", aar=inn.aar)
    linje = (samlet, f"Hele kommunen {vis_prosent(samlet)}") if samlet is not None else None
    return Figur(
        id="sykefravaer_enheter",
        tittel=f"{rader[0][0]} hadde høyest sykefravær i {inn.aar}, {rader[-1][0]} lavest",
        alternativ=f"Liggende stolper, samlet sykefravær i prosent. {oppramsing(rader, '%', 2)}"
        + (f" Hele kommunen: {vis_prosent(samlet)}." if samlet is not None else ""),
        spesifikasjon=stolper(
            [Stolpe(n, v, vis_prosent(v, 2)) for n, v in rader], aksetittel="prosent", maal=linje
        ),
        data=datatabell(
            inn,
            "sykefravaer_enheter",
            f"Samlet sykefravær {inn.aar}",
            kolonner=(
                Kolonne("enhet", "Virksomhet", er_radtittel=True),
                Kolonne("samlet", "Samlet", "prosent", 2),
            ),
            rader=rader,
            enhet="prosent",
            kilde=_KILDE,
        ),
        kilde=f"{_KILDE}, {inn.aar}",
    )


@figur("lonn_kvinner_menn")
def lonn_kvinner_menn(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Women's pay in percent of men's, with 100 as the line (G-16)."""
    navn = {
        "Kvinners inntekt i prosent av menns": "Alle, samlet inntekt",
        "Kvinners lønn i prosent av menns, sett vekk fra deltid": "Uten virkning av deltid",
        "Kvinners lønn i prosent av menns, fem-årige utdanninger": "Fem års utdanning",
    }
    par = [(vist, inn.enkelttall("likestilling", navn=n)) for n, vist in navn.items()]
    rader = [(n, v) for n, v in par if v is not None]
    if not rader:
        return None
    return Figur(
        id="lonn_kvinner_menn",
        tittel=f"Kvinner tjener {vis_tall(rader[0][1])} kroner for hver 100 kroner menn tjener",
        alternativ=f"Liggende stolper, kvinners lønn i prosent av menns. {oppramsing(rader, '%')}",
        spesifikasjon=stolper(
            [Stolpe(n, v, vis_prosent(v)) for n, v in rader],
            aksetittel="prosent av menns lønn",
            maal=(100, "Lik lønn"),
        ),
        data=datatabell(
            inn,
            "lonn_kvinner_menn",
            "Kvinners lønn i prosent av menns",
            kolonner=(
                Kolonne("navn", "Grunnlag", er_radtittel=True),
                Kolonne("prosent", "Prosent", "prosent", desimaler([v for _, v in rader])),
            ),
            rader=rader,
            enhet="prosent",
            kilde=_KILDE,
        ),
        kilde=f"{_KILDE}, {inn.aar}",
    )


@figur("innmeldte_avvik")
def innmeldte_avvik(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Deviations reported per year."""
    par = [(str(p["aar"]), tallverdi(p, "verdi")) for p in inn.poster("avvik_tilsyn", navn="Innmeldte avvik")]
    rader = [(a, v) for a, v in par if v is not None]
    if len(rader) < 2:  # noqa: PLR2004
        return None
    kilde = "Kommunens kvalitetssystem"
    return Figur(
        id="innmeldte_avvik",
        tittel=f"Ansatte meldte {vis_tall(rader[-1][1])} avvik i "
        f"{rader[-1][0]}, mot {vis_tall(rader[0][1])} i {rader[0][0]}",
        alternativ=f"Liggende stolper, innmeldte avvik per år. {oppramsing(rader)}",
        spesifikasjon=stolper([Stolpe(a, v, vis_tall(v)) for a, v in rader], aksetittel="innmeldte avvik"),
        data=datatabell(
            inn,
            "innmeldte_avvik",
            "Innmeldte avvik",
            kolonner=(Kolonne("aar", "År", er_radtittel=True), Kolonne("antall", "Antall", "tall")),
            rader=rader,
            enhet="antall",
            kilde=kilde,
        ),
        kilde=kilde,
    )


@figur("bredbaand")
def bredbaand(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Broadband coverage after building, with before as a tick (G-33)."""
    rader: list[tuple[str, Decimal, Decimal]] = []
    for post in inn.poster("bredbaand"):
        for_, etter = tallverdi(post, "dekning_for_pct"), tallverdi(post, "dekning_etter_pct")
        if for_ is not None and etter is not None:
            rader.append((tekstverdi(post, "bygningstype"), etter, for_))
    if not rader:
        return None
    mest = max(rader, key=lambda r: r[1] - r[2])
    kilde = "Kommunens nøkkeltall om bredbånd"
    return Figur(
        id="bredbaand",
        tittel=f"Dekningen øker mest for {mest[0].lower()}; streken er dekningen før utbygging",
        alternativ="Liggende stolper, dekning i prosent. "
        + " ".join(f"{n}: fra {vis_tall(f)} til {vis_tall(e)} prosent." for n, e, f in rader),
        spesifikasjon=stolper(
            [Stolpe(n, e, f"{vis_tall(f)} → {vis_tall(e)}\u202f%", referanse=f) for n, e, f in rader],
            aksetittel="prosent",
        ),
        data=datatabell(
            inn,
            "bredbaand",
            "Dekning før og etter utbygging",
            kolonner=(
                Kolonne("bygningstype", "Bygninger", er_radtittel=True),
                Kolonne("for", "Før", "prosent"),
                Kolonne("etter", "Etter", "prosent"),
            ),
            rader=[(n, f, e) for n, e, f in rader],
            enhet="prosent",
            kilde=kilde,
        ),
        kilde=kilde,
    )
