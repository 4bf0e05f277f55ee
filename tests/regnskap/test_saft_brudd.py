"""Breaches of the format: each found in its place, in words a person can pass on to the vendor."""

from pathlib import Path

import pytest

from tests.regnskap.saftfil import skriv
from tests.regnskap.test_saft import GOD, feil, les

INN = "<OpeningDebitBalance>0.00</OpeningDebitBalance>"
DATO = "2026-01-28</TransactionDate>"
# (what stands there, what is put in its place, how the message begins)
BRUDD = [
    ("<Period>1</Period>", "", "«PeriodYear» er ikke ventet her; her skal det stå Period."),
    ("<Period>1<", "<Period>en<", "«Period» er «en», men skal være et helt tall, null eller mer."),
    (DATO, "i dag</TransactionDate>", "«TransactionDate» er «i dag», men skal være en dato som 2026-01-31."),
    ("<JournalID>HB<", f"<JournalID>{'x' * 19}<", "«JournalID» har 19 tegn, og kan ha høyst 18."),
    ("<AccountType>GL<", "<AccountType>XX<", "«AccountType» er «XX», men skal være GL."),
    ("<Amount>100.00<", "<Amount>100.001<", "«Amount» har for mange desimaler (100.001)."),
    ("<Amount>100.00<", "<Amount>1234567890123456789<", "«Amount» har for mange siffer (1234567890123456789)."),
    ("<Amount>100.00<", "<Amount>100,00<", "«Amount» er «100,00», men skal være et tall med desimalpunktum."),
    ("<Country>NO<", "<Country>NOR<", "«Country» har 3 tegn, og skal ha 2."),
    ("<GroupingCategory>KA_K</GroupingCategory>", "", "«GroupingCode» er ikke ventet her"),
    ("<PeriodYear>2026", "<PeriodYear>1926", "«PeriodYear» er mindre enn tillatt (1926)."),
    ("<PeriodYear>2026", "<PeriodYear>2226", "«PeriodYear» er større enn tillatt (2226)."),
    ("<TaxAccountingBasis>A</TaxAccountingBasis>", "", "«Header» mangler HeaderComment eller TaxAccountingBasis."),
    ("<MasterFiles>", "<MasterFiles>tekst", "«MasterFiles» har tekst mellom elementene, og skal bare ha elementer."),
    ("</Transaction>", "</Transaction>tekst", "«Transaction» eller teksten etter det er ikke ventet"),
    ("</Line>", "</Line><Tull/>", "«Tull» er ikke ventet her; her skal det stå Line."),
    ("<Line>", '<Line farge="blå">', "«Line» har et attributt som ikke hører til formatet."),
    (INN, "", "«ClosingDebitBalance» er ikke ventet her; her skal det stå AccountCreationDate eller OpeningDebitB"),
    (INN, INN * 2, "«OpeningDebitBalance» er ikke ventet her; her skal det stå ClosingDebitBalance eller C"),
    ("<RecordID>1</RecordID>", "<RecordID>1</RecordID>" * 2, "«RecordID» er ikke ventet her"),
    ("<Name>Konstruert kommune</Name>", "<Name><b/></Name>", "«Name» skal bare ha en verdi, ingen elementer."),
    ("</MasterFiles>", "</MasterFiles><Tull/>", "«Tull» er ikke ventet her; her skal det stå GeneralLedgerEntries"),
]  # fmt: skip


@pytest.mark.krav("KONTO-01")
@pytest.mark.parametrize(("gammelt", "nytt", "melding"), BRUDD)
def test_a_breach_of_the_format_is_found_with_its_line(
    mappe: Path, gammelt: str, nytt: str, melding: str
) -> None:
    tekst = skriv(mappe / "mal.xml", GOD).read_text("utf-8")
    assert gammelt in tekst
    alle = feil(les(mappe, tekst.replace(gammelt, nytt, 1)))
    treff = [sted for sted, m in alle if m.startswith(melding)]
    assert treff, alle
    rad = int(treff[0].partition("rad ")[2].partition(",")[0])
    assert abs(rad - tekst[: tekst.index(gammelt)].count("\n") - 1) <= 15


def test_all_breaches_are_found_at_once(mappe: Path) -> None:
    tekst = skriv(mappe / "mal.xml", GOD).read_text("utf-8")
    resultat = les(mappe, tekst.replace("<SystemEntryDate>2026", "<SystemEntryDate>x"))
    assert len([f for f in resultat.funn if "SystemEntryDate" in f.melding]) == 3


def test_very_many_breaches_stop_the_reading(mappe: Path) -> None:
    tekst = skriv(mappe / "mal.xml", GOD).read_text("utf-8")
    resultat = les(mappe, tekst.replace("</Line>", "</Line>" + "<Line/>" * 3000, 1))
    assert {f.kontroll for f in resultat.funn} >= {"saft-mange-feil"}
    feil(resultat)
