"""The demonstration installation opened in the test's own process, read only."""

import subprocess
import sys
from pathlib import Path

ROT = Path(__file__).resolve().parents[2]


def i_installasjonen(mappe: Path, kode: str) -> str:
    """Runs some lines of Python in a process whose Django points at the installation, and gives what it prints."""
    kjoring = subprocess.run(
        [sys.executable, "-c", OPPSTART + kode],
        capture_output=True, text=True, check=False, cwd=ROT,
        env={"RODTRAAD_MAPPE": str(mappe), "PYTHONPATH": f"{ROT / 'src'}:{ROT}", "PATH": ""},
    )  # fmt: skip
    assert kjoring.returncode == 0, kjoring.stderr
    return kjoring.stdout


OPPSTART = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "rodtraad.web.settings"
import django
django.setup()
"""
