"""What the page on climate shows: emissions over time, beside other municipalities, and by source (KLIMA-01, 02)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.statistikk.figurspesifikasjon import Linje, linjer, smaa_linjer
from rodtraad.statistikk.opplysning import Datasettopplysning
from rodtraad.statistikk.queries import datasett, kommunevalg, opplysninger, raadata, raaopplysninger
from rodtraad.statistikk.raadatasett import UTSLIPP_KILDE
from rodtraad.statistikk.sidetabell import Sidefigur, Siderad, Sidetabell, bred, kilde_i_ord, rader_av
from rodtraad.statistikk.verdier import Post

TONN = "tonn_co2e"
PER_INNBYGGER = "tonn_co2e_per_innbygger"


@dataclass(frozen=True, slots=True)
class Klimabilde:
    """Everything on the page; empty parts are None."""

    kommune: str
    dataaar: int | None
    figurer: tuple[Sidefigur, ...]
    per_kommune: Sidetabell | None
    per_kilde: Sidetabell | None


def klimabilde() -> Klimabilde:
    """The page, from whatever has been read in: Miljødirektoratet's file or the municipality's own tables."""
    valg = kommunevalg()
    om = {o.navn: o for o in opplysninger()}
    per_aar = datasett("klima_per_aar_sektor")
    aarene = [aar for p in per_aar if isinstance(aar := p["aar"], int)]
    figurer = (
        _per_aar(per_aar, om.get("klima_per_aar_sektor")),
        _per_innbygger(datasett("klima_per_innbygger"), valg.egen[1], om.get("klima_per_innbygger")),
    )
    return Klimabilde(
        kommune=valg.egen[1],
        dataaar=max(aarene, default=None),
        figurer=tuple(f for f in figurer if f is not None),
        per_kommune=_per_kommune(datasett("klima_per_kommune"), om.get("klima_per_kommune")),
        per_kilde=_per_kilde(
            raadata(UTSLIPP_KILDE, replace(valg, andre=())), raaopplysninger().get(UTSLIPP_KILDE)
        ),
    )


def _per_aar(poster: Sequence[Post], om: Datasettopplysning | None) -> Sidefigur | None:
    """Sectors over years as small charts; the table has the sums too."""
    brett, aarene = bred(poster, rad=lambda p: str(p["sektor"]), kolonne=lambda p: int(p["aar"]))
    aarene = sorted(aarene)
    if not aarene:
        return None
    serier = {
        sektor: {aar: p[TONN] for aar, p in rader.items() if p[TONN] is not None}
        for sektor, rader in brett.items()
        if any(p[TONN] for p in rader.values())
    }
    i_ord = " ".join(
        gettext("%(navn)s: %(forst)s til %(sist)s.")
        % {"navn": navn, "forst": vis_tall(s[min(s)], 0), "sist": vis_tall(s[max(s)], 0)}
        for navn, s in serier.items()
    )
    return Sidefigur(
        id="utslipp",
        tittel=gettext("Utslipp av klimagasser per sektor fra %(forst)s til %(sist)s, tonn CO2-ekvivalenter")
        % {"forst": aarene[0], "sist": aarene[-1]},
        alternativ=gettext("Små linjediagram, ett per sektor og ett for summen, hver med sin egen skala.")
        + f" {i_ord}",
        spesifikasjon=smaa_linjer(serier, felles_skala=False),
        tabell=Sidetabell(
            tittel=gettext("Utslipp per sektor og år, tonn CO2-ekvivalenter"),
            forste=gettext("Sektor"),
            kolonner=tuple(map(str, aarene)),
            rader=rader_av(brett, aarene, TONN, 1),
            kilde=kilde_i_ord(om),
            merknader=_hull(aarene),
        ),
    )


def _hull(aarene: Sequence[int]) -> tuple[str, ...]:
    """Years the series does not have."""
    mangler = [str(aar) for aar in range(aarene[0], aarene[-1]) if aar not in aarene]
    if not mangler:
        return ()
    return (gettext("Serien har ikke tall for %(aar)s.") % {"aar": ", ".join(mangler)},)


def _per_innbygger(poster: Sequence[Post], egen: str, om: Datasettopplysning | None) -> Sidefigur | None:
    """Municipalities over years; rates have no sum (KLIMA-04)."""
    uten_sum = [p for p in poster if not p["er_sum"] and p[PER_INNBYGGER] is not None]
    brett, aarene = bred(uten_sum, rad=lambda p: str(p["kommune"]), kolonne=lambda p: int(p["aar"]))
    aarene = sorted(aarene)
    if not aarene:
        return None
    serier = {navn: {aar: p[PER_INNBYGGER] for aar, p in rader.items()} for navn, rader in brett.items()}
    i_ord = " ".join(
        gettext("%(navn)s: %(tonn)s tonn i %(aar)s.")
        % {"navn": navn, "tonn": vis_tall(s[max(s)], 1), "aar": max(s)}
        for navn, s in serier.items()
    )
    return Sidefigur(
        id="per-innbygger",
        tittel=gettext("Utslipp per innbygger til %(aar)s, tonn CO2-ekvivalenter") % {"aar": aarene[-1]},
        alternativ=gettext("Linjer over år, én per kommune.") + f" {i_ord}",
        spesifikasjon=linjer(
            [Linje(navn, serie, egen=navn == egen) for navn, serie in serier.items()],
            aksetittel=gettext("tonn per innbygger"),
            fra_null=True,
        ),
        tabell=Sidetabell(
            tittel=gettext("Utslipp per innbygger, tonn CO2-ekvivalenter"),
            forste=gettext("Kommune"),
            kolonner=tuple(map(str, aarene)),
            rader=rader_av(brett, aarene, PER_INNBYGGER, 1),
            kilde=kilde_i_ord(om),
            merknader=(gettext("Delt på folketallet 1. januar. Forholdstall legges ikke sammen."),),
        ),
    )


def _per_kommune(poster: Sequence[Post], om: Datasettopplysning | None) -> Sidetabell | None:
    brett, kommuner = bred(poster, rad=lambda p: str(p["sektor"]), kolonne=lambda p: str(p["kommune"]))
    if not kommuner:
        return None
    aar = max(int(str(p["aar"])) for p in poster)
    return Sidetabell(
        tittel=gettext("Utslipp per sektor og kommune i %(aar)s, tonn CO2-ekvivalenter") % {"aar": aar},
        forste=gettext("Sektor"),
        kolonner=tuple(kommuner),
        rader=rader_av(brett, kommuner, TONN, 1),
        kilde=kilde_i_ord(om),
    )


def _per_kilde(poster: Sequence[Post], om: Datasettopplysning | None) -> Sidetabell | None:
    """The sources of the last year, the largest first, with the first year beside."""
    if not poster:
        return None
    brett, aarene = bred(
        poster, rad=lambda p: f"{p['sektor']}: {p['utslippskilde']}", kolonne=lambda p: int(p["aar"])
    )
    forst, sist = min(aarene), max(aarene)

    def tonn(navn: str, aar: int) -> Decimal:
        return Decimal(str(brett[navn][aar][TONN])) if aar in brett[navn] else Decimal(0)

    storst = sorted((n for n in brett if tonn(n, forst) or tonn(n, sist)), key=lambda n: -tonn(n, sist))
    kolonner = tuple(dict.fromkeys((str(forst), str(sist))))
    return Sidetabell(
        tittel=gettext("Kommunens utslipp per kilde, tonn CO2-ekvivalenter"),
        forste=gettext("Sektor og utslippskilde"),
        kolonner=kolonner,
        rader=tuple(
            Siderad(navn, tuple(vis_tall(rund_desimal(tonn(navn, int(aar)), 1), 1) for aar in kolonner))
            for navn in storst
        ),
        kilde=kilde_i_ord(om),
    )
