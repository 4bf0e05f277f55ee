"""Fetching again: what SSB has changed is listed value by value, and the day's work does it after 15 June."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings

from rodtraad.hendelser.models import Hendelse
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppgaver import dagsarbeid
from rodtraad.oppgaver.models import Melding
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk import skall, ssb_queries
from rodtraad.statistikk.queries import datasett
from rodtraad.statistikk.ssb_models import Ssbforsok
from rodtraad.statistikk.ssb_services import hent_paa_nytt, hent_reviderte
from rodtraad.tilgang.models import Bruker, Rolletildeling
from tests.statistikk.ssbtjener import Tjener, kjor, trenger_ssb

pytestmark = [pytest.mark.django_db, trenger_ssb, pytest.mark.krav("KOSTRA-02")]
SPORRING = """
navn: frie-inntekter
uttrekk:
  - tabell: "12134"
    velg: {KOKkommuneregion0000: ["4601", "0301", "5001"], ContentsCode: KOSAG110000, Tid: "*"}
datasett:
  navn: kostra_hovedtall
  rader:
    - {indikator: Frie inntekter, tabell: "12134", velg: {ContentsCode: KOSAG110000}}
"""


@pytest.fixture
def tjener(tmp_path: Path, settings: LazySettings) -> Iterator[Tjener]:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    opprett_kommune(nummer="4601", navn="Bergen kommune")
    with kjor("12134") as kjorende:
        settings.SSB_V2, settings.SSB_V1 = kjorende.adresser.v2, kjorende.adresser.v1
        kjorende.tabeller["12134"]["updated"] = "2025-03-17T07:00:00Z"
        fil = tmp_path / "sporring.yaml"
        fil.write_text(SPORRING, "utf-8")
        assert not les_inn("ssb", [fil]).har_feil
        yield kjorende


def publiser_reviderte(tjener: Tjener) -> None:
    """SSB's server as it is after 15 June: one value is another, one is gone, one has come."""
    svar = tjener.tabeller["12134"]
    svar["updated"] = "2025-06-16T06:00:00Z"
    svar["value"] = [81240, 66610, None]
    svar["status"] = {"2": ".."}


def liste(navn: str = "frie-inntekter") -> list[tuple[str, str, str]]:
    return [
        (e.tekst, re.sub(r"\s", " ", e.fra), re.sub(r"\s", " ", e.til)) for e in ssb_queries.endringer(navn)
    ]


def test_the_same_figures_again_are_no_new_import(tjener: Tjener) -> None:
    (for_,) = ssb_queries.hentinger()
    utfall = hent_paa_nytt(navn="frie-inntekter", av="kari")
    (etter,) = ssb_queries.hentinger()
    assert utfall.innlesing is None
    assert etter.innlesing == for_.innlesing
    assert (etter.utfall, etter.lyktes) == ("Uendret hos SSB.", True)
    assert (
        Hendelse.objects.filter(handling="hentet_fra_ssb", gjelder="ssb:frie-inntekter", av="kari").count()
        == 1
    )


def test_changed_values_are_listed_old_and_new_and_stand_beneath_the_table(tjener: Tjener) -> None:
    assert tabell(hent_grunnlag(2024), "kostra_hovedtall").merknader[0].startswith("Ureviderte tall for 2024")
    publiser_reviderte(tjener)
    utfall = hent_paa_nytt(navn="frie-inntekter", av="kari")
    assert utfall.endringer == 2
    assert liste() == [("Bergen", "66 605", "66 610"), ("Trondheim - Tråante", "62 853", "..")]
    merknader = tabell(hent_grunnlag(2024), "kostra_hovedtall").merknader
    assert merknader[0] == "Reviderte tall for 2024, slik de var 16.06.2025."
    assert "SSB har endret 2 tall i tabell 12134 16.06.2025 siden de sist ble hentet." in merknader
    assert any(re.sub(r"\s", " ", m) == "Bergen: 66 605 → 66 610." for m in merknader)
    assert datasett("kostra_hovedtall")[0]["verdi"] == Decimal(66610)


def test_withdrawing_the_new_figures_brings_the_old_back(tjener: Tjener) -> None:
    publiser_reviderte(tjener)
    utfall = hent_paa_nytt(navn="frie-inntekter", av="kari")
    assert utfall.innlesing is not None
    trekk_tilbake(utfall.innlesing)
    assert datasett("kostra_hovedtall")[0]["verdi"] == Decimal(66605)
    assert liste() == []


def test_a_changed_label_and_a_lost_category_are_findings_with_a_remedy(tjener: Tjener) -> None:
    svar = tjener.tabeller["12134"]
    svar["dimension"]["ContentsCode"]["category"]["label"]["KOSAG110000"] = (
        "Frie inntekter per husholdning (kr)"
    )
    region = svar["dimension"]["KOKkommuneregion0000"]["category"]
    del region["index"]["5001"], region["label"]["5001"]
    svar["size"], svar["value"] = [2, 1, 1], svar["value"][:2]
    hent_paa_nytt(navn="frie-inntekter", av="kari")
    (henting,) = ssb_queries.hentinger()
    funn = {f["kontroll"]: f for f in henting.funn}
    assert (
        "het «Frie inntekter per innbygger (kr)», heter nå «Frie inntekter per husholdning (kr)»"
        in (funn["ssb-navn"]["melding"])
    )
    borte = [f["melding"] for f in henting.funn if f["kontroll"] == "ssb-kategori"]
    assert any("«5001»" in m and "som spørringen ber om" in m for m in borte)
    assert any("«5001» (Trondheim - Tråante) var med" in m for m in borte)
    assert all(f["tiltak"] for f in henting.funn)


def test_when_ssb_does_not_answer_the_attempt_is_noted_and_the_figures_stand(
    tjener: Tjener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rodtraad.statistikk.ssb.henter.time.sleep", lambda _: None)
    tjener.alltid = ("status", 503)
    tjener.feil = [("status", 503)] * 5
    with pytest.raises(RodtraadFeil, match="Reserven svarte heller ikke"):
        hent_paa_nytt(navn="frie-inntekter", av="kari")
    (henting,) = ssb_queries.hentinger()
    assert not henting.lyktes
    assert "503" in henting.utfall
    assert datasett("kostra_hovedtall")[0]["verdi"] == Decimal(66605)
    assert Hendelse.objects.filter(handling="fikk_ikke_hentet_fra_ssb").exists()


@pytest.mark.krav("HJUL-07")
def test_the_days_work_fetches_from_15_june_until_ssbs_own_date_is_after_it(tjener: Tjener) -> None:
    kall = len(tjener.data())
    assert hent_reviderte(date(2025, 6, 14)) == ()
    assert len(tjener.data()) == kall
    assert hent_reviderte(date(2025, 6, 15)) == ()  # SSB has not published yet
    assert len(tjener.data()) == kall + 1
    Ssbforsok.objects.all().delete()
    publiser_reviderte(tjener)
    assert hent_reviderte(date(2025, 6, 16)) == ("frie-inntekter",)
    assert len(liste()) == 2
    kall = len(tjener.data())
    assert hent_reviderte(date(2025, 6, 17)) == ()
    assert len(tjener.data()) == kall
    assert tabell(hent_grunnlag(2024), "kostra_hovedtall").merknader[0].startswith("Reviderte tall for 2024")


def test_those_who_answer_for_the_figures_are_told(tjener: Tjener) -> None:
    kari = Bruker.objects.create_user("kari")
    Rolletildeling.objects.create(bruker=kari, rolle="okonomi", gyldig_fra=date(2020, 1, 1))
    publiser_reviderte(tjener)
    hent_reviderte(date(2025, 6, 16))
    (melding,) = Melding.objects.filter(mottaker=kari)
    assert "2 tall er endret" in melding.tekst
    assert melding.lenke == "/arbeid/statistikk/ssb/frie-inntekter/#endringer"


def test_one_query_that_fails_does_not_stop_the_others(tjener: Tjener, tmp_path: Path) -> None:
    fil = tmp_path / "andre.yaml"
    andre = SPORRING.replace("frie-inntekter", "andre").partition("datasett:")[0].replace('"5001"', '"9999"')
    fil.write_text(andre.replace('["4601", "0301", "9999"]', '["0301"]'), "utf-8")
    assert not les_inn("ssb", [fil]).har_feil
    publiser_reviderte(tjener)
    tjener.feil = [("type", "text/html")]
    assert hent_reviderte(date(2025, 6, 16)) == ("frie-inntekter",)
    assert not Ssbforsok.objects.get(navn="andre").lyktes


def test_the_work_hangs_on_the_days_board() -> None:
    assert skall.hent_reviderte in dagsarbeid.alle().values()
