"""Acts on the letter of assignment: begin, write, send, begin a new version. A sent letter never changes (HJUL-09)."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.models import Brevstatus, Oppdragsbrev, Satsing
from rodtraad.oppgaver.varsling import varsle
from rodtraad.tilgang.queries import ledere_med_full_myndighet

FORSTE, SISTE = 2000, 2100
type Satsingsrad = tuple[str, str]
"""Title and text of a focus area."""


def nytt_brev(*, aar: int, av: str) -> Oppdragsbrev:
    """Oppdragsbrev: begins the year's first draft, copied from the letter sent last. Raises LedelseFeil.

    Krav HJUL-09.
    """
    if not FORSTE <= aar <= SISTE:
        raise LedelseFeil(f"Året {aar} kan ikke brukes. Skriv et år fra {FORSTE} til {SISTE}.")
    if Oppdragsbrev.objects.filter(aar=aar).exists():
        raise LedelseFeil(f"Oppdragsbrevet for {aar} finnes alt.")
    forrige = Oppdragsbrev.objects.filter(aar__lt=aar, status=Brevstatus.SENDT).first()
    with transaction.atomic():
        return _begynn(aar, 1, forrige, tittel=f"Oppdragsbrev {aar}", grunn="", av=av)


def ny_versjon(*, brev_id: int, grunn: str, av: str) -> Oppdragsbrev:
    """Oppdragsbrev: begins a new version of a sent letter, with a reason. Raises LedelseFeil."""
    if not grunn.strip():
        raise LedelseFeil("Skriv hvorfor brevet får en ny versjon.")
    with transaction.atomic():
        sist = Oppdragsbrev.objects.filter(aar=_hent(brev_id).aar).order_by("-versjon")[0]
        if sist.status != Brevstatus.SENDT:
            raise LedelseFeil(f"Versjon {sist.versjon} er ikke sendt ennå. Skriv videre på den.")
        return _begynn(sist.aar, sist.versjon + 1, sist, tittel=sist.tittel, grunn=grunn.strip(), av=av)


def lagre_brev(
    *, brev_id: int, rettet: int, tittel: str, tekst: str, satsinger: Sequence[Satsingsrad], av: str
) -> None:
    """Oppdragsbrev: stores a draft as it was when read. Raises LedelseFeil when sent, or changed by another."""
    rader = [(t.strip(), om.strip()) for t, om in satsinger if t.strip()]
    with transaction.atomic():
        brev = _hent(brev_id)
        _krev_utkast(brev)
        if not Oppdragsbrev.objects.filter(pk=brev_id, rettet=rettet, status=Brevstatus.UTKAST).update(
            tittel=tittel.strip(), tekst=tekst, rettet=F("rettet") + 1
        ):
            raise LedelseFeil(
                "Noen andre har endret brevet mens du skrev.", "Kopier det du skrev, og last siden på nytt."
            )
        brev.satsinger.all().delete()
        _legg_til(brev, rader)
        loggfor(handling="lagret oppdragsbrev", gjelder=f"oppdragsbrev:{brev_id}", av=av,
                for_={"tittel": brev.tittel, "tekst": brev.tekst},
                etter={"tittel": tittel.strip(), "tekst": tekst, "satsinger": [t for t, _ in rader]})  # fmt: skip


def send_brev(*, brev_id: int, rettet: int, av: str) -> int:
    """Oppdragsbrev: sends it to every leader with all three authorities; frozen from now. Returns how many got it.

    Raises LedelseFeil when it is empty, sent before, or changed since it was read.
    """
    with transaction.atomic():
        brev = _hent(brev_id)
        _krev_utkast(brev)
        if not brev.satsinger.exists():
            raise LedelseFeil(
                "Brevet har ingen satsinger. Skriv minst én, for lederavtalene velger blant dem."
            )
        if not Oppdragsbrev.objects.filter(pk=brev_id, rettet=rettet, status=Brevstatus.UTKAST).update(
            status=Brevstatus.SENDT, sendt=timezone.now(), sendt_av=av
        ):
            raise LedelseFeil(
                "Noen andre har endret brevet siden du leste det.", "Les det på nytt før du sender."
            )
        mottakere = sorted({r.bruker_id for r in ledere_med_full_myndighet(timezone.localdate())})
        ny = f" (versjon {brev.versjon}: {brev.grunn})" if brev.versjon > 1 else ""
        varsle(mottakere=mottakere, emne=f"{brev.tittel}{ny}", tekst="Kommunedirektøren har sendt oppdragsbrevet.",
               lenke=reverse("ledelse:brev", args=[brev.pk]), slag="oppdragsbrev")  # fmt: skip
        loggfor(handling="sendte oppdragsbrev", gjelder=f"oppdragsbrev:{brev_id}", av=av,
                etter={"versjon": brev.versjon, "mottakere": mottakere})  # fmt: skip
    return len(mottakere)


def _begynn(
    aar: int, versjon: int, forrige: Oppdragsbrev | None, *, tittel: str, grunn: str, av: str
) -> Oppdragsbrev:
    verdier: dict[str, Any] = {"tittel": tittel, "grunn": grunn, "tekst": forrige.tekst if forrige else ""}
    try:
        with transaction.atomic():
            brev = Oppdragsbrev.objects.create(aar=aar, versjon=versjon, opprettet_av=av, **verdier)
    except IntegrityError:
        raise LedelseFeil(f"En annen har nettopp begynt på oppdragsbrevet for {aar}.") from None
    if forrige:
        _legg_til(brev, list(forrige.satsinger.values_list("tittel", "tekst")))
    loggfor(handling="begynte på oppdragsbrev", gjelder=f"oppdragsbrev:{brev.pk}", av=av,
            etter={"aar": aar, "versjon": versjon, "grunn": grunn,
                   "kopi_av": forrige.pk if forrige else None})  # fmt: skip
    return brev


def _legg_til(brev: Oppdragsbrev, rader: Sequence[Satsingsrad]) -> None:
    Satsing.objects.bulk_create(
        [Satsing(brev=brev, nr=nr, tittel=tittel, tekst=tekst) for nr, (tittel, tekst) in enumerate(rader, 1)]
    )


def _hent(brev_id: int) -> Oppdragsbrev:
    brev = Oppdragsbrev.objects.select_for_update().filter(pk=brev_id).first()
    if brev is None:
        raise LedelseFeil("Brevet finnes ikke.")
    return brev


def _krev_utkast(brev: Oppdragsbrev) -> None:
    if brev.status != Brevstatus.UTKAST:
        raise LedelseFeil(
            f"Brevet ble sendt {timezone.localtime(brev.sendt):%d.%m.%Y} og kan ikke endres.",
            "Lag en ny versjon med en grunn.",
        )
