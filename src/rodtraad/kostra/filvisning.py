"""The pages of KOSTRA files: a file from the ledger with its findings, what is behind a record, control of any file."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.hendelser.services import loggfor
from rodtraad.hovedbok.queries import Drill, aar_med_regnskap, kontostrenger
from rodtraad.kjerne.avrunding import ORE_PER_KR, rund
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.kostra.filbygging import Kostrafil, bygg_kostrafil
from rodtraad.kostra.filforms import Filkontrollskjema, Filvalg
from rodtraad.lov.kostra.data import alle_skjema, leveranse
from rodtraad.lov.kostra.kontroll import Kostrafunn, kontroller_fil
from rodtraad.lov.kostra.post import Post, les_linjer
from rodtraad.organisasjon.queries import kommune
from rodtraad.tilgang.aktor import aktor

ORD: Final = {
    Alvor.FATAL: (_("Stopper filen"), "danger"),
    Alvor.FEIL: (_("Hindrer innsending"), "danger"),
    Alvor.ADVARSEL: (_("Bør sjekkes"), "warning"),
    Alvor.INFO: (_("Til orientering"), "info"),
}
_POSTER_VIST, _STRENGER_VIST = 20, 200


@dataclass(frozen=True, slots=True)
class Vistfunn:
    """A finding with the first of the records it is about."""

    funn: Kostrafunn
    ord: Any
    farge: str
    poster: tuple[tuple[Post, str], ...]
    flere: int


@dataclass(frozen=True, slots=True)
class Vistregel:
    """A rule with everything it found."""

    regel: str
    navn: str
    tiltak: str
    funn: tuple[Vistfunn, ...]


def vis_regler(funn: list[Kostrafunn] | tuple[Kostrafunn, ...], poster: list[Post]) -> list[Vistregel]:
    """The findings gathered by rule, gravest first."""
    etter_linje = {post.linje: post for post in poster}
    grad = list(ORD)
    ordnet = sorted(funn, key=lambda f: (grad.index(f.alvor), f.regel, f.navn))
    regler = []
    for (_grad, regel, navn), gruppe in groupby(ordnet, key=lambda f: (grad.index(f.alvor), f.regel, f.navn)):
        egne = list(gruppe)
        viste = tuple(
            Vistfunn(
                f,
                *ORD[f.alvor],
                tuple((p, vis_tall(p.belop)) for nr in f.linjer[:_POSTER_VIST] if (p := etter_linje.get(nr))),
                max(0, len(f.linjer) - _POSTER_VIST),
            )
            for f in egne
        )
        regler.append(Vistregel(regel, navn, egne[0].tiltak, viste))
    return regler


@require_safe
@adgang("kostra.lever")
def filer(request: HttpRequest) -> HttpResponse:
    """Chooses a form and a year, and shows the file's findings by rule with the records behind them."""
    aarene = aar_med_regnskap()
    skjema = Filvalg(request.GET or None, aarene=aarene)
    innhold: dict[str, Any] = {"skjema": skjema, "aarene": aarene}
    status = 200
    if request.GET and skjema.is_valid():
        try:
            fil = _bygg(skjema.cleaned_data)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
            status = 422
        else:
            poster = [Post(nr, tekst) for nr, tekst in enumerate(fil.poster, 1)]
            innhold |= {
                "fil": fil,
                "regler": vis_regler(fil.funn or (), poster),
                "form": alle_skjema()[fil.skjema],
            }
    elif request.GET:
        status = 422
    return render(request, "kostra/filer.html", innhold, status=status)


@require_POST
@adgang("kostra.lever")
def last_ned(request: HttpRequest) -> HttpResponse:
    """The file itself; that somebody took it is logged with what the controls found."""
    aarene = aar_med_regnskap()
    skjema = Filvalg(request.POST, aarene=aarene)
    fil = None
    if skjema.is_valid():
        try:
            fil = _bygg(skjema.cleaned_data)
        except RodtraadFeil as feil:
            skjema.add_error(None, list(feil.meldinger))
    if fil is None:
        return render(request, "kostra/filer.html", {"skjema": skjema, "aarene": aarene}, status=422)
    with transaction.atomic():
        loggfor(
            handling="lagde KOSTRA-fil", gjelder=fil.filnavn, av=aktor(request).av, for_={},
            etter={
                "poster": len(fil.poster), "hindrer": fil.hindrer,
                "regler": sorted({f.regel for f in fil.funn or ()}),
            },
        )  # fmt: skip
    svar = HttpResponse(fil.innhold, content_type="text/plain; charset=iso-8859-1")
    svar["Content-Disposition"] = f'attachment; filename="{fil.filnavn}"'
    return svar


@require_http_methods(["GET", "HEAD", "POST"])
@adgang("kostra.lever")
def kontroller(request: HttpRequest) -> HttpResponse:
    """Controls a file from anywhere as SSB does; the file is not kept."""
    skjema = Filkontrollskjema(request.POST or None, request.FILES or None, initial={"region": kommune()[0]})
    innhold: dict[str, Any] = {"skjema": skjema}
    status = 200
    if request.method == "POST":
        status = 422
        if skjema.is_valid():
            d = skjema.cleaned_data
            try:
                lev = leveranse(d["skjema"], d["aar"], d["region"], kvartal=d["kvartal"], orgnr=d["orgnr"])
            except RodtraadFeil as feil:
                skjema.add_error(None, list(feil.meldinger))
            else:
                poster = les_linjer(d["fil"].read())
                funn = kontroller_fil(poster, lev)
                regler = vis_regler(funn, poster)
                innhold |= {"kontrollert": d["fil"].name, "antall": len(poster), "regler": regler}
                innhold |= {"hindrer": any(f.hindrer for f in funn)}
                status = 200
    return render(request, "kostra/kontroller.html", innhold, status=status)


@require_safe
@adgang("kostra.lever")
def post(request: HttpRequest) -> HttpResponse:
    """The account strings behind one record of the file: where to correct. Raises Http404."""
    skjema = Filvalg(request.GET, aarene=aar_med_regnskap())
    if not skjema.is_valid():
        raise Http404
    d = skjema.cleaned_data
    form = alle_skjema()[d["skjema"][:2]]
    klasse = form.hovedbokklasse(request.GET.get("klasse", ""))
    if not klasse:
        raise Http404
    funksjon, art = request.GET.get("funksjon", "")[:4].strip(), request.GET.get("art", "")[:3].strip()
    koder = (
        {"kapitler": frozenset({funksjon}), "sektorer": frozenset({art})}
        if klasse == "2"
        else {"funksjoner": frozenset({funksjon}), "arter": frozenset({art})}
    )
    drill = Drill(
        aar=frozenset({int(d["aar"])}), slag=frozenset({"regnskap"}), kontoklasse=frozenset({klasse}), **koder
    )
    strenger, antall = kontostrenger(drill, _STRENGER_VIST)
    innhold = {
        "rader": [(s, vis_tall(rund(s.belop, ORE_PER_KR))) for s in strenger], "antall": antall, "valg": d,
        "funksjon": funksjon, "art": art, "balanse": klasse == "2", "flere": antall - len(strenger),
        "sum": vis_tall(rund(sum(s.belop for s in strenger), ORE_PER_KR)), "tilbake": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "kostra/post.html", innhold)


def _bygg(valg: dict[str, Any]) -> Kostrafil:
    return bygg_kostrafil(
        valg["skjema"],
        int(valg["aar"]),
        kommunenummer=kommune()[0],
        kvartal=valg["kvartal"],
        orgnr=valg["orgnr"],
    )
