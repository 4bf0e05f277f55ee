import codecs
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from rodtraad.innlesing.kolonnekrav import Kolonnekrav
from rodtraad.innlesing.tabelleser import les_tabell

KOLONNER = {
    "kode": Kolonnekrav(monster=r"\d{3,4}", forklaring="en kode på tre eller fire siffer"),
    "navn": Kolonnekrav(),
    "antall": Kolonnekrav("heltall", paakrevd=False),
    "belop": Kolonnekrav("desimal", paakrevd=False, valgfri=True),
}
TEKST = "kode,navn,antall\n100,Røros skole,12\n0200,Bålplass,\n"


def skriv(mappe: Path, data: bytes, navn: str = "t.csv") -> Path:
    fil = mappe / navn
    fil.write_bytes(data)
    return fil


@pytest.mark.parametrize(
    "data",
    [
        TEKST.encode("utf-8"),
        codecs.BOM_UTF8 + TEKST.encode("utf-8"),
        TEKST.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEKST.encode("utf-16-be"),
        TEKST.encode("iso-8859-1"),
        TEKST.replace(",", ";").encode("utf-8"),
        TEKST.replace(",", "\t").replace("\n", "\r\n").encode("utf-8"),
    ],
    ids=["utf8", "utf8-bom", "utf16", "utf16-be", "latin1", "semikolon", "tab-crlf"],
)
def test_it_reads_every_encoding_and_delimiter(tmp_path: Path, data: bytes) -> None:
    rader, funn = les_tabell(skriv(tmp_path, data), kolonner=KOLONNER)
    assert funn == []
    assert rader == [
        {"kode": "100", "navn": "Røros skole", "antall": 12, "belop": None},
        {"kode": "0200", "navn": "Bålplass", "antall": None, "belop": None},
    ]
    assert [r.nr for r in rader] == [2, 3]


def test_it_reports_all_errors_at_once_with_row_column_value_and_remedy(tmp_path: Path) -> None:
    data = "kode,navn,antall\nA1,,tolv\n100,Skole,3\n\n200,Hall,1,5\n"
    _, funn = les_tabell(skriv(tmp_path, data.encode()), kolonner=KOLONNER)
    assert [(f.sted, f.melding) for f in funn] == [
        ("t.csv, rad 2, kolonne «kode»", "Verdien «A1» har feil form."),
        ("t.csv, rad 2, kolonne «navn»", "Verdien mangler."),
        ("t.csv, rad 2, kolonne «antall»", "Verdien «tolv» er ikke et heltall."),
        ("t.csv, rad 5", "Raden har 4 celler, men overskriften har 3 kolonner."),
    ]
    assert all(f.er_feil and f.tiltak for f in funn)
    assert funn[0].tiltak == "Skriv en kode på tre eller fire siffer."


def test_a_missing_column_is_named_with_the_ones_that_are_there(tmp_path: Path) -> None:
    rader, funn = les_tabell(skriv(tmp_path, b"kode;antall\n100;1\n"), kolonner=KOLONNER)
    assert rader == []
    assert [f.melding for f in funn] == ["Kolonnen «navn» mangler. Overskriften har: kode, antall."]


def test_decimal_comma_is_read_only_when_the_profile_says_so(tmp_path: Path) -> None:
    fil = skriv(tmp_path, b"kode;navn;antall;belop\n100;A;1 200;1 234,50\n")
    rader, funn = les_tabell(fil, kolonner=KOLONNER, desimalkomma=True)
    assert funn == []
    assert (rader[0]["belop"], rader[0]["antall"]) == (Decimal("1234.50"), 1200)
    _, funn = les_tabell(fil, kolonner=KOLONNER)
    assert [f.melding for f in funn] == ["Verdien «1 234,50» har komma."]


def test_a_thousand_errors_of_one_kind_are_counted_and_twenty_shown(tmp_path: Path) -> None:
    data = "kode,navn,antall\n" + "".join(f"100,A,x{n}\n" for n in range(1000))
    _, funn = les_tabell(skriv(tmp_path, data.encode()), kolonner=KOLONNER)
    assert len(funn) == 21
    assert funn[-1].melding == "… og 980 feil til av samme slag (1000 i alt)."


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        (b"", "Filen er tom."),
        (b"kode,navn,antall\n", "Filen har ingen rader under overskriften."),
        (b"kode\0", "Filen «t.csv» er ikke en tekstfil."),
        (b'kode,navn,antall\n"100,A,1\n200,B,2\n', "kan ikke leses"),
        (b"\xff\xfea", "Filen «t.csv» er merket som utf-16"),
    ],
)
def test_an_empty_or_broken_file_is_explained(tmp_path: Path, data: bytes, melding: str) -> None:
    rader, funn = les_tabell(skriv(tmp_path, data), kolonner=KOLONNER)
    assert rader == []
    assert melding in funn[0].melding


def test_a_spreadsheet_gives_the_same_rows_as_csv(tmp_path: Path) -> None:
    bok = openpyxl.Workbook()
    ark = bok.active
    assert ark is not None
    for rad in (
        ["kode", "navn", "dato", "belop"],
        ["100", "Røros", date(2024, 5, 17), 12.5],
        [200, "B", "", 8],
    ):
        ark.append(rad)
    bok.save(tmp_path / "t.xlsx")
    kolonner = {**KOLONNER, "antall": Kolonnekrav(valgfri=True), "dato": Kolonnekrav("dato", paakrevd=False)}
    rader, funn = les_tabell(tmp_path / "t.xlsx", kolonner=kolonner)
    assert funn == []
    assert [(r["kode"], r["dato"], r["belop"]) for r in rader] == [
        ("100", date(2024, 5, 17), Decimal("12.5")),
        ("200", None, Decimal(8)),
    ]


def test_a_file_that_is_no_spreadsheet_is_explained(tmp_path: Path) -> None:
    _, funn = les_tabell(skriv(tmp_path, b"ikke et regneark", "t.xlsx"), kolonner=KOLONNER)
    assert "Regnearket «t.xlsx» kan ikke leses" in funn[0].melding
