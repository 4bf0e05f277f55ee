"""Deler hver linje (lønn, kjøp, refusjon …) på KOSTRA-arter etter tjenestens art av virksomhet."""

from __future__ import annotations

from los_drift import prorata

Miks = dict[str, float]
MINST = 4_000

LONN: dict[str, Miks] = {
    "vanlig": {"010": 80, "020": 6, "030": 3, "040": 3, "050": 5, "160": 1.5, "165": 0.3},
    "pleie": {"010": 66, "020": 13, "030": 4, "040": 4, "050": 12, "160": 0.8},
    "skole": {"010": 85, "020": 7, "030": 2, "040": 2, "050": 3, "160": 0.5},
    "kontor": {"010": 90, "020": 1, "030": 2, "040": 1.5, "050": 3.5, "160": 1.5, "165": 0.5},
    "bygg": {"010": 45, "020": 4, "030": 2, "040": 2.5, "050": 3, "070": 12, "075": 30, "160": 1},
    "politikk": {"010": 30, "050": 8, "080": 58, "160": 4},
    "stonad": {"010": 22, "020": 1, "050": 1, "089": 76},
    "brann": {"010": 52, "030": 10, "040": 6, "050": 31, "160": 1},
    "omsorgslonn": {"010": 20, "050": 80},
}
KJOP: dict[str, Miks] = {
    "kontor": {"100": 5, "120": 8, "130": 10, "140": 5, "150": 9, "170": 5, "185": 4, "190": 3, "195": 22, "200": 8,
               "220": 5, "240": 7, "270": 14, "350": 3},
    "felles": {"120": 10, "130": 15, "150": 15, "185": 25, "195": 15, "270": 20},
    "politikk": {"100": 3, "115": 10, "120": 10, "130": 6, "140": 10, "150": 12, "170": 12, "195": 12, "270": 10, "350": 15},
    "revisjon": {"350": 30, "370": 55, "270": 15},
    "privat": {"370": 97, "350": 3},
    "skole": {"100": 3, "105": 17, "115": 5, "120": 10, "130": 4, "150": 6, "170": 9, "195": 12, "200": 9, "220": 3,
              "240": 3, "350": 12, "370": 5, "270": 2},
    "barnehage": {"105": 8, "115": 28, "120": 15, "130": 4, "150": 7, "170": 3, "195": 7, "200": 7, "240": 3, "350": 16, "260": 2},
    "skyss": {"170": 100},
    "pleie": {"110": 12, "114": 8, "115": 19, "120": 12, "130": 4, "150": 4, "160": 0, "170": 3, "195": 7, "200": 5, "210": 4,
              "220": 3, "240": 3, "260": 6, "270": 5, "370": 5},
    "hjemme": {"110": 9, "114": 5, "115": 6, "120": 10, "130": 7, "150": 5, "170": 4, "195": 9, "200": 5, "210": 18, "240": 4,
               "260": 3, "270": 6, "370": 9},
    "helse": {"100": 2, "110": 12, "114": 7, "120": 7, "130": 5, "150": 5, "170": 3, "195": 12, "200": 4, "209": 4, "270": 9,
              "300": 2, "350": 10, "370": 18},
    "sosial": {"120": 10, "130": 8, "150": 8, "170": 8, "195": 12, "270": 12, "300": 20, "350": 15, "370": 7},
    "barnevern": {"120": 3, "150": 4, "170": 6, "195": 3, "270": 20, "300": 24, "350": 30, "370": 10},
    "rus": {"120": 8, "115": 8, "130": 6, "150": 6, "170": 5, "210": 8, "195": 8, "270": 16, "350": 15, "370": 20},
    "integrering": {"105": 6, "115": 3, "120": 10, "150": 10, "170": 8, "190": 34, "195": 6, "200": 12, "270": 11},
    "bygg": {"120": 8, "130": 1, "180": 28, "181": 10, "185": 6, "195": 11, "230": 12, "240": 13, "250": 5, "260": 4, "200": 2},
    "bolig": {"120": 4, "180": 10, "185": 5, "190": 32, "195": 12, "230": 20, "240": 10, "250": 5, "260": 2},
    "plan": {"100": 3, "120": 4, "130": 4, "140": 10, "150": 5, "170": 4, "195": 18, "270": 52},
    "naering": {"120": 5, "140": 15, "150": 5, "170": 4, "195": 4, "270": 50, "370": 17},
    "utleie": {"180": 18, "185": 6, "190": 10, "195": 18, "230": 22, "240": 16, "250": 10},
    "vei": {"120": 4, "180": 8, "195": 3, "210": 6, "220": 4, "230": 42, "240": 10, "250": 18, "270": 5},
    "maskin": {"120": 14, "130": 3, "150": 2, "185": 4, "195": 8, "200": 12, "210": 38, "240": 15, "250": 4},
    "brann": {"120": 9, "130": 8, "150": 14, "170": 4, "185": 3, "195": 8, "200": 20, "210": 14, "240": 8, "350": 12},
    "vann": {"120": 6, "130": 3, "150": 2, "180": 17, "195": 12, "200": 6, "210": 5, "230": 24, "240": 8, "250": 10, "270": 7},
    "avfall": {"120": 3, "140": 2, "195": 5, "200": 4, "210": 12, "350": 10, "370": 56, "240": 3, "270": 5},
    "kultur": {"100": 2, "115": 6, "120": 18, "130": 6, "140": 9, "150": 4, "170": 5, "185": 2, "190": 12, "195": 10, "200": 10,
               "240": 4, "270": 12},
    "bibliotek": {"100": 4, "120": 14, "130": 5, "140": 3, "150": 3, "190": 26, "195": 16, "200": 27, "240": 2},
    "kino": {"115": 8, "120": 6, "130": 3, "140": 10, "190": 6, "195": 57, "240": 6, "200": 4},
    "blandet": {"100": 6, "120": 24, "130": 14, "150": 12, "170": 8, "195": 20, "200": 9, "270": 7},
    "idrett": {"120": 3, "180": 22, "190": 6, "195": 4, "230": 10, "240": 8, "370": 47},
}
OVER: dict[str, Miks] = {
    "andre": {"470": 100}, "sosialhjelp": {"470": 100}, "kommuner": {"450": 60, "470": 40}, "stat": {"400": 40, "470": 60},
    "fylke": {"430": 15, "470": 85},
}  # fmt: skip
REF: dict[str, Miks] = {
    "vanlig": {"700": 30, "750": 30, "770": 25, "890": 15},
    "kommuner": {"750": 80, "700": 12, "770": 8},
    "stat": {"700": 80, "730": 8, "770": 12},
    "private": {"770": 70, "890": 30},
    "fylke": {"730": 50, "700": 30, "770": 12, "830": 8},
    "kultur": {"730": 15, "830": 25, "700": 25, "770": 20, "890": 15},
}

GRUPPE: dict[str, tuple[str, str, str, str, str]] = {
    # funksjon: lønn, kjøp, overføring, refusjon, salg
    "100": ("politikk", "politikk", "andre", "vanlig", "620"), "110": ("kontor", "revisjon", "andre", "vanlig", "620"),
    "120": ("kontor", "kontor", "kommuner", "vanlig", "620"), "121": ("bygg", "bygg", "andre", "vanlig", "650"),
    "130": ("bygg", "bygg", "andre", "vanlig", "630"), "172": ("kontor", "felles", "andre", "vanlig", "620"),
    "180": ("kontor", "felles", "andre", "vanlig", "620"), "201": ("skole", "barnehage", "andre", "vanlig", "620"),
    "202": ("skole", "skole", "fylke", "kommuner", "620"), "211": ("skole", "barnehage", "andre", "kommuner", "620"),
    "213": ("skole", "skole", "fylke", "kommuner", "620"), "215": ("skole", "barnehage", "andre", "vanlig", "620"),
    "221": ("bygg", "bygg", "andre", "vanlig", "630"), "222": ("bygg", "bygg", "andre", "vanlig", "630"),
    "223": ("vanlig", "skyss", "fylke", "vanlig", "620"), "231": ("vanlig", "kultur", "andre", "kultur", "620"),
    "232": ("kontor", "helse", "andre", "stat", "620"), "233": ("vanlig", "helse", "andre", "stat", "620"),
    "234": ("pleie", "pleie", "andre", "stat", "620"), "241": ("vanlig", "helse", "stat", "stat", "620"),
    "242": ("kontor", "sosial", "stat", "stat", "620"), "243": ("pleie", "rus", "andre", "stat", "620"),
    "244": ("kontor", "barnevern", "andre", "kommuner", "620"), "251": ("omsorgslonn", "barnevern", "andre", "stat", "620"),
    "252": ("omsorgslonn", "barnevern", "andre", "stat", "620"), "253": ("pleie", "pleie", "andre", "kommuner", "620"),
    "254": ("pleie", "hjemme", "andre", "stat", "620"), "256": ("pleie", "pleie", "andre", "stat", "620"),
    "257": ("pleie", "hjemme", "andre", "stat", "620"), "258": ("pleie", "hjemme", "andre", "stat", "620"),
    "261": ("bygg", "bygg", "andre", "vanlig", "630"), "265": ("bygg", "bolig", "andre", "vanlig", "630"),
    "273": ("vanlig", "kultur", "andre", "stat", "650"), "275": ("stonad", "integrering", "andre", "stat", "620"),
    "276": ("stonad", "sosial", "andre", "stat", "620"), "281": ("kontor", "sosial", "sosialhjelp", "stat", "620"),
    "285": ("vanlig", "maskin", "andre", "vanlig", "650"), "301": ("kontor", "plan", "andre", "vanlig", "620"),
    "302": ("kontor", "plan", "andre", "vanlig", "620"), "303": ("kontor", "plan", "andre", "vanlig", "620"),
    "320": ("kontor", "utleie", "andre", "vanlig", "630"), "321": ("kontor", "kontor", "andre", "vanlig", "650"),
    "325": ("kontor", "naering", "andre", "fylke", "630"), "329": ("kontor", "naering", "andre", "stat", "620"),
    "332": ("vanlig", "vei", "andre", "private", "650"), "338": ("brann", "brann", "andre", "kommuner", "640"),
    "339": ("brann", "brann", "andre", "kommuner", "620"), "340": ("vanlig", "vann", "andre", "vanlig", "640"),
    "345": ("vanlig", "vann", "andre", "vanlig", "640"), "350": ("vanlig", "vann", "andre", "vanlig", "640"),
    "353": ("vanlig", "vann", "andre", "vanlig", "640"), "355": ("vanlig", "avfall", "andre", "vanlig", "640"),
    "360": ("kontor", "naering", "andre", "stat", "620"), "365": ("kontor", "plan", "andre", "stat", "620"),
    "370": ("vanlig", "bibliotek", "andre", "kultur", "620"), "373": ("vanlig", "kino", "andre", "kultur", "629"),
    "375": ("vanlig", "kultur", "andre", "kultur", "620"), "380": ("vanlig", "idrett", "andre", "kultur", "630"),
    "383": ("skole", "kultur", "andre", "kommuner", "620"), "385": ("vanlig", "kultur", "andre", "kultur", "629"),
    "386": ("bygg", "kultur", "andre", "kultur", "630"), "390": ("kontor", "kontor", "andre", "vanlig", "620"),
}  # fmt: skip
KJOP_EGEN = {("100", "201"): "privat", ("100", "211"): "privat", ("600", "120"): "kontor", ("630", "325"): "utleie"}
SOSFAKTOR = {"stonad": 0.35, "politikk": 0.55, "omsorgslonn": 0.7, "brann": 0.9, "pleie": 1.01, "skole": 1.01}
PENSJONSANDEL = {"R23": 0.72, "R24": 0.61, "OB": 0.65, "ADM": 0.6}
FAST = {"mva": "429", "stat": "810", "bruk": "600", "avskr": "590", "rente": "500", "avs": "550", "rentei": "900",
        "brukb": "950", "brukd": "940"}  # fmt: skip


def lonnsgruppe(virksomhet: str, funksjon: str) -> str:
    """Lønnsmiks for en celle."""
    return "kontor" if virksomhet == "100" and funksjon != "100" else GRUPPE[funksjon][0]


def artsmiks(virksomhet: str, funksjon: str, linje: str) -> Miks:
    """Artene en linje deles på."""
    if linje in FAST:
        return {FAST[linje]: 1.0}
    lonn, kjop, over, ref, salg = GRUPPE[funksjon]
    if linje == "lonn":
        return LONN[lonnsgruppe(virksomhet, funksjon)]
    if linje == "kjop":
        if (virksomhet, funksjon) in KJOP_EGEN:
            return KJOP[KJOP_EGEN[virksomhet, funksjon]]
        return KJOP["blandet" if virksomhet == "100" and kjop not in ("kontor", "politikk", "revisjon", "skyss") else kjop]
    if linje == "over":
        return OVER[over]
    if linje == "ref":
        return REF[ref]
    return {salg: 0.9, "650" if salg != "650" else "620": 0.1} if salg != "640" else {"640": 0.95, "650": 0.05}


def del_paa_arter(belop: int, miks: Miks, enhet: int = 1) -> dict[str, int]:
    """Deler beløpet etter miksen i hele `enhet`; arter som ville fått under `MINST` kroner, faller bort."""
    igjen = {a: w for a, w in miks.items() if w > 0}
    while len(igjen) > 1:
        minst = min(igjen, key=lambda a: igjen[a])
        if abs(belop) * igjen[minst] / sum(igjen.values()) >= MINST:
            break
        del igjen[minst]
    tegn = -1 if belop < 0 else 1
    hele, rest = divmod(abs(belop), enhet)
    delt = {a: v * enhet for (a,), v in prorata({(a,): w for a, w in igjen.items()}, hele).items()}
    delt[max(igjen, key=lambda a: igjen[a])] += rest
    return {a: tegn * v for a, v in delt.items() if v}


def refusjoner(virksomhet: str, funksjon: str, belop: int, lonn: int, kol: str) -> dict[str, int]:
    """Refusjonene: sykelønnsrefusjon etter lønn (høyst 60 %), resten etter tjenestens miks."""
    sats = 0.015 if kol == "OB" else 0.052
    syke = min(round(lonn * sats), round(-belop * 0.6))
    enhet = 1000 if kol == "OB" else 1
    syke = syke // enhet * enhet if syke >= MINST else 0
    ut = del_paa_arter(belop + syke, artsmiks(virksomhet, funksjon, "ref"), enhet)
    return ut | ({"710": -syke} if syke else {})
