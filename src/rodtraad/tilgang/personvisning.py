"""Pages of persons and roles."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.tilgang import services
from rodtraad.tilgang.adgangsliste import roller_uten_enhet
from rodtraad.tilgang.aktor import Aktor, aktor
from rodtraad.tilgang.bekreftelse import nylig_bekreftet
from rodtraad.tilgang.innlogging_services import opprett_person
from rodtraad.tilgang.ledergrupper import ledergrupper
from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.queries import (
    enheter_til,
    hent_person,
    personer,
    personer_med,
    roller_bare_i,
    roller_til,
    sok_i_personer,
    stedfortredelser_for,
)
from rodtraad.tilgang.rettigheter import Enhetsnokkel, retter, roller
from rodtraad.tilgang.skjemaer import Nypersonskjema, Personskjema, Rolleskjema

PER_SIDE = 50


@require_safe
@adgang("personer.se")
def personliste(request: HttpRequest) -> HttpResponse:
    """Persons by name, those in the asker's units."""
    hvem, i_dag = aktor(request), timezone.localdate()
    navn = enhetsvalg(hvem)
    enhet, rolle = les_enhet(request, navn), request.GET.get("rolle", "")
    tekst = request.GET.get("q", "").strip()[:100]
    rader = sok_i_personer(personer(hvem.omfang("personer.se"), i_dag), tekst)
    if enhet or rolle in roller():
        rader = rader.filter(pk__in=personer_med(rolle=rolle, enhet=enhet, dato=i_dag).values("pk"))
    side = Paginator(rader.prefetch_related("rolletildelinger"), PER_SIDE).get_page(request.GET.get("side"))
    innhold = {
        "side": side, "tekst": tekst, "rolle": rolle, "roller": roller(), "i_dag": i_dag, "enheter": navn,
        "valgt": ":".join(enhet) if enhet else "", "kan_forvalte": hvem.har("personer.forvalt"),
        "kan_lese_inn": hvem.har("roller.les_inn"),
        "uten_enhet": len(roller_uten_enhet(i_dag)) if hvem.har("roller.tildel") else 0,
    }  # fmt: skip
    return render(request, "tilgang/personer.html", innhold)


def les_enhet(request: HttpRequest, valg: Mapping[str, str]) -> Enhetsnokkel | None:
    """The unit of `?enhet=nivaa:kode`, if it is one of the choices; None when none is asked for. Raises Http404."""
    tekst = request.GET.get("enhet", "")
    if tekst and tekst not in valg:
        raise Http404
    nivaa, _, kode = tekst.partition(":")
    return (nivaa, kode) if kode else None


def enhetsvalg(hvem: Aktor) -> dict[str, str]:
    """The units the asker may see persons of: `nivaa:kode` → code and name."""
    omfang = hvem.omfang("personer.se")
    return {nokkel: navn for nokkel, navn in enhetsnavn().items() if omfang is None or _del(nokkel) in omfang}


def _del(nokkel: str) -> Enhetsnokkel:
    nivaa, _, kode = nokkel.partition(":")
    return nivaa, kode


def finn_person(request: HttpRequest, bruker_id: int, rett: str = "personer.se") -> Bruker:
    """The person, if one of the person's units is within the asker's right. Raises Http404."""
    person = hent_person(bruker_id)
    omfang = aktor(request).omfang(rett)
    if person is None or (omfang is not None and not omfang & enheter_til(bruker_id, timezone.localdate())):
        raise Http404
    return person


@require_safe
@adgang("personer.se")
def person(request: HttpRequest, bruker_id: int) -> HttpResponse:
    """A person: roles with units and periods, deputies, what was done."""
    hvem, funnet = aktor(request), finn_person(request, bruker_id)
    navn = enhetsnavn()
    innhold = {
        "person": funnet, "roller": roller(),
        "tildelinger": [(t, navn.get(f"{t.enhet_nivaa}:{t.enhet_kode}", "")) for t in roller_til(bruker_id)],
        "stedfortredelser": stedfortredelser_for(bruker_id), "i_dag": timezone.localdate(),
        "kan_forvalte": hvem.har("personer.forvalt"), "kan_tildele": hvem.har("roller.tildel"),
        "kan_oppnevne": maa_oppnevne(hvem, bruker_id),
        "historie": hendelser_om(f"bruker:{bruker_id}") if hvem.har("personer.forvalt") else (),
    }  # fmt: skip
    return render(request, "tilgang/person.html", innhold)


def maa_oppnevne(hvem: Aktor, for_id: int) -> bool:
    """Whether the actor may appoint a deputy for the person: for oneself, or for those whose every role one manages.

    Whoever acts for another may not pass the power on.
    """
    if hvem.bruker is None or hvem.for_bruker is not None:
        return False
    omfang, i_dag = hvem.omfang("stedfortreder.forvalt"), timezone.localdate()
    return hvem.bruker.pk == for_id or omfang is None or roller_bare_i(for_id, omfang, i_dag)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("personer.forvalt")
@nylig_bekreftet
def ny_person(request: HttpRequest) -> HttpResponseBase:
    """Creates a person, who gets a link to set a password."""
    skjema = Nypersonskjema(request.POST or None)
    if request.method == "POST" and skjema.is_valid():
        d = skjema.cleaned_data
        try:
            laget = opprett_person(
                brukernavn=d["brukernavn"],
                epost=d["epost"],
                navn=f"{d['fornavn']} {d['etternavn']}",
                av=aktor(request).av,
            )
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            messages.success(request, gettext("Personen er opprettet. Gi personen en rolle."))
            return redirect("tilgang:person", bruker_id=laget.pk)
    return _skjemaside(request, gettext("Ny person"), skjema)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("personer.forvalt")
@nylig_bekreftet
def rediger(request: HttpRequest, bruker_id: int) -> HttpResponseBase:
    """Changes name, address and title."""
    funnet = finn_person(request, bruker_id, "personer.forvalt")
    fra = {
        "fornavn": funnet.first_name,
        "etternavn": funnet.last_name,
        "epost": funnet.email,
        "tittel": funnet.tittel,
    }
    skjema = Personskjema(request.POST or None, initial=fra)
    if request.method == "POST" and skjema.is_valid():
        try:
            _krev_selv(aktor(request))
            services.endre_person(bruker_id=funnet.pk, av=aktor(request).av, **skjema.cleaned_data)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("tilgang:person", bruker_id=bruker_id)
    return _skjemaside(request, gettext("Endre %(navn)s") % {"navn": funnet.navn}, skjema, tilbake=bruker_id)


@require_POST
@adgang("personer.forvalt")
@nylig_bekreftet
def sett_aktiv(request: HttpRequest, bruker_id: int, aktiv: int) -> HttpResponseBase:
    """Closes (0) or opens (1) an account."""
    funnet, hvem = finn_person(request, bruker_id, "personer.forvalt"), aktor(request)
    try:
        services.sett_aktiv(
            bruker_id=funnet.pk, aktiv=bool(aktiv), av=hvem.av, av_id=hvem.bruker.pk if hvem.bruker else None
        )
    except services.TilgangFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    return redirect("tilgang:person", bruker_id=bruker_id)


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("roller.tildel")
@nylig_bekreftet
def gi_rolle(request: HttpRequest, bruker_id: int) -> HttpResponseBase:
    """Gives a role; never to oneself. A deputy does not have the right."""
    funnet, hvem = finn_person(request, bruker_id, "roller.tildel"), aktor(request)
    skjema = Rolleskjema(request.POST or None, enheter=enhetsnavn())
    if request.method == "POST" and skjema.is_valid():
        try:
            _gi(funnet, skjema, hvem)
        except services.TilgangFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
        else:
            return redirect("tilgang:person", bruker_id=bruker_id)
    return _skjemaside(
        request, gettext("Ny rolle for %(navn)s") % {"navn": funnet.navn}, skjema, tilbake=bruker_id
    )


def _krev_selv(hvem: Aktor) -> None:
    """Whoever can change an address can take over an account: that is not passed on. Raises TilgangFeil."""
    if hvem.for_bruker is not None:
        raise services.TilgangFeil("En stedfortreder kan ikke endre andre personer. Handle som deg selv.")


def _gi(funnet: Bruker, skjema: Rolleskjema, hvem: Aktor) -> None:
    d = skjema.cleaned_data
    nivaa, _, kode = d["enhet"].partition(":")
    services.tildel_rolle(
        bruker_id=funnet.pk, rolle=d["rolle"], enhet=(nivaa, kode) if kode else None, fra=d["fra"], til=d["til"],
        fullmakter=services.Fullmakter(d["personal"], d["fag"], d["okonomi"]), av=hvem.av,
        av_id=hvem.bruker.pk if hvem.bruker else None,
    )  # fmt: skip


@require_POST
@adgang("roller.tildel")
@nylig_bekreftet
def avslutt_rolle(request: HttpRequest, bruker_id: int, tildeling_id: int) -> HttpResponseBase:
    """Ends a role from today."""
    finn_person(request, bruker_id, "roller.tildel")
    if tildeling_id not in {t.pk for t in roller_til(bruker_id)}:
        raise Http404
    hvem, i_gaar = aktor(request), date.fromordinal(timezone.localdate().toordinal() - 1)
    try:
        services.avslutt_rolle(
            tildeling_id=tildeling_id,
            siste_dag=i_gaar,
            av=hvem.av,
            av_id=hvem.bruker.pk if hvem.bruker else None,
        )
    except services.TilgangFeil as feil:
        messages.error(request, " ".join(feil.meldinger))
    return redirect("tilgang:person", bruker_id=bruker_id)


@require_safe
@adgang("personer.se")
def rollematrise(request: HttpRequest) -> HttpResponse:
    """Roles and rights as one table, in words."""
    rader = [(navn, [rett in rolle.retter for rolle in roller().values()]) for rett, navn in retter().items()]
    return render(request, "tilgang/rollematrise.html", {"roller": roller(), "rader": rader})


@require_safe
@adgang("organisasjon.se")
def grupper(request: HttpRequest) -> HttpResponse:
    """The groups of leaders with their members today (ORG-06)."""
    return render(request, "tilgang/ledergrupper.html", {"grupper": ledergrupper(timezone.localdate())})


def enhetsnavn() -> dict[str, str]:
    """`nivaa:kode` → code and name, of the units today."""
    return {
        f"{e.nivaa}:{e.kode}": f"{e.kode} {e.navn}" if e.vis_kode else e.navn
        for e in enheter_paa(timezone.localdate())
    }


def _skjemaside(
    request: HttpRequest, tittel: str, skjema: object, *, tilbake: int | None = None
) -> HttpResponse:
    innhold = {"tittel": tittel, "skjema": skjema, "tilbake": tilbake}
    return render(
        request, "tilgang/skjema.html", innhold, status=422 if getattr(skjema, "errors", None) else 200
    )
