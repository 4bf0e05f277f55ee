"""Making a year from the catalogue and from last year: first shown, then done, and never over what is there."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from rodtraad.aarshjul.models import Aarshendelse, Aarshjul, Hendelsesstatus, Presisjon
from rodtraad.aarshjul.regler import Tid, flytt_til_aar, maler, tid_for
from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil

FORSTE, SISTE = 2000, 2100


class AarshjulFeil(RodtraadFeil):
    """A refusal concerning the municipal year."""


@dataclass(frozen=True, slots=True)
class Forslag:
    """What a year would get: events from the catalogue and the municipality's own from last year."""

    aar: int
    nye: tuple[Aarshendelse, ...]
    finnes: int
    venter: tuple[tuple[str, int], ...]
    """Events of several years that do not come this year, with the year they come next (HJUL-11)."""


def foresla(aar: int) -> Forslag:
    """What generating the year would add; nothing is stored. Raises AarshjulFeil.

    Events that are there, changed or not, stay as they are: only what is missing is proposed.
    """
    if not FORSTE <= aar <= SISTE:
        raise AarshjulFeil(f"Året {aar} kan ikke lages. Skriv et år fra {FORSTE} til {SISTE}.")
    i_fjor = {h.mal or f"egen:{h.pk}": h for h in Aarshendelse.objects.filter(hjul__aar=aar - 1)}
    her = Aarshendelse.objects.filter(hjul__aar=aar)
    har_maler = set(her.values_list("mal", flat=True))
    har_forrige = set(her.values_list("forrige", flat=True))
    nye = [
        _fra_mal(mal.id, aar, i_fjor.get(mal.id))
        for mal in maler()
        if mal.kommer(aar) and mal.id not in har_maler
    ]
    nye += [_fra_fjor(h, aar) for h in i_fjor.values() if h.egen and h.pk not in har_forrige]
    venter = tuple((mal.tittel, mal.neste(aar)) for mal in maler() if not mal.kommer(aar) and mal.neste(aar))
    return Forslag(aar, tuple(nye), her.count(), venter)


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
        loggfor(handling="laget årshjul" if nytt else "utfylte årshjul", gjelder=f"aarshjul:{aar}", av=av,
                etter={"nye": antall})  # fmt: skip
    return antall


def _fra_mal(mal_id: str, aar: int, i_fjor: Aarshendelse | None) -> Aarshendelse:
    """From the catalogue; what the municipality changed last year (day, body, owner) goes before the catalogue."""
    mal = next(m for m in maler() if m.id == mal_id)
    tid = tid_for(mal, aar)
    ny = Aarshendelse(
        mal=mal.id, tittel=mal.tittel, beskrivelse=f"<p>{mal.om}</p>" if mal.om else "", presisjon=tid.presisjon,
        fra=tid.fra, til=tid.til, antall=tid.antall, frist=mal.frist, organ=mal.organ, eier_rolle=mal.eier,
        prosess=mal.prosess, offentlig=mal.offentlig,
    )  # fmt: skip
    if i_fjor is not None:
        ny.forrige = i_fjor
        ny.eier_id, ny.organ, ny.eier_rolle = i_fjor.eier_id, i_fjor.organ, i_fjor.eier_rolle
        ny.tittel, ny.beskrivelse = i_fjor.tittel, i_fjor.beskrivelse
        if _er_flyttet(i_fjor, tid_for(mal, aar - 1)):
            ny.fra, ny.til, ny.presisjon = *_flytt(i_fjor, aar), i_fjor.presisjon
    return ny


def _er_flyttet(i_fjor: Aarshendelse, tid: Tid) -> bool:
    """Whether the municipality gave it another time than the catalogue; an alternative course is for that year."""
    if i_fjor.status in {Hendelsesstatus.AVLYST, Hendelsesstatus.ERSTATTET}:
        return False
    return (i_fjor.fra, i_fjor.til) != (tid.fra, tid.til)


def _fra_fjor(h: Aarshendelse, aar: int) -> Aarshendelse:
    fra, til = _flytt(h, aar)
    return Aarshendelse(
        forrige=h, egen=True, tittel=h.tittel, beskrivelse=h.beskrivelse, presisjon=h.presisjon, fra=fra, til=til,
        antall=h.antall, frist=h.frist, organ=h.organ, eier_rolle=h.eier_rolle, eier_id=h.eier_id,
        temahjul_id=h.temahjul_id, prosess=h.prosess, offentlig=h.offentlig,
    )  # fmt: skip


def _flytt(h: Aarshendelse, aar: int) -> tuple[date, date]:
    if h.presisjon == Presisjon.DAG:
        fra = flytt_til_aar(h.fra, aar)
        return fra, fra + (h.til - h.fra)
    if h.presisjon == Presisjon.MAANED:
        fra = date(aar, h.fra.month, 1)
        neste = date(aar + (h.til.month == 12), h.til.month % 12 + 1, 1)  # noqa: PLR2004 - December
        return fra, neste - timedelta(days=1)
    return date(aar, 1, 1), date(aar, 12, 31)
