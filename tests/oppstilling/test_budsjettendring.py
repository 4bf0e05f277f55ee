"""Budget amendments as packages: the real one of Stavanger through a column profile, and those that are refused."""

from pathlib import Path

import pytest

from rodtraad.budsjett.queries import endringer, vedtak
from rodtraad.hovedbok import queries
from rodtraad.innlesing.services import Resultat, les_inn, trekk_tilbake
from tests.hovedbok.linjer import skriv

PAKKE = Path("/work/shared/data/endringsvedtak/stavanger-78-21-tertial.csv")
# The package names no arts or functions; those of the profile are constructed for the test.
PROFIL = """\
skilletegn: ";"
enhet: 1000
kolonner:
  aar: {verdi: 2021}
  periode: {verdi: 6}
  slag: {verdi: endring_politisk}
  bilag: {verdi: 78/21}
  dato: {verdi: "2021-06-21"}
  kontoklasse: {kolonne: del, oversett: {drift: "1", investering: "0", balanse: "2"}}
  art: {kolonne: ART}
  tekst: tiltak
  belop: belop_1000
"""
ARTER = {
    "Renteutgifter": "500", "Låneavdrag": "510", "Bruk av disposisjonsfond": "940", "Låneopptak, økt": "910",
}  # fmt: skip


@pytest.fixture
def mappe(tmp_path: Path, settings: object, db: None) -> Path:
    settings.MAPPE = tmp_path / "installasjon"  # type: ignore[attr-defined]
    (tmp_path / "installasjon").mkdir()
    return tmp_path


def pakken(mappe: Path, *, fjern: str = "") -> tuple[Path, Path]:
    """The package with columns for art, funksjon and kapittel, which our ledger needs; the amounts are untouched."""
    if not PAKKE.is_file():
        pytest.skip(f"{PAKKE} finnes ikke her")
    topp, *linjer = PAKKE.read_text("utf-8").splitlines()
    ut = [f"{topp};art;funksjon;kapittel"]
    for linje in linjer:
        del_, _, _, tiltak, _ = linje.split(";")
        if tiltak == fjern:
            continue
        art = (
            "570"
            if del_ == "drift" and "Overføring fra" in tiltak
            else "970"
            if "Overføring fra" in tiltak
            else ""
        )
        art = art or ARTER.get(tiltak, "370" if del_ == "drift" else "230")
        ut.append(
            f"{linje};;;56" if del_ == "balanse" else f"{linje};{art};{'880' if art > '499' else '120'};"
        )
    (mappe / "pakke.csv").write_text("\n".join(ut) + "\n", encoding="utf-8")
    profil = PROFIL.replace("{kolonne: ART}", "art").replace(
        "  tekst", "  funksjon: funksjon\n  kapittel: kapittel\n  tekst"
    )
    (mappe / "p.yaml").write_text(profil, encoding="utf-8")
    return mappe / "pakke.csv", mappe / "p.yaml"


@pytest.mark.krav("KONTO-06")
def test_the_adopted_package_of_stavanger_balances_and_brings_its_case(mappe: Path) -> None:
    fil, profil = pakken(mappe)
    resultat = les_inn("budsjettendring", [fil], profil=profil)
    assert not resultat.har_feil, resultat.funn
    assert set(resultat.kontrolltotaler.values()) == {0}
    summer = {(r[2], r[4]): r[5] for r in queries.artsummer([2021], virksomhet_for={})}
    assert summer[("1", "940")] == -36_150_000_00
    assert [(v.referanse, v.saksnr, v.myndighet, v.dato.isoformat()) for v in vedtak()] == [
        ("78/21", "78/21", "kommunestyret", "2021-06-21")
    ]
    assert {(e.referanse, e.saksnr) for e in endringer(2021, virksomhet_for={})} == {("78/21", "78/21")}
    assert {li.bilag for li in queries.storste_bilag(queries.Drill(), 50)[0]} == {"78/21"}
    assert resultat.id is not None
    trekk_tilbake(resultat.id)
    assert vedtak() == ()
    assert queries.artsummer([2021], virksomhet_for={}) == []


@pytest.mark.krav("KONTO-06")
def test_the_package_without_its_cover_is_refused_with_the_amount(mappe: Path) -> None:
    fil, profil = pakken(mappe, fjern="Bruk av disposisjonsfond")
    resultat = les_inn("budsjettendring", [fil], profil=profil)
    assert [f.melding for f in resultat.funn if f.er_feil] == [
        "Endringene i drift 2021 etter «78/21» summerer til 36150000.00 kroner, ikke til 0."
    ]
    assert vedtak() == ()


TOPP = "aar,periode,slag,kontoklasse,art,funksjon,bilag,dato,belop"


def les(mappe: Path, *linjer: str) -> Resultat:
    return les_inn("budsjettendring", [skriv(mappe / "e.csv", *linjer, topp=TOPP)])


@pytest.mark.parametrize(
    ("linje", "kontroll"),
    [
        ("2024,3,endring_politisk,1,100,202,,2024-03-01,0.00", "budsjettendring-sak"),
        ("2024,3,endring_politisk,1,100,202,Rådmannen,2024-03-01,0.00", "budsjettendring-sak"),
        ("2024,3,endring_administrativ,1,100,202,,2024-03-01,0.00", "budsjettendring-myndighet"),
        ("2024,3,endring_politisk,1,100,202,PS 1/24,,0.00", "budsjettendring-dato"),
        ("2024,3,opprinnelig,1,100,202,PS 1/24,2024-03-01,0.00", "budsjettendring-slag"),
    ],
)
def test_a_line_without_its_decision_is_refused(mappe: Path, linje: str, kontroll: str) -> None:
    resultat = les(mappe, linje)
    assert [(f.kontroll, f.sted.split(",")[1]) for f in resultat.funn if f.er_feil] == [(kontroll, " rad 2")]
    assert all(f.tiltak for f in resultat.funn if f.er_feil)


def test_an_administrative_move_has_its_authority(mappe: Path) -> None:
    resultat = les(
        mappe,
        "2024,3,endring_administrativ,1,100,202,Delegasjon 4,2024-03-01,87.00",
        "2024,3,endring_administrativ,1,100,253,Delegasjon 4,2024-03-01,-87.00",
    )
    assert not resultat.har_feil, resultat.funn
    assert [(v.referanse, v.saksnr, v.myndighet) for v in vedtak()] == [("Delegasjon 4", "", "administrativ")]
