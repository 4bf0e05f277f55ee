"""One call over the network: paced, retried, bounded in time and size. Every failure is a sentence with a remedy."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import requests
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError
from urllib3.util.retry import Retry

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.ssb.takt import Takt

MAKS_BYTE: Final = 60_000_000
"""800 000 cells take some 10 MB; whatever is far above is not what was asked for."""
_BIT: Final = 1 << 16
_IGJEN: Final = (429, 500, 502, 503, 504)
_PROSESSENS_TAKT: Final = Takt()


class HenteFeil(RodtraadFeil):
    """A call that gave no answer we can use."""


class Utilgjengelig(HenteFeil):
    """The service does not answer, or is full: the reserve or a later day may help."""


@dataclass(slots=True)
class Henter:
    """Makes calls. `frist` is the seconds all calls together may take; a page has less patience than a worker."""

    frist: float = 600.0
    forsok: int = 5
    tidsgrense: tuple[float, float] = (10.0, 60.0)
    """Seconds to connect, and between two bits of the answer."""
    pause: float = 1.0
    lengste_pause: float = 120.0
    maks_byte: int = MAKS_BYTE
    takt: Takt = field(default_factory=lambda: _PROSESSENS_TAKT)
    _slutt: float = field(init=False)
    _okt: requests.Session = field(init=False)

    def __post_init__(self) -> None:
        self._slutt = time.monotonic() + self.frist
        self._okt = requests.Session()
        self._okt.headers.update(
            {"User-Agent": "Rodtraad (kommunal virksomhetsstyring)", "Accept": "application/json"}
        )

    def hent(self, adresse: str, *, kropp: Mapping[str, Any] | None = None) -> bytes:
        """The bytes of an answer in JSON; POST when there is a body. Raises HenteFeil, Utilgjengelig."""
        metode = "GET" if kropp is None else "POST"
        igjen = Retry(
            total=self.forsok - 1, status_forcelist=_IGJEN, allowed_methods=None, backoff_factor=self.pause,
            raise_on_status=False, retry_after_max=int(self.lengste_pause),
        )  # fmt: skip
        while True:
            self._sov(self.takt.ventetid(), adresse, "kvoten på 40 kall i minuttet er brukt")
            self.takt.vent()
            try:
                with self._okt.request(
                    metode, adresse, json=kropp, stream=True, timeout=self.tidsgrense, allow_redirects=False
                ) as svar:
                    self.takt.les_svar(svar.headers)
                    if svar.status_code not in _IGJEN:
                        return self._innhold(svar, adresse)
                    grunn = f"tjenesten svarte {svar.status_code}"
                    pause = igjen.get_retry_after(svar.raw) if "Retry-After" in svar.headers else None
            except (RequestException, HTTPError, ConnectionError) as feil:
                grunn, pause = _grunn(feil), None
            igjen = self._tell(igjen, metode, adresse, grunn)
            self._sov(igjen.get_backoff_time() if pause is None else pause, adresse, grunn)

    def _tell(self, igjen: Retry, metode: str, adresse: str, grunn: str) -> Retry:
        try:
            return igjen.increment(metode, adresse)
        except HTTPError:
            raise _borte(adresse, f"{grunn}, også etter {self.forsok} forsøk") from None

    def _sov(self, sekunder: float, adresse: str, grunn: str) -> None:
        if sekunder > self._slutt - time.monotonic():
            raise _borte(adresse, f"{grunn}, og det er ikke tid til å vente {sekunder:.0f} sekunder")
        time.sleep(sekunder)

    def _innhold(self, svar: requests.Response, adresse: str) -> bytes:
        raa = bytearray()
        for bit in svar.iter_content(_BIT):
            raa += bit
            if len(raa) > self.maks_byte:
                raise HenteFeil(
                    f"Svaret fra {adresse} er større enn {self.maks_byte // 1_000_000} MB.",
                    "Velg færre koder i spørringen.",
                )
            if time.monotonic() > self._slutt:
                raise _borte(adresse, f"svaret kom for sent; det ble avbrutt etter {self.frist:.0f} sekunder")
        if svar.status_code != HTTPStatus.OK:
            raise HenteFeil(
                f"{adresse} svarte {svar.status_code}: «{bytes(raa[:200]).decode('utf-8', 'replace').strip()}».",
                "Kontroller tabellnummeret, kodene og adressen i innstillingene.",
            )
        slag = svar.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if slag != "application/json" and not slag.endswith("+json"):
            raise HenteFeil(
                f"{adresse} svarte med «{slag or 'ukjent innhold'}», ikke JSON.",
                "Se om en brannmur eller innloggingsside står imellom, og prøv igjen.",
            )
        return bytes(raa)


def _grunn(feil: BaseException) -> str:
    if isinstance(feil, requests.Timeout):
        return "den svarte ikke i tide"
    if isinstance(feil, requests.exceptions.ChunkedEncodingError | HTTPError):
        return "forbindelsen ble brutt midt i svaret"
    return "den svarer ikke"


def _borte(adresse: str, grunn: str) -> Utilgjengelig:
    vert = adresse.partition("?")[0]
    return Utilgjengelig(
        f"{vert} kan ikke brukes nå: {grunn}.",
        "Prøv igjen senere. Tallene som er hentet før, gjelder fortsatt.",
    )
