"""Counts of fewer than five persons are hidden in everything public, and subtraction does not reveal them."""

from decimal import Decimal

import pytest

from rodtraad.kjerne.sammenheng import Sammenheng, kan_finnes, med_skjules, summer_i
from rodtraad.oppstilling.grunnlag import Grunnlag, Post
from rodtraad.oppstilling.kontroll import funn
from rodtraad.oppstilling.smaatall import SKJERMET, grunn, offentlig_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from tests.oppstilling.grunnlag_fra_demo import demo_grunnlag

DATASETT = ("laerernorm", "samisk_opplaering", "likestilling", "arsverk", "nokkeltall", "elevundersokelse")


@pytest.fixture(scope="module")
def eksakt() -> Grunnlag:
    return demo_grunnlag()


@pytest.fixture(scope="module")
def offentlig(eksakt: Grunnlag) -> Grunnlag:
    return offentlig_grunnlag(eksakt)


def post(grunnlag: Grunnlag, datasett: str, **hvor: str | int) -> Post:
    return next(p for p in grunnlag.datasett[datasett] if all(str(p[k]) == str(v) for k, v in hvor.items()))


def tallene(*verdier: int) -> dict[int, int]:
    return dict(enumerate(verdier))


def test_no_grade_with_fewer_than_five_pupils_is_left_and_the_stage_keeps_its_total(
    eksakt: Grunnlag, offentlig: Grunnlag
) -> None:
    synlige = [p["elever"] for p in offentlig.datasett["laerernorm"] if p["elever"] is not None]
    assert min(int(str(n)) for n in synlige) >= 5
    for navn in ("elever", "gruppestorrelse", "margin", "status"):
        for_, etter = (
            [r.celler[t.kolonnenr(navn)].verdi for r in t.rader]
            for t in (tabell(g, "laerernorm_hovedtrinn") for g in (eksakt, offentlig))
        )
        assert for_ == etter


def test_a_grade_of_six_is_hidden_where_the_two_others_are_four_together(offentlig: Grunnlag) -> None:
    assert post(offentlig, "laerernorm", skole="Glåmos skole", trinn=7)[SKJERMET] == "elever"
    assert post(offentlig, "laerernorm", skole="Glåmos skole", trinn=1)["elever"] == 7


def test_the_table_says_why_a_grade_is_not_shown(offentlig: Grunnlag) -> None:
    vist = tabell(offentlig, "laerernorm")
    celle = vist.rader[1].celler[vist.kolonnenr("elever")]
    assert (celle.verdi, celle.grunn) == (None, grunn())


def test_the_only_other_part_of_a_total_is_hidden_with_a_small_one(offentlig: Grunnlag) -> None:
    assert post(offentlig, "samisk_opplaering", navn="herav i Røros kommune")["antall"] == 23
    for navn in ("herav Røros skole", "herav Brekken"):
        assert post(offentlig, "samisk_opplaering", navn=navn)["antall"] is None
    brannvern = [p for p in offentlig.datasett["likestilling"] if "brannvern (1" in str(p["navn"])]
    assert [p["verdi"] for p in brannvern] == [Decimal(69), None, None]


def test_a_remark_goes_with_the_number_it_would_tell(eksakt: Grunnlag, offentlig: Grunnlag) -> None:
    assert post(eksakt, "arsverk", enhet="Ungdommens hus")["merknad"]
    assert post(offentlig, "arsverk", enhet="Ungdommens hus")["merknad"] is None


def test_a_share_of_a_small_group_is_hidden_and_one_of_a_large_group_is_shown(offentlig: Grunnlag) -> None:
    mobbet = {"indikator": "Andel mobbet"}
    assert post(offentlig, "elevundersokelse", omrade="Glåmos skole", **mobbet)["verdi"] is None
    assert post(offentlig, "elevundersokelse", omrade="Røros skole", trinn=10, **mobbet)["verdi"] == Decimal(
        "7.8"
    )


def test_what_does_not_count_persons_is_not_hidden(eksakt: Grunnlag, offentlig: Grunnlag) -> None:
    assert post(offentlig, "nokkeltall", navn="Møter i arbeidsmiljøutvalget")["verdi"] == 4
    assert post(offentlig, "samisk_opplaering", navn="Språk- og kultursamlinger arrangert")["antall"] == 2
    for navn in eksakt.datasett.keys() - {*DATASETT, "barnehager", "brann_mannskap", "kultur_tall"}:
        assert offentlig.datasett[navn] == eksakt.datasett[navn]
    assert offentlig.artsummer == eksakt.artsummer


def test_a_public_grunnlag_stays_as_it_is_and_gives_the_same_findings(
    eksakt: Grunnlag, offentlig: Grunnlag
) -> None:
    assert offentlig_grunnlag(offentlig) == offentlig
    assert funn(offentlig) == funn(eksakt)


def test_totals_are_found_with_parts_that_have_parts_of_their_own() -> None:
    funnet = summer_i(tallene(31, 23, 22, 1, 12, 11, 8))
    assert {(s.total, s.deler) for s in funnet} == {
        (1, frozenset({2, 3})),
        (1, frozenset({4, 5})),
        (0, frozenset({1, 6})),
    }


def test_one_hidden_part_under_an_open_total_takes_the_smallest_open_part() -> None:
    assert med_skjules(tallene(60, 3, 40, 17), {1}, summer_i(tallene(60, 3, 40, 17)), 5) == {3}


def test_parts_that_are_one_person_each_take_another_with_them() -> None:
    verdier = tallene(15, 1, 1, 1, 1, 1, 10)
    assert med_skjules(verdier, {1, 2, 3, 4, 5}, summer_i(verdier), 5) == {6}


def test_two_hidden_parts_are_found_when_they_stand_in_two_totals() -> None:
    rader = [Sammenheng(frozenset({0, 1})), Sammenheng(frozenset({1, 2})), Sammenheng(frozenset({2}))]
    assert kan_finnes({0, 1, 2}, rader) == {0, 1, 2}
    assert kan_finnes({0, 1, 2}, rader[:2]) == set()
    kryss = [Sammenheng(frozenset({0, 1})), Sammenheng(frozenset({2, 3})), Sammenheng(frozenset({0, 2}))]
    assert med_skjules(tallene(3, 30, 20, 40), {0}, kryss, 5) == {1, 2, 3}
