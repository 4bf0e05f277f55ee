"""The list of roles in the browser: what it would give and take, the stop, and who may send it (ORG-12)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rodtraad.hendelser.models import Hendelse
from rodtraad.innlesing.models import Innlesing
from rodtraad.tilgang.models import Rolletildeling
from rodtraad.tilgang.services import oppnevn_stedfortreder
from tests.personer import Verden, lag_person, lag_verden
from tests.tilgang.bekreft import bekreft

pytestmark = pytest.mark.django_db
OVERSKRIFT = "brukernavn,rolle,nivaa,kode,kilde\n"


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture
def admin(verden: Verden, settings: Any, tmp_path: Any) -> Client:
    settings.MAPPE = tmp_path
    for nr in range(10):
        lag_person(f"person{nr}")
    return bekreft(verden.klient("systemadministrator"))


def liste(antall: int) -> str:
    return OVERSKRIFT + "\n".join(f"person{nr},fagleder,virksomhet,200,HR" for nr in range(antall)) + "\n"


def send(klient: Client, tekst: str, kilde: str = "roller") -> Any:
    fil = SimpleUploadedFile("roller.csv", tekst.encode())
    return klient.post("/arbeid/innlesinger/ny/", {"kilde": kilde, "fil": fil}, follow=True)


def les_inn(klient: Client, side: Any, **felter: str) -> Any:
    adresse = side.redirect_chain[-1][0] if side.redirect_chain else side.request["PATH_INFO"]
    return klient.post(f"{adresse}les-inn/", felter, follow=True)


def gjelder() -> int:
    return Rolletildeling.objects.filter(kilde="HR", gyldig_til=None, annullert=None).count()


@pytest.mark.krav("ORG-12")
def test_the_page_shows_what_is_given_and_taken_before_anything_happens(admin: Client) -> None:
    les_inn(admin, send(admin, liste(6)))
    assert gjelder() == 6
    side = send(admin, liste(4) + "person9,okonomi,virksomhet,310,HR\n")
    tekst = side.content.decode()
    assert "Person4 Prøve mister rollen Fagleder for virksomhet 200." in tekst
    assert "Person9 Prøve får rollen Økonomirådgiver for virksomhet 310." in tekst
    assert gjelder() == 6
    les_inn(admin, side)
    assert gjelder() == 5
    assert set(Hendelse.objects.filter(handling="avsluttet rolle").values_list("av", flat=True)) == {
        "systemadministrator"
    }


@pytest.mark.krav("ORG-12")
def test_a_list_that_takes_much_is_read_in_only_when_the_box_is_ticked(admin: Client) -> None:
    les_inn(admin, send(admin, liste(10)))
    side = send(admin, liste(2))
    assert "Listen tar bort 8 av 10 roller fra kilden." in side.content.decode()
    assert "Les inn likevel" in side.content.decode()
    les_inn(admin, side)
    assert gjelder() == 10
    les_inn(admin, side, bekreft="ja")
    assert gjelder() == 2


def test_a_tick_does_not_help_a_file_with_other_faults(admin: Client) -> None:
    side = send(admin, liste(2) + "ukjent,fagleder,virksomhet,200,HR\n")
    assert "Les inn likevel" not in side.content.decode()
    les_inn(admin, side, bekreft="ja")
    assert gjelder() == 0


def test_nobody_gives_himself_a_role_by_file(admin: Client) -> None:
    side = send(admin, liste(1) + "systemadministrator,kommunedirektor,,,HR\n")
    assert "Listen gir deg selv rollen Kommunedirektør." in side.content.decode()
    les_inn(admin, side, bekreft="ja")
    assert gjelder() == 0
    assert not Innlesing.objects.filter(kilde="roller").exists()


def test_the_page_asks_again_who_it_is_before_roles_are_changed(admin: Client) -> None:
    side = send(admin, liste(3))
    bekreft(admin, for_sekunder_siden=100_000)
    assert "/konto/bekreft/" in les_inn(admin, side).redirect_chain[0][0]
    assert gjelder() == 0


@pytest.mark.parametrize("kilde", ["roller", "brukere"])
def test_others_and_deputies_are_not_offered_the_sources_and_cannot_name_them(
    admin: Client, verden: Verden, kilde: str
) -> None:
    i_dag = timezone.localdate()
    oppnevn_stedfortreder(
        for_id=verden.personer["systemadministrator"].pk, stedfortreder_id=verden.personer["ansatt"].pk,
        fra=i_dag, til=i_dag + timedelta(days=1), grunn="Ferie", av="test",
    )  # fmt: skip
    stedfortreder = bekreft(verden.klient("ansatt"))
    stedfortreder.post(f"/arbeid/stedfortredere/handle-for/{verden.personer['systemadministrator'].pk}/")
    for klient in (stedfortreder, bekreft(verden.klient("okonomi"))):
        assert f'value="{kilde}"' not in klient.get("/arbeid/innlesinger/ny/").content.decode()
        assert send(klient, liste(1), kilde).status_code == 200
        assert not Innlesing.objects.filter(kilde=kilde).exists()
    assert gjelder() == 0


def test_a_program_that_calls_itself_a_list_is_refused(admin: Client) -> None:
    fil = SimpleUploadedFile("roller.csv", b"\x7fELF\x00\x01\x02")
    svar = admin.post("/arbeid/innlesinger/ny/", {"kilde": "roller", "fil": fil})
    assert "er verken en tekstfil (CSV) eller en arbeidsbok" in svar.content.decode()
