"""The pace SSB asks for: 40 calls in 60 seconds, and what its own headers say when they say less."""

import math
import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

KALL = 40
VINDU = 60.0
_TIDSPUNKT = 1_000_000_000
"""Larger numbers are seconds since 1970."""


class Takt:
    """Waits before a call when the window is full. One per process; a second process is told by 429."""

    def __init__(
        self,
        *,
        kall: int = KALL,
        vindu: float = VINDU,
        klokke: Callable[[], float] = time.monotonic,
        sov: Callable[[float], None] = time.sleep,
    ) -> None:
        self._kall, self._vindu, self._klokke, self._sov = kall, vindu, klokke, sov
        self._gjort: deque[float] = deque()
        self._ikke_for = 0.0

    def ventetid(self) -> float:
        """Seconds until the next call may be made."""
        naa = self._klokke()
        while self._gjort and self._gjort[0] <= naa - self._vindu:
            self._gjort.popleft()
        full = self._gjort[0] + self._vindu - naa if len(self._gjort) >= self._kall else 0.0
        return max(full, self._ikke_for - naa, 0.0)

    def vent(self) -> None:
        """Waits its turn, and counts the call."""
        if ventetid := self.ventetid():
            self._sov(ventetid)
        self._gjort.append(self._klokke())

    def les_svar(self, hode: Mapping[str, str]) -> None:
        """Holds back when SSB says no calls remain until a time."""
        igjen = _felt(hode, "remaining")
        if igjen is None or not igjen.strip().isdigit() or int(igjen) > 0:
            return
        nullstilles = _sekunder(_felt(hode, "reset") or "")
        self._ikke_for = self._klokke() + min(nullstilles, self._vindu)


def _felt(hode: Mapping[str, str], navn: str) -> str | None:
    for prefiks in ("x-ratelimit-", "x-rate-limit-", "ratelimit-"):
        if (verdi := hode.get(prefiks + navn)) is not None:
            return verdi
    return None


def _sekunder(tekst: str) -> float:
    """Seconds, or a point in time (ISO 8601 or seconds since 1970), as seconds from now; a window when unknown."""
    try:
        tall = float(tekst)
    except ValueError:
        try:
            dag = datetime.fromisoformat(tekst.strip())
        except ValueError:
            return VINDU
        return max((dag.replace(tzinfo=dag.tzinfo or UTC) - datetime.now(UTC)).total_seconds(), 0.0)
    if tall > _TIDSPUNKT:
        tall -= time.time()
    return max(tall, 0.0) if math.isfinite(tall) else VINDU
