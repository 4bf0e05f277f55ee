"""Leser: one pass over a SAF-T file. Each element that comes often is checked, handed over and forgotten.

What is left of the file in memory is a mark for each kind of element, whatever its size. The parser follows no
entities, reads no document type, and touches neither network nor other files.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO

from lxml import etree
from lxml.etree import _Element as Element

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.regnskap.saft.feiltekster import Xmlfeil, meld_skjemafeil, meld_xmlfeil
from rodtraad.regnskap.saft.grammatikk import Ledd
from rodtraad.regnskap.saft.skjema import NAVNEROM, Skjema

_BIT = 1 << 16
# More than this between two elements is not a ledger; far more than any real one has.
_LENGST_MELLOM = 4 << 20
_MAKS_SKJEMAFEIL = 2000
# So many postings are kept with their voucher; of one that has more, they are taken out as they come.
_SAMMEN = 500
_PREFIKS = f"{{{NAVNEROM}}}"
_LINJE = f"{_PREFIKS}Line"
_ROT = Ledd("AuditFile", "AuditFile")

Mottaker = Callable[[Element], None]


class _Stans(Exception):
    """The rest of the file is not read; the reason is in the findings."""


@dataclass
class Leser:
    """Feeds a file to the parser and its elements to those who want them.

    `mottakere` has who takes each element, by (parent, name); they are called before it is forgotten. An element
    marked «~» comes to its own only when it is taken out before the one it stands in.
    """

    skjema: Skjema
    mottakere: dict[tuple[str, str], Mottaker]
    feil: Feilliste
    fullfort: bool = False
    """Whether the file was read to its end."""
    _siste: dict[tuple[str, str], Element] = field(default_factory=dict)
    _antall_feil: int = 0
    _siden: int = 0
    _ventende: int = 0
    _delt: bool = False
    """Whether some of the element that is open was taken out already."""
    _merke: Element | None = None
    """The last that was taken out so, which stands empty in its place."""
    _beholdere: set[str] = field(default_factory=set)

    @cached_property
    def _innerst(self) -> frozenset[str]:
        """Names of elements that may come many times, so also what stands in them."""
        return frozenset(navn for _, navn in self.skjema.enheter)

    def les(self, start: bytes, strom: IO[bytes]) -> None:
        """The whole file; every reason it is not SAF-T goes to `feil`."""
        navn = {f"{_PREFIKS}{n}" for _, n in self.skjema.enheter}
        parser = etree.XMLPullParser(
            events=("end",),
            tag=[*sorted(navn), *(f"{_PREFIKS}{n}" for n in ("Header", "GeneralLedgerEntries", "AuditFile"))],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            attribute_defaults=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            self._mat(parser, start, strom)
        except _Stans:
            return
        except etree.XMLSyntaxError as xmlfeil:
            self._meld_xml(parser, xmlfeil)
            return
        self.fullfort = True

    def _mat(self, parser: "etree.XMLPullParser", start: bytes, strom: IO[bytes]) -> None:
        hendelser = parser.read_events()
        for nr in range(0, len(start), _BIT):
            self._bit(parser, hendelser, start[nr : nr + _BIT])
        while bit := strom.read(_BIT):
            self._bit(parser, hendelser, bit)
        parser.close()
        self._ta_imot(hendelser)

    def _bit(self, parser: "etree.XMLPullParser", hendelser: object, bit: bytes) -> None:
        self._siden += len(bit)
        parser.feed(bit)
        self._ta_imot(hendelser)
        if self._siden > _LENGST_MELLOM:
            self.feil.legg_til(
                "saft-for-stor",
                f"Filen har mer enn {_LENGST_MELLOM >> 20} MB uten en konto eller postering. Resten er ikke lest.",
                tiltak="Se at filen er en eksport fra regnskapssystemet, og hent den ut på nytt.",
            )
            raise _Stans

    def _ta_imot(self, hendelser: object) -> None:
        for _, element in hendelser:  # type: ignore[attr-defined]
            if element.tag == _LINJE:
                self._ventende += 1
                if self._ventende >= _SAMMEN:
                    self._ta_ut_linjer(element.getparent(), til=element)
            else:
                self._ta_imot_en(element)

    def _ta_imot_en(self, element: Element) -> None:
        forelder = element.getparent()
        navn = element.tag[len(_PREFIKS) :]
        if forelder is None:
            self._rot(element)
            return
        nokkel = (forelder.tag[len(_PREFIKS) :], navn)
        ledd = self.skjema.enheter.get(nokkel)
        er_delt = self._delt and (navn, "Line") in self.skjema.enheter
        if er_delt:
            self._ta_ut_linjer(element)
            self._delt = False
        if ledd is not None:
            self._sjekk(element, ledd, hel=not er_delt)
        if (mottaker := self.mottakere.get(nokkel)) is not None:
            mottaker(element)
        if ledd is not None:
            self._ventende = self._siden = 0
            self._glem(element, forelder, nokkel)

    def _ta_ut_linjer(self, forelder: Element, *, til: Element | None = None) -> None:
        """Checks and hands over the postings of an element that has very many; those after `til` are not finished."""
        nokkel = (forelder.tag[len(_PREFIKS) :], "Line")
        ledd = self.skjema.enheter.get(nokkel)
        if ledd is None:
            return
        self._ventende, self._delt, self._siden = 0, True, 0
        mottaker = self.mottakere.get(nokkel)
        for linje in forelder.findall(_LINJE):
            if linje is not self._merke:
                self._sjekk(linje, ledd)
                if mottaker is not None:
                    mottaker(linje)
                self._glem(linje, forelder, nokkel)
                self._merke = linje
            if linje is til:
                return

    def _rot(self, element: Element) -> None:
        if element.getroottree().docinfo.internalDTD is not None:
            self.feil.legg_til(
                "saft-doctype", "Filen har en dokumenttype (DOCTYPE).", tiltak="Hent ut filen på nytt."
            )
        self._sjekk(element, _ROT)

    def _sjekk(self, element: Element, ledd: Ledd, *, hel: bool = True) -> None:
        skjema = self.skjema.for_element(ledd.navn, ledd.type, hel=hel)
        if skjema.validate(element):
            return
        for skjemafeil in skjema.error_log:
            self._meld_skjema(skjemafeil)

    def _meld_skjema(self, skjemafeil: Xmlfeil) -> None:
        meld_skjemafeil(skjemafeil, self.feil)
        self._tell_feil()

    def _tell_feil(self) -> None:
        self._antall_feil += 1
        if self._antall_feil >= _MAKS_SKJEMAFEIL:
            self.feil.legg_til(
                "saft-mange-feil",
                f"Filen har minst {_MAKS_SKJEMAFEIL} brudd på formatet. Resten er ikke lest.",
                tiltak="Be leverandøren av regnskapssystemet rette eksporten.",
            )
            raise _Stans

    def _glem(self, element: Element, forelder: Element, nokkel: tuple[str, str]) -> None:
        """Empties an element and takes away the one before it, so that one mark of each kind is left."""
        element.clear(keep_tail=True)
        er_forste = self._siste.get(nokkel) is not forelder
        self._siste[nokkel] = forelder
        if er_forste:
            self._sjekk_ny(forelder, nokkel[0])
            return
        while (forrige := element.getprevious()) is not None:
            lik = forrige.tag == element.tag
            if not lik or (forrige.tail and not forrige.tail.isspace()):
                self._meld_fremmed(forrige, nokkel[0])
            forelder.remove(forrige)
            if lik:
                return

    def _sjekk_ny(self, forelder: Element, navn: str) -> None:
        """What the common elements stand in comes once in a file; more of them would fill the memory."""
        if navn in self._innerst:
            return
        if navn in self._beholdere:
            self.feil.legg_til(
                "saft-skjema-flere",
                f"«{navn}» står flere ganger. Resten av filen er ikke lest.",
                rad=forelder.sourceline,
                kolonne=navn,
                tiltak="Be leverandøren av regnskapssystemet rette eksporten, og hent ut filen på nytt.",
            )
            raise _Stans
        self._beholdere.add(navn)

    def _meld_fremmed(self, element: Element, forelder: str) -> None:
        navn = str(element.tag).rpartition("}")[2]
        self.feil.legg_til(
            "saft-skjema-fremmed",
            f"«{navn[:80]}» eller teksten etter det er ikke ventet mellom elementene i «{forelder}».",
            rad=element.sourceline,
            kolonne=forelder,
            tiltak="Be leverandøren av regnskapssystemet rette eksporten, og hent ut filen på nytt.",
        )
        self._tell_feil()

    def _meld_xml(self, parser: "etree.XMLPullParser", xmlfeil: etree.XMLSyntaxError) -> None:
        """The first error is the cause; those after it follow from it."""
        logg = list(parser.feed_error_log)
        if logg:
            meld_xmlfeil(logg[0].type_name, logg[0].message, logg[0].line or None, self.feil)
            return
        meld_xmlfeil("", xmlfeil.msg or "ukjent feil", xmlfeil.lineno or None, self.feil)
