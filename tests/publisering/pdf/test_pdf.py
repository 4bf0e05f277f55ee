"""The PDF is tagged, numbered, complete and the same each time. What no program can judge is not claimed."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
import typst

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad
from rodtraad.publisering.pdf import lag_pdf
from rodtraad.publisering.pdf.tekst import sidetekster
from rodtraad.rapport.dokument import Avsnitt, Dokument, Figurblokk, Kapittel, Tabellblokk, Tekst
from tests.publisering.eksempel import FIGUR, dokument, metadata

ROT = Path(__file__).resolve().parents[3]
Element = pikepdf.Object


def lang_tabell(rader: int = 90) -> Tabell:
    kolonner = (
        Kolonne("navn", "Tjeneste", er_radtittel=True),
        *(Kolonne(f"k{n}", f"Budsjett {2009 + n}", "belop") for n in range(15)),
    )
    return Tabell(
        id="lang",
        tittel="Femten år",
        enhet="kr",
        kolonner=kolonner,
        rader=tuple(
            Tabellrad(
                n, (Celle(f"Linje {n}"), *(Celle(-(1_000_000 + 7 * n + 100_000 * k)) for k in range(15)))
            )
            for n in range(1, rader + 1)
        ),
        status="Ikke revidert",
    )


@pytest.fixture(scope="module")
def dok() -> Dokument:
    ekstra = Kapittel("bredt", "Bred og lang tabell", 1, (Tabellblokk("tabell-lang", 8, lang_tabell()),))
    return replace(dokument(), kapitler=(*dokument().kapitler, ekstra))


@pytest.fixture(scope="module")
def innhold(dok: Dokument) -> bytes:
    return lag_pdf(dok, metadata(versjon=2))


@pytest.fixture(scope="module")
def sider(innhold: bytes) -> list[str]:
    return sidetekster(innhold)


@pytest.fixture
def pdf(innhold: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(innhold)) as fil:
        yield fil


def elementer(element: Element) -> Iterator[Element]:
    barn = element.get("/K")
    for b in barn if isinstance(barn, pikepdf.Array) else [barn]:
        if isinstance(b, pikepdf.Dictionary) and "/S" in b:
            yield b
            yield from elementer(b)


def av_slag(pdf: pikepdf.Pdf, slag: str) -> list[Element]:
    return [e for e in elementer(pdf.Root.StructTreeRoot) if str(e.S) == f"/{slag}"]


def omfang(celle: Element) -> str:
    return str(celle.A.Scope)


@pytest.mark.krav("PUB-07")
def test_the_file_is_tagged_and_says_its_language_title_and_standards(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("nb")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "Årsrapport 2024, Røros kommune"
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")


@pytest.mark.krav("PUB-08")
def test_every_chart_has_words_and_a_table(pdf: pikepdf.Pdf) -> None:
    figurer = av_slag(pdf, "Figure")
    assert [str(f.Alt) for f in figurer] == [FIGUR.alternativ]
    assert "Tall til figur 1" in " ".join(sidetekster(lag_pdf(dokument(), metadata())))


def test_typst_refuses_a_chart_without_words() -> None:
    stum = Figurblokk("figur-folketall", 1, replace(FIGUR, alternativ=""))
    uten_ord = replace(dokument(), kapitler=(Kapittel("k", "K", 1, (stum,)),))
    with pytest.raises(typst.TypstError, match="alt"):
        lag_pdf(uten_ord, metadata())


def test_every_table_has_column_and_row_headers_with_scope(pdf: pikepdf.Pdf, dok: Dokument) -> None:
    tabeller = av_slag(pdf, "Table")
    blokker = [b for k in dok.alle_kapitler() for b in k.blokker if isinstance(b, Tabellblokk | Figurblokk)]
    assert len(tabeller) == len(blokker) + 1  # and the table of changes
    for tabell in tabeller:
        hoder = [c for c in elementer(tabell) if str(c.S) == "/TH"]
        rader = [r for r in elementer(tabell) if str(r.S) == "/TR"]
        assert {omfang(h) for h in hoder} == {"/Column", "/Row"}
        assert [omfang(c) for c in elementer(rader[0])].count("/Column") == len(list(elementer(rader[0])))
        assert sum(omfang(h) == "/Row" for h in hoder) >= 1


@pytest.mark.krav("RAP-17")
def test_outline_and_contents_are_the_chapter_tree_with_page_numbers(
    pdf: pikepdf.Pdf, dok: Dokument, sider: list[str]
) -> None:
    titler = [k.tittel for k in dok.alle_kapitler()]
    with pdf.open_outline() as bokmerker:

        def alle(punkter: list[pikepdf.OutlineItem], nivaa: int) -> Iterator[tuple[str, int]]:
            for punkt in punkter:
                yield punkt.title, nivaa
                yield from alle(punkt.children, nivaa + 1)

        tre = list(alle(bokmerker.root, 1))
    assert [t for t, _ in tre if t != "Innhold"] == titler
    assert [n for t, n in tre if t != "Innhold"] == [k.nivaa for k in dok.alle_kapitler()]
    innholdsliste = re.sub(r"\.\.+", "…", re.sub(r"\s", "", sider[2]))
    for kapittel in dok.alle_kapitler():
        tittel = re.sub(r"\s", "", kapittel.tittel)
        treff = re.search(re.escape(tittel) + r"…(\d+)", innholdsliste)
        assert treff, kapittel.tittel
        assert tittel in re.sub(r"\s", "", sider[int(treff[1]) - 1])


@pytest.mark.krav("RAP-15")
def test_every_page_has_running_header_and_side_n_av_n(sider: list[str]) -> None:
    assert len(sider) > 8
    for nr, tekst in enumerate(sider, start=1):
        assert "Årsrapport 2024" in tekst
        assert f"Side {nr} av {len(sider)}" in tekst


@pytest.mark.krav("RAP-16")
def test_no_number_is_broken_and_the_head_is_repeated_on_every_page_of_a_table(sider: list[str]) -> None:
    rader = [n for n, tekst in enumerate(sider) if re.search(r"Linje \d+", tekst)]
    assert len(rader) >= 2
    for nr in rader:
        assert "Tjeneste" in sider[nr]
        assert "2009" in sider[nr]
    alt = " ".join(sider)
    for rad in lang_tabell().rader:
        for celle in rad.celler[1:]:
            assert isinstance(celle.verdi, int)
            assert vis_tall(celle.verdi) in alt


def test_headings_and_introduction_stand_on_the_landscape_page_of_their_table() -> None:
    bred = Tabellblokk("tabell-lang", 8, lang_tabell(5))
    barn = Kapittel("barn", "Underkapittel", 2, (Avsnitt((Tekst("Kort innledning."),)), bred))
    tekster = sidetekster(
        lag_pdf(replace(dokument(), kapitler=(Kapittel("bredt", "Bredt", 1, (), (barn,)),)), metadata())
    )
    siste = " ".join(tekster[-1].split())
    for bit in ("Bredt", "Underkapittel", "Kort innledning", "Linje 5"):
        assert bit in siste
    assert len(tekster) == 4  # cover, colophon, contents, and the one page


@pytest.mark.krav("RAP-14")
def test_a_reference_tells_the_page_its_target_stands_on(sider: list[str]) -> None:
    treff = re.search(r"tabell 1\s*\(\s*side\s*(\d+)\s*\)", " ".join(sider))
    assert treff
    assert "Tabell 1" in sider[int(treff[1]) - 1]


@pytest.mark.krav("RAP-19")
def test_a_table_carries_status_unit_source_and_sign(sider: list[str]) -> None:
    alt = " ".join(sider)
    for bit in ("Status: Ikke revidert", "1000 kr", "Kilde: Kommunens regnskap", "Positivt avvik"):
        assert bit in alt


@pytest.mark.krav("RAP-18")
def test_a_new_version_says_why_and_what_changed(sider: list[str]) -> None:
    assert "Avskrivninger var ført på feil virksomhet" in sider[1]
    assert "109 170" in sider[1].replace("\u202f", " ")
    assert "Tidligere versjon" in sider[1]


def test_two_processes_give_the_same_bytes() -> None:
    kode = (
        "import django; django.setup(); import hashlib;"
        "from rodtraad.publisering.pdf import lag_pdf; from tests.publisering.eksempel import *;"
        "print(hashlib.sha256(lag_pdf(dokument(), metadata())).hexdigest())"
    )
    kjoringer = {
        subprocess.run(
            [sys.executable, "-c", kode],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROT,
            env={
                "PYTHONPATH": f"{ROT / 'src'}:{ROT}",
                "DJANGO_SETTINGS_MODULE": "rodtraad.web.settings",
                "PYTHONHASHSEED": str(fro),
                "RODTRAAD_MAPPE": str(ROT / "build" / "testmappe"),
            },
        ).stdout
        for fro in (1, 2)
    }
    assert len(kjoringer) == 1


def test_a_missing_number_is_a_dash_and_never_a_zero() -> None:
    tabell = Tabell(
        id="t",
        tittel="T",
        enhet="",
        kolonner=(Kolonne("n", "N", er_radtittel=True), Kolonne("v", "V", "tall", 1)),
        rader=(
            Tabellrad(1, (Celle("A"), Celle(None, grunn="Ikke oppgitt"))),
            Tabellrad(2, (Celle("B"), Celle(Decimal("0.0")))),
        ),
    )
    tekst = sidetekster(
        lag_pdf(
            replace(dokument(), kapitler=(Kapittel("k", "K", 1, (Tabellblokk("a", 1, tabell),)),)), metadata()
        )
    )[-1]
    assert re.search(r"A\s+–", tekst)
    assert re.search(r"B\s+0,0", tekst)
