"""Hode: who the file is about and which periods, and the control totals it carries itself."""

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from rodtraad.regnskap.saft.skjema import NAVNEROM

_NS = {"s": NAVNEROM}


@dataclass(frozen=True, slots=True)
class Utvalg:
    """The periods the file says it has; None where it does not say, or says it wrongly."""

    fra_aar: int | None = None
    fra_periode: int | None = None
    til_aar: int | None = None
    til_periode: int | None = None

    def tekst(self) -> str:
        """As a person says it."""
        if self.fra_aar is None:
            return "ikke oppgitt"
        fra = f"{self.fra_periode}" if self.fra_aar == self.til_aar else f"{self.fra_periode} {self.fra_aar}"
        return f"periode {fra}–{self.til_periode} {self.til_aar}"


@dataclass(slots=True)
class Hode:
    """What stands once in a file."""

    linje: int | None = None
    navn: str = ""
    orgnr: str = ""
    valuta: str = ""
    utvalg: Utvalg = field(default_factory=Utvalg)
    totaler: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    """NumberOfEntries, TotalDebit and TotalCredit: the text, and the line it stands on."""


def les_hode(header: Element, hode: Hode) -> None:
    """Fills in what Header says."""
    hode.linje = header.sourceline
    hode.navn = _tekst(header, "Company/Name")
    hode.orgnr = _tekst(header, "Company/RegistrationNumber")
    hode.valuta = _tekst(header, "DefaultCurrencyCode")
    utvalg = header.find("s:SelectionCriteria", _NS)
    if utvalg is not None:
        hode.utvalg = _utvalg(utvalg)


def les_totaler(hovedbok: Element, hode: Hode) -> None:
    """Fills in the totals at the top of GeneralLedgerEntries."""
    for navn in ("NumberOfEntries", "TotalDebit", "TotalCredit"):
        element = hovedbok.find(f"s:{navn}", _NS)
        if element is not None:
            hode.totaler[navn] = ((element.text or "").strip(), element.sourceline)


def _utvalg(element: Element) -> Utvalg:
    if fra := _tekst(element, "SelectionStartDate"):
        til = _tekst(element, "SelectionEndDate")
        return Utvalg(_tall(fra[:4]), _tall(fra[5:7]), _tall(til[:4]), _tall(til[5:7]))
    felter = ("PeriodStartYear", "PeriodStart", "PeriodEndYear", "PeriodEnd")
    return Utvalg(*(_tall(_tekst(element, felt)) for felt in felter))


def _tekst(element: Element, sti: str) -> str:
    tekst = element.findtext("/".join(f"s:{ledd}" for ledd in sti.split("/")), "", _NS)
    return " ".join(tekst.split())


def _tall(tekst: str) -> int | None:
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else None  # noqa: PLR2004
