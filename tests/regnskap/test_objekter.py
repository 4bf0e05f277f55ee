"""Cost per building and vehicle, listed and summed to the ansvar."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rodtraad.hovedbok.queries import artsummer
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.objekt_queries import objekter_i, objektkostnad, objektregister
from rodtraad.regnskap.objekter import Objektversjon, newest
from tests.personer import Verden, lag_verden
from tests.regnskap.bokforing import Post, bokfor

TOPP = "kode,navn,slag,ansvar,gyldig_fra,gyldig_til"
SKOLE = "B1,Prøveskolen,bygg,2001,2020-01-01,"
BIL = "K1,Prøvebilen,kjoretoy,3101,2020-01-01,"
POSTER = [
    Post(2024, 1, "2001", "202", "100", 100_000, objekt="B1"), Post(2024, 2, "2001", "222", "180", 50_025, objekt="B1"),
    Post(2024, 2, "2001", "202", "620", -20_000, objekt="B1"), Post(2024, 3, "2001", "202", "100", 7_000),
    Post(2024, 3, "3101", "253", "170", 33_000, objekt="K1"), Post(2024, 4, "2001", "202", "170", 1_000, objekt="K1"),
    Post(2024, 4, "2301", "201", "100", 5_000), Post(2023, 1, "2001", "202", "100", 90_000, objekt="B1"),
]  # fmt: skip


@pytest.fixture
def verden(mappe: Path) -> Verden:
    return lag_verden()


def les(mappe: Path, *rader: str, topp: str = TOPP) -> Any:
    fil = mappe / "objekter.csv"
    fil.write_text("\n".join([topp, *rader, ""]), encoding="utf-8")
    return les_inn("objekter", [fil])


@pytest.mark.krav("KONTO-10")
def test_the_cost_of_each_object_and_what_has_none_make_up_the_ansvar(verden: Verden, mappe: Path) -> None:
    assert les(mappe, SKOLE, BIL).funn == ()
    bokfor(mappe, POSTER)
    deler = {d.ansvar: d for d in objektkostnad(2024, kontoklasse="1")}
    assert set(deler) == {"2001", "3101"}
    skole = [
        (x.kode, x.kostnad.utgift, x.kostnad.inntekt, x.kostnad.ifjor, x.fremmed)
        for x in deler["2001"].linjer
    ]
    assert skole == [
        ("B1", 150_025, -20_000, 90_000, False),
        ("K1", 1_000, 0, 0, True),
        ("", 7_000, 0, 0, False),
    ]
    i_regnskapet = {
        ansvar: sum(
            r[5] for r in artsummer([2024], virksomhet_for={ansvar: ansvar}) if r[2] == "1" and r[3] == ansvar
        )
        for ansvar in deler
    }
    assert (
        {ansvar: d.sum.netto for ansvar, d in deler.items()}
        == i_regnskapet
        == {"2001": 138_025, "3101": 33_000}
    )
    bokfor(mappe, [Post(2024, 5, "2001", "202", "100", 11, objekt="B1")], navn="mer.csv")
    assert objektkostnad(2024, kontoklasse="1")[0].sum.netto == 138_036


@pytest.mark.krav("KONTO-10")
def test_the_page_drills_to_the_account_strings_of_the_units_one_may_see(verden: Verden, mappe: Path) -> None:
    les(mappe, SKOLE, BIL)
    bokfor(mappe, POSTER)
    leder, alle = verden.klient("virksomhetsleder"), verden.klient("politiker")
    side = leder.get("/arbeid/objekter/?aar=2024").content.decode()
    for tekst in (
        "B1 Prøveskolen",
        "Uten objekt",
        "Sum for ansvaret",
        "hører til ansvar 3101",
        "1\u202f380,25",
    ):
        assert tekst in side
    assert "Institusjon felles" not in side
    assert "Prøveskolen" not in leder.get("/arbeid/objekter/?aar=2024&slag=anlegg").content.decode()
    objekt = leder.get("/arbeid/objekter/B1/?aar=2024").content.decode()
    assert objekt.index("<td>100</td>") < objekt.index("<td>180</td>") < objekt.index("<td>620</td>")
    # The vehicle of another unit: only what stands on one's own ansvar.
    bil = leder.get("/arbeid/objekter/K1/?aar=2024").content.decode()
    assert "<td>253</td>" not in bil
    # In a client service the strings are for those who work with them, others see the sum.
    bil = alle.get("/arbeid/objekter/K1/?aar=2024").content.decode()
    assert "<td>253</td>" not in bil
    assert "kan gjelde én person" in bil
    assert ">330<" in bil
    assert "<td>253</td>" in verden.klient("revisor").get("/arbeid/objekter/K1/?aar=2024").content.decode()
    assert alle.get("/arbeid/objekter/finnes-ikke/").status_code == 404


@pytest.mark.krav("KONTO-10")
def test_every_fault_of_the_register_is_told_with_row_and_remedy(verden: Verden, mappe: Path) -> None:
    funn = les(
        mappe, "B1,A,bygg,9999,2020-01-01,", "B2,B,bygg,2001,2022-01-01,2020-01-01", "B3,C,bygg,2001,2020-01-01,",
        "B3,D,bygg,2301,2021-01-01,",
    ).funn  # fmt: skip
    assert [(f.kontroll, f.sted.split(", ")[1]) for f in funn] == [
        ("objekter-ansvar", "rad 2"), ("objekter-dato", "rad 3"), ("objekter-dobbelt", "rad 5"),
    ]  # fmt: skip
    assert all(f.tiltak for f in funn)
    assert les(mappe, "B1,A,slott,2001,2020-01-01,").id is None
    assert objektregister() == ()
    with pytest.raises(RodtraadFeil, match="én fil"):
        les_inn("objekter", [mappe / "objekter.csv"], aar=2024)


@pytest.mark.krav("KONTO-10")
def test_a_new_register_replaces_the_old_and_a_withdrawal_brings_it_back(verden: Verden, mappe: Path) -> None:
    les(mappe, SKOLE)
    ny = les(mappe, SKOLE.replace("Prøveskolen", "Nyskolen"), BIL)
    assert les(mappe, SKOLE.replace("Prøveskolen", "Nyskolen"), BIL).uendret
    assert {o.navn for o in objektregister()} == {"Nyskolen", "Prøvebilen"}
    trekk_tilbake(str(ny.id))
    assert {o.navn for o in objektregister()} == {"Prøveskolen"}


def test_an_object_that_changes_hands_is_shown_as_it_was_at_the_end_of_the_year(
    verden: Verden, mappe: Path
) -> None:
    les(mappe, "B1,Skolen,bygg,2001,2020-01-01,2023-12-31", "B1,Barnehagen,bygg,2301,2024-01-01,")
    assert [objekter_i(aar)["B1"].ansvar for aar in (2023, 2024)] == ["2001", "2301"]
    avsluttet = Objektversjon("B9", "Revet", "bygg", "2001", date(2010, 1, 1), date(2012, 12, 31))
    assert newest([avsluttet], date(2024, 12, 31))["B9"] == avsluttet
