"""Acts on roles and deputies. Prose: docs/regler/roller-og-stedfortredere.md."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.tilgang.models import Bruker, Rolletildeling, Stedfortredelse
from rodtraad.tilgang.queries import gyldige_paa
from rodtraad.tilgang.rettigheter import Enhetsnokkel, roller

ADMINISTRATOR: Final = "systemadministrator"


class TilgangFeil(RodtraadFeil):
    """A refusal concerning persons, roles and deputies."""


@dataclass(frozen=True, slots=True)
class Fullmakter:
    """The authority of a leader (ORG-05)."""

    personal: bool = False
    fag: bool = False
    okonomi: bool = False


def endre_person(*, bruker_id: int, fornavn: str, etternavn: str, epost: str, tittel: str, av: str) -> None:
    """Person: name, address and title. Raises TilgangFeil when the address is another's."""
    with transaction.atomic():
        rad = _person(bruker_id)
        if (
            epost
            and Bruker.objects.filter(Q(email__iexact=epost) | Q(username__iexact=epost))
            .exclude(pk=rad.pk)
            .exists()
        ):
            raise TilgangFeil(f"E-postadressen {epost} tilhører en annen person.")
        for_ = _personverdier(rad)
        rad.first_name, rad.last_name, rad.email, rad.tittel = (
            fornavn.strip(),
            etternavn.strip(),
            epost.strip().lower(),
            tittel.strip(),
        )
        rad.save(update_fields=["first_name", "last_name", "email", "tittel"])
        loggfor(
            handling="endret person", gjelder=f"bruker:{rad.pk}", av=av, for_=for_, etter=_personverdier(rad)
        )


def sett_aktiv(*, bruker_id: int, aktiv: bool, av: str, av_id: int | None = None) -> None:
    """Person: closes or opens the account; a closed one loses sessions and appointments, and keeps its history.

    Raises TilgangFeil for one's own account and for the last administrator.
    """
    with transaction.atomic():
        var_administrator = _laas_administratorer() and bruker_id in administratorer()
        rad = _person(bruker_id)
        if not aktiv and rad.pk == av_id:
            raise TilgangFeil("Du kan ikke sperre din egen konto.")
        rad.is_active = aktiv
        rad.save(update_fields=["is_active"])
        if not aktiv:
            if var_administrator:
                krev_administrator()
            naa = timezone.now()
            Stedfortredelse.objects.filter(
                Q(for_bruker=rad) | Q(stedfortreder=rad),
                avsluttet__isnull=True,
                til__gte=timezone.localdate(),
            ).update(avsluttet=naa)
        loggfor(handling="åpnet konto" if aktiv else "sperret konto", gjelder=f"bruker:{rad.pk}", av=av,
                for_={"aktiv": not aktiv}, etter={"aktiv": aktiv})  # fmt: skip


def tildel_rolle(
    *, bruker_id: int, rolle: str, enhet: Enhetsnokkel | None, fra: date, til: date | None, av: str,
    av_id: int | None = None, fullmakter: Fullmakter = Fullmakter(), kilde: str = "",
) -> Rolletildeling:  # fmt: skip
    """Rolle: gives one for a unit and all below it, or for the whole municipality. Raises TilgangFeil.

    Nobody gives himself a role. Krav ORG-09, ORG-11.
    """
    if bruker_id == av_id:
        raise TilgangFeil("Du kan ikke gi deg selv en rolle. Be en annen systemadministrator om det.")
    check_tildeling(rolle, enhet, fra, til)
    nivaa, kode = enhet or ("", "")
    with transaction.atomic():
        try:
            with transaction.atomic():
                rad = Rolletildeling.objects.create(
                    bruker=_person(bruker_id), rolle=rolle, enhet_nivaa=nivaa, enhet_kode=kode, gyldig_fra=fra,
                    gyldig_til=til, personalansvar=fullmakter.personal, fagansvar=fullmakter.fag,
                    okonomiansvar=fullmakter.okonomi, kilde=kilde, opprettet_av=av,
                )  # fmt: skip
        except IntegrityError:
            raise TilgangFeil("Personen har alt denne rollen for enheten fra samme dag.") from None
        loggfor(handling="ga rolle", gjelder=f"bruker:{bruker_id}", av=av, etter=rolleverdier(rad))
    return rad


def avslutt_rolle(*, tildeling_id: int, siste_dag: date, av: str, av_id: int | None = None) -> None:
    """Rolle: ends one after a day; it stays in the history. Raises TilgangFeil.

    A role that came from a source is ended there, else the next file would give it again.
    """
    with transaction.atomic():
        _laas_administratorer()
        rad = Rolletildeling.objects.select_for_update().filter(pk=tildeling_id).first()
        if rad is None:
            raise TilgangFeil("Rollen finnes ikke.")
        if rad.annullert or (rad.gyldig_til is not None and rad.gyldig_til <= siste_dag):
            raise TilgangFeil("Rollen er alt avsluttet. Last siden på nytt.")
        if rad.kilde:
            raise TilgangFeil(
                f"Rollen kommer fra {rad.kilde} og må tas bort der. Den avsluttes ved neste innlesing."
            )
        if rad.rolle == ADMINISTRATOR and rad.bruker_id == av_id:
            raise TilgangFeil("Du kan ikke ta fra deg selv rollen som systemadministrator.")
        avslutt(rad, siste_dag, av=av)
        if rad.rolle == ADMINISTRATOR:
            krev_administrator()


def flytt_rolle(*, tildeling_id: int, til_enhet: Enhetsnokkel, av: str, av_id: int | None = None) -> None:
    """Rolle: ends one whose unit is gone, and gives the same for the unit in its place. Raises TilgangFeil."""
    i_dag = timezone.localdate()
    with transaction.atomic():
        rad = Rolletildeling.objects.select_for_update().filter(pk=tildeling_id).first()
        if rad is None:
            raise TilgangFeil("Rollen finnes ikke.")
        til = rad.gyldig_til
        avslutt_rolle(tildeling_id=rad.pk, siste_dag=i_dag - timedelta(days=1), av=av, av_id=av_id)
        tildel_rolle(
            bruker_id=rad.bruker_id, rolle=rad.rolle, enhet=til_enhet, fra=i_dag, til=til, av=av, av_id=av_id,
            fullmakter=Fullmakter(rad.personalansvar, rad.fagansvar, rad.okonomiansvar),
        )  # fmt: skip


def avslutt(rad: Rolletildeling, siste_dag: date, *, av: str, grunn: str = "") -> None:
    """Rolle: ends one without asking where it came from; for the door of the imports. Writes the log."""
    for_ = rolleverdier(rad)
    if rad.gyldig_fra > siste_dag:
        rad.annullert = timezone.now()
    else:
        rad.gyldig_til = siste_dag
    rad.save(update_fields=["gyldig_til", "annullert"])
    etter = rolleverdier(rad) | {"person": rad.bruker.username} | ({"grunn": grunn} if grunn else {})
    loggfor(handling="avsluttet rolle", gjelder=f"bruker:{rad.bruker_id}", av=av, for_=for_, etter=etter)


def oppnevn_stedfortreder(
    *, for_id: int, stedfortreder_id: int, fra: date, til: date, grunn: str, av: str, av_id: int | None = None
) -> Stedfortredelse:
    """Stedfortreder: appoints one for a period. Raises TilgangFeil. Krav ORG-08.

    Whoever appoints for another cannot choose himself: that would be to take the other's rights.
    """
    if for_id == stedfortreder_id:
        raise TilgangFeil("Ingen kan være stedfortreder for seg selv.")
    if stedfortreder_id == av_id:
        raise TilgangFeil("Du kan ikke oppnevne deg selv som stedfortreder for en annen.")
    if til < fra:
        raise TilgangFeil(f"Perioden slutter {til:%d.%m.%Y}, før den begynner {fra:%d.%m.%Y}.")
    if til < timezone.localdate():
        raise TilgangFeil(f"Perioden er over: den siste dagen er {til:%d.%m.%Y}.")
    if til > fra + timedelta(days=366):
        raise TilgangFeil("En stedfortreder kan oppnevnes for høyst ett år om gangen.")
    if not grunn.strip():
        raise TilgangFeil("Skriv hvorfor det trengs en stedfortreder, for eksempel ferie.")
    with transaction.atomic():
        sted = _person(stedfortreder_id)
        if not sted.is_active:
            raise TilgangFeil(f"Kontoen til {sted.navn} er sperret. Velg en annen stedfortreder.")
        _krev_ledig_periode(for_id, sted, fra, til)
        rad = Stedfortredelse.objects.create(
            for_bruker=_person(for_id), stedfortreder=sted, fra=fra, til=til, grunn=grunn.strip(), opprettet_av=av
        )  # fmt: skip
        loggfor(
            handling="oppnevnte stedfortreder", gjelder=f"bruker:{for_id}", av=av,
            etter={"stedfortreder": rad.stedfortreder.username, "fra": fra, "til": til, "grunn": rad.grunn},
        )  # fmt: skip
    return rad


def _krev_ledig_periode(for_id: int, sted: Bruker, fra: date, til: date) -> None:
    """The person is locked, so that two who appoint at once meet here."""
    Bruker.objects.select_for_update().filter(pk=for_id).first()
    lik = Stedfortredelse.objects.filter(
        for_bruker=for_id, stedfortreder=sted, fra__lte=til, til__gte=fra, avsluttet__isnull=True
    ).first()
    if lik:
        raise TilgangFeil(f"{sted.navn} er alt stedfortreder {lik.fra:%d.%m.%Y}–{lik.til:%d.%m.%Y}.")


def avslutt_stedfortredelse(*, stedfortredelse_id: int, av: str) -> None:
    """Stedfortreder: ends the appointment now. Raises TilgangFeil when it is over."""
    with transaction.atomic():
        rad = Stedfortredelse.objects.filter(pk=stedfortredelse_id).first()
        if rad is None or rad.avsluttet is not None:
            raise TilgangFeil("Stedfortredelsen er alt avsluttet.")
        rad.avsluttet = timezone.now()
        rad.save(update_fields=["avsluttet"])
        loggfor(handling="avsluttet stedfortreder", gjelder=f"bruker:{rad.for_bruker_id}", av=av,
                for_={"til": rad.til}, etter={"stedfortreder": rad.stedfortreder.username})  # fmt: skip


def check_tildeling(rolle: str, enhet: Enhetsnokkel | None, fra: date, til: date | None) -> None:
    """Whether a role can be held so. Raises TilgangFeil."""
    paa = {(e.nivaa, e.kode) for e in enheter_paa(max(fra, timezone.localdate()))} if enhet else set()
    if grunn := feil_i_tildeling(rolle, enhet, fra, til, enheter=paa):
        raise TilgangFeil(grunn)


def feil_i_tildeling(
    rolle: str, enhet: Enhetsnokkel | None, fra: date, til: date | None, *, enheter: Collection[Enhetsnokkel]
) -> str:
    """What is wrong with a role held so, in words; empty when nothing is. `enheter`: those that exist then."""
    kjent = roller().get(rolle)
    if kjent is None:
        return f"Rollen «{rolle}» finnes ikke. Rollene er {', '.join(roller())}."
    if enhet is not None and not kjent.per_enhet:
        return f"Rollen {kjent.navn} gjelder hele kommunen og gis ikke for en enhet."
    if enhet is None and kjent.per_enhet:
        return f"Rollen {kjent.navn} gis for en enhet. Velg hvilken; flere enheter er flere roller."
    if til is not None and til < fra:
        return f"Rollen slutter {til:%d.%m.%Y}, før den begynner {fra:%d.%m.%Y}."
    if enhet is not None and enhet not in enheter:
        return f"{enhet[0].capitalize()} {enhet[1]} finnes ikke fra {fra:%d.%m.%Y}."
    return ""


def rolleverdier(rad: Rolletildeling) -> dict[str, Any]:
    """A role as the log keeps it."""
    return {
        "rolle": rad.rolle, "enhet": f"{rad.enhet_nivaa} {rad.enhet_kode}".strip(), "fra": rad.gyldig_fra,
        "til": rad.gyldig_til, "personal": rad.personalansvar, "fag": rad.fagansvar, "okonomi": rad.okonomiansvar,
        "kilde": rad.kilde,
        "annullert": rad.annullert is not None,
    }  # fmt: skip


def _personverdier(rad: Bruker) -> dict[str, Any]:
    return {"navn": rad.navn, "epost": rad.email, "tittel": rad.tittel}


def _person(bruker_id: int) -> Bruker:
    rad = Bruker.objects.filter(pk=bruker_id).first()
    if rad is None:
        raise TilgangFeil("Personen finnes ikke.")
    return rad


def administratorer(*, uten: Collection[int] = ()) -> set[int]:
    """Those who can give roles tomorrow too, without the roles of these ids."""
    rader = Rolletildeling.objects.filter(
        gyldige_paa(timezone.localdate() + timedelta(days=1)), rolle=ADMINISTRATOR, bruker__is_active=True
    )
    return set(rader.exclude(pk__in=uten).values_list("bruker", flat=True))


def _laas_administratorer() -> bool:
    """Two who end each other at once come one after the other, always in the same order."""
    rader = Rolletildeling.objects.select_for_update().filter(rolle=ADMINISTRATOR).order_by("pk")
    return bool(list(rader.values_list("pk", flat=True)))


def krev_administrator() -> None:
    """Someone must be able to give roles. Raises TilgangFeil."""
    if not administratorer():
        raise TilgangFeil("Den siste systemadministratoren kan ikke tas bort. Gi rollen til en annen først.")
