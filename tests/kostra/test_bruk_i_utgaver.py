"""A draft to the council names the editions that were made with the old figures (KOSTRA-06)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rodtraad.kostra.bruk import brukt_i
from rodtraad.publisering.models import Utgave
from rodtraad.publisering.queries import arkivmappe


@pytest.mark.krav("KOSTRA-06")
def test_an_edition_is_named_when_its_manifest_names_the_import(mappe: Path, settings: Any) -> None:
    arkiv = arkivmappe() / "aarsrapport"
    arkiv.mkdir(parents=True)
    (arkiv / "manifest.json").write_text(
        json.dumps({"innlesinger": [{"id": "kjent"}], "filer": []}), encoding="utf-8"
    )
    Utgave.objects.create(
        id="a" * 64, rapport="aarsrapport-2024", tittel="Årsrapport 2024", aar=2024, versjon=1, mappe="aarsrapport",
        spor="b" * 64, publisert=date(2025, 4, 1), av="test",
    )  # fmt: skip
    assert "Årsrapport 2024, versjon 1, publisert 01.04.2025" in brukt_i(["kjent"])
    assert "Årsrapport 2024, versjon 1, publisert 01.04.2025" not in brukt_i(["ukjent"])
    (arkiv / "manifest.json").unlink()
    assert "Årsrapport 2024, versjon 1, publisert 01.04.2025" not in brukt_i(["kjent"])
