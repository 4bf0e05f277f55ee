"""Contacts of units: who, where one is missing, and who may mend it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from rodtraad.enhetsroller.models import Enhetskontakt
from rodtraad.enhetsroller.queries import kontaktbilder, manglende_kontakter
from rodtraad.enhetsroller.services import EnhetsrolleFeil, avslutt_kontakt, utpek_kontakt
from rodtraad.hendelser.queries import hendelser_om
from tests.personer import ANNEN, EGEN, Verden, lag_person, lag_verden

pytestmark = pytest.mark.django_db
FRA = date(2024, 1, 1)


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def utpek(verden: Verden, enhet: tuple[str, str] = EGEN, **valg: Any) -> Enhetskontakt:
    verdier = {
        "rolle": "miljokontakt",
        "bruker_id": verden.personer["ansatt"].pk,
        "fra": FRA,
        "av": "test",
    } | valg
    return utpek_kontakt(enhet=enhet, **verdier)


@pytest.mark.krav("ORG-14")
def test_each_unit_shows_its_environment_contact_and_a_missing_one_is_a_warning(verden: Verden) -> None:
    klient = verden.klient("ansatt")
    mangler = klient.get("/arbeid/organisasjon/virksomhet/200/").content.decode()
    assert "Enheten skal ha en miljøkontakt, men har ingen." in mangler
    utpek(verden)
    har = klient.get("/arbeid/organisasjon/virksomhet/200/").content.decode()
    assert "Enheten skal ha en miljøkontakt" not in har
    assert verden.personer["ansatt"].navn in har
    assert (
        "Enheten skal ha en miljøkontakt"
        in klient.get("/arbeid/organisasjon/virksomhet/310/").content.decode()
    )


@pytest.mark.krav("ORG-14")
def test_the_list_and_the_start_page_tell_whoever_may_mend_it(verden: Verden) -> None:
    liste = verden.klient("ansatt").get("/arbeid/kontakter/").content.decode()
    assert "230 Barnehagene" in liste
    assert "4 enheter mangler en kontakt de skal ha" in liste
    lederens = verden.klient("virksomhetsleder").get("/arbeid/").content.decode()
    assert "Enheter som mangler kontakt" in lederens
    assert "Skolene" in lederens
    assert "Barnehagene" not in lederens
    assert "Enheter som mangler kontakt" not in verden.klient("ansatt").get("/arbeid/").content.decode()
    utpek(verden)
    assert (
        "Enheter som mangler kontakt"
        not in verden.klient("virksomhetsleder").get("/arbeid/").content.decode()
    )


def test_a_required_role_is_asked_for_on_its_own_level_only(verden: Verden) -> None:
    mangler = {(m.enhet, m.rolle.id) for m in manglende_kontakter(None, FRA)}
    assert mangler == {
        (("", ""), "veterankontakt"), (("virksomhet", "200"), "miljokontakt"),
        (("virksomhet", "230"), "miljokontakt"), (("virksomhet", "310"), "miljokontakt"),
    }  # fmt: skip


def test_a_contact_counts_within_its_period_and_while_the_account_is_open(verden: Verden) -> None:
    utpek(verden, til=date(2024, 6, 30))
    assert not kontaktbilder(EGEN, date(2024, 6, 30))[0].mangler
    assert kontaktbilder(EGEN, date(2024, 7, 1))[0].mangler
    verden.personer["ansatt"].is_active = False
    verden.personer["ansatt"].save()
    assert kontaktbilder(EGEN, date(2024, 6, 30))[0].mangler


def test_a_leader_appoints_by_the_form_and_the_log_says_so(verden: Verden) -> None:
    klient = verden.klient("virksomhetsleder")
    kari = lag_person("kari", "ansatt", enhet=EGEN)
    data = {"rolle": "miljokontakt", "bruker": kari.pk, "fra": "2024-01-01", "til": ""}
    svar = klient.post("/arbeid/kontakter/virksomhet/200/ny/", data, follow=True)
    assert "Kontakten er utpekt." in svar.content.decode()
    rad = Enhetskontakt.objects.get()
    assert (rad.bruker_id, rad.enhet) == (kari.pk, EGEN)
    post = hendelser_om(f"enhetskontakt:{rad.pk}")[0]
    assert (post.handling, post.av) == ("utpekte kontakt", "virksomhetsleder")
    i_gaar = timezone.localdate() - timedelta(days=1)
    klient.post(f"/arbeid/kontakter/{rad.pk}/avslutt/", {"siste_dag": i_gaar.isoformat()})
    assert kontaktbilder(EGEN, timezone.localdate())[0].mangler


def test_a_leader_cannot_choose_a_person_outside_what_she_sees(verden: Verden) -> None:
    fremmed = lag_person("ola", "ansatt", enhet=ANNEN)
    data = {"rolle": "miljokontakt", "bruker": fremmed.pk, "fra": "2024-01-01"}
    svar = verden.klient("virksomhetsleder").post("/arbeid/kontakter/virksomhet/200/ny/", data)
    assert svar.status_code == 422
    assert not Enhetskontakt.objects.exists()


def test_a_unit_that_does_not_exist_gets_no_contact(verden: Verden) -> None:
    data = {"rolle": "miljokontakt", "bruker": verden.personer["ansatt"].pk, "fra": "2024-01-01"}
    svar = verden.klient("kommunedirektor").post("/arbeid/kontakter/virksomhet/999/ny/", data)
    assert svar.status_code == 404
    assert not Enhetskontakt.objects.exists()


def test_refusals_say_what_is_wrong_and_keep_what_was_typed(verden: Verden) -> None:
    utpek(verden)
    with pytest.raises(EnhetsrolleFeil, match=r"er alt miljøkontakt her fra 01\.01\.2024"):
        utpek(verden, fra=date(2025, 1, 1))
    with pytest.raises(EnhetsrolleFeil, match="finnes ikke på nivået virksomhet"):
        utpek(verden, rolle="veterankontakt")
    data = {
        "rolle": "superbruker",
        "bruker": verden.personer["ansatt"].pk,
        "fra": "2024-02-01",
        "til": "2024-01-01",
    }
    svar = verden.klient("virksomhetsleder").post("/arbeid/kontakter/virksomhet/200/ny/", data)
    assert "Kontakten kan ikke slutte før den begynner." in svar.content.decode()
    assert 'value="2024-01-01"' in svar.content.decode()


def test_ending_twice_or_before_it_began_is_refused(verden: Verden) -> None:
    rad = utpek(verden)
    with pytest.raises(EnhetsrolleFeil, match=r"begynner 01\.01\.2024 og kan ikke slutte 31\.12\.2023"):
        avslutt_kontakt(kontakt_id=rad.pk, siste_dag=date(2023, 12, 31), av="test")
    avslutt_kontakt(kontakt_id=rad.pk, siste_dag=date(2024, 5, 1), av="test")
    with pytest.raises(EnhetsrolleFeil, match="alt avsluttet"):
        avslutt_kontakt(kontakt_id=rad.pk, siste_dag=date(2024, 6, 1), av="test")


def test_the_list_asks_the_database_the_same_few_times_for_many(
    verden: Verden, django_assert_max_num_queries: Any
) -> None:
    for nr in range(60):
        utpek(verden, rolle="superbruker", fra=FRA + timedelta(days=2 * nr), til=FRA + timedelta(days=2 * nr))
    klient = verden.klient("kommunedirektor")
    with django_assert_max_num_queries(16):
        assert klient.get("/arbeid/kontakter/").status_code == 200
