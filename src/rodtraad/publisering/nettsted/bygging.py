"""The site of a document: pure, deterministic, one (path, bytes) after the other."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, override

from rodtraad.oppstilling.forklaring import Forklaring
from rodtraad.publisering import figurer
from rodtraad.publisering.nettsted import detaljer, forside, sok
from rodtraad.publisering.nettsted.adresser import forklaringssti, html_id, relativ, rot
from rodtraad.publisering.nettsted.blokker import Blokkramme, blokk_html
from rodtraad.publisering.nettsted.forklaringer import Nokkel, Radside, radside_html, radsider, radtittel
from rodtraad.publisering.nettsted.innbyggere import Innbyggere
from rodtraad.publisering.nettsted.innhold import innholdstre, meny, register
from rodtraad.publisering.nettsted.metadata import Metadata, kommunenavn, norsk_dato
from rodtraad.publisering.nettsted.ressurser import ressursfiler
from rodtraad.publisering.nettsted.sider import Nettkart, Side, lag_nettkart, paa_siden
from rodtraad.rapport.dokument import Dokument, Figurblokk, Kapittel

I18N = "django.templatetags.i18n"
MALER = Path(__file__).resolve().parent.parent / "templates"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
Filer = Iterator[tuple[str, bytes]]
_STORRELSE = re.compile(r'<svg[^>]*\bwidth="([\d.]+)"[^>]*\bheight="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Bygg:
    """All that the pages of one site share."""

    dokument: Dokument
    forklaringer: Mapping[Nokkel, Forklaring]
    metadata: Metadata
    kart: Nettkart
    tegninger: Mapping[str, str]
    kilder: Mapping[str, str]
    biter: dict[tuple[str, str], str] = field(default_factory=dict)

    def ramme(self, sti: str) -> Blokkramme:
        """What the blocks of a page need."""
        return Blokkramme(
            sti,
            self.kart,
            self.forklaringer.keys(),
            gettext("Versjon %(versjon)s, %(dato)s")
            % {"versjon": self.metadata.versjon, "dato": self.metadata.publisert_tekst},
            self.dokument.aar,
            Innbyggere(self.dokument.kommune, self.metadata.folketall),
            {anker: _storrelse(svg) for anker, svg in self.tegninger.items()},
        )

    def side(self, mal: str, sti: str, tittel: str, **data: Any) -> tuple[str, bytes]:
        """One page from its template, with what every page carries."""
        kontekst = {
            **self._felles(rot(sti)),
            "csp": CSP,
            "sti": sti,
            "topp": self._bit("_topp", rot(sti)),
            "bunn": self._bit("_bunn", rot(sti)),
            "tittel": tittel,
            "meny": data.pop("meny", None) or mark_safe(meny(self.kart, sti)),  # noqa: S308 - our own, escaped
            **data,
        }
        fil = f"{sti}index.html" if sti == "" or sti.endswith("/") else sti
        return fil, _mal(mal).render(_kontekst(kontekst)).encode()

    def _felles(self, opp: str) -> dict[str, Any]:
        return {
            "dokument": self.dokument,
            "kommune": kommunenavn(self.dokument.kommune),
            "metadata": self.metadata,
            "rot": opp,
        }

    def _bit(self, navn: str, opp: str) -> str:
        """Top and foot of the pages: alike on every page of one depth, so made once."""
        if (navn, opp) not in self.biter:
            self.biter[navn, opp] = _mal(navn).render(_kontekst(self._felles(opp)))
        return self.biter[navn, opp]


def bygg(
    dokument: Dokument,
    forklaringer: Mapping[Nokkel, Forklaring],
    metadata: Metadata,
    kilder: Mapping[str, str] | None = None,
) -> Filer:
    """The files of the site; `kilder` tells in words what a batch id is. Same input, same bytes."""
    return _i_spraaket(_filer(dokument, forklaringer, metadata, kilder or {}), dokument.spraak)


def _i_spraaket(filer: Filer, spraak: str) -> Filer:
    """Each file made in the language of the document; who asks for the files keeps his own."""
    while True:
        with override(spraak):
            fil = next(filer, None)
        if fil is None:
            return
        yield fil


def _filer(
    dokument: Dokument,
    forklaringer: Mapping[Nokkel, Forklaring],
    metadata: Metadata,
    kilder: Mapping[str, str],
) -> Filer:
    kart = lag_nettkart(dokument)
    b = Bygg(dokument, forklaringer, metadata, kart, _tegn(kart), kilder)
    yield _forside(b)
    for side in kart.sider:
        yield _kapittelside(b, side)
    yield _innhold(b)
    yield _sokeside(b)
    yield _om(b)
    yield from _detaljer(b)
    yield from _forklaringssider(b)
    yield "sok/indeks.json", sok.sokeindeks(kart)
    for anker, svg in b.tegninger.items():
        yield f"figurer/{html_id(anker)}.svg", svg.encode()
    yield from ressursfiler(metadata.aksent).items()


def _forside(b: Bygg) -> tuple[str, bytes]:
    return b.side(
        "forside",
        "",
        b.dokument.tittel,
        nokkeltall=_trygg(forside.nokkeltall(b.dokument, b.ramme(""))),
        maaltall=_trygg(forside.maaltall(b.dokument, b.ramme(""))),
        innledning=_trygg(forside.innledning(b.dokument, b.ramme(""))),
        sporsmaal=forside.sporsmaal(b.kart),
        kapitler=forside.kapittelkort(b.kart),
        har_detaljer=bool(detaljer.rammeomraader(b.dokument)),
    )


def _kapittelside(b: Bygg, side: Side) -> tuple[str, bytes]:
    forrige, neste = b.kart.naboer[side.sti]
    ramme = b.ramme(side.sti)
    return b.side(
        "kapittel",
        side.sti,
        side.kapittel.tittel,
        kapittel=side.kapittel,
        brodsmuler=[(s.kapittel.tittel, relativ(side.sti, s.sti)) for s in side.foreldre],
        toc=[(k.tittel, html_id(k.id)) for k in side.seksjoner],
        innhold=_trygg("".join(_kapittelinnhold(k, side, ramme) for k in paa_siden(side))),
        undersider=[(s.kapittel.tittel, relativ(side.sti, s.sti)) for s in side.undersider],
        forrige=forrige and (forrige.kapittel.tittel, relativ(side.sti, forrige.sti)),
        neste=neste and (neste.kapittel.tittel, relativ(side.sti, neste.sti)),
    )


def _kapittelinnhold(kapittel: Kapittel, side: Side, ramme: Blokkramme) -> str:
    blokker = "".join(blokk_html(blokk, ramme) for blokk in kapittel.blokker)
    if kapittel is side.kapittel:
        return blokker
    nivaa = max(2, min(6, kapittel.nivaa - side.kapittel.nivaa + 1))
    anker = html_id(kapittel.id)
    return f'<h{nivaa} id="{anker}" tabindex="-1">{escape(kapittel.tittel)}</h{nivaa}>{blokker}'


def _innhold(b: Bygg) -> tuple[str, bytes]:
    return b.side(
        "innhold", "innhold/", gettext("Innhold"), tre=_trygg(innholdstre(b.kart, "innhold/")),
        tabeller=list(forside.tabelliste(b.kart, "innhold/")),
        figurer=list(forside.figurliste(b.kart, "innhold/")),
    )  # fmt: skip


def _sokeside(b: Bygg) -> tuple[str, bytes]:
    return b.side("sok", "sok/", gettext("Søk"), register=register(b.kart, "sok/"))


def _om(b: Bygg) -> tuple[str, bytes]:
    endringer = [(e, b.kart.lenke("om-utgaven/", e.sted)) for e in b.metadata.endringer]
    tidligere = [(t, norsk_dato(t.publisert)) for t in b.metadata.tidligere]
    return b.side("om", "om-utgaven/", gettext("Om utgaven"), endringer=endringer, tidligere=tidligere)


def _detaljer(b: Bygg) -> Filer:
    omraader = detaljer.rammeomraader(b.dokument)
    if omraader:
        tre = _trygg(detaljer.tre_html(omraader, b.forklaringer, b.kart))
        yield b.side("detaljer", detaljer.STI, gettext("Driften i detalj"), tre=tre, enhet=omraader[0].enhet)


def _forklaringssider(b: Bygg) -> Filer:
    titler = {(tabell, linje): b.kart.titler.get(tabell, "") for tabell, linje, _ in b.forklaringer}
    titler = {rad: tittel for rad, tittel in titler.items() if tittel}
    for side in radsider(b.forklaringer):
        yield _forklaringsside(b, side, titler)


def _forklaringsside(b: Bygg, side: Radside, titler: Mapping[tuple[str, int], str]) -> tuple[str, bytes]:
    sti = forklaringssti(side.tabell, side.linje)
    sted = b.kart.rader.get((side.tabell, side.linje))
    return b.side(
        "forklaring",
        sti,
        radtittel(side.forklaringer[0]),
        tabelltittel=b.kart.titler.get(side.tabell, ""),
        meny=" ",
        innhold=_trygg(radside_html(side, b.kilder, b.dokument.aar, titler)),
        tilbake=relativ(sti, *sted) if sted else relativ(sti, "innhold/"),
    )


def _tegn(kart: Nettkart) -> dict[str, str]:
    blokker = [
        blokk
        for side in kart.sider
        for kapittel in paa_siden(side)
        for blokk in kapittel.blokker
        if isinstance(blokk, Figurblokk)
    ]
    tegninger = figurer.svg_alle(blokk.figur for blokk in blokker)
    return {blokk.anker: tegning for blokk, tegning in zip(blokker, tegninger, strict=True)}


def _storrelse(svg: str) -> tuple[int, int]:
    treff = _STORRELSE.search(svg)
    return (round(float(treff.group(1))), round(float(treff.group(2)))) if treff else (0, 0)


@cache
def _motor() -> Engine:
    return Engine(dirs=[str(MALER)], autoescape=True, builtins=[I18N])


@cache
def _mal(navn: str) -> Any:
    return _motor().get_template(f"publisering/nettsted/{navn}.html")


def _kontekst(data: dict[str, Any]) -> Any:
    return Context(data, use_l10n=False)


def _trygg(html: str) -> str:
    return mark_safe(html)  # noqa: S308 - built by our own fragments, which escape every text
