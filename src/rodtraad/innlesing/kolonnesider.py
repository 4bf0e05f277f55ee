"""The step where the columns of a file are explained: a sample, a choice per column, the facts it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from rodtraad.hendelser.adgang import adgang
from rodtraad.innlesing import prove as proven
from rodtraad.innlesing.adkomst import min_opplasting
from rodtraad.innlesing.kilde import Faktautsnitt, KanKartlegges, Kartlegging, Sporsmaal
from rodtraad.innlesing.kildekort import kildekort
from rodtraad.innlesing.models import Opplasting, Tilstand
from rodtraad.innlesing.profiler import krev_trygg_yaml, lagre_profil, valg
from rodtraad.innlesing.register import finn_kilde
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.aktor import aktor

VIST_RADER = 8


@dataclass(frozen=True, slots=True)
class Lagtut:
    """A file on the page: as it is explained so far, and what that makes of its first lines."""

    kart: Kartlegging
    smak: Faktautsnitt | None
    feil: tuple[str, ...] = ()

    @property
    def rader(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The rows of the sample that are shown."""
        return self.kart.rader[:VIST_RADER]

    @property
    def grupper(self) -> list[tuple[str, list[Sporsmaal]]]:
        """The questions under their headings, in the order they come."""
        ut: dict[str, list[Sporsmaal]] = {}
        for ett in self.kart.sporsmaal:
            ut.setdefault(ett.gruppe, []).append(ett)
        return list(ut.items())


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("innlesing.les")
def kolonner(request: HttpRequest, opplasting_id: str) -> HttpResponseBase:
    """Explains the columns; «vis» shows what the answers make of the file, «prov» goes on. Raises Http404."""
    rad = min_opplasting(request, opplasting_id)
    kilde = finn_kilde(rad.kilde)
    if not isinstance(kilde, KanKartlegges) or rad.er_under_arbeid or not all(
        f.is_file() for f in proven.filer(rad)
    ):  # fmt: skip
        raise Http404
    if request.method != "POST":
        # What was proposed is proposed again, with why; what a person has answered is shown as it was answered.
        forklart = rad.tilstand != Tilstand.KARTLEGGES
        return _vis(request, rad, legg_ut(kilde, rad, rad.profiltekst if forklart else "", None))
    lagt = _med_svar(request, kilde, rad)
    if request.POST.get("gjor") != "prov" or lagt.kart.mangler or lagt.feil:
        return _vis(request, rad, lagt, status=422 if lagt.feil else 200)
    return _videre(request, rad, lagt)


def legg_ut(kilde: KanKartlegges, rad: Opplasting, profil: str, svar: Mapping[str, str] | None) -> Lagtut:
    """The file laid out; what is wrong with the answers is shown beside the proposal they were given to."""
    fil = proven.filer(rad)[0]
    feil: tuple[str, ...] = ()
    try:
        if profil:
            krev_trygg_yaml(profil)
        kart = kilde.kartlegg(fil, profil=profil, svar=svar, aar=rad.aar)
    except RodtraadFeil as galt:
        feil, kart = tuple(galt.meldinger), _utgangspunkt(kilde, rad, profil if svar else "")
    smak = None
    if not kart.mangler and not feil:
        try:
            smak = kilde.smak(fil, profil=kart.profil, aar=rad.aar)
        except RodtraadFeil as galt:
            feil = tuple(galt.meldinger)
    return Lagtut(kart, smak, feil)


def _utgangspunkt(kilde: KanKartlegges, rad: Opplasting, forrige: str) -> Kartlegging:
    """As it was before the answers, else the proposal from the file. Raises Http404 for a file without a table."""
    for profil in dict.fromkeys((forrige, "")):
        try:
            return kilde.kartlegg(proven.filer(rad)[0], profil=profil, aar=rad.aar)
        except RodtraadFeil:
            continue
    raise Http404


def _med_svar(request: HttpRequest, kilde: KanKartlegges, rad: Opplasting) -> Lagtut:
    """What was answered: the text of the profile when it was changed by hand, else the answers of the page."""
    forrige, tekst = request.POST.get("forrige", ""), request.POST.get("profil", "")
    if tekst.strip() and _lik(tekst) != _lik(forrige):
        return legg_ut(kilde, rad, tekst.replace("\r\n", "\n"), None)
    svar = {navn: verdi for navn, verdi in request.POST.items() if isinstance(verdi, str)}
    return legg_ut(kilde, rad, forrige.replace("\r\n", "\n") or rad.profiltekst, svar)


def _lik(tekst: str) -> str:
    return tekst.replace("\r\n", "\n").strip()


def _videre(request: HttpRequest, rad: Opplasting, lagt: Lagtut) -> HttpResponseBase:
    """Saves the profile when it was given a name, and tries the file through it."""
    navn, av = request.POST.get("lagre_som", "").strip()[:120], aktor(request).av
    profilnavn = ""
    try:
        if navn:
            overskrift = [k.overskrift for k in lagt.kart.kolonner]
            versjon = lagre_profil(
                kilde=rad.kilde, navn=navn, tekst=lagt.kart.profil, overskrift=overskrift, av=av
            )
            profilnavn = valg(versjon).navn
            messages.success(request, gettext("Profilen er lagret som «%(navn)s».") % {"navn": profilnavn})
        proven.prov_igjen(opplasting=rad, av=av, profiltekst=lagt.kart.profil, profilnavn=profilnavn)
    except RodtraadFeil as feil:
        return _vis(request, rad, Lagtut(lagt.kart, lagt.smak, tuple(feil.meldinger)), status=422)
    return redirect("innlesing:prove", opplasting_id=rad.pk)


def _vis(request: HttpRequest, rad: Opplasting, lagt: Lagtut, status: int = 200) -> HttpResponse:
    navn = request.POST.get("lagre_som", rad.profilnavn.partition(", versjon ")[0])
    return render(request, "innlesing/kolonner.html", {
        "opplasting": rad, "lagt": lagt, "kart": lagt.kart, "kort": kildekort(finn_kilde(rad.kilde)), "lagre_som": navn,
    }, status=status)  # fmt: skip
