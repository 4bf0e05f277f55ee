"""Charts: Norwegian numbers, the same bytes each time, no outside address."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rodtraad.publisering import figurer
from tests.installasjoner import python
from tests.publisering.eksempel import FIGUR

STOR: Mapping[str, Any] = {
    **FIGUR.spesifikasjon,
    "data": {"values": [{"aar": "2023", "n": -1234567.5}, {"aar": "2024", "n": 2000000}]},
    "mark": {"type": "bar", "clip": True},
    "encoding": {
        **FIGUR.spesifikasjon["encoding"],
        "color": {"field": "n", "type": "quantitative"},
        "y": {"field": "n", "type": "quantitative", "axis": {"format": ",.1f"}},
    },
}


def test_numbers_are_written_the_norwegian_way() -> None:
    svg = figurer.svg(replace(FIGUR, spesifikasjon=STOR))
    assert "2\u202f000\u202f000,0" in svg
    assert "\u2212" in svg
    assert "Inter" in svg


def test_the_same_chart_is_the_same_bytes_whatever_was_drawn_before() -> None:
    figur = replace(FIGUR, spesifikasjon=STOR)
    figurer._ferdige.clear()
    forst = figurer.svg(figur)
    figurer.svg_alle([FIGUR, replace(FIGUR, id="x", spesifikasjon={**STOR, "width": 333})])
    figurer._ferdige.clear()
    assert figurer.svg(figur) == forst


def test_charts_drawn_together_are_the_charts_drawn_one_by_one() -> None:
    alle = [
        replace(FIGUR, id=str(n), spesifikasjon={**STOR, "width": 300 + n}) for n in range(figurer.MANGE + 1)
    ]
    figurer._ferdige.clear()
    sammen = figurer.svg_alle(alle)
    figurer._ferdige.clear()
    assert sammen == [figurer.svg(f) for f in alle]


def test_charts_of_the_same_kind_in_different_units_are_different_drawings() -> None:
    alle = [replace(FIGUR, spesifikasjon={**STOR, "width": 300 + n}) for n in range(3)]
    assert len(set(figurer.svg_alle(alle))) == 3


def test_the_fonts_of_the_machine_do_not_move_a_chart() -> None:
    """The family Vega measures is our own file, under a name that no machine has."""
    assert skriftnavn(Path(figurer._registrer_skrift().name)) == {figurer.MAALESKRIFT.partition(",")[0]}
    assert figurer.MAALESKRIFT not in figurer.svg(replace(FIGUR, spesifikasjon=STOR))


SAMTIDIG = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from rodtraad.publisering import figurer
sammen = Barrier(8)
def en(_):
    sammen.wait()
    return figurer.tegn(sys.argv[1])
with ThreadPoolExecutor(8) as traader:
    sys.stdout.buffer.write(json.dumps(list(traader.map(en, range(8)))).encode())
"""


def test_charts_first_asked_for_at_once_in_a_new_process_are_measured_with_our_font() -> None:
    """A server draws in many threads; a font registered twice, and one of the files gone, is no font at all."""
    with python(SAMTIDIG, json.dumps(STOR)) as prosess:
        tegninger = json.loads(prosess.communicate()[0])
    assert set(tegninger) == {figurer.tegn(json.dumps(STOR))}


def skriftnavn(mappe: Path) -> set[str]:
    (skrift,) = mappe.iterdir()
    raa = skrift.read_bytes()
    return {n for n in ("Intør", "Inter") if n.encode("utf-16-be") in raa}
