"""Files of other systems through a column profile, and spreadsheets."""

from pathlib import Path

import openpyxl
import pytest

from rodtraad.hovedbok import queries
from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.forslag import foreslaa_profil
from rodtraad.regnskap.filformat.profil import profil_fra_tekst
from tests.regnskap.matrise import celler, hovedbok, skriv_csv, sum_art

VISMA = """\
navn: Regnskapskontoret
koding: iso-8859-1
skilletegn: ";"
desimaltegn: ","
tusenskille: "."
fortegn: -1
hopp_over: 1
kolonner:
  slag: {verdi: regnskap}
  periode: Måned
  kontoklasse: {kolonne: Konto, fra: 1, lengde: 1}
  art: {kolonne: Konto, fra: 2, lengde: 3}
  funksjon: {kolonne: Tjeneste, fra: 1, lengde: 3}
  ansvar: {kolonne: Ansvar, bredde: 4, oversett: {"77": "1000"}}
  belop: Beløp
"""
FIL = """\
Utskrift 2024
Måned;Konto;Tjeneste;Ansvar;Beløp;Annet
1;101000;1200;77;-1.234,50;x
2;180000;8500;9;1.000,00;y
"""


def profil(mappe: Path, tekst: str) -> Path:
    fil = mappe / "profil.yaml"
    fil.write_text(tekst, encoding="utf-8")
    return fil


@pytest.mark.krav("KONTO-01")
def test_a_file_of_another_system_is_read_through_its_profile(mappe: Path) -> None:
    (mappe / "u.csv").write_bytes(FIL.encode("iso-8859-1"))
    resultat = les_inn("csv", [mappe / "u.csv"], profil=profil(mappe, VISMA), aar=2024)
    assert not resultat.har_feil, resultat.funn
    linjer, _ = queries.storste_bilag(queries.Drill(), 5)
    assert [
        (li.rad, li.periode, li.kontoklasse, li.art, li.funksjon, li.ansvar, li.belop) for li in linjer
    ] == [
        (3, 1, "1", "010", "120", "1000", 123450),
        (4, 2, "1", "800", "850", "0009", -100000),
    ]


def test_a_column_the_profile_names_must_be_there(mappe: Path) -> None:
    (mappe / "u.csv").write_bytes(FIL.replace("Tjeneste", "Funksjon").encode("iso-8859-1"))
    resultat = les_inn("csv", [mappe / "u.csv"], profil=profil(mappe, VISMA), aar=2024)
    assert "Kolonnen «Tjeneste» mangler." in resultat.funn[0].melding


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("kolonner: {belop: Sum}", "sier ikke hvor periode, slag, kontoklasse kommer fra"),
        ("skilletegn: xx", "har 1 feil"),
        ("ukjent: 1", "har 1 feil"),
        ("kolonner: {art: {kolonne: K, fra: 2}}", "har 1 feil"),
        ("koder_utenfor_gyldighet: advarsel", "har 1 feil"),
        ("- a\n- b", "har 1 feil"),
        ("a: [", "er ikke gyldig YAML"),
    ],
)
def test_a_wrong_profile_is_refused_with_what_is_wrong(mappe: Path, tekst: str, melding: str) -> None:
    (mappe / "u.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(RodtraadFeil, match=melding):
        les_inn("csv", [mappe / "u.csv"], profil=profil(mappe, tekst))


@pytest.mark.krav("KONTO-01")
def test_a_spreadsheet_in_the_standard_form_is_read(mappe: Path) -> None:
    bok = openpyxl.Workbook()
    ark = bok.active
    assert ark is not None
    ark.append(["aar", "periode", "slag", "kontoklasse", "art", "funksjon", "ansvar", "belop"])
    ark.append([2024, 1, "regnskap", 1, "010", 120, 1000, 1234.5])
    ark.append([None] * 8)
    ark.append([2024, 1, "regnskap", 1, "010", 120, 1000, 0.1])
    bok.save(mappe / "b.xlsx")
    resultat = les_inn("xlsx", [mappe / "b.xlsx"])
    assert {f.sted for f in resultat.funn if f.er_feil} == {
        f"b.xlsx, rad 3, kolonne «{k}»" for k in ("aar", "periode", "slag", "kontoklasse", "belop")
    }
    ark.delete_rows(3)
    bok.save(mappe / "b.xlsx")
    assert not les_inn("xlsx", [mappe / "b.xlsx"]).har_feil
    assert queries.artsummer([2024], virksomhet_for={}) == [(2024, "regnskap", "1", "", "010", 123460, 2)]


def test_a_proposed_profile_reads_the_file_it_was_made_from(mappe: Path) -> None:
    rader = "Regnskapsår;Måned;Type;Kontoklasse;Art;Tjeneste;Ansvar;Beløp\n2024;1;regnskap;1;010;120;1000;1234,50\n"
    fil = mappe / "uttrekk.csv"
    fil.write_bytes(rader.encode("iso-8859-1"))
    forslag = foreslaa_profil(fil)
    assert forslag.mangler == ()
    resultat = les_inn("csv", [fil], profil=profil(mappe, forslag.yaml))
    assert not resultat.har_feil, resultat.funn
    assert queries.artsummer([2024], virksomhet_for={}) == [(2024, "regnskap", "1", "", "010", 123450, 1)]


def test_a_proposed_profile_says_what_it_did_not_find(mappe: Path) -> None:
    fil = mappe / "uttrekk.csv"
    fil.write_text("Konto,Sum\n1010,5.00\n", encoding="utf-8")
    forslag = foreslaa_profil(fil)
    assert forslag.mangler == ("aar", "periode")
    assert [(k.navn, k.felt, k.eksempler) for k in forslag.kolonner] == [
        ("Konto", "konto", ("1010",)),
        ("Sum", "belop", ("5.00",)),
    ]


def test_the_example_in_the_rules_is_a_valid_profile() -> None:
    regler = (Path(__file__).parents[2] / "docs/regler/innlesing.md").read_text("utf-8")
    eksempel = regler.split("## Profil\n")[1].split("```yaml\n")[1].split("```")[0]
    lest = profil_fra_tekst(eksempel, "eksempelet")
    assert lest.konto is not None
    assert lest.periodekolonner is not None
    assert set(lest.felter) == {"slag", "ansvar", "funksjon"}


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("konto: {kolonne: K}\nkolonner: {slag: {verdi: regnskap}}", "sier ikke hvor periode, belop kommer fra"),
        ("konto: {kolonne: K}\nkolonner: {art: A, slag: S, periode: P, belop: B}", "sier to ganger hvor art"),
        ("utelat: [{kolonne: K, uten_siffer: true}]", "mangler «kolonner»"),
        ("konto: {kolonne: K}\nkolonner: {slag: S, periode: {debet: D, kredit: K}, belop: B}", "har debet, kredit"),
        ("toleranse: {ore: 5}", "har 1 feil"),
        ("utelat: [{kolonne: K}]", "har 1 feil"),
        ("konto: {kolonne: K, unntak: [{konto: x, art: '878'}]}", "har 1 feil"),
    ],
)  # fmt: skip
def test_a_profile_that_says_too_little_or_too_much_is_refused(tekst: str, melding: str) -> None:
    with pytest.raises(RodtraadFeil, match=melding):
        profil_fra_tekst(tekst, "p.yaml")


@pytest.mark.krav("KONTO-01")
def test_budget_and_forecast_are_read_the_same_way(mappe: Path) -> None:
    for slag, navn in (("opprinnelig", "budsjett 2025.csv"), ("prognose", "prognose 2025.csv")):
        fil = skriv_csv(mappe / navn, celler(hovedbok(), akkumulert=False))
        forslag = foreslaa_profil(fil)
        assert forslag.data["kolonner"]["slag"] == {"verdi": slag}
        resultat = les_inn("csv", [fil], profil=profil(mappe, forslag.yaml))
        assert not resultat.har_feil, resultat.funn
    summer = {(r[1], r[4]): r[5] for r in queries.artsummer([2025], virksomhet_for={}) if r[2] == "1"}
    assert summer[("opprinnelig", "800")] == summer[("prognose", "800")] == sum_art(hovedbok(), "1800")
