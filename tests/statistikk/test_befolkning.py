"""Population from SSB's answers and tables: the arithmetic passes or is flagged, and nothing is made up."""

import json
from pathlib import Path

import pytest

from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk.queries import datasett, raadata
from tests.statistikk import ssbsvar

pytestmark = pytest.mark.django_db
STRAND = "data/ssb/strand/raw/07459.jsonstat2.json"
AAR_2023 = [
    (1000, 3, 2, 1, 0, 10, 8),
    (1004, 2, 2, 0, 1, 5, 4),
    (1004, 4, 1, 2, 0, 6, 9),
    (1006, 1, 3, 0, 0, 4, 4),
]
AAR_2024 = [(1004, 2, 2, 0, 0, 3, 3), (1004, 1, 0, 5, 0, 0, 0)]


def les(fil: Path, **valg: bool) -> Resultat:
    return les_inn("befolkning", [fil], **valg)


def funn(resultat: Resultat, kontroll: str) -> list[str]:
    return [f.melding for f in resultat.funn if f.kontroll == kontroll]


@pytest.mark.krav("DEMO-01")
def test_the_real_count_of_strand_is_read_as_ssb_gave_it(delt: Path) -> None:
    opprett_kommune(nummer="1130", navn="Strand")
    resultat = les(delt / STRAND)
    assert not resultat.har_feil
    raa = json.loads((delt / STRAND).read_text("utf-8"))
    aarene = raa["dimension"]["Tid"]["category"]["index"]
    ventet = {int(aar): raa["value"][plass] for aar, plass in aarene.items()}
    lest = {post["aar"]: post["personer"] for post in raadata("folketall")}
    assert lest == ventet
    assert resultat.kontrolltotaler["Dataår"] == "1986–2026"
    assert resultat.kontrolltotaler["Personer 1. januar 2026"] == str(ventet[2026])
    assert not funn(resultat, "SSB")  # the table has no note that must be shown


@pytest.mark.krav("DEMO-01")
def test_quarters_become_years_with_births_deaths_moving_and_growth(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    fil = ssbsvar.skriv(
        tmp_path / "01222.json", ssbsvar.kvartaler(("5025", "Røros"), {2023: AAR_2023, 2024: AAR_2024})
    )
    resultat = les(fil)
    assert not resultat.har_feil
    assert datasett("befolkning") == (
        {
            "aar": 2023, "folketall_inngang": 1000, "fodte": 10, "dode": 8, "fodselsoverskudd": 2, "innvandring": 3,
            "utvandring": 1, "innflytting_innenlands": 25, "utflytting_innenlands": 25,
            "netto_innvandring_flytting": 2, "folkevekst": 4, "folketall_utgang": 1004,
        },
    )  # fmt: skip
    assert funn(resultat, "befolkning-halvt-aar") == [
        "Ikke hele år, og derfor ikke med: 2024 (2 av 4 kvartaler)."
    ]
    assert not [f for f in resultat.funn if f.kontroll in {"R-70", "R-71", "R-72"}]
    vist = tabell(hent_grunnlag(2023), "befolkning").rader[0]
    assert [c.verdi for c in vist.celler] == [2023, 1000, 10, 8, 2, 3, 1, 25, 25, 2, 4, 1004]


@pytest.mark.krav("DEMO-01")
@pytest.mark.parametrize(
    ("kolonne", "regel", "ord_"),
    [
        ("Fodselsoverskudd4", "R-70", "fodselsoverskudd er 3 for 2023, men fødte minus døde er 2"),
        ("Nettoinnflytting9", "R-71", "netto_innvandring_flytting er 3 for 2023, men inn minus ut er 2"),
        ("Folketilvekst10", "R-72", "folkevekst er 5 for 2023"),
    ],
)
def test_arithmetic_that_does_not_hold_is_flagged(
    tmp_path: Path, kolonne: str, regel: str, ord_: str
) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    svar = ssbsvar.kvartaler(("5025", "Røros"), {2023: AAR_2023})
    plass = list(svar["dimension"]["ContentsCode"]["category"]["index"]).index(kolonne) * 4
    svar["value"][plass] += 1
    meldinger = funn(les(ssbsvar.skriv(tmp_path / "01222.json", svar)), regel)
    assert ord_ in meldinger[0]


@pytest.mark.krav("DEMO-01")
def test_a_table_that_does_not_part_moving_from_immigration_keeps_its_own_net(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    koder = {
        "Folkemengde": "Befolkning 1. januar", "Levende": "Levendefødte", "Dode": "Døde",
        "Fodselsoverskudd": "Fødselsoverskudd", "Innflyttinger": "Innflyttinger", "Utflyttinger": "Utflyttinger",
        "Nettoinnflytting": "Nettoinnflytting", "Folketilvekst": "Folketilvekst",
    }  # fmt: skip
    rader = {"2023": (5598, 39, 57, -18, 367, 264, 103, 85), "2024": (5685, 57, 56, 1, 272, 277, -5, -4)}
    verdier = {
        ("5025", kode, aar): tall for aar, rad in rader.items() for kode, tall in zip(koder, rad, strict=True)
    }
    dimensjoner = [
        ("Region", "geo", {"5025": "Røros"}), ("ContentsCode", "metric", koder), ("Tid", "time", {a: a for a in rader})
    ]  # fmt: skip
    fil = ssbsvar.skriv(tmp_path / "06913.json", ssbsvar.svar("06913", dimensjoner, verdier))
    assert not les(fil).har_feil
    poster = {p["aar"]: p for p in datasett("befolkning")}
    assert (poster[2023]["folketall_utgang"], poster[2024]["folketall_utgang"]) == (5685, 5681)
    assert poster[2024]["innvandring"] is None
    vist = tabell(hent_grunnlag(2024), "befolkning")
    kolonner = [k.navn for k in vist.kolonner]
    assert vist.rader[1].celler[kolonner.index("netto_innvandring_flytting")].verdi == -5
    assert vist.rader[1].celler[kolonner.index("innvandring")].verdi is None


def test_a_count_by_age_gives_the_age_groups_of_the_report(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    tall = {
        (k, a, t): n
        for k in "12"
        for a, n in (("000", 5), ("003", 7), ("044", 9), ("105+", 1))
        for t in ("2024", "2025")
    }
    assert not les(ssbsvar.skriv(tmp_path / "a.json", ssbsvar.etter_alder(("5025", "Røros"), tall))).har_feil
    assert [(p["aldersgruppe"], p["aar"], p["personer"]) for p in datasett("aldersgrupper")] == [
        ("0 år", 2024, 10), ("0 år", 2025, 10), ("1-5 år", 2024, 14), ("1-5 år", 2025, 14),
        ("20-44 år", 2024, 18), ("20-44 år", 2025, 18), ("90 år eller eldre", 2024, 2), ("90 år eller eldre", 2025, 2),
    ]  # fmt: skip
    assert {p["aar"]: p["personer"] for p in raadata("folketall")} == {2024: 44, 2025: 44}


def test_an_answer_for_another_municipality_is_refused(tmp_path: Path) -> None:
    opprett_kommune(nummer="1130", navn="Strand")
    fil = ssbsvar.skriv(tmp_path / "01222.json", ssbsvar.kvartaler(("5025", "Røros"), {2023: AAR_2023}))
    resultat = les(fil)
    assert resultat.id is None
    assert funn(resultat, "befolkning-kommune") == ["Svaret gjelder Røros, ikke kommune 1130."]


def test_a_cell_without_a_figure_is_told_and_is_not_zero(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    dimensjoner = [
        ("Region", "geo", {"5025": "Røros"}), ("ContentsCode", "metric", {"Personer1": "Personer"}),
        ("Tid", "time", {"2024": "2024", "2025": "2025"}),
    ]  # fmt: skip
    svar = ssbsvar.svar(
        "07459", dimensjoner, {("5025", "Personer1", "2024"): 5685, ("5025", "Personer1", "2025"): ".."}
    )
    resultat = les(ssbsvar.skriv(tmp_path / "07459.json", svar))
    assert "Røros 2025: Tallgrunnlag mangler" in funn(resultat, "befolkning-uten-tall")[0]
    assert [(p["aar"], p["personer"]) for p in raadata("folketall")] == [(2024, 5685)]


def test_what_is_not_json_is_told_in_words(tmp_path: Path) -> None:
    fil = tmp_path / "07459.json"
    fil.write_text("<html>503</html>", encoding="utf-8")
    resultat = les(fil)
    assert resultat.har_feil
    assert resultat.funn[0].tiltak
