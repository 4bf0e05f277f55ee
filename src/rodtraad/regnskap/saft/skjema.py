"""Skjema: the grammar as XML Schema, so that libxml2 checks the elements of a file one by one.

A file is never whole in memory, so each element that comes often (`enhet`) is checked alone. In the schema of
what surrounds it, it stands as an empty mark of itself.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from rodtraad.regnskap.saft.grammatikk import Grammatikk, Gruppe, Ledd, Verdi

NAVNEROM = "urn:StandardAuditFile-Taxation-Financial:NO"
_XS = "http://www.w3.org/2001/XMLSchema"
_E = ElementMaker(namespace=_XS, nsmap={"xs": _XS, "saft": NAVNEROM})
_ANTALL = {
    "": {},
    "?": {"minOccurs": "0"},
    "*": {"minOccurs": "0", "maxOccurs": "unbounded"},
    "+": {"maxOccurs": "unbounded"},
}


@dataclass(frozen=True)
class Skjema:
    """Checks the elements of one version; schemas are made when first needed."""

    grammatikk: Grammatikk
    enheter: Mapping[tuple[str, str], Ledd]
    """(parent, element) of those that are checked and forgotten."""
    _ferdige: dict[tuple[str, str, bool], etree.XMLSchema] = field(default_factory=dict)

    def for_element(self, navn: str, struktur: str, *, hel: bool = True) -> etree.XMLSchema:
        """The schema of an element of that name with that structure; see `lag_xsd` for `hel`."""
        nokkel = (navn, struktur, hel)
        skjema = self._ferdige.get(nokkel)
        if skjema is None:
            skjema = self._ferdige[nokkel] = etree.XMLSchema(
                lag_xsd(self.grammatikk, navn, struktur, hel=hel)
            )
        return skjema


def lag_skjema(grammatikk: Grammatikk) -> Skjema:
    """The schemas of one version."""
    return Skjema(grammatikk, grammatikk.enheter())


def lag_xsd(grammatikk: Grammatikk, navn: str, struktur: str, *, hel: bool = True) -> Element:
    """XML Schema of one element and everything below it down to the elements that are checked by themselves.

    `hel`: those marked «~» are whole in it, as they are when there are not very many; else they are marks.
    """
    merker = {"#"} if hel else {"#", "~"}
    return _E.schema(
        _E.element(name=navn, type=f"saft:{struktur}"),
        *(_E.complexType(_gruppe(s, merker), name=n) for n, s in grammatikk.strukturer.items()),
        *(_verditype(n, v) for n, v in grammatikk.verdier.items()),
        targetNamespace=NAVNEROM,
        elementFormDefault="qualified",
    )


def _gruppe(gruppe: Gruppe, merker: Collection[str]) -> Element:
    lag = _E.choice if gruppe.valg else _E.sequence
    deler = (_ledd(d, merker) if isinstance(d, Ledd) else _gruppe(d, merker) for d in gruppe.deler)
    return lag(*deler, **_ANTALL[gruppe.forekomst])


def _ledd(ledd: Ledd, merker: Collection[str]) -> Element:
    antall = _ANTALL[ledd.forekomst]
    if ledd.enhet in merker:
        return _E.element(_E.complexType(), name=ledd.navn, **antall)
    return _E.element(name=ledd.navn, type=f"saft:{ledd.type}", **antall)


def _verditype(navn: str, verdi: Verdi) -> Element:
    grenser = [*verdi.grenser, *(("enumeration", tekst) for tekst in verdi.en_av)]
    return _E.simpleType(
        _E.restriction(*(_E(felt, value=grense) for felt, grense in grenser), base=f"xs:{verdi.grunntype}"),
        name=navn,
    )
