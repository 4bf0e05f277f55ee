"""Rich text: washed at the door and again at the window; the editor fits the strict content policy."""

import base64
import hashlib
import re

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.skall.riktekst import RikTekstFelt, rens, vis

ONDT = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>1</script>">x</a>',
    '<p onclick="alert(1)" style="position:fixed">x</p>',
    "<svg><script>1</script></svg>",
    '<iframe src="https://ond.example"></iframe>',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<form action="https://ond.example"><input name=passord></form>',
]


@pytest.mark.parametrize("ondt", ONDT)
def test_a_stored_script_never_comes_out(ondt: str) -> None:
    ut = Template("{{ tekst|rik }}").render(Context({"tekst": f"<p>Før</p>{ondt}"}))
    assert "Før" in ut
    assert not re.search(
        r"<(script|img|svg|iframe|form|input|math|style)|on\w+=|javascript:|data:|style=", ut
    )


@given(st.text())
def test_nothing_but_the_allowed_tags_survives(tekst: str) -> None:
    for html in (rens(tekst), rens(f"<p>{tekst}</p>"), str(vis(tekst))):
        assert set(re.findall(r"<([a-zA-Z][\w-]*)", html)) <= {
            "p",
            "br",
            "strong",
            "em",
            "h3",
            "h4",
            "ul",
            "ol",
            "li",
            "a",
        }
        assert rens(html) == html.replace("\r", "\n")


def test_plain_lines_become_paragraphs_and_empty_tags_are_empty() -> None:
    assert rens("Én linje\n\nTo < tre") == "<p>Én linje</p><p>To &lt; tre</p>"
    assert rens("<p></p><p><br></p>") == ""


def test_the_field_washes_and_demands_a_text() -> None:
    assert RikTekstFelt(label="Tekst").clean("<p>Hei <b>du</b></p><script>1</script>") == "<p>Hei du</p>"
    with pytest.raises(forms.ValidationError):
        RikTekstFelt(label="Tekst").clean("<p> </p>")


def test_the_policy_allows_just_the_import_map_the_editor_brings() -> None:
    class Skjema(forms.Form):
        tekst = RikTekstFelt(label="Tekst")

    kart = re.search(r'<script type="importmap">(.*?)</script>', str(Skjema().media))
    assert kart
    merke = base64.b64encode(hashlib.sha256(kart.group(1).encode()).digest()).decode()
    assert settings.SECURE_CSP["script-src"] == ["'self'", f"'sha256-{merke}'"]
