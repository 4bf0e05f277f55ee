"""The calendar feed: right by RFC 5545, mine by a secret, gone when withdrawn, and never more than I may see."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from rodtraad.aarshjul.generering import lag_aarshjul
from rodtraad.aarshjul.kalender import lag_nokkel, trekk_nokkel
from rodtraad.aarshjul.models import Aarshendelse, Kalendernokkel
from rodtraad.aarshjul.services import endre_hendelse, sett_status
from rodtraad.oppgaver.services import opprett_oppgave
from rodtraad.sak.models import Mote, Organ
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


def test_the_feed_holds_every_day_of_the_year_one_may_see_and_none_that_is_called_off(verden: Verden) -> None:
    rad = Aarshendelse.objects.get(hjul__aar=I_DAG.year + 1, mal="hop")
    hemmelighet = lag_nokkel(bruker_id=verden.personer["ansatt"].pk, av="t")
    uid = f"aarshendelse-{rad.pk}@"
    (hop,) = (h for h in hent(verden, hemmelighet) if str(h["UID"]).startswith(uid))
    assert (hop["DTSTART"].dt, hop["SEQUENCE"]) == (rad.fra, 0)  # type: ignore[attr-defined]
    flyttet = rad.fra + timedelta(1)
    endre_hendelse(hendelse_id=rad.pk, versjon=1, verdier={"fra": flyttet, "til": flyttet}, av="t")
    (hop,) = (h for h in hent(verden, hemmelighet) if str(h["UID"]).startswith(uid))
    assert (hop["DTSTART"].dt, hop["SEQUENCE"]) == (flyttet, 1)  # type: ignore[attr-defined]
    sett_status(hendelse_id=rad.pk, versjon=2, status="avlyst", grunn="Valg", av="t")
    assert not [h for h in hent(verden, hemmelighet) if str(h["UID"]).startswith(uid)]


def test_a_right_taken_away_empties_the_feed_at_once(verden: Verden) -> None:
    eier = verden.personer["ansatt"]
    hemmelighet = lag_nokkel(bruker_id=eier.pk, av="t")
    assert any("KOSTRA" in str(h["SUMMARY"]) for h in hent(verden, hemmelighet))
    eier.rolletildelinger.update(gyldig_til=I_DAG - timedelta(1))
    assert not hent(verden, hemmelighet)


def test_whoever_has_the_latest_gets_304_until_something_changes(verden: Verden) -> None:
    eier, klient = verden.personer["okonomi"], verden.klient(None)
    adresse = f"/kalender/{lag_nokkel(bruker_id=eier.pk, av='t')}.ics"
    merke = klient.get(adresse).headers["ETag"]
    assert klient.get(adresse, headers={"if-none-match": merke}).status_code == 304
    opprett_oppgave(tittel="Ny", eier_id=eier.pk, frist=I_DAG, av="t")
    svar = klient.get(adresse, headers={"if-none-match": merke})
    assert svar.status_code == 200
    assert "private" in svar.headers["Cache-Control"]


def test_political_meetings_are_open_with_hour_and_time_zone_and_others_are_not(verden: Verden) -> None:
    kommunestyret, ledergruppen = (
        Organ.objects.create(navn=navn, slag=slag)
        for navn, slag in (("Bystyret", "folkevalgt"), ("Ledergruppen", "ledergruppe"))
    )
    dag = I_DAG + timedelta(20)
    Mote.objects.create(organ=kommunestyret, dato=dag, klokkeslett=time(10), sted="Rådhuset")
    Mote.objects.create(organ=kommunestyret, dato=dag + timedelta(1))
    Mote.objects.create(organ=kommunestyret, dato=dag + timedelta(2), status="avlyst", grunn="Få saker")
    Mote.objects.create(organ=ledergruppen, dato=dag)
    kalender = Calendar.from_ical(verden.klient(None).get("/kalender/kommunen.ics").content)
    moter = [h for h in kalender.walk("VEVENT") if "mote-" in h["UID"]]
    assert [str(m["SUMMARY"]) for m in moter] == ["Bystyret", "Bystyret"]
    med_tid, uten_tid = moter
    assert med_tid["DTSTART"].dt == datetime.combine(dag, time(10), tzinfo=ZoneInfo("Europe/Oslo"))
    assert med_tid["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert str(med_tid["LOCATION"]) == "Rådhuset"
    assert uten_tid["DTSTART"].dt == dag + timedelta(1)
    assert [str(z["TZID"]) for z in kalender.walk("VTIMEZONE")] == ["Europe/Oslo"]


def test_every_line_is_folded_and_every_entry_has_what_rfc_5545_demands(verden: Verden) -> None:
    innhold = verden.klient(None).get("/kalender/kommunen.ics").content
    assert all(len(linje) <= 75 for linje in innhold.split(b"\r\n"))
    kalender = Calendar.from_ical(innhold)
    assert (str(kalender["VERSION"]), bool(kalender["PRODID"])) == ("2.0", True)
    for h in kalender.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(h)
        assert "URL" not in h


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
