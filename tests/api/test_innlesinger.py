"""Another system sends a file, sees the trial, reads it in and takes it back, with its key."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rodtraad.hendelser.models import Hendelse
from rodtraad.innlesing import prove
from rodtraad.innlesing.bakgrunn import gjor_ventende
from rodtraad.innlesing.models import Innlesing, Opplasting
from rodtraad.innlesing.profiler import lagre_profil
from tests.api.nokkelknippe import med, nokkel
from tests.innlesing.eksempler import EGEN, KONTOPLAN, PROFIL
from tests.personer import Verden, lag_verden

pytestmark = [pytest.mark.django_db, pytest.mark.krav("SYS-02")]
ROT = "/api/v1/innlesinger/"


@pytest.fixture
def verden(settings: Any, tmp_path: Path) -> Verden:
    settings.MAPPE = tmp_path
    return lag_verden()


@pytest.fixture
def system(verden: Verden) -> Client:
    return med(nokkel(verden.personer["okonomi"]))


def send(klient: Client, innhold: str, navn: str = "kontoplan.csv", **om: str) -> Any:
    data = {"kilde": "kontoplan", **om, "filer": [SimpleUploadedFile(navn, innhold.encode())]}
    return klient.post(f"{ROT}opplastinger", data)


def gjor(klient: Client, vei: str, **kropp: object) -> Any:
    return klient.post(f"{ROT}{vei}", kropp, content_type="application/json")


def test_a_file_is_sent_tried_read_in_and_withdrawn(system: Client) -> None:
    svar = send(system, KONTOPLAN)
    assert svar.status_code == 201
    ny = svar.json()
    assert (ny["tilstand"], ny["antall"], ny["har_feil"]) == ("provd", 1, False)
    assert system.get(f"{ROT}opplastinger/{ny['id']}").json() == ny
    assert not Innlesing.objects.exists()
    lest = gjor(system, f"opplastinger/{ny['id']}/les-inn").json()
    post = system.get(f"{ROT}{lest['innlesing']}").json()
    assert (post["status"], post["fil"]) == ("gyldig", "kontoplan.csv")
    assert "API-nøkkelen" in post["bruker"]
    trukket = gjor(system, f"{lest['innlesing']}/trekk", begrunnelse="Feil fil").json()
    assert trukket["status"] == "trukket"
    assert gjor(system, f"{lest['innlesing']}/trekk", begrunnelse="Igjen").status_code == 422
    assert Hendelse.objects.filter(
        handling="trekk_tilbake", gjelder=f"innlesing:{lest['innlesing']}"
    ).exists()


def test_faults_come_with_row_and_remedy_and_nothing_is_read_in(system: Client) -> None:
    ny = send(system, KONTOPLAN + ",SFO,x,i fjor\n").json()
    assert ny["har_feil"]
    assert {(f["rad"], f["kolonne"]) for f in ny["funn"]} == {
        (3, "funksjon"),
        (3, "rekkefolge"),
        (3, "gyldig_fra"),
    }
    assert all(f["tiltak"] for f in ny["funn"])
    assert gjor(system, f"opplastinger/{ny['id']}/les-inn").status_code == 422
    assert not Innlesing.objects.exists()
    assert gjor(system, f"opplastinger/{ny['id']}/forkast").status_code == 204
    assert not Opplasting.objects.exists()


def test_a_ledger_in_columns_of_its_own_is_read_through_a_saved_profile(system: Client) -> None:
    assert send(system, EGEN, "egen.csv", kilde="csv").json()["tilstand"] == "kartlegges"
    assert send(system, EGEN, "egen.csv", kilde="csv", profil="Finnes ikke").status_code == 422
    lagre_profil(kilde="csv", navn="Prøvesystemet", tekst=PROFIL, av="test")
    ny = send(system, EGEN, "egen.csv", kilde="csv", profil="Prøvesystemet").json()
    assert (ny["tilstand"], ny["antall"]) == ("provd", 2)
    assert ny["virkninger"][0]["antall"] == [0, 2]


def test_a_large_file_is_tried_in_the_background(system: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prove, "STOR", 10)
    ny = send(system, KONTOPLAN).json()
    assert ny["tilstand"] == "venter"
    assert gjor(system, f"opplastinger/{ny['id']}/les-inn").status_code == 422
    gjor_ventende()
    assert gjor(system, f"opplastinger/{ny['id']}/les-inn").json()["tilstand"] == "leses_inn"
    gjor_ventende()
    assert system.get(f"{ROT}opplastinger/{ny['id']}").json()["innlesing"] == Innlesing.objects.get().pk


def test_a_key_reads_no_persons_and_no_roles_and_sees_nobody_elses_files(
    system: Client, verden: Verden
) -> None:
    admin = med(nokkel(verden.personer["systemadministrator"]))
    for kilde in ("brukere", "roller"):
        assert send(admin, "a,b\n1,2\n", kilde=kilde).status_code == 403
    ny = send(system, KONTOPLAN).json()
    assert admin.get(f"{ROT}opplastinger/{ny['id']}").status_code == 404
    assert send(system, "x", kilde="finnes-ikke").status_code == 422
