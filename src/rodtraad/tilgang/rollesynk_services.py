"""Roles follow the full list of a source system (ORG-12). Prose: docs/regler/roller-og-stedfortredere.md."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.tilgang.models import Kilderolle, Rolletildeling
from rodtraad.tilgang.rollesynk import Onsketrolle, Synkplan, i_gaar, legg_plan
from rodtraad.tilgang.services import ADMINISTRATOR, TilgangFeil, avslutt, krev_administrator, rolleverdier

AV = "innlesing"


def lagre_rolleliste(
    onskede: Sequence[Onsketrolle], *, kilde: str, innlesing: str, av: str, bekreftet: bool = False
) -> Synkplan:
    """Rolleliste: keeps the list and lets the roles follow it. Raises TilgangFeil, and then nothing has changed.

    Refused: a list that takes too many roles without somebody having said it is meant, and one that takes
    the last administrator.
    """
    with transaction.atomic():
        plan = legg_plan(kilde, onskede, timezone.localdate())
        if plan.tar_for_mange and not bekreftet:
            raise TilgangFeil(for_mange(plan))
        Kilderolle.objects.filter(kilde=kilde, gjelder=True).update(gjelder=False)
        Kilderolle.objects.bulk_create(
            [
                Kilderolle(
                    innlesing=innlesing, kilde=kilde, bruker_id=o.bruker_id, rolle=o.rolle,
                    enhet_nivaa=o.nokkel[2], enhet_kode=o.nokkel[3], fra=o.fra, til=o.til,
                    personalansvar=o.personal, fagansvar=o.fag, okonomiansvar=o.okonomi,
                )
                for o in onskede
            ],
            batch_size=500,
        )  # fmt: skip
        _gjennomfor(plan, kilde, av)
    return plan


def for_mange(plan: Synkplan) -> str:
    """Why a list is stopped, in words."""
    return (
        f"Listen tar bort {len(plan.avsluttes)} av {plan.antall_for} roller fra kilden. "
        "Er filen hel? Bekreft hvis det er meningen."
    )


def sett_gyldige_rollelister(gyldige: Collection[str]) -> None:
    """After a withdrawal: the roles follow the lists that now count. A list that already counts changes nothing."""
    with transaction.atomic():
        var = set(Kilderolle.objects.filter(gjelder=True).values_list("innlesing", "kilde").distinct())
        blir = set(
            Kilderolle.objects.filter(innlesing__in=gyldige).values_list("innlesing", "kilde").distinct()
        )
        for kilde in sorted({kilde for _, kilde in var ^ blir}):
            rader = Kilderolle.objects.filter(kilde=kilde)
            rader.filter(gjelder=True).exclude(innlesing__in=gyldige).update(gjelder=False)
            rader.filter(innlesing__in=gyldige).update(gjelder=True)
            onskede = [_onsket(rad) for rad in rader.filter(gjelder=True)]
            _gjennomfor(legg_plan(kilde, onskede, timezone.localdate()), kilde, AV)


def _onsket(rad: Kilderolle) -> Onsketrolle:
    enhet = (rad.enhet_nivaa, rad.enhet_kode) if rad.enhet_kode else None
    return Onsketrolle(
        rad.bruker_id,
        rad.rolle,
        enhet,
        rad.fra,
        rad.til,
        rad.personalansvar,
        rad.fagansvar,
        rad.okonomiansvar,
    )


def _gjennomfor(plan: Synkplan, kilde: str, av: str) -> None:
    """Ends first, so that what begins anew has room."""
    i_dag = timezone.localdate()
    for rad in (*plan.avsluttes, *plan.byttes):
        avslutt(rad, i_gaar(i_dag), av=av, grunn=f"står ikke i listen fra {kilde}")
    for rad, onsket in plan.endres:
        _endre(rad, onsket, av)
    for onsket in plan.gis:
        _gi(onsket, kilde, av)
    if any(rad.rolle == ADMINISTRATOR for rad in plan.avsluttes):
        krev_administrator()


def _endre(rad: Rolletildeling, onsket: Onsketrolle, av: str) -> None:
    for_ = rolleverdier(rad)
    _sett(rad, onsket)
    rad.save(update_fields=["gyldig_til", "personalansvar", "fagansvar", "okonomiansvar"])
    loggfor(
        handling="endret rolle", gjelder=f"bruker:{rad.bruker_id}", av=av, for_=for_, etter=rolleverdier(rad)
    )


def _gi(onsket: Onsketrolle, kilde: str, av: str) -> None:
    """A role that ended yesterday goes on; one that ended earlier begins today, so that the gap stays to be seen."""
    i_dag = timezone.localdate()
    bruker_id, rolle, nivaa, kode = onsket.nokkel
    like = Rolletildeling.objects.filter(
        bruker=bruker_id, rolle=rolle, enhet_nivaa=nivaa, enhet_kode=kode, kilde=kilde, annullert__isnull=True
    )
    sluttet = like.filter(gyldig_til=i_gaar(i_dag)).order_by("-gyldig_fra").first()
    if sluttet and (onsket.fra is None or onsket.fra <= sluttet.gyldig_fra):
        _endre(sluttet, onsket, av)
        return
    fra = onsket.fra or i_dag
    if like.filter(gyldig_fra=fra).exists():
        fra = i_dag
    rad = Rolletildeling(
        bruker_id=bruker_id, rolle=rolle, enhet_nivaa=nivaa, enhet_kode=kode, gyldig_fra=fra, kilde=kilde,
        opprettet_av=av,
    )  # fmt: skip
    _sett(rad, onsket)
    rad.save()
    loggfor(handling="ga rolle", gjelder=f"bruker:{bruker_id}", av=av, etter=rolleverdier(rad))


def _sett(rad: Rolletildeling, onsket: Onsketrolle) -> None:
    rad.gyldig_til = onsket.til
    rad.personalansvar, rad.fagansvar, rad.okonomiansvar = onsket.personal, onsket.fag, onsket.okonomi
