"""Our own description of the format says what the XSD of Skatteetaten says, element by element."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rodtraad.regnskap.saft.grammatikk import Gruppe, Ledd, kjent_versjon, les_grammatikk
from rodtraad.regnskap.saft.skjema import lag_skjema, lag_xsd

XS = "{http://www.w3.org/2001/XMLSchema}"
XSD = {
    "1.20": "Norwegian_SAF-T_Financial_Schema_v_1.10.xsd",
    "1.30": "SAF-T_Financial_1.3_Norwegian_SAF-T_Financial_Schema_v_1.30.xsd",
}
VERSJONER = ("1.20", "1.30", "1.40")


class Xsd:
    """An XSD as nested plain values: what may stand in each element, and the facets of each value."""

    def __init__(self, fil: Path) -> None:
        rot = etree.parse(fil).getroot()
        self.typer = {e.get("name"): e for e in rot if e.tag in {f"{XS}complexType", f"{XS}simpleType"}}
        self.rot = rot.find(f"{XS}element")

    def element(self, element: Any) -> Any:
        type_ = element.get("type")
        if type_ is None:
            (egen,) = (e for e in element if e.tag in {f"{XS}complexType", f"{XS}simpleType"})
        elif type_.startswith("xs:"):
            return (type_.removeprefix("xs:"), ())
        else:
            egen = self.typer[type_]
        return self.innhold(egen) if egen.tag == f"{XS}complexType" else self.verdi(egen)

    def verdi(self, type_: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
        grense = type_.find(f"{XS}restriction")
        base = grense.get("base")
        egne = [(e.tag.removeprefix(XS), e.get("value")) for e in grense if isinstance(e.tag, str)]
        grunn, arvet = (
            (base.removeprefix("xs:"), ()) if base.startswith("xs:") else self.verdi(self.typer[base])
        )
        if any(navn == "enumeration" for navn, _ in egne):
            # A list of texts says more than the length of a text.
            return ("string", tuple(sorted(egne)))
        # 0.00 and 0 are the same bound.
        grenser = {n: (str(float(v)) if n.endswith("clusive") else v) for n, v in [*arvet, *egne]}
        return (grunn, tuple(sorted(grenser.items())))

    def innhold(self, type_: Any) -> Any:
        kompleks = type_.find(f"{XS}complexContent")
        if kompleks is None:
            return self.gruppe(self._modell(type_))
        (utvidelse,) = (e for e in kompleks if e.tag in {f"{XS}extension", f"{XS}restriction"})
        egen = self._modell(utvidelse)
        if utvidelse.tag == f"{XS}restriction":
            return self.gruppe(egen)
        arvet = self.innhold(self.typer[utvidelse.get("base")])
        _, _, deler = self.gruppe(egen)
        return ("sekvens", "1..1", arvet[2] + deler)

    def gruppe(self, gruppe: Any) -> tuple[str, str, tuple[Any, ...]]:
        deler = []
        for e in gruppe:
            if e.tag == f"{XS}element":
                deler.append((e.get("name"), _antall(e), self.element(e)))
            elif e.tag in {f"{XS}sequence", f"{XS}choice"}:
                deler.append(self.gruppe(e))
        navn = "valg" if gruppe.tag == f"{XS}choice" else "sekvens"
        return (navn, _antall(gruppe), tuple(deler))

    def _modell(self, type_: Any) -> Any:
        return next(e for e in type_ if e.tag in {f"{XS}sequence", f"{XS}choice"})


def _antall(e: Any) -> str:
    return f"{e.get('minOccurs', '1')}..{e.get('maxOccurs', '1')}"


class Egen:
    """Our grammar as the same nested plain values."""

    ANTALL: Mapping[str, str] = {"": "1..1", "?": "0..1", "*": "0..unbounded", "+": "1..unbounded"}

    def __init__(self, versjon: str) -> None:
        self.g = les_grammatikk(versjon)

    def type(self, navn: str) -> Any:
        if navn in self.g.strukturer:
            return self.gruppe(self.g.strukturer[navn])
        verdi = self.g.verdier[navn]
        grenser = [*verdi.grenser, *(("enumeration", t) for t in verdi.en_av)]
        tall = {n: (str(float(v)) if n.endswith("clusive") else v) for n, v in grenser if n != "enumeration"}
        return (
            verdi.grunntype,
            tuple(sorted([*tall.items(), *(g for g in grenser if g[0] == "enumeration")])),
        )

    def gruppe(self, gruppe: Gruppe) -> Any:
        deler = tuple(
            (d.navn, self.ANTALL[d.forekomst], self.type(d.type)) if isinstance(d, Ledd) else self.gruppe(d)
            for d in gruppe.deler
        )
        return ("valg" if gruppe.valg else "sekvens", self.ANTALL[gruppe.forekomst], deler)


def linjer(type_: Any, sti: str = "AuditFile") -> Iterator[str]:
    """A type as lines, one for each group, element and value below it, in order."""
    if len(type_) == 2:
        yield f"{sti}: {type_[0]} {type_[1]}"
        return
    yield f"{sti}: {type_[0]} {type_[1]}"
    for nr, del_ in enumerate(type_[2]):
        if del_[0] in {"sekvens", "valg"}:
            yield from linjer(del_, f"{sti}/{nr}")
        else:
            yield f"{sti}/{nr} {del_[0]} {del_[1]}"
            yield from linjer(del_[2], f"{sti}/{del_[0]}")


@pytest.mark.krav("KONTO-01")
@pytest.mark.parametrize("versjon", XSD)
def test_the_grammar_is_the_xsd(delt: Path, versjon: str) -> None:
    xsd = Xsd(delt / "data" / "saft" / XSD[versjon])
    fasit = list(linjer(xsd.element(xsd.rot)))
    assert list(linjer(Egen(versjon).type("AuditFile"))) == fasit
    assert len(fasit) > 1500


@pytest.mark.parametrize("versjon", XSD)
def test_the_two_versions_are_told_apart(delt: Path, versjon: str) -> None:
    """The comparison sees a difference when there is one."""
    (andre,) = set(XSD) - {versjon}
    xsd = Xsd(delt / "data" / "saft" / XSD[versjon])
    fasit, egen = set(linjer(xsd.element(xsd.rot))), set(linjer(Egen(andre).type("AuditFile")))
    assert len(fasit ^ egen) > 100


@pytest.mark.parametrize("versjon", VERSJONER)
def test_every_element_has_a_schema_that_compiles(versjon: str) -> None:
    skjema = lag_skjema(les_grammatikk(versjon))
    for ledd in skjema.enheter.values():
        skjema.for_element(ledd.navn, ledd.type)
        skjema.for_element(ledd.navn, ledd.type, hel=False)
    skjema.for_element("AuditFile", "AuditFile")
    assert skjema.enheter["Transaction", "Line"].type == "Line"
    assert skjema.enheter["Invoice", "Line"].type == "InvoiceLine"


@pytest.mark.parametrize("versjon", VERSJONER)
def test_every_type_a_structure_names_exists_and_every_structure_is_used(versjon: str) -> None:
    g = les_grammatikk(versjon)
    brukt = {ledd.type for gruppe in g.strukturer.values() for ledd in gruppe.ledd()} | {"AuditFile"}
    assert brukt <= {*g.strukturer, *g.verdier}
    ubrukt = set(g.strukturer) - brukt
    assert ubrukt <= ({"BalanceAccount"} if versjon == "1.20" else set())


@pytest.mark.parametrize(
    ("oppgitt", "ventet"),
    [
        ("1.0", "1.20"),
        (" 1.10 ", "1.20"),
        ("1.20", "1.20"),
        ("1.30", "1.30"),
        ("1.40", "1.40"),
        ("2.0", None),
        ("", None),
    ],
)
def test_what_a_file_says_of_its_version(oppgitt: str, ventet: str | None) -> None:
    assert kjent_versjon(oppgitt) == ventet


@pytest.mark.parametrize("hel", [True, False])
def test_a_common_element_stands_as_a_mark_in_what_surrounds_it(hel: bool) -> None:  # noqa: FBT001
    xsd = lag_xsd(les_grammatikk("1.30"), "Transaction", "Transaction", hel=hel)
    assert etree.XMLSchema(xsd)
    (linje,) = xsd.xpath("/*/*[@name='Transaction' and local-name()='complexType']//*[@name='Line']")
    assert (linje.get("type") == "saft:Line") is hel
    assert len(linje) == (0 if hel else 1)
