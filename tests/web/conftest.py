from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from rodtraad.publisering.queries import Utgavekort
from rodtraad.web import views
from tests.personer import Nettleser


@pytest.fixture
def client() -> Client:
    return Nettleser()


def kort(mappe: Path, versjon: int = 1, *, erstattet: bool = False, aar: int = 2024) -> Utgavekort:
    return Utgavekort(
        id=f"{aar}{versjon}" * 8,
        rapport=f"aarsrapport-{aar}",
        tittel=f"Årsrapport {aar}",
        aar=aar,
        versjon=versjon,
        mappe=mappe,
        publisert=date(2026, 11, 22),
        status="Ikke revidert",
        begrunnelse="Feil virksomhet." if versjon > 1 else "",
        erstattet=erstattet,
    )


@pytest.fixture
def utgavemappe(tmp_path: Path) -> Path:
    """A folder with the files of an edition."""
    mappe = tmp_path / "utgave"
    (mappe / "okonomi").mkdir(parents=True)
    (mappe / "index.html").write_text("<h1>Forside</h1>", encoding="utf-8")
    (mappe / "okonomi" / "index.html").write_text("<h1>Økonomi</h1>", encoding="utf-8")
    (mappe / "tall.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "hemmelighet").write_text("hemmelig", encoding="utf-8")
    return mappe


@pytest.fixture
def utgaver(utgavemappe: Path, monkeypatch: pytest.MonkeyPatch) -> list[Utgavekort]:
    """The editions the views see; a test may change the list."""
    liste = [kort(utgavemappe)]
    monkeypatch.setattr(views, "utgaver", lambda: liste)
    monkeypatch.setattr(views, "kommune", lambda: ("5025", "Røros"))
    return liste
