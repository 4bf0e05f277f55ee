"""Values for the placeholders of the public addresses."""

from datetime import date

from rodtraad.publisering.models import Utgave
from rodtraad.publisering.queries import arkivmappe
from tests.personer import Verden

UTGAVESIDE = """<!doctype html>
<html lang="nb"><head><title>Utgave</title></head><body><main><h1>Utgave</h1></main></body></html>
"""


def lag(verden: Verden) -> dict[str, str]:
    mappe = arkivmappe() / "matrise"
    (mappe / "okonomi").mkdir(parents=True, exist_ok=True)
    for fil in (mappe / "index.html", mappe / "okonomi" / "index.html"):
        fil.write_text(UTGAVESIDE, encoding="utf-8")
    utgave = Utgave.objects.create(
        id="a" * 64, rapport="aarsrapport-2024", tittel="Årsrapport 2024", aar=2024, versjon=1,
        mappe="matrise", spor="b" * 64, publisert=date(2026, 11, 22), av="test",
    )  # fmt: skip
    return {"utgave": utgave.id}
