"""JSON-stat2 as SSB writes it: values, signs, notes and units, on untouched answers and on broken ones."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtraad.statistikk.ssb.jsonstat import JsonstatFeil, les_jsonstat
from rodtraad.statistikk.ssb.kube import lesbar

SSB = Path(__file__).parents[3] / "shared/data/ssb"
STRAND = sorted((SSB / "strand/raw").glob("*.json")) if SSB.is_dir() else []
trenger_ssb = pytest.mark.skipif(not STRAND, reason="../shared/data/ssb er ikke her")


def lite(**endringer: Any) -> bytes:
    """A constructed answer of 2 × 2 cells."""
    svar: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": "99999: Prøve",
        "id": ["Region", "Tid"],
        "size": [2, 2],
        "dimension": {
            "Region": {
                "label": "region",
                "category": {"index": {"b": 1, "a": 0}, "label": {"a": "A", "b": "B"}},
            },
            "Tid": {"label": "år", "category": {"index": ["2023", "2024"]}},
        },
        "role": {"time": ["Tid"], "geo": ["Region"]},
        "value": [1, 2.50, None, 0],
        "status": {"2": ".."},
    }
    return json.dumps({**svar, **endringer}).encode()


@pytest.mark.krav("KOSTRA-01")
def test_values_stand_by_code_and_a_missing_value_is_not_zero() -> None:
    kube = les_jsonstat(lite())
    assert kube.tabell == "99999"
    assert kube.celle(Region="a", Tid="2024").verdi == Decimal("2.50")
    mangler, null = kube.celle(Region="b", Tid="2023"), kube.celle(Region="b", Tid="2024")
    assert (mangler.verdi, mangler.status) == (None, "..")
    assert (null.verdi, null.status) == (Decimal(0), "")
    assert [c.koder for c in kube.celler()][1] == ("a", "2024")
    with pytest.raises(KeyError, match="Region=c"):
        kube.celle(Region="c", Tid="2024")


def test_a_sparse_answer_and_the_three_forms_of_status_say_the_same() -> None:
    assert les_jsonstat(lite(value={"0": 1, "1": 2.5, "3": 0})) == les_jsonstat(lite())
    assert les_jsonstat(lite(status=["", "", "..", ""])) == les_jsonstat(lite())
    assert {c.status for c in les_jsonstat(lite(status=":")).celler()} == {":"}


@trenger_ssb
@pytest.mark.parametrize("fil", STRAND, ids=lambda f: f.name[:5])
def test_every_cell_of_the_untouched_answers_is_kept_as_it_is(fil: Path) -> None:
    raa = json.loads(fil.read_bytes())
    kube = les_jsonstat(fil.read_bytes())
    celler = list(kube.celler())
    assert kube.tabell == fil.name[:5]
    assert [None if c.verdi is None else float(c.verdi) for c in celler] == raa["value"]
    assert Counter(c.status for c in celler if c.status) == Counter(raa.get("status", {}).values())
    assert all(c.status in {".", "..", ":"} for c in celler if c.verdi is None)


@trenger_ssb
@pytest.mark.krav("KOSTRA-02")
def test_notes_that_must_be_shown_are_those_ssb_marks() -> None:
    kube = les_jsonstat((SSB / "12134-frie-inntekter-2024-3kommuner.jsonstat2.json").read_bytes())
    assert [m.tekst[:30] for m in kube.maa_vises] == [
        "Det er brudd i tidsserien for ",
        "Tall for landet uten Oslo publ",
    ]
    assert kube.oppdatert == date(2026, 3, 16)
    assert kube.celle(KOKkommuneregion0000="4601").verdi == 66605
    innhold = kube.med_rolle("metric")
    assert innhold is not None
    assert (innhold.kategorier[0].enhet, innhold.kategorier[0].desimaler) == ("kr", 0)


@trenger_ssb
def test_a_table_may_say_itself_what_its_signs_mean() -> None:
    eiendomsskatt = les_jsonstat((SSB / "strand/raw/14674.jsonstat2.json").read_bytes())
    assert eiendomsskatt.forklaring("..").startswith("Tall ikke kan forekomme")
    drift = les_jsonstat((SSB / "strand/raw/12367.jsonstat2.json").read_bytes())
    assert drift.forklaring(".").startswith("Ikke mulig å oppgi tall")
    assert drift.forklaring(":")


def test_links_in_a_note_are_written_out() -> None:
    assert (
        lesbar("Se [listen](https://www.ssb.no/klass/112) her.")
        == "Se listen (https://www.ssb.no/klass/112) her."
    )
    assert lesbar("[ikke](javascript:alert(1)) [eller") == "[ikke](javascript:alert(1)) [eller"


def test_notes_of_a_category_are_kept_with_what_they_are_about() -> None:
    svar = json.loads(lite())
    region = svar["dimension"]["Region"]
    region["category"]["note"] = {"b": ["Slått sammen i 2020.", "Uten bydel."]}
    region["extension"] = {"categoryNoteMandatory": {"b": {"0": True}}}
    (maa,) = les_jsonstat(json.dumps(svar).encode()).maa_vises
    assert (maa.tekst, maa.dimensjon, maa.kategori) == ("Slått sammen i 2020.", "Region", "b")


@pytest.mark.parametrize(
    "svar",
    [
        b"",
        b"\xff\xfe\x00",
        b"<html>503</html>",
        lite()[:-20],
        b"[" * 100_000,
        b'{"class":"collection"}',
        lite(value=[1, 2]),
        lite(value=[1, 2, "tre", 4]),
        lite(value=[True, 2, 3, 4]),
        lite(value=None),
        lite(value={"4": 1}),
        lite(value={"-1": 1}),
        lite(size=[2, 3]),
        lite(size=[2]),
        lite(id=["Region", "Region"]),
        lite(id=["Region", "Kjonn"]),
        lite(dimension={"Region": {}, "Tid": {}}),
        lite(dimension=[]),
        lite(status={"x": "."}),
        lite(status=3),
        lite(id=3),
        lite().replace(b"2.5", b"1e999999999"),
        lite().replace(b"2.5", b"NaN"),
        lite(label="99999: \0"),
        lite().replace(b"2.5", b"9" * 5000),
    ],
)
def test_a_broken_answer_is_a_sentence_with_a_remedy(svar: bytes) -> None:
    with pytest.raises(JsonstatFeil) as feil:
        les_jsonstat(svar)
    assert len(feil.value.meldinger) == 2


def test_a_service_that_answers_with_its_own_fault_is_quoted() -> None:
    with pytest.raises(JsonstatFeil, match="Parameter error"):
        les_jsonstat(b'{"type":"Parameter error","title":"Parameter error","status":400}')


def test_a_small_file_that_declares_a_huge_table_is_refused_before_memory_is_used() -> None:
    akse = {"label": "x", "category": {"index": [str(n) for n in range(3000)]}}
    svar = lite(dimension={"Region": akse, "Tid": akse}, size=[3000, 3000], value={})
    with pytest.raises(JsonstatFeil, match="9000000 celler"):
        les_jsonstat(svar)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_mutation_of_an_answer_gives_a_traceback(data: st.DataObject) -> None:
    svar = bytearray(lite())
    for _ in range(data.draw(st.integers(1, 4))):
        plass = data.draw(st.integers(0, len(svar) - 1))
        svar[plass : plass + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    try:
        kube = les_jsonstat(bytes(svar))
    except JsonstatFeil:
        return
    assert len(list(kube.celler())) == len(kube.verdier)
