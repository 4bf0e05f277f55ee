"""Every text a reader sees is marked for translation, and bokmål reads exactly as it is written."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils.translation import get_language, gettext, override

import rodtraad
from rodtraad.publisering.nettsted import bygg
from tests.publisering import eksempel

PAKKE = Path(rodtraad.__file__).parent
MALER = sorted(PAKKE.glob("*/templates/**/*.html"))
UTEN_TEKST = {"__init__", "apps", "settings", "wsgi", "hemmelighet", "miljo", "models", "komponenter"}
"""Names of classes, settings and languages in their own tongue, constraints, samples: no text of a page."""
MODULER = sorted(
    m
    for mappe in (PAKKE / "publisering" / "nettsted", PAKKE / "web")
    for m in mappe.glob("*.py")
    if m.stem not in UTEN_TEKST
)
MERKER = {"gettext", "gettext_noop", "gettext_lazy", "ngettext", "_"}
LOGG = {"exception", "warning", "info"}
"""What is written for whoever runs the server is in Norwegian, for all."""
SYNLIGE = {"aria-label", "alt", "placeholder", "title"}
KODE = {"code", "script", "style", "kbd"}
EGENNAVN = {
    "Location",
    "Origin",
    "Content-Disposition",
    "Set-Cookie",
    "CSV",
    "JSON",
    "Rødtråd",
    "Side",
    "Omraade",
    "Europe/Oslo",
}
"""Names that are the same in every language, and of classes in annotations."""

_MERKET = re.compile(
    r"\{%\s*blocktranslate\b.*?%\}.*?\{%\s*endblocktranslate\s*%\}|\{%\s*translate\b.*?%\}", re.DOTALL
)
_KLASSEBLOKK = re.compile(r"\{%\s*block sideklasse\s*%\}[^{]*")
_MALSPRAAK = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_ORD = re.compile(r"[A-Za-zÆØÅæøå]{2,}")
_SETNING = re.compile(r"\b[A-ZÆØÅ][a-zæøå]+")
_HODE = re.compile(r"[A-Z][a-z]+(-[A-Z][a-z]+)+")
"""Name of an HTTP header."""
_TEKST = re.compile(r'\{%\s*translate\s+"([^"]+)"|\{%\s*translate\s+\'([^\']+)\'')


class _Synlig(HTMLParser):
    """Gathers text nodes and attributes that are read, outside code."""

    def __init__(self) -> None:
        super().__init__()
        self.funnet: list[str] = []
        self.kode = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kode += tag in KODE
        self.funnet += [verdi for navn, verdi in attrs if navn in SYNLIGE and verdi]

    def handle_endtag(self, tag: str) -> None:
        self.kode -= tag in KODE

    def handle_data(self, data: str) -> None:
        if not self.kode:
            self.funnet.append(data)


def synlig(html: str) -> list[str]:
    leser = _Synlig()
    leser.feed(html)
    leser.close()
    return [t.strip() for t in leser.funnet if _ORD.search(t) and t.strip() not in EGENNAVN]


def umerket_i_mal(mal: str) -> list[str]:
    return synlig(_MALSPRAAK.sub("", _MERKET.sub("", _KLASSEBLOKK.sub("", mal))))


def umerket_i_modul(kilde: str) -> list[str]:
    """Constants with a capitalised word or Norwegian letters, outside docstrings and gettext calls."""
    tre = ast.parse(kilde)
    unntatt: set[int] = set()
    for node in ast.walk(tre):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MERKER:
            unntatt |= {id(n) for n in ast.walk(node)}
        elif isinstance(node, ast.Raise | ast.Expr) and not (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield)
        ):
            unntatt |= {id(n) for n in ast.walk(node)} if isinstance(node, ast.Raise) else {id(node.value)}
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"compile", *LOGG}:
            unntatt |= {id(n) for n in ast.walk(node)}
    tekster = [
        n.value
        for n in ast.walk(tre)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in unntatt
    ]
    funnet = (t.strip() for tekst in tekster for t in _lest(tekst))
    return [t for t in funnet if t not in EGENNAVN and not _HODE.fullmatch(t)]


def _lest(tekst: str) -> Iterator[str]:
    if "<" in tekst or ">" in tekst:
        yield from (t for t in re.findall(r"(?:^|>)([^<>=\"]*)(?=<|$)", tekst) if _SETNING.search(t))
    elif _SETNING.search(tekst):
        yield tekst


def merkede() -> Iterator[str]:
    for mal in MALER:
        yield from (a or b for a, b in _TEKST.findall(mal.read_text(encoding="utf-8")))
    for modul in MODULER:
        for node in ast.walk(ast.parse(modul.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=navn), args=[ast.Constant(value=tekst)]) if navn in MERKER:
                    yield str(tekst)


@pytest.mark.parametrize("mal", MALER, ids=lambda m: str(m.relative_to(PAKKE)))
def test_a_template_has_no_visible_text_outside_the_marks(mal: Path) -> None:
    assert umerket_i_mal(mal.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("modul", MODULER, ids=lambda m: str(m.relative_to(PAKKE)))
def test_a_module_has_no_visible_text_outside_the_marks(modul: Path) -> None:
    assert umerket_i_modul(modul.read_text(encoding="utf-8")) == []


def test_the_search_for_unmarked_text_finds_it() -> None:
    assert umerket_i_mal('<p>{% translate "Ja" %} og {{ navn }}</p>') == ["og"]
    assert umerket_i_mal('<a aria-label="Lukk" class="rt-kort">{{ x }}</a>') == ["Lukk"]
    assert umerket_i_mal("<p>{% blocktranslate %}Versjon {{ v }}{% endblocktranslate %}</p>") == []
    assert umerket_i_modul("x = f'<th class=\"a\">Kilde</th>{y}'") == ["Kilde"]
    assert umerket_i_modul("x = gettext('Kilde')") == []


def test_every_template_is_searched() -> None:
    assert {"base.html", "forklaring.html", "404.html"} <= {m.name for m in MALER}


def test_bokmaal_reads_as_it_is_written() -> None:
    tekster = sorted(set(merkede()))
    assert len(tekster) > 100
    with override("nb"):
        assert [t for t in tekster if gettext(t) != t] == []


def test_who_asks_for_the_pages_keeps_his_own_language_and_gets_bokmaal() -> None:
    med_engelsk: dict[str, bytes] = {}
    with override("en"):
        for sti, innhold in bygg(eksempel.dokument(), eksempel.forklaringer(), eksempel.metadata(2)):
            med_engelsk[sti] = innhold
            assert get_language() == "en"
    assert med_engelsk == dict(bygg(eksempel.dokument(), eksempel.forklaringer(), eksempel.metadata(2)))
