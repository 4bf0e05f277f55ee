"""SSB's projections: by age group, year and alternative, tied to the official population."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk.queries import datasett
from tests.statistikk import ssbsvar

pytestmark = pytest.mark.django_db
MAPPE = "data/ssb/framskriving"
TOPP = "region,statistikkvariabel,år,alder,value,Framskriving,Tabell"
MMMM, LLML = "Hovedalternativet (MMMM)", "Lav nasjonal vekst (LLML)"


def les(fil: Path, **valg: bool) -> Resultat:
    return les_inn("framskriving", [fil], **valg)


def funn(resultat: Resultat, kontroll: str) -> list[str]:
    return [f.melding for f in resultat.funn if f.kontroll == kontroll]


def skriv(fil: Path, *linjer: str, topp: str = TOPP) -> Path:
    fil.write_text("\n".join((topp, *linjer)) + "\n", encoding="utf-8")
    return fil


@pytest.mark.krav("DEMO-03")
@pytest.mark.parametrize("fra", [2024, 2026])
def test_the_real_projections_begin_where_the_official_population_is(delt: Path, fra: int) -> None:
    opprett_kommune(nummer="4018", navn="Nome")
    assert not les_inn("befolkning", [delt / MAPPE / "folketall.csv"]).har_feil
    fil = delt / MAPPE / f"Framskrevet_folkemengde_{fra}-2050.csv"
    resultat = les(fil)
    assert not resultat.har_feil
    assert not funn(resultat, "framskriving-utgangspunkt")
    with fil.open(encoding="utf-8-sig", newline="") as strom:
        rader = [rad for rad in csv.DictReader(strom) if rad["region"] == "Nome"]
    vist = tabell(hent_grunnlag(2025), "framskriving_alternativer")
    navn = [k.navn for k in vist.kolonner]
    celler = [{n: c.verdi for n, c in zip(navn, rad.celler, strict=True)} for rad in vist.rader]
    assert {
        (c["alternativ"], str(c["aar"]), c["aldersgruppe"], c["personer"])
        for c in celler
        if c["aldersgruppe"] != "Sum"
    } == {(r["statistikkvariabel"], r["år"], r["alder"], int(r["value"])) for r in rader}
    summer: dict[tuple[str, str], int] = defaultdict(int)
    for r in rader:
        summer[r["statistikkvariabel"], r["år"]] += int(r["value"])
    sumrader = {(c["alternativ"], str(c["aar"])): c for c in celler if c["aldersgruppe"] == "Sum"}
    assert {n: c["personer"] for n, c in sumrader.items()} == summer
    start = {alternativ: summer[alternativ, str(fra)] for alternativ, _ in summer}
    assert {n: c["endring"] for n, c in sumrader.items()} == {n: v - start[n[0]] for n, v in summer.items()}


def test_the_report_gets_ten_years_of_the_main_alternative_with_its_name(delt: Path) -> None:
    opprett_kommune(nummer="4018", navn="Nome")
    les(delt / MAPPE / "Framskrevet_folkemengde_2024-2050.csv")
    poster = datasett("framskriving")
    assert {p["alternativ"] for p in poster} == {MMMM}
    assert {p["aar"] for p in poster} == set(range(2024, 2035))
    assert len(poster) == 11 * 10


def test_the_other_table_of_ssb_with_other_groups_has_the_same_sums_as_the_main_alternative(
    delt: Path,
) -> None:
    """Two files nobody here made, grouped differently: the sums per municipality and year must be the same."""
    opprett_kommune(nummer="4018", navn="Nome")
    les(delt / MAPPE / "Framskrevet_folkemengde_2026-2050.csv")
    with (delt / MAPPE / "befolkningsframskrivinger_siste_tabell_egendef_alder.csv").open(
        encoding="utf-8-sig"
    ) as strom:
        andre: dict[int, int] = defaultdict(int)
        for rad in csv.DictReader(strom):
            if rad["Kommunenummer"] == "4018":
                andre[int(rad["År"][:4])] += int(rad["Personer"])
    vaare: dict[object, int] = defaultdict(int)
    for post in datasett("framskriving_alternativer"):
        if post["alternativ"] == MMMM:
            vaare[post["aar"]] += int(str(post["personer"]))
    assert vaare == andre


def test_a_beginning_that_does_not_tie_to_the_count_is_told(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Her")
    folk = skriv(tmp_path / "f.csv", "Her,Personer,2024,100", topp="region,statistikkvariabel,år,value")
    les_inn("befolkning", [folk])
    rader = [
        f"Her,{MMMM},{aar},{alder},{n},2024,14288"
        for aar in (2024, 2025)
        for alder, n in (("0 år", 40), ("1-5 år", 59))
    ]
    assert funn(les(skriv(tmp_path / "p.csv", *rader)), "framskriving-utgangspunkt") == [
        "Her: framskrivingen begynner 2024 med 99 innbyggere, men folketallet 1. januar 2024 er 100 (forskjell -1)."
    ]
    rett = [rad.replace(",59,", ",60,") for rad in rader]
    assert not funn(les(skriv(tmp_path / "q.csv", *rett)), "framskriving-utgangspunkt")


def test_without_a_count_the_control_is_said_to_be_undone(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Her")
    resultat = les(skriv(tmp_path / "p.csv", f"Her,{MMMM},2024,0 år,40,2024,14288"))
    assert "ikke kontrollert" in funn(resultat, "framskriving-utgangspunkt")[0]


@pytest.mark.parametrize(
    ("linje", "kontroll", "ord_"),
    [
        (f"Her,{MMMM},2024,0 år,40,2024,14288", "framskriving-dobbelt", "står også i rad 2"),
        (f"Her,{MMMM},2025,0 år,-3,2024,14288", "framskriving-negativ", "har -3 personer"),
        (f"Der,{MMMM},2025,0 år,3,2024,14288", "framskriving-hull", "1 av 2 tall"),
        (f"Her,{MMMM},2025,0 år,mange,2024,14288", "innlesing-verdi", "ikke et heltall"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, linje: str, kontroll: str, ord_: str) -> None:
    opprett_kommune(nummer="5025", navn="Her")
    resultat = les(skriv(tmp_path / "p.csv", f"Her,{MMMM},2024,0 år,40,2024,14288", linje), proev=True)
    assert ord_ in funn(resultat, kontroll)[0]
    assert all(f.tiltak for f in resultat.funn if f.kontroll == kontroll)


def test_the_answer_of_the_interface_gives_the_same_as_the_csv(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    tall = {
        (alt, aar, alder): 10 * int(aar[-1]) + len(alder)
        for alt in (MMMM, LLML)
        for aar in ("2026", "2027")
        for alder in ("0 år", "1-5 år")
    }
    les(skriv(tmp_path / "p.csv", *(f"Røros,{a},{t},{g},{n},2026,14746" for (a, t, g), n in tall.items())))
    fra_csv = datasett("framskriving_alternativer")
    dimensjoner = [
        ("Region", "geo", {"K-5025": "Røros"}), ("Alder", "", {"A": "0 år", "B": "1-5 år"}),
        ("ContentsCode", "metric", {"M": MMMM, "L": LLML}), ("Tid", "time", {"2026": "2026", "2027": "2027"}),
    ]  # fmt: skip
    koder = {MMMM: "M", LLML: "L", "0 år": "A", "1-5 år": "B"}
    verdier = {("K-5025", koder[g], koder[a], t): n for (a, t, g), n in tall.items()}
    assert not les(
        ssbsvar.skriv(tmp_path / "14746.json", ssbsvar.svar("14746", dimensjoner, verdier))
    ).har_feil
    fra_svar = datasett("framskriving_alternativer")
    assert sorted(map(repr, fra_svar)) == sorted(map(repr, fra_csv))
