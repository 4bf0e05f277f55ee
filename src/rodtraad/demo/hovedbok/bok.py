"""Bilagsboken for ett år: bilag som går i null, oppgjør av mellomværender, nummerering."""

from collections import defaultdict
from typing import NamedTuple

BANK = ("10", "320")
EGEN = "080"

Linje = tuple[str, str, str, str, str, str, str, int]
"""kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt, øre."""


class Bilag(NamedTuple):
    """Ett bilag; linjene summerer til null."""

    periode: int
    dag: int
    serie: str
    tekst: str
    linjer: list[Linje]


def balanse(kapittel: str, sektor: str, ore: int) -> Linje:
    """Linje i kontoklasse 2."""
    return ("2", "", "", kapittel, sektor, "", "", ore)


class Bok:
    """Samler bilag for ett regnskapsår."""

    def __init__(self, aar: int) -> None:
        self.aar = aar
        self.bilag: list[Bilag] = []

    def for_(self, *, periode: int, dag: int, serie: str, tekst: str, linjer: list[Linje]) -> None:
        """Fører et bilag. Raises ValueError når det ikke går i null."""
        if sum(linje[7] for linje in linjer):
            raise ValueError(f"Bilaget «{tekst}» i periode {periode} går ikke i null.")
        self.bilag.append(Bilag(periode, dag, serie, tekst, linjer))

    def saldo(self) -> dict[tuple[str, str], int]:
        """Bevegelsen per kapittel og sektor i øre."""
        ut: dict[tuple[str, str], int] = defaultdict(int)
        for bilag in self.bilag:
            for linje in bilag.linjer:
                if linje[0] == "2":
                    ut[linje[3], linje[4]] += linje[7]
        return {n: v for n, v in ut.items() if v}

    def per_maaned(self) -> dict[tuple[str, str], list[int]]:
        """Bevegelsen per kapittel, sektor og periode (0–13)."""
        ut: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 14)
        for bilag in self.bilag:
            for linje in bilag.linjer:
                if linje[0] == "2":
                    ut[linje[3], linje[4]][bilag.periode] += linje[7]
        return dict(ut)

    def gjor_opp(self) -> None:
        """Betaler leverandører og trekk og innkrever fordringer: forrige måneds poster, etter hver sin rytme."""
        rytme = (
            (("35", "200"), MAANEDLIG, "Utbetaling til leverandører"),
            (("35", "570"), MAANEDLIG, "Utbetaling til leverandører"),
            (("35", "610"), MAANEDLIG, "Utbetaling til leverandører"),
            (("35", "650"), MAANEDLIG, "Utbetaling til leverandører"),
            (("32", "640"), ANNENHVER, "Skattetrekk og arbeidsgiveravgift"),
            (("32", "550"), KVARTAL, "Pensjonspremie"),
            (("13", "890"), MAANEDLIG, "Innbetaling fra kunder"),
            (("13", "200"), MAANEDLIG, "Innbetaling fra kunder"),
            (("16", "610"), ANNENHVER, "Innbetaling fra staten"),
            (("16", "650"), KVARTAL, "Innbetaling fra kommuner"),
            (("16", "200"), MAANEDLIG, "Innbetaling fra andre"),
        )
        bevegelser = self.per_maaned()
        for konto, (perioder, bakover), tekst in rytme:
            maaneder = bevegelser.get(konto, [0] * 14)
            for periode in perioder:
                ore = -sum(maaneder[max(periode - bakover, 1) : periode])
                if ore:
                    linjer = [balanse(*konto, ore), balanse(*BANK, -ore)]
                    self.for_(periode=periode, dag=15, serie="BA", tekst=tekst, linjer=linjer)
            if maaneder[0]:
                linjer = [balanse(*konto, -maaneder[0]), balanse(*BANK, maaneder[0])]
                self.for_(periode=1, dag=20, serie="BA", tekst=f"{tekst} fra i fjor", linjer=linjer)

    def nummerert(self) -> list[tuple[str, Bilag]]:
        """Bilagene i tidsfølge med nummer per serie."""
        teller: dict[str, int] = defaultdict(int)
        ut = []
        for bilag in sorted(self.bilag, key=lambda b: b[:3]):
            teller[bilag.serie] += 1
            ut.append((f"{bilag.serie}{self.aar % 100}-{teller[bilag.serie]:05d}", bilag))
        return ut


MAANEDLIG = (range(2, 13), 1)
ANNENHVER = (range(3, 13, 2), 2)
KVARTAL = (range(4, 13, 3), 3)
