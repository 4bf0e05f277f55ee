from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def mappe(tmp_path: Path, settings: Any, db: None) -> Path:
    """An installation of the test's own: an empty database and an empty ledger folder."""
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    return tmp_path
