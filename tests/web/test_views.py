"""What is shown, which headers every answer carries, and no way out of an edition's folder."""

from pathlib import Path

import pytest
from django.test import Client

from rodtraad.hendelser.adgang import adgang, registrer_regel
from rodtraad.publisering.queries import Utgavekort
from rodtraad.web import views
from tests.web.conftest import kort

pytestmark = pytest.mark.django_db
AAPNE = ("/", "/utgaver/", "/utgave/{id}/", "/rapport/aarsrapport-2024/", "/ressurser/stil.css")


@pytest.mark.krav("PUB-01")
@pytest.mark.parametrize("adresse", AAPNE)
def test_anyone_may_read_what_is_published(client: Client, utgaver: list[Utgavekort], adresse: str) -> None:
    assert client.get(adresse.format(id=utgaver[0].id)).status_code in {200, 302}


@pytest.mark.parametrize("adresse", AAPNE)
def test_nothing_can_be_posted(client: Client, utgaver: list[Utgavekort], adresse: str) -> None:
    assert client.post(adresse.format(id=utgaver[0].id)).status_code == 405


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="«alle» finnes ikke"):
        adgang("alle")
    with pytest.raises(ValueError, match="registrert fra før"):
        registrer_regel("aapen", lambda _: False)


def test_the_front_door_leads_to_the_newest_edition(client: Client, utgaver: list[Utgavekort]) -> None:
    assert client.get("/").headers["Location"] == f"/utgave/{utgaver[0].id}/"


def test_without_an_edition_the_front_door_says_what_to_do(client: Client, utgaver: list[Utgavekort]) -> None:
    utgaver.clear()
    svar = client.get("/")
    assert svar.status_code == 200
    assert "rodtraad publiser" in svar.content.decode()
    assert "Røros kommune" in svar.content.decode()


@pytest.mark.krav("PUB-12")
@pytest.mark.krav("RAP-18")
def test_older_years_and_versions_are_reachable_and_marked(
    client: Client, utgaver: list[Utgavekort], utgavemappe: Path
) -> None:
    utgaver[:] = [
        kort(utgavemappe, 2),
        kort(utgavemappe, 1, erstattet=True),
        kort(utgavemappe, aar=2023),
    ]
    side = client.get("/utgaver/").content.decode()
    assert side.index("Årsrapport 2024") < side.index("Årsrapport 2023")
    assert side.count("Gjeldende</span>") == 2
    assert side.count("Erstattet</span>") == 1
    assert "Grunn til ny versjon: Feil virksomhet." in side
    for utgave in utgaver:
        assert f'href="/utgave/{utgave.id}/"' in side
        assert client.get(f"/utgave/{utgave.id}/").status_code == 200


@pytest.mark.krav("PUB-02")
def test_a_stable_address_leads_to_the_edition_that_applies(
    client: Client, utgaver: list[Utgavekort], utgavemappe: Path
) -> None:
    utgaver[:] = [kort(utgavemappe, 2), kort(utgavemappe, 1, erstattet=True)]
    svar = client.get("/rapport/aarsrapport-2024/okonomi/")
    assert svar.headers["Location"] == f"/utgave/{utgaver[0].id}/okonomi/"
    assert client.get("/rapport/finnes-ikke/").status_code == 404


def test_a_folder_is_its_index_and_files_keep_their_type(client: Client, utgaver: list[Utgavekort]) -> None:
    rot = f"/utgave/{utgaver[0].id}/"
    side = client.get(rot + "okonomi/")
    assert side.innhold == "<h1>Økonomi</h1>".encode()
    assert side.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "immutable" in side.headers["Cache-Control"]
    assert client.get(rot + "tall.csv").headers["Content-Type"] == "text/csv; charset=utf-8"
    igjen = client.get(rot + "tall.csv", headers={"If-Modified-Since": side.headers["Last-Modified"]})
    assert igjen.status_code in {200, 304}


@pytest.mark.parametrize(
    "vei",
    [
        "../hemmelighet",
        "..%2fhemmelighet",
        "okonomi/../../hemmelighet",
        "..\\hemmelighet",
        "%00",
        "borte.html",
        "lenke",
    ],
)
def test_there_is_no_way_out_of_the_folder(
    client: Client, utgaver: list[Utgavekort], utgavemappe: Path, vei: str
) -> None:
    (utgavemappe / "lenke").symlink_to(utgavemappe.parent / "hemmelighet")
    svar = client.get(f"/utgave/{utgaver[0].id}/{vei}")
    assert svar.status_code == 404
    assert "hemmelig" not in svar.content.decode().replace("hemmelighet", "")


def test_an_unknown_edition_gives_the_error_page_in_the_same_look(
    client: Client, utgaver: list[Utgavekort]
) -> None:
    svar = client.get("/utgave/finnes-ikke/")
    assert svar.status_code == 404
    assert "Siden finnes ikke" in svar.content.decode()
    assert 'href="/ressurser/stil.css"' in svar.content.decode()


def test_a_fault_gives_the_error_page_and_no_trace(
    client: Client, utgaver: list[Utgavekort], monkeypatch: pytest.MonkeyPatch
) -> None:
    def feil() -> None:
        raise RuntimeError("intern detalj")

    monkeypatch.setattr(views, "utgaver", feil)
    client.raise_request_exception = False
    svar = client.get("/utgaver/")
    assert svar.status_code == 500
    assert "Noe gikk galt hos oss" in svar.content.decode()
    assert "intern detalj" not in svar.content.decode()


@pytest.mark.parametrize("adresse", ["/utgaver/", "/utgave/{id}/", "/ressurser/stil.css", "/borte/"])
def test_every_answer_carries_the_headers_that_protect_readers(
    client: Client, utgaver: list[Utgavekort], adresse: str
) -> None:
    svar = client.get(adresse.format(id=utgaver[0].id))
    csp = svar.headers["Content-Security-Policy"]
    assert "default-src 'none'" in csp
    assert "script-src 'self'" in csp
    assert "unsafe" not in csp
    assert "frame-ancestors 'none'" in csp
    assert svar.headers["X-Content-Type-Options"] == "nosniff"
    assert svar.headers["X-Frame-Options"] == "DENY"
    assert svar.headers["Referrer-Policy"] == "same-origin"
    assert svar.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in svar.headers["Permissions-Policy"]
    assert not svar.cookies


def test_a_host_that_is_not_ours_is_refused(client: Client, utgaver: list[Utgavekort]) -> None:
    client.raise_request_exception = False
    assert client.get("/utgaver/", headers={"host": "ond.example"}).status_code == 400
