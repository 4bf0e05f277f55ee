"""YAML a person has written: any text is read or refused in plain words, and none of it takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.innlesing.yamltekst import MAKS_DYBDE, MAKS_TEGN, les_yaml
from rodtraad.kjerne.feil import RodtraadFeil

TEGN = st.sampled_from([
    *"[]{}-?:,&*!|>'\"%@#~ \n\t\x00\ufeff\ud7ffæ0", "!!int ", "<<: ", "---\n", "2024-02-31", "- ", "a: ",
])  # fmt: skip


def test_the_values_are_those_of_yaml() -> None:
    assert les_yaml("navn: x\nkolonner: {belop: 'B', ark: [1, 0.5, ja]}\n", "Profilen") == {
        "navn": "x", "kolonner": {"belop": "B", "ark": [1, 0.5, "ja"]},
    }  # fmt: skip
    assert les_yaml("", "Profilen") is None
    assert les_yaml("a: [a, a]\nb: {a: a, b: a}", "Profilen")["b"] == {"a": "a", "b": "a"}


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("a: 1\nb: [", "Profilen er ikke gyldig YAML: den slutter før alt er lukket."),
        ("a: 1\nb: ]\nc: 2", "Profilen er ikke gyldig YAML: noe er galt på linje 2, tegn 4."),
        ("a: 2024-02-31", "Profilen er ikke gyldig YAML: et tegn eller en verdi kan ikke leses."),
        ("a: \x00", "Profilen er ikke gyldig YAML: et tegn eller en verdi kan ikke leses."),
        ("a: " + "1" * 10_000, "Profilen er ikke gyldig YAML: et tegn eller en verdi kan ikke leses."),
        ("a: &a [x]\nb: [*a, *a]", "Profilen bruker henvisninger (* og &)."),
        ("a: 1\nb: {a: 2}\na: 3", "Profilen har «a» to ganger; den andre står på linje 3."),
        ("a: !!bool kanskje", "Profilen bruker typemerker (!)."),
        ("a: b\n---\nc: d", "Profilen er ikke gyldig YAML: noe er galt på linje 2, tegn 1."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tekst: str, melding: str) -> None:
    with pytest.raises(RodtraadFeil) as feil:
        les_yaml(tekst, "Profilen", "Se eksempelet.")
    assert feil.value.meldinger[0] == melding
    assert len(feil.value.meldinger) == 2


def test_a_text_too_long_to_be_written_by_hand_is_refused() -> None:
    with pytest.raises(RodtraadFeil, match="Profilen er for lang"):
        les_yaml("a" * (MAKS_TEGN + 1), "Profilen")


@pytest.mark.parametrize("ledd", ["[", "{a: ", "- ", "? "])
def test_deep_text_is_refused_before_it_is_built(ledd: str) -> None:
    """Built in Python it takes time by its square; built by libyaml it ends the process."""
    with pytest.raises(RodtraadFeil, match=f"mer enn {MAKS_DYBDE} nivåer"):
        les_yaml(ledd * 50_000, "Profilen")


@given(st.lists(TEGN, max_size=40).map("".join))
def test_any_text_is_read_or_refused(tekst: str) -> None:
    try:
        les_yaml(tekst, "Profilen")
    except RodtraadFeil as feil:
        melding = feil.meldinger[0]
    else:
        melding = "Profilen er lest"
    assert melding.startswith("Profilen ")
