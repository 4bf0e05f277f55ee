"""A local server that answers as SSB does, from untouched answers, with faults on demand. No test uses the network."""

import contextlib
import copy
import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl, urlsplit

import pytest

from rodtraad.statistikk.ssb.adresser import Adresser
from rodtraad.statistikk.ssb.henter import Henter
from rodtraad.statistikk.ssb.takt import Takt

SSB = Path(__file__).parents[3] / "shared/data/ssb"
trenger_ssb = pytest.mark.skipif(not SSB.is_dir(), reason="../shared/data/ssb er ikke her")


def svarfil(tabell: str) -> Path:
    """The untouched answer of a table."""
    treff = [*SSB.glob(f"{tabell}-*.json"), *(SSB / "strand/raw").glob(f"{tabell}.*")]
    return treff[0]


def raatt(tabell: str) -> Any:
    return json.loads(svarfil(tabell).read_bytes())


@dataclass
class Tjener:
    """What the server has and how it fails: `feil` is used from the front, one for each call to data."""

    tabeller: dict[str, Any] = field(default_factory=dict)
    """Table → answer as an object; changed by a test to say something new."""
    metadata: dict[str, Any] = field(default_factory=dict)
    kodelister: dict[str, Any] = field(default_factory=dict)
    klass: dict[str, Any] = field(default_factory=dict)
    feil: list[tuple[Any, ...]] = field(default_factory=list)
    alltid: tuple[Any, ...] | None = None
    """The fault of every call to v2."""
    kall: list[tuple[str, str, Any]] = field(default_factory=list)
    hode: dict[str, str] = field(default_factory=dict)
    port: int = 0

    @property
    def adresser(self) -> Adresser:
        rot = f"http://127.0.0.1:{self.port}"
        return Adresser(f"{rot}/v2", f"{rot}/v1", f"{rot}/klass")

    def data(self) -> list[tuple[str, str, Any]]:
        """The calls to data."""
        return [k for k in self.kall if "/data" in k[1] or (k[1].startswith("/v1") and k[0] == "POST")]


def henter(**valg: Any) -> Henter:
    """A Henter with no patience."""
    return Henter(**{"pause": 0.001, "tidsgrense": (2.0, 0.5), "takt": Takt(), "frist": 20.0, **valg})


def utvalg(svar: Mapping[str, Any], valg: Mapping[str, list[str]]) -> Any:
    """The part of an answer that some codes choose, cell by cell."""
    ut = copy.deepcopy(dict(svar))
    koder = {}
    for d in svar["id"]:
        finnes = svar["dimension"][d]["category"]["index"]
        koder[d] = [k for k in finnes if k in valg.get(d, finnes)]
    plasser = []
    for valgt in product(*koder.values()):
        plass = 0
        for d, kode, storrelse in zip(svar["id"], valgt, svar["size"], strict=True):
            plass = plass * storrelse + svar["dimension"][d]["category"]["index"][kode]
        plasser.append(plass)
    for d, valgte in koder.items():
        kategori = ut["dimension"][d]["category"]
        kategori["index"] = {k: n for n, k in enumerate(valgte)}
        kategori["label"] = {k: n for k, n in kategori["label"].items() if k in valgte}
    ut["size"] = [len(v) for v in koder.values()]
    ut["value"] = [svar["value"][p] for p in plasser]
    status = svar.get("status", {})
    ut["status"] = {str(n): status[str(p)] for n, p in enumerate(plasser) if str(p) in status}
    return ut


@contextlib.contextmanager
def kjor(*tabeller: str) -> Iterator[Tjener]:
    """Runs the server with the untouched answers of some tables; calls to it are counted anew."""
    tilstand = Tjener({t: raatt(t) for t in tabeller})
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Svarer", (Svarer,), {"t": tilstand}))
    tilstand.port = server.server_address[1]
    traad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    traad.start()
    try:
        with mock.patch("rodtraad.statistikk.ssb.henter._PROSESSENS_TAKT", Takt()):
            yield tilstand
    finally:
        server.shutdown()
        server.server_close()


class Svarer(BaseHTTPRequestHandler):
    t: Tjener
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._svar("GET", None)

    def do_POST(self) -> None:
        self._svar("POST", json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _svar(self, metode: str, kropp: Any) -> None:
        self.t.kall.append((metode, self.path, kropp))
        deler = urlsplit(self.path)
        ledd = deler.path.strip("/").split("/")
        if ledd[0] == "v2" and self.t.alltid:
            self._feil(self.t.alltid, b"")
        elif ledd[0] == "klass":
            self._send(json.dumps(self.t.klass.get("/".join(ledd[1:]), {})).encode())
        elif ledd[0] == "v2" and ledd[1] == "codeLists":
            self._send(json.dumps(self.t.kodelister[ledd[2]]).encode())
        elif ledd[0] == "v1" and metode == "GET":
            self._send(json.dumps(_v1_metadata(self.t.tabeller[ledd[1]])).encode())
        elif ledd[0] == "v2" and ledd[3] == "metadata":
            svar = self.t.metadata.get(ledd[2], self.t.tabeller.get(ledd[2]))
            if svar is None:
                self._send(b'{"title":"Not Found","status":404}', 404)
                return
            self._send(json.dumps({k: v for k, v in svar.items() if k not in {"value", "status"}}).encode())
        else:
            self._data(ledd, deler.query, kropp)

    def _data(self, ledd: list[str], sporring: str, kropp: Any) -> None:
        tabell = ledd[1] if ledd[0] == "v1" else ledd[2]
        if kropp is None:
            par = [(k[11:-1], v.split(",")) for k, v in parse_qsl(sporring) if k.startswith("valueCodes")]
        elif "query" in kropp:
            par = [(v["code"], v["selection"]["values"]) for v in kropp["query"]]
        else:
            par = [(v["variableCode"], v["valueCodes"]) for v in kropp["selection"]]
        svar = self.t.tabeller[tabell]
        helt = all(len(koder) == svar["size"][svar["id"].index(d)] for d, koder in par)
        uendret = helt and svar == raatt(tabell)
        raa = svarfil(tabell).read_bytes() if uendret else json.dumps(utvalg(svar, dict(par))).encode()
        if self.t.feil:
            self._feil(self.t.feil.pop(0), raa)
        else:
            self._send(raa)

    def _feil(self, feil: tuple[Any, ...], raa: bytes) -> None:
        match feil:
            case ("status", int(kode), str(hode)):
                self._send(b"{}", kode, Retry_After=hode)
            case ("status", int(kode)):
                self._send(b"{}", kode)
            case ("kutt",):
                self._hode(200, len(raa))
                self.wfile.write(raa[: len(raa) // 2])
                self.close_connection = True
            case ("treg", float(sekunder)):
                time.sleep(sekunder)
                self._send(raa)
            case ("type", str(slag)):
                self._send(b"<html>Logg inn</html>", slag=slag)
            case ("avkortet",):
                self._send(raa[: len(raa) // 2])
            case ("stor", int(antall)):
                self._send(b" " * antall)
            case ("ok",):
                self._send(raa)
            case _:
                raise AssertionError(feil)

    def _hode(
        self, kode: int, lengde: int, slag: str = "application/json; charset=utf-8", **hode: str
    ) -> None:
        self.send_response(kode)
        self.send_header("Content-Type", slag)
        self.send_header("Content-Length", str(lengde))
        for navn, verdi in {**self.t.hode, **hode}.items():
            self.send_header(navn.replace("_", "-"), verdi)
        self.end_headers()

    def _send(self, raa: bytes, kode: int = 200, slag: str = "application/json", **hode: str) -> None:
        self._hode(kode, len(raa), slag, **hode)
        with contextlib.suppress(OSError):  # whoever asked may have gone
            self.wfile.write(raa)


def _v1_metadata(svar: Mapping[str, Any]) -> Any:
    return {
        "title": svar["label"],
        "variables": [
            {
                "code": d,
                "text": svar["dimension"][d]["label"],
                "values": list(svar["dimension"][d]["category"]["index"]),
                "valueTexts": list(svar["dimension"][d]["category"]["label"].values()),
                "time": d == "Tid",
                "elimination": False,
            }
            for d in svar["id"]
        ],
    }
