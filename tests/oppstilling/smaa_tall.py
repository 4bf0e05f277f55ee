"""A small ledger on the units of tests/personer.py: Skolene below budget, Institusjon above it."""

import tempfile
from pathlib import Path

from tests.hovedbok.linjer import bilag, les


def budsjett(belop: str, *, ansvar: str, art: str = "100", slag: str = "opprinnelig") -> str:
    return f"2024,0,{slag},1,{art},120,,,{ansvar},,,Budsjett,{belop}"


def les_smaa_tall() -> None:
    linjer = [
        *bilag("B1", 1, "900000.00", ansvar="2001"), *bilag("B2", 2, "-100000.00", ansvar="2001", art="700"),
        *bilag("B3", 3, "500000.00", ansvar="2301"), *bilag("B4", 4, "1300000.00", ansvar="3101", art="120"),
        budsjett("900000.00", ansvar="2001"), budsjett("100000.00", ansvar="2001", slag="endring_politisk"),
        budsjett("500000.00", ansvar="2301"), budsjett("1000000.00", ansvar="3101", art="120"),
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as mappe:
        les(Path(mappe), "hovedbok.csv", *linjer)
