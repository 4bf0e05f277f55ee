"""The whole way on a real server over HTTP: the first administrator, the provider, a lockout through a restart."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.installasjoner import ROT, rodtraad
from tests.tilgang.konto import FEIL, PASSORD
from tests.tilgang.oidc.leverandor import KLIENT, NOKKEL, kjorende, ledig_port


@contextmanager
def tjener(mappe: Path, port: int, **miljo: str) -> Iterator[str]:
    """`rodtraad tjener` in a process of its own; its address."""
    adresse = f"http://127.0.0.1:{port}"
    prosess = subprocess.Popen(
        [sys.executable, "-m", "rodtraad.kommando", "tjener", "--mappe", str(mappe), "--port", str(port)],
        cwd=ROT,
        env={**os.environ, "PYTHONPATH": str(ROT / "src"), **miljo},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _vent(adresse)
        yield adresse
    finally:
        prosess.terminate()
        prosess.wait(20)


def _vent(adresse: str) -> None:
    frist = time.monotonic() + 30
    while time.monotonic() < frist:
        try:
            requests.get(f"{adresse}/konto/logg-inn/", timeout=5, allow_redirects=False)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("tjeneren svarte ikke")


class Nettleser(requests.Session):
    """Fills in the forms of our pages."""

    def __init__(self, adresse: str) -> None:
        super().__init__()
        self.adresse = adresse

    def skjema(self, sti: str, **felt: str) -> requests.Response:
        side = self.get(f"{self.adresse}{sti}", timeout=20)
        treff = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', side.text)
        assert treff, side.text
        return self.post(side.url, {"csrfmiddlewaretoken": treff[1], **felt}, timeout=20)

    def inne(self) -> bool:
        return self.get(f"{self.adresse}/konto/", timeout=20, allow_redirects=False).status_code == 200


@pytest.mark.krav("SYS-01")
def test_the_first_administrator_comes_in_by_the_link_of_the_command_line(installasjon: Path) -> None:
    port = ledig_port()
    os.environ["RODTRAAD_ADRESSE"] = f"http://127.0.0.1:{port}"
    try:
        ut = rodtraad(
            "bruker", "opprett", "--mappe", installasjon, "--brukernavn", "kari", "--navn", "Kari Prøve",
            "--epost", "kari@prove.example", "--rolle", "systemadministrator",
        ).stdout  # fmt: skip
    finally:
        del os.environ["RODTRAAD_ADRESSE"]
    lenke = ut.split()[-1].removeprefix(f"http://127.0.0.1:{port}")
    with tjener(installasjon, port) as adresse:
        kari = Nettleser(adresse)
        assert "Passordet er lagret" in kari.skjema(lenke, password1=PASSORD, password2=PASSORD).text
        kari.skjema("/konto/logg-inn/", login="kari", password=PASSORD)
        assert "Systemadministrator" in kari.get(f"{adresse}/konto/", timeout=20).text
        for _ in range(5):
            Nettleser(adresse).skjema("/konto/logg-inn/", login="kari", password=FEIL)
    with tjener(installasjon, port) as adresse:
        assert kari.inne()
        sperret = Nettleser(adresse)
        assert "For mange forsøk" in sperret.skjema("/konto/logg-inn/", login="kari", password=PASSORD).text
    assert "Systemadministrator" in rodtraad("bruker", "liste", "--mappe", installasjon).stdout


def test_twenty_at_once_guess_no_more_than_five_times(installasjon: Path) -> None:
    port = ledig_port()
    rodtraad("bruker", "opprett", "--mappe", installasjon, "--brukernavn", "kari", "--navn", "Kari Prøve")
    with tjener(installasjon, port) as adresse, ThreadPoolExecutor(20) as samtidig:
        svar = list(
            samtidig.map(
                lambda _: Nettleser(adresse).skjema("/konto/logg-inn/", login="kari", password=FEIL),
                range(20),
            )
        )
    assert {ett.status_code for ett in svar} == {200}
    assert sum("Feil navn eller passord" in ett.text for ett in svar) <= 5
    assert sum("For mange forsøk" in ett.text for ett in svar) >= 15


def test_behind_tls_cookies_are_secure_and_plain_http_is_led_away(installasjon: Path) -> None:
    port = ledig_port()
    with tjener(installasjon, port, RODTRAAD_TLS="1") as adresse:
        side = f"{adresse}/konto/logg-inn/"
        aapen = requests.get(side, timeout=20, allow_redirects=False)
        assert (aapen.status_code, aapen.headers["Location"][:8]) == (301, "https://")
        svar = requests.get(side, headers={"X-Forwarded-Proto": "https"}, timeout=20)
        assert svar.status_code == 200
        assert "Secure" in svar.headers["Set-Cookie"]
        assert svar.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_person_logs_in_by_the_provider_named_in_the_environment(installasjon: Path) -> None:
    port = ledig_port()
    with kjorende(f"http://127.0.0.1:{port}/konto/leverandor/kommunen/svar/") as leverandor:
        miljo = {
            "RODTRAAD_OIDC_ADRESSE": leverandor.adresse,
            "RODTRAAD_OIDC_KLIENT": KLIENT,
            "RODTRAAD_OIDC_NOKKEL": NOKKEL,
            "RODTRAAD_OIDC_NAVN": "Prøve-ID",
            "RODTRAAD_OIDC_KOBLING": "epost",
            "RODTRAAD_OIDC_OPPRETT": "1",
        }
        with tjener(installasjon, port, **miljo) as adresse:
            ny = Nettleser(adresse)
            side = ny.get(f"{adresse}/konto/logg-inn/", timeout=20).text
            treff = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', side)
            assert "Logg inn med Prøve-ID" in side
            assert treff
            svar = ny.post(
                f"{adresse}/konto/leverandor/kommunen/", {"csrfmiddlewaretoken": treff[1]}, timeout=20
            )
            ny.get(leverandor.logg_inn(svar.headers["Refresh"].partition("url=")[2], "u-ny"), timeout=20)
            assert ny.inne()
            assert "Du har ingen roller" in ny.get(f"{adresse}/konto/", timeout=20).text


@pytest.mark.parametrize(
    ("argumenter", "sier"),
    [
        (
            ("opprett", "--brukernavn", "kari", "--navn", "K P", "--rolle", "sjef"),
            "Rollen «sjef» finnes ikke",
        ),
        (("opprett", "--brukernavn", "k p", "--navn", "K P"), "brukernavn"),
        (("lenke", "ingen"), "Brukeren «ingen» finnes ikke"),
        (
            ("opprett", "--brukernavn", "a", "--navn", "A", "--rolle", "okonomi@x"),
            "virksomhetsleder@virksomhet:200",
        ),
    ],
)
def test_the_command_line_says_what_is_wrong_and_makes_nobody(
    installasjon: Path, argumenter: tuple[str, ...], sier: str
) -> None:
    svar = rodtraad("bruker", *argumenter, "--mappe", installasjon, sjekk=False)
    assert svar.returncode == 1
    assert sier in svar.stderr
    assert "Ingen brukere" in rodtraad("bruker", "liste", "--mappe", installasjon).stdout
