"""Utpakking: kontoer, analysetyper and posteringer of a file laid down as CSV for the engine."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml.etree import _Element as Element

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.regnskap.saft.deling import DELINGSTILTAK, Sider, fordel
from rodtraad.regnskap.saft.dimensjoner import FELTER, Dimensjoner
from rodtraad.regnskap.saft.hode import Hode, les_hode, les_totaler
from rodtraad.regnskap.saft.leser import Mottaker
from rodtraad.regnskap.saft.skjema import NAVNEROM

_P = f"{{{NAVNEROM}}}"
_KONTO, _ANALYSE, _TEKST, _LINJE = f"{_P}AccountID", f"{_P}Analysis", f"{_P}Description", f"{_P}Line"
_DEBET, _KREDIT = f"{_P}DebitAmount", f"{_P}CreditAmount"
_BILAGSFELT = tuple(
    f"{_P}{navn}" for navn in ("TransactionID", "Period", "PeriodYear", "TransactionDate", "Description")
)
_MAKS_TYPER = 1000
_BOLK = 1000

KONTOKOLONNER = ("rad", "konto", "navn", "kategori", "kode", "inn", "ut")
LINJEKOLONNER = (
    "rad", "post", "nr", "journal", "bilag", "periode", "aar", "dato", "bilagstekst", "konto", *FELTER, "tekst",
    "debet", "kredit", "del",
)  # fmt: skip
"""`post` is the Line's number in the file, `nr` the Transaction's; `del` is True for the first fact of a Line."""


@dataclass
class Utpakking:
    """Takes the elements of a file and writes rows; nothing of it grows with the file."""

    mappe: Path
    finn_dimensjoner: Callable[[dict[str, str]], Dimensjoner]
    feil: Feilliste
    hode: Hode = field(default_factory=Hode)
    typer: dict[str, str] = field(default_factory=dict)
    """AnalysisType → its description."""
    antall_bilag: int = 0
    antall_linjer: int = 0
    siste_rad: int = 0
    _plass: dict[str, int] | None = None
    _bilag: tuple[str, ...] | None = None
    _siste_journal: Element | None = None
    _journalid: str = ""
    _rader: list[tuple[object, ...]] = field(default_factory=list)
    _kontoer: Any = None
    _linjer: Any = None

    @property
    def kontofil(self) -> Path:
        """Where the kontoer are."""
        return self.mappe / "kontoer.csv"

    @property
    def linjefil(self) -> Path:
        """Where the posteringer are."""
        return self.mappe / "linjer.csv"

    @contextmanager
    def skriver(self) -> Iterator[dict[tuple[str, str], Mottaker]]:
        """Opens the files; gives who takes which element."""
        with (
            self.kontofil.open("w", encoding="utf-8", newline="") as kontoer,
            self.linjefil.open("w", encoding="utf-8", newline="") as linjer,
        ):
            self._kontoer = csv.writer(kontoer, lineterminator="\n").writerow
            self._linjer = csv.writer(linjer, lineterminator="\n").writerows
            yield self._mottakere()
            self._tom()

    def _mottakere(self) -> dict[tuple[str, str], Mottaker]:
        return {
            ("AuditFile", "Header"): lambda e: les_hode(e, self.hode),
            ("GeneralLedgerAccounts", "Account"): self._konto,
            ("AnalysisTypeTable", "AnalysisTypeTableEntry"): self._analysetype,
            ("Transaction", "Line"): self._linje,
            ("Journal", "Transaction"): self._helt_bilag,
            ("AuditFile", "GeneralLedgerEntries"): lambda e: les_totaler(e, self.hode),
        }

    def _konto(self, konto: Element) -> None:
        def tekst(navn: str) -> str:
            return " ".join(konto.findtext(f"{_P}{navn}", "").split())

        self._kontoer(
            (
                konto.sourceline,
                tekst("AccountID"),
                tekst("AccountDescription"),
                tekst("GroupingCategory"),
                tekst("GroupingCode"),
                self._saldo(konto, "Opening"),
                self._saldo(konto, "Closing"),
            )
        )

    def _saldo(self, konto: Element, navn: str) -> str:
        """Debet as it stands, kredit with the sign turned; empty unless there is exactly one."""
        debet = konto.findall(f"{_P}{navn}DebitBalance")
        kredit = konto.findall(f"{_P}{navn}CreditBalance")
        if len(debet) + len(kredit) != 1:
            return ""
        return (debet[0].text or "").strip() if debet else _snudd((kredit[0].text or "").strip())

    def _analysetype(self, post: Element) -> None:
        type_ = post.findtext(f"{_P}AnalysisType", "").strip()
        if len(self.typer) < _MAKS_TYPER:
            self.typer.setdefault(type_, " ".join(post.findtext(f"{_P}AnalysisTypeDescription", "").split()))

    def _linje(self, linje: Element) -> None:
        bilag = self._bilag or self._start_bilag(linje.getparent())
        konto = tekst = debet = kredit = ""
        analyser: list[Element] = []
        for element in linje:
            navn = element.tag
            if navn == _ANALYSE:
                analyser.append(element)
            elif navn == _KONTO:
                konto = (element.text or "").strip()
            elif navn == _TEKST:
                tekst = element.text or ""
            elif navn == _DEBET:
                debet = element[0].text if len(element) else ""
            elif navn == _KREDIT:
                kredit = element[0].text if len(element) else ""
        self.antall_linjer += 1
        self.siste_rad = rad = linje.sourceline or 0
        belop = Sider((debet or "").strip(), (kredit or "").strip())
        try:
            deler = fordel(analyser, self._plass or {}, belop)
        except ValueError as avvist:
            deler = [([""] * len(FELTER), belop)]
            self.feil.legg_til("saft-deling", str(avvist), rad=rad, kolonne="Analysis", tiltak=DELINGSTILTAK)
        for nr, (verdier, sider) in enumerate(deler):
            self._rader.append((rad, self.antall_linjer, *bilag, konto, *verdier, tekst, *sider, nr == 0))
        if len(self._rader) > _BOLK:
            self._tom()

    def _start_bilag(self, bilag: Element) -> tuple[str, ...]:
        """The fields every line of a transaction has."""
        self.antall_bilag += 1
        if self._plass is None:
            self._plass = self.finn_dimensjoner(self.typer).plass()
        felt: dict[str, str] = {}
        for element in bilag:
            if element.tag == _LINJE:
                break
            felt[element.tag] = (element.text or "").strip()
        self._bilag = (
            str(self.antall_bilag),
            self._journal(bilag.getparent()),
            *(felt.get(navn, "") for navn in _BILAGSFELT),
        )
        return self._bilag

    def _journal(self, journal: Element | None) -> str:
        """JournalID, asked for once in each journal."""
        if journal is not self._siste_journal:
            self._siste_journal = journal
            self._journalid = journal.findtext(f"{_P}JournalID", "").strip() if journal is not None else ""
        return self._journalid

    def _helt_bilag(self, bilag: Element) -> None:
        """A transaction with the lines that were not taken out before it."""
        if self._bilag is None:
            self._start_bilag(bilag)
        for linje in bilag.iterchildren(_LINJE):
            # What was taken out stands as an empty mark.
            if len(linje):
                self._linje(linje)
        self._bilag = None
        if len(self._rader) > _BOLK:
            self._tom()

    def _tom(self) -> None:
        self._linjer(self._rader)
        self._rader.clear()


def _snudd(tall: str) -> str:
    if tall.startswith("-"):
        return tall[1:]
    return f"-{tall.removeprefix('+')}" if tall else ""
