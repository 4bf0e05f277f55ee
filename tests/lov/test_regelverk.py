"""The engine and the rule data: validated by schema, no rings, nothing unknown, dated."""

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files

import jsonschema
import pytest
import yaml

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov import regelverk
from rodtraad.lov.oppstilling import Linje, Oppstilling, beregn
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.lov.utvalg import Utvalg

DATA = files("rodtraad.lov") / "data"
LOV = last_regelverk(date(2024, 12, 31))


def som_json(fil: str) -> object:
    """YAML with dates as text, as the schema wants them."""
    return json.loads(json.dumps(yaml.safe_load((DATA / fil).read_text(encoding="utf-8")), default=str))


def filer(mappe: str) -> list[str]:
    return sorted(f"{mappe}/{fil.name}" for fil in (DATA / mappe).iterdir())


@pytest.mark.parametrize("fil", filer("oppstillinger"))
def test_a_statement_file_follows_the_schema(fil: str) -> None:
    skjema = json.loads((DATA / "skjema/oppstilling.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(skjema, format_checker=jsonschema.FormatChecker())
    assert [feil.message for feil in validator.iter_errors(som_json(fil))] == []


def test_the_schema_refuses_a_line_with_two_verbs() -> None:
    skjema = json.loads((DATA / "skjema/oppstilling.schema.json").read_text(encoding="utf-8"))
    innhold = som_json("oppstillinger/lov_5_6.yaml")
    innhold["linjer"][0]["sum_av"] = ["2"]  # type: ignore[index]
    assert list(jsonschema.Draft202012Validator(skjema).iter_errors(innhold))


def enkel(*linjer: Linje) -> Oppstilling:
    return replace(LOV.oppstilling("lov_5_6"), mal=linjer, linjer=linjer)


def linje(nr: str, **felter: object) -> Linje:
    hjemmel = LOV.oppstilling("lov_5_6").hjemmel
    return Linje(nr=nr, tekst=nr, type="sum", seksjon="", er_sum=True, hjemmel=hjemmel, **felter)  # type: ignore[arg-type]


def test_it_refuses_formulas_that_go_in_a_ring() -> None:
    ring = enkel(linje("1", pluss=("2",)), linje("2", pluss=("3",)), linje("3", minus=("1",)))
    with pytest.raises(RodtraadFeil, match="går i ring: 1 → 2 → 3 → 1"):
        beregn(ring, lambda _u: 0)


def test_it_refuses_a_formula_over_a_line_that_is_not_there() -> None:
    with pytest.raises(RodtraadFeil, match="linje «7», som ikke finnes"):
        beregn(enkel(linje("1", pluss=("7",))), lambda _u: 0)


def test_it_refuses_a_statement_that_has_not_been_given_its_groups() -> None:
    with pytest.raises(RodtraadFeil, match="må utvides"):
        beregn(LOV.oppstilling("bevilgning_5_4_2"), lambda _u: 0)


def test_it_refuses_to_take_a_line_from_a_statement_nobody_computed() -> None:
    with pytest.raises(RodtraadFeil, match="hentes fra bevilgning_5_4_1"):
        beregn(LOV.oppstilling("finans"), lambda _u: 0)


def test_each_leaf_is_asked_once() -> None:
    spurt: list[Utvalg] = []

    def sum_for(utvalg: Utvalg) -> int:
        spurt.append(utvalg)
        return 0

    beregn(LOV.oppstilling("lov_5_6"), sum_for)
    assert (
        len(spurt) == len(set(spurt)) == sum(len(linje.utvalg) for linje in LOV.oppstilling("lov_5_6").linjer)
    )


def test_narrowing_intersects() -> None:
    utvalg = Utvalg(arter=frozenset({"010", "020"})).snevret(arter=frozenset({"020", "030"}))
    assert utvalg.arter == frozenset({"020"})
    assert utvalg.snevret(virksomheter=frozenset({"200"})).virksomheter == frozenset({"200"})


def test_formulas_of_the_law_name_only_lines_that_are_there() -> None:
    for oppstilling in LOV.oppstillinger.values():
        if not oppstilling.er_dynamisk:
            beregn(oppstilling, lambda _u: 1, lambda _o, _l: 1)
        for ledd in oppstilling.linjer:
            if ledd.hent and not ledd.hent[0].startswith("strykning_"):
                LOV.oppstilling(ledd.hent[0])


def test_the_law_of_a_day_has_a_version_that_follows_the_data() -> None:
    assert len(LOV.versjon) == 64
    assert LOV.versjon == last_regelverk(date(2026, 1, 1)).versjon
    assert last_regelverk(date(2024, 12, 31)) is LOV


def test_the_day_a_statement_last_changed_is_known() -> None:
    assert LOV.oppstilling("lov_5_6").gyldig_fra == date(2020, 1, 1)
    assert last_regelverk(date(2025, 6, 1)).oppstilling("lov_5_6").gyldig_fra == date(2025, 1, 1)


def test_an_unknown_statement_is_refused_by_name() -> None:
    with pytest.raises(RodtraadFeil, match="«lov_9_9» finnes ikke"):
        LOV.oppstilling("lov_9_9")


def test_a_statement_of_a_later_year_is_never_used_for_an_earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    mappe = dict(regelverk.les_mappe("oppstillinger"))
    navn, forste = next(iter(mappe.items()))
    mappe[navn] = {**forste, "gyldig_fra": date(2023, 1, 1)}
    les = regelverk.les_mappe
    monkeypatch.setattr(regelverk, "les_mappe", lambda n: mappe if n == "oppstillinger" else les(n))
    uten_minne = regelverk.last_regelverk.__wrapped__
    brukes = [
        forste["id"] in uten_minne(date(aar, 12, 31)).oppstillinger for aar in (2014, 2015, 2019, 2022, 2023)
    ]
    assert brukes == [False, False, False, False, True]
    assert len(uten_minne(date(2019, 12, 31)).oppstillinger) == len(mappe) - 1
