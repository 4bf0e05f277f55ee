"""Budget amendments as packages: every line has its decision, and what a decision moves comes to nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste, maks_vist
from rodtraad.innlesing.services import Innlesing
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.regnskap.filformat.felter import KONTOKLASSER
from rodtraad.regnskap.filformat.mellomlager import Mellomlager

MYNDIGHET = {"endring_politisk": "kommunestyret", "endring_administrativ": "administrativ"}
"""Slag → who decides it: the council by a case, the administration by an authority that was given it."""
_SLAG = ", ".join(f"'{s}'" for s in MYNDIGHET)


@dataclass(frozen=True, slots=True)
class Endringspakke:
    """What is asked of a delivery of amendments, and who keeps its decisions when it is stored."""

    lagre_vedtak: Callable[[Sequence[Mapping[str, Any]], Innlesing], None]

    def sjekk(self, lager: Mellomlager, feil: Feilliste) -> None:
        """Only amendments, each with decision and date, each decision balanced in each class of accounts."""
        sjekk_endringer(lager, feil)

    def lagre(self, lager: Mellomlager, innlesing: Innlesing) -> None:
        """Hands the decisions over, in the transaction of the import."""
        self.lagre_vedtak(vedtak_i(lager), innlesing)


_KRAV = (
    (
        f"slag NOT IN ({_SLAG})", "budsjettendring-slag", "slag",
        "Linjen er {slag}, ikke en budsjettendring.",
        "Skriv endring_politisk eller endring_administrativ, eller les filen med kilden csv.",
    ),
    (
        "slag = 'endring_politisk' AND NOT REGEXP_MATCHES(bilag, '[0-9]')", "budsjettendring-sak", "bilag",
        "Linjen har ikke saksnummer («{bilag}»).",
        "Oppgi saken kommunestyret vedtok endringen i, for eksempel PS 78/21.",
    ),
    (
        "slag = 'endring_administrativ' AND bilag = ''", "budsjettendring-myndighet", "bilag",
        "Linjen sier ikke etter hvilken myndighet endringen er gjort.",
        "Oppgi delegasjonen eller vedtaket administrasjonen har endret budsjettet etter.",
    ),
    (
        "dato IS NULL", "budsjettendring-dato", "dato",
        "Linjen mangler datoen for vedtaket.", "Oppgi datoen endringen ble vedtatt.",
    ),
)  # fmt: skip
"""What a line must not be: (SQL condition, control, field, message, remedy)."""


def sjekk_endringer(lager: Mellomlager, feil: Feilliste) -> None:
    """Endring: every demand on a package of amendments, with the first rows that break it. Krav KONTO-06."""
    for vilkaar, kontroll, felt, melding, tiltak in _KRAV:
        brutt = f"FROM {lager.linjer} WHERE {vilkaar}"
        rader = lager.kobling.execute(f"SELECT rad, slag, bilag {brutt} ORDER BY rad").fetchmany(maks_vist())
        if not rader:
            continue
        antall = lager.kobling.execute(f"SELECT COUNT(*) {brutt}").fetchone() or (0,)
        tekster: list[tuple[int | None, str]] = [
            (rad, melding.replace("{slag}", slag).replace("{bilag}", bilag)) for rad, slag, bilag in rader
        ]
        feil.legg_til_flere(kontroll, tekster, antall[0], tiltak=tiltak, kolonne=felt)
    _sjekk_balanse(lager, feil)


def vedtak_i(lager: Mellomlager) -> list[dict[str, Any]]:
    """The decisions of a package, by date: reference, date, authority, case number and the text of the largest line."""
    rader = lager.kobling.execute(
        f"""SELECT bilag, MIN(slag), MIN(dato), ARG_MAX(tekst, ABS(belop)) FROM {lager.linjer}
            GROUP BY bilag ORDER BY MIN(dato), bilag"""
    ).fetchall()
    return [
        {
            "referanse": bilag,
            "dato": dato,
            "myndighet": MYNDIGHET[slag],
            "saksnr": bilag if slag == "endring_politisk" else "",
            "tekst": tekst or bilag,
        }
        for bilag, slag, dato, tekst in rader
    ]


def _sjekk_balanse(lager: Mellomlager, feil: Feilliste) -> None:
    skjeve = lager.kobling.execute(
        f"""SELECT MIN(rad), bilag, aar, kontoklasse, CAST(SUM(belop) AS BIGINT) FROM {lager.linjer}
            GROUP BY bilag, aar, kontoklasse HAVING SUM(belop) <> 0 ORDER BY 1"""
    ).fetchall()
    tekster: list[tuple[int | None, str]] = [
        (
            rad,
            (
                f"Endringene i {KONTOKLASSER.get(klasse, klasse)} {aar} etter «{bilag}» summerer til "
                f"{kroner_fra_ore(sum_)} kroner, ikke til 0."
            ),
        )
        for rad, bilag, aar, klasse, sum_ in skjeve[: maks_vist()]
    ]
    if tekster:
        feil.legg_til_flere(
            "budsjettendring-balanse",
            tekster,
            len(skjeve),
            tiltak="Ta med inndekningen: bruk av fond, økt inntekt, lån eller overføring. Et vedtak om å endre "
            "budsjettet skal gå opp i drift, investering og balanse hver for seg.",
        )
