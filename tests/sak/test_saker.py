"""Cases and assignments of the council."""

from pathlib import Path

import pytest

from rodtraad.demo.steg import SAKER
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.sak import queries

pytestmark = pytest.mark.django_db


def les_demo() -> None:
    for steg in SAKER:
        assert not les_inn(steg.kilde, [steg.sti], aar=steg.aar).har_feil


def skriv(mappe: Path, navn: str, tekst: str) -> Path:
    fil = mappe / navn
    fil.write_text(tekst, encoding="utf-8")
    return fil


def test_the_year_2024_has_115_cases_and_17_numbers_that_no_case_has() -> None:
    les_demo()
    saker = queries.saker(2024)
    assert len(saker) == 115
    assert [sak["saksnr"] for sak in saker][30:37] == [
        "33/24", "34/24", "35/24", "36/24", "38/24", "37/24", "39/24",
    ]  # fmt: skip
    assert queries.manglende_saksnumre(2024) == (
        "14/24", "26/24", "42/24", "43/24", "55/24", "73/24", "74/24", "83/24", "98/24", "99/24", "113/24",
        "118/24", "122/24", "127/24", "128/24", "129/24", "130/24",
    )  # fmt: skip


@pytest.mark.krav("VED-03")
def test_the_six_assignments_have_their_own_words_and_say_so() -> None:
    les_demo()
    oppdrag = queries.oppdrag(2024)
    assert [(o["nr"], o["status"]) for o in oppdrag] == [
        (1, "Ferdig"), (2, "Iht. plan"), (3, "Iht. plan"), (4, "Iht. plan"), (6, "Iht. plan"),
        (None, "Iht. plan"),
    ]  # fmt: skip
    assert all(o["konstruert"] == 1 and o["beskrivelse"] and o["statusbeskrivelse"] for o in oppdrag)
    assert queries.manglende_oppdragsnumre(2024) == (5,)
    forklaringer = queries.merknader(2024)
    assert forklaringer[0] == "Oppdrag nummer 5 finnes ikke i kilden: nummeret er hoppet over der."
    assert forklaringer[1] == "Ett oppdrag har ikke nummer i kilden."
    assert forklaringer[2].startswith(
        "17 saksnumre mellom første og siste sak er ikke i listen: 14/24, 26/24"
    )


def test_a_year_without_lists_has_nothing_to_remark() -> None:
    assert queries.saker(2024) == ()
    assert queries.manglende_saksnumre(2024) == ()
    assert queries.merknader(2024) == ()


def test_a_new_list_of_the_year_replaces_the_old_and_leaves_other_years_alone(tmp_path: Path) -> None:
    topp = "saksnr,organ,tittel\n"
    les_inn("saker", [skriv(tmp_path, "a.csv", f"{topp}1/23,Kommunestyret,Budsjett\n")], aar=2023)
    les_inn("saker", [skriv(tmp_path, "b.csv", f"{topp}1/24,Kommunestyret,Gammel\n")], aar=2024)
    ny = les_inn("saker", [skriv(tmp_path, "c.csv", f"{topp}1/24,Kommunestyret,Ny\n")], aar=2024)
    assert [s["tittel"] for s in queries.saker(2024)] == ["Ny"]
    assert [s["tittel"] for s in queries.saker(2023)] == ["Budsjett"]
    trekk_tilbake(str(ny.id))
    assert [s["tittel"] for s in queries.saker(2024)] == ["Gammel"]


def test_it_refuses_wrong_year_double_number_and_bad_form_with_row_and_remedy(tmp_path: Path) -> None:
    tekst = "saksnr,organ,tittel\n1/23,Kommunestyret,A\n2/24,Kommunestyret,B\n2/24,Kommunestyret,C\n"
    funn = les_inn("saker", [skriv(tmp_path, "d.csv", tekst)], aar=2024).funn
    assert [(f.melding, f.sted) for f in funn] == [
        ("Sak 1/23 er ikke fra 2024.", "d.csv, rad 2, kolonne «saksnr»"),
        ("Saksnummer 2/24 er brukt 2 ganger.", "d.csv, rad 3, kolonne «saksnr»"),
        ("Saksnummer 2/24 er brukt 2 ganger.", "d.csv, rad 4, kolonne «saksnr»"),
    ]
    skrevet = les_inn("saker", [skriv(tmp_path, "e.csv", "saksnr,organ,tittel\nsak 1,K,A\n")], aar=2024)
    assert "løpenummer og år" in skrevet.funn[0].tiltak


def test_it_refuses_a_status_outside_the_one_list(tmp_path: Path) -> None:
    fil = skriv(tmp_path, "f.csv", "nr,type,tittel,status\n1,verbalvedtak,Energiplan,Nesten ferdig\n")
    resultat = les_inn("oppdrag", [fil], aar=2024)
    assert resultat.id is None
    assert "Nesten ferdig" in resultat.funn[0].melding
    assert "Ferdig" in resultat.funn[0].tiltak


def test_it_asks_for_the_year(tmp_path: Path) -> None:
    with pytest.raises(RodtraadFeil, match="--aar"):
        les_inn("saker", [skriv(tmp_path, "g.csv", "saksnr,organ,tittel\n1/24,K,A\n")])
