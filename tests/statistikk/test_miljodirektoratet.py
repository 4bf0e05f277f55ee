"""Miljødirektoratet's file: summed over gases, checked, and the three tables of the report made from it."""

import csv
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from rodtraad.innlesing.services import Resultat, les_inn, trekk_tilbake
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk.queries import datasett, opplysninger, raadata
from tests.statistikk import utslippsfil as fil_

pytestmark = pytest.mark.django_db
TELEMARK = "data/klima/klimagassutslipp_telemark_kommuner.csv"
RADER: list[list[Any]] = [
    ["Fylke", 5025, "Her", 2022, "Veitrafikk", "Personbiler  ", "CO2", 10.5],
    ["Fylke", 5025, "Her", 2022, "Veitrafikk", "Personbiler  ", "CH4", 0.25],
    ["Fylke", 5025, "Her", 2023, "Veitrafikk", "Personbiler  ", "CO2", 9.5],
    ["Fylke", 5025, "Her", 2023, "Jordbruk", "Husdyr", "CH4", 3.5],
    ["Fylke", 5021, "Der", 2022, "Jordbruk", "Husdyr", "CH4", 7],
    ["Fylke", 5021, "Der", 2023, "Jordbruk", "Husdyr", "CH4", 8],
]


def les(fil: Path, **valg: bool) -> Resultat:
    return les_inn("miljodirektoratet", [fil], **valg)


def funn(resultat: Resultat, kontroll: str) -> list[str]:
    return [f.melding for f in resultat.funn if f.kontroll == kontroll]


def i_tabell(id_: str, *kolonner: str) -> list[tuple[str, ...]]:
    vist = tabell(hent_grunnlag(2024), id_)
    plass = [[k.navn for k in vist.kolonner].index(navn) for navn in kolonner]
    return [tuple(str(rad.celler[p].verdi) for p in plass) for rad in vist.rader]


def like_tall(tekst: str) -> str:
    return str(Decimal(tekst).normalize() + 0) if tekst.replace(".", "").replace("-", "").isdigit() else tekst


def velg_kommuner(mappe: Path) -> None:
    linjer = [
        "navn,slag,kommunenummer",
        *(f"{n},kommune,{nr}" for n, nr in fil_.NUMRE.items() if n != "Røros"),
    ]
    fil = mappe / "valg.csv"
    fil.write_text("\n".join(linjer) + "\n", encoding="utf-8")
    assert not les_inn("sammenligningskommuner", [fil]).har_feil


@pytest.fixture
def roros(fasit: Path, tmp_path: Path) -> Path:
    """Røros with its peers, and the national file constructed from the printed tables."""
    opprett_kommune(nummer="5025", navn="Røros")
    velg_kommuner(tmp_path)
    tall = {
        **fil_.utslipp_fra_rater(fasit),
        **fil_.innenfor_avrunding(fil_.trykte(fasit), fil_.summer(fasit)),
    }
    tall = {
        n: tall[n]
        for n in sorted(
            tall, key=lambda n: list(fil_.trykte(fasit)).index(n) if n in fil_.trykte(fasit) else 999
        )
    }
    return fil_.skriv_bok(tmp_path / "utslippsstatistikk_alle_kommuner.xlsx", fil_.filrader(tall))


@pytest.mark.krav("KLIMA-01")
@pytest.mark.parametrize("id_", ["klima_per_kommune", "klima_per_aar_sektor"])
def test_the_tables_of_the_report_come_out_of_the_national_file(roros: Path, fasit: Path, id_: str) -> None:
    assert not les(roros).har_feil
    kolonner = ("sektor", "kommune", "aar", "tonn_co2e")
    trykt = {tuple(like_tall(rad[k]) for k in kolonner) for rad in fil_.les(fasit / f"{id_}.csv")}
    vist = [tuple(map(like_tall, rad)) for rad in i_tabell(id_, *kolonner)]
    assert set(vist) == trykt
    assert len(vist) == len(trykt)


@pytest.mark.krav("KLIMA-01")
def test_emissions_per_inhabitant_are_those_printed_with_the_population_of_1_january(
    roros: Path, fasit: Path, tmp_path: Path
) -> None:
    egne = {int(r["aar"]): int(r["folketall_inngang"]) for r in fil_.les(fasit / "befolkning.csv")}
    # 2013 is before the printed population; R-77 is the printed 21 741,3 / 5 598.
    aarene = [2013, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023]
    linjer = ["region,statistikkvariabel,år,value"]
    linjer += [f"Røros,Personer,{aar},{egne[aar]}" for aar in aarene if aar in egne]
    linjer += [
        f"{n},Personer,{aar},{fil_.FOLK}" for n in fil_.NUMRE if n != "Røros" for aar in aarene if aar != 2023
    ]
    folk = tmp_path / "folketall.csv"
    folk.write_text("\n".join(linjer) + "\n", encoding="utf-8")
    assert not les_inn("befolkning", [folk]).har_feil
    assert not les(roros).har_feil
    kolonner = ("kommune", "aar", "tonn_co2e_per_innbygger")
    trykt = {
        tuple(like_tall(rad[k]) for k in kolonner) for rad in fil_.les(fasit / "klima_per_innbygger.csv")
    }
    alle = {tuple(map(like_tall, rad)) for rad in i_tabell("klima_per_innbygger", *kolonner)}
    vist = {rad for rad in alle if rad[0] != "Sum"}
    assert {verdi for kommune, _, verdi in alle if kommune == "Sum"} == {
        "None"
    }  # KLIMA-04: rates have no sum
    assert vist - trykt == set()
    assert ("Røros", "2023", "3.9") in vist
    assert {k for k, _, _ in vist} == set(fil_.NUMRE)


@pytest.mark.krav("KLIMA-02")
def test_the_title_says_data_year_2023_in_report_year_2024_and_the_import_says_how_late(roros: Path) -> None:
    resultat = les(roros)
    grunnlag = hent_grunnlag(2024)
    assert tabell(grunnlag, "klima_per_kommune").tittel == "Utslipp av klimagasser per kommune og sektor 2023"
    assert tabell(grunnlag, "klima_per_aar_sektor").tittel.endswith("2013–2023")
    assert "De siste utslippene er fra 2023" in funn(resultat, "KLIMA-02")[0]
    assert "rapporten for 2024" in funn(resultat, "KLIMA-02")[0]
    om = {o.navn: o for o in opplysninger()}["klima_per_kommune"]
    assert (om.kilde, om.lisens, om.dataaar_fra, om.dataaar_til) == (
        "Miljødirektoratet",
        "NLOD 2.0",
        2023,
        2023,
    )


@pytest.mark.krav("KLIMA-01")
def test_the_real_file_of_telemark_gives_the_sums_plain_python_gives(delt: Path) -> None:
    opprett_kommune(nummer="4018", navn="Nome")
    resultat = les(delt / TELEMARK)
    assert not resultat.har_feil
    with (delt / TELEMARK).open(encoding="utf-8-sig", newline="") as strom:
        alle = list(csv.DictReader(strom))
    per: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for rad in alle:
        if rad["Kommune"] == "Nome":
            per[rad["Sektor"][0].upper() + rad["Sektor"][1:], rad["År"]] += Decimal(rad["Utslipp"])
            per["Sum", rad["År"]] += Decimal(rad["Utslipp"])
    ventet = {n: v.quantize(Decimal("0.1"), ROUND_HALF_UP) for n, v in per.items()}
    vist = {(str(p["sektor"]), str(p["aar"])): p["tonn_co2e"] for p in datasett("klima_per_aar_sektor")}
    assert {n: v for n, v in vist.items() if v} == {n: v for n, v in ventet.items() if v}
    basis = {
        str(p["sektor"]): (p["tonn_co2e_2009"], p["tonn_co2e_2024"]) for p in datasett("klima_2009_2023")
    }
    assert basis["Totalsum"] == (ventet["Sum", "2009"], ventet["Sum", "2024"])
    assert tabell(hent_grunnlag(2025), "klima_2009_2023").tittel == "Sektorfordelte utslipp 2009 og 2024"
    assert resultat.kontrolltotaler["Rader i filen"] == str(len(alle))
    assert resultat.kontrolltotaler["Tonn CO2-ekvivalenter i 2024, alle kommuner"] == str(
        sum(Decimal(r["Utslipp"]) for r in alle if r["År"] == "2024")
    )
    assert funn(resultat, "miljodirektoratet-serien") == [
        "Serien går fra 2009 til 2024 og har ikke 2010, 2012, 2014."
    ]
    assert not funn(resultat, "miljodirektoratet-sektor")


def test_source_names_lose_their_spaces_and_rows_of_several_gases_are_one(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Her")
    les(fil_.skriv_csv(tmp_path / "u.csv", RADER))
    kilder = [(p["aar"], p["utslippskilde"], p["tonn_co2e"]) for p in raadata("utslipp_kilde")]
    assert kilder == [
        (2022, "Personbiler", Decimal("10.75")),
        (2023, "Personbiler", Decimal("9.5")),
        (2023, "Husdyr", Decimal("3.5")),
    ]


def test_the_municipality_is_known_by_its_number_whatever_the_file_calls_it(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    rader = [[*r[:2], "Røros - Rosse" if r[1] == 5025 else r[2], *r[3:]] for r in RADER]
    assert not funn(les(fil_.skriv_bok(tmp_path / "u.xlsx", rader)), "miljodirektoratet-egen")
    assert {p["kommune"] for p in datasett("klima_per_aar_sektor")} == {"Røros"}


@pytest.mark.parametrize(
    ("rad", "kontroll", "ord_"),
    [
        (["F", 5025, "Her", 2023, "Jordbruk", "Husdyr", "CH4", 3.5], "miljodirektoratet-dobbelt", "står også i rad 5"),
        (["F", 5025, "Her", 2023, "Romfart", "Raketter", "CO2", 1], "miljodirektoratet-sektor", "Rad 8: sektoren"),
        (["F", 5021, "Der", 2021, "Jordbruk", "Husdyr", "CH4", 3], "miljodirektoratet-aar-mangler", "Her mangler 2021"),
        (["F", 5025, "Her", 2023, "Luftfart", "Fly", "CO2", "mye"], "miljodirektoratet-tall", "«mye» er ikke et tall"),
        (["F", 5025, "Her", "i fjor", "Luftfart", "Fly", "CO2", 1], "miljodirektoratet-aar", "ikke et årstall"),
        (["F", 5025, "Her", 2023, "", "Fly", "CO2", 1], "miljodirektoratet-tomt", "mangler sektor"),
        (["F", 5025, "Annet", 2023, "Luftfart", "Fly", "CO2", 1], "miljodirektoratet-kommune", "5025 har flere navn"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_row_and_a_remedy(
    tmp_path: Path, rad: list[Any], kontroll: str, ord_: str
) -> None:
    opprett_kommune(nummer="5025", navn="Her")
    resultat = les(fil_.skriv_csv(tmp_path / "u.csv", [*RADER, rad]), proev=True)
    funnet = [f for f in resultat.funn if f.kontroll == kontroll]
    assert ord_ in funnet[0].melding
    assert funnet[0].tiltak
    assert "rad 8" in funnet[0].sted or "rad" in funnet[0].melding.lower() or kontroll.endswith("mangler")
    assert not [
        f for f in les(fil_.skriv_csv(tmp_path / "v.csv", RADER), proev=True).funn if f.kontroll == kontroll
    ]


def test_a_file_without_the_municipality_says_so(tmp_path: Path) -> None:
    opprett_kommune(nummer="1130", navn="Strand")
    assert (
        "Filen har ingen utslipp for Strand (1130)"
        in funn(les(fil_.skriv_csv(tmp_path / "u.csv", RADER)), "miljodirektoratet-egen")[0]
    )
    assert datasett("klima_per_kommune") == ()


def test_the_import_that_came_last_counts_and_withdrawing_it_brings_the_other_back(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Her")
    direkte = tmp_path / "klima_per_kommune.csv"
    direkte.write_text("sektor,kommune,aar,tonn_co2e,er_sum\nLuftfart,Her,2021,5.0,0\n", encoding="utf-8")
    les_inn("klima", [direkte])
    assert {p["aar"] for p in datasett("klima_per_kommune")} == {2021}
    ny = les(fil_.skriv_csv(tmp_path / "u.csv", RADER))
    assert {p["aar"] for p in datasett("klima_per_kommune")} == {2023}
    assert ny.id
    trekk_tilbake(ny.id)
    assert {p["aar"] for p in datasett("klima_per_kommune")} == {2021}


def test_csv_with_semicolons_and_decimal_comma_gives_the_same(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Her")
    norsk = [[*r[:7], str(r[7]).replace(".", ",")] for r in RADER]
    les(fil_.skriv_csv(tmp_path / "u.csv", norsk, ";"))
    assert datasett("klima_per_aar_sektor")[-1]["tonn_co2e"] == Decimal("13.0")
