"""Løser hovedboken og skriver belop.csv og prosjekt.csv i pakkens data."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from skript.konstruksjon import investering
from skript.konstruksjon.arter import (
    GRUPPE,
    PENSJONSANDEL,
    SOSFAKTOR,
    artsmiks,
    del_paa_arter,
    lonnsgruppe,
    refusjoner,
)
from skript.konstruksjon.drift import ADM_T, Drift, Losning
from skript.konstruksjon.los_drift import REGNSKAP, fordel, hele_kroner, onsket, prorata
from skript.konstruksjon.prosjekter import PROSJEKTER

UT = Path(__file__).resolve().parents[2] / "src/rodtraad/demo/data/hovedbok"
Konto = tuple[str, str, str, str, str, str, str]
"""aar, slag, kontoklasse, virksomhet, funksjon, art, prosjekt."""
SLAG = {
    "R23": ("2023", "regnskap"), "R24": ("2024", "regnskap"), "OB": ("2024", "opprinnelig"),
    "ADM": ("2024", "endring_administrativ"), "POL": ("2024", "endring_politisk"),
}  # fmt: skip
SENTRALT: dict[str, list[tuple[str, str, float]]] = {
    "skatt": [("800", "870", 1)], "ramme": [("840", "800", 1)], "stat": [("840", "810", 1)],
    "eskatt": [("800", "875", 0.78), ("800", "876", 0.22)], "motpost": [("860", "990", 1)],
    "rente": [("870", "500", 1)],
    "rentei": [("870", "900", 1)], "utbytte": [("870", "905", 1)], "avdrag": [("870", "510", 1)],
    "avsd": [("880", "540", 1)], "brukd": [("880", "940", 1)],
}  # fmt: skip
AVSKRIVNING = {"222": 25, "221": 8, "261": 17, "253": 3, "265": 9, "332": 14, "130": 4, "120": 4, "241": 3, "339": 6,
               "386": 5, "202": 1, "231": 1}  # fmt: skip
FINANS = {
    "eskatt": ("800", "876"),
    "avs": ("880", "550"),
    "brukb": ("880", "950"),
    "rentei": ("870", "900"),
    "kjop": ("180", "120"),
}
NULL_2023 = [
    ("1", "610", "345", "900", ""), ("1", "800", "870", "500", ""), ("1", "800", "880", "570", ""),
    ("1", "800", "880", "940", ""), ("0", "900", "325", "520", "P058"),
]  # fmt: skip
"""Rader som trykkes med 0 i alle kolonner: en postering og rettelsen av den."""


FORDELES_OVER = 1_000_000
"""Sentrale avskrivninger over dette (kr) fordeles på tjenestene."""


class Belop:
    """Samler beløp per konto."""

    def __init__(self) -> None:
        self.belop: dict[Konto, int] = defaultdict(int)

    def legg(self, kol: str, sted: tuple[str, str], art: str, belop: int) -> None:
        """Legger til et driftsbeløp."""
        aar, slag = SLAG[kol]
        self.belop[aar, slag, "1", *sted, art, ""] += belop

    def celler(self, hele: Losning, x: Losning) -> None:
        """Tjenestecellene."""
        for kol in REGNSKAP:
            per: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
            for n, v in x.items():
                if n[0] == kol and v:
                    per[n[2], n[3]][n[4]] = v
            pers = {s: v["pers"] for s, v in per.items() if v.get("pers")}
            vekt = {s: b * SOSFAKTOR.get(lonnsgruppe(*s), 1.0) for s, b in pers.items()}
            sosiale = prorata(vekt, hele[kol, "S", "sos"])
            for sted, linjer in per.items():
                sos = sosiale.get(sted, 0)
                self._celle(kol, sted, linjer, sos)
            self.legg(kol, ("400", "325"), "877", hele[kol, "L", "NAE", "askatt"])
        for sted in ADM_T:
            if sted != ("200", "202"):
                self.legg("ADM", sted, "010", hele["ADM", "T", *sted])
        skole = ("200", "202")
        self.legg("ADM", skole, "010", hele["ADM", "S", "lonn"])
        for art, b in del_paa_arter(hele["ADM", "S", "sos"], {"090": 0.6, "099": 0.4}).items():
            self.legg("ADM", skole, art, b)
        self.legg("ADM", skole, "105", hele["ADM", "L", "OPP", "kjop"])

    def _celle(self, kol: str, sted: tuple[str, str], linjer: dict[str, int], sos: int) -> None:
        lonn = linjer.get("pers", 0) - sos
        enhet = 1000 if kol == "OB" else 1
        arter: list[dict[str, int]] = [del_paa_arter(lonn, artsmiks(*sted, "lonn"), enhet) if lonn else {}]
        if sos:
            andel = PENSJONSANDEL[kol] * (0.4 if GRUPPE[sted[1]][0] in ("politikk", "stonad") else 1.0)
            arter.append(del_paa_arter(sos, {"090": andel, "099": 1 - andel}, enhet))
        for linje, belop in linjer.items():
            if linje == "ref":
                arter.append(refusjoner(*sted, belop, lonn, kol))
            elif linje != "pers":
                arter.append(del_paa_arter(belop, artsmiks(*sted, linje), enhet))
        if "mva" in linjer:
            arter.append({"729": -linjer["mva"]})
        for del_ in arter:
            for art, belop in del_.items():
                self.legg(kol, sted, art, belop)

    def sentrale(self, hele: Losning) -> None:
        """Sentrale poster og rammeområde Finans."""
        for kol in ("R23", "R24", "OB", "ADM"):
            for linje, steder in SENTRALT.items():
                for (f, art), b in prorata({(f, a): w for f, a, w in steder}, hele[kol, "C", linje]).items():
                    self.legg(kol, ("900", f), art, b)
            sentral_avskr = hele[kol, "C", "avskr"]
            vekter = (
                {(f,): float(w) for f, w in AVSKRIVNING.items()}
                if sentral_avskr > FORDELES_OVER
                else {("120",): 1.0}
            )
            for (f,), b in prorata(vekter, sentral_avskr).items():
                self.legg(kol, ("900", f), "590", b)
            for linje, (f, art) in FINANS.items():
                self.legg(kol, ("800", f), art, hele[kol, "L", "FIN", linje])
            for (f,), b in prorata(
                {(f,): float(w) for f, w in AVSKRIVNING.items()}, hele[kol, "L", "FIN", "avskr"]
            ).items():
                self.legg(kol, ("800", f), "590", b)
            self.legg(kol, ("800", "254" if kol == "R23" else "258"), "700", hele[kol, "L", "FIN", "ref"])
            premie = hele[kol, "L", "FIN", "premie"]
            amortisering = {"R23": 2_114_318, "R24": 3_006_252}.get(kol, 0)
            self.legg(kol, ("800", "171"), "090", amortisering)
            self.legg(kol, ("800", "170"), "090", premie - amortisering)
        for kol in ("R23", "R24"):
            alt = sum(b for k, b in self.belop.items() if k[:3] == (*SLAG[kol], "1"))
            self.legg(kol, ("900", "899"), "980", -alt)

    def investeringer(self) -> None:
        """Investeringer; politisk endring er spranget fra opprinnelig til vedtatt."""
        for (v, f, art, prosjekt, kol), b in investering.fordelt(investering.losning()).items():
            if kol in ("PB", "OB"):
                self.belop[*SLAG["POL"], "0", v, f, art, prosjekt] += b if kol == "PB" else -b
            if kol != "PB":
                self.belop[*SLAG[kol], "0", v, f, art, prosjekt] += b

    def skriv(self) -> None:
        """Skriver filene."""
        rader = [(*k, b) for k, b in self.belop.items() if b]
        rader += [("2023", "regnskap", *n, 0) for n in NULL_2023]
        UT.mkdir(parents=True, exist_ok=True)
        with (UT / "belop.csv").open("w", encoding="utf-8", newline="") as fil:
            skriver = csv.writer(fil, lineterminator="\n")
            skriver.writerow(
                ["aar", "slag", "kontoklasse", "virksomhet", "funksjon", "art", "prosjekt", "belop_kr"]
            )
            skriver.writerows(sorted(rader))
        with (UT / "prosjekt.csv").open("w", encoding="utf-8", newline="") as fil:
            skriver = csv.writer(fil, lineterminator="\n")
            skriver.writerow(["kode", "navn", "virksomhet", "funksjon"])
            skriver.writerows((p.kode, p.navn, p.virksomhet, p.funksjon) for p in PROSJEKTER)


def main() -> None:
    """Hele løsningen."""
    d = Drift()
    ideell, celler = onsket(d)
    hele = hele_kroner(d, ideell)
    b = Belop()
    b.celler(hele, fordel(d, hele, celler))
    b.sentrale(hele)
    b.investeringer()
    b.skriv()
    print(f"{len(b.belop)} beløp skrevet til {UT}")


if __name__ == "__main__":
    main()
