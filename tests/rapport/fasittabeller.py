"""A municipality for the tests of this room: tables and records read straight from printed figures.

Only tests read them so; the product computes its tables in oppstilling.
"""

import csv
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from rodtraad.oppstilling.grunnlag import (
    Funksjonssum,
    Grunnlag,
    Kommune,
    Organisasjonsenhet,
    Post,
)
from rodtraad.oppstilling.tabell import Celle, Kolonne, Kolonneslag, Tabell, Tabellrad, Verdi
from rodtraad.oppstilling.tabeller import tabell

RAMMER = {
    "10": "Stab og støtte", "15": "Investeringer", "20": "Oppvekst", "30": "Helse og omsorg", "40": "Næring",
    "50": "Kultur", "60": "Tekniske områder", "70": "Kirkelig administrasjon", "80": "Finans",
}  # fmt: skip
UTEN_KODE = {"Næring": "400", "Kultur og fritid": "500"}
HOVEDFUNKSJON = {
    "202": "200", "201": "230", "275": "250", "253": "310", "265": "630", "339": "640", "370": "500", "373": "500",
}  # fmt: skip
TEKSTKOLONNER = {
    "enhet_kode",
    "virksomhet_kode",
    "tabell_enhet_kode",
    "funksjon_kode",
    "hovedtrinn",
    "ansvar_kode",
}
STATUS = "Bokført, ikke revidert"


def les(fil: Path) -> tuple[Post, ...]:
    """The records of a printed table, numbers as numbers."""
    with fil.open(encoding="utf-8", newline="") as inn:
        return tuple(
            {k: _verdi(k, v) for k, v in rad.items() if k != "kildelinje"} for rad in csv.DictReader(inn)
        )


def _verdi(kolonne: str, tekst: str) -> Verdi:
    if tekst == "":
        return None
    if kolonne in TEKSTKOLONNER:
        return tekst
    try:
        return int(tekst)
    except ValueError:
        pass
    try:
        return Decimal(tekst)
    except InvalidOperation:
        return tekst


def tabell_av(navn: str, poster: tuple[Post, ...], enhet: str = "1000 kr") -> Tabell:
    """Records as a frozen table."""
    kolonner = tuple(
        Kolonne(
            k,
            k.replace("_", " ").capitalize(),
            _slag(k, [p[k] for p in poster]),
            _desimaler([p[k] for p in poster]),
        )
        for k in poster[0]
        if k != "er_sum"
    )
    rader = tuple(
        Tabellrad(nr, tuple(Celle(p[k.navn]) for k in kolonner), er_sum=str(p.get("er_sum", "0")) == "1")
        for nr, p in enumerate(poster, start=1)
    )
    return Tabell(
        id=navn, tittel=navn.replace("_", " ").capitalize(), enhet=enhet, kolonner=kolonner, rader=rader
    )


def _slag(kolonne: str, verdier: list[Verdi]) -> Kolonneslag:
    if kolonne == "aar":
        return "aar"
    if any(isinstance(v, str) for v in verdier) or all(v is None for v in verdier):
        return "tekst"
    if kolonne.startswith(("regnskap", "oppr", "rev", "pol")) or kolonne == "avvik_kr":
        return "belop"
    return "prosent" if kolonne.endswith("pct") else "tall"


def _desimaler(verdier: list[Verdi]) -> int:
    return max((max(0, -int(v.as_tuple().exponent)) for v in verdier if isinstance(v, Decimal)), default=0)


class Fasit:
    """Grunnlag and table lookup made of the printed figures."""

    def __init__(self, mappe: Path) -> None:
        self.mappe = mappe
        self.enheter = _organisasjon(les(mappe / "enheter.csv"))
        self.grunnlag = Grunnlag(
            kommune=Kommune("5025", "Røros"),
            aar=2024,
            dato=date(2025, 3, 31),
            status=STATUS,
            organisasjon=self.enheter,
            funksjonssummer=tuple(
                Funksjonssum(2024, "regnskap", "1", virksomhet, funksjon, 100, 1)
                for funksjon, virksomhet in HOVEDFUNKSJON.items()
            ),
            datasett={f.stem: les(f) for f in sorted(mappe.glob("*.csv"))},
            innstillinger={
                "kommunedirektor_navn": "Ada Eksempel",
                "kommunedirektor_tittel": "kommunedirektør",
                "kommunedirektor_tittel_samisk": "Tjïeltedirektööre",
                "samisk_spraak": "sma",
                "sted": "Røros",
            },
        )

    def hent(self, _: Grunnlag, navn: str, enhet: str | None) -> Tabell:
        """A printed table, limited to a unit. Raises KeyError for one that does not exist."""
        fil = self.mappe / f"{navn}.csv"
        if navn == "laerernorm_hovedtrinn":
            return tabell(self.grunnlag, navn)
        if not fil.exists():
            raise KeyError(navn)
        poster = les(fil)
        if enhet:
            poster = tuple(p for p in poster if self._er_om(p, enhet))
        if not poster:
            raise KeyError(navn)
        kr = navn.startswith("budsjettavvik")
        return tabell_av(navn, poster, "kr" if kr else "1000 kr")

    def _er_om(self, post: Post, kode: str) -> bool:
        enhet = next(e for e in self.enheter if e.kode == kode)
        if "prosjekt" in post:
            return enhet.nivaa == "rammeomrade" and post["rammeomrade"] == enhet.navn
        navn = post.get("tabell_enhet", post.get("enhet"))
        return bool(post.get("nivaa") == enhet.nivaa and navn == enhet.navn)


def _organisasjon(poster: tuple[Post, ...]) -> tuple[Organisasjonsenhet, ...]:
    kode_for = {navn: kode for kode, navn in RAMMER.items()}
    enheter = [
        Organisasjonsenhet(k, n, "rammeomrade", "", nr, vis_kode=False)
        for nr, (k, n) in enumerate(RAMMER.items())
    ]
    for nr, post in enumerate(poster):
        if post["nivaa"] == "virksomhet":
            navn = str(post["enhet"])
            kode = str(post["enhet_kode"] or UTEN_KODE[navn])
            enheter.append(
                Organisasjonsenhet(kode, navn, "virksomhet", kode_for[str(post["rammeomrade"])], 100 + nr)
            )
    enheter.append(Organisasjonsenhet("700", "Kirkelig administrasjon", "virksomhet", "70", 200))
    return tuple(enheter)
