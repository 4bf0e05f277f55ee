"""The link check of publishing: internal links resolve, none leads to a workbench (PUB-02, PUB-03)."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext, gettext_noop

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.publisering.nettsted.sider import lag_nettkart
from rodtraad.rapport.dokument import Dokument

UTEN_EIER = gettext_noop("Den som publiserer")
_LENKE = re.compile(rb'\s(?:href|src|action)="([^"]*)"')
_ID = re.compile(rb'\sid="([^"]*)"')
TILLATTE_SKJEMA = {"", "http", "https", "mailto"}
_VERKSTED = re.compile(
    r"(^|[.\-/])(staging|stage|preview|forhandsvisning|localhost|test|dev|utkast|intern)([.\-/:]|$)|"
    r"^(127\.|10\.|192\.168\.|0\.0\.0\.0|\[?::1)|\.(local|lan|internal|invalid|test|example)$"
)
_FEILSIDE = re.compile(r"/(404|500|error|feil)(\.html?)?/?$", re.IGNORECASE)


def sjekk_lenker(sider: Iterable[tuple[str, bytes]], *, lovlige: Iterable[str] = ()) -> list[Funn]:
    """Findings for links of the pages; `lovlige` are files that others put in the edition (data, PDF)."""
    filer = dict(sider)
    finnes = set(filer) | set(lovlige)
    ider = {sti: _ider(innhold) for sti, innhold in filer.items() if sti.endswith(".html")}
    funn: list[Funn] = []
    for sti in sorted(ider):
        lenker = {unescape(treff.group(1).decode()) for treff in _LENKE.finditer(filer[sti])}
        for lenke in sorted(lenker):
            funn += _sjekk(sti, lenke, finnes, ider)
    return funn


def per_eier(funn: Iterable[Funn], dokument: Dokument) -> dict[str, list[Funn]]:
    """The broken links gathered by who answers for the chapter, or for the chapter above it (PUB-03)."""
    eiere: dict[str, str] = {}
    for side in lag_nettkart(dokument).sider:
        ansvarlige = [s.kapittel.ansvarlig for s in (side, *reversed(side.foreldre))]
        eiere[f"{side.sti}index.html"] = next(filter(None, ansvarlige), UTEN_EIER)
    lister: dict[str, list[Funn]] = {}
    for ett in funn:
        lister.setdefault(eiere.get(ett.sted, UTEN_EIER), []).append(ett)
    return lister


def _sjekk(sti: str, lenke: str, finnes: set[str], ider: dict[str, set[str]]) -> Iterator[Funn]:
    deler = urlsplit(lenke)
    if deler.scheme not in TILLATTE_SKJEMA or lenke.startswith("\\"):
        yield _funn(
            sti,
            gettext("Lenken «%(lenke)s» peker på en lokal fil eller noe annet enn en nettadresse.")
            % {"lenke": lenke},
        )
    elif deler.netloc:
        if _VERKSTED.search(deler.hostname or ""):
            yield _funn(
                sti,
                gettext("Lenken «%(lenke)s» peker på et prøve- eller utviklingsmiljø.") % {"lenke": lenke},
            )
        elif _FEILSIDE.search(deler.path):
            yield _funn(sti, gettext("Lenken «%(lenke)s» peker på en feilside.") % {"lenke": lenke})
    elif deler.scheme == "mailto":
        return
    elif deler.path.startswith("/"):
        yield _funn(
            sti, gettext("Lenken «%(lenke)s» er ikke relativ og virker bare på én tjener.") % {"lenke": lenke}
        )
    else:
        yield from _sjekk_intern(sti, lenke, finnes, ider)


def _sjekk_intern(sti: str, lenke: str, finnes: set[str], ider: dict[str, set[str]]) -> Iterator[Funn]:
    deler = urlsplit(lenke)
    maal = (
        posixpath.normpath(posixpath.join(posixpath.dirname(sti), unquote(deler.path))) if deler.path else sti
    )
    if deler.path.endswith("/"):
        maal = posixpath.join(maal, "index.html")
    if maal not in finnes:
        yield _funn(
            sti,
            gettext("Lenken «%(lenke)s» peker på «%(maal)s», som ikke finnes i utgaven.")
            % {"lenke": lenke, "maal": maal},
        )
    elif deler.fragment and maal in ider and unquote(deler.fragment) not in ider[maal]:
        yield _funn(
            sti,
            gettext("Lenken «%(lenke)s» peker på et sted («%(sted)s») som ikke finnes på siden.")
            % {"lenke": lenke, "sted": deler.fragment},
        )


def _ider(innhold: bytes) -> set[str]:
    return {unescape(treff.group(1).decode()) for treff in _ID.finditer(innhold)}


def _funn(sti: str, melding: str) -> Funn:
    return Funn(
        "NETT-LENKE",
        Alvor.FEIL,
        melding,
        sted=sti,
        tiltak=gettext("Rett lenken i teksten og publiser på nytt."),
    )
