from pathlib import Path

import pytest

from rodtraad.budsjett.queries import endringer, vedtak
from rodtraad.hovedbok import queries
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from tests.hovedbok.linjer import les

KART = {"2000": "200", "3000": "300"}
VEDTAK = """\
referanse,dato,myndighet,saksnr,tekst
PS 66/24,2024-06-20,kommunestyret,24/1234,Tertialrapport 1
KD 2024-02,2024-03-01,administrativ,,Flytting mellom enheter
"""


def les_vedtak(mappe: Path, tekst: str = VEDTAK) -> object:
    (mappe / "vedtak.csv").write_text(tekst, encoding="utf-8")
    return les_inn("endringsvedtak", [mappe / "vedtak.csv"])


def les_budsjett(mappe: Path) -> None:
    les(
        mappe,
        "b.csv",
        "2024,1,opprinnelig,1,100,202,,,2000,,,,114928.00",
        "2024,6,endring_politisk,1,100,202,,,2000,,PS 66/24,,1000.00",
        "2024,6,endring_politisk,1,105,202,,,2000,,PS 66/24,,200.00",
        "2024,3,endring_administrativ,1,100,202,,,2000,,KD 2024-02,,87.00",
        "2024,3,endring_administrativ,1,100,253,,,3000,,KD 2024-02,,-87.00",
        "2024,9,endring_politisk,1,100,253,,,3000,,PS 99/24,,5.00",
    )


@pytest.mark.krav("KONTO-06")
def test_each_amendment_is_listed_per_virksomhet_with_its_decision(mappe: Path) -> None:
    les_vedtak(mappe)
    les_budsjett(mappe)
    funnet = endringer(2024, virksomhet_for=KART)
    assert [(e.referanse, e.virksomhet, e.belop, e.myndighet, e.saksnr) for e in funnet] == [
        ("KD 2024-02", "200", 8700, "administrativ", ""),
        ("KD 2024-02", "300", -8700, "administrativ", ""),
        ("PS 66/24", "200", 120000, "kommunestyret", "24/1234"),
        ("PS 99/24", "300", 500, "", ""),
    ]


@pytest.mark.krav("KONTO-06")
def test_the_original_budget_and_the_listed_amendments_are_the_revised_budget(mappe: Path) -> None:
    les_vedtak(mappe)
    les_budsjett(mappe)
    summer = queries.artsummer([2024], virksomhet_for=KART)
    opprinnelig = sum(s[5] for s in summer if s[1] == "opprinnelig" and s[3] == "200")
    revidert = sum(s[5] for s in summer if s[3] == "200")
    assert opprinnelig == 11492800
    assert (
        opprinnelig + sum(e.belop for e in endringer(2024, virksomhet_for=KART) if e.virksomhet == "200")
        == revidert
    )
    assert revidert == 11621500


def test_a_new_list_replaces_the_old_and_withdrawing_brings_it_back(mappe: Path) -> None:
    les_vedtak(mappe)
    ny = les_inn(
        "endringsvedtak", [_skriv(mappe, VEDTAK.splitlines()[0] + "\nA,2024-01-01,administrativ,,x\n")]
    )
    assert [v.referanse for v in vedtak()] == ["A"]
    assert ny.id is not None
    trekk_tilbake(ny.id)
    assert [v.referanse for v in vedtak()] == ["PS 66/24", "KD 2024-02"]


def test_a_reference_twice_and_a_wrong_authority_are_refused_at_once(mappe: Path) -> None:
    fil = _skriv(mappe, VEDTAK + "PS 66/24,2024-07-01,styret,,Igjen\n")
    resultat = les_inn("endringsvedtak", [fil])
    assert [f.melding for f in resultat.funn] == [
        "Verdien «styret» er ikke tillatt.",
        "Referansen «PS 66/24» står også i rad 2.",
    ]
    assert vedtak() == ()


def _skriv(mappe: Path, tekst: str) -> Path:
    fil = mappe / "nye.csv"
    fil.write_text(tekst, encoding="utf-8")
    return fil
