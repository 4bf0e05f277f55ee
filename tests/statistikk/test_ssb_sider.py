"""The pages of what is fetched from SSB."""

import json
from pathlib import Path

import pytest
from django.conf import LazySettings

from rodtraad.hendelser.models import Hendelse
from rodtraad.innlesing.services import les_inn
from tests.personer import Verden, lag_verden
from tests.statistikk.eksempler import SVAR
from tests.statistikk.ssbtjener import kjor, svarfil, trenger_ssb

pytestmark = pytest.mark.django_db
LISTE = "/arbeid/statistikk/ssb/"


@pytest.fixture
def verden(tmp_path: Path, settings: LazySettings) -> Verden:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    ny = lag_verden()
    fil = tmp_path / "svar.json"
    fil.write_text(json.dumps(SVAR), "utf-8")
    assert not les_inn("ssb", [fil]).har_feil
    return ny


@pytest.mark.krav("KOSTRA-02")
def test_the_list_says_status_date_source_and_findings(verden: Verden) -> None:
    side = verden.klient("okonomi").get(LISTE).content.decode()
    for ord_ in (
        "99999: Konstruert tabell",
        "Ureviderte",
        "tall for 2024, reviderte 15. juni 2025",
        "17.03.2025",
        "Hent på nytt",
    ):
        assert ord_ in side
    assert "Hent på nytt" not in verden.klient("revisor").get(LISTE).content.decode()


@pytest.mark.krav("KOSTRA-02")
def test_a_table_shows_its_notes_and_signs_and_no_zero_for_a_missing_figure(verden: Verden) -> None:
    side = verden.klient("revisor").get(f"{LISTE}99999/99999/").content.decode()
    assert '<p class="ds-alert rt-bryt" data-color="info">Konstruert til en prøve.</p>' in side
    assert (
        '<td class="rt-tall">:<span class="ds-sr-only"> Vises ikke av konfidensialitetshensyn</span></td>'
        in side
    )
    assert '<td class="rt-tall">2,5</td>' in side
    assert '<td class="rt-tall">0</td>' not in side


def test_what_does_not_exist_is_not_found(verden: Verden) -> None:
    klient = verden.klient("okonomi")
    assert klient.get(f"{LISTE}annet/").status_code == 404
    assert klient.get(f"{LISTE}99999/12345/").status_code == 404
    assert klient.post(f"{LISTE}annet/hent/").status_code == 404


def test_an_answer_that_is_gone_is_said_on_the_page(verden: Verden, settings: LazySettings) -> None:
    for fil in (Path(settings.MAPPE) / "ssb").glob("*.json"):
        fil.unlink()
    side = verden.klient("okonomi").get(f"{LISTE}99999/99999/").content.decode()
    assert "er borte" in side


def test_when_ssb_does_not_answer_the_page_says_so_and_it_is_logged(verden: Verden) -> None:
    svar = verden.klient("okonomi").post(f"{LISTE}99999/hent/", follow=True)
    assert "kan ikke brukes nå" in svar.content.decode()
    assert "svarte ikke" in verden.klient("okonomi").get(LISTE).content.decode()
    hendelse = Hendelse.objects.get(handling="fikk_ikke_hentet_fra_ssb")
    assert hendelse.av == verden.personer["okonomi"].username
    assert verden.klient("revisor").post(f"{LISTE}99999/hent/").status_code == 403


@trenger_ssb
@pytest.mark.krav("KOSTRA-02")
def test_a_saved_answer_can_be_fetched_again_and_changes_are_listed(
    verden: Verden, settings: LazySettings
) -> None:
    assert not les_inn("ssb", [svarfil("12134")]).har_feil
    with kjor("12134") as tjener:
        settings.SSB_V2 = tjener.adresser.v2
        klient = verden.klient("okonomi")
        side = klient.post(f"{LISTE}12134/hent/", follow=True).content.decode()
        assert "SSB har de samme tallene som før." in side
        tjener.tabeller["12134"]["value"][0] = 81241
        side = klient.post(f"{LISTE}12134/hent/", follow=True).content.decode()
    assert "Hentet. 1 tall er endret." in side
    assert "Oslo - Oslove" in side
    assert "81\u202f240" in side
    assert "81\u202f241" in side
