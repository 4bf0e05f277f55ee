"""Units created and ended by hand, within one's own part of the tree."""

import pytest

from rodtraad.organisasjon.models import Enhet
from tests.personer import Verden, lag_verden

pytestmark = pytest.mark.django_db


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def test_a_leader_creates_a_unit_under_her_own_and_ends_it_with_a_successor(verden: Verden) -> None:
    klient = verden.klient("virksomhetsleder")
    data = {"over": "virksomhet:200", "kode": "2002", "navn": "Røros skole", "linje": "", "fra": "2024-08-01"}
    svar = klient.post("/arbeid/organisasjon/ny/", data, follow=True)
    assert "Enheten Røros skole er opprettet." in svar.content.decode()
    ny = Enhet.objects.get(kode="2002")
    assert (ny.nivaa, ny.overordnet) == ("ansvar", "200")
    klient.post(
        "/arbeid/organisasjon/ansvar/2002/avslutt/", {"siste_dag": "2030-07-31", "etterfolger": "2001"}
    )
    ny.refresh_from_db()
    assert (str(ny.gyldig_til), ny.etterfolger) == ("2030-07-31", "2001")
    side = klient.get("/arbeid/organisasjon/ansvar/2002/?dato=2030-08-01").content.decode()
    assert "Enheten gjelder ikke 1. august 2030." in side
    assert "Etterfølger:" in side


@pytest.mark.parametrize("over", ["virksomhet:310", "rammeomrade:OPP", ""])
def test_a_leader_cannot_put_a_unit_under_somebody_elses(verden: Verden, over: str) -> None:
    data = {"over": over, "kode": "9999", "navn": "Innsmuglet", "linje": "", "fra": "2024-08-01"}
    verden.klient("virksomhetsleder").post("/arbeid/organisasjon/ny/", data)
    assert not Enhet.objects.filter(kode="9999").exists()


@pytest.mark.krav("ORG-04")
def test_a_code_in_use_is_refused_on_the_page_and_nothing_typed_is_lost(verden: Verden) -> None:
    data = {"over": "virksomhet:200", "kode": "3101", "navn": "Helsehuset", "linje": "", "fra": "2024-08-01"}
    svar = verden.klient("virksomhetsleder").post("/arbeid/organisasjon/ny/", data)
    assert svar.status_code == 422
    assert "Ansvar 3101 er allerede i bruk" in svar.content.decode()
    assert 'value="Helsehuset"' in svar.content.decode()
