"""Pages of the year: the year itself, an event, making a year."""

import csv
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.aarshjul import queries, services
from rodtraad.aarshjul.forms import Aarskjema, Hendelsesskjema, Statusskjema
from rodtraad.aarshjul.fristoppgaver import kilde_for
from rodtraad.aarshjul.generering import AarshjulFeil, foresla, lag_aarshjul
from rodtraad.aarshjul.models import Aarshendelse
from rodtraad.aarshjul.prosesser import prosesser
from rodtraad.aarshjul.tegning import aarsbaand
from rodtraad.aarshjul.tertial import framdrift_per_enhet
from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.oppgaver.queries import framdrift
from rodtraad.tilgang.aktor import Aktor, aktor
from rodtraad.tilgang.queries import personer_i
from rodtraad.tilgang.rettigheter import roller


@require_safe
@adgang("aarshjul.se")
def idag(request: HttpRequest) -> HttpResponseBase:
    """The year we are in, or the latest there is."""
    aarene = queries.aarene()
    i_aar = timezone.localdate().year
    if not aarene:
        return render(
            request, "aarshjul/ingen.html", {"kan_lage": aktor(request).har("aarshjul.forvalt"), "aar": i_aar}
        )
    return redirect("aarshjul:aar", aar=i_aar if i_aar in aarene else aarene[0])


@require_safe
@adgang("aarshjul.se")
def aar(request: HttpRequest, aar: int) -> HttpResponse:
    """A year: by month, by body or by who answers for it, and the band with its table."""
    rader, valg = _utvalg(request, aar)
    maaneder, hele = queries.i_maaneder(rader)
    innhold = {
        "aar": aar, "aarene": queries.aarene(), "maaneder": maaneder, "hele": hele, "valg": valg, "antall": len(rader),
        "organer": queries.organer(aar), "roller": roller(), "temahjul": queries.temahjulene(),
        "baand": aarsbaand(maaneder), "kan_endre": aktor(request).har("aarshjul.forvalt"),
        "kan_lage_egen": aktor(request).har("aarshjul.forvalt") or aktor(request).har("temahjul.forvalt"),
        "visning": valg["etter"], "grupper": _grupper(rader, valg["etter"]), "maanedsnavn": queries.MAANEDER,
    }  # fmt: skip
    return render(request, "aarshjul/aar.html", innhold)


def _grupper(rader: list[Aarshendelse], etter: str) -> tuple[queries.Gruppe, ...]:
    if etter == "organ":
        return queries.grupper(rader, lambda h: h.organ)
    return queries.grupper(rader, _ansvarlig) if etter == "eier" else ()


def _ansvarlig(h: Aarshendelse) -> str:
    """The person, or the name of the role."""
    rolle = roller().get(h.eier_rolle)
    return h.eier.navn if h.eier else rolle.navn if rolle else ""


def _utvalg(request: HttpRequest, aar: int) -> tuple[list[Aarshendelse], dict[str, str]]:
    """The events the filter of the address leaves. Raises Http404 for a year there is not."""
    if aar not in queries.aarene():
        raise Http404
    valg = {navn: request.GET.get(navn, "")[:100] for navn in ("organ", "eier", "tema", "maaned", "etter")}
    tema, maaned = (int(v) if v.isascii() and v.isdigit() and len(v) < 10 else None  # noqa: PLR2004 - a database's
                    for v in (valg["tema"], valg["maaned"]))  # fmt: skip
    rader = queries.hendelser(aar, organ=valg["organ"], eier=valg["eier"], temahjul=tema, maaned=maaned)
    return list(rader), valg


@require_safe
@adgang("aarshjul.se")
def aar_data(request: HttpRequest, aar: int, form: str) -> HttpResponseBase:
    """The list of the year as CSV or JSON, as filtered."""
    rader, _ = _utvalg(request, aar)
    poster = [_post(h) for h in rader]
    if form == "json":
        return JsonResponse({"aar": aar, "hendelser": poster}, json_dumps_params={"ensure_ascii": False})
    svar = HttpResponse(content_type="text/csv; charset=utf-8")
    skriver = csv.DictWriter(svar, fieldnames=list(_post(Aarshendelse())), lineterminator="\n")
    skriver.writeheader()
    skriver.writerows(poster)
    return svar


def _post(h: Aarshendelse) -> dict[str, Any]:
    return {
        "fra": h.fra.isoformat() if h.fra else "", "til": h.til.isoformat() if h.til else "", "presisjon": h.presisjon,
        "tittel": h.tittel, "organ": h.organ, "ansvarlig": h.eier.navn if h.eier else h.eier_rolle, "status": h.status,
        "grunn": h.grunn, "sak": h.sak,
    }  # fmt: skip


@require_safe
@adgang("aarshjul.se")
def hendelse(request: HttpRequest, hendelse_id: int) -> HttpResponse:
    """An event: when, who, documents, outcome, and what can be started from it."""
    rad, hvem = _finn(hendelse_id), aktor(request)
    prosess = prosesser().get(rad.prosess)
    kilde = (
        prosess.kilde.format(pk=rad.pk, aar=rad.hjul.aar) if prosess and prosess.kilde else kilde_for(rad.pk)
    )
    innhold = {
        "h": rad, "rolle": roller().get(rad.eier_rolle), "prosess": prosess, "foringer": queries.foringer(rad.pk),
        "framdrift": framdrift(kilde, timezone.localdate()),
        "per_enhet": framdrift_per_enhet(kilde) if hvem.har("aarshjul.forvalt") else (),
        "lenker": queries.lenker(rad.pk), "i_dag": timezone.localdate(),
        "kan_endre": kan_endre(hvem, rad), "kan_starte": prosess is not None and hvem.har(prosess.rett),
        "historie": hendelser_om(f"aarshendelse:{rad.pk}"),
    }  # fmt: skip
    return render(request, "aarshjul/hendelse.html", innhold)


def _finn(hendelse_id: int) -> Aarshendelse:
    rad = queries.hent_hendelse(hendelse_id)
    if rad is None:
        raise Http404
    return rad


def kan_endre(hvem: Aktor, rad: Aarshendelse) -> bool:
    """Whoever keeps the year, owns the event, or owns the wheel it belongs to."""
    if hvem.har("aarshjul.forvalt") or (hvem.eier is not None and rad.eier_id == hvem.eier.pk):
        return True
    hjul = rad.temahjul
    return hjul is not None and hvem.gjelder("temahjul.forvalt", (hjul.enhet_nivaa, hjul.enhet_kode))


def _skjema(request: HttpRequest, rad: Aarshendelse | None) -> Hendelsesskjema:
    """The form; the event's own wheel and person can always be kept, also by one who could not choose them."""
    hvem = aktor(request)
    hjul = [
        (t.pk, t.navn) for t in queries.temahjulene()
        if hvem.har("aarshjul.forvalt") or (rad is not None and rad.temahjul_id == t.pk)
        or hvem.gjelder("temahjul.forvalt", (t.enhet_nivaa, t.enhet_kode))
    ]  # fmt: skip
    personer = dict(personer_i(None, timezone.localdate()))
    if rad is not None and rad.eier is not None:
        personer.setdefault(rad.eier.pk, rad.eier.navn)
    fra = {navn: getattr(rad, navn) for navn in (*services.FELTER, "versjon")} if rad else None
    return Hendelsesskjema(request.POST or None, initial=fra, personer=personer, temahjul=hjul)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("aarshjul.se")
def endre(request: HttpRequest, hendelse_id: int) -> HttpResponseBase:
    """Changes an event one may change."""
    rad = _finn(hendelse_id)
    if not kan_endre(aktor(request), rad):
        raise Http404
    skjema = _skjema(request, rad)
    if request.method == "POST" and skjema.is_valid():
        try:
            services.endre_hendelse(
                hendelse_id=rad.pk,
                versjon=skjema.cleaned_data["versjon"] or 0,
                verdier=skjema.cleaned_data,
                av=aktor(request).av,
            )
        except AarshjulFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("aarshjul:hendelse", hendelse_id=rad.pk)
    return _skjemaside(request, gettext("Endre hendelsen"), skjema, rad.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("aarshjul.se")
def ny(request: HttpRequest, aar: int) -> HttpResponseBase:
    """The municipality's own event, or one in a wheel of a unit one leads."""
    hvem = aktor(request)
    if aar not in queries.aarene() or not (hvem.har("aarshjul.forvalt") or hvem.har("temahjul.forvalt")):
        raise Http404
    skjema = _skjema(request, None)
    if request.method == "POST" and skjema.is_valid():
        try:
            if not hvem.har("aarshjul.forvalt") and skjema.cleaned_data["temahjul_id"] is None:
                skjema.add_error("temahjul_id", gettext("Velg et av temahjulene dine."))
            else:
                laget = services.ny_hendelse(aar=aar, verdier=skjema.cleaned_data, av=hvem.av)
                return redirect("aarshjul:hendelse", hendelse_id=laget.pk)
        except AarshjulFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
    return _skjemaside(request, gettext("Ny hendelse i %(aar)s") % {"aar": aar}, skjema)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("aarshjul.se")
def status(request: HttpRequest, hendelse_id: int) -> HttpResponseBase:
    """What became of an event: held, called off, replaced (HJUL-04)."""
    rad = _finn(hendelse_id)
    if not kan_endre(aktor(request), rad):
        raise Http404
    andre = queries.hendelser(rad.hjul.aar).exclude(pk=rad.pk)
    fra = {
        "status": rad.status,
        "grunn": rad.grunn,
        "erstattet_av_id": rad.erstattet_av_id,
        "versjon": rad.versjon,
    }
    skjema = Statusskjema(request.POST or None, initial=fra, andre=andre)
    if request.method == "POST" and skjema.is_valid():
        try:
            services.sett_status(hendelse_id=rad.pk, av=aktor(request).av, **skjema.cleaned_data)
        except AarshjulFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("aarshjul:hendelse", hendelse_id=rad.pk)
    return _skjemaside(
        request, gettext("Hva ble det av «%(tittel)s»?") % {"tittel": rad.tittel}, skjema, rad.pk
    )


@require_POST
@adgang("aarshjul.se")
def start(request: HttpRequest, hendelse_id: int) -> HttpResponseBase:
    """Starts the process of an event."""
    rad = _finn(hendelse_id)
    prosess = prosesser().get(rad.prosess)
    if prosess is None or not aktor(request).har(prosess.rett):
        raise Http404
    try:
        messages.success(request, services.start_prosess(hendelse_id=rad.pk, av=aktor(request).av))
    except AarshjulFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    return redirect("aarshjul:hendelse", hendelse_id=rad.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("aarshjul.forvalt")
def lag(request: HttpRequest) -> HttpResponseBase:
    """Makes a year: what it would get is shown first, then one act makes it (HJUL-01)."""
    neste = timezone.localdate().year + 1
    skjema = Aarskjema(
        request.POST if request.method == "POST" else request.GET or None, initial={"aar": neste}
    )
    forslag = None
    if skjema.is_bound and skjema.is_valid():
        valgt = skjema.cleaned_data["aar"]
        if request.method == "POST":
            antall = lag_aarshjul(aar=valgt, av=aktor(request).av)
            messages.success(
                request,
                gettext("%(antall)s hendelser er lagt inn i %(aar)s.") % {"antall": antall, "aar": valgt},
            )
            return redirect("aarshjul:aar", aar=valgt)
        forslag = foresla(valgt)
    return render(
        request,
        "aarshjul/lag.html",
        {"skjema": skjema, "forslag": forslag},
        status=422 if skjema.errors else 200,
    )


def _skjemaside(
    request: HttpRequest, tittel: str, skjema: Any, hendelse_id: int | None = None
) -> HttpResponse:
    innhold = {"tittel": tittel, "skjema": skjema, "hendelse_id": hendelse_id}
    return render(request, "aarshjul/skjema.html", innhold, status=422 if skjema.errors else 200)
