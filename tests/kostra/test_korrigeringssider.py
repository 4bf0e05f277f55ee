"""Corrections through the pages: lay on, toggle, choose for the public, take back (KOSTRA-05)."""

from pathlib import Path

import pytest
from django.test import Client

from rodtraad.kostra.avstemming_queries import avstemming
from rodtraad.oppstilling.mellomlager import grunnlag_naa
from rodtraad.statistikk.korrigering import DATASETT
from rodtraad.statistikk.korrigering_models import Kostrakorrigering
from tests.kostra.kommunen import AAR, les_alt, les_kostra
from tests.personer import Verden, lag_verden

pytestmark = [pytest.mark.krav("KOSTRA-05"), pytest.mark.django_db]
TALL, LISTE = "/arbeid/kostra/tall/", "/arbeid/kostra/korrigeringer/"
NY = f"{LISTE}ny/?datasett=kostra_funksjonsomraader&aar={AAR}&nokkel=Oppvekst|202|Grunnskole"
RETT = {"korrigert": "5000", "begrunnelse": "En million er ført på feil funksjon."}


@pytest.fixture
def verden(mappe: Path) -> Verden:
    ny = lag_verden()
    les_alt(mappe)
    return ny


@pytest.fixture
def okonom(verden: Verden) -> Client:
    return verden.klient("okonomi")


def test_the_tables_show_the_published_or_the_corrected_value(okonom: Client) -> None:
    assert "SSB har publisert 6\u202f000" in okonom.get(NY).content.decode()
    assert okonom.post(NY, RETT).status_code == 302
    publisert = okonom.get(f"{TALL}?korrigert=0").content.decode()
    korrigert = okonom.get(f"{TALL}?korrigert=1").content.decode()
    assert '<td class="rt-tall">6\u202f000</td>' in publisert
    assert "korrigert verdi er 5\u202f000" in publisert
    assert '<td class="rt-tall">5\u202f000</td>' in korrigert
    assert "korrigert, SSB oppgir 6\u202f000" in korrigert
    assert "En million er ført på feil funksjon." in korrigert


def test_reports_and_public_tables_follow_the_choice(okonom: Client) -> None:
    okonom.post(NY, RETT)
    rad = Kostrakorrigering.objects.get()
    assert DATASETT not in grunnlag_naa(AAR).datasett
    okonom.post(f"{LISTE}{rad.pk}/offentlig/", {"versjon": 1, "offentlig": "on"})
    (frosset,) = grunnlag_naa(AAR).datasett[DATASETT]
    assert frosset["korrigert"] == 5000
    assert "okonomi" not in str(frosset)
    assert "Vises offentlig" in okonom.get(LISTE).content.decode()
    okonom.post(f"{LISTE}{rad.pk}/offentlig/", {"versjon": 1, "offentlig": "on"})
    okonom.post(f"{LISTE}{rad.pk}/offentlig/", {"versjon": 2})
    assert DATASETT not in grunnlag_naa(AAR).datasett


def test_the_correction_says_who_and_why_and_is_taken_back_with_a_reason(
    verden: Verden, okonom: Client
) -> None:
    okonom.post(NY, RETT)
    side = f"{LISTE}{Kostrakorrigering.objects.get().pk}/"
    assert "okonomi" in verden.klient("revisor").get(side).content.decode()
    assert okonom.post(f"{side}trekk/", {"versjon": 1, "grunn": ""}).status_code == 422
    okonom.post(f"{side}trekk/", {"versjon": 1, "grunn": "SSB har rettet."})
    trukket = okonom.get(side).content.decode()
    assert "SSB har rettet." in trukket
    assert "Trekk korrigeringen" not in trukket
    assert "Korriger" in okonom.get(TALL).content.decode()


def test_when_ssb_changes_the_value_the_correction_waits_for_review(okonom: Client, mappe: Path) -> None:
    okonom.post(NY, RETT)
    les_kostra(mappe, (202, "Grunnskole", 5200), publisert="2025-06-15")
    assert "Må vurderes" in okonom.get(LISTE).content.decode()
    assert (
        "SSB oppgir nå 5\u202f200"
        in okonom.get(f"{LISTE}{Kostrakorrigering.objects.get().pk}/").content.decode()
    )
    assert "5\u202f200" in okonom.get(f"{TALL}?korrigert=1").content.decode()
    assert "må vurderes på nytt" in okonom.get("/arbeid/").content.decode()


def test_a_correction_is_the_cause_of_a_difference_in_the_reconciliation(okonom: Client) -> None:
    okonom.post(NY, RETT)
    (rad,) = [r for r in avstemming(AAR).rader if r.funksjon == "202"]
    assert ([d.aarsak.id for d in rad.deler], rad.uforklart) == (["korrigering"], 0)
    Kostrakorrigering.objects.all().delete()
    (rad,) = [r for r in avstemming(AAR).rader if r.funksjon == "202"]
    assert (rad.deler, rad.uforklart) == ((), 100_000_000)


def test_what_is_typed_wrong_is_said(okonom: Client) -> None:
    assert okonom.post(NY, {"korrigert": "6000", "begrunnelse": "x"}).status_code == 422
    assert okonom.post(NY, {"korrigert": "mange", "begrunnelse": ""}).status_code == 422
    assert okonom.get(NY.replace("202", "999")).status_code == 404
    assert okonom.get(f"{LISTE}ny/?aar=x").status_code == 404
    assert not Kostrakorrigering.objects.exists()
