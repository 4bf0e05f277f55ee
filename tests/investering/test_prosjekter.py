"""Projects, configurable phases, dated changes."""

from pathlib import Path

import pytest

from rodtraad.demo.steg import REGISTRE
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.investering.queries import faser, faseskifter, prosjekter

pytestmark = pytest.mark.django_db


def skriv(mappe: Path, navn: str, *linjer: str) -> Path:
    fil = mappe / navn
    fil.write_text("".join(f"{linje}\n" for linje in linjer), encoding="utf-8")
    return fil


def les_to_prosjekter(mappe: Path) -> None:
    les_inn("faser", [skriv(mappe, "faser.csv", "kode,navn", "F1,Utredning", "F5,Gjennomføring")])
    les_inn(
        "prosjekter",
        [
            skriv(
                mappe, "prosjekter.csv", "kode,navn,rammeomraade,del,rekkefolge,status_rekkefolge,ovrig",
                "P2,Bru,60,1,2,1,0", "P1,Vei,60,1,1,,1",
            )
        ],
    )  # fmt: skip


def les_status(mappe: Path, *rader: str):
    return les_inn("prosjektstatus", [skriv(mappe, "status.csv", "prosjekt,dato,status,fase_kode", *rader)])


@pytest.mark.krav("INV-02")
def test_a_change_of_phase_is_dated_and_each_year_shows_its_own(tmp_path: Path) -> None:
    les_to_prosjekter(tmp_path)
    les_status(tmp_path, "P2,2023-03-01,Iht. plan,F1", "P2,2024-05-01,Forsinket,F5")
    assert [(p.kode, p.status, p.fase) for p in prosjekter(2022)] == [("P1", "", ""), ("P2", "", "")]
    assert prosjekter(2023)[1].fase == "Utredning"
    assert prosjekter(2024)[1].fase == "Gjennomføring"
    assert [(s.dato.isoformat(), s.fase_kode) for s in faseskifter("P2")] == [
        ("2023-03-01", "F1"), ("2024-05-01", "F5"),
    ]  # fmt: skip


@pytest.mark.krav("INV-02")
def test_the_list_of_phases_is_the_municipalitys_own(tmp_path: Path) -> None:
    les_to_prosjekter(tmp_path)
    avvist = les_status(tmp_path, "P2,2024-05-01,Forsinket,F2")
    assert avvist.id is None
    assert avvist.funn[0].melding == "Fasen F2 er ikke registrert."
    les_inn(
        "faser", [skriv(tmp_path, "flere.csv", "kode,navn", "F1,Utredning", "F2,Skisse", "F5,Gjennomføring")]
    )
    assert list(faser()) == ["F1", "F2", "F5"]
    assert les_status(tmp_path, "P2,2024-05-01,Forsinket,F2").id is not None
    assert prosjekter(2024)[1].fase == "Skisse"


def test_the_demonstration_lists_42_projects_and_sums_the_others() -> None:
    for steg in REGISTRE:
        assert not les_inn(steg.kilde, [steg.sti]).har_feil
    alle = prosjekter(2024)
    assert list(faser()) == ["F1", "F3", "F4", "F5", "F6"]
    i_tabellene = [p for p in alle if p.status_rekkefolge]
    assert len(i_tabellene) == 42
    assert all(p.status for p in i_tabellene)
    ovrige = {p.navn for p in alle if p.er_ovrig}
    assert {"Bybrann", "utskiftning øvelsesanlegg brann", "Ny omsorgsstruktur Øverhagaen"} <= ovrige
    assert not ovrige & {p.navn for p in i_tabellene}


def test_it_tells_every_fault_of_a_status_file_at_once(tmp_path: Path) -> None:
    les_to_prosjekter(tmp_path)
    resultat = les_status(
        tmp_path, "P9,2024-05-01,Ferdig,F1", "P1,2024-05-01,Ferdig,F1", "P1,2024-05-01,Ferdig,F5"
    )
    assert [f.kontroll for f in resultat.funn] == [
        "prosjektstatus-prosjekt", "prosjektstatus-dato", "prosjektstatus-dato",
    ]  # fmt: skip


def test_a_code_used_twice_is_refused_and_a_withdrawn_register_is_gone(tmp_path: Path) -> None:
    dobbelt = skriv(tmp_path, "d.csv", "kode,navn,rammeomraade,del", "P1,Vei,60,1", "P1,Bru,60,1")
    assert "brukt 2 ganger" in les_inn("prosjekter", [dobbelt]).funn[0].melding
    ett = les_inn("prosjekter", [skriv(tmp_path, "e.csv", "kode,navn,rammeomraade,del", "P1,Vei,60,1")])
    assert [p.kode for p in prosjekter(2024)] == ["P1"]
    trekk_tilbake(str(ett.id))
    assert prosjekter(2024) == ()
