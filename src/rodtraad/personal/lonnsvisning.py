"""The pages of payroll figures: every unit by month, and one unit in full."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from rodtraad.hendelser.adgang import adgang
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.organisasjon.queries import enheter_paa, enhetsbilde
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.personal.bemanning import vis_hundredeler
from rodtraad.personal.lonn_queries import Maanedstall, aar_med_lonn, lonnstall
from rodtraad.personal.lonnstall import KOMMUNEN
from rodtraad.skall.tavler import Tekst
from rodtraad.tilgang.aktor import Aktor, aktor

SE: Final = "tall.se"
MAANEDER: Final = range(1, 13)
HOYDE: Final = 90
"""The tallest column of the figure, in its own units."""
NIVAAER: Final = {"rammeomrade": _("Rammeområder"), "virksomhet": _("Virksomheter"), "ansvar": _("Ansvar")}


@dataclass(frozen=True, slots=True)
class Mal:
    """Something to see by month: its name, a month's figure, how months make a year, and how it is written."""

    navn: Tekst
    hent: Callable[[Maanedstall], int | None]
    aaret: Callable[[Sequence[Maanedstall]], int | None]
    vis: Callable[[int], str]


def _sum(felt: str) -> Callable[[Sequence[Maanedstall]], int | None]:
    def summer(maaneder: Sequence[Maanedstall]) -> int | None:
        tall = [getattr(m.alle.mengder, felt) for m in maaneder]
        return None if None in tall else sum(tall)

    return summer


def _snitt(maaneder: Sequence[Maanedstall]) -> int | None:
    sum_ = _sum("aarsverk")(maaneder)
    return None if sum_ is None else round(Decimal(sum_) / len(maaneder))


def _prosent(maaned: Maanedstall) -> int | None:
    return None if maaned.prosent is None else round(maaned.prosent * 10)


def _aarsprosent(maaneder: Sequence[Maanedstall]) -> int | None:
    tapt, mulige = [m.dager for m in maaneder], [m.alle.mengder.mulige_dagsverk for m in maaneder]
    nevner = sum(m or 0 for m in mulige)
    return (
        None
        if None in tapt or None in mulige or not nevner
        else round(Decimal(1000 * sum(t or 0 for t in tapt)) / nevner)
    )


MAL: Final = {
    "sykefravaer": Mal(_("Sykefravær, prosent"), _prosent, _aarsprosent, lambda t: vis_tall(Decimal(t) / 10, 1)),
    "aarsverk": Mal(_("Årsverk"), lambda m: m.alle.mengder.aarsverk, _snitt, vis_hundredeler),
    "overtid_timer": Mal(_("Overtid, timer"), lambda m: m.alle.mengder.overtid_timer, _sum("overtid_timer"),
                         vis_hundredeler),
    "overtid": Mal(_("Overtid, kroner"), lambda m: m.alle.mengder.overtid_ore, _sum("overtid_ore"),
                   lambda t: vis_tall(Decimal(t) / 100, 0)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rad:
    """A unit with a text for each month and for the year so far; «–» is hidden, a blank is not there."""

    nokkel: Nokkel
    navn: str
    celler: tuple[str, ...]
    aaret: str


@require_safe
@adgang(SE)
def lonn(request: HttpRequest) -> HttpResponse:
    """One figure for every unit of a level, month by month (KONTO-02)."""
    hvem, aarene = aktor(request), aar_med_lonn()
    aar = _aar(request, aarene)
    nivaa = request.GET.get("nivaa", "virksomhet")
    nivaa = nivaa if nivaa in NIVAAER else "virksomhet"
    valgt = request.GET.get("mal", "sykefravaer")
    valgt = valgt if valgt in MAL else "sykefravaer"
    rader = list(_rader(aar, nivaa, MAL[valgt], hvem))
    innhold = {
        "aar": aar, "aarene": aarene, "nivaa": nivaa, "nivaaer": NIVAAER, "mal": valgt, "malene": MAL, "rader": rader,
        "maaneder": [MONTHS_3[m] for m in MAANEDER], "tittel": MAL[valgt].navn,
        "skjult": any("–" in (*r.celler, r.aaret) for r in rader),
    }  # fmt: skip
    return render(request, "personal/lonn.html", innhold)


@require_safe
@adgang(SE)
def lonn_enhet(request: HttpRequest, nivaa: str, kode: str) -> HttpResponse:
    """Everything payroll says of a unit, month by month, with the sickness absence as a figure (KONTO-02)."""
    hvem, aarene, enhet = aktor(request), aar_med_lonn(), (nivaa, kode)
    bilde = enhetsbilde(enhet, timezone.localdate())
    if bilde is None:
        raise Http404
    hvem.krev(SE, enhet)
    aar = _aar(request, aarene)
    maaneder = lonnstall(aar, enhet=enhet).get(enhet, ())
    innhold = {
        "aar": aar, "aarene": aarene, "enhet": bilde.enhet, "stolper": _stolper(maaneder),
        "rader": [(MONTHS_3[m.maaned], m) for m in maaneder],
        "skjult": any(c and c.skjult for m in maaneder for c in (m.alle, m.heltid, m.deltid)),
    }  # fmt: skip
    return render(request, "personal/lonn_enhet.html", innhold)


def _rader(aar: int, nivaa: str, mal: Mal, hvem: Aktor) -> Iterable[Rad]:
    omfang = hvem.omfang(SE)
    tall = lonnstall(aar, nivaa=nivaa, omfang=omfang)
    for e in enheter_paa(date(aar, 12, 31)):
        if (e.nivaa, e.kode) in tall:
            yield _rad((e.nivaa, e.kode), f"{e.kode} {e.navn}" if e.vis_kode else e.navn, tall, mal)
    if omfang is None and (hele := lonnstall(aar, enhet=KOMMUNEN)):
        yield _rad(KOMMUNEN, str(_("Hele kommunen")), hele, mal)


def _rad(nokkel: Nokkel, navn: str, tall: dict[Nokkel, tuple[Maanedstall, ...]], mal: Mal) -> Rad:
    maaneder = tall[nokkel]
    etter_nr = {m.maaned: m for m in maaneder}
    celler = tuple(_tekst(etter_nr[m], mal) if m in etter_nr else "" for m in MAANEDER)
    # A year with a hidden month in it would tell the month.
    summen = None if any(m.alle.skjult for m in maaneder) else mal.aaret(maaneder)
    return Rad(nokkel, navn, celler, "–" if summen is None else mal.vis(summen))


def _tekst(maaned: Maanedstall, mal: Mal) -> str:
    verdi = mal.hent(maaned)
    return "–" if maaned.alle.skjult else "" if verdi is None else mal.vis(verdi)


def _aar(request: HttpRequest, aarene: Sequence[int]) -> int:
    valgt = request.GET.get("aar", "")
    return next((a for a in aarene if str(a) == valgt), aarene[0] if aarene else timezone.localdate().year)


def _stolper(maaneder: Sequence[Maanedstall]) -> list[dict[str, object]]:
    """The columns of the figure; empty when fewer than two months have a percentage."""
    kjente = {m.maaned: m.prosent for m in maaneder if m.prosent is not None}
    if len(kjente) < 2:  # noqa: PLR2004 - one column is no figure
        return []
    mest = max(*kjente.values(), Decimal(1))
    ut = []
    for m in MAANEDER:
        hoyde = round(HOYDE * kjente[m] / mest) if m in kjente else 0
        tekst = vis_tall(kjente[m], 1) if m in kjente else ""
        ut.append({"navn": MONTHS_3[m], "x": 60 * (m - 1) + 4, "midt": 60 * (m - 1) + 30, "y": 110 - hoyde,
                   "hoyde": hoyde, "tekst": tekst})  # fmt: skip
    return ut
