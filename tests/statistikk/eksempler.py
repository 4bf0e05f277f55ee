"""A constructed answer from SSB, read in."""

import json
import tempfile
from pathlib import Path

from rodtraad.innlesing.services import les_inn
from tests.personer import Verden
from tests.statistikk.eksempelfolk import les_framskriving

SVAR = {
    "version": "2.0",
    "class": "dataset",
    "label": "99999: Konstruert tabell",
    "updated": "2025-03-17T07:00:00Z",
    "id": ["KOKkommuneregion0000", "Tid"],
    "size": [2, 2],
    "role": {"time": ["Tid"]},
    "note": ["Konstruert til en prøve."],
    "extension": {"px": {"tableid": "99999"}, "noteMandatory": {"0": True}},
    "dimension": {
        "KOKkommuneregion0000": {
            "label": "region",
            "category": {"index": ["5025", "EKG02"], "label": {"5025": "Her"}},
        },
        "Tid": {"label": "år", "category": {"index": ["2023", "2024"]}},
    },
    "value": [1, 2.5, None, 4],
    "status": {"2": ":"},
}


def lag(verden: Verden) -> dict[str, str]:
    les_framskriving()
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "svar.json"
        fil.write_text(json.dumps(SVAR), encoding="utf-8")
        les_inn("ssb", [fil], av="test")
    return {"ssb": "99999"}
