"""What a new import does to what was there: docs/regler/innlesing.md."""

from pathlib import Path

import pytest

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.hovedbok import queries
from rodtraad.hovedbok.queries import Drill
from rodtraad.innlesing.queries import innlesinger
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from tests.hovedbok.linjer import bilag, les, skriv

JANUAR = [*bilag("B1", 1, "100.00"), *bilag("B2", 1, "200.00")]
FEBRUAR = [*bilag("B3", 2, "1000.00")]


def drift(aar: int = 2024) -> int:
    return sum(s[5] for s in queries.artsummer([aar], virksomhet_for={}) if s[2] == "1")


def statuser() -> list[str]:
    return [i.status for i in innlesinger()]


@pytest.mark.krav("KONTO-01")
def test_a_new_edition_of_a_period_replaces_it_and_leaves_the_others(mappe: Path) -> None:
    les(mappe, "a.csv", *JANUAR, *FEBRUAR)
    ny = les(mappe, "b.csv", *bilag("B1", 1, "150.00"), *bilag("B2", 1, "200.00"))
    assert drift() == 135000
    assert statuser() == ["gyldig", "gyldig"]
    assert len(ny.erstattet) == 1
    assert [b.innlesing == ny.id for b in queries.storste_bilag(Drill(), 10)[0]].count(True) == 4


def test_what_is_wholly_replaced_is_marked_so(mappe: Path) -> None:
    les(mappe, "a.csv", *JANUAR)
    les(mappe, "b.csv", *JANUAR, *FEBRUAR)
    assert statuser() == ["erstattet", "gyldig"]
    assert drift() == 130000


@pytest.mark.krav("KONTO-01")
def test_the_same_file_twice_changes_nothing(mappe: Path) -> None:
    forste = les(mappe, "a.csv", *JANUAR)
    andre = les(mappe, "a.csv", *JANUAR)
    assert andre.uendret
    assert andre.id == forste.id
    assert statuser() == ["gyldig"]


def test_one_more_voucher_adds_exactly_its_amount_and_withdrawing_restores(mappe: Path) -> None:
    les(mappe, "a.csv", *JANUAR, *FEBRUAR)
    for nr in ("X1", "X2"):
        ekstra = les(mappe, f"{nr}.csv", *bilag(nr, 1, "12.34"))
        assert drift() == 131234
        assert ekstra.id is not None
        trekk_tilbake(ekstra.id, av="kari")
        assert drift() == 130000


def test_two_supplements_in_the_same_period_both_count(mappe: Path) -> None:
    les(mappe, "a.csv", *JANUAR)
    les(mappe, "x1.csv", *bilag("X1", 1, "1.00"))
    les(mappe, "x2.csv", *bilag("X2", 1, "2.00"))
    les(mappe, "x3.csv", "2024,1,regnskap,1,100,120,,,1000,,,Ekstra uten bilag,4.00")
    assert drift() == 30700


@pytest.mark.krav("KONTO-01")
def test_a_period_whose_vouchers_were_renumbered_is_refused_not_counted_twice(mappe: Path) -> None:
    les(mappe, "a.csv", *JANUAR, *FEBRUAR)
    fil = skriv(mappe / "b.csv", *bilag("C1", 1, "100.00"), *bilag("C2", 1, "200.00"))
    resultat = les_inn("csv", [fil])
    (funn,) = [f for f in resultat.funn if f.er_feil]
    assert "periode 1 kan verken legges til eller erstatte" in funn.melding
    assert "600.00 kroner uten fortegn mot 600.00 som står der" in funn.melding
    assert "--ved-overlapp erstatt" in funn.tiltak
    assert "--ved-overlapp tillegg" in funn.tiltak
    assert drift() == 130000
    erstattet = les_inn("csv", [fil], ved_overlapp="erstatt")
    assert drift() == 130000
    assert len(erstattet.erstattet) == 1
    assert erstattet.id is not None
    trekk_tilbake(erstattet.id)
    lagt_til = les_inn("csv", [fil], ved_overlapp="tillegg")
    assert drift() == 160000
    assert les_inn("csv", [fil], ved_overlapp="tillegg").uendret
    assert lagt_til.id is not None
    trekk_tilbake(lagt_til.id)
    assert drift() == 130000


def test_renumbered_and_summed_into_fewer_lines_is_refused_too(mappe: Path) -> None:
    les(mappe, "a.csv", *(rad for n in range(30) for rad in bilag(f"B{n}", 1, "10.00")))
    samlet = [*bilag("S1", 1, "170.00"), *bilag("S2", 1, "130.00")]
    assert les_inn("csv", [skriv(mappe / "b.csv", *samlet)]).har_feil
    uten_bilag = ["2024,1,regnskap,1,100,120,,,1000,,,,300.00", "2024,1,regnskap,2,,,10,320,,,,,-300.00"]
    assert les_inn("csv", [skriv(mappe / "c.csv", *uten_bilag)]).har_feil
    assert drift() == 30000


def test_a_single_voucher_is_added_however_large(mappe: Path) -> None:
    les(mappe, "a.csv", *JANUAR)
    les(mappe, "b.csv", *bilag("PENSJON", 1, "5000.00"))
    assert drift() == 530000


def test_what_stands_beside_a_replaced_import_still_counts(mappe: Path) -> None:
    les(mappe, "a.csv", *JANUAR)
    les(mappe, "x.csv", *bilag("X1", 1, "7.00"))
    les(mappe, "b.csv", *bilag("B1", 1, "150.00"), *bilag("B2", 1, "200.00"))
    assert drift() == 35700


def test_amendments_come_one_decision_at_a_time(mappe: Path) -> None:
    endring = "2024,6,endring_politisk,1,100,120,,,1000,,{nr},,{belop}"
    les(mappe, "a.csv", endring.format(nr="PS 10/24", belop="100.00"))
    les(mappe, "b.csv", endring.format(nr="PS 11/24", belop="900.00"))
    assert drift() == 100000


def test_a_source_that_decides_itself_takes_no_answer(mappe: Path) -> None:
    with pytest.raises(RodtraadFeil, match="avgjør selv hva en ny fil erstatter"):
        les_inn("organisasjon", [skriv(mappe / "o.csv")], ved_overlapp="erstatt")


def test_figures_without_vouchers_replace_the_period_of_the_same_classes(mappe: Path) -> None:
    budsjett = "2024,{p},opprinnelig,1,100,120,,,1000,,,,{b}"
    les(mappe, "a.csv", budsjett.format(p=1, b="10.00"), budsjett.format(p=2, b="20.00"))
    les(mappe, "b.csv", budsjett.format(p=2, b="25.00"))
    les(mappe, "i.csv", "2024,2,opprinnelig,0,200,202,,,1000,P1,,,7.00")
    assert [(s[2], s[5]) for s in queries.artsummer([2024], virksomhet_for={})] == [("0", 700), ("1", 3500)]


def test_withdrawing_brings_back_what_was_replaced(mappe: Path) -> None:
    gammel = les(mappe, "a.csv", *JANUAR)
    ny = les(mappe, "b.csv", *bilag("B1", 1, "1.00"), *bilag("B2", 1, "1.00"), *FEBRUAR)
    assert drift() == 100200
    assert ny.id is not None
    assert trekk_tilbake(ny.id, begrunnelse="feil fil", av="ola") == (gammel.id,)
    assert drift() == 30000
    assert statuser() == ["gyldig", "trukket"]
    (inn, ut) = hendelser_om(f"innlesing:{ny.id}")
    assert (inn.handling, inn.av, ut.handling, ut.av) == ("les_inn", "kari", "trekk_tilbake", "ola")
    assert ut.verdi_etter is not None
    assert ut.verdi_etter["begrunnelse"] == "feil fil"


def test_what_a_later_import_replaced_is_withdrawn_in_order(mappe: Path) -> None:
    gammel = les(mappe, "a.csv", *JANUAR, *FEBRUAR)
    ny = les(mappe, "b.csv", *bilag("B3", 2, "1.00"))
    assert gammel.id is not None
    assert ny.id is not None
    with pytest.raises(RodtraadFeil, match=f"delvis erstattet av «{ny.id}»"):
        trekk_tilbake(gammel.id)
    trekk_tilbake(ny.id)
    trekk_tilbake(gammel.id)
    assert drift() == 0
    with pytest.raises(RodtraadFeil, match="er alt trukket"):
        trekk_tilbake(gammel.id)


def test_an_unknown_id_is_refused(mappe: Path) -> None:
    with pytest.raises(RodtraadFeil, match="finnes ikke"):
        trekk_tilbake("finnesikke")


def test_in_doubt_it_refuses_and_says_what_to_do(mappe: Path, tmp_path: Path) -> None:
    les(mappe, "a.csv", *JANUAR, *bilag("B9", 1, "9.00"))
    fil = skriv(mappe / "b.csv", *bilag("B1", 1, "150.00"))
    resultat = les_inn("csv", [fil])
    assert resultat.har_feil
    assert "bare 1 av 3 bilag er de samme" in resultat.funn[-1].melding
    assert "--ved-overlapp" in resultat.funn[-1].tiltak
    assert drift() == 30900
    for valg, ventet in (("tillegg", 45900), ("erstatt", 15000)):
        profil = tmp_path / f"{valg}.yaml"
        profil.write_text(f"ved_overlapp: {valg}\n", encoding="utf-8")
        ny = les(mappe, "b.csv", *bilag("B1", 1, "150.00"), profil=profil)
        assert drift() == ventet
        assert ny.id is not None
        trekk_tilbake(ny.id)


def test_vouchers_of_only_one_class_do_not_tear_the_others_apart(mappe: Path) -> None:
    les(mappe, "a.csv", *JANUAR)
    profil = mappe / "uten.yaml"
    profil.write_text("motpost: mangler\n", encoding="utf-8")
    resultat = les_inn("csv", [skriv(mappe / "b.csv", JANUAR[0], JANUAR[2])], profil=profil)
    assert resultat.har_feil
    assert "bare kontoklasse 1" in resultat.funn[-1].melding
