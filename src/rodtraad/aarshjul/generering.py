"""Making a year from the catalogue and from the year before: first shown, then done, and never over what is there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext

from rodtraad.aarshjul.fristoppgaver import gi_fristoppgaver
from rodtraad.aarshjul.models import Aarshendelse, Aarshjul, Presisjon
from rodtraad.aarshjul.regler import Mal, flytt_frist, flytt_til_aar, maler, tid_for
from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil

FORSTE, SISTE = 2000, 2100
_UTEN_DAG = {Presisjon.AAR, Presisjon.LOPENDE}
_ARVES = ("tittel", "beskrivelse", "antall", "frist", "oppgave", "organ", "eier_rolle", "eier_id", "temahjul_id",
          "prosess", "offentlig")  # fmt: skip
"""What an event takes with it from the year before; its day is counted anew, and what became of it stays behind."""


class AarshjulFeil(RodtraadFeil):
    """A refusal concerning the municipal year."""


@dataclass(frozen=True, slots=True)
class Linje:
    """A proposed event and where its day is from."""

    hendelse: Aarshendelse
    hvorfor: str

    @property
    def forrige(self) -> Aarshendelse | None:
        """The last time it was."""
        return self.hendelse.forrige


@dataclass(frozen=True, slots=True)
class Forslag:
    """What a year would get: events from the catalogue and the municipality's own from the year before."""

    aar: int
    linjer: tuple[Linje, ...]
    finnes: int
    venter: tuple[tuple[str, int], ...]
    """Events of several years that do not come this year, with the year they come next (HJUL-11)."""
    blir_igjen: tuple[tuple[str, str], ...]
    """The municipality's own that were for their year only, with why (HJUL-04)."""

    @property
    def nye(self) -> tuple[Aarshendelse, ...]:
        """The events themselves."""
        return tuple(linje.hendelse for linje in self.linjer)


def foresla(aar: int) -> Forslag:
    """What generating the year would add; nothing is stored. Raises AarshjulFeil.

    Events that are there, changed or not, stay as they are: only what is missing is proposed.
    """
    if not FORSTE <= aar <= SISTE:
        raise AarshjulFeil(f"Året {aar} kan ikke lages. Skriv et år fra {FORSTE} til {SISTE}.")
    her = Aarshendelse.objects.filter(hjul__aar=aar)
    har_maler, har_forrige = (set(her.values_list(felt, flat=True)) for felt in ("mal", "forrige"))
    sist, egne = _sist(aar), _egne(aar)
    linjer = [
        _fra_mal(mal, aar, sist.get(mal.id)) for mal in maler() if mal.kommer(aar) and mal.id not in har_maler
    ]
    linjer += [_fra_egen(h, aar) for h in egne if _grunn_til_aa_bli(h) == "" and h.pk not in har_forrige]
    linjer.sort(key=lambda linje: (linje.hendelse.presisjon in _UTEN_DAG, linje.hendelse.fra))
    return Forslag(
        aar,
        tuple(linjer),
        her.count(),
        tuple((mal.tittel, mal.neste(aar)) for mal in maler() if not mal.kommer(aar) and mal.neste(aar)),
        tuple((h.tittel, grunn) for h in egne if (grunn := _grunn_til_aa_bli(h))),
    )


def lag_aarshjul(*, aar: int, av: str) -> int:
    """Årshjul: makes the year, or adds what it lacks; returns how many events were added. Krav HJUL-01.

    Two at once give one year: the second adds nothing. Raises AarshjulFeil.
    """
    with transaction.atomic():
        forslag = foresla(aar)
        hjul, nytt = Aarshjul.objects.get_or_create(aar=aar, defaults={"opprettet_av": av})
        for hendelse in forslag.nye:
            hendelse.hjul = hjul
        for_ = Aarshendelse.objects.filter(hjul=hjul).count()
        Aarshendelse.objects.bulk_create(forslag.nye, ignore_conflicts=True)
        antall = Aarshendelse.objects.filter(hjul=hjul).count() - for_
        oppgaver = gi_fristoppgaver(Aarshendelse.objects.filter(hjul=hjul), av=av)
        loggfor(handling="laget årshjul" if nytt else "utfylte årshjul", gjelder=f"aarshjul:{aar}", av=av,
                etter={"nye": antall, "oppgaver": oppgaver})  # fmt: skip
    return antall


def _sist(aar: int) -> Mapping[str, Aarshendelse]:
    """Each event of the catalogue as it was the last time before the year, however long ago."""
    rader = Aarshendelse.objects.filter(hjul__aar__lt=aar).exclude(mal="").order_by("hjul__aar")
    return {h.mal: h for h in rader.select_related("hjul")}


def _egne(aar: int) -> list[Aarshendelse]:
    """The municipality's own of the latest year before."""
    siste = Aarshjul.objects.filter(aar__lt=aar).first()
    rader: Iterable[Aarshendelse] = Aarshendelse.objects.filter(hjul=siste, egen=True) if siste else ()
    if siste:
        rader = rader.select_related("hjul").prefetch_related("erstatter")  # type: ignore[attr-defined]
    return list(rader)


def _grunn_til_aa_bli(h: Aarshendelse) -> str:
    """Why an own event does not come along to the next year; empty when it does."""
    for erstattet in h.erstatter.all():
        return gettext("kom i stedet for «%(tittel)s»: %(grunn)s") % {
            "tittel": erstattet.tittel, "grunn": erstattet.grunn
        }  # fmt: skip
    return "" if h.gjentas else gettext("var bare for %(aar)s") % {"aar": h.hjul.aar}


def _fra_mal(mal: Mal, aar: int, sist: Aarshendelse | None) -> Linje:
    """From the catalogue; what the municipality changed the last time goes before the catalogue."""
    tid = tid_for(mal, aar)
    ny = Aarshendelse(
        mal=mal.id, tittel=mal.tittel, beskrivelse=str(format_html("<p>{}</p>", mal.om)) if mal.om else "",
        presisjon=tid.presisjon, fra=tid.fra, til=tid.til, antall=tid.antall, frist=mal.frist, oppgave=mal.oppgave,
        organ=mal.organ, eier_rolle=mal.eier, prosess=mal.prosess, offentlig=mal.offentlig,
    )  # fmt: skip
    if sist is None:
        return Linje(ny, gettext("fra katalogen"))
    _arv(ny, sist)
    if sist.utgangspunkt is None:
        return Linje(ny, gettext("samme regel som sist"))
    return _flyttet(ny, sist, aar)


def _fra_egen(h: Aarshendelse, aar: int) -> Linje:
    ny = Aarshendelse(egen=True)
    _arv(ny, h)
    return _flyttet(ny, h, aar)


def _arv(ny: Aarshendelse, gammel: Aarshendelse) -> None:
    ny.forrige = gammel
    for felt in _ARVES:
        setattr(ny, felt, getattr(gammel, felt))


def _flyttet(ny: Aarshendelse, gammel: Aarshendelse, aar: int) -> Linje:
    ny.presisjon, ny.utgangspunkt = gammel.presisjon, gammel.utgangspunkt or gammel.fra
    ny.fra, ny.til = _flytt(gammel, ny.utgangspunkt, aar)
    if gammel.presisjon != Presisjon.DAG:
        return Linje(ny, gettext("som dere satte den"))
    regel = (
        gettext("samme dato, på en virkedag")
        if gammel.frist
        else gettext("samme ukedag i samme uke av måneden")
    )
    return Linje(ny, f"{regel} ({ny.utgangspunkt:%d.%m.%Y})")


def _flytt(h: Aarshendelse, dag: date, aar: int) -> tuple[date, date]:
    if h.presisjon == Presisjon.DAG:
        fra = flytt_frist(dag, aar) if h.frist else flytt_til_aar(dag, aar)
        return fra, min(fra + (h.til - h.fra), date(aar, 12, 31))
    if h.presisjon == Presisjon.MAANED:
        fra = date(aar, h.fra.month, 1)
        neste = date(aar + (h.til.month == 12), h.til.month % 12 + 1, 1)  # noqa: PLR2004 - December
        return fra, neste - timedelta(days=1)
    return date(aar, 1, 1), date(aar, 12, 31)
