"""Grunnlaget for driften: celler, ønsket fordeling og modellen med alle trykte celler som intervaller."""
# ruff: noqa: PLR2004 - line numbers of the printed tables and tolerances of the solver

from __future__ import annotations

from skript.konstruksjon.drift_rader import (
    INNTEKT,
    RAMMER,
    UTGIFT,
    lovrader,
    pluss,
    tjenesterader,
    totalrader,
)
from skript.konstruksjon.losning import UENDELIG, Modell
from skript.konstruksjon.prior import AVSKRIVNING, BRUTTO, FOND, LINJER, RENTER, mal
from skript.konstruksjon.trykk import Rad, Uttrykk, intervall, les
from skript.konstruksjon.utjevning import jevn

KOL = ("R23", "R24", "OB", "ADM")
ENKEL = (*LINJER, "mva", "avskr", "rente", "avs", "rentei", "brukb", "brukd")
POSITIV = (*UTGIFT, "mva")
SENTRAL = (
    "skatt",
    "ramme",
    "eskatt",
    "stat",
    "avskr",
    "motpost",
    "rente",
    "rentei",
    "utbytte",
    "avdrag",
    "avsd",
    "brukd",
)
SENTRAL_UTGIFT = ("avskr", "rente", "avdrag", "avsd")
STOR = 2_000_000_000
ADM_T = [
    ("200", "202"),
    ("310", "253"),
    ("340", "234"),
    ("340", "253"),
    ("340", "254"),
    ("340", "257"),
    ("340", "258"),
]
EKSAKT_R24 = {"avs": 35_272_559, "brukb": -17_355_591}
BANE_NOR = 9_000_000
"""Tilskudd i 2024 inntektsført på funksjon 332 og avsatt til bundet fond (nokkeltall.csv)."""
NETTOENDRING = 1_286_080
"""Den ene administrative endringen i drift, netto (KONSTRUKSJON § 2)."""

Celle = tuple[str, str]
Losning = dict[tuple[str, ...], int]


def funksjonskart() -> dict[str, str]:
    """Tjenestenavn → KOSTRA-funksjon."""
    return {r["tjeneste"]: r["funksjon"] for r in les("funksjon_map")}


class Drift:
    """Grunnlaget: trykte rader, celler (virksomhet, funksjon) og ønsket fordeling."""

    def __init__(self) -> None:
        kart = funksjonskart()
        self.rader: list[Rad] = [*tjenesterader(kart), *totalrader(), *lovrader()]
        self.ramme = {v: kode for kode, vs in RAMMER.values() for v in vs}
        self.celler: list[Celle] = sorted(
            {(n[1], n[2]) for r in self.rader for n in r.uttrykk if n[0] == "T"}
        )
        self.trykt: dict[Celle, dict[str, int]] = {}
        for rad in self.rader:
            if len(rad.uttrykk) == 1 and rad.tabell[0] == "T":
                (n,) = rad.uttrykk
                if n[0] == "T":
                    self.trykt[n[1], n[2]] = rad.verdier
        for celle, r24 in ((("370", "253"), 4), (("370", "258"), 12)):
            self.trykt[celle] = {"R23": 0, "R24": r24, "OB": 0, "RB": 0}
        self.mal: dict[tuple[str, str, str, str], float] = {}
        self._sett_mal()

    def _sett_mal(self) -> None:
        for v, f in self.celler:
            t = self.trykt[v, f]
            if f in ("870", "880"):
                continue
            for nr, verdier in enumerate(mal(v, f, (t["R23"], t["R24"], t["OB"]))):
                for linje, verdi in verdier.items():
                    if verdi:
                        self.mal[KOL[nr], v, f, linje] = verdi * 1000
        self._fond_og_finans()
        self._jevn()

    def _jevn(self) -> None:
        """Kjente summer inn i prioren; Finans og sentrale poster er trukket fra linjesummene."""
        netto: dict[tuple[str, str, str], float] = {}
        for v, f in self.celler:
            for kol in ("R23", "R24", "OB"):
                fast = sum(self.mal.get((kol, v, f, x), 0.0) for x in ENKEL if x not in (*LINJER, "mva"))
                if (v, f) == ("400", "325"):
                    fast -= {"R23": 4_689_000, "R24": 3_626_000, "OB": 0}[kol]
                netto[kol, v, f] = self.trykt[v, f][kol] * 1000 - fast
        mva = {
            k: sum(w for n, w in self.mal.items() if n[0] == k and n[3] == "mva")
            for k in ("R23", "R24", "OB")
        }
        t56 = {r.nr: r.verdier for r in self.rader if r.tabell == "okonomisk_oversikt_5_6"}
        linjesum: dict[tuple[str, str], float] = {}
        for kol, premie, stat, ref in (
            ("R23", -36.5e6, -2.166e6, -5.35e6),
            ("R24", 3.3e6, -2.697e6, -0.5e6),
            ("OB", 0, -2e6, 0),
        ):
            t = {nr: w[kol] * 1000 for nr, w in t56.items()}
            linjesum[kol, "pers"] = t[10] + t[11] - premie
            linjesum[kol, "kjop"] = t[12]
            linjesum[kol, "over"] = t[13] - mva[kol]
            linjesum[kol, "stat"] = t[5] - stat
            linjesum[kol, "ref"] = t[6] + mva[kol] - ref
            linjesum[kol, "bruk"] = t[7]
            linjesum[kol, "salg"] = t[8]
        jevn(self.mal, netto, linjesum, self._brutto())

    def _brutto(self) -> dict[tuple[str, str, str], tuple[tuple[str, ...], float]]:
        ut = {}
        for p in les("totaloversikt_drift"):
            if p["tjenesteomrade"] not in RAMMER or p["tjenesteomrade"] == "Finans":
                continue
            kode, vs = RAMMER[p["tjenesteomrade"]]
            for kol, forled in (("R24", "regnskap"), ("OB", "rev_bud")):
                fast = {True: 0.0, False: 0.0}
                for n, w in self.mal.items():
                    if n[0] == kol and n[1] in vs and n[3] not in LINJER:
                        fast[w > 0] += w
                        if n[3] == "mva":
                            fast[False] -= w
                if kode == "NAE" and kol == "R24":
                    fast[False] -= 3_626_000
                ut[kol, kode, "utgift"] = (vs, int(p[f"{forled}_utgifter"]) * 1000 - fast[True])
                ut[kol, kode, "inntekt"] = (vs, int(p[f"{forled}_inntekter"]) * 1000 - fast[False])
        return ut

    def _fond_og_finans(self) -> None:
        herav = {
            (r.nr, k): w for r in self.rader if r.tabell == "bevilgning_5_4_2" for k, w in r.verdier.items()
        }
        navn = {
            r.nr: next(iter(r.uttrykk), ())
            for r in self.rader
            if r.tabell == "bevilgning_5_4_2" and r.nr < 39
        }
        for nr, n in navn.items():
            if len(n) != 3 or n[2] not in ("avs", "brukb", "brukd", "rentei", "rente", "avskr"):
                continue
            vekter = {"rentei": RENTER, "rente": RENTER}.get(n[2], FOND).get(n[1], {})
            if n[2] == "avskr":
                vekter = AVSKRIVNING if n[1] == "TEK" else {}
            for kol in ("R23", "R24", "OB"):
                belop = herav[nr, kol] * 1000
                if (kol, n[1], n[2]) == ("R24", "TEK", "avs"):
                    belop -= BANE_NOR
                    self.mal[kol, "620", "332", "avs"] = BANE_NOR
                    self.mal[kol, "620", "332", "ref"] -= BANE_NOR
                valgt = self._valgte(kol, n[1], n[2], vekter)
                for (v, f), vekt in valgt.items():
                    self.mal[kol, v, f, n[2]] = belop * vekt / sum(valgt.values())

    def _valgte(self, kol: str, ramme: str, linje: str, vekter: dict[Celle, float]) -> dict[Celle, float]:
        if ramme == "STA" and linje == "brukd" and kol == "R23":
            return {("100", "880"): 2250, ("100", "120"): 188}
        if ramme == "STA" and linje == "rente":
            return {("100", "120"): 1}
        if ramme == "STA" and linje == "rentei" and kol != "R24":
            return {("100", "870"): 1}
        if kol == "R23":
            vekter = {c: w for c, w in vekter.items() if c != ("340", "258")}
        return {
            c: w for c, w in vekter.items() if self.trykt[c][kol] or BRUTTO.get(c, (0, 0, 0))[KOL.index(kol)]
        }

    def tillatt(self, kol: str) -> list[tuple[str, str, str]]:
        """Cellene (virksomhet, funksjon, linje) som kan ha beløp i en kolonne, mva-paret unntatt."""
        return [n[1:] for n in self.mal if n[0] == kol and n[3] != "mva"]


def _grenser(linje: str) -> tuple[float, float]:
    return (0, STOR) if linje in POSITIV else (-STOR, 0)


def grunnmodell(d: Drift, *, heltall: bool) -> Modell:
    """Variablene T, L, C og S i hver kolonne med alle trykte celler som intervaller."""
    m = Modell()
    rammer = [kode for kode, _ in RAMMER.values()]
    brukt = {(kol, d.ramme[v], linje) for kol, v, _, linje in d.mal}
    for kol in KOL:
        for v, f in d.celler:
            fri = (v, f) in ADM_T if kol == "ADM" else d.trykt[v, f][kol] != 0
            m.variabel((kol, "T", v, f), -STOR * fri, STOR * fri, heltall=heltall)
        for r in rammer:
            for linje in (*UTGIFT, *INNTEKT):
                fri = kol == "ADM" or r == "FIN" or linje == "askatt" or (kol, r, linje) in brukt
                grenser = _linjegrenser(kol, r, linje) if fri else (0, 0)
                m.variabel((kol, "L", r, linje), *grenser, heltall=heltall)
        for linje in SENTRAL:
            m.variabel((kol, "C", linje), *_sentralgrenser(kol, linje), heltall=heltall)
        for linje in ("lonn", "sos"):
            m.variabel((kol, "S", linje), 0, STOR, heltall=heltall)
        m.krav(
            {(kol, "S", "lonn"): 1, (kol, "S", "sos"): 1, **{(kol, "L", r, "pers"): -1 for r in rammer}}, 0, 0
        )
        for kode, vs in RAMMER.values():
            if kode == "FIN":
                continue
            ledd = {(kol, "T", v, f): 1.0 for v, f in d.celler if v in vs}
            ledd |= {(kol, "L", kode, x): -1.0 for x in (*UTGIFT, *INNTEKT) if x != "mva"}
            m.krav(ledd, 0, 0)
    _trykte_krav(d, m)
    _eksakte_krav(m, rammer)
    return m


def _sentralgrenser(kol: str, linje: str) -> tuple[float, float]:
    if kol == "ADM":
        fast = {"avsd": NETTOENDRING, "brukd": -NETTOENDRING}.get(linje, 0)
        return fast, fast
    if linje == "avsd":
        return 0, 0
    return (0, STOR) if linje in SENTRAL_UTGIFT else (-STOR, 0)


def _linjegrenser(kol: str, ramme: str, linje: str) -> tuple[float, float]:
    if kol == "ADM":
        fri = {
            ("OPP", "pers"): (0, STOR),
            ("OPP", "kjop"): (-STOR, 0),
            ("FIN", "brukb"): (-NETTOENDRING, -NETTOENDRING),
        }
        return fri.get((ramme, linje), (0, 0))
    if ramme == "FIN" and kol == "OB":
        return (434, 497) if linje == "kjop" else (0, 0)
    if ramme == "FIN":
        egne: dict[str, tuple[float, float]] = {
            "premie": (-STOR, STOR),
            "eskatt": (-STOR, 0),
            "ref": (-STOR, 0),
        }
        egne |= {x: _grenser(x) for x in ("avskr", "avs", "brukb", "rentei")}
        if kol == "R23":
            egne["ref"] = (-5_400_000, -5_300_000)
        return egne.get(linje, (0, 0))
    if linje in ("premie", "eskatt") or (linje == "askatt" and ramme != "NAE"):
        return (0, 0)
    return _grenser(linje)


def kolonne(uttrykk: dict[tuple[str, ...], int], kol: str) -> dict[object, float]:
    """Uttrykket i én kolonne; revidert = opprinnelig + administrativ endring."""
    deler = ("OB", "ADM") if kol == "RB" else (kol,)
    return {(k, *n): float(v) for k in deler for n, v in uttrykk.items()}


def _trykte_krav(d: Drift, m: Modell) -> None:
    for rad in d.rader:
        if not rad.uttrykk:
            continue
        for kol, verdi in rad.verdier.items():
            bare_null = verdi == 0 and len(rad.uttrykk) == 1 and next(iter(rad.uttrykk))[0] == "L"
            m.krav(kolonne(rad.uttrykk, kol), *((0, 0) if bare_null else intervall(verdi)))
        for a in rad.avvik:
            if a.kr is None:
                continue
            diff = kolonne(rad.uttrykk, a.budsjett)
            for n, v in kolonne(rad.uttrykk, "R24").items():
                diff[n] = diff.get(n, 0) - v
            m.krav(diff, *intervall(a.kr))
            budsjett = rad.verdier.get(a.budsjett, rad.verdier.get("OB", 0))
            if a.prosent is not None and budsjett != 0:
                tegn = 1 if budsjett > 0 else -1
                for sats, lav, hoy in (
                    (a.prosent - 0.04999, 0, UENDELIG),
                    (a.prosent + 0.04999, -UENDELIG, 0),
                ):
                    ledd = dict(diff)
                    for n, v in kolonne(rad.uttrykk, a.budsjett).items():
                        ledd[n] = ledd.get(n, 0) - v * tegn * sats / 100
                    m.krav(ledd, lav, hoy)


def _eksakte_krav(m: Modell, rammer: list[str]) -> None:
    for linje, belop in EKSAKT_R24.items():
        m.krav({("R24", "L", r, linje): 1 for r in rammer}, belop, belop)
    m.krav(
        {("R24", "C", "brukd"): 1, **{("R24", "L", r, "brukd"): 1 for r in rammer}}, -24_744_000, -24_744_000
    )
    alt: Uttrykk = {("C", x): 1 for x in SENTRAL}
    alt |= {("L", r, x): 1 for r in rammer for x in (*UTGIFT, *INNTEKT) if x != "mva"}
    m.krav(kolonne(pluss(alt), "R24"), 40_119_238, 40_119_238)
    m.krav(kolonne(pluss(alt), "OB"), 0, 0)
    m.krav(kolonne(pluss(alt), "ADM"), 0, 0)
    for kol in ("R23", "R24", "OB"):
        m.krav({(kol, "C", "avskr"): 1}, *((0, 0) if kol == "R24" else (0, STOR)))
