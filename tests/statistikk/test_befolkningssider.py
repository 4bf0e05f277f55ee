"""The pages on population, climate, income system and goals: figures, charts with words and table."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from rodtraad.innlesing.services import les_inn
from rodtraad.statistikk.befolkningsbilde import befolkningsbilde
from tests.personer import Verden, lag_verden
from tests.statistikk import ssbsvar, utslippsfil

pytestmark = pytest.mark.django_db
SIDER = ("befolkning", "klima", "delkostnadsindekser", "baerekraftsmaal")
MMMM, LLML = "Hovedalternativet (MMMM)", "Lav nasjonal vekst (LLML)"


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def side(klient: Client, navn: str, sporring: str = "") -> str:
    svar = klient.get(f"/arbeid/statistikk/{navn}/{sporring}")
    assert svar.status_code == 200
    return unescape(svar.content.decode()).replace("\u202f", "")


def les_framskriving(mappe: Path, kommune: str) -> None:
    topp = "region,statistikkvariabel,år,alder,value,Framskriving,Tabell"
    rader = [
        f"{kommune},{alternativ},{aar},{alder},{start + (aar - 2024) * per_aar},2024,14288"
        for alternativ, per_aar in ((MMMM, 3), (LLML, -2))
        for aar in range(2024, 2031)
        for alder, start in (("0 år", 100), ("1-5 år", 400))
    ]
    fil = mappe / "p.csv"
    fil.write_text("\n".join((topp, *rader)) + "\n", encoding="utf-8")
    assert not les_inn("framskriving", [fil]).har_feil


def les_folketall(mappe: Path, kommune: str, antall: int) -> None:
    fil = mappe / "f.csv"
    fil.write_text(
        f"region,statistikkvariabel,år,value\n{kommune},Personer,2024,{antall}\n", encoding="utf-8"
    )
    assert not les_inn("befolkning", [fil]).har_feil


@pytest.mark.parametrize("navn", SIDER)
def test_a_page_without_figures_says_how_they_come(verden: Verden, navn: str) -> None:
    innhold = side(verden.klient("ansatt"), navn)
    assert "kilden «" in innhold


@pytest.mark.krav("DEMO-01")
def test_what_does_not_add_up_is_told_on_the_page(verden: Verden, tmp_path: Path) -> None:
    deler = [
        (1000, 3, 2, 1, 0, 10, 8),
        (1004, 2, 2, 0, 1, 5, 4),
        (1004, 4, 1, 2, 0, 6, 9),
        (1006, 1, 3, 0, 0, 4, 4),
    ]
    svar = ssbsvar.kvartaler(("5025", "Prøvekommunen"), {2023: deler})
    les_inn("befolkning", [ssbsvar.skriv(tmp_path / "a.json", svar)])
    klient = verden.klient("ansatt")
    assert "går opp i alle årene" in side(klient, "befolkning")
    svar["value"][3 * 4] += 5
    les_inn("befolkning", [ssbsvar.skriv(tmp_path / "b.json", svar)])
    innhold = side(klient, "befolkning")
    assert "Tall som ikke går opp" in innhold
    assert "R-70: Fødselsoverskudd er 7 for 2023, men fødte minus døde er 2." in innhold


@pytest.mark.krav("DEMO-03")
def test_the_projection_is_shown_for_the_chosen_alternative_and_tied_to_the_count(
    verden: Verden, tmp_path: Path
) -> None:
    les_framskriving(tmp_path, "Prøvekommunen")
    klient = verden.klient("ansatt")
    assert "utgangspunktet er ikke kontrollert" in side(klient, "befolkning")
    les_folketall(tmp_path, "Prøvekommunen", 500)
    innhold = side(klient, "befolkning")
    assert "Framskrivingen begynner med folketallet 1. januar 2024: 500 innbyggere" in innhold
    assert f"Aldersgruppene fra 2024 til 2030, {MMMM}" in innhold
    assert "0 år: +18" in innhold
    lav = side(klient, "befolkning", "?alternativ=Lav+nasjonal+vekst+(LLML)")
    assert f"Aldersgruppene fra 2024 til 2030, {LLML}" in lav
    assert "0 år: −12" in lav
    assert befolkningsbilde("finnes ikke").valgt == MMMM
    les_folketall(tmp_path, "Prøvekommunen", 507)
    assert "Forskjellen er −7" in side(klient, "befolkning")


@pytest.mark.parametrize("navn", ["folketall", "aldersgrupper"])
def test_each_chart_has_a_drawing_words_and_its_table(verden: Verden, tmp_path: Path, navn: str) -> None:
    les_framskriving(tmp_path, "Prøvekommunen")
    klient = verden.klient("ansatt")
    innhold = side(klient, "befolkning")
    bilde = re.search(rf'<img src="([^"]*{navn}\.svg[^"]*)" alt="([^"]+)"', innhold)
    assert bilde
    assert len(bilde[2]) > 40
    assert "Vis tallene i figuren som tabell" in innhold
    svar = klient.get(bilde[1])
    assert svar["Content-Type"] == "image/svg+xml"
    assert svar.content.startswith(b"<svg")
    assert klient.get("/arbeid/statistikk/figur/ukjent.svg").status_code == 404


@pytest.mark.krav("KLIMA-02")
def test_the_page_on_climate_says_the_year_of_the_figures_and_that_they_come_late(
    verden: Verden, tmp_path: Path
) -> None:
    rader = [
        ["F", 5025, "Prøvekommunen", aar, sektor, f"{sektor}skilde ", gass, tonn + aar]
        for aar in (2009, 2023) for sektor, gass, tonn in (("Veitrafikk", "CO2", 10.5), ("Jordbruk", "CH4", 100))
    ]  # fmt: skip
    les_inn("miljodirektoratet", [utslippsfil.skriv_csv(tmp_path / "u.csv", rader)])
    innhold = side(verden.klient("ansatt"), "klima")
    assert "De siste utslippene er fra 2023. Miljødirektoratet gir dem ut omtrent ett år etter" in innhold
    assert "Utslipp per sektor og kommune i 2023" in innhold
    assert "4156,5" in innhold  # the sum of 2023: 2033,5 + 2123
    assert "Veitrafikk: Veitrafikkskilde" in innhold
    assert "Miljødirektoratet (NLOD 2.0), tall for 2009–2023" in innhold


def test_the_page_on_indices_shows_weights_and_what_the_file_says_of_itself(
    verden: Verden, tmp_path: Path
) -> None:
    sektorer = ("grunnskole", "pleie", "barnehage", "barnevern", "sosial", "kommunehelse", "administrasjon")
    innhold = {
        "år": 2026,
        "kilde": "Konstruert for prøving",
        "sektorvekter": dict.fromkeys(sektorer, 0.14),
        "kommuner": {"5025": dict.fromkeys(sektorer, 1.1783)},
    }
    fil = tmp_path / "dki.json"
    fil.write_text(json.dumps(innhold), encoding="utf-8")
    les_inn("delkostnadsindekser", [fil])
    vist = side(verden.klient("ansatt"), "delkostnadsindekser")
    assert vist.count("1,1783") == len(sektorer)
    assert "Sum av vektene" in vist
    assert "Vektene for 2026 er til sammen 0,980, ikke 1." in vist
    assert "Konstruert for prøving" in vist


def test_the_page_on_goals_says_how_many_targets_there_are_and_how_many_are_here(
    verden: Verden, delt: Path
) -> None:
    klient = verden.klient("ansatt")
    assert "169 delmål. 0 av dem" in side(klient, "baerekraftsmaal")
    les_inn("baerekraftsmaal", [delt / "data/sdg/sdg-targets-partial-en-nb.csv"])
    innhold = side(klient, "baerekraftsmaal")
    assert "169 delmål. 91 av dem" in innhold
    assert "13. Stoppe klimaendringene (5/5)" in innhold
    assert "17. Samarbeid for å nå målene (0/19)" in innhold
