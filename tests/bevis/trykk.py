"""Printed statements: rows as facts of the ledger, and the printed lines as the law numbers and signs them."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rodtraad.lov.oppstilling import Oppstilling
from rodtraad.lov.regelverk import last_regelverk
from tests.bevis import ssb

TUSEN = 1000
FUNKSJON = {"0": "870", "1": "870"}


@cache
def data() -> dict[str, Any]:
    innhold: dict[str, Any] = yaml.safe_load((ssb.DATA / "trykk.yaml").read_text(encoding="utf-8"))
    return innhold


@dataclass(frozen=True)
class Trykk:
    """A printed statement with its declaration. Amounts in 1000 kr as printed."""

    navn: str
    regler: Mapping[str, Any]
    celler: Mapping[str, Mapping[str, int]]
    fortegn: str
    snudd: frozenset[str]
    form: Oppstilling = field(repr=False)

    def linje(self, post: str) -> str:
        """The line of the law a printed row is, or is put on."""
        netto = self.regler.get("netto", {}).get(post)
        if netto:
            return str(netto["linje"])
        return str(self.regler.get("poster", {}).get(post, post))

    def raa(self, post: str, kolonne: str) -> int:
        """A printed amount with the sign it is booked with (cost +), in 1000 kr."""
        tall = self.celler[post][kolonne] * (-1 if post in self.snudd else 1)
        return tall if self.fortegn == "raa" else tall * self._lovens_fortegn(self.linje(post))

    def _lovens_fortegn(self, nr: str) -> int:
        return self.form.linje(nr).fortegn

    def detaljer(self) -> list[str]:
        """The rows that go in as facts: those the law does not compute."""
        inn = {linje.nr for linje in self.form.linjer if not linje.er_sum}
        return [p for p in self.celler if self.linje(p) in inn] + list(self.regler.get("uten_detaljer", {}))

    def trykt(self, kolonne: str) -> dict[str, int]:
        """What is printed for each line of the law, as the law signs it; netted rows that share a line added."""
        ut: dict[str, int] = defaultdict(int)
        for post in self.celler:
            nr = self.linje(post)
            ut[nr] += self._lovens_fortegn(nr) * self.raa(post, kolonne)
        for nr, post in self.regler.get("ogsaa", {}).items():
            ut[nr] = self.celler[post][kolonne]
        return dict(ut)

    def csv_linjer(self) -> Iterator[str]:
        """The details as lines of the standard CSV. The amended budget goes in as original plus amendment."""
        kolonner = {tuple(til): kolonne for kolonne, til in self.regler["kolonner"].items()}
        for (aar, slag), kolonne in kolonner.items():
            opprinnelig = kolonner.get((aar, "opprinnelig"))
            for post in self.detaljer():
                tusen = self.raa(post, kolonne)
                if slag == "revidert" and opprinnelig:
                    tusen -= self.raa(post, opprinnelig)
                if tusen:
                    yield self._csv(aar, "endring_politisk" if slag == "revidert" else slag, post, tusen)

    def _csv(self, aar: int, slag: str, post: str, tusen: int) -> str:
        nr = self.regler.get("uten_detaljer", {}).get(post) or self.linje(post)
        klasse = self.form.domene.kontoklasse if self.form.domene else "1"
        art = "" if klasse == "2" else _koder(self.form.id)[nr]
        kapittel = _koder(self.form.id)[nr] if klasse == "2" else ""
        felt = (
            aar,
            12,
            slag,
            klasse,
            art,
            "870" if art else "",
            kapittel,
            "",
            f"{self.navn} post {post}",
            tusen * TUSEN,
        )
        return ",".join(map(str, felt))


@cache
def _koder(oppstilling: str) -> dict[str, str]:
    """One code of each detail line: the same as for SSB's tables, where there is one."""
    if oppstilling in data()["koder"]:
        return dict(data()["koder"][oppstilling])
    kart = next(k for k in map(ssb.kart, ssb.TABELLER) if k["oppstilling"] == oppstilling)
    return {til["linje"]: til.get("art") or til["kapittel"] for til in reversed(kart["detaljer"].values())}


def les_trykk(delt: Path, navn: str, *, fortegn: str = "", snudd: frozenset[str] | None = None) -> Trykk:
    """A statement; `fortegn` and `snudd` replace what is declared, to see that a wrong one is found."""
    regler = data()["oppstillinger"][navn]
    with (delt / "data/regnskapsoppstillinger" / f"{navn}.csv").open(encoding="utf-8") as fil:
        rader = list(csv.DictReader(fil, delimiter=";"))
    siste = max(aar for aar, _slag in regler["kolonner"].values())
    return Trykk(
        navn=navn,
        regler=regler,
        celler={r["post"]: {k: int(r[k] or 0) for k in regler["kolonner"]} for r in rader},
        fortegn=fortegn or regler["fortegn"],
        snudd=frozenset(regler["snudd"]) if snudd is None else snudd,
        form=last_regelverk(date(siste, 12, 31)).oppstilling(regler["oppstilling"]),
    )


def skriv_csv(fil: Path, trykk: Trykk) -> Path:
    fil.write_text("\n".join([ssb.TOPP, *trykk.csv_linjer()]) + "\n", encoding="utf-8")
    return fil


def ledd_i(form: Oppstilling, nr: str) -> int:
    """How many details a line adds together, through every sum below it."""
    linje = form.linje(nr)
    under = (*linje.pluss, *linje.minus)
    return sum(ledd_i(form, n) for n in under) if under else 1
