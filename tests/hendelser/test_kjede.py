"""SYS-04: the chain shows a log that was changed, also where the triggers were lifted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.hendelser.kjede import innholdssum, renskrevet
from rodtraad.hendelser.kontroll import Hode, verifiser
from rodtraad.hendelser.models import Hendelse, Kjedeledd
from rodtraad.hendelser.services import loggfor
from rodtraad.hendelser.skjult import uten_hemmeligheter

pytestmark = pytest.mark.django_db


@contextmanager
def uten_utlosere() -> Iterator[None]:
    """As one who owns the database can do."""
    with connection.cursor() as peker:
        peker.execute("SELECT sql, name FROM sqlite_master WHERE type = 'trigger'")
        utlosere = peker.fetchall()
        for _, navn in utlosere:
            peker.execute(f"DROP TRIGGER {navn}")
        yield
        for sql, _ in utlosere:
            peker.execute(sql)


def sql(setning: str) -> None:
    with uten_utlosere(), connection.cursor() as peker:
        peker.execute(setning)


def skriv(antall: int) -> list[int]:
    for nr in range(antall):
        loggfor(
            handling="endret", gjelder=f"ting:{nr}", av="kari", for_={"tall": nr}, etter={"tall": nr + 0.5}
        )
    return list(Hendelse.objects.order_by("id").values_list("id", flat=True))


@pytest.mark.krav("SYS-04")
def test_a_log_nobody_has_touched_is_whole() -> None:
    skriv(5)
    svar = verifiser()
    assert (svar.antall, svar.feil, svar.hode.nummer) == (5, (), 5)
    assert Hode(5, Kjedeledd.objects.get(pk=5).kjedesum) == svar.hode


@pytest.mark.krav("SYS-04")
@pytest.mark.parametrize(
    ("angrep", "ventet"),
    [
        ("UPDATE hendelser_hendelse SET av = 'ola' WHERE id = {2}", "er endret"),
        ("UPDATE hendelser_hendelse SET verdi_etter = '{{\"tall\": 9}}' WHERE id = {2}", "er endret"),
        ("UPDATE hendelser_hendelse SET tidspunkt = '2020-01-01 00:00:00' WHERE id = {2}", "er endret"),
        ("UPDATE hendelser_kjedeledd SET innhold = kjedesum WHERE nummer = 3", "er endret"),
        ("UPDATE hendelser_kjedeledd SET kjedesum = innhold WHERE nummer = 3", "passer ikke"),
        ("DELETE FROM hendelser_kjedeledd WHERE nummer = 3", "ledd 3 er fjernet"),
        (
            """INSERT INTO hendelser_hendelse (tidspunkt, av, handling, gjelder)
               VALUES ('2026-01-01', 'x', 'gav rolle', 'bruker:1')""",
            "satt inn utenom kjeden",
        ),
    ],
)
def test_what_was_done_behind_the_back_of_the_application_is_found(angrep: str, ventet: str) -> None:
    sql(angrep.format(*skriv(5)))
    assert any(ventet in feil for feil in verifiser().feil)


@pytest.mark.krav("SYS-04")
def test_an_entry_removed_with_its_link_is_found() -> None:
    ider = skriv(5)
    with uten_utlosere(), connection.cursor() as peker:
        peker.execute("DELETE FROM hendelser_kjedeledd WHERE nummer = 3")
        peker.execute("DELETE FROM hendelser_hendelse WHERE id = %s", [ider[2]])
    assert verifiser().feil == ("Hendelsen bak ledd 3 er fjernet.",)


@pytest.mark.krav("SYS-04")
def test_a_log_cut_short_is_found_by_a_head_noted_earlier() -> None:
    ider = skriv(5)
    notert = verifiser().hode
    with uten_utlosere(), connection.cursor() as peker:
        peker.execute("DELETE FROM hendelser_kjedeledd WHERE nummer > 3")
        peker.execute("DELETE FROM hendelser_hendelse WHERE id > %s", [ider[2]])
    assert verifiser().feil == ()
    assert "er kortet inn" in verifiser(notert).feil[0]


def test_a_head_noted_earlier_still_stands_when_more_is_written() -> None:
    skriv(3)
    notert = verifiser().hode
    skriv(3)
    assert verifiser(notert).feil == ()


@pytest.mark.parametrize(
    "setning", ["UPDATE hendelser_kjedeledd SET innhold = ''", "DELETE FROM hendelser_kjedeledd"]
)
def test_the_database_refuses_to_change_or_delete_a_link(setning: str) -> None:
    skriv(1)
    with (
        pytest.raises(DatabaseError, match="Hendelsesloggen"),
        transaction.atomic(),
        connection.cursor() as peker,
    ):
        peker.execute(setning)
    assert verifiser().feil == ()


def test_an_act_that_is_undone_leaves_no_link() -> None:
    skriv(2)
    with transaction.atomic():
        skriv(1)
        transaction.set_rollback(True)
    assert verifiser().antall == 2
    assert verifiser().feil == ()


@given(
    st.dictionaries(st.text(), st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.none())
)
def test_the_sum_is_the_same_before_and_after_the_database(verdier: dict[str, object]) -> None:
    dag = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Europe/Oslo"))
    fast = {"tidspunkt": dag, "av": "a", "handling": "h", "gjelder": "g", "verdi_for": None}
    assert innholdssum(**fast, verdi_etter=verdier) == innholdssum(**fast, verdi_etter=renskrevet(verdier))


def test_passwords_keys_and_secrets_never_stand_in_the_log() -> None:
    loggfor(
        handling="h", gjelder="g", for_={"passord": "gammelt"},
        etter={"ny": {"API-nøkkel": "rt_123", "liste": [{"token": "abc"}]}, "hemmelighet": "x", "har_passord": True},
    )  # fmt: skip
    (h,) = Hendelse.objects.all()
    assert h.verdi_for == {"passord": "(skjult)"}
    assert h.verdi_etter["hemmelighet"] == "(skjult)"
    assert h.verdi_etter["har_passord"] is True
    assert "abc" not in str(h.verdi_etter)


@pytest.mark.parametrize("navn", ["API-nøkkel", "api_nokkel", "access_token", "Passord", "client_secret"])
def test_a_name_that_says_secret_hides_its_value(navn: str) -> None:
    assert uten_hemmeligheter({navn: "abc"}) == {navn: "(skjult)"}
    assert uten_hemmeligheter({navn: ""}) == {navn: ""}
