"""Any municipality's colour gives a readable theme, light and dark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.publisering.nettsted.tema import kontrast, les_farge, skala, tema_css

FARGER = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))
TEKST = 4.5
FORM = 3.0
HVIT, NATT = (255, 255, 255), les_farge("#17181a")


@pytest.mark.krav("PUB-07")
@given(FARGER, st.booleans())
def test_text_has_contrast_against_every_ground(farge: str, mork: bool) -> None:  # noqa: FBT001
    s = skala(farge, mork=mork)
    side = NATT if mork else HVIT
    assert kontrast(s["text-subtle"], side) >= TEKST
    for grunn in ("background-default", "background-tinted", "surface-default", "surface-tinted"):
        assert kontrast(s["text-default"], s[grunn]) >= TEKST
        assert kontrast(s["text-subtle"], s[grunn]) >= TEKST
    for knapp in ("base-default", "base-hover", "base-active"):
        assert kontrast(s["base-contrast-default"], s[knapp]) >= TEKST
    assert kontrast(s["border-default"], side) >= FORM


def test_the_css_covers_light_dark_and_the_systems_choice() -> None:
    css = tema_css("#9a4f20")
    assert css.count("--ds-color-accent-text-subtle") == 3
    assert "prefers-color-scheme:dark" in css


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="kobber"):
        skala("kobber", mork=False)
