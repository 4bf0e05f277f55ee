"""Text is sent packed to those who take it, with the headers that keep caches honest."""

import gzip
from pathlib import Path

import pytest
from django.test import Client

from rodtraad.publisering.queries import Utgavekort
from rodtraad.web.filer import godtar_gzip

pytestmark = pytest.mark.django_db
LANG = ("<p>Driftsregnskapet viser et merforbruk.</p>" * 400).encode()


@pytest.fixture
def adresse(utgaver: list[Utgavekort], utgavemappe: Path) -> str:
    (utgavemappe / "lang.html").write_bytes(LANG)
    (utgavemappe / "bilde.png").write_bytes(LANG)
    return f"/utgave/{utgaver[0].id}/"


def test_a_page_is_packed_for_a_browser_that_takes_gzip(client: Client, adresse: str) -> None:
    svar = client.get(f"{adresse}lang.html", headers={"Accept-Encoding": "br, gzip;q=0.8"})
    assert svar.headers["Content-Encoding"] == "gzip"
    assert svar.headers["Content-Type"] == "text/html; charset=utf-8"
    assert len(svar.content) < len(LANG) / 20
    assert int(svar.headers["Content-Length"]) == len(svar.content)
    assert gzip.decompress(svar.content) == LANG


def test_both_forms_say_that_they_vary_and_have_their_own_mark(client: Client, adresse: str) -> None:
    pakket = client.get(f"{adresse}lang.html", headers={"Accept-Encoding": "gzip"})
    vanlig = client.get(f"{adresse}lang.html")
    assert "Content-Encoding" not in vanlig.headers
    assert vanlig.innhold == LANG
    assert pakket.headers["Vary"] == vanlig.headers["Vary"] == "Accept-Encoding"
    assert pakket.headers["ETag"] != vanlig.headers["ETag"]


def test_a_known_page_is_not_sent_again_and_only_in_its_own_form(client: Client, adresse: str) -> None:
    gz = {"Accept-Encoding": "gzip"}
    merke = client.get(f"{adresse}lang.html", headers=gz).headers["ETag"]
    igjen = client.get(f"{adresse}lang.html", headers=gz | {"If-None-Match": f'"annet", W/{merke}'})
    assert igjen.status_code == 304
    assert igjen.headers["ETag"] == merke
    assert igjen.headers["Vary"] == "Accept-Encoding"
    assert not igjen.content
    assert client.get(f"{adresse}lang.html", headers={"If-None-Match": merke}).status_code == 200


def test_a_changed_file_is_packed_anew(client: Client, adresse: str, utgavemappe: Path) -> None:
    gz = {"Accept-Encoding": "gzip"}
    merke = client.get(f"{adresse}lang.html", headers=gz).headers["ETag"]
    (utgavemappe / "lang.html").write_bytes(LANG * 2)
    svar = client.get(f"{adresse}lang.html", headers=gz | {"If-None-Match": merke})
    assert svar.status_code == 200
    assert gzip.decompress(svar.content) == LANG * 2


def test_what_is_packed_already_is_sent_as_it_is(client: Client, adresse: str) -> None:
    svar = client.get(f"{adresse}bilde.png", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in svar.headers
    assert "Vary" not in svar.headers


def test_the_style_sheet_of_the_installation_is_packed(client: Client, utgaver: list[Utgavekort]) -> None:
    svar = client.get("/ressurser/stil.css", headers={"Accept-Encoding": "gzip"})
    assert svar.headers["Content-Encoding"] == "gzip"
    assert svar.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("overskrift", "svar"),
    [("gzip", True), ("*", True), ("br, GZIP;q=0.5", True), ("", False), ("br", False),
     ("gzip;q=0", False), ("gzip; q=0.0, *", False), ("identity, *;q=0", False)],
)  # fmt: skip
def test_the_header_is_read_as_the_standard_says(overskrift: str, *, svar: bool) -> None:
    assert godtar_gzip(overskrift) is svar
