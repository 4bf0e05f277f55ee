"""A file from the browser: tried, read in, withdrawn; kept in private; never somebody else's."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.hendelser.models import Hendelse
from rodtraad.innlesing import opplasting
from rodtraad.innlesing.filinnhold import trygt_navn
from rodtraad.innlesing.models import Innlesing, Opplasting
from rodtraad.innlesing.prove import filer
from rodtraad.innlesing.register import alle_kilder
from tests.innlesing.eksempler import KONTOPLAN
from tests.personer import Verden, lag_verden
from tests.tilgang.bekreft import bekreft

pytestmark = pytest.mark.django_db
NY = "/arbeid/innlesinger/ny/"
FEIL = "funksjon,navn,rekkefolge,gyldig_fra\n202,Grunnskole,1,i fjor\n,SFO,2,2020-01-01\n"


@pytest.fixture
def verden(settings: Any, tmp_path: Path) -> Verden:
    settings.MAPPE = tmp_path
    return lag_verden()


@pytest.fixture
def okonomi(verden: Verden) -> Client:
    return verden.klient("okonomi")


def send(klient: Client, innhold: str | bytes, navn: str = "kontoplan.csv", **mer: str) -> Any:
    data = innhold.encode() if isinstance(innhold, str) else innhold
    return klient.post(NY, {"kilde": "kontoplan", "fil": SimpleUploadedFile(navn, data), **mer}, follow=True)


def test_a_file_is_tried_then_read_in_and_taken_away(okonomi: Client, tmp_path: Path) -> None:
    side = send(okonomi, KONTOPLAN)
    assert "Filen kan leses inn: 1 rader uten feil" in side.content.decode()
    assert not Innlesing.objects.exists()
    (venter,) = Opplasting.objects.all()
    assert filer(venter)[0].read_text() == KONTOPLAN
    svar = okonomi.post(f"/arbeid/innlesinger/prove/{venter.pk}/les-inn/", follow=True)
    assert "Filen er lest inn." in svar.content.decode()
    (lest,) = Innlesing.objects.all()
    assert (lest.fil, lest.bruker) == ("kontoplan.csv", "okonomi")
    assert list((tmp_path / "opplastet").iterdir()) == []


def test_every_fault_is_shown_at_once_with_row_and_remedy_and_nothing_can_be_read_in(okonomi: Client) -> None:
    side = send(okonomi, FEIL).content.decode()
    for del_ in ("Filen har feil", "rad 2", "rad 3", "i fjor", "Last opp en rettet fil"):
        assert del_ in side
    assert "les-inn" not in side
    (venter,) = Opplasting.objects.all()
    okonomi.post(f"/arbeid/innlesinger/prove/{venter.pk}/les-inn/")
    assert not Innlesing.objects.exists()


def test_the_same_file_twice_changes_nothing(okonomi: Client) -> None:
    for ventet in ("Filen er lest inn.", "Filen var lest inn fra før."):
        send(okonomi, KONTOPLAN)
        venter = Opplasting.objects.get()
        svar = okonomi.post(f"/arbeid/innlesinger/prove/{venter.pk}/les-inn/", follow=True)
        assert ventet in svar.content.decode()
    assert Innlesing.objects.count() == 1


@pytest.mark.parametrize(
    ("navn", "innhold", "melding"),
    [
        ("kontoplan.csv", b"MZ\x90\x00\x03\x00\x00\x00", "verken en tekstfil"),
        ("bilde.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "verken en tekstfil"),
        ("bok.xlsx", b"funksjon,navn", "verken en tekstfil"),
        ("kontoplan.csv", b"PK\x03\x04resten", "verken en tekstfil"),
        ("tom.csv", b"", "tom"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(
    okonomi: Client, tmp_path: Path, navn: str, innhold: bytes, melding: str
) -> None:
    assert melding in send(okonomi, innhold, navn).content.decode()
    assert not Opplasting.objects.exists()
    assert not any((tmp_path / "opplastet").glob("*")) or not (tmp_path / "opplastet").exists()


def test_a_file_that_is_too_large_is_refused_and_not_kept(
    okonomi: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opplasting, "STORST", 10)
    assert "større enn" in send(okonomi, KONTOPLAN).content.decode()
    assert list((tmp_path / "opplastet").iterdir()) == []


@pytest.mark.parametrize(
    "navn", ["../../hemmelighet", "..\\..\\x.csv", "/etc/passwd", "a\x00b.csv", "..", "<b>.csv"]
)
def test_the_name_of_a_file_leads_nowhere(okonomi: Client, tmp_path: Path, navn: str) -> None:
    venter = opplasting.ta_imot(
        opplasting.Sending(kilde="kontoplan", filer=[(navn, [KONTOPLAN.encode()])], av="x",
                           bruker_id=int(okonomi.session["_auth_user_id"]))
    )  # fmt: skip
    (fil,) = filer(venter)
    assert fil.is_file()
    assert fil.resolve().parent.parent.parent == (tmp_path / "opplastet").resolve()


@given(st.text(max_size=300))
def test_a_name_is_never_a_way_out(navn: str) -> None:
    trygt = trygt_navn(navn)
    assert 0 < len(trygt) <= 100
    assert not set(trygt) & set('/\\\0<>:"')
    assert trygt not in {".", ".."}


def test_a_file_that_waits_is_nobody_elses(okonomi: Client, verden: Verden) -> None:
    send(okonomi, KONTOPLAN)
    venter = Opplasting.objects.get()
    andre = verden.klient("systemadministrator")
    assert andre.get(f"/arbeid/innlesinger/prove/{venter.pk}/").status_code == 404
    for vei in ("les-inn", "forkast"):
        assert andre.post(f"/arbeid/innlesinger/prove/{venter.pk}/{vei}/").status_code == 404
    assert filer(venter)[0].is_file()


def test_persons_and_roles_are_read_only_by_whoever_may_give_them(okonomi: Client, verden: Verden) -> None:
    assert "?kilde=brukere" not in okonomi.get(NY).content.decode()
    assert "?kilde=brukere" in verden.klient("systemadministrator").get(NY).content.decode()
    assert "Velg et gyldig valg" in send(okonomi, "a,b\n", kilde="roller").content.decode()


def test_reading_in_persons_asks_who_one_is(verden: Verden) -> None:
    admin = verden.klient("systemadministrator")
    send(admin, "brukernavn,navn\nny,Ny Prøve\n", kilde="brukere")
    venter = Opplasting.objects.get()
    vei = f"/arbeid/innlesinger/prove/{venter.pk}/les-inn/"
    assert admin.post(vei)["Location"].startswith("/konto/bekreft/")
    assert not Innlesing.objects.exists()
    bekreft(admin)
    admin.post(vei)
    assert Innlesing.objects.get().kilde == "brukere"


def test_a_file_can_be_thrown_away(okonomi: Client, tmp_path: Path) -> None:
    send(okonomi, KONTOPLAN)
    okonomi.post(f"/arbeid/innlesinger/prove/{Opplasting.objects.get().pk}/forkast/")
    assert not Opplasting.objects.exists()
    assert list((tmp_path / "opplastet").iterdir()) == []


def test_files_nobody_reads_in_are_taken_away_after_a_day(okonomi: Client, tmp_path: Path) -> None:
    send(okonomi, KONTOPLAN)
    Opplasting.objects.update(opprettet=timezone.now() - timedelta(hours=25))
    send(okonomi, KONTOPLAN)
    assert Opplasting.objects.count() == 1
    assert len(list((tmp_path / "opplastet").iterdir())) == 1
    assert Hendelse.objects.filter(handling="forkastet_fil", av="system").exists()


def test_an_import_is_withdrawn_with_a_reason(okonomi: Client) -> None:
    send(okonomi, KONTOPLAN)
    okonomi.post(f"/arbeid/innlesinger/prove/{Opplasting.objects.get().pk}/les-inn/")
    vei = f"/arbeid/innlesinger/{Innlesing.objects.get().pk}/trekk/"
    assert "Hvorfor?: " in okonomi.post(vei).content.decode()
    svar = okonomi.post(vei, {"begrunnelse": "Feil fil"}, follow=True)
    assert "Innlesingen er trukket tilbake." in svar.content.decode()
    assert Innlesing.objects.get().status == "trukket"
    assert "er alt trukket" in okonomi.post(vei, {"begrunnelse": "Igjen"}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("neste", "ventet"),
    [("/arbeid/ordliste/", "/arbeid/ordliste/"), ("https://ond.example/arbeid/", ""), ("//ond.example", ""),
     ("/konto/logg-ut/", "")],
)  # fmt: skip
def test_where_one_goes_next_is_a_work_page_here(okonomi: Client, neste: str, ventet: str) -> None:
    send(okonomi, KONTOPLAN, neste=neste)
    venter = Opplasting.objects.get()
    assert venter.neste == ventet
    sted = okonomi.post(f"/arbeid/innlesinger/prove/{venter.pk}/les-inn/")["Location"]
    assert sted == (ventet or f"/arbeid/innlesinger/{Innlesing.objects.get().pk}/")


def test_the_list_names_the_source_in_words_also_one_that_is_no_more(okonomi: Client) -> None:
    send(okonomi, KONTOPLAN)
    okonomi.post(f"/arbeid/innlesinger/prove/{Opplasting.objects.get().pk}/les-inn/")
    celle = f"<td>{next(k.beskrivelse for k in alle_kilder() if k.navn == 'kontoplan')}</td>"
    assert celle in okonomi.get("/arbeid/innlesinger/").content.decode()
    Innlesing.objects.update(kilde="nedlagt")
    side = okonomi.get("/arbeid/innlesinger/").content.decode()
    assert "<td>nedlagt</td>" in side
    assert celle not in side


def test_the_list_takes_few_queries(okonomi: Client, django_assert_max_num_queries: Any) -> None:
    okonomi.get("/arbeid/innlesinger/")
    with django_assert_max_num_queries(12):
        okonomi.get("/arbeid/innlesinger/")
