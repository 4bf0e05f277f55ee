"""Skjema: the grammar as XML Schema, so that libxml2 checks the elements of a file one by one.

A file is never whole in memory, so each element that comes often (`enhet`) is checked alone. In the schema of
what surrounds it, it stands as an empty mark of itself.
"""

from collections.abc import Mapping
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
    enheter: Mapping[tuple[str, str], str]
    """(parent, element) → structure."""
    _ferdige: dict[tuple[str, str], etree.XMLSchema] = field(default_factory=dict)

    def for_element(self, navn: str, struktur: str) -> etree.XMLSchema:
        """The schema of an element of that name with that structure."""
        nokkel = (navn, struktur)
        if nokkel not in self._ferdige:
            self._ferdige[nokkel] = etree.XMLSchema(lag_xsd(self.grammatikk, navn, struktur))
        return self._ferdige[nokkel]


def lag_skjema(grammatikk: Grammatikk) -> Skjema:
    """The schemas of one version."""
    return Skjema(grammatikk, grammatikk.enheter())


def lag_xsd(grammatikk: Grammatikk, navn: str, struktur: str) -> Element:
    """XML Schema of one element and everything below it down to the elements that are checked by themselves."""
    return _E.schema(
        _E.element(name=navn, type=f"saft:{struktur}"),
        *(_strukturtype(n, s) for n, s in grammatikk.strukturer.items()),
        *(_verditype(n, v) for n, v in grammatikk.verdier.items()),
        targetNamespace=NAVNEROM,
        elementFormDefault="qualified",
    )


def _strukturtype(navn: str, gruppe: Gruppe) -> Element:
    return _E.complexType(_gruppe(gruppe), name=navn)


def _gruppe(gruppe: Gruppe) -> Element:
    lag = _E.choice if gruppe.valg else _E.sequence
    deler = (_ledd(d) if isinstance(d, Ledd) else _gruppe(d) for d in gruppe.deler)
    return lag(*deler, **_ANTALL[gruppe.forekomst])


def _ledd(ledd: Ledd) -> Element:
    antall = _ANTALL[ledd.forekomst]
    if ledd.er_enhet:
        return _E.element(_E.complexType(), name=ledd.navn, **antall)
    return _E.element(name=ledd.navn, type=f"saft:{ledd.type}", **antall)


def _verditype(navn: str, verdi: Verdi) -> Element:
    grenser = [*verdi.grenser, *(("enumeration", tekst) for tekst in verdi.en_av)]
    return _E.simpleType(
        _E.restriction(*(_E(felt, value=grense) for felt, grense in grenser), base=f"xs:{verdi.grunntype}"),
        name=navn,
    )
