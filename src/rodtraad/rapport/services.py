"""Acts on the frozen reports: prepare, publish, correct with a reason. What is published never changes."""

from datetime import date, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppstilling.mellomlager import grunnlag_naa
from rodtraad.rapport.models import Halvaar, Okonomistatus, Vedtaksrapport
from rodtraad.rapport.queries import forrige_innhold, publiserte, siste_okonomistatus
from rodtraad.rapport.statusinnhold import innholdssum, okonomiinnhold, vedtaksinnhold
from rodtraad.sak.mote_queries import moter
from rodtraad.sak.queries import oppdrag

AAR_TILBAKE: Final = 4
"""A council's period: unfinished decisions of so many earlier years stand in the report."""
FORMANNSKAPET: Final = "Formannskapet"
DAGER_FOR: Final = 7
"""Days before a meeting that its page on the economy is made."""
FORSTE, SISTE = 2000, 2100


class RapportFeil(RodtraadFeil):
    """A refusal concerning frozen reports."""


def vedtaksinnhold_naa(aar: int, halvaar: str) -> dict[str, Any]:
    """What the report would say now, from the register of decisions."""
    return vedtaksinnhold(
        {a: rader for a in range(aar - AAR_TILBAKE, aar + 1) if (rader := oppdrag(a)) or a == aar},
        forrige_innhold(aar, halvaar),
    )


def begynn_vedtaksrapport(*, aar: int, halvaar: str, av: str, grunn: str = "") -> Vedtaksrapport:
    """Vedtaksrapport: prepares the run of a half-year; after publishing, a new version with a reason. Krav HJUL-14.

    Raises RapportFeil when there is a draft, or a reason is missing.
    """
    if halvaar not in Halvaar.values or not FORSTE <= aar <= SISTE:
        raise RapportFeil(
            f"«{halvaar} {aar}» er ikke et halvår. Velg vår eller høst i et år fra {FORSTE} til {SISTE}."
        )
    forrige = publiserte(aar, halvaar)
    if forrige and not grunn.strip():
        raise RapportFeil(
            f"Rapporten er publisert i versjon {forrige[0].versjon}. Skriv hvorfor den skal rettes."
        )
    verdier: dict[str, Any] = {}
    if forrige:
        verdier = {
            "versjon": forrige[0].versjon + 1, "grunn": grunn.strip(), "innledning": forrige[0].innledning
        }  # fmt: skip
    try:
        with transaction.atomic():
            rad = Vedtaksrapport.objects.create(aar=aar, halvaar=halvaar, laget_av=av, **verdier)
            loggfor(handling="begynte på vedtaksrapport", gjelder=f"vedtaksrapport:{rad.pk}", av=av,
                    etter={"aar": aar, "halvaar": halvaar, **verdier})  # fmt: skip
    except IntegrityError:
        raise RapportFeil("Det finnes alt et utkast for halvåret.") from None
    return rad


def lagre_innledning(*, rapport_id: int, rettet: int, innledning: str, av: str) -> None:
    """Vedtaksrapport: the words before the list. Raises RapportFeil when published, or changed by another."""
    with transaction.atomic():
        if not Vedtaksrapport.objects.filter(pk=rapport_id, rettet=rettet, publisert__isnull=True).update(
            innledning=innledning, rettet=F("rettet") + 1
        ):
            raise RapportFeil(
                "Rapporten er publisert, eller endret av en annen mens du skrev. Last siden på nytt."
            )
        loggfor(handling="skrev innledning til vedtaksrapport", gjelder=f"vedtaksrapport:{rapport_id}", av=av,
                etter={"innledning": innledning})  # fmt: skip


def publiser_vedtaksrapport(*, rapport_id: int, rettet: int, av: str) -> Vedtaksrapport:
    """Vedtaksrapport: freezes what the register says now and makes it public. Raises RapportFeil. Krav HJUL-14."""
    with transaction.atomic():
        rad = Vedtaksrapport.objects.select_for_update().filter(pk=rapport_id).first()
        if rad is None or rad.publisert is not None:
            raise RapportFeil("Rapporten finnes ikke, eller er publisert og kan ikke endres.")
        innhold = {**vedtaksinnhold_naa(rad.aar, rad.halvaar), "innledning": rad.innledning}
        if not innhold["i_alt"]:
            raise RapportFeil(
                f"Registeret har ingen vedtak til og med {rad.aar}. Les dem inn før rapporten publiseres."
            )
        sum_ = innholdssum(innhold)
        if not Vedtaksrapport.objects.filter(pk=rad.pk, rettet=rettet, publisert__isnull=True).update(
            innhold=innhold, sha256=sum_, publisert=timezone.now(), publisert_av=av
        ):
            raise RapportFeil(
                "Noen andre har endret rapporten siden du leste den.", "Les den på nytt før du publiserer."
            )
        loggfor(handling="publiserte vedtaksrapport", gjelder=f"vedtaksrapport:{rad.pk}", av=av,
                etter={"sha256": sum_, "i_alt": innhold["i_alt"]})  # fmt: skip
    rad.refresh_from_db()
    return rad


def lag_okonomistatus(
    *, organ: str, dato: date, av: str, mote_id: int | None = None, grunn: str = ""
) -> Okonomistatus:
    """Økonomistatus: one page from the ledger as it is now, frozen for the meeting. Krav HJUL-15.

    A second one for the same meeting is a new version with a reason. Raises RapportFeil, or RodtraadFeil when
    there is no ledger.
    """
    if not organ.strip():
        raise RapportFeil("Skriv hvilket organ møtet er i.")
    forrige = siste_okonomistatus(organ.strip(), dato)
    if forrige and not grunn.strip():
        raise RapportFeil(
            f"Økonomistatusen til møtet {dato:%d.%m.%Y} er laget. Skriv hvorfor den skal lages på nytt."
        )
    innhold = okonomiinnhold(grunnlag_naa())
    if not innhold["omraader"]:
        raise RapportFeil(
            f"Det er ikke lest inn noe regnskap for {innhold['aar']}.", "Les inn hovedboken først."
        )
    versjon = forrige.versjon + 1 if forrige else 1
    try:
        with transaction.atomic():
            rad = Okonomistatus.objects.create(
                organ=organ.strip(), dato=dato, mote_id=mote_id, versjon=versjon, innhold=innhold, laget_av=av,
                grunn=grunn.strip() if forrige else "", sha256=innholdssum(innhold),
            )  # fmt: skip
            loggfor(handling="laget økonomistatus", gjelder=f"okonomistatus:{rad.pk}", av=av,
                    etter={"organ": rad.organ, "dato": dato, "versjon": versjon, "sha256": rad.sha256})  # fmt: skip
    except IntegrityError:
        raise RapportFeil(
            f"Økonomistatusen til møtet {dato:%d.%m.%Y} ble nettopp laget av en annen."
        ) from None
    return rad


def lag_for_kommende(i_dag: date, *, av: str = "system", dager: int = DAGER_FOR) -> list[Okonomistatus]:
    """Økonomistatus: for each formannskap meeting within some days that has none (HJUL-15)."""
    kommende = [
        m
        for m in moter(i_dag, i_dag + timedelta(days=dager))
        if m.status == "planlagt" and m.organ == FORMANNSKAPET
    ]
    return [
        lag_okonomistatus(organ=m.organ, dato=m.dato, mote_id=m.id, av=av)
        for m in kommende
        if siste_okonomistatus(m.organ, m.dato) is None
    ]
