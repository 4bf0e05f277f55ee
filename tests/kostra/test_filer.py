"""Files to SSB: the ledger in 48 characters, controlled, shown with what is behind, taken with a trace."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rodtraad.hendelser.models import Hendelse
from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kostra.filbygging import bygg_kostrafil
from tests.conftest import DELT
from tests.personer import Verden, lag_verden

TOPP = "aar,periode,slag,kontoklasse,art,funksjon,kapittel,sektor,belop"
REGNSKAP = (
    "2025,0,regnskap,2,,,10,000,1000000.00",
    "2025,0,regnskap,2,,,56,080,-1000000.00",
    "2025,3,regnskap,1,010,202,,,2000499.99",
    "2025,9,regnskap,1,010,202,,,1000000.00",
    "2025,9,regnskap,1,870,800,,,-2000499.99",
    "2025,9,regnskap,1,800,840,,,-1000000.00",
)


def les(mappe: Path, *linjer: str) -> None:
    fil = mappe / "regnskap.csv"
    fil.write_text("\n".join([TOPP, *linjer, ""]), encoding="utf-8")
    resultat = les_inn("csv", [fil])
    assert not resultat.har_feil, resultat.funn


def bygg(skjema: str, **valg: object) -> list[str]:
    return list(bygg_kostrafil(skjema, 2025, kommunenummer="5025", **valg).poster)  # type: ignore[arg-type]


def test_the_ledger_becomes_records_of_48_characters(mappe: Path) -> None:
    les(mappe, *REGNSKAP)
    assert bygg("0A") == [
        "0A2025 502500                  1202 010     3000",
        "0A2025 502500                  1800 870    -2000",
        "0A2025 502500                  1840 800    -1000",
    ]
    assert bygg("0B") == [
        "0B2025 502500                  210  000     1000",
        "0B2025 502500                  256  080    -1000",
    ]


def test_a_quarter_holds_what_is_booked_up_to_it(mappe: Path) -> None:
    les(mappe, *REGNSKAP)
    assert bygg("0AK1") == ["0A20251502500                  1202 010     2000"]
    assert bygg("0A", kvartal="1") == bygg("0AK1")
    assert len(bygg("0AK3")) == 3
    assert len(bygg("0BK1")) == 2, "the opening of the balance is there from the first day"


def test_consolidated_forms_have_classes_of_their_own(mappe: Path) -> None:
    les(mappe, *REGNSKAP)
    assert {post[31] for post in bygg("0M")} == {"3"}
    assert {post[31] for post in bygg("0N")} == {"5"}
    fil = bygg_kostrafil("0M", 2025, kommunenummer="5025")
    assert any("konsolidert" in m for m in fil.merknader)


def test_half_a_thousand_is_rounded_away_from_zero_and_once(mappe: Path) -> None:
    les(
        mappe,
        *("2025,1,regnskap,1,010,202,,,100.00" for _ in range(5)),
        "2025,1,regnskap,1,870,800,,,-500.00",
    )
    assert [post[39:].strip() for post in bygg("0A")] == ["1", "-1"]


def test_rounding_beyond_what_ssb_tolerates_goes_to_rapportkontroll(mappe: Path) -> None:
    """A hundred records of 400 kroner are 0 each in 1000 kroner; their counterpart is −40."""
    funksjoner = ["100", "110", "120", "121", "130", "180", "201", "202", "211", "213"]
    arter = ["010", "020", "030", "040", "050", "070", "075", "080", "090", "099"]
    linjer = [f"2025,1,regnskap,1,{art},{f},,,400.00" for f in funksjoner for art in arter]
    les(mappe, *linjer, "2025,1,regnskap,1,870,800,,,-40000.00")
    fil = bygg_kostrafil("0A", 2025, kommunenummer="5025")
    assert fil.poster[-1] == "0A2025 502500                  1899 589       40"
    assert sum(int(p[39:]) for p in fil.poster) == 0
    assert any("rapportkontroll" in m for m in fil.merknader)
    assert "110" not in {f.regel for f in fil.funn or ()}


def test_a_real_difference_is_never_covered_by_rapportkontroll(mappe: Path) -> None:
    les(mappe, *REGNSKAP[2:5], "2025,9,regnskap,2,,,10,000,-1000000.00")
    fil = bygg_kostrafil("0A", 2025, kommunenummer="5025")
    assert not any(p[32:36] == "899 " for p in fil.poster)
    assert "110" in {f.regel for f in fil.funn or ()}
    assert any("går ikke i null" in m for m in fil.merknader)


def test_records_of_zero_are_there_unless_left_out(mappe: Path) -> None:
    les(mappe, *REGNSKAP, "2025,9,regnskap,1,100,120,,,5.00", "2025,9,regnskap,1,100,120,,,-5.00")
    assert len(bygg("0A")) == 4
    assert len(bygg("0A", uten_null=True)) == 3


def test_what_cannot_be_made_is_told(mappe: Path) -> None:
    les(mappe, *REGNSKAP)
    for skjema, valg, melding in (
        ("0Z", {}, "kontrolleres ikke"),
        ("0I", {}, "Oppgi organisasjonsnummeret"),
        ("0A", {"orgnr": "987654325"}, "skal ikke ha organisasjonsnummer"),
    ):
        with pytest.raises(RodtraadFeil) as avvist:
            bygg_kostrafil(skjema, 2025, kommunenummer="5025", **valg)
        assert melding in " ".join(avvist.value.meldinger)
    with pytest.raises(RodtraadFeil, match="ikke regnskap for 2019"):
        bygg_kostrafil("0A", 2019, kommunenummer="5025")


@pytest.fixture
def verden(mappe: Path) -> Verden:
    ny = lag_verden()
    les(mappe, *REGNSKAP)
    return ny


def test_the_page_shows_findings_by_rule_with_records_and_what_is_behind(verden: Verden, mappe: Path) -> None:
    les_inn("csv", [_feilfort(mappe)])
    klient = verden.klient("okonomi")
    side = klient.get("/arbeid/kostra/filer/?skjema=0A&aar=2025").content.decode()
    assert "075 Skatter" in side
    assert "Flytt skatten til funksjon 800." in side
    assert "klasse=1&amp;funksjon=120&amp;art=870" in side
    assert "SSB vil avvise filen" in side
    bak = klient.get("/arbeid/kostra/filer/post/?skjema=0A&aar=2025&klasse=1&funksjon=120&art=870")
    assert "−77" in bak.content.decode()


def _feilfort(mappe: Path) -> Path:
    fil = mappe / "feil.csv"
    fil.write_text(
        f"{TOPP}\n2025,10,regnskap,1,870,120,,,-77000.00\n2025,10,regnskap,1,010,202,,,77000.00\n",
        encoding="utf-8",
    )
    return fil


def test_the_file_is_taken_with_a_trace(verden: Verden) -> None:
    svar = verden.klient("okonomi").post(
        "/arbeid/kostra/filer/last-ned/", {"skjema": "0B", "aar": "2025", "kvartal": "", "orgnr": ""}
    )
    assert svar.content == "".join(f"{p}\n" for p in bygg("0B")).encode("iso-8859-1")
    assert 'filename="0B_2025_' in svar["Content-Disposition"]
    siste = Hendelse.objects.order_by("-id").first()
    assert siste is not None
    assert siste.handling == "lagde KOSTRA-fil"


def test_a_file_from_anywhere_is_controlled_and_not_kept(verden: Verden) -> None:
    klient = verden.klient("okonomi")
    fil = SimpleUploadedFile("fil.dat", "\n".join(bygg("0A")).encode("iso-8859-1"))
    svar = klient.post(
        "/arbeid/kostra/filer/kontroller/",
        {"fil": fil, "skjema": "0A", "aar": "2024", "kvartal": "", "region": "5025"},
    )
    assert svar.status_code == 200
    assert "004 Årgang" in svar.content.decode()
    daarlig = SimpleUploadedFile("bilde.png", bytes(range(256)))
    svar = klient.post(
        "/arbeid/kostra/filer/kontroller/",
        {"fil": daarlig, "skjema": "0A", "aar": "2025", "kvartal": "", "region": "5025"},
    )
    assert "001 Postlengde" in svar.content.decode()
    svar = klient.post(
        "/arbeid/kostra/filer/kontroller/", {"skjema": "0I", "aar": "2025", "kvartal": "2", "region": "x"}
    )
    assert svar.status_code == 422


@pytest.mark.parametrize("sporring", ["skjema=0A&aar=1850", "skjema=0I&aar=2025", "skjema=zz&aar=2025"])
def test_a_wrong_choice_gets_a_message(verden: Verden, sporring: str) -> None:
    svar = verden.klient("okonomi").get(f"/arbeid/kostra/filer/?{sporring}")
    assert svar.status_code == 422


def test_the_sample_files_answer_the_same_through_the_page(verden: Verden) -> None:
    if not DELT.is_dir():
        pytest.skip("../shared finnes ikke her; testen leser SSBs prøvefiler derfra")
    prove = json.loads((DELT / "lov" / "kostra_proever_2025.json").read_text("utf-8"))[11]
    fil = SimpleUploadedFile("p.dat", "\n".join(prove["records"]).encode("iso-8859-1"))
    svar = verden.klient("okonomi").post(
        "/arbeid/kostra/filer/kontroller/",
        {
            "fil": fil,
            "skjema": prove["skjema"],
            "aar": prove["aar"],
            "kvartal": "",
            "region": prove["region"],
        },
    )
    for regel, _ in prove["expected"]:
        assert f">{regel} " in svar.content.decode()
