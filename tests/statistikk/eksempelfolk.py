"""A constructed projection, so that the chart of the page on population has something to draw."""

import tempfile
from pathlib import Path

from rodtraad.innlesing.services import les_inn

TOPP = "region,statistikkvariabel,år,alder,value,Framskriving,Tabell"


def les_framskriving() -> None:
    """Two years of one alternative for the municipality of the cast."""
    rader = [
        f"Prøvekommunen,Hovedalternativet (MMMM),{aar},0 år,{aar - 1924},2024,14288" for aar in (2024, 2025)
    ]
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "framskriving.csv"
        fil.write_text("\n".join((TOPP, *rader)) + "\n", encoding="utf-8")
        les_inn("framskriving", [fil], av="test")
