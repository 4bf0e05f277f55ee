"""Charts of the population: level, components, age groups, forecast (DEMO-02, DEMO-04)."""

from typing import TYPE_CHECKING

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Kolonne
from rodtraad.rapport.bidrag import figur
from rodtraad.rapport.dokument import Figur
from rodtraad.rapport.figurer.data import datatabell, fra_til, oppramsing
from rodtraad.rapport.figurer.linjer import Serie, linjer, smaa_linjer
from rodtraad.rapport.figurer.stolper import Stolpe, avviksstolper, stolper
from rodtraad.rapport.innhold import Innhold, tekstverdi
from rodtraad.rapport.tekster.befolkning import alderstall, baereevne, befolkningsrader

if TYPE_CHECKING:
    from decimal import Decimal

SSB = "Statistisk sentralbyrå, befolkning"


@figur("folketall")
def folketall(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Inhabitants at the end of each year (G-26)."""
    verdier = {int(r.tall("aar")): r.tall("folketall_utgang") for r in befolkningsrader(inn)}
    if len(verdier) < 2:  # noqa: PLR2004
        return None
    forst, sist = min(verdier), max(verdier)
    retning = "flere" if verdier[sist] > verdier[forst] else "færre"
    return Figur(
        id="folketall",
        tittel=f"Det bor {vis_tall(abs(verdier[sist] - verdier[forst]))} {retning} i kommunen i {sist} enn i {forst}",
        alternativ="Linje med folketall per år; aksen begynner ikke på "
        f"null. {fra_til(verdier, 'Folketall', 'personer')}",
        spesifikasjon=linjer(
            [Serie("Innbyggere", verdier, egen=True)],
            aksetittel="innbyggere ved årets slutt (aksen begynner ikke på null)",
            fra_null=False,
        ),
        data=datatabell(
            inn,
            "folketall",
            "Folketall ved årets slutt",
            kolonner=(
                Kolonne("aar", "År", "aar", er_radtittel=True),
                Kolonne("folketall", "Innbyggere", "tall"),
            ),
            rader=list(verdier.items()),
            enhet="personer",
            kilde=SSB,
        ),
        kilde=f"{SSB}, til og med {sist}",
    )


@figur("befolkning_komponenter")
def befolkning_komponenter(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Birth surplus and net migration per year, both ways."""
    rader = [
        (int(r.tall("aar")), int(r.tall("fodselsoverskudd")), int(r.tall("netto_innvandring_flytting")))
        for r in befolkningsrader(inn)
    ]
    if not rader:
        return None
    punkter: list[tuple[str, int | Decimal, str]] = []
    for aar, fodsel, flytting in rader:
        for navn, verdi in ((f"{aar} fødselsoverskudd", fodsel), (f"{aar} netto flytting", flytting)):
            punkter.append((navn, verdi, f"{'+' if verdi > 0 else ''}{vis_tall(verdi)}"))
    pluss = sum(1 for _, f, _ in rader if f > 0)
    return Figur(
        id="befolkning_komponenter",
        tittel=f"Det ble født flere enn det døde i {pluss} av {len(rader)} år; flytting avgjør folketallet",
        alternativ="Stolper per år for fødselsoverskudd og netto flytting, personer. "
        + " ".join(f"{a}: fødsel {vis_tall(f)}, flytting {vis_tall(m)}." for a, f, m in rader),
        spesifikasjon=avviksstolper(punkter, aksetittel="personer (til venstre: nedgang, til høyre: vekst)"),
        data=datatabell(
            inn,
            "befolkning_komponenter",
            "Fødselsoverskudd og netto flytting",
            kolonner=(
                Kolonne("aar", "År", "aar", er_radtittel=True),
                Kolonne("fodselsoverskudd", "Fødselsoverskudd", "tall"),
                Kolonne("netto_flytting", "Netto innvandring og flytting", "tall"),
            ),
            rader=rader,
            enhet="personer",
            kilde=SSB,
        ),
        kilde=f"{SSB}, til og med {rader[-1][0]}",
    )


@figur("aldersbaereevne")
def aldersbaereevne(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """People of working age per old person, then, now and expected (DEMO-04)."""
    verdier = baereevne(inn)
    if len(verdier) < 2:  # noqa: PLR2004
        return None
    rader = [(f"{aar}{' (prognose)' if aar > inn.aar else ''}", v) for aar, v in verdier.items()]
    forst, sist = min(verdier), max(verdier)
    return Figur(
        id="aldersbaereevne",
        tittel=f"Aldersbæreevnen går fra {vis_tall(verdier[forst])} i {forst} til {vis_tall(verdier[sist])} i {sist}",
        alternativ=f"Liggende stolper, innbyggere 20–66 år per innbygger over 67 år. {oppramsing(rader)}",
        spesifikasjon=stolper(
            [Stolpe(n, v, vis_tall(v), egen="prognose" not in n) for n, v in rader],
            aksetittel="innbyggere 20–66 år per innbygger over 67 år",
        ),
        data=datatabell(
            inn,
            "aldersbaereevne",
            "Aldersbæreevne",
            kolonner=(Kolonne("aar", "År", er_radtittel=True), Kolonne("verdi", "Aldersbæreevne", "tall", 2)),
            rader=rader,
            enhet="innbyggere per innbygger over 67 år",
            kilde="Kommunens nøkkeltall",
        ),
        kilde="Kommunens nøkkeltall",
    )


@figur("aldersgrupper")
def aldersgrupper(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Age groups over years as small multiples (G-26, DEMO-02)."""
    return _aldersfigur(inn, "aldersgrupper", "Slik har aldersgruppene endret seg")


@figur("framskriving")
def framskriving(inn: Innhold, _: Organisasjonsenhet | None) -> Figur | None:
    """Forecast by age group, with the alternative named (G-27, G-28)."""
    poster = inn.poster("framskriving")
    alternativ = tekstverdi(poster[0], "alternativ") if poster else ""
    return _aldersfigur(
        inn, "framskriving", f"Framskriving av aldersgruppene{f', {alternativ}' if alternativ else ''}"
    )


def _aldersfigur(inn: Innhold, datasett: str, tittel: str) -> Figur | None:
    grupper = alderstall(inn, datasett)
    if not grupper:
        return None
    alle_aar = sorted({a for v in grupper.values() for a in v})
    return Figur(
        id=datasett,
        tittel=f"{tittel} fra {alle_aar[0]} til {alle_aar[-1]}",
        alternativ="Små linjediagram, ett per aldersgruppe, personer. "
        + " ".join(fra_til(v, g, "personer") for g, v in grupper.items()),
        spesifikasjon=smaa_linjer(
            [
                {
                    "rute": g,
                    "aar": str(a),
                    "verdi": v,
                    "vist": vis_tall(v) if a in {min(verdier), max(verdier)} else "",
                }
                for g, verdier in grupper.items()
                for a, v in sorted(verdier.items())
            ],
            rute="rute",
            aksetittel="personer (hver rute har sin egen skala)",
            felles_skala=False,
        ),
        data=datatabell(
            inn,
            datasett,
            tittel,
            kolonner=(
                Kolonne("aldersgruppe", "Aldersgruppe", er_radtittel=True),
                *(Kolonne(f"aar_{a}", str(a), "tall") for a in alle_aar),
            ),
            rader=[(g, *(v.get(a) for a in alle_aar)) for g, v in grupper.items()],
            enhet="personer",
            kilde=SSB,
        ),
        kilde=SSB,
    )
