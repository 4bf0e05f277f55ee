"""The calendar feed: right by RFC 5545, mine by a secret, gone when withdrawn, and never more than I may see."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from rodtraad.aarshjul.generering import lag_aarshjul
from rodtraad.aarshjul.kalender import lag_nokkel, trekk_nokkel
from rodtraad.aarshjul.models import Kalendernokkel
from rodtraad.oppgaver.services import opprett_oppgave
from tests.personer import Verden, lag_verden

pytestmark = pytest.mark.django_db
I_DAG = timezone.localdate()


@pytest.fixture
def verden() -> Verden:
    verden = lag_verden()
    lag_aarshjul(aar=I_DAG.year, av="test")
    lag_aarshjul(aar=I_DAG.year + 1, av="test")
    return verden


def hent(verden: Verden, hemmelighet: str) -> list[dict[str, object]]:
    svar = verden.klient(None).get(f"/kalender/{hemmelighet}.ics")
    assert svar.status_code == 200
    assert svar.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return [dict(h) for h in Calendar.from_ical(svar.content).walk("VEVENT")]


def test_the_feed_holds_my_tasks_and_the_events_of_my_roles(verden: Verden) -> None:
    eier = verden.personer["okonomi"]
    opprett_oppgave(tittel="Skriv rapporten", eier_id=eier.pk, frist=I_DAG + timedelta(3), av="t")
    opprett_oppgave(tittel="En annens", eier_id=verden.personer["ansatt"].pk, frist=I_DAG, av="t")
    hendelser = hent(verden, lag_nokkel(bruker_id=eier.pk, av="okonomi"))
    titler = {str(h["SUMMARY"]) for h in hendelser}
    assert "Frist: Skriv rapporten" in titler
    assert "SSB publiserer ureviderte KOSTRA-tall" in titler
    assert not any("annens" in t for t in titler)
    frist = next(h for h in hendelser if h["SUMMARY"] == "Frist: Skriv rapporten")
    assert (frist["DTSTART"].dt, frist["DTEND"].dt) == (I_DAG + timedelta(3), I_DAG + timedelta(4))  # type: ignore[attr-defined]
    assert len({str(h["UID"]) for h in hendelser}) == len(hendelser)


def test_unchanged_content_gives_the_same_bytes(verden: Verden) -> None:
    hemmelighet = lag_nokkel(bruker_id=verden.personer["okonomi"].pk, av="t")
    klient = verden.klient(None)
    assert (
        klient.get(f"/kalender/{hemmelighet}.ics").content
        == klient.get(f"/kalender/{hemmelighet}.ics").content
    )


def test_a_new_address_stops_the_old_and_an_inactive_person_has_none(verden: Verden) -> None:
    eier, klient = verden.personer["okonomi"], verden.klient(None)
    forste = lag_nokkel(bruker_id=eier.pk, av="t")
    andre = lag_nokkel(bruker_id=eier.pk, av="t")
    assert klient.get(f"/kalender/{forste}.ics").status_code == 404
    assert klient.get(f"/kalender/{andre}.ics").status_code == 200
    eier.is_active = False
    eier.save()
    assert klient.get(f"/kalender/{andre}.ics").status_code == 404
    eier.is_active = True
    eier.save()
    trekk_nokkel(bruker_id=eier.pk, av="t")
    assert klient.get(f"/kalender/{andre}.ics").status_code == 404
    assert klient.get("/kalender/gjetning.ics").status_code == 404


def test_only_the_hash_of_the_address_is_kept_and_it_is_shown_once(verden: Verden) -> None:
    klient = verden.klient("ansatt")
    svar = klient.post("/arbeid/aarshjul/kalender/")
    hemmelighet = svar.context["adresse"].rsplit("/", 1)[1].removesuffix(".ics")
    assert hemmelighet not in str(vars(Kalendernokkel.objects.get()))
    assert hemmelighet in svar.content.decode()
    assert hemmelighet not in klient.get("/arbeid/aarshjul/kalender/").content.decode()
    assert hent(verden, hemmelighet)


def test_a_person_without_the_right_gets_tasks_and_open_events_only(verden: Verden) -> None:
    eier = verden.personer["innbygger"]
    opprett_oppgave(tittel="Min", eier_id=eier.pk, frist=I_DAG, av="t")
    assert [str(h["SUMMARY"]) for h in hent(verden, lag_nokkel(bruker_id=eier.pk, av="t"))] == ["Frist: Min"]


def test_the_open_calendar_holds_only_what_is_marked_as_open(verden: Verden) -> None:
    svar = verden.klient(None).get("/kalender/kommunen.ics")
    titler = {str(h["SUMMARY"]) for h in Calendar.from_ical(svar.content).walk("VEVENT")}
    assert any("Kommunestyret" in t for t in titler)
    assert not any("KOSTRA-tall" in t for t in titler)
    assert not svar.cookies
