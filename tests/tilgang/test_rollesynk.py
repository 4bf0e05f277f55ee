"""Whatever lists come after each other, the roles are those of the last one, and others' roles are untouched."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodtraad.tilgang.models import Kilderolle, Rolletildeling
from rodtraad.tilgang.queries import gyldige_paa
from rodtraad.tilgang.rollesynk import Onsketrolle, dobbelt, legg_plan
from rodtraad.tilgang.rollesynk_services import lagre_rolleliste, sett_gyldige_rollelister
from tests.personer import ANNEN, EGEN, lag_person

pytestmark = pytest.mark.django_db
I_DAG = timezone.localdate()
DAGER = st.integers(-3, 3).map(lambda n: I_DAG + timedelta(days=n))
EN = st.builds(
    Onsketrolle, st.sampled_from([0, 1]), st.sampled_from(["fagleder", "ansatt"]), st.sampled_from([EGEN, ANNEN]),
    st.none() | DAGER, st.none() | DAGER, st.booleans(),
).filter(lambda o: not (o.fra and o.til and o.til < o.fra))  # fmt: skip
LISTE = st.lists(EN, max_size=5).filter(lambda liste: not dobbelt(liste))
RO = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def verden(lister: Sequence[Sequence[Onsketrolle]]) -> Iterator[list[list[Onsketrolle]]]:
    """The lists with real persons, and a role by hand beside; everything is taken back afterwards."""
    with transaction.atomic():
        ider = [lag_person("en", "fagleder", enhet=EGEN).pk, lag_person("to").pk]
        yield [[replace(o, bruker_id=ider[o.bruker_id]) for o in liste] for liste in lister]
        transaction.set_rollback(True)


def les(lister: Sequence[Sequence[Onsketrolle]]) -> None:
    for nr, liste in enumerate(lister):
        lagre_rolleliste(liste, kilde="HR", innlesing=f"i{nr}", av="t", bekreftet=True)
        sett_gyldige_rollelister([f"i{nr}"])


def gjelder(kilde: str, dag: date) -> list[tuple[object, ...]]:
    felter = ("bruker", "rolle", "enhet_nivaa", "enhet_kode", "personalansvar")
    return sorted(Rolletildeling.objects.filter(gyldige_paa(dag), kilde=kilde).values_list(*felter))


def onsket(liste: Sequence[Onsketrolle], dag: date) -> list[tuple[object, ...]]:
    return sorted(
        (*o.nokkel, o.personal)
        for o in liste
        if (o.fra is None or o.fra <= dag) and (o.til is None or o.til >= dag)
    )


@given(st.lists(LISTE, min_size=1, max_size=4))
@RO
def test_the_roles_of_today_and_tomorrow_are_those_of_the_last_list(lister: list[list[Onsketrolle]]) -> None:
    with verden(lister) as ekte:
        for_haand = gjelder("", I_DAG)
        les(ekte)
        for dag in (I_DAG, I_DAG + timedelta(days=2)):
            assert gjelder("HR", dag) == onsket(ekte[-1], dag)
        assert gjelder("", I_DAG) == for_haand


@given(st.lists(LISTE, min_size=1, max_size=3))
@RO
def test_the_same_list_again_changes_nothing(lister: list[list[Onsketrolle]]) -> None:
    with verden(lister) as ekte:
        les(ekte)
        assert legg_plan("HR", ekte[-1], I_DAG).er_tom


@given(LISTE, LISTE)
@RO
def test_a_withdrawal_gives_back_the_roles_of_the_list_before(
    forste: list[Onsketrolle], andre: list[Onsketrolle]
) -> None:
    with verden([forste, andre]) as ekte:
        les(ekte)
        sett_gyldige_rollelister(["i0"])
        assert gjelder("HR", I_DAG) == onsket(ekte[0], I_DAG)
        assert set(Kilderolle.objects.filter(gjelder=True).values_list("innlesing", flat=True)) <= {"i0"}
        sett_gyldige_rollelister([])
        assert gjelder("HR", I_DAG) == []


@given(st.lists(LISTE, min_size=1, max_size=4))
@RO
def test_no_list_deletes_a_role_that_was_held(lister: list[list[Onsketrolle]]) -> None:
    with verden(lister) as ekte:
        antall = 0
        for nr in range(len(ekte)):
            lagre_rolleliste(ekte[nr], kilde="HR", innlesing=f"i{nr}", av="t", bekreftet=True)
            naa = Rolletildeling.objects.filter(kilde="HR").count()
            assert naa >= antall
            antall = naa
