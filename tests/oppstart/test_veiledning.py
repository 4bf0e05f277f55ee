"""From an empty installation to a municipality of one's own, in the browser, with the example files."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rodtraad.aarshjul.queries import aarene
from rodtraad.innlesing.models import Innlesing, Opplasting
from rodtraad.innlesing.services import les_inn
from rodtraad.oppstart.steg import DATA, FILER, er_ferdig, neste, stegene
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.tilgang.models import Bruker
from tests.personer import lag_person
from tests.tilgang.bekreft import bekreft

pytestmark = pytest.mark.django_db
GUIDE = "/arbeid/oppstart/"


@pytest.fixture
def admin(settings: Any, tmp_path: Path) -> Client:
    """An empty municipality, and its first person."""
    settings.MAPPE = tmp_path
    opprett_kommune(nummer="5025", navn="Prøvekommunen", av="test")
    klient = Client()
    klient.force_login(lag_person("forste", "systemadministrator"))
    bekreft(klient)
    return klient


def les(klient: Client, kilde: str) -> Any:
    eksempel = klient.get(f"{GUIDE}eksempel/{kilde}.csv")
    assert eksempel["Content-Disposition"] == f'attachment; filename="eksempel-{kilde}.csv"'
    fil = SimpleUploadedFile(f"{kilde}.csv", eksempel.content)
    proven = klient.post("/arbeid/innlesinger/ny/", {"kilde": kilde, "fil": fil, "neste": GUIDE}, follow=True)
    assert "Filen kan leses inn" in proven.content.decode(), proven.content.decode()
    return klient.post(f"/arbeid/innlesinger/prove/{Opplasting.objects.get().pk}/les-inn/")


def test_the_guide_ends_with_a_municipality_of_ones_own(admin: Client) -> None:
    assert "Fortsett oppsettet" in admin.get("/arbeid/").content.decode()
    for kilde in FILER:
        steg = neste(stegene())
        assert steg is not None
        assert steg.id == kilde
        assert les(admin, kilde)["Location"] == GUIDE
    svar = admin.post(f"{GUIDE}aaret/", follow=True).content.decode()
    assert "Kommunen er klar" in svar
    assert "er laget med" in svar
    assert aarene() == (timezone.localdate().year,)
    assert {e.navn for e in enheter_paa(timezone.localdate())} >= {"Skolene", "Helse og omsorg"}
    ola = Bruker.objects.get(username="ola")
    klient = Client()
    klient.force_login(ola)
    assert klient.get("/arbeid/").status_code == 200
    assert "Fortsett oppsettet" not in admin.get("/arbeid/").content.decode()


def test_the_guide_can_be_left_and_taken_up_again(admin: Client) -> None:
    les(admin, "organisasjon")
    admin.logout()
    admin.force_login(Bruker.objects.get(username="forste"))
    side = admin.get(GUIDE).content.decode()
    assert "1 av 6 steg er ferdige." in side
    assert "Lest inn: organisasjon.csv, 8 rader." in side


def test_a_step_can_be_withdrawn_and_is_open_again(admin: Client) -> None:
    les(admin, "organisasjon")
    vei = f"/arbeid/innlesinger/{Innlesing.objects.get().pk}/trekk/"
    assert admin.post(vei, {"begrunnelse": "Feil fil", "neste": GUIDE})["Location"] == GUIDE
    assert neste(stegene()).id == "organisasjon"
    assert enheter_paa(timezone.localdate()) == ()


def test_the_first_year_is_made_once(admin: Client) -> None:
    admin.post(f"{GUIDE}aaret/")
    assert "laget fra før" in admin.post(f"{GUIDE}aaret/", follow=True).content.decode()


def test_a_file_with_faults_leaves_the_step_open(admin: Client) -> None:
    fil = SimpleUploadedFile(
        "o.csv", b"kode,navn,nivaa,overordnet,gyldig_fra,gyldig_til\n1,A,etat,,2020-01-01,\n"
    )
    admin.post("/arbeid/innlesinger/ny/", {"kilde": "organisasjon", "fil": fil, "neste": GUIDE})
    assert neste(stegene()).id == "organisasjon"


def test_what_is_no_step_has_no_example(admin: Client) -> None:
    assert admin.get(f"{GUIDE}eksempel/hemmelighet.csv").status_code == 404


def test_how_the_municipality_looks_can_wait(admin: Client) -> None:
    assert not er_ferdig(stegene())
    for kilde in FILER:
        assert not les_inn(kilde, [DATA / f"{kilde}.csv"], av="test").har_feil
    admin.post(f"{GUIDE}aaret/")
    assert er_ferdig(stegene())
    assert neste(stegene()).id == "innstillinger"


def test_the_guide_takes_few_queries(admin: Client, django_assert_max_num_queries: Any) -> None:
    admin.get(GUIDE)
    with django_assert_max_num_queries(14):
        admin.get(GUIDE)
