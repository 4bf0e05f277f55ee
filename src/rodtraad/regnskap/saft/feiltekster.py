"""Feiltekster: what libxml2 says about a file, in Norwegian, with what to do about it."""

import re
from collections.abc import Callable
from typing import Protocol

from rodtraad.innlesing.feilliste import Feilliste

_NAVNEROM = re.compile(r"\{urn:[^}]*\}")
_ELEMENT = re.compile(r"^Element '([^']*)'")
_VENTET = re.compile(r"Expected is (?:one of )?\( ([^)]*) \)")
_VERDI = re.compile(r"[Tt]he value '(.*?)'(?: |\.)", re.DOTALL)
_LENGDE = re.compile(r"length of '(\d+)'.*? length of '(\d+)'", re.DOTALL)
_SETT = re.compile(r"set \{(.*)\}")
_TYPER = {
    "dato": "en dato som 2026-01-31",
    "tidspunkt": "et tidspunkt som 2026-01-31T12:00:00",
    "klokkeslett": "et klokkeslett som 12:00:00",
    "heltall": "et helt tall, null eller mer",
    "aarstall": "et årstall",
    "ja_nei": "true eller false",
    "adresse": "en nettadresse",
}
_TALL = "et tall med desimalpunktum"
_SKJEMATILTAK = (
    "Be leverandøren av regnskapssystemet rette eksporten etter formatet, og hent ut filen på nytt."
)
_XML = {
    "ERR_TAG_NAME_MISMATCH": "et element er avsluttet med et annet navn enn det begynte med",
    "ERR_TAG_NOT_FINISHED": "filen slutter før alle elementene er avsluttet",
    "ERR_DOCUMENT_END": "filen slutter før alle elementene er avsluttet, eller har noe etter det siste",
    "ERR_DOCUMENT_EMPTY": "filen er tom eller begynner ikke med XML",
    "ERR_INVALID_CHAR": "et tegn er ikke tillatt i XML",
    "ERR_INVALID_ENCODING": "noen byte passer ikke med kodingen filen sier den har",
    "ERR_UNDECLARED_ENTITY": "filen viser til en entitet (&…;) som ikke finnes",
    "ERR_RESOURCE_LIMIT": "et element er så stort eller dypt at det ikke leses",
    "I18N_CONV_FAILED": "noen byte passer ikke med kodingen filen sier den har",
    "ERR_NAME_REQUIRED": "tegnet & eller < står i en tekst uten å være skrevet som &amp; eller &lt;",
    "ERR_LT_IN_ATTRIBUTE": "tegnet < står i et attributt",
}


class Xmlfeil(Protocol):
    """One error from libxml2, as lxml gives it."""

    line: int
    message: str
    type_name: str


def meld_xmlfeil(type_name: str, melding: str, linje: int | None, feil: Feilliste) -> None:
    """The file is not XML from here on."""
    hva = _XML.get(type_name, f"XML-leseren sier «{_kort(melding)}»")
    feil.legg_til(
        "saft-xml",
        f"Filen er ikke gyldig XML: {hva}.",
        rad=linje,
        tiltak="Hent ut filen på nytt fra regnskapssystemet, og se at hele filen er lastet ned.",
    )


def meld_skjemafeil(xmlfeil: Xmlfeil, feil: Feilliste) -> None:
    """An element that is not as the format says."""
    tekst = _NAVNEROM.sub("", xmlfeil.message)
    treff = _ELEMENT.match(tekst)
    element = treff[1] if treff else ""
    melding = _melding(xmlfeil.type_name, element, tekst)
    feil.legg_til(
        f"saft-skjema-{xmlfeil.type_name.removeprefix('SCHEMAV_').lower()}",
        melding,
        rad=xmlfeil.line or None,
        kolonne=element,
        tiltak=_SKJEMATILTAK,
    )


def _melding(slag: str, element: str, tekst: str) -> str:
    verdi = _kort(treff[1]) if (treff := _VERDI.search(tekst)) else ""
    kjent = _MELDINGER.get(slag.removeprefix("SCHEMAV_"))
    if kjent is None:
        return f"«{element}» er ikke etter formatet: {_kort(tekst)}"
    return kjent(element, tekst) if callable(kjent) else kjent.format(element=element, verdi=verdi)


def _innhold(element: str, tekst: str) -> str:
    ventet = treff[1].replace(", ", " eller ") if (treff := _VENTET.search(tekst)) else ""
    if "Missing child element" in tekst:
        return f"«{element}» mangler {ventet or 'et element'}."
    if ventet:
        return f"«{element}» er ikke ventet her; her skal det stå {ventet}."
    return f"«{element}» er ikke ventet her."


def _type(element: str, tekst: str) -> str:
    verdi = treff[1] if (treff := re.search(r": '(.*)' is not a valid", tekst, re.DOTALL)) else ""
    grunntype = treff[1] if (treff := re.search(r"type '([^']*)'", tekst)) else ""
    ventet = _TYPER.get(grunntype, _TALL)
    return f"«{element}» er «{_kort(verdi)}», men skal være {ventet}."


def _lengde(element: str, tekst: str) -> str:
    lengde = _LENGDE.search(tekst)
    er, grense = lengde.groups() if lengde else ("?", "?")
    hva = "kan ha høyst" if "maximum" in tekst else "skal ha"
    return f"«{element}» har {er} tegn, og {hva} {grense}."


def _utvalg(element: str, tekst: str) -> str:
    verdi = treff[1] if (treff := _VERDI.search(tekst)) else ""
    lovlige = treff[1].replace("'", "").replace(", ", " eller ") if (treff := _SETT.search(tekst)) else "?"
    return f"«{element}» er «{_kort(verdi)}», men skal være {lovlige}."


def _kort(tekst: str) -> str:
    en_linje = " ".join(tekst.split())
    return en_linje if len(en_linje) <= 80 else f"{en_linje[:79]}…"  # noqa: PLR2004 - a line of a message


_MELDINGER: dict[str, str | Callable[[str, str], str]] = {
    "ELEMENT_CONTENT": _innhold,
    "CVC_MAXLENGTH_VALID": _lengde,
    "CVC_LENGTH_VALID": _lengde,
    "CVC_ENUMERATION_VALID": _utvalg,
    "CVC_FRACTIONDIGITS_VALID": "«{element}» har for mange desimaler ({verdi}).",
    "CVC_TOTALDIGITS_VALID": "«{element}» har for mange siffer ({verdi}).",
    "CVC_MININCLUSIVE_VALID": "«{element}» er mindre enn tillatt ({verdi}).",
    "CVC_MAXINCLUSIVE_VALID": "«{element}» er større enn tillatt ({verdi}).",
    "CVC_PATTERN_VALID": "«{element}» er «{verdi}», som ikke har rett form.",
    "CVC_DATATYPE_VALID_1_2_1": _type,
    "CVC_COMPLEX_TYPE_2_3": "«{element}» har tekst mellom elementene, og skal bare ha elementer.",
    "CVC_COMPLEX_TYPE_3_2_1": "«{element}» har et attributt som ikke hører til formatet.",
    "CVC_COMPLEX_TYPE_3_2_2": "«{element}» har et attributt som ikke hører til formatet.",
    "CVC_TYPE_3_1_1": "«{element}» skal ikke ha attributter.",
    "CVC_TYPE_3_1_2": "«{element}» skal bare ha en verdi, ingen elementer.",
    "CVC_ELT_1": "«{element}» hører ikke til i SAF-T Financial.",
}
