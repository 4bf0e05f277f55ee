"""Workbooks that are no workbooks: bombs, lies about size, cells far away, entities, ways out of the folder."""

import struct
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from rodtraad.innlesing import tabelleser
from rodtraad.innlesing.arkivvern import krev_trygt_arkiv
from rodtraad.innlesing.kolonnekrav import Kolonnekrav
from rodtraad.innlesing.tabelleser import arknavn, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil

pytestmark = [pytest.mark.krav("KONTO-01"), pytest.mark.timeout(60)]
ARK = "xl/worksheets/sheet1.xml"


def bok(mappe: Path, *rader: list[object]) -> Path:
    arbeidsbok = openpyxl.Workbook()
    assert arbeidsbok.active is not None
    for rad in rader:
        arbeidsbok.active.append(rad)
    arbeidsbok.save(mappe / "bok.xlsx")
    return mappe / "bok.xlsx"


def arkiv(mappe: Path, innhold: dict[str, bytes], metode: int = zipfile.ZIP_DEFLATED) -> Path:
    fil = mappe / "bok.xlsx"
    with zipfile.ZipFile(fil, "w", metode) as ut:
        for navn, data in innhold.items():
            ut.writestr(navn, data)
    return fil


def med_ark(mappe: Path, ark: bytes) -> Path:
    """A real workbook where the sheet is put in place of its own."""
    hel = bok(mappe, ["a"])
    with zipfile.ZipFile(hel) as inn:
        deler = {navn: inn.read(navn) for navn in inn.namelist()}
    return arkiv(mappe, {**deler, ARK: ark})


def avvist(fil: Path) -> str:
    with pytest.raises(RodtraadFeil) as feil:
        krev_trygt_arkiv(fil)
    return " ".join(feil.value.meldinger)


def test_a_real_workbook_passes_and_its_sheets_are_named(tmp_path: Path) -> None:
    fil = bok(tmp_path, ["a", "b"], [1, 2])
    krev_trygt_arkiv(fil)
    assert arknavn(fil) == ("Sheet",)


def test_a_bomb_is_refused_long_before_it_is_unpacked(tmp_path: Path) -> None:
    fil = arkiv(tmp_path, {ARK: b"\0" * 300_000_000})
    start = time.process_time()
    assert "blir for stort" in avvist(fil)
    assert time.process_time() - start < 5


def test_what_the_archive_says_of_its_sizes_is_not_believed(tmp_path: Path) -> None:
    fil = arkiv(tmp_path, {ARK: b"\0" * 100_000_000})
    data = bytearray(fil.read_bytes())
    for merke, plass in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        sted = data.index(merke)
        struct.pack_into("<L", data, sted + plass, 10)
    fil.write_bytes(bytes(data))
    assert zipfile.ZipFile(fil).infolist()[0].file_size == 10
    assert "blir for stort" in avvist(fil)


def test_an_archive_of_very_many_files_is_refused_before_its_list_is_read(tmp_path: Path) -> None:
    fil = arkiv(tmp_path, {f"{n:0200d}.xml": b"" for n in range(25_000)}, zipfile.ZIP_STORED)
    assert "for mange filer" in avvist(fil)
    fil = arkiv(tmp_path, {f"{n}.xml": b"" for n in range(5_001)}, zipfile.ZIP_STORED)
    assert "5001 filer" in avvist(fil)


def test_files_that_lie_on_each_other_are_refused(tmp_path: Path) -> None:
    fil = arkiv(tmp_path, {"a.xml": b"a" * 5000, "b.xml": b"b" * 5000}, zipfile.ZIP_STORED)
    data = bytearray(fil.read_bytes())
    andre = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    struct.pack_into("<L", data, andre + 42, 40)
    fil.write_bytes(bytes(data))
    assert "oppå hverandre" in avvist(fil)


@pytest.mark.parametrize(
    "ark",
    [
        b"<worksheet><sheetData><row>" + b"<c/>" * 16_000 + b"</row>" + b"<row><c/></row>" * 60_000,
        b'<worksheet><sheetData><row r="1"><c r="A1"/></row><row><c r="XFD1048576"/></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1048576">'
        + b"<c><v>1</v></c>" * 16_384
        + b"</row></sheetData></worksheet>",
        b'<x:worksheet><x:sheetData><x:row><x:c   s="1" r="XFD1048576"/></x:row></x:sheetData></x:worksheet>',
    ],
    ids=["rader-uten-nummer", "en-celle-langt-borte", "celler-uten-adresse", "med-prefiks"],
)
def test_a_cell_far_away_does_not_make_room_for_all_between(tmp_path: Path, ark: bytes) -> None:
    assert "strekker seg over" in avvist(med_ark(tmp_path, ark))


def test_a_cell_whose_tag_is_cut_between_two_pieces_is_seen(tmp_path: Path) -> None:
    fyll = b"<!-- " + b"x" * (1024 * 1024 - 80) + b" -->"
    ark = (
        b"<worksheet><sheetData>"
        + fyll
        + b'<row r="1048576"><c'
        + b" " * 60
        + b'r="XFD1048576"/></row></sheetData></worksheet>'
    )
    assert "strekker seg over" in avvist(med_ark(tmp_path, ark))


def test_entities_are_refused(tmp_path: Path) -> None:
    lol = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert "XML vi ikke leser" in avvist(med_ark(tmp_path, lol))


def test_tags_that_never_end_are_no_way_to_hang_it(tmp_path: Path) -> None:
    start = time.process_time()
    fil = med_ark(tmp_path, b"<worksheet>" + b"<c " * 3_000_000 + b"</worksheet>")
    krev_trygt_arkiv(fil)
    assert "XML vi ikke leser" in avvist(med_ark(tmp_path, b"<worksheet><c " + b'a="1" ' * 500_000))
    assert time.process_time() - start < 20


@pytest.mark.parametrize("navn", ["../../ut.xml", "/etc/passwd", "..\\ut.xml", "C:\\ut.xml"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, navn: str) -> None:
    assert "ut av mappen" in avvist(arkiv(tmp_path, {navn: b"x"}))


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500, b"PK\x05\x06" + b"\0" * 18 + b"resten"]
)
def test_half_an_archive_is_explained(tmp_path: Path, data: bytes) -> None:
    fil = tmp_path / "bok.xlsx"
    fil.write_bytes(data)
    _, funn = les_tabell(fil, kolonner={"a": Kolonnekrav()})
    assert [f.er_feil for f in funn] == [True]
    assert funn[0].tiltak


def test_an_archive_cut_anywhere_is_a_message_and_no_traceback(tmp_path: Path) -> None:
    hel = bok(tmp_path, ["a"], *[[n] for n in range(50)]).read_bytes()
    fil = tmp_path / "kuttet.xlsx"
    for lengde in range(0, len(hel), 97):
        fil.write_bytes(hel[:lengde])
        _, funn = les_tabell(fil, kolonner={"a": Kolonnekrav("heltall")})
        assert any(f.er_feil for f in funn)


def test_a_text_larger_than_a_table_can_be_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tabelleser, "MAKS_TABELL", 10)
    fil = tmp_path / "t.csv"
    fil.write_text("a\n1\n2\n3\n4\n5\n")
    _, funn = les_tabell(fil, kolonner={"a": Kolonnekrav()})
    assert "mer enn en tabell kan være" in funn[0].melding
