"""Which right reaches which unit, for every role and every right: the whole table (ORG-09, ORG-11)."""

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.tilgang.queries import rettigheter_for
from rodtraad.tilgang.rettigheter import (
    Enhetsnokkel,
    Rettigheter,
    Tildeling,
    gjelder_enheter,
    overdras,
    retter,
    roller,
    sum_rettigheter,
)
from tests.personer import ANNEN, EGEN, FRA, Verden, lag_person, lag_verden

DAG = date(2026, 1, 1)
UNDER: Mapping[Enhetsnokkel, frozenset[Enhetsnokkel]] = {
    ("rammeomrade", "OPP"): frozenset({("rammeomrade", "OPP"), EGEN, ("ansvar", "2001")}),
    EGEN: frozenset({EGEN, ("ansvar", "2001")}),
    ANNEN: frozenset({ANNEN, ("ansvar", "3101")}),
    ("ansvar", "2001"): frozenset({("ansvar", "2001")}),
    ("ansvar", "3101"): frozenset({("ansvar", "3101")}),
}
PER_ENHET = [r.id for r in roller().values() if r.per_enhet]
FOR_ALLE = [r.id for r in roller().values() if not r.per_enhet]


@pytest.fixture
def verden(db: None) -> Verden:
    return lag_verden()


@pytest.mark.krav("ORG-09")
@pytest.mark.parametrize(("rolle", "rett"), list(product(PER_ENHET, retter())))
def test_a_role_for_a_unit_reaches_that_unit_and_those_below_and_no_other(rolle: str, rett: str) -> None:
    holdt = sum_rettigheter([Tildeling(rolle, EGEN)], UNDER)
    har = rett in roller()[rolle].retter
    for_alle = har and rett not in gjelder_enheter()
    assert holdt.har(rett) is har
    assert holdt.gjelder(rett, EGEN) is har
    assert holdt.gjelder(rett, ("ansvar", "2001")) is har
    assert holdt.gjelder(rett, ANNEN) is for_alle
    assert holdt.gjelder(rett, ("rammeomrade", "OPP")) is for_alle
    assert holdt.gjelder(rett, ("virksomhet", "finnes ikke")) is for_alle
    assert holdt.gjelder(rett, None) is for_alle
    assert holdt.omfang(rett) == (None if for_alle else UNDER[EGEN] if har else frozenset())


@pytest.mark.krav("ORG-09")
@pytest.mark.parametrize(("rolle", "rett"), list(product(FOR_ALLE, retter())))
def test_a_role_for_the_municipality_reaches_every_unit_with_its_rights_and_no_others(
    rolle: str, rett: str
) -> None:
    holdt = sum_rettigheter([Tildeling(rolle)], UNDER)
    har = rett in roller()[rolle].retter
    assert [holdt.gjelder(rett, enhet) for enhet in (EGEN, ANNEN, None)] == [har] * 3
    assert holdt.omfang(rett) == (None if har else frozenset())


@pytest.mark.krav("ORG-11")
def test_an_adviser_of_several_units_may_write_in_each_and_nowhere_else(verden: Verden) -> None:
    person = lag_person("radgiver", "okonomi", enhet=EGEN)
    person.rolletildelinger.create(
        rolle="okonomi", enhet_nivaa="virksomhet", enhet_kode="310", gyldig_fra=FRA, opprettet_av="t"
    )
    holdt = rettigheter_for(person.pk, DAG)
    assert [holdt.gjelder("rapport.skriv", ("virksomhet", k)) for k in ("200", "310", "230")] == [
        True,
        True,
        False,
    ]
    assert holdt.omfang("rapport.skriv") == {EGEN, ANNEN, ("ansvar", "2001"), ("ansvar", "3101")}
    assert not holdt.gjelder("rapport.skriv", ("rammeomrade", "OPP"))
    assert not holdt.gjelder("rapport.skriv", None)


def test_a_closed_account_holds_nothing(verden: Verden) -> None:
    person = verden.personer["kommunedirektor"]
    person.is_active = False
    person.save()
    assert not rettigheter_for(person.pk, DAG).har("tall.se")


@pytest.mark.parametrize(
    ("fra", "til", "holdt"),
    [
        (date(2026, 1, 1), None, True),
        (date(2026, 1, 2), None, False),
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2025, 1, 1), date(2025, 12, 31), False),
    ],
)
def test_a_role_is_held_from_its_first_day_through_its_last(
    verden: Verden, fra: date, til: date | None, *, holdt: bool
) -> None:
    person = lag_person("kort")
    person.rolletildelinger.create(rolle="revisor", gyldig_fra=fra, gyldig_til=til, opprettet_av="t")
    assert rettigheter_for(person.pk, DAG).har("logg.les") is holdt


def test_power_over_roles_is_what_a_deputy_does_not_get() -> None:
    assert set(retter()) - overdras() == {"roller.tildel", "roller.les_inn"}


TILDELINGER = st.lists(
    st.builds(
        Tildeling, st.sampled_from(sorted(roller())), st.one_of(st.none(), st.sampled_from(sorted(UNDER)))
    )
)


@given(TILDELINGER, TILDELINGER)
def test_more_roles_never_take_a_right_away(en: list[Tildeling], to: list[Tildeling]) -> None:
    begge = sum_rettigheter([*en, *to], UNDER)
    for del_ in (sum_rettigheter(en, UNDER), sum_rettigheter(to, UNDER)):
        for rett, enhet in product(retter(), [*UNDER, None]):
            assert not del_.gjelder(rett, enhet) or begge.gjelder(rett, enhet)


@given(TILDELINGER)
def test_every_right_held_comes_from_one_of_the_roles(holdt: list[Tildeling]) -> None:
    sum_ = sum_rettigheter(holdt, UNDER)
    enkeltvis = [sum_rettigheter([t], UNDER) for t in holdt]
    for rett, enhet in product(retter(), [*UNDER, None]):
        assert sum_.gjelder(rett, enhet) == any(e.gjelder(rett, enhet) for e in enkeltvis)


@given(TILDELINGER, st.sets(st.sampled_from(sorted(retter()))))
def test_cutting_down_rights_never_adds_one(holdt: list[Tildeling], bare: set[str]) -> None:
    alle = sum_rettigheter(holdt, UNDER)
    kuttet: Rettigheter = alle.bare(bare)
    for rett, enhet in product(retter(), [*UNDER, None]):
        assert kuttet.gjelder(rett, enhet) == (rett in bare and alle.gjelder(rett, enhet))
