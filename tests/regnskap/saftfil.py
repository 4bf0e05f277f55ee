"""Constructed SAF-T files of a municipality that does not exist, in 1.10 and 1.30: made for tests and measurements.

The form is that of the public format; names, kontoer and amounts are our own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

NAVNEROM = "urn:StandardAuditFile-Taxation-Financial:NO"
KONTOER = {
    "10100": ("Fastlønn", "010"),
    "11200": ("Varer", "120"),
    "17290": ("Kompensasjon", "729"),
    "02300": ("Nybygg", "230"),
    "210320": ("Bank", "10"),
    "256080": ("Disposisjonsfond", "56"),
}
INNGAAENDE = {"210320": Decimal(5000), "256080": Decimal(-5000)}


@dataclass(frozen=True)
class Linje:
    """A posting: kost with plus, the dimensions by AnalysisType."""

    konto: str
    belop: Decimal
    analyser: Mapping[str, str] = field(default_factory=dict)
    tekst: str = "Linje"
    ekstra: str = ""
    """XML put after the analyses, as it is."""


@dataclass(frozen=True)
class Bilag:
    """A transaction."""

    id: str
    periode: int
    linjer: tuple[Linje, ...]
    journal: str = "HB"
    aar: int = 2026


@dataclass(frozen=True)
class Fil:
    """What a file says. The sums it carries are computed from its postings unless they are given."""

    bilag: tuple[Bilag, ...]
    versjon: str = "1.30"
    kontoer: Mapping[str, tuple[str, str]] = field(default_factory=lambda: dict(KONTOER))
    inngaaende: Mapping[str, Decimal] = field(default_factory=lambda: dict(INNGAAENDE))
    typer: Mapping[str, str] = field(
        default_factory=lambda: {"A": "Ansvar", "F": "Funksjon", "P": "Prosjekt", "O": "Objekt"}
    )
    utvalg: tuple[int, int, int] = (1, 12, 2026)
    totaler: Mapping[str, str] = field(default_factory=dict)
    valuta: str = "NOK"
    kategori: str = "KA_K"


def kjop(
    nr: int | str,
    periode: int,
    belop: str | Decimal,
    *,
    ansvar: str = "1000",
    konto: str = "11200",
    funksjon: str = "120",
    prosjekt: str = "",
) -> Bilag:
    """A voucher of two lines: a cost and its counterpart in the bank."""
    analyser = {"A": ansvar, "F": funksjon} | ({"P": prosjekt} if prosjekt else {})
    return Bilag(str(nr), periode, (Linje(konto, Decimal(belop), analyser), Linje("210320", -Decimal(belop))))


def deler(fil: Fil) -> Iterator[str]:
    """The file as text, bit by bit, so that ten million lines can be written."""
    yield f"""<?xml version="1.0" encoding="UTF-8"?>
<AuditFile xmlns="{NAVNEROM}">
{_hode(fil)}
<MasterFiles>
<GeneralLedgerAccounts>
"""
    yield from _kontoer(fil)
    yield "</GeneralLedgerAccounts>\n<AnalysisTypeTable>\n"
    for type_, navn in fil.typer.items():
        yield (
            f"<AnalysisTypeTableEntry><AnalysisType>{type_}</AnalysisType><AnalysisTypeDescription>{escape(navn)}"
            "</AnalysisTypeDescription><AnalysisID>0</AnalysisID><AnalysisIDDescription>Ufordelt"
            "</AnalysisIDDescription></AnalysisTypeTableEntry>\n"
        )
    yield "</AnalysisTypeTable>\n</MasterFiles>\n<GeneralLedgerEntries>\n"
    alle = [linje.belop for bilag in fil.bilag for linje in bilag.linjer]
    totaler = {
        "NumberOfEntries": str(len(fil.bilag)),
        "TotalDebit": _kr(sum((b for b in alle if b > 0), Decimal(0))),
        "TotalCredit": _kr(-sum((b for b in alle if b < 0), Decimal(0))),
    } | dict(fil.totaler)
    yield "".join(f"<{navn}>{verdi}</{navn}>\n" for navn, verdi in totaler.items())
    for journal in dict.fromkeys(b.journal for b in fil.bilag):
        yield f"<Journal><JournalID>{journal}</JournalID><Description>Hovedbok</Description><Type>GL</Type>\n"
        for bilag in fil.bilag:
            if bilag.journal == journal:
                yield bilagstekst(bilag)
        yield "</Journal>\n"
    yield "</GeneralLedgerEntries>\n</AuditFile>\n"


def skriv(fil: Path, innhold: Fil) -> Path:
    """Writes a file."""
    with fil.open("w", encoding="utf-8") as ut:
        ut.writelines(deler(innhold))
    return fil


def stor(fil: Path, antall: int, *, versjon: str = "1.30") -> Path:
    """A year of `antall` postings in vouchers of two, written without keeping them."""
    bilag = antall // 2
    mal = Fil((), versjon=versjon)
    sum_ = Decimal(100) * bilag
    fil_ = replace(
        mal,
        totaler={"NumberOfEntries": str(bilag), "TotalDebit": _kr(sum_), "TotalCredit": _kr(sum_)},
        inngaaende={},
    )
    bevegelse = {"11200": sum_, "210320": -sum_}
    with fil.open("w", encoding="utf-8") as ut:
        for del_ in deler(fil_):
            if del_.startswith("<Account>"):
                konto = del_.partition("<AccountID>")[2].partition("<")[0]
                ut.write(_konto(fil_, konto, bevegelse.get(konto, Decimal(0))))
            elif del_.startswith("</GeneralLedgerEntries>"):
                ut.write("<Journal><JournalID>HB</JournalID><Description>Bok</Description><Type>GL</Type>\n")
                for nr in range(bilag):
                    ansvar = str(1000 + nr % 400)
                    ut.write(bilagstekst(kjop(nr, 1 + nr * 12 // bilag, Decimal(100), ansvar=ansvar)))
                ut.write("</Journal>\n")
                ut.write(del_)
            else:
                ut.write(del_)
    return fil


def _hode(fil: Fil) -> str:
    fra, til, aar = fil.utvalg
    return f"""<Header>
<AuditFileVersion>{fil.versjon}</AuditFileVersion>
<AuditFileCountry>NO</AuditFileCountry>
<AuditFileDateCreated>2026-03-01</AuditFileDateCreated>
<SoftwareCompanyName>Konstruert</SoftwareCompanyName>
<SoftwareID>Konstruert</SoftwareID>
<SoftwareVersion>1</SoftwareVersion>
<Company><RegistrationNumber>999999999</RegistrationNumber><Name>Konstruert kommune</Name>
<Address><City>Bygd</City><PostalCode>0001</PostalCode><Country>NO</Country></Address>
<Contact><ContactPerson><FirstName>NotUsed</FirstName><LastName>Økonomi</LastName></ContactPerson></Contact></Company>
<DefaultCurrencyCode>{fil.valuta}</DefaultCurrencyCode>
<SelectionCriteria><PeriodStart>{fra}</PeriodStart><PeriodStartYear>{aar}</PeriodStartYear>
<PeriodEnd>{til}</PeriodEnd><PeriodEndYear>{aar}</PeriodEndYear></SelectionCriteria>
<TaxAccountingBasis>A</TaxAccountingBasis>
</Header>"""


def _kontoer(fil: Fil) -> Iterator[str]:
    bevegelse: dict[str, Decimal] = {}
    for bilag in fil.bilag:
        for linje in bilag.linjer:
            bevegelse[linje.konto] = bevegelse.get(linje.konto, Decimal(0)) + linje.belop
    for konto in fil.kontoer:
        yield _konto(fil, konto, bevegelse.get(konto, Decimal(0)))


def _konto(fil: Fil, konto: str, bevegelse: Decimal) -> str:
    navn, kode = fil.kontoer[konto]
    inn = fil.inngaaende.get(konto, Decimal(0))
    gruppering = (
        f"<GroupingCategory>{fil.kategori}</GroupingCategory><GroupingCode>{kode}</GroupingCode>"
        if kode
        else ""
    )
    return (
        f"<Account><AccountID>{konto}</AccountID><AccountDescription>{escape(navn)}</AccountDescription>{gruppering}"
        f"<AccountType>GL</AccountType>{_saldo('Opening', inn)}{_saldo('Closing', inn + bevegelse)}</Account>\n"
    )


def _saldo(navn: str, belop: Decimal) -> str:
    side = "Debit" if belop >= 0 else "Credit"
    return f"<{navn}{side}Balance>{_kr(abs(belop))}</{navn}{side}Balance>"


def bilagstekst(bilag: Bilag) -> str:
    """A transaction as XML."""
    dato = f"{bilag.aar}-{min(max(bilag.periode, 1), 12):02d}-28"
    return (
        f"<Transaction><TransactionID>{escape(bilag.id)}</TransactionID><Period>{bilag.periode}</Period>"
        f"<PeriodYear>{bilag.aar}</PeriodYear><TransactionDate>{dato}</TransactionDate>"
        f"<Description>Bilag {escape(bilag.id)}</Description><SystemEntryDate>{dato}</SystemEntryDate>"
        f"<GLPostingDate>{dato}</GLPostingDate>\n{''.join(_linjer(bilag.linjer))}</Transaction>\n"
    )


def _linjer(linjer: Iterable[Linje]) -> Iterator[str]:
    for nr, linje in enumerate(linjer, start=1):
        side = "Debit" if linje.belop >= 0 else "Credit"
        analyser = "".join(
            f"<Analysis><AnalysisType>{t}</AnalysisType><AnalysisID>{escape(i)}</AnalysisID></Analysis>"
            for t, i in linje.analyser.items()
        )
        yield (
            f"<Line><RecordID>{nr}</RecordID><AccountID>{linje.konto}</AccountID>{analyser}{linje.ekstra}"
            f"<Description>{escape(linje.tekst)}</Description><{side}Amount><Amount>{_kr(abs(linje.belop))}</Amount>"
            f"</{side}Amount></Line>\n"
        )


def _kr(belop: Decimal) -> str:
    return f"{belop:.2f}"
