"""What several tests of publishing look at."""

from pathlib import Path

import pytest

from tests.installasjoner import en_gang, rodtraad


@pytest.fixture(scope="session")
def verifisert(demo_mappe: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `verifiser` says of the demonstration's edition beside its ledger: asked once for the whole run."""
    utgave = demo_mappe / "arkiv" / "aarsrapport-2024" / "versjon-1"
    with en_gang(tmp_path_factory, "verifisert") as (fil, lages):
        if lages:
            fil.write_text(rodtraad("verifiser", utgave, "--mappe", demo_mappe).stdout, "utf-8")
    return fil.read_text("utf-8")
