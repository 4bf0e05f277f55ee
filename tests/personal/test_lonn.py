"""Payroll per unit and month: nothing of fewer than five persons is stored, and none can be found by subtraction."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.sammenheng import Sammenheng, kan_finnes
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.personal.lonn_queries import lonnstall
from rodtraad.personal.lonnsskjuling import hide
from rodtraad.personal.lonnstall import ALLE, KOMMUNEN, Lonnscelle, Mengder, sum_up
from rodtraad.personal.models import Lonnsmaaned
from rodtraad.personal.persondata import is_person_column
from tests.personer import Verden, lag_verden

TOPP = (
    "aar,maaned,nivaa,enhet,stilling,personer,aarsverk,overtid_timer,overtid_belop,mulige_dagsverk,"
    "egenmeldt,legemeldt_korttid,legemeldt_langtid"
)
SKOLE = "2024,3,ansvar,2001,,40,36.5,12.5,6250.00,800,8,12,40"
BARNEHAGE = "2024,3,ansvar,2301,,25,22,4,2000.50,480,6,0,18"
INSTITUSJON = "2024,3,ansvar,3101,,60,41.25,90,45000,900,20,10,60"


@pytest.fixture
def verden(db: None) -> Verden:
    return lag_verden()


def les(
    mappe: Path, *rader: str, topp: str = TOPP, navn: str = "lonn.csv", profil: Path | None = None
) -> Any:
    fil = mappe / navn
    fil.write_text("\n".join([topp, *rader, ""]), encoding="utf-8")
    return les_inn("lonn", [fil], profil=profil)


def maaned(enhet: Nokkel, nr: int = 3) -> Any:
    return next((m for m in lonnstall(2024, enhet=enhet).get(enhet, ()) if m.maaned == nr), None)


@pytest.mark.krav("KONTO-02")
def test_the_file_gives_aarsverk_overtime_and_absence_per_unit_and_month(
    verden: Verden, tmp_path: Path
) -> None:
    resultat = les(tmp_path, SKOLE, BARNEHAGE, INSTITUSJON)
    assert resultat.funn == ()
    skole = maaned(("ansvar", "2001"))
    assert (skole.alle.personer, skole.alle.mengder) == (
        40, Mengder(3650, 1250, 625000, 80000, 800, 1200, 4000),
    )  # fmt: skip
    assert (skole.dager, skole.prosent) == (6000, 7.5)
    assert maaned(("rammeomrade", "OPP")).alle.mengder == Mengder(
        5850, 1650, 825050, 128000, 1400, 1200, 5800
    )
    assert maaned(KOMMUNEN).alle.personer == 125
    assert resultat.kontrolltotaler["Overtid i siste måned"] == 625000 + 200050 + 4500000
    les(tmp_path, SKOLE.replace("36.5", "37.5"), BARNEHAGE, INSTITUSJON)
    assert maaned(("rammeomrade", "OPP")).alle.mengder.aarsverk == 5950


@pytest.mark.krav("KONTO-02")
def test_figures_of_fewer_than_five_are_not_stored_and_neither_is_what_would_tell_them(
    verden: Verden, tmp_path: Path
) -> None:
    resultat = les(tmp_path, "2024,3,ansvar,2001,,4,3.5,77,38500,80,0,0,20", BARNEHAGE, INSTITUSJON)
    assert [f.kontroll for f in resultat.funn] == ["lonn-skjult"]
    skjulte = set(Lonnsmaaned.objects.filter(skjult=True).values_list("enhet_kode", flat=True))
    # The small one, its virksomhet which is the same four, and the neighbour that would tell it by subtraction.
    assert {"2001", "200"} < skjulte
    assert skjulte & {"230", "OPP"}
    for rad in Lonnsmaaned.objects.all():
        assert 7700 not in (rad.overtid_timer, rad.mulige_dagsverk)
    assert maaned(KOMMUNEN).alle.personer == 89


@pytest.mark.krav("KONTO-02")
def test_a_group_that_has_left_but_still_has_absence_is_small(verden: Verden, tmp_path: Path) -> None:
    les(tmp_path, "2024,3,ansvar,2001,,0,0,0,0,20,0,0,20", BARNEHAGE, INSTITUSJON)
    assert maaned(("ansvar", "2001")).alle.skjult
    les(tmp_path, "2024,3,ansvar,2001,,0,0,0,0,0,0,0,0", BARNEHAGE, INSTITUSJON)
    assert not maaned(("ansvar", "2001")).alle.skjult


@pytest.mark.krav("KONTO-02")
def test_full_time_and_part_time_are_kept_unless_one_of_them_is_few(verden: Verden, tmp_path: Path) -> None:
    les(
        tmp_path, "2024,3,ansvar,2001,heltid,30,30,,,,,,", "2024,3,ansvar,2001,deltid,10,6.5,,,,,,",
        "2024,3,ansvar,2301,heltid,22,22,,,,,,", "2024,3,ansvar,2301,deltid,3,1.2,,,,,,", INSTITUSJON,
    )  # fmt: skip
    barnehage = maaned(("ansvar", "2301"))
    assert (barnehage.alle.personer, barnehage.alle.mengder.aarsverk) == (25, 2320)
    assert barnehage.heltid.skjult
    assert barnehage.deltid.skjult
    assert maaned(("ansvar", "2001")).alle.mengder.aarsverk == 3650
    assert maaned(KOMMUNEN).heltid is None
    # Both neighbours are hidden, and their sum is of many enough to be shown.
    assert maaned(("virksomhet", "200")).deltid.skjult
    assert maaned(("rammeomrade", "OPP")).deltid.personer == 13


def test_the_database_itself_refuses_a_small_group(verden: Verden, tmp_path: Path) -> None:
    les(tmp_path, SKOLE, BARNEHAGE, INSTITUSJON)
    rad = Lonnsmaaned.objects.first()
    assert rad is not None
    for felter in ({"personer": 4}, {"skjult": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lonnsmaaned.objects.filter(pk=rad.pk).update(**felter)


@pytest.mark.krav("KONTO-02")
def test_names_are_not_read_and_numbers_of_persons_are_refused_without_being_repeated(
    verden: Verden, tmp_path: Path
) -> None:
    med_navn = les(
        tmp_path, f"{SKOLE},Kari Prøve", BARNEHAGE + ",", INSTITUSJON + ",", topp=f"{TOPP},Fornavn"
    )
    assert med_navn.id is not None
    assert "Fornavn" in med_navn.funn[0].melding
    assert "Kari" not in repr(med_navn)
    med_nummer = les(tmp_path, f"{SKOLE},010190 12345", topp=f"{TOPP},Merknad")
    assert med_nummer.id is None
    assert med_nummer.funn[0].sted == "lonn.csv, rad 2, kolonne «Merknad»"
    assert "12345" not in repr(med_nummer)
    profil = tmp_path / "p.yaml"
    profil.write_text(
        "kolonner: {aar: {verdi: 2024}, maaned: {verdi: 3}, enhet: Ansattnr, personer: Antall}\n"
    )
    assert (
        les(tmp_path, "17,6", topp="Ansattnr,Antall", profil=profil).funn[0].kontroll == "lonn-personkolonne"
    )


def test_rows_per_employee_are_refused_and_groups_of_positions_are_merged(
    verden: Verden, tmp_path: Path
) -> None:
    en = "2024,3,ansvar,2001,,1,1,0,0,21,0,0,0"
    assert {f.kontroll for f in les(tmp_path, en, en).funn} == {"lonn-dobbelt"}
    topp = "aar,maaned,enhet,gruppe,personer,aarsverk"
    assert les(tmp_path, "2024,3,2001,Lærere,30,28.5", "2024,3,2001,Assistenter,3,1.5", topp=topp).funn == ()
    assert maaned(("ansvar", "2001")).alle.personer == 33
    assert Lonnsmaaned.objects.filter(personer=3).count() == 0


def test_every_fault_is_told_at_once_with_row_and_remedy(verden: Verden, tmp_path: Path) -> None:
    funn = les(
        tmp_path, "2024,13,ansvar,2001,,9,1,,,,,,", "2024,3,ansvar,Kari Prøve,,9,1,,,,,,",
        "2024,3,ansvar,2301,,9,-1,,,,,,", "2024,4,ansvar,2301,,9,1,,,10,11,,",
    ).funn  # fmt: skip
    assert [(f.kontroll, f.sted.split(", ")[1]) for f in funn] == [
        ("lonn-maaned", "rad 2"), ("lonn-enhet", "rad 3"), ("lonn-tall", "rad 4"), ("lonn-fravaer", "rad 5"),
    ]  # fmt: skip
    assert all(f.tiltak for f in funn)
    assert "Kari" not in repr(funn)


@pytest.mark.krav("KONTO-02")
def test_a_later_file_replaces_whole_months_withdrawal_brings_them_back_and_the_same_file_changes_nothing(
    verden: Verden, tmp_path: Path
) -> None:
    begge = (SKOLE, BARNEHAGE, SKOLE.replace("2024,3", "2024,4"), BARNEHAGE.replace("2024,3", "2024,4"))
    forste = les(tmp_path, *begge, navn="a.csv")
    assert les(tmp_path, *begge, navn="a.csv").uendret
    ny = les(tmp_path, SKOLE.replace("36.5", "30").replace("2024,3", "2024,4"), navn="b.csv")
    assert [f.kontroll for f in ny.funn] == ["lonn-mangler"]
    assert "2301" in ny.funn[0].melding
    assert maaned(("ansvar", "2001"), 4).alle.mengder.aarsverk == 3000
    assert maaned(("ansvar", "2301"), 4) is None
    assert maaned(("ansvar", "2001"), 3).alle.mengder.aarsverk == 3650
    trekk_tilbake(str(ny.id))
    assert maaned(("ansvar", "2001"), 4).alle.mengder.aarsverk == 3650
    trekk_tilbake(str(forste.id))
    assert lonnstall(2024) == {}


def test_a_profile_reads_the_columns_of_another_system(verden: Verden, tmp_path: Path) -> None:
    profil = tmp_path / "profil.yaml"
    profil.write_text(
        "desimaltegn: ','\nhopp_over: 1\nkolonner:\n  aar: {kolonne: Periode, fra: 1, lengde: 4}\n"
        "  maaned: {kolonne: Periode, fra: 5, lengde: 2}\n  enhet: {kolonne: Avd, oversett: {'77': '2001'}}\n"
        "  personer: Antall\n  aarsverk: Årsverk\n",
        encoding="utf-8",
    )
    topp = "Rapport for Prøvekommunen\nPeriode;Avd;Antall;Årsverk"
    resultat = les(tmp_path, "202403;77;12;10,5", topp=topp, profil=profil)
    assert resultat.funn == ()
    assert maaned(("ansvar", "2001")).alle.mengder.aarsverk == 1050
    mangler = les(tmp_path, "202403;12", topp="Rapport\nPeriode;Antall", profil=profil)
    assert [f.kontroll for f in mangler.funn] == ["innlesing-kolonne"] * 2


@pytest.mark.parametrize(
    "overskrift",
    ["Navn", "Fødselsnummer", "fnr", "Ansatt-nr", "Personnummer", "E-post", "Fødselsdato", "ANSATTNAVN"],
)
def test_headings_that_tell_who_someone_is(overskrift: str) -> None:
    assert is_person_column(overskrift)


@pytest.mark.parametrize(
    "overskrift", ["Personer", "Enhetsnavn", "Enhet", "Ansvar", "Antall personer", "Årsverk"]
)
def test_headings_that_do_not(overskrift: str) -> None:
    assert not is_person_column(overskrift)


OVER: dict[Nokkel, Nokkel] = {
    ("virksomhet", "1"): ("rammeomrade", "A"), ("virksomhet", "2"): ("rammeomrade", "A"),
    ("virksomhet", "3"): ("rammeomrade", "B"),
    **{("ansvar", f"{v}{n}"): ("virksomhet", str(v)) for v in (1, 2, 3) for n in range(3)},
}  # fmt: skip


def summer_i(celler: Iterable[tuple[Nokkel, str]]) -> list[Sammenheng]:
    """Every sum one could make from the cells: units below a unit by kind, and the kinds of a unit."""
    nr = {nokkel: n for n, nokkel in enumerate(celler)}
    ut = []
    for (enhet, stilling), total in nr.items():
        under = frozenset(
            n
            for (e, s), n in nr.items()
            if e != KOMMUNEN and OVER.get(e, KOMMUNEN) == enhet and s == stilling
        )
        slag = (
            frozenset(n for (e, s), n in nr.items() if e == enhet and s != ALLE)
            if stilling == ALLE
            else frozenset()
        )
        ut += [Sammenheng(deler, total) for deler in (under, slag) if deler]
    return ut


@pytest.mark.krav("KONTO-02")
@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=9, max_size=9), st.booleans())
def test_whatever_the_groups_no_small_figure_can_be_found_from_what_is_stored(
    personer: Sequence[tuple[int, int]],
    delt: bool,  # noqa: FBT001
) -> None:
    """No hidden cell follows from the open ones, and none of a few persons is open, nor a few as a remainder."""
    ansvar = [enhet for enhet in OVER if enhet[0] == "ansvar"]
    gitt = [
        Lonnscelle(enhet, stilling, n, Mengder(aarsverk=n * 90))
        for enhet, (hel, del_) in zip(ansvar, personer, strict=True)
        for stilling, n in ((("heltid", hel), ("deltid", del_)) if delt else ((ALLE, hel + del_),))
    ]
    alle = sum_up(gitt, OVER)
    lagret = {(c.enhet, c.stilling): c for c in hide(alle, OVER)}
    skjulte = {n for n, c in enumerate(lagret.values()) if c.skjult}
    assert not kan_finnes(skjulte, summer_i(lagret))
    assert all(c.skjult or not c.personer or c.personer >= 5 for c in lagret.values())
    for (enhet, stilling), celle in lagret.items():
        under = [
            n for n in lagret if n[0] != KOMMUNEN and OVER.get(n[0], KOMMUNEN) == enhet and n[1] == stilling
        ]
        rest = sum(alle[n].personer or 0 for n in under if lagret[n].skjult)
        assert celle.skjult or rest == 0 or rest >= 5


@pytest.mark.krav("KONTO-02")
def test_large_groups_stay_open() -> None:
    """What is hidden is no more than it must be: the small one and its smallest neighbour."""
    ansvar = [enhet for enhet in OVER if enhet[0] == "ansvar"]
    alle = sum_up((Lonnscelle(e, ALLE, 3 if n == 0 else 20 + n) for n, e in enumerate(ansvar)), OVER)
    assert {c.enhet for c in hide(alle, OVER) if c.skjult} == {("ansvar", "10"), ("ansvar", "11")}


@pytest.mark.krav("KONTO-02")
def test_a_leader_sees_the_months_of_the_own_units_only(verden: Verden, tmp_path: Path) -> None:
    april = [
        r.replace("2024,3", "2024,4").replace(",40,", ",41,", 1) for r in (SKOLE, BARNEHAGE, INSTITUSJON)
    ]
    les(tmp_path, SKOLE, BARNEHAGE, INSTITUSJON, *april)
    egen = verden.klient("virksomhetsleder").get("/arbeid/lonn/?nivaa=ansvar").content.decode()
    assert ">7,5<" in egen
    assert "2001 Skolene felles" in egen
    for fremmed in ("2301", "3101", "Hele kommunen"):
        assert fremmed not in egen
    alle = verden.klient("kommunedirektor").get("/arbeid/lonn/?nivaa=ansvar&mal=overtid").content.decode()
    assert ">45 000<".replace(" ", "\u202f") in alle
    assert "Hele kommunen" in alle
    side = verden.klient("virksomhetsleder").get("/arbeid/lonn/ansvar/2001/").content.decode()
    for tekst in (">40<", ">36,5<", ">12,5<", ">800<", ">60<".replace("60", "40"), ">7,5<", "<rect"):
        assert tekst in side


def test_a_hidden_month_is_a_line_and_hides_the_year(verden: Verden, tmp_path: Path) -> None:
    les(
        tmp_path, SKOLE, BARNEHAGE, INSTITUSJON, "2024,4,ansvar,2001,,4,3.5,,,80,0,0,20",
        BARNEHAGE.replace("2024,3", "2024,4"), INSTITUSJON.replace("2024,3", "2024,4"),
    )  # fmt: skip
    side = verden.klient("virksomhetsleder").get("/arbeid/lonn/?nivaa=ansvar").content.decode()
    rad = side[side.index("2001 Skolene felles") :]
    rad = rad[: rad.index("</tr>")]
    assert rad.count(">–<") == 2
    assert ">7,5<" in rad
    assert "25" not in rad.replace("2001", "")


def test_the_pages_ask_the_database_the_same_few_times(
    verden: Verden, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    rader = [r.replace("2024,3", f"2024,{m}") for m in range(1, 13) for r in (SKOLE, BARNEHAGE, INSTITUSJON)]
    les(tmp_path, *rader)
    klient = verden.klient("kommunedirektor")
    with django_assert_max_num_queries(16):
        klient.get("/arbeid/lonn/")
