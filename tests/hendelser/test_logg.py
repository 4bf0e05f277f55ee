import pytest
from django.db import DatabaseError, connection, transaction

from rodtraad.hendelser.models import Hendelse
from rodtraad.hendelser.queries import hendelser_om
from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil

pytestmark = pytest.mark.django_db


def test_an_act_is_entered_with_who_what_before_and_after() -> None:
    loggfor(handling="trekk_tilbake", gjelder="innlesing:b1", av="kari", for_={"a": 1}, etter={"a": 2})
    (post,) = hendelser_om("innlesing:b1")
    assert (post.av, post.handling, post.verdi_for, post.verdi_etter) == (
        "kari",
        "trekk_tilbake",
        {"a": 1},
        {"a": 2},
    )
    assert post.tidspunkt is not None


def test_the_model_refuses_to_change_or_delete_an_entry() -> None:
    loggfor(handling="h", gjelder="g")
    hendelse = Hendelse.objects.get()
    for forsok in (
        hendelse.save,
        hendelse.delete,
        Hendelse.objects.all().delete,
        lambda: Hendelse.objects.update(av="x"),
        lambda: Hendelse.objects.bulk_update([hendelse], ["av"]),
    ):
        with pytest.raises(RodtraadFeil, match="bare føyes til"):
            forsok()


@pytest.mark.parametrize(
    "setning", ["UPDATE hendelser_hendelse SET av = 'x'", "DELETE FROM hendelser_hendelse"]
)
def test_the_database_itself_refuses_to_change_or_delete_an_entry(setning: str) -> None:
    loggfor(handling="h", gjelder="g", av="kari")
    with (
        pytest.raises(DatabaseError, match="Hendelsesloggen"),
        transaction.atomic(),
        connection.cursor() as peker,
    ):
        peker.execute(setning)
    assert [p.av for p in hendelser_om("g")] == ["kari"]
