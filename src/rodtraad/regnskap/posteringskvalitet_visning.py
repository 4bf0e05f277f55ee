"""Pages of the control of postings: the month's list, one finding, its answer."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.services import loggfor
from rodtraad.hovedbok.queries import Postering
from rodtraad.kontoplan.skjermet import skjermede_funksjoner
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.regnskap.forms import Gjenaapneskjema, Svarskjema
from rodtraad.regnskap.maaneder import maanedsnavn
from rodtraad.regnskap.models import Funnstatus, Posteringsfunn
from rodtraad.regnskap.objekt_queries import regnskapsaar
from rodtraad.regnskap.posteringskvalitet import MINST
from rodtraad.regnskap.posteringskvalitet_csv import som_csv
from rodtraad.regnskap.posteringskvalitet_queries import (
    aar_kontrollert,
    ansvar_i,
    funnliste,
    hent_funn,
    linjene,
    linjer_for,
    maanedsoversikt,
)
from rodtraad.regnskap.posteringskvalitet_services import (
    PosteringsFeil,
    gjenaapne_funn,
    kontroller_posteringer,
    lukk_funn,
)
from rodtraad.tilgang.aktor import Aktor, aktor

SE, SVAR, KJOR, TEKST = "posteringer.se", "posteringer.svar", "posteringer.kjor", "bilag.tekst"
PER_SIDE: Final = 50
REGLER: Final = {
    "funksjon": gettext_lazy("Funksjonen er uvanlig på ansvaret"),
    "art": gettext_lazy("Arten er uvanlig på funksjonen"),
    "prosjekt": gettext_lazy("Prosjektet er uvanlig på ansvaret"),
    "objekt": gettext_lazy("Objektet hører ikke til ansvaret"),
}


@require_safe
@adgang(SE)
def posteringer(request: HttpRequest) -> HttpResponse:
    """The unusual postings of a month within the units one may see postings of (KONTO-09)."""
    hvem = aktor(request)
    aar, periode, status = _valg(request)
    ansvar = ansvar_i(hvem.omfang(SE))
    rader = funnliste(aar=aar, periode=periode, status=status, ansvar=ansvar)
    if status != Funnstatus.BORTE:
        rader = rader.exclude(status=Funnstatus.BORTE)
    oversikt = maanedsoversikt(aar, ansvar)
    aarene = sorted({*aar_kontrollert(), *regnskapsaar()[:1]}, reverse=True)
    side, navn = Paginator(rader, PER_SIDE).get_page(request.GET.get("side")), _navn()
    innhold = {
        "side": side, "rader": [(f, navn.get(f.ansvar, ""), REGLER[f.regel]) for f in side.object_list],
        "aar": aar, "periode": periode,
        "status": status, "aarene": aarene, "statuser": Funnstatus.choices,
        "oversikt": [(k, maanedsnavn(aar, k.periode), aapne, alle) for k, aapne, alle in oversikt],
        "uten_grunnlag": [k for k, _, _ in oversikt if k.grunnlag < MINST], "minst": MINST,
        "kan_kjore": hvem.har(KJOR),
        "tittel": maanedsnavn(aar, periode) if periode else str(aar),
    }  # fmt: skip
    return render(request, "regnskap/posteringer.html", innhold)


@require_safe
@adgang(SE)
def posteringer_csv(request: HttpRequest) -> HttpResponse:
    """The same list with a row per posting, for a spreadsheet; the download is logged (KONTO-09)."""
    hvem = aktor(request)
    aar, periode, status = _valg(request)
    rader = funnliste(aar=aar, periode=periode, status=status, ansvar=ansvar_i(hvem.omfang(SE)))
    funnene = list(rader if status else rader.exclude(status=Funnstatus.BORTE))
    tekst = som_csv(funnene, linjer_for(funnene), _teksten_for(hvem))
    loggfor(handling="lastet ned posteringsliste", gjelder=f"posteringskontroll:{aar}", av=hvem.av,
            etter={"periode": periode, "funn": len(funnene)})  # fmt: skip
    navn = f"posteringer-{aar}{f'-{periode:02d}' if periode else ''}.csv"
    svar = HttpResponse(tekst, content_type="text/csv; charset=utf-8")
    svar.headers["Content-Disposition"] = f'attachment; filename="{navn}"'
    return svar


@require_safe
@adgang(SE)
def posteringsfunn(request: HttpRequest, funn_id: int) -> HttpResponse:
    """One finding: its lines as they stand now, its owner, and its answer (KONTO-09)."""
    hvem = aktor(request)
    funn = _finn(hvem, funn_id)
    return _side(request, hvem, funn, Svarskjema(initial={"versjon": funn.versjon}))


@require_POST
@adgang(SVAR)
def svar(request: HttpRequest, funn_id: int) -> HttpResponseBase:
    """Closes a finding of a unit one answers for, with outcome and comment (KONTO-09)."""
    hvem = aktor(request)
    funn = _finn(hvem, funn_id)
    hvem.krev(SVAR, ("ansvar", funn.ansvar))
    skjema = Svarskjema(request.POST)
    if skjema.is_valid():
        try:
            antall = lukk_funn(funn_id=funn.pk, av=hvem.av, **skjema.cleaned_data)
        except PosteringsFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(
                request,
                ngettext("Svaret er lagret.", "Svaret er lagret for %(n)s måneder.", antall) % {"n": antall},
            )
            return redirect("regnskap:posteringsfunn", funn.pk)
    return _side(request, hvem, funn, skjema, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang(SVAR)
def gjenaapne(request: HttpRequest, funn_id: int) -> HttpResponseBase:
    """Opens a closed finding again, with the reason."""
    hvem = aktor(request)
    funn = _finn(hvem, funn_id)
    hvem.krev(SVAR, ("ansvar", funn.ansvar))
    skjema, tilbake = (
        Gjenaapneskjema(request.POST or None),
        reverse("regnskap:posteringsfunn", args=[funn.pk]),
    )
    if request.method == "POST" and skjema.is_valid():
        try:
            gjenaapne_funn(funn_id=funn.pk, av=hvem.av, **skjema.cleaned_data)
        except PosteringsFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Funnet er åpnet igjen."))
            return redirect(tilbake)
    innhold = {"tittel": gettext("Åpne funnet igjen"), "skjema": skjema, "tilbake": tilbake}
    return render(request, "web/skjemaside.html", innhold, status=422 if skjema.errors else 200)


@require_POST
@adgang(KJOR)
def kjor(request: HttpRequest) -> HttpResponseBase:
    """Looks through the latest year with accounts (KONTO-09)."""
    aarene = regnskapsaar()
    if not aarene:
        messages.error(request, gettext("Det er ikke lest inn noe regnskap å kontrollere."))
        return redirect("regnskap:posteringer")
    resultat = kontroller_posteringer(aarene[0], av=aktor(request).av)
    if resultat.uendret:
        messages.success(request, gettext("Ingenting er endret siden sist."))
    else:
        tall = {"nye": resultat.nye, "apnet": resultat.gjenaapnet, "borte": resultat.borte}
        messages.success(
            request, gettext("%(nye)s nye, %(apnet)s åpnet igjen, %(borte)s ikke lenger uvanlige.") % tall
        )
    return redirect("regnskap:posteringer")


def _side(
    request: HttpRequest, hvem: Aktor, funn: Posteringsfunn, skjema: Svarskjema, *, status: int = 200
) -> HttpResponse:
    ser = _teksten_for(hvem)
    linjer = [(p, ser(p)) for p in linjene(funn)]
    innhold: dict[str, Any] = {
        "funn": funn, "linjer": linjer, "skjema": skjema, "regel": REGLER[funn.regel],
        "maaned": maanedsnavn(funn.aar, funn.periode),
        "kan_svare": hvem.gjelder(SVAR, ("ansvar", funn.ansvar)), "navn": _navn().get(funn.ansvar, ""),
        "med_tekst": hvem.gjelder(TEKST, ("ansvar", funn.ansvar)),
        "skjermet": any(p.funksjon in skjermede_funksjoner() for p, _ in linjer),
    }  # fmt: skip
    return render(request, "regnskap/posteringsfunn.html", innhold, status=status)


def _teksten_for(hvem: Aktor) -> Callable[[Postering], str]:
    """A line's text for whoever may read texts of its ansvar; never on a function where it may be about one person."""
    omfang = ansvar_i(hvem.omfang(TEKST))

    def tekst(p: Postering) -> str:
        ser = omfang is None or p.ansvar in omfang
        return p.tekst if ser and p.funksjon not in skjermede_funksjoner() else ""

    return tekst


def _finn(hvem: Aktor, funn_id: int) -> Posteringsfunn:
    """The finding, if the asker may see its postings. Raises Http404, the same for what is not there."""
    funn = hent_funn(funn_id)
    if funn is None or not hvem.gjelder(SE, ("ansvar", funn.ansvar)):
        raise Http404
    return funn


def _valg(request: HttpRequest) -> tuple[int, int | None, str]:
    """Year, period (None = all) and status of the query."""
    aarene = aar_kontrollert() or regnskapsaar()
    aar = _tall(request, "aar")
    aar = aar if aar in {*aarene, *regnskapsaar()} else aarene[0] if aarene else timezone.localdate().year
    periode = _tall(request, "periode")
    status = request.GET.get("status", "")
    return aar, periode if periode in range(1, 14) else None, status if status in Funnstatus.values else ""


def _tall(request: HttpRequest, navn: str) -> int | None:
    tekst = request.GET.get(navn, "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 6 else None  # noqa: PLR2004 - a year


def _navn() -> dict[str, str]:
    return {e.kode: e.navn for e in enheter_paa(timezone.localdate()) if e.nivaa == "ansvar"}
