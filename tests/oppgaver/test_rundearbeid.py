"""Work of another room beside the sending: woken at once, again after a fault, and told to stop."""

import threading
from collections.abc import Iterator

import pytest

from rodtraad.oppgaver import arbeider, rundearbeid


@pytest.fixture
def arbeid(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A work that notes that it was done, and fails the first time."""
    monkeypatch.setattr(rundearbeid, "_ARBEID", {})
    monkeypatch.setattr(rundearbeid, "_VEKKERE", {})
    gjort: list[str] = []

    def gjor() -> None:
        gjort.append("gjort")
        if len(gjort) == 1:
            raise ZeroDivisionError

    rundearbeid.registrer("prøven", gjor)
    return gjort


def test_a_name_is_given_once(arbeid: list[str]) -> None:
    with pytest.raises(ValueError, match="fra før"):
        rundearbeid.registrer("prøven", arbeid.clear)


def test_a_fault_does_not_end_it_and_waking_it_does_it_at_once(
    arbeid: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arbeider, "KORT_MELLOMROM", 60.0)
    monkeypatch.setattr(arbeider, "close_old_connections", lambda: None)
    stopp = threading.Event()
    traad = threading.Thread(target=arbeider._andres, args=("prøven", stopp), daemon=True)
    traad.start()
    for ventet in (2, 3):
        rundearbeid.vekk("prøven")
        for _ in range(200):
            if len(arbeid) >= ventet:
                break
            threading.Event().wait(0.02)
        assert len(arbeid) == ventet
    stopp.set()
    rundearbeid.vekk("prøven")
    traad.join(timeout=5)
    assert not traad.is_alive()
