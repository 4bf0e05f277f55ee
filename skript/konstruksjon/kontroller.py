"""Regner alle trykte celler på nytt fra belop.csv, uavhengig av løsningen (ansvar, art, funksjon, prosjekt)."""
# ruff: noqa: PLR2004 - line numbers of the printed tables and tolerances of the solver

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import NamedTuple

from skript.konstruksjon.definisjoner import (
    FINANS,
    INNTEKTER,
    LINJER_5_4,
    LINJER_5_5,
    LINJER_5_6,
    TIL_DISPOSISJON,
    Konto,
    Treff,
    bevilgning,
    i_ramme,
    prosjektrad,
    ramme,
    sted,
    total,
)

ROT = Path(__file__).resolve().parents[2]
BELOP = ROT / "src/rodtraad/demo/data/hovedbok/belop.csv"
FASIT = ROT.parent / "shared/fasit/roros-2024"
KOLONNER = ("regnskap_2023", "regnskap_2024", "oppr_bud_2024", "pol_vedtatt_bud_2024", "rev_bud_2024")
TELLER_I = {
    ("2023", "regnskap"): (0,), ("2024", "regnskap"): (1,), ("2024", "opprinnelig"): (2, 3, 4),
    ("2024", "endring_politisk"): (3, 4), ("2024", "endring_administrativ"): (4,),
}  # fmt: skip


class Celle(NamedTuple):
    """En trykt celle som ikke er lik den beregnede."""

    tabell: str
    linje: int
    navn: str
    kolonne: str
    trykt: str
    vist: str


def les_belop(fil: Path = BELOP) -> list[Konto]:
    """Kontoene i belop.csv med de fem kolonnene."""
    samlet: dict[tuple[str, ...], list[int]] = {}
    with fil.open(encoding="utf-8", newline="") as strom:
        for r in csv.DictReader(strom):
            nokkel = (r["kontoklasse"], r["virksomhet"], r["funksjon"], r["art"], r["prosjekt"])
            kolonner = samlet.setdefault(nokkel, [0] * 5)
            for k in TELLER_I[r["aar"], r["slag"]]:
                kolonner[k] += int(r["belop_kr"])
    return [Konto(k, v, ramme(v), f, a, p, tuple(kr)) for (k, v, f, a, p), kr in samlet.items()]


def les(fasit: Path, navn: str) -> list[dict[str, str]]:
    """En fasitfil."""
    with (fasit / f"{navn}.csv").open(encoding="utf-8", newline="") as fil:
        return list(csv.DictReader(fil))


def halv_opp(teller: int, nevner: int) -> int:
    """Avrundet brøk, halve bort fra null."""
    svar = (2 * abs(teller) + nevner) // (2 * nevner)
    return svar if teller >= 0 else -svar


def tusen(kr: int) -> int:
    """1000 kr."""
    return halv_opp(kr, 1000)


def prosent(avvik: int, budsjett: int, tom: str) -> str:
    """Avvik i prosent av budsjett, én desimal; `tom` når budsjettet trykkes som 0."""
    if tusen(budsjett) == 0:
        return tom
    tideler = halv_opp(avvik * 1000, abs(budsjett))
    tegn = "-" if tideler < 0 else ""
    return f"{tegn}{abs(tideler) // 10}.{abs(tideler) % 10}".removesuffix(".0")


class Kontroll:
    """Sammenligner tabell for tabell."""

    def __init__(self, konti: list[Konto], fasit: Path = FASIT) -> None:
        self.konti = konti
        self.fasit = fasit
        self.ulike: list[Celle] = []
        self.antall = 0

    def sum(self, treff: Treff) -> list[int]:
        """De fem kolonnene for kontoene som treffer."""
        ut = [0] * 5
        for k in self.konti:
            if treff(k):
                for i in range(5):
                    ut[i] += k.kr[i]
        return ut

    def celle(self, tabell: str, linje: int, rad: dict[str, str], kolonne: str, vist: str) -> None:
        """Sammenligner én celle; blank celle i trykk er ingen prøve."""
        trykt = rad.get(kolonne, "")
        if trykt == "":
            return
        self.antall += 1
        if trykt != vist:
            navn = (
                rad.get("post")
                or rad.get("linje")
                or rad.get("tjeneste")
                or rad.get("prosjekt")
                or rad.get("virksomhet")
                or ""
            )
            self.ulike.append(Celle(tabell, linje, navn, kolonne, trykt, vist))

    def rad(
        self, tabell: str, linje: int, rad: dict[str, str], treff: Treff, *, mot: int, tom: str = "0"
    ) -> None:
        """Alle kolonner i en vanlig rad; avviket er mot budsjettkolonne nr. `mot`."""
        kr = self.sum(treff)
        for i, kolonne in enumerate(KOLONNER):
            self.celle(tabell, linje, rad, kolonne, str(tusen(kr[i])))
        avvik = kr[mot] - kr[1]
        self.celle(tabell, linje, rad, "avvik_kr", str(tusen(avvik)))
        self.celle(tabell, linje, rad, "avvik_pct", prosent(avvik, kr[mot], tom))
        rev = kr[4] - kr[1]
        self.celle(tabell, linje, rad, "avvik_rev_kr", str(tusen(rev)))
        self.celle(tabell, linje, rad, "avvik_rev_pct", "" if tusen(rev) == 0 else prosent(rev, kr[4], "0"))

    def tjenester(self) -> None:
        """T01–T23 og V01–V23, og at hver rad finnes i begge retninger."""
        kart = {r["tjeneste"]: r["funksjon"] for r in les(self.fasit, "funksjon_map")}
        for nr, r in enumerate(les(self.fasit, "okonomi_per_tjeneste"), 1):
            f = kart.get(r["tjeneste"])
            self.rad(
                f"okonomi_per_tjeneste {r['tabell_id']}",
                nr,
                r,
                sted(r["rammeomrade"], r["enhet_kode"], f),
                mot=4,
            )
        for nr, r in enumerate(les(self.fasit, "okonomi_per_virksomhet"), 1):
            kode = r["virksomhet_kode"] or r["tabell_enhet_kode"]
            self.rad(
                f"okonomi_per_virksomhet {r['tabell_id']}", nr, r, sted(r["rammeomrade"], kode, None), mot=4
            )

    def totaler(self) -> None:
        """Totaloversiktene, sentrale inntekter og finans."""
        for nr, r in enumerate(les(self.fasit, "totaloversikt_okonomi"), 1):
            treff = TIL_DISPOSISJON[nr - 1] if nr <= 4 else total(nr, r["linje"])
            self.rad("totaloversikt_okonomi", nr, r, treff, mot=4)
        for nr, r in enumerate(les(self.fasit, "totaloversikt_drift"), 1):
            alle = sted("" if r["er_sum"] == "1" else r["tjenesteomrade"], "", None)
            self.rad("totaloversikt_drift", nr, r, alle, mot=4)
            for side, test in (("utgifter", "599"), ("inntekter", "")):
                kr = self.sum(lambda k, t=test, a=alle: a(k) and (k.art <= "599") == bool(t))  # type: ignore[misc]
                self.celle("totaloversikt_drift", nr, r, f"rev_bud_{side}", str(tusen(kr[4])))
                self.celle("totaloversikt_drift", nr, r, f"regnskap_{side}", str(tusen(kr[1])))
            kr = self.sum(alle)
            self.celle("totaloversikt_drift", nr, r, "rev_bud_netto", str(tusen(kr[4])))
            self.celle("totaloversikt_drift", nr, r, "regnskap_netto", str(tusen(kr[1])))
        for navn, linjer in (("sentrale_inntekter", INNTEKTER), ("finans", FINANS)):
            for nr, (r, treff) in enumerate(zip(les(self.fasit, navn), linjer, strict=True), 1):
                self.rad(navn, nr, r, treff, mot=2)

    def lovpaalagte(self) -> None:
        """§§ 5-4, 5-5 og 5-6."""
        for navn, linjer in (("bevilgning_5_4_1", LINJER_5_4), ("okonomisk_oversikt_5_6", LINJER_5_6)):
            for nr, (r, treff) in enumerate(zip(les(self.fasit, navn), linjer, strict=True), 1):
                self.rad(navn, nr, r, treff, mot=3, tom="")
        for nr, r in enumerate(les(self.fasit, "bevilgning_5_4_2"), 1):
            self.rad("bevilgning_5_4_2", nr, r, bevilgning(r), mot=3, tom="")
        for nr, (r, treff) in enumerate(zip(les(self.fasit, "bevilgning_5_5_1"), LINJER_5_5, strict=True), 1):
            self.rad("bevilgning_5_5_1", nr, r, treff, mot=3, tom="")

    def prosjekter(self) -> None:
        """§ 5-5 andre ledd og statustabellene."""
        with (BELOP.parent / "prosjekt.csv").open(encoding="utf-8", newline="") as fil:
            kode = {r["navn"]: r["kode"] for r in csv.DictReader(fil)}
        listet = {r["prosjekt"] for r in les(self.fasit, "investeringsstatus")}
        uten_status = {kode[n] for n in kode if n not in listet}
        for nr, r in enumerate(les(self.fasit, "bevilgning_5_5_2"), 1):
            self.rad("bevilgning_5_5_2", nr, r, prosjektrad(r, kode), mot=3, tom="")
        for nr, r in enumerate(les(self.fasit, "investeringsstatus"), 1):
            omrade = i_ramme(r["rammeomrade"])
            if r["er_sum"] == "1":
                treff: Treff = omrade
            elif r["er_samlepost"] == "1":
                treff = lambda k, o=omrade: o(k) and k.prosjekt in uten_status  # type: ignore[misc]  # noqa: E731
            else:
                treff = lambda k, o=omrade, p=kode[r["prosjekt"]]: o(k) and k.prosjekt == p  # type: ignore[misc]  # noqa: E731
            self.rad("investeringsstatus", nr, r, treff, mot=4)

    def budsjettavvik(self) -> None:
        """§ 5-9 drift og investering i hele kroner."""
        d = [self.sum(t) for t in LINJER_5_6]
        ndr, avs, bruk, til_fond, fra_fond = d[22][1], d[24][1], d[25][1], d[26][4], d[27][1]
        foer = ndr + avs + bruk + til_fond + fra_fond
        svar = {
            1: ndr,
            2: avs,
            3: bruk,
            5: til_fond,
            6: fra_fond,
            8: foer,
            10: -til_fond,
            13: foer - til_fond,
            18: foer - til_fond,
        }
        i = [self.sum(t) for t in LINJER_5_5]
        uten_lan = sum(i[n][1] for n in (*range(5), *range(6, 12), 14, 16, 17))
        laan = i[12][4] + i[15][4]
        netto = uten_lan + i[20][1] + i[21][1] + i[23][1]
        inv = {
            1: uten_lan,
            2: i[20][1],
            3: i[21][1],
            4: laan,
            7: i[23][1],
            9: netto + laan,
            11: -(netto + laan),
        }
        for navn, tall in (("budsjettavvik_5_9_drift", svar), ("budsjettavvik_5_9_investering", inv)):
            for nr, r in enumerate(les(self.fasit, navn), 1):
                self.celle(navn, nr, r, "regnskap_2024_kr", str(tall.get(nr, 0)))

    def kjor(self) -> list[Celle]:
        """Alle tabeller."""
        for steg in (self.tjenester, self.totaler, self.lovpaalagte, self.prosjekter, self.budsjettavvik):
            steg()
        return self.ulike


UNNTAK = {
    ("sentrale_inntekter", 3, "regnskap_2024"): ("-29947", "S01"),
    ("sentrale_inntekter", 3, "avvik_kr"): ("-5204", "S01"),
    ("sentrale_inntekter", 5, "regnskap_2024"): ("-447772", "S01"),
    ("sentrale_inntekter", 5, "avvik_kr"): ("-9366", "S01"),
    ("totaloversikt_okonomi", 14, "avvik_kr"): ("-40119", "S15"),
    ("bevilgning_5_5_1", 13, "avvik_kr"): ("-145137", "S09"),
    ("bevilgning_5_5_1", 13, "avvik_pct"): ("-59.9", "S09"),
    ("bevilgning_5_5_1", 14, "avvik_kr"): ("-165503", "S10"),
    ("bevilgning_5_5_1", 14, "avvik_pct"): ("-56.8", "S10"),
    ("bevilgning_5_5_1", 21, "avvik_kr"): ("-1780", "S11"),
    ("bevilgning_5_5_1", 26, "avvik_kr"): ("-1017", "S12"),
    ("bevilgning_5_5_1", 26, "avvik_pct"): ("-58.1", "S12"),
    ("budsjettavvik_5_9_investering", 4, "regnskap_2024_kr"): (None, "S13"),
    ("budsjettavvik_5_9_investering", 9, "regnskap_2024_kr"): (None, "S13"),
    ("budsjettavvik_5_9_investering", 11, "regnskap_2024_kr"): (None, "S13"),
}
"""De 15 cellene som må avvike fra trykk (KONSTRUKSJON § 1), med tallet som skal vises."""


def brudd(ulike: list[Celle]) -> list[str]:
    """Det som ikke er som ventet: ukjente ulikheter, unntak som mangler, unntak med galt tall."""
    funnet = {(c.tabell, c.linje, c.kolonne): c for c in ulike}
    ut = [f"uventet: {c}" for n, c in funnet.items() if n not in UNNTAK]
    ut += [f"mangler: {n}" for n in UNNTAK if n not in funnet]
    return ut + [
        f"galt tall: {c}" for n, c in funnet.items() if UNNTAK.get(n, (None,))[0] not in (None, c.vist)
    ]


def main() -> None:
    """Skriver ut de ulike cellene; feiler hvis de ikke er nøyaktig de 15."""
    kontroll = Kontroll(les_belop())
    ulike = kontroll.kjor()
    for c in ulike:
        print(
            UNNTAK.get((c.tabell, c.linje, c.kolonne), ("", "?"))[1],
            f"{c.tabell} {c.linje} {c.navn} {c.kolonne}: trykt {c.trykt}, vist {c.vist}",
        )
    feil = brudd(ulike)
    print(f"{kontroll.antall} celler, {len(ulike)} ulike, {len(feil)} brudd")
    for linje in feil:
        print(linje)
    sys.exit(1 if feil else 0)


if __name__ == "__main__":
    main()
