"""An installation from an earlier version is brought up by one command, and by the server itself."""

import sqlite3
from pathlib import Path

from tests.installasjoner import rodtraad


def tabeller(mappe: Path) -> set[str]:
    with sqlite3.connect(mappe / "rodtraad.sqlite3") as base:
        return {navn for (navn,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def gjor_eldre(mappe: Path) -> None:
    """As an installation was before API keys existed."""
    base = sqlite3.connect(mappe / "rodtraad.sqlite3")
    base.execute("DROP TABLE api_nokkel")
    base.execute("DELETE FROM django_migrations WHERE app = 'api'")
    base.commit()
    base.close()


def test_an_older_installation_gets_what_it_lacks_and_keeps_what_it_has(installasjon: Path) -> None:
    gjor_eldre(installasjon)
    assert "api_nokkel" not in tabeller(installasjon)
    assert "1 endringer" in rodtraad("oppgrader", "--mappe", installasjon).stdout
    assert "api_nokkel" in tabeller(installasjon)
    assert "oppdatert fra før" in rodtraad("oppgrader", "--mappe", installasjon).stdout
    with sqlite3.connect(installasjon / "rodtraad.sqlite3") as base:
        assert base.execute("SELECT navn FROM organisasjon_kommunen").fetchone() == ("Prøvekommunen",)
