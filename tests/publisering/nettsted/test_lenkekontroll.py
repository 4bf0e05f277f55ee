"""The publishing gate lets no broken, local or workbench link out."""

import pytest

from rodtraad.publisering.nettsted import per_eier, sjekk_lenker
from tests.publisering import eksempel


def funn(*lenker: str) -> list[str]:
    side = "".join(f'<a href="{lenke}">x</a>' for lenke in lenker)
    sider = [("a/index.html", f'<p id="her">{side}</p>'.encode()), ("b/index.html", b'<h1 id="topp">B</h1>')]
    return [f.melding for f in sjekk_lenker(sider, lovlige=["data/t.csv"])]


@pytest.mark.parametrize(
    "lenke",
    [
        "../b/index.html", "../b/", "../b/index.html#topp", "#her", "../data/t.csv",
        "https://www.ssb.no/kommunefakta", "mailto:post@kommunen.no", "?q=a",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_passes(lenke: str) -> None:
    assert funn(lenke) == []


@pytest.mark.krav("PUB-02")
@pytest.mark.parametrize(
    ("lenke", "grunn"),
    [
        ("https://staging.kommunen.no/rapport", "utviklingsmiljø"),
        ("https://rapport-test.kommunen.no/", "utviklingsmiljø"),
        ("http://localhost:8000/", "utviklingsmiljø"),
        ("http://127.0.0.1/", "utviklingsmiljø"),
        ("http://192.168.1.4/rapport", "utviklingsmiljø"),
        ("https://intern.kommunen.no/a", "utviklingsmiljø"),
        ("file:///C:/rapport.docx", "lokal fil"),
        ("C:\\rapport.docx", "lokal fil"),
        ("javascript:alert(1)", "lokal fil"),
        ("https://kommunen.no/404.html", "feilside"),
        ("/rapport/", "bare på én tjener"),
    ],
)
def test_staging_local_and_error_links_are_refused(lenke: str, grunn: str) -> None:
    (melding,) = funn(lenke)
    assert grunn in melding
    assert lenke in melding


def test_the_list_of_broken_links_says_page_link_and_remedy() -> None:
    sider = [("a/index.html", b'<a href="../c/">c</a><a href="../b/#borte">b</a>'), ("b/index.html", b"")]
    funnet = sjekk_lenker(sider)
    assert [(f.sted, f.er_feil) for f in funnet] == [("a/index.html", True)] * 2
    assert "«borte»" in funnet[0].melding
    assert "«c/index.html», som ikke finnes" in funnet[1].melding
    assert all(f.tiltak for f in funnet)


@pytest.mark.krav("PUB-03")
def test_broken_links_are_listed_per_owner_of_the_chapter() -> None:
    brutt = b'<a href="borte.html">x</a>'
    sider = [(f"{sti}/index.html", brutt) for sti in ("skolene", "oppvekst", "kommunedirektoren-har-ordet")]
    lister = per_eier(sjekk_lenker(sider), eksempel.dokument())
    assert {eier: [f.sted for f in funn] for eier, funn in lister.items()} == {
        "Kommunedirektøren": ["kommunedirektoren-har-ordet/index.html"],
        "Den som publiserer": ["oppvekst/index.html"],
        "Virksomhetsleder for skolene": ["skolene/index.html"],
    }
