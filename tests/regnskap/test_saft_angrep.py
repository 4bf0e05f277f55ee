"""Files made to hurt: refused in words, in little time and memory, and nothing stored or fetched."""

import http.server
import threading
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from rodtraad.hovedbok.models import Hovedbokbatch
from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from tests.regnskap.saftfil import NAVNEROM, Bilag, Fil, Linje, kjop, skriv
from tests.regnskap.test_saft import GOD, feil, kontroller, les

LATTER = (
    '<!DOCTYPE l [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


@pytest.fixture
def tekst(mappe: Path) -> str:
    return skriv(mappe / "mal.xml", GOD).read_text("utf-8")


@pytest.fixture
def tjener() -> Iterator[tuple[str, list[str]]]:
    """A server that notes what it is asked for."""
    spurt: list[str] = []

    class Noter(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            spurt.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with http.server.HTTPServer(("127.0.0.1", 0), Noter) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", spurt
        server.shutdown()


@pytest.mark.parametrize(
    "innledning",
    [
        '<!DOCTYPE AuditFile [<!ENTITY a "b">]>',
        '<!DOCTYPE AuditFile SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE AuditFile>",
        '<!-- {} --><!DOCTYPE AuditFile [<!ENTITY a "b">]>'.format("x" * 100_000),
        "<?pi ?>\n\n<!DOCTYPE\nAuditFile>",
        LATTER,
    ],
)
@pytest.mark.parametrize("koding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(mappe: Path, tekst: str, innledning: str, koding: str) -> None:
    hode, _, resten = tekst.partition("?>\n")
    hode = hode.replace("UTF-8", koding.upper())
    resultat = les(mappe, f"{hode}?>\n{innledning}\n{resten}".encode(koding))
    assert [m[:41] for _, m in feil(resultat)] == ["Filen har en dokumenttype (DOCTYPE). Slik"]


def test_a_document_type_behind_a_long_remark_is_refused(mappe: Path, tekst: str) -> None:
    hode, _, resten = tekst.partition("?>\n")
    lang = f"<!-- {'x' * 2_000_000} -->"
    resultat = les(mappe, f"{hode}?>\n{lang}<!DOCTYPE AuditFile>{resten}")
    assert kontroller(resultat) == {"saft-rot"}


def test_an_unknown_entity_is_refused(mappe: Path, tekst: str) -> None:
    resultat = les(mappe, tekst.replace("Konstruert kommune", "&kommune;"))
    assert kontroller(resultat) == {"saft-xml"}


def test_nothing_is_fetched(mappe: Path, tekst: str, tjener: tuple[str, list[str]]) -> None:
    adresse, spurt = tjener
    med = tekst.replace(
        "<AuditFile ",
        f'<AuditFile xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xi="http://www.w3.org/2001/XInclude" '
        f'xsi:schemaLocation="{NAVNEROM} {adresse}/a.xsd urn:annet {adresse}/b.xsd" ',
    )
    assert les(mappe, med).id
    inni = med.replace("<Company>", f'<Company><xi:include href="{adresse}/c.xml"/>')
    assert les(mappe, inni, navn="to.xml").har_feil
    les(mappe, med.replace("?>", f'?><?xml-stylesheet href="{adresse}/d.xsl"?>', 1), navn="tre.xml")
    assert spurt == []


@pytest.mark.parametrize(
    ("fyll", "ventet"),
    [
        ("<Name>{}</Name>".format("x" * 12_000_000), "saft-for-stor"),
        ("<x/>" * 3_000_000, "saft-for-stor"),
        (" " * 9_000_000, "saft-for-stor"),
        ("<x>" * 5_000, "saft-xml"),
        ("<Account/>" * 1_000_000, "saft-for-stor"),
    ],
)
def test_what_grows_without_end_stops_the_reading(mappe: Path, tekst: str, fyll: str, ventet: str) -> None:
    stort = tekst.replace("<Company>", f"<Company>{fyll}")
    fil = mappe / "stor.xml"
    fil.write_text(stort, encoding="utf-8")
    del stort
    tracemalloc.start()
    resultat = les_inn("saft", [fil])
    _, mest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kontroller(resultat) == {ventet}
    # Python's own; that of libxml2 is bounded by the same four megabytes of file.
    assert mest < 60_000_000
    assert Hovedbokbatch.objects.count() == 0


def test_strangers_between_the_kontoer_do_not_stay_in_memory(mappe: Path, tekst: str) -> None:
    forste, konto, resten = tekst.partition("</Account>\n")
    fremmed = f"{konto}<Tull/>{forste[forste.rindex('<Account>') :]}"
    resultat = les(mappe, f"{forste}{fremmed * 3000}{konto}{resten}")
    assert "saft-mange-feil" in kontroller(resultat)


def test_a_container_that_comes_again_stops_the_reading(mappe: Path, tekst: str) -> None:
    start, slutt = tekst.index("<GeneralLedgerAccounts>"), tekst.index("<AnalysisTypeTable>")
    to = tekst[:slutt] + tekst[start:slutt] + tekst[slutt:]
    assert kontroller(les(mappe, to)) == {"saft-skjema-flere"}


def test_a_voucher_of_very_many_postings_is_read_in_parts(mappe: Path) -> None:
    linjer = tuple(Linje("11200", Decimal(1), {"A": "1", "F": "120"}, tekst=f"nr {n}") for n in range(1700))
    bilag = (Bilag("L", 1, (*linjer, Linje("210320", Decimal(-1700)))), kjop("B", 1, "5"))
    resultat = les(mappe, Fil(bilag))
    assert resultat.funn == ()
    assert resultat.kontrolltotaler["posteringer"] == "1703"
    assert resultat.kontrolltotaler["bilag"] == "2"


@pytest.mark.parametrize("nr", [0, 498, 499, 500, 501, 1100, 1700])
def test_a_breach_in_a_long_voucher_is_found_wherever_it_is(mappe: Path, nr: int) -> None:
    linjer = [Linje("11200", Decimal(1), {"A": "1", "F": "120"}, tekst=f"nr {n}.") for n in range(1700)]
    fil = Fil((Bilag("L", 1, (*linjer, Linje("210320", Decimal(-1700), tekst="nr 1700."))),))
    tekst = skriv(mappe / "mal.xml", fil).read_text("utf-8")
    resultat = les(mappe, tekst.replace(f">nr {nr}.<", f">{'x' * 257}<"))
    ((sted, melding),) = feil(resultat)
    assert melding == "«Description» har 257 tegn, og kan ha høyst 256."
    rad = tekst[: tekst.index(f">nr {nr}.<")].count("\n") + 1
    assert sted == f"rad {rad}, kolonne «Description»"
    tom = les(mappe, tekst.replace(f"<Description>nr {nr}.</Description>", ""))
    assert [m for _, m in feil(tom) if "Description" in m]


def test_an_empty_posting_in_a_long_voucher_is_found(mappe: Path) -> None:
    linjer = tuple(Linje("11200", Decimal(1), {"A": "1", "F": "120"}) for _ in range(900))
    fil = Fil((Bilag("L", 1, (*linjer, Linje("210320", Decimal(-900)))),))
    tekst = skriv(mappe / "mal.xml", fil).read_text("utf-8")
    for nr in (1, 499, 500, 700):
        deler = tekst.split("</Line>")
        med = "</Line>".join([*deler[:nr], "<Line/>" + deler[nr], *deler[nr + 1 :]])
        assert [m for _, m in feil(les(mappe, med)) if "«Line» mangler RecordID" in m], nr


def pakk(fil: Path, *innhold: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, data in innhold:
            pakke.writestr(navn, data)
    return fil


def test_a_zip_bomb_is_refused(mappe: Path, tekst: str) -> None:
    bombe = pakk(mappe / "b.zip", ("a.xml", tekst.encode() + b" " * 300_000_000))
    ((_, melding),) = feil(les_inn("saft", [bombe]))
    assert "mer enn 200 ganger så stor" in melding


def test_a_zip_that_lies_about_its_size_is_refused(mappe: Path, tekst: str) -> None:
    ekte = pakk(mappe / "l.zip", ("a.xml", tekst.encode() + b" " * 3_000_000)).read_bytes()
    storrelse = len(tekst.encode()) + 3_000_000
    loyn = ekte.replace(storrelse.to_bytes(4, "little"), (5000).to_bytes(4, "little"))
    assert loyn != ekte
    (mappe / "l.zip").write_bytes(loyn)
    assert les_inn("saft", [mappe / "l.zip"]).har_feil


@pytest.mark.parametrize(
    "innhold", [[], [("a.xml", b"<x/>"), ("b.xml", b"<x/>")], [("../../a.xml", b"<x/>")]]
)
def test_a_zip_of_another_number_or_with_a_path_writes_nothing(
    mappe: Path, innhold: list[tuple[str, bytes]]
) -> None:
    assert les_inn("saft", [pakk(mappe / "z.zip", *innhold)]).har_feil
    assert not list(mappe.parent.glob("a.xml"))


@pytest.mark.parametrize("lengde", [0, 3, 30, 100, 400])
def test_a_zip_cut_off_is_refused(mappe: Path, tekst: str, lengde: int) -> None:
    hel = pakk(mappe / "k.zip", ("a.xml", tekst.encode())).read_bytes()
    (mappe / "k.zip").write_bytes(hel[:lengde])
    assert les_inn("saft", [mappe / "k.zip"]).har_feil


def test_a_zip_with_a_damaged_inside_is_refused(mappe: Path, tekst: str) -> None:
    hel = bytearray(pakk(mappe / "s.zip", ("a.xml", tekst.encode())).read_bytes())
    for nr in range(60, 400, 7):
        hel[nr] ^= 0xFF
    (mappe / "s.zip").write_bytes(bytes(hel))
    assert les_inn("saft", [mappe / "s.zip"]).har_feil


@pytest.mark.parametrize(
    "profil",
    [
        "dimensjoner: {ansvar: 7}",
        "dimensjoner: {farge: A}",
        "saldo: advarsel",
        "- liste",
        "a: [",
        "konto: {unntak: [{konto: '1'}]}",
        "tull: 1",
        "&a [*a]",
    ],
)
def test_a_bad_profile_is_explained(mappe: Path, profil: str) -> None:
    with pytest.raises(RodtraadFeil, match=r"Profilen «profil\.yaml»"):
        les(mappe, GOD, profil=profil)


def test_amounts_of_eighteen_digits_do_not_overflow(mappe: Path) -> None:
    stort = replace(GOD, bilag=(kjop("B", 1, Decimal("9999999999999999.00")),))
    assert "saft-belop" in kontroller(les(mappe, stort))
