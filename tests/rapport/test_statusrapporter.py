"""Frozen reports: the half-yearly status of decisions, and one page on the economy before each meeting."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rodtraad.aarshjul.generering import lag_aarshjul
from rodtraad.aarshjul.models import Aarshendelse
from rodtraad.aarshjul.services import start_prosess
from rodtraad.oppgaver.arbeider import gjor_dagens
from rodtraad.rapport import services
from rodtraad.rapport.forklaringslenker import forklaringer
from rodtraad.rapport.models import Okonomistatus, Vedtaksrapport
from rodtraad.rapport.services import (
    RapportFeil,
    begynn_vedtaksrapport,
    lag_for_kommende,
    lag_okonomistatus,
    publiser_vedtaksrapport,
)
from rodtraad.rapport.statusinnhold import innholdssum, okonomiinnhold
from rodtraad.sak.models import Mote, Oppdrag, Organ
from tests.oppstilling.grunnlag_fra_demo import demo_grunnlag
from tests.personer import Verden, lag_verden
from tests.rapport.eksempler import lag_oppdrag, lag_status

pytestmark = pytest.mark.django_db
DATO = date(2026, 3, 10)


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture(scope="module")
def grunnlag() -> Any:
    return demo_grunnlag()


@pytest.fixture
def hovedbok(monkeypatch: pytest.MonkeyPatch, grunnlag: Any) -> Any:
    """The demonstration's ledger in place of the installation's, which is empty in a test."""
    monkeypatch.setattr(services, "grunnlag_naa", lambda: grunnlag)
    return grunnlag


def publiser(aar: int, halvaar: str, **valg: Any) -> Vedtaksrapport:
    rad = begynn_vedtaksrapport(aar=aar, halvaar=halvaar, av="kd", **valg)
    return publiser_vedtaksrapport(rapport_id=rad.pk, rettet=1, av="kd")


@pytest.mark.krav("HJUL-14")
def test_two_runs_a_year_are_public_and_the_second_says_what_changed(verden: Verden, client: Any) -> None:
    oppdrag = lag_oppdrag(2024, 1, "I arbeid")
    lag_oppdrag(2023, 7, "Ikke startet", "Gammelt vedtak")
    lag_oppdrag(2023, 8, "Ferdig", "Avsluttet vedtak")
    publiser(2024, "vaar")
    Oppdrag.objects.filter(pk=oppdrag.pk).update(status="Ferdig")
    publiser(2024, "host")
    alle = client.get("/vedtak/").content.decode()
    assert "vår 2024" in alle
    assert "høst 2024" in alle
    vaar, host = (client.get(f"/vedtak/2024/{h}/vedtak.json").json()["oppdrag"] for h in ("vaar", "host"))
    assert [(o["tittel"], o["status"], o["forrige"]) for o in vaar] == [
        ("Ny skolerute 1", "I arbeid", ""), ("Gammelt vedtak 7", "Ikke startet", "")
    ]  # fmt: skip
    assert (host[0]["status"], host[0]["forrige"]) == ("Ferdig", "I arbeid")
    csv = client.get("/vedtak/2024/host/vedtak.csv").content.decode("utf-8-sig").splitlines()
    assert csv[0] == "aar;nr;type;tittel;status;forrige;beskrivelse;statusbeskrivelse"
    assert csv[1].startswith("2024;1;Verbalvedtak;Ny skolerute 1;Ferdig;I arbeid")


@pytest.mark.krav("HJUL-14")
def test_a_published_run_never_changes_and_a_correction_is_a_new_version_with_a_reason(
    verden: Verden, client: Any
) -> None:
    oppdrag = lag_oppdrag(2024, 1, "I arbeid")
    forste = publiser(2024, "vaar")
    Oppdrag.objects.filter(pk=oppdrag.pk).update(status="Avvik")
    assert "I arbeid" in client.get("/vedtak/2024/vaar/").content.decode()
    with pytest.raises(RapportFeil, match="kan ikke endres"):
        publiser_vedtaksrapport(rapport_id=forste.pk, rettet=1, av="kd")
    with pytest.raises(RapportFeil, match="Skriv hvorfor"):
        begynn_vedtaksrapport(aar=2024, halvaar="vaar", av="kd")
    andre = publiser(2024, "vaar", grunn="Feil status i versjon 1")
    side = client.get("/vedtak/2024/vaar/").content.decode()
    assert "Feil status i versjon 1" in side
    assert "Avvik" in side
    gammel = client.get("/vedtak/2024/vaar/?versjon=1").content.decode()
    assert "Denne versjonen er rettet" in gammel
    assert "<td>I arbeid</td>" in gammel
    forste.refresh_from_db()
    assert innholdssum(forste.innhold) == forste.sha256 != andre.sha256
    assert client.get("/vedtak/2024/vaar/?versjon=9").status_code == 404
    assert client.get("/vedtak/2024/sommer/").status_code == 404


def test_only_a_draft_of_the_whole_municipality_is_published_and_an_empty_register_is_not(
    verden: Verden,
) -> None:
    rad = begynn_vedtaksrapport(aar=2024, halvaar="vaar", av="kd")
    sti = f"/arbeid/vedtaksrapporter/{rad.pk}/"
    klient = verden.klient("kommunedirektor")
    svar = klient.post(f"{sti}publiser/", {"rettet": 1}, follow=True)
    assert "ingen vedtak til og med 2024" in svar.content.decode()
    lag_oppdrag(2024, 1, "Startet")
    klient.post(sti, {"rettet": 1, "innledning": "<p>Om våren</p>"})
    assert (
        "Noen andre har endret" in klient.post(f"{sti}publiser/", {"rettet": 1}, follow=True).content.decode()
    )
    assert verden.klient("okonomi").post(f"{sti}publiser/", {"rettet": 2}).status_code == 403
    assert "Om våren" in klient.post(f"{sti}publiser/", {"rettet": 2}, follow=True).content.decode()
    assert klient.post(sti, {"rettet": 2, "innledning": "<p>Tapt</p>"}).status_code == 302
    assert Vedtaksrapport.objects.get().innhold["innledning"] == "<p>Om våren</p>"


def test_the_years_events_begin_the_right_half_year(verden: Verden) -> None:
    lag_aarshjul(aar=2026, av="t")
    for mal in ("vedtaksstatus_host", "kommunestyre_september"):
        start_prosess(hendelse_id=Aarshendelse.objects.get(mal=mal).pk, av="kd")
    assert set(Vedtaksrapport.objects.values_list("aar", "halvaar")) == {(2025, "host"), (2026, "vaar")}


def mote(dag: date, status: str = "planlagt") -> Mote:
    organ, _ = Organ.objects.get_or_create(navn="Formannskapet", defaults={"slag": "folkevalgt"})
    grunn = "Ingen saker" if status == "avlyst" else ""
    return Mote.objects.create(organ=organ, dato=dag, status=status, grunn=grunn)


@pytest.mark.krav("HJUL-15")
def test_before_each_formannskap_meeting_one_page_is_made_by_itself(verden: Verden, hovedbok: Any) -> None:
    naer = mote(date(2026, 3, 12))
    mote(date(2026, 4, 9))
    mote(date(2026, 3, 13), "avlyst")
    gjor_dagens(DATO)
    rad = Okonomistatus.objects.get()
    assert (rad.mote_id, rad.dato, rad.organ, rad.laget_av) == (naer.pk, naer.dato, "Formannskapet", "system")
    assert lag_for_kommende(DATO) == []
    lag_aarshjul(aar=2026, av="t")
    svar = start_prosess(hendelse_id=Aarshendelse.objects.get(mal="okonomi_i_formannskapet").pk, av="kd")
    assert svar


@pytest.mark.krav("HJUL-15")
def test_the_page_says_budget_accounts_and_avvik_per_area_with_the_largest_and_adds_up(
    verden: Verden, hovedbok: Any
) -> None:
    klient = verden.klient("okonomi")
    svar = klient.post(
        "/arbeid/okonomistatus/lag/", {"organ": "Formannskapet", "dato": "2026-03-10"}, follow=True
    )
    side = svar.content.decode()
    assert "Helse og omsorg" in side
    assert "\u221213\u202f270" in side, "avvik for Helse og omsorg, in 1000 kr"
    assert "<h1>Økonomistatus, Formannskapet 10.03.2026</h1>" in side
    innhold = Okonomistatus.objects.get().innhold
    assert innhold["sum"]["avvik"] == -61383
    for felt in ("budsjett", "regnskap", "avvik"):
        rundet = len(innhold["omraader"])
        assert abs(sum(r[felt] for r in innhold["omraader"]) - innhold["sum"][felt]) <= rundet
    avvik = [abs(r["avvik"]) for r in innhold["storste"]]
    assert avvik == sorted(avvik, reverse=True)
    assert len(avvik) == 5
    status = Okonomistatus.objects.get()
    csv = klient.get(f"/arbeid/okonomistatus/{status.pk}/tall.csv").content.decode("utf-8-sig").splitlines()
    assert csv[0] == "gruppe;navn;budsjett;regnskap;avvik;tabell;linje"
    assert "rammeområde;Helse og omsorg;185450;198720;-13270;bevilgning_5_4_2;12" in csv


@pytest.mark.krav("HJUL-15")
def test_it_is_frozen_for_the_meeting_and_a_second_one_takes_a_reason(verden: Verden, hovedbok: Any) -> None:
    rad = lag_okonomistatus(organ="Formannskapet", dato=DATO, av="ok")
    with pytest.raises(RapportFeil, match="Skriv hvorfor"):
        lag_okonomistatus(organ="Formannskapet", dato=DATO, av="ok")
    ny = lag_okonomistatus(organ="Formannskapet", dato=DATO, av="ok", grunn="Nye bilag")
    assert (ny.versjon, ny.grunn) == (2, "Nye bilag")
    rad.refresh_from_db()
    assert innholdssum(rad.innhold) == rad.sha256
    assert json.loads(json.dumps(okonomiinnhold(hovedbok))) == rad.innhold


@pytest.mark.krav("HJUL-15")
def test_each_figure_leads_to_its_explanation_in_the_newest_edition(
    verden: Verden, tmp_path: Path, settings: Any
) -> None:
    from rodtraad.publisering.models import Utgave  # noqa: PLC0415 - only this test keeps an edition

    settings.MAPPE = tmp_path
    status = lag_status()
    sti = f"/arbeid/okonomistatus/{status.pk}/"
    assert "/utgave/" not in verden.klient("politiker").get(sti).content.decode()
    utgave = Utgave.objects.create(
        id="prove-v1", rapport="aarsrapport-2024", tittel="Årsrapport", aar=2024, versjon=1, mappe="v1", spor="x",
        publisert=date(2025, 4, 1), av="test",
    )  # fmt: skip
    side = tmp_path / "arkiv" / "v1" / "forklar" / "bevilgning_5_4_2" / "8.html"
    side.parent.mkdir(parents=True)
    side.write_text("forklaring")
    lenke = forklaringer(2024)("bevilgning_5_4_2", 8)
    assert lenke == f"/utgave/{utgave.pk}/forklar/bevilgning_5_4_2/8.html"
    assert f'href="{lenke}"' in verden.klient("politiker").get(sti).content.decode()
    assert forklaringer(2024)("bevilgning_5_4_2", 9) == ""


def test_without_a_ledger_the_page_says_so_and_nothing_is_stored(verden: Verden) -> None:
    svar = verden.klient("okonomi").post(
        "/arbeid/okonomistatus/lag/", {"organ": "Formannskapet", "dato": "2026-03-10"}
    )
    assert svar.status_code == 422
    assert "ikke lest inn noe regnskap" in svar.content.decode()
    assert not Okonomistatus.objects.exists()


def test_a_text_that_a_spreadsheet_would_compute_is_made_harmless(verden: Verden, client: Any) -> None:
    lag_oppdrag(2024, 1, "Startet", "=HYPERLINK(1)")
    publiser(2024, "vaar")
    assert ";'=HYPERLINK(1) 1;" in client.get("/vedtak/2024/vaar/vedtak.csv").content.decode()
