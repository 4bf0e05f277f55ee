"""An uploaded picture: read by its content, within limits, drawn anew, served as ours."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.test import Client
from PIL import Image, PngImagePlugin

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.innstillinger.queries import gjeldende
from rodtraad.innstillinger.services import GJELDER
from tests.innstillinger.bilder import bilde, fil
from tests.personer import lag_verden
from tests.tilgang.bekreft import bekreft

pytestmark = pytest.mark.django_db
OPP, NED, VIS = (
    "/arbeid/innstillinger/vaapen/",
    "/arbeid/innstillinger/vaapen/fjern/",
    "/ressurser/kommunevaapen.png",
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def admin() -> Client:
    klient = lag_verden().klient("systemadministrator")
    bekreft(klient)
    return klient


def bombe() -> bytes:
    """A PNG of a few bytes that says it is 60 000 × 60 000 points."""

    def del_(navn: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + navn + data + struct.pack(">I", zlib.crc32(navn + data))

    hode = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + del_(b"IHDR", hode)
        + del_(b"IDAT", zlib.compress(b"\0" * 999))
        + del_(b"IEND", b"")
    )


@pytest.mark.parametrize("slag", ["PNG", "JPEG"])
def test_a_picture_is_drawn_anew_and_shown_on_every_page(admin: Client, client: Client, slag: str) -> None:
    assert admin.post(OPP, {"fil": fil(bilde(slag))}).status_code == 302
    svar = client.get(VIS)
    assert (svar["Content-Type"], svar["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "sandbox" in svar["Content-Security-Policy"]
    assert Image.open(io.BytesIO(svar.content)).format == "PNG"
    assert f"kommunevaapen.png?v={gjeldende().vaapen[:12]}" in admin.get("/arbeid/").content.decode()
    assert "kommunevaapen.png" in client.get("/konto/logg-inn/").content.decode()


def test_nothing_but_the_picture_is_kept(admin: Client, client: Client) -> None:
    tekst = PngImagePlugin.PngInfo()
    tekst.add_text("Comment", "<script>alert(1)</script>")
    skjult = bilde(pnginfo=tekst) + SVG
    assert admin.post(OPP, {"fil": fil(skjult)}).status_code == 302
    assert b"script" not in client.get(VIS).content


def test_a_large_picture_is_shown_smaller(admin: Client, client: Client) -> None:
    admin.post(OPP, {"fil": fil(bilde(storrelse=(2000, 1000)))})
    assert Image.open(io.BytesIO(client.get(VIS).content)).size == (512, 256)


@pytest.mark.parametrize(
    ("innhold", "melding"),
    [
        (SVG, "verken PNG eller JPEG"),
        (b"<script>alert(1)</script>", "verken PNG eller JPEG"),
        (bilde("GIF"), "verken PNG eller JPEG"),
        (bilde()[:70], "skadet"),
        (bombe(), "skadet"),
        (bilde(storrelse=(6000, 10)), "6000 × 10 punkter"),
        (bilde() + b"\0" * 2_000_000, "større enn 2 MB"),
    ],
    ids=["svg", "script", "gif", "avkortet", "bombe", "for bredt", "for stort"],
)
@pytest.mark.parametrize("navn", ["vaapen.png", "../../vaapen.svg"])
def test_what_is_no_picture_is_refused_whatever_it_calls_itself(
    admin: Client, client: Client, navn: str, innhold: bytes, melding: str
) -> None:
    svar = admin.post(OPP, {"fil": fil(innhold, navn)})
    assert svar.status_code == 200
    assert melding in svar.content.decode()
    assert client.get(VIS).status_code == 404
    assert hendelser_om(GJELDER) == ()


def test_a_picture_can_be_replaced_and_taken_away_and_each_is_in_the_log(
    admin: Client, client: Client
) -> None:
    admin.post(OPP, {"fil": fil(bilde())})
    admin.post(OPP, {"fil": fil(bilde(storrelse=(30, 30)))})
    admin.post(NED)
    admin.post(NED)
    assert client.get(VIS).status_code == 404
    poster = hendelser_om(GJELDER)
    assert [p.handling for p in poster] == [
        "satte_kommunevaapen",
        "satte_kommunevaapen",
        "fjernet_kommunevaapen",
    ]
    assert poster[1].verdi_for["bredde"] == 60
    assert poster[1].verdi_etter["bredde"] == 30


def test_a_form_without_file_says_so(admin: Client) -> None:
    svar: Any = admin.post(OPP)
    assert "Kommunevåpen: " in svar.content.decode()
