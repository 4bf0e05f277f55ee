"""A whole year's ledger as an ERP exports it: konto with name, dimensions, opening balance, months in columns.

Constructed: no public sample of such an export exists. The figures are made here, and close at zero.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]

MAANEDER = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_ORE = Decimal("0.01")


@dataclass
class Rad:
    """One konto string: the cells of its dimensions, opening balance and movement of each month, in kroner."""

    konto: str
    ansvar: str = ""
    funksjon: str = ""
    prosjekt: str = ""
    inn: Decimal = Decimal(0)
    bevegelse: list[Decimal] = field(default_factory=lambda: [Decimal(0)] * 12)

    @property
    def akkumulert(self) -> list[Decimal]:
        return [sum(self.bevegelse[: nr + 1], Decimal(0)) for nr in range(12)]


def hovedbok(*, eiendomsskatt: str = "18780 - Eiendomsskatt boliger", ore: int = 0) -> list[Rad]:
    """A year of drift, investering and balance, each at zero; `ore` is what drift is off, taken from the balance."""
    bank = Rad("21032001 - Bankinnskudd", inn=Decimal("1500000.50"))
    rader = [
        _drift("10100 - Fastlønn", "3400 - Brann", "338 - Forebygging av branner", "100000.10", bank),
        _drift(
            "101000 - Fastlønn",
            "2100 - Skole",
            "202 - Grunnskole",
            "250000.33",
            bank,
            prosjekt="7001 - Leseløft",
        ),
        _drift("1020 - Vikarer", "2100 - Skole", "202 - Grunnskole", "12000.07", bank),
        _drift("10990 - Arbeidsgiveravgift", "2100 - Skole", "202 - Grunnskole", "36000.00", bank),
        _drift(
            "1115010 - Matvarer",
            "2200 - Sykehjem",
            "253 - Helse- og omsorgstjenester i institusjon",
            "9000.45",
            bank,
        ),
        _drift(
            "16000 - Brukerbetalinger",
            "2200 - Sykehjem",
            "253 - Helse- og omsorgstjenester i institusjon",
            "-7000.45",
            bank,
        ),
        _drift("18000 - Rammetilskudd", "", "", "-320000.00", bank),
        _drift("18700000 - Skatt på inntekt og formue", "9000 - Finans", "", "-130000.99", bank),
        _drift(eiendomsskatt, "9000 - Finans", "800 - Skatt", "-15000.00", bank),
        _drift("18790 - Eiendomsskatt fritidsboliger", "9000 - Finans", "", "-5000.00", bank),
        _drift("15000 - Renteutgifter", "9000 - Finans", "870 - Renter", "4000.25", bank),
        _drift("19000 - Renteinntekter", "", "870 - Renter", "-1000.00", bank),
    ]
    rader += _avskrivning() + _investering(bank)
    avsatt = Rad("15400 - Avsetning til disposisjonsfond", "9000 - Finans", "")
    avsatt.bevegelse[11] = -_sum(rader, "1") + ore * _ORE
    fond = Rad("256080 - Disposisjonsfond", inn=Decimal("-400000.00"))
    fond.bevegelse[11] = -avsatt.bevegelse[11]
    kapital = Rad("25990080 - Kapitalkonto", funksjon="", inn=Decimal("-1100000.50"))
    return [*rader, avsatt, bank, fond, kapital]


def _drift(konto: str, ansvar: str, funksjon: str, maaned: str, bank: Rad, *, prosjekt: str = "") -> Rad:
    rad = Rad(konto, ansvar, funksjon, prosjekt)
    for nr in range(12):
        # Never the same twice, and one correction the other way.
        rad.bevegelse[nr] = (
            Decimal(maaned) * (Decimal(-1) if nr == 6 and konto.startswith("1020") else 1) + nr * _ORE
        )
        bank.bevegelse[nr] -= rad.bevegelse[nr]
    return rad


def _avskrivning() -> list[Rad]:
    kostnad, motpost = (
        Rad("15900 - Avskrivninger", "2100 - Skole", "222 - Skolelokaler"),
        Rad("19900 - Motpost avskrivninger", "9000 - Finans", "860 - Motpost avskrivninger"),
    )
    kostnad.bevegelse[11], motpost.bevegelse[11] = Decimal("88000.00"), Decimal("-88000.00")
    return [kostnad, motpost]


def _investering(bank: Rad) -> list[Rad]:
    bygg = Rad("02300 - Nybygg", "2100 - Skole", "222 - Skolelokaler", "8001 - Ny skole")
    laan = Rad("09100 - Bruk av lån", "9000 - Finans", "870 - Lån", "8001 - Ny skole")
    bygg.bevegelse[3], laan.bevegelse[3] = Decimal("2000000.00"), Decimal("-2000000.00")
    return [bygg, laan]


def _sum(rader: list[Rad], klasse: str) -> Decimal:
    return sum((b for r in rader if r.konto.startswith(klasse) for b in r.bevegelse), Decimal(0))


def sum_art(rader: list[Rad], *prefiks: str) -> int:
    """Øre of the kontoer that begin so, through the year."""
    return round(sum((sum(r.bevegelse) for r in rader if r.konto.startswith(prefiks)), Decimal(0)) * 100)


TOPP = ("Systemkonto", "Ansvar", "Funksjon", "Prosjekt", "IB", *(m.capitalize() for m in MAANEDER))


def celler(
    rader: list[Rad], *, akkumulert: bool = True, med_aapning: bool = False, utgaaende: bool = False
) -> list[list[str | Decimal]]:
    """The rows of the matrix, amounts as Decimal."""
    ut: list[list[str | Decimal]] = []
    for rad in rader:
        inn = rad.inn if med_aapning else Decimal(0)
        belop = [inn + b for b in rad.akkumulert] if akkumulert else list(rad.bevegelse)
        slutt = [rad.inn + sum(rad.bevegelse)] if utgaaende else []
        ut.append([rad.konto, rad.ansvar, rad.funksjon, rad.prosjekt, rad.inn, *belop, *slutt])
    return ut


def norsk(belop: Decimal) -> str:
    """1 234 567,80 with a space that does not break, as spreadsheets write it."""
    return f"{belop:,.2f}".replace(",", "\u00a0").replace(".", ",")


def skriv_csv(
    fil: Path,
    rader: list[list[str | Decimal]],
    *,
    topp: tuple[str, ...] = TOPP,
    over: tuple[str, ...] = (),
    under: tuple[str, ...] = (),
    koding: str = "utf-8",
) -> Path:
    linjer = [*over, ";".join(topp)]
    linjer += [";".join(c if isinstance(c, str) else norsk(c) for c in rad) for rad in rader]
    fil.write_bytes(("\r\n".join([*linjer, *under]) + "\r\n").encode(koding))
    return fil


def skriv_xlsx(
    fil: Path,
    rader: list[list[str | Decimal]],
    *,
    topp: tuple[str, ...] = TOPP,
    over: tuple[tuple[str, ...], ...] = (),
    ark: str = "Regnskap",
) -> Path:
    bok = openpyxl.Workbook()
    blad = bok.active
    assert blad is not None
    blad.title = ark
    for titler in (*over, topp):
        blad.append(list(titler))
    for rad in rader:
        blad.append([c if isinstance(c, str) else float(c) for c in rad])
    bok.save(fil)
    return fil


def sumrad(rader: list[list[str | Decimal]], tekst: str = "Sum") -> list[str | Decimal]:
    """The row of totals under the matrix."""
    tall = [[c for c in rad if isinstance(c, Decimal)] for rad in rader]
    return [tekst, "", "", "", *(sum(kolonne, Decimal(0)) for kolonne in zip(*tall, strict=True))]
