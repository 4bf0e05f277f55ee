"""The pages of the reconciliation: the year's list, and one line with what is behind it (REGN-12)."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.kostra.avstemming_queries import (
    Avstemming,
    aar_som_kan_avstemmes,
    avstemming,
    hent_forklaring,
    kontostrenger_bak,
    trukne_forklaringer,
)
from rodtraad.kostra.avstemming_services import skriv_forklaring, trekk_forklaring
from rodtraad.kostra.avstemmingsregler import regler
from rodtraad.kostra.avstemmingsverdier import Avstemmingsrad, Stilling
from rodtraad.kostra.feil import KostraFeil
from rodtraad.kostra.forms import Forklaringsskjema, i_ore
from rodtraad.kostra.publisert import OMFANGSNAVN
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.queries import personer_i

ORD: Final = {
    Stilling.STEMMER: (_("Stemmer"), "success"),
    Stilling.FORKLART: (_("Forklart"), "success"),
    Stilling.UFORKLART: (_("Uforklart"), "warning"),
    Stilling.IKKE_PUBLISERT: (_("Ikke publisert"), "neutral"),
    Stilling.UTEN_KODE: (_("Uten funksjonskode"), "neutral"),
    Stilling.IKKE_I_HOVEDBOKEN: (_("Ikke i hovedboken"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class Vistrad:
    """A line as a page shows it, amounts in 1000 kroner."""

    rad: Avstemmingsrad
    kostra: str
    regnskap: str
    differanse: str
    prosent: str
    uforklart: str
    deler: tuple[tuple[Any, str], ...]
    forklart: tuple[tuple[Any, str], ...]
    ord: Any
    farge: str
    sporring: str

    @property
    def egne(self) -> list[Any]:
        """The causes that may hold for just this line."""
        return [a for a in self.rad.mulige if not a.felles]

    @property
    def omfang(self) -> str:
        """The accounting scope of the published figure, in words."""
        return OMFANGSNAVN[self.rad.publisert.omfang] if self.rad.publisert else ""


def tusen(ore: int | None) -> str:
    """An amount in 1000 kroner; «–» for none."""
    return "–" if ore is None else vis_tall(rund(ore, ORE_PER_TUSEN_KR))


def linjesporring(aar: int, rad_id: str) -> str:
    """The query string of a line's page."""
    verdier: dict[str, str | int] = {"aar": aar, "linje": rad_id}
    return urlencode(verdier)


def vis(rad: Avstemmingsrad, aar: int) -> Vistrad:
    """The line for a page."""
    navn, farge = ORD[rad.stilling]
    har_begge = rad.kostra is not None and rad.regnskap is not None
    return Vistrad(
        rad=rad,
        kostra=tusen(rad.kostra),
        regnskap=tusen(rad.regnskap),
        differanse=tusen(rad.differanse) if har_begge else "–",
        prosent="–" if rad.prosent is None else vis_prosent(rad.prosent),
        uforklart=tusen(rad.uforklart) if rad.uforklart else "",
        deler=tuple((d.aarsak, tusen(d.ore)) for d in rad.deler),
        forklart=tuple((f, "" if f.ore is None else tusen(f.ore)) for f in rad.forklaringer),
        ord=navn,
        farge="danger" if rad.er_funn else farge,
        sporring=linjesporring(aar, rad.id),
    )


@require_safe
@adgang("kostra.se")
def liste(request: HttpRequest) -> HttpResponse:
    """The year's reconciliation, findings or all."""
    aarene = aar_som_kan_avstemmes()
    valgt = valgt_aar(request, aarene)
    if valgt is None:
        return render(request, "kostra/avstemming.html", {"aarene": [], "avstemt": None})
    avstemt = avstemming(valgt)
    bare_funn = request.GET.get("vis") == "funn"
    rader = [vis(rad, valgt) for rad in (avstemt.funn if bare_funn else avstemt.rader)]
    innhold = {
        "aarene": aarene, "avstemt": avstemt, "aar": valgt, "bare_funn": bare_funn, "grupper": _grupper(rader),
        "utenfor": [r for r in rader if r.rad.stilling == Stilling.IKKE_PUBLISERT], "antall_funn": len(avstemt.funn),
        "grenser": regler().grenser, "har_publiserte": any(r.publisert for r in avstemt.rader),
        "felles": list(dict.fromkeys(a for r in avstemt.rader for a in r.mulige if a.felles)),
        "mangler_folketall": not avstemt.innbyggere, "folketall": vis_tall(avstemt.innbyggere),
    }  # fmt: skip
    return render(request, "kostra/avstemming.html", innhold)


def _grupper(rader: list[Vistrad]) -> list[tuple[str, list[Vistrad]]]:
    """The lines by area, in their order."""
    ut: dict[str, list[Vistrad]] = {}
    for rad in rader:
        if rad.rad.stilling != Stilling.IKKE_PUBLISERT:
            ut.setdefault(rad.rad.omraade, []).append(rad)
    return list(ut.items())


def valgt_aar(request: HttpRequest, aarene: list[int]) -> int | None:
    """The year asked for, else the latest there is."""
    sporring = request.GET.get("aar", "")
    if sporring.isdecimal() and int(sporring) in aarene:
        return int(sporring)
    return aarene[0] if aarene else None


@require_safe
@adgang("kostra.se")
def linje(request: HttpRequest) -> HttpResponse:
    """One line: the two amounts, the parts, what persons have written, and the account strings. Raises Http404."""
    avstemt, rad = _finn(request)
    return _vis_linje(request, avstemt, rad)


def _finn(request: HttpRequest) -> tuple[Avstemming, Avstemmingsrad]:
    aar = valgt_aar(request, aar_som_kan_avstemmes())
    avstemt = avstemming(aar) if aar is not None else None
    rad = avstemt.rad(request.GET.get("linje", "")) if avstemt else None
    if avstemt is None or rad is None:
        raise Http404
    return avstemt, rad


def _vis_linje(
    request: HttpRequest, avstemt: Avstemming, rad: Avstemmingsrad, skjema: Forklaringsskjema | None = None
) -> HttpResponse:
    strenger, antall = kontostrenger_bak(avstemt.aar, rad) if rad.regnskap is not None else ((), 0)
    kan_skrive = aktor(request).har("kostra.avstem") and rad.kostra is not None and rad.regnskap is not None
    innhold = {
        "vist": vis(rad, avstemt.aar), "rad": rad, "aar": avstemt.aar, "publisert": rad.publisert,
        "folketall": vis_tall(avstemt.innbyggere), "strenger": strenger, "flere": antall - len(strenger),
        "forklaringer": rad.forklaringer, "trukne": trukne_forklaringer(avstemt.aar, rad.id),
        "skjema": skjema or (_skjema(rad) if kan_skrive else None), "kan_skrive": kan_skrive,
        "avrunding": tusen(rad.avrunding), "retter": aktor(request).har("kostra.korriger"),
    }  # fmt: skip
    return render(request, "kostra/avstemmingslinje.html", innhold, status=422 if skjema else 200)


def _skjema(rad: Avstemmingsrad, post: Any = None) -> Forklaringsskjema:
    """The form; the causes that may hold come first."""
    egne = [a.id for a in rad.mulige]
    aarsaker = sorted(
        regler().valgbare, key=lambda a: (a.id not in egne, egne.index(a.id) if a.id in egne else 0)
    )
    return Forklaringsskjema(
        post, aarsaker=[(a.id, a.navn) for a in aarsaker], personer=personer_i(None, timezone.localdate())
    )


@require_POST
@adgang("kostra.avstem")
def forklar(request: HttpRequest) -> HttpResponseBase:
    """Writes what one knows of a line. Raises Http404."""
    avstemt, rad = _finn(request)
    skjema = _skjema(rad, request.POST)
    if skjema.is_valid():
        data = skjema.cleaned_data
        try:
            skriv_forklaring(
                aar=avstemt.aar, rad_id=rad.id, aarsak=data["aarsak"], kommentar=data["kommentar"],
                belop=i_ore(data["kroner"]), eier_id=data["eier"], av=aktor(request).av,
            )  # fmt: skip
        except KostraFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Forklaringen er lagret."))
            return redirect(f"{reverse('kostra:avstemmingslinje')}?{linjesporring(avstemt.aar, rad.id)}")
    return _vis_linje(request, avstemt, rad, skjema)


@require_POST
@adgang("kostra.avstem")
def trekk(request: HttpRequest, forklaring_id: int) -> HttpResponseBase:
    """Takes an explanation back. Raises Http404."""
    forklaring = hent_forklaring(forklaring_id)
    if forklaring is None:
        raise Http404
    try:
        trekk_forklaring(forklaring_id=forklaring_id, av=aktor(request).av)
    except KostraFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    else:
        messages.success(request, gettext("Forklaringen er trukket. Den står fortsatt i historien."))
    sporring = linjesporring(forklaring.aar, forklaring.rad_id)
    return redirect(f"{reverse('kostra:avstemmingslinje')}?{sporring}")
