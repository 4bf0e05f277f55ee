"""Løser investeringene: prosjekter og finansiering i hele kroner, så arter og finansiering per prosjekt."""
# ruff: noqa: PLR2004 - line numbers of the printed tables and tolerances of the solver

from __future__ import annotations

from skript.konstruksjon.drift_rader import pluss
from skript.konstruksjon.los_drift import hash_kr, prorata
from skript.konstruksjon.losning import UENDELIG, Modell
from skript.konstruksjon.prosjekter import (
    ARTER,
    MED_KODE,
    MED_NAVN,
    PROSJEKTER,
    RESTTILSKUDD,
    TILSKUDD,
    UTEN_KOMPENSASJON,
)
from skript.konstruksjon.trykk import Avvik, Rad, Uttrykk, desimal, heltall, intervall, les

KOL = ("R23", "R24", "OB", "PB")
KOLONNER = {
    "regnskap_2023": "R23",
    "regnskap_2024": "R24",
    "oppr_bud_2024": "OB",
    "pol_vedtatt_bud_2024": "PB",
    "rev_bud_2024": "PB",
}
FINANS = {"mva": -1, "tilskudd": -1, "salg": -1, "salgfin": -1, "laan": -1, "vutlan": 1, "vlaan": -1, "vavdrag": 1,
          "vmottatt": -1, "avsb": 1, "brukb": -1, "bruku": -1}  # fmt: skip
VIST = {13: (-145137, -59.9), 14: (-165503, -56.8), 21: (-1780, None), 26: (-1017, -58.1)}
EKSAKT = {"avsb": 1_780_493, "brukb": -763_133, "bruku": -1_750_000}
Nokkel = tuple[str, str, str, str, str]
"""(virksomhet, funksjon, art, prosjekt, kolonne)."""


def _rad(tabell: str, nr: int, navn: str, uttrykk: Uttrykk, p: dict[str, str]) -> Rad:
    verdier = {kort: v for k, kort in KOLONNER.items() if (v := heltall(p.get(k))) is not None}
    return Rad(
        tabell, nr, navn, uttrykk, verdier, [Avvik("PB", heltall(p["avvik_kr"]), desimal(p.get("avvik_pct")))]
    )


def k(*navn: str) -> Uttrykk:
    """Sum av prosjektkostnader."""
    return {("K", MED_NAVN[n].kode): 1 for n in navn}


def f(*linjer: str) -> Uttrykk:
    """Sum av finansieringslinjer."""
    return {("F", x): 1 for x in linjer}


def rader() -> list[Rad]:
    """§ 5-5 første og andre ledd og statustabellene."""
    ut = []
    andre = les("bevilgning_5_5_2")
    varige = [p["post"] for p in andre if p["del"].startswith("1") and p["type"] == "prosjekt"]
    utg = [k(*varige), k("Kirkemurer"), k("Kjøp/salg aksjer/andeler"), {}, {}]
    innt: list[Uttrykk] = [f("mva"), f("tilskudd"), f("salg"), f("salgfin"), {}, {}, f("laan")]
    videre = [f("vutlan"), f("vlaan"), f("vavdrag"), f("vmottatt")]
    fond: list[Uttrykk] = [{}, f("avsb"), f("brukb"), {}, f("bruku"), {}]
    alt = pluss(*utg, *innt, *videre, *fond)
    linjer = [*utg, pluss(*utg), *innt, pluss(*innt), *videre, pluss(*videre), *fond, pluss(*fond), alt]
    for nr, (p, u) in enumerate(zip(les("bevilgning_5_5_1"), linjer, strict=True), 1):
        rad = _rad("bevilgning_5_5_1", nr, p["post"], u, p)
        if nr in VIST:
            rad.avvik = [Avvik("PB", *VIST[nr])]
        ut.append(rad)
    for nr, p in enumerate(andre, 1):
        if p["type"] == "prosjekt":
            u = k(p["post"])
        elif p["del"].startswith("Sum"):
            u = pluss(*utg)
        else:
            u = k(*[a["post"] for a in andre if a["type"] == "prosjekt" and a["del"] == p["del"]
                    and p["rammeomrade"] in ("", a["rammeomrade"])])  # fmt: skip
        ut.append(_rad("bevilgning_5_5_2", nr, p["post"], u, p))
    return ut + statusrader([(p["rammeomrade"], p["post"]) for p in andre if p["type"] == "prosjekt"])


def statusrader(alle: list[tuple[str, str]]) -> list[Rad]:
    """Statustabellene; øvrige er prosjektene i § 5-5 andre ledd som ikke er listet."""
    ut = []
    trykte = les("investeringsstatus")
    listet = {p["prosjekt"] for p in trykte}
    for nr, p in enumerate(trykte, 1):
        ramme = [n for r, n in alle if r == p["rammeomrade"]]
        if p["er_sum"] == "1":
            u = k(*ramme)
        elif p["er_samlepost"] == "1":
            u = k(*[n for n in ramme if n not in listet])
        else:
            u = k(p["prosjekt"])
        ut.append(_rad("investeringsstatus", nr, p["prosjekt"], u, p))
    return ut


def losning() -> dict[tuple[str, str, str], int]:
    """MILP over prosjekter og finansiering; alle kolonner balanserer til 0."""
    m = Modell()
    alle = rader()
    for kol in KOL:
        for p in PROSJEKTER:
            m.variabel(
                (kol, "K", p.kode), 0, 0 if p.slag in ("utlan", "startlan") else UENDELIG, heltall=True
            )
        for linje, tegn in FINANS.items():
            m.variabel(
                (kol, "F", linje), -UENDELIG if tegn < 0 else 0, 0 if tegn < 0 else UENDELIG, heltall=True
            )
        m.krav({(kol, *n): float(v) for n, v in alle[26].uttrykk.items()}, 0, 0)
    for kol in ("OB", "PB"):
        m.krav({(kol, "K", "P057"): 1, (kol, "F", "bruku"): 1}, 0, 0)
        m.krav({(kol, "F", "vutlan"): 1, (kol, "F", "vlaan"): 1}, 0, 0)
    for linje, belop in EKSAKT.items():
        m.krav({("R24", "F", linje): 1}, belop, belop)
    m.krav({("R24", "F", "laan"): 1, ("R24", "F", "vlaan"): 1}, -107_052_380, -107_052_380)
    for rad in alle:
        if rad.uttrykk:
            _krav(m, rad)
    return {n: round(v) for n, v in m.los().items() if isinstance(n, tuple) and n[0] in KOL}


def _krav(m: Modell, rad: Rad) -> None:
    for kol, verdi in rad.verdier.items():
        ledd = {(kol, *n): float(v) for n, v in rad.uttrykk.items()}
        m.krav(ledd, *intervall(verdi))
        if len(ledd) == 1:
            (navn,) = ledd
            if verdi == 0:
                m.krav(ledd, 0, 0)
            elif ("avstand", navn, 1, 0) not in m.indeks:
                jitter = 0 if kol in ("OB", "PB") else hash_kr("".join(navn)) % 601 - 300
                m.naer(navn, verdi * 1000 + jitter, 1000, 0.01)
    for a in rad.avvik:
        if a.kr is None:
            continue
        diff = {("PB", *n): float(v) for n, v in rad.uttrykk.items()} | {
            ("R24", *n): -float(v) for n, v in rad.uttrykk.items()
        }
        m.krav(diff, *intervall(a.kr))
        budsjett = rad.verdier["PB"]
        if a.prosent is not None and budsjett:
            tegn = 1 if budsjett > 0 else -1
            for sats, lav, hoy in ((a.prosent - 0.04999, 0, UENDELIG), (a.prosent + 0.04999, -UENDELIG, 0)):
                ledd = {n: v - (v * tegn * sats / 100 if n[0] == "PB" else 0) for n, v in diff.items()}
                m.krav(ledd, lav, hoy)


def fordelt(los: dict[tuple[str, str, str], int]) -> dict[Nokkel, int]:
    """Kostnad per art og finansiering per prosjekt."""
    ut: dict[Nokkel, int] = {}
    for kol in KOL:
        _kostnad(ut, kol, los)
        _finansiering(ut, kol, los)
    return {n: v for n, v in ut.items() if v}


def _kostnad(ut: dict[Nokkel, int], kol: str, los: dict[tuple[str, str, str], int]) -> None:
    kost = {p.kode: los[kol, "K", p.kode] for p in PROSJEKTER if los[kol, "K", p.kode]}
    vekt = {(kode,): float(b) for kode, b in kost.items() if MED_KODE[kode].slag not in UTEN_KOMPENSASJON}
    mva = prorata(vekt, -los[kol, "F", "mva"])
    for kode, belop in kost.items():
        p = MED_KODE[kode]
        avgift = mva.get((kode,), 0)
        arter = ARTER[p.slag]
        if kol in ("OB", "PB") or belop < 300_000:
            hoved = max(arter, key=lambda a: arter[a])
            arter = {hoved: 1.0}
        for (art,), del_ in prorata({(a,): w for a, w in arter.items()}, belop - avgift).items():
            ut[p.virksomhet, p.funksjon, art, kode, kol] = del_
        ut[p.virksomhet, p.funksjon, "429", kode, kol] = avgift
        ut["900", "841", "729", kode, kol] = -avgift


def _finansiering(ut: dict[Nokkel, int], kol: str, los: dict[tuple[str, str, str], int]) -> None:
    fin = {linje: los[kol, "F", linje] for linje in FINANS}
    behov = {
        p.kode: los[kol, "K", p.kode] + ut.get(("900", "841", "729", p.kode, kol), 0)
        for p in PROSJEKTER
        if p.slag not in ("aksjer", "utlan", "startlan", "eiendom")
    }
    lan = -fin["laan"]
    tilskudd = {(kode, art): belop * 1000 for kode, art, belop in TILSKUDD.get(kol, [])}
    rest = -fin["tilskudd"] - sum(tilskudd.values())
    if kol == "R24":
        avsatt = max(lan - sum(behov.values()) - fin["tilskudd"], 0)
        tilskudd[RESTTILSKUDD] = behov[RESTTILSKUDD[0]] + avsatt
        rest -= tilskudd[RESTTILSKUDD]
    if rest:
        tilskudd[next(iter(tilskudd))] += rest
    for (kode, art), belop in tilskudd.items():
        ut["900", MED_KODE[kode].funksjon, art, kode, kol] = -belop
        behov[kode] -= belop
    avsatt = max(-behov[RESTTILSKUDD[0]], 0)
    if avsatt:
        behov[RESTTILSKUDD[0]] = 0
        ut["900", "880", "550", RESTTILSKUDD[0], kol] = avsatt
    if min(behov.values()) < 0 or lan < sum(behov.values()):
        raise SystemExit(
            f"{kol}: finansieringen går ikke opp: {min(behov.values())} {lan - sum(behov.values())}"
        )
    behov["P057"] = lan - sum(behov.values())
    for kode, belop in behov.items():
        ut["900", "870", "910", kode, kol] = -belop
    ut["900", "325", "670", "P004", kol] = fin["salg"]
    ut["900", "870", "929", "P057", kol] = fin["salgfin"]
    ut["900", "880", "940", "P057", kol] = fin["bruku"]
    ut["900", "880", "550", "P059", kol] = fin["avsb"] - avsatt
    ut["900", "880", "950", "P059", kol] = fin["brukb"]
    for linje, art in (("vutlan", "522"), ("vlaan", "912"), ("vavdrag", "512"), ("vmottatt", "922")):
        ut["900", "283", art, "P059", kol] = fin[linje]
