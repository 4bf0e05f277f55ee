"""Datasets: recognised by their columns, checked, shown in order, limited to the chosen municipalities."""

from decimal import Decimal
from pathlib import Path

import pytest

from rodtraad.demo.steg import DATA, TALL
from rodtraad.innlesing.services import Resultat, les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk.queries import alle_datasett, datasett, opplysninger, sammenligningskommuner

pytestmark = pytest.mark.django_db


def les_demo(*navn: str) -> dict[str, Resultat]:
    valgt = [s for s in TALL if s.fil.startswith("statistikk/") and (not navn or s.sti.stem in navn)]
    return {steg.sti.stem: les_inn(steg.kilde, [steg.sti], aar=steg.aar) for steg in valgt}


def skriv(mappe: Path, navn: str, *linjer: str) -> Path:
    fil = mappe / navn
    fil.write_text("".join(f"{linje}\n" for linje in linjer), encoding="utf-8")
    return fil


def test_every_dataset_of_the_demonstration_is_read_with_all_its_rows_and_columns() -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    resultater = les_demo()
    assert [navn for navn, r in resultater.items() if r.har_feil] == []
    lagret = alle_datasett()
    for fil in sorted((DATA / "statistikk").glob("*.csv")):
        if fil.stem == "sammenligningskommuner":
            continue
        topp, *rader = [rad for rad in fil.read_text("utf-8").splitlines() if rad]
        assert len(lagret[fil.stem]) == len(rader)
        assert list(lagret[fil.stem][0]) == [
            k for k in topp.split(",") if k not in {"kildelinje", "publisert"}
        ]


def test_values_keep_their_type_and_an_empty_cell_is_none() -> None:
    les_demo("klima_per_kommune", "kostra_funksjonsomraader")
    assert datasett("klima_per_kommune")[0] == {
        "sektor": "Luftfart", "kommune": "Røros", "aar": 2023, "tonn_co2e": Decimal("186.7"), "er_sum": 0,
    }  # fmt: skip
    forst = datasett("kostra_funksjonsomraader")[0]
    assert (forst["funksjon_kode"], forst["er_sum"]) == (None, 1)
    assert datasett("kostra_funksjonsomraader")[6]["funksjon_kode"] == "100"


@pytest.mark.krav("DEMO-01")
def test_the_arithmetic_of_the_population_is_checked_and_what_differs_is_flagged() -> None:
    resultat = les_demo("befolkning")["befolkning"]
    assert not resultat.har_feil
    funn = [(f.kontroll, f.melding) for f in resultat.funn]
    assert not [m for k, m in funn if k in {"R-70", "R-71"}]
    vekst = [m for k, m in funn if "fødselsoverskudd pluss" in m]
    assert [m.split(": ")[1].split(",")[0] for m in vekst] == [
        f"folkevekst er {tall} for {aar}"
        for aar, tall in (
            (2015, 42),
            (2016, -12),
            (2018, -53),
            (2020, -31),
            (2021, 22),
            (2022, 26),
            (2023, 87),
        )
    ]
    start = [m.split(": ")[1] for k, m in funn if "begynner med" in m]
    assert start == [
        "2017 begynner med 5656 innbyggere, men året før sluttet med 5623.",
        "2018 begynner med 5597 innbyggere, men året før sluttet med 5663.",
    ]
    assert datasett("befolkning")[3]["folketall_inngang"] == 5656


@pytest.mark.krav("DEMO-01")
def test_a_wrong_surplus_of_births_is_flagged(tmp_path: Path) -> None:
    topp, *_, siste = (DATA / "statistikk" / "befolkning.csv").read_text("utf-8").splitlines()
    celler = siste.split(",")
    celler[4] = "7"
    resultat = les_inn("befolkning", [skriv(tmp_path, "b.csv", topp, ",".join(celler))])
    assert [f.kontroll for f in resultat.funn] == ["R-70"]
    assert resultat.funn[0].melding == ("Rad 2: fodselsoverskudd er 7 for 2024, men fødte minus døde er 1.")


def test_climate_sums_within_rounding_pass_and_one_outside_is_flagged(tmp_path: Path) -> None:
    assert les_demo("klima_per_kommune")["klima_per_kommune"].funn == ()
    topp = "sektor,kommune,aar,tonn_co2e,er_sum"
    rader = ("Luftfart,Røros,2023,100.0,0", "Veitrafikk,Røros,2023,50.0,0")
    innenfor = les_inn(
        "klima", [skriv(tmp_path, "a.csv", topp, *rader, "Sum,Røros,2023,150.2,1")], proev=True
    )
    utenfor = les_inn("klima", [skriv(tmp_path, "b.csv", topp, *rader, "Sum,Røros,2023,150.3,1")], proev=True)
    assert innenfor.funn == ()
    assert utenfor.funn[0].kontroll == "R-78"
    assert "Summen 150.3 for Røros, 2023 avviker fra delene, som blir 150.0." in utenfor.funn[0].melding


def test_kostra_sums_that_miss_their_parts_are_flagged() -> None:
    funn = les_demo("kostra_funksjonsomraader")["kostra_funksjonsomraader"].funn
    assert [f.melding.split("Summen ")[1] for f in funn] == [
        "7779 for Adm, styring og fellesutgifter, Tynset, 2024 avviker fra delene, som blir 7717.",
        "8366 for Adm, styring og fellesutgifter, Trysil, 2024 avviker fra delene, som blir 8362.",
    ]


def test_a_dataset_says_which_years_its_figures_are_for() -> None:
    les_demo("klima_per_kommune", "befolkning")
    opplyst = {o.navn: o for o in opplysninger()}
    assert (opplyst["klima_per_kommune"].dataaar_fra, opplyst["klima_per_kommune"].dataaar_til) == (
        2023,
        2023,
    )
    assert (opplyst["befolkning"].dataaar_fra, opplyst["befolkning"].dataaar_til) == (2014, 2024)
    assert opplyst["klima_per_kommune"].kilde == "Miljødirektoratet"


@pytest.mark.krav("KOSTRA-08")
def test_one_choice_of_municipalities_holds_for_kostra_rules_and_climate(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    les_demo()
    navn = (
        "kostra_hovedtall", "kostra_funksjonsomraader", "handlingsregler_historikk", "klima_per_kommune",
        "klima_per_innbygger",
    )  # fmt: skip
    assert sammenligningskommuner()[:4] == ("Tynset", "Oppdal", "Midtre Gauldal", "Trysil")
    assert all("Trysil" in {p["kommune"] for p in datasett(n)} for n in navn)
    les_inn(
        "sammenligningskommuner",
        [skriv(tmp_path, "valg.csv", "navn,slag", "Tynset,kommune", "Kostragruppe 02,gruppe")],
    )
    for n in navn:
        assert {p["kommune"] for p in datasett(n)} <= {"Røros", "Tynset", "Kostragruppe 02"}
        assert {"Røros", "Tynset"} <= {p["kommune"] for p in datasett(n)}


def test_without_a_choice_every_municipality_is_shown() -> None:
    les_demo("klima_per_kommune")
    assert {p["kommune"] for p in datasett("klima_per_kommune")} == {
        "Røros", "Tynset", "Oppdal", "Midtre Gauldal", "Trysil",
    }  # fmt: skip


def test_a_file_is_recognised_by_its_columns_when_the_name_says_nothing(tmp_path: Path) -> None:
    kopi = tmp_path / "eksport 1.csv"
    kopi.write_bytes((DATA / "statistikk" / "klima_per_aar_sektor.csv").read_bytes())
    resultat = les_inn("klima", [kopi])
    assert resultat.kontrolltotaler["Datasett"] in {"klima_per_aar_sektor", "klima_per_kommune"}
    assert resultat.antall == 100


def test_a_file_that_fits_no_dataset_is_told_what_would(tmp_path: Path) -> None:
    with pytest.raises(RodtraadFeil) as avvist:
        les_inn("kostra", [skriv(tmp_path, "x.csv", "a,b", "1,2")])
    assert "(a, b) passer ikke til noe datasett i kilden «kostra»" in avvist.value.meldinger[0]
    assert any(m.startswith("kostra_hovedtall: rad, seksjon") for m in avvist.value.meldinger)


def test_a_new_file_replaces_only_its_own_dataset_and_withdrawal_brings_the_old_back(tmp_path: Path) -> None:
    les_demo("handlingsregler", "handlingsregler_historikk")
    ny = les_inn(
        "handlingsregler",
        [
            skriv(
                tmp_path, "handlingsregler.csv", "nr,kode,regel,maaltall_pct,retning,grunnlag",
                "1,netto_laanegjeld,Ny regel,80,hoyst,brutto driftsinntekter",
            )
        ],
    )  # fmt: skip
    assert [p["regel"] for p in datasett("handlingsregler")] == ["Ny regel"]
    assert len(datasett("handlingsregler_historikk")) == 60
    trekk_tilbake(str(ny.id))
    assert len(datasett("handlingsregler")) == 3


def test_bad_values_are_told_with_row_column_and_remedy_and_nothing_is_stored(tmp_path: Path) -> None:
    fil = skriv(
        tmp_path, "klima_per_innbygger.csv", "kommune,aar,tonn_co2e_per_innbygger", "Røros,23,4.3", "Røros,2023,mye"
    )  # fmt: skip
    resultat = les_inn("klima", [fil])
    assert [f.sted for f in resultat.funn] == [
        "klima_per_innbygger.csv, rad 2, kolonne «aar»",
        "klima_per_innbygger.csv, rad 3, kolonne «tonn_co2e_per_innbygger»",
    ]
    assert alle_datasett() == {}


def test_age_groups_come_in_order_from_young_to_old() -> None:
    les_demo("aldersgrupper")
    forste = datasett("aldersgrupper")[:7]
    assert [(p["aar"], p["aldersgruppe"]) for p in forste] == [
        (2015, g)
        for g in ("0–5 år", "6–15 år", "16–19 år", "20–66 år", "67–79 år", "80–89 år", "90 år og eldre")
    ]
    assert sum(int(str(p["personer"])) for p in forste) == 5593


@pytest.mark.krav("DEMO-04")
def test_aldersbaereevne_is_given_for_the_three_years() -> None:
    les_demo("aldersbaereevne")
    assert [(p["aar"], p["innbyggere_20_66_per_67"], p["slag"]) for p in datasett("aldersbaereevne")] == [
        (2013, Decimal("3.31"), "faktisk"), (2024, Decimal("2.6"), "faktisk"), (2033, Decimal(2), "prognose"),
    ]  # fmt: skip
