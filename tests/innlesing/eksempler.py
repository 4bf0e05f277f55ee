"""An import, and a file that waits."""

import tempfile
from pathlib import Path

from rodtraad.innlesing.opplasting import ta_imot
from rodtraad.innlesing.services import les_inn
from tests.personer import Verden

KONTOPLAN = "funksjon,navn,rekkefolge,gyldig_fra\n202,Grunnskole,1,2020-01-01\n"


def lag(verden: Verden) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "kontoplan.csv"
        fil.write_text(KONTOPLAN, encoding="utf-8")
        innlesing = les_inn("kontoplan", [fil], av="test")
    venter = ta_imot(
        kilde="kontoplan", navn="ny.csv", biter=[f"{KONTOPLAN}215,SFO,2,2020-01-01\n".encode()],
        bruker_id=verden.personer["okonomi"].pk, aar=None, neste="", av="test",
    )  # fmt: skip
    return {"innlesing": str(innlesing.id), "opplasting": venter.pk}
