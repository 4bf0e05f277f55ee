"""Hver trykt rad i drift som uttrykk over T (tjenestenetto), L (rammelinje), C (sentralt) og S (sum)."""
# ruff: noqa: PLR2004 - line numbers of the printed tables and tolerances of the solver

from __future__ import annotations

from typing import TYPE_CHECKING

from skript.konstruksjon.trykk import Avvik, Rad, Uttrykk, desimal, heltall, les, rad

if TYPE_CHECKING:
    from collections.abc import Iterable

RAMMER = {
    "Stab og støtte": ("STA", ("100",)),
    "Oppvekst": ("OPP", ("200", "230", "250", "350", "360")),
    "Helse og omsorg": ("HEL", ("310", "330", "340", "370")),
    "Næring": ("NAE", ("400",)),
    "Kultur": ("KUL", ("500",)),
    "Tekniske områder": ("TEK", ("600", "610", "620", "630", "640")),
    "Kirkelig administrasjon": ("KIR", ("700",)),
    "Finans": ("FIN", ("800",)),
}
RAMMEKODER = [kode for kode, _ in RAMMER.values()]
ENHET = {"Næring": "400", "Kultur": "500", "Kirkelig administrasjon": "700"}
UTGIFT = ("pers", "premie", "kjop", "over", "mva", "avskr", "rente", "avs")
INNTEKT = ("eskatt", "askatt", "stat", "ref", "bruk", "salg", "rentei", "brukb", "brukd")
POST_1A = ("avskr", "rentei", "rente", "avs", "brukb", "brukd")
HERAV = {
    "Avskrivninger": "avskr",
    "Renteinntekter": "rentei",
    "Renteutgifter": "rente",
    "Avsetninger til bundne driftsfond": "avs",
    "Bruk av bundne driftsfond": "brukb",
    "Bruk av disposisjonsfond": "brukd",
    "Overføring til investering": "overf",
}
S01 = {3: (-29947, -5204), 5: (-447772, -9366)}


def linjer(rammer: Iterable[str], arter: Iterable[str]) -> Uttrykk:
    """Sum av rammeområdelinjer; mva er et par (utgift og like stor kompensasjon) og teller ikke netto."""
    return {("L", r, a): 1 for r in rammer for a in arter}


def sentralt(*arter: str) -> Uttrykk:
    """Sum av sentrale poster."""
    return {("C", a): 1 for a in arter}


def pluss(*deler: Uttrykk) -> Uttrykk:
    """Sum av uttrykk."""
    ut: Uttrykk = {}
    for del_ in deler:
        for navn, verdi in del_.items():
            ut[navn] = ut.get(navn, 0) + verdi
    return {navn: verdi for navn, verdi in ut.items() if verdi}


def netto(rammer: Iterable[str]) -> Uttrykk:
    """Netto ramme: alle linjer uten mva-paret."""
    return linjer(rammer, [a for a in (*UTGIFT, *INNTEKT) if a != "mva"])


def avvik(trykt: dict[str, str], budsjett: str) -> list[Avvik]:
    """Avvikskolonnene i en trykt rad."""
    ut = [Avvik(budsjett, heltall(trykt["avvik_kr"]), desimal(trykt.get("avvik_pct")))]
    if "avvik_rev_kr" in trykt:
        ut.append(Avvik("RB", heltall(trykt["avvik_rev_kr"]), desimal(trykt["avvik_rev_pct"])))
    return ut


def tjenesterader(funksjoner: dict[str, str]) -> list[Rad]:
    """T01–T23 og V01–V23."""
    ut = []
    trykte = les("okonomi_per_tjeneste")
    par = {
        (p["rammeomrade"], p["enhet_kode"] or ENHET.get(p["rammeomrade"], ""), p["tjeneste"]) for p in trykte
    }
    par = {(r, v, t) for r, v, t in par if v and t != "Sum"} | {
        ("Helse og omsorg", "370", "Pleie, omsorg, hjelp i institusjon"),
        ("Helse og omsorg", "370", "Hjemmetjenester - ordinær virksomhet"),
    }
    for nr, p in enumerate(trykte, 1):
        enhet = p["enhet_kode"] or (ENHET.get(p["rammeomrade"], "") if p["nivaa"] == "virksomhet" else "")
        uttrykk: Uttrykk = {
            ("T", v, funksjoner[t]): 1
            for r, v, t in sorted(par)
            if r == p["rammeomrade"] and v.startswith(enhet) and p["tjeneste"] in (t, "Sum")
        }
        ut.append(rad(p["tabell_id"], nr, p["tjeneste"], uttrykk, p, avvik=avvik(p, "RB")))
    for nr, p in enumerate(les("okonomi_per_virksomhet"), 1):
        enhet = p["virksomhet_kode"] or p["tabell_enhet_kode"]
        uttrykk = {
            ("T", v, funksjoner[t]): 1
            for r, v, t in sorted(par)
            if r == p["rammeomrade"] and v.startswith(enhet)
        }
        ut.append(rad(p["tabell_id"], nr, p["virksomhet"], uttrykk, p, avvik=avvik(p, "RB")))
    return ut


def totalrader() -> list[Rad]:
    """Totaloversiktene, sentrale inntekter og finans."""
    ut = []
    til_disp: list[Uttrykk] = [
        sentralt("skatt", "ramme", "eskatt", "stat"),
        sentralt("avskr", "motpost"),
        sentralt("rente", "rentei", "utbytte", "avdrag"),
        sentralt("avsd", "brukd"),
    ]
    for nr, p in enumerate(les("totaloversikt_okonomi"), 1):
        if nr <= 4:
            uttrykk = til_disp[nr - 1]
        elif nr in (5, 14):
            uttrykk = pluss(*til_disp, netto(RAMMEKODER) if nr == 14 else {})
        else:
            uttrykk = netto(RAMMEKODER if nr == 13 else [RAMMER[p["linje"]][0]])
        ut.append(rad("totaloversikt_okonomi", nr, p["linje"], uttrykk, p, avvik=avvik(p, "RB")))
    ut[-1].avvik = [Avvik("RB", -40119, 0)]
    for nr, p in enumerate(les("totaloversikt_drift"), 1):
        navn = p["tjenesteomrade"]
        rammer = [] if navn == "Investeringer" else [RAMMER[navn][0]] if navn in RAMMER else RAMMEKODER
        brutto = {
            "rev_bud_utgifter": ("RB", linjer(rammer, UTGIFT)),
            "rev_bud_inntekter": ("RB", innt(rammer)),
            "rev_bud_netto": ("RB", netto(rammer)),
            "regnskap_utgifter": ("R24", linjer(rammer, UTGIFT)),
            "regnskap_inntekter": ("R24", innt(rammer)),
            "regnskap_netto": ("R24", netto(rammer)),
        }
        for kolonne, (kort, uttrykk) in brutto.items():
            ut.append(Rad("totaloversikt_drift", nr, f"{navn} {kolonne}", uttrykk, {kort: int(p[kolonne])}))
        ut.append(
            rad(
                "totaloversikt_drift",
                nr,
                navn,
                netto(rammer),
                {"regnskap_2023": p["regnskap_2023"]},
                avvik=avvik(p, "RB"),
            )
        )
    return ut + sentralrader()


def innt(rammer: Iterable[str]) -> Uttrykk:
    """Brutto inntekter i rammeområder: alle inntektslinjer og mva-kompensasjonen."""
    valgt = list(rammer)
    return pluss(linjer(valgt, INNTEKT), {("L", r, "mva"): -1 for r in valgt})


def sentralrader() -> list[Rad]:
    """Sentrale inntekter og finans."""
    ut = []
    poster = [sentralt("skatt"), sentralt("ramme"), sentralt("eskatt"), sentralt("stat")]
    for nr, p in enumerate(les("sentrale_inntekter"), 1):
        uttrykk = poster[nr - 1] if nr < 5 else pluss(*poster)
        r = rad("sentrale_inntekter", nr, p["linje"], uttrykk, p, avvik=avvik(p, "OB"))
        if nr in S01:
            r.verdier["R24"], kr = S01[nr]
            r.avvik = [Avvik("OB", kr, None)]
        ut.append(r)
    poster = [sentralt("rente"), sentralt("rentei", "utbytte"), sentralt("avdrag")]
    for nr, p in enumerate(les("finans"), 1):
        uttrykk = poster[nr - 1] if nr < 4 else pluss(*poster)
        ut.append(rad("finans", nr, p["linje"], uttrykk, p, avvik=avvik(p, "OB")))
    return ut


def uttrykk_5_4_1() -> list[Uttrykk]:
    """De 23 linjene i rapportens § 5-4 første ledd."""
    inntekter = [sentralt("skatt"), sentralt("ramme"), sentralt("eskatt"), sentralt("stat")]
    utg = sentralt("avskr", "motpost")
    drift = linjer(RAMMEKODER, [a for a in (*UTGIFT, *INNTEKT) if a not in (*POST_1A, "mva")])
    avskr = linjer(RAMMEKODER, ["avskr"])
    brutto = pluss(*inntekter, utg, drift, avskr)
    finans = [
        sentralt("rente"),
        sentralt("rentei", "utbytte"),
        sentralt("avdrag"),
        linjer(RAMMEKODER, ["rente", "rentei"]),
    ]
    disp = [sentralt("avsd"), sentralt("brukd"), linjer(RAMMEKODER, ["avs", "brukb", "brukd"])]
    resultat = pluss(brutto, *finans)
    return [
        *inntekter, pluss(*inntekter), utg, utg, drift, avskr, brutto, *finans, pluss(*finans),
        {}, {}, resultat, *disp, pluss(*disp), pluss(resultat, *disp),
    ]  # fmt: skip


def uttrykk_5_6() -> list[Uttrykk]:
    """De 31 linjene i § 5-6."""
    alle = RAMMEKODER
    mva = {("L", r, "mva"): 1 for r in alle}
    inntekter = [
        sentralt("ramme"), sentralt("skatt"), pluss(sentralt("eskatt"), linjer(alle, ["eskatt"])),
        linjer(alle, ["askatt"]), pluss(sentralt("stat"), linjer(alle, ["stat"])),
        pluss(linjer(alle, ["ref"]), dict.fromkeys(mva, -1)), linjer(alle, ["bruk"]), linjer(alle, ["salg"]),
    ]  # fmt: skip
    utgifter: list[Uttrykk] = [
        {("S", "lonn"): 1}, {("S", "sos"): 1, ("L", "FIN", "premie"): 1}, linjer(alle, ["kjop"]),
        linjer(alle, ["over", "mva"]), pluss(linjer(alle, ["avskr"]), sentralt("avskr")),
    ]  # fmt: skip
    finans = [
        pluss(sentralt("rentei"), linjer(alle, ["rentei"])), sentralt("utbytte"),
        pluss(sentralt("rente"), linjer(alle, ["rente"])), sentralt("avdrag"),
    ]  # fmt: skip
    brutto = pluss(*inntekter, *utgifter)
    resultat = pluss(brutto, *finans, sentralt("motpost"))
    disp: list[Uttrykk] = [
        {}, linjer(alle, ["avs"]), linjer(alle, ["brukb"]), sentralt("avsd"),
        pluss(sentralt("brukd"), linjer(alle, ["brukd"])), {},
    ]  # fmt: skip
    return [
        *inntekter, pluss(*inntekter), *utgifter, pluss(*utgifter), brutto, *finans, pluss(*finans),
        sentralt("motpost"), resultat, *disp, pluss(*disp), pluss(resultat, *disp),
    ]  # fmt: skip


def lovrader() -> list[Rad]:
    """§ 5-4 første og andre ledd og § 5-6."""
    ut = []
    for tabell, uttrykk in (("bevilgning_5_4_1", uttrykk_5_4_1()), ("okonomisk_oversikt_5_6", uttrykk_5_6())):
        for nr, (p, u) in enumerate(zip(les(tabell), uttrykk, strict=True), 1):
            ut.append(rad(tabell, nr, p["post"], u, p, avvik=avvik(p, "OB")))
    for nr, p in enumerate(les("bevilgning_5_4_2"), 1):
        ramme = p["rammeomrade"]
        rammer = [] if ramme == "Investeringer" else [RAMMER[ramme][0]] if ramme else RAMMEKODER
        if p["herav"]:
            u = linjer(rammer, [HERAV[p["herav"]]]) if p["herav"] != "Overføring til investering" else {}
        elif p["del"].startswith("1"):
            u = netto(rammer)
        else:
            u = linjer(rammer, [a for a in (*UTGIFT, *INNTEKT) if a not in (*POST_1A, "mva")])
        ut.append(rad("bevilgning_5_4_2", nr, p["post"], u, p, avvik=avvik(p, "OB")))
    return ut
