"""Controls within one statement or table: sums, avvik, percentages, roll-up, repeated rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller.grunnlag import (
    Kontrollgrunnlag,
    del_i_grupper,
    kontroll,
    sjekk_sum,
    toleranse,
    vis,
)
from rodtraad.lov.kontroller.tabelldata import Rad, Tabelldata, er_sum, linjenavn, tall
from rodtraad.lov.kontrollregel import Kontrollregel
from rodtraad.lov.oppstilling import Linje, Oppstilling

BUDSJETT_FOR_AVVIK = ("pol", "rev", "oppr")
HALV = Decimal("0.5")
UTEN_BETYDNING = {"kildelinje", "rad", "rekkefolge", "nr"}


@kontroll("K100")
def sumlinjer(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Each formula line of a statement follows its formula, in every amount column."""
    for tabell in grunnlag.tabeller.values():
        oppstilling = grunnlag.oppstillinger.get(tabell.id)
        linjer = _viste_linjer(oppstilling, len(tabell.rader)) if oppstilling else None
        if not linjer:
            continue
        rader = dict(zip((linje.nr for linje in linjer), tabell.rader, strict=True))
        for linje in linjer:
            if linje.pluss:
                yield from _formel(regel, tabell, linje, rader)


def _viste_linjer(oppstilling: Oppstilling, antall: int) -> tuple[Linje, ...] | None:
    """The lines that so many rows show: all, or those that are not left out when they are zero."""
    if oppstilling.er_dynamisk:
        return None
    faste = tuple(linje for linje in oppstilling.linjer if linje.vis != "ulik_null")
    return next((linjer for linjer in (oppstilling.linjer, faste) if len(linjer) == antall), None)


def _formel(
    regel: Kontrollregel, tabell: Tabelldata, linje: Linje, rader: Mapping[str, Rad]
) -> Iterator[Funn]:
    for kolonne in tabell.roller.values():
        trykt = tall(rader[linje.nr], kolonne)
        pluss = [tall(rader[nr], kolonne) or Decimal(0) for nr in linje.pluss if nr in rader]
        minus = [tall(rader[nr], kolonne) or Decimal(0) for nr in linje.minus if nr in rader]
        beregnet = sum(pluss) - sum(minus)
        if trykt is not None and abs(trykt - beregnet) > toleranse(len(pluss) + len(minus) + 1):
            yield regel.funn(
                f"Linjen viser {vis(trykt)}, men formelen gir {vis(beregnet)} (forskjell {vis(trykt - beregnet)}).",
                tabell.sted(rader[linje.nr], kolonne),
            )


@kontroll("K110")
def avvik_i_kr(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Avvik = budsjett − regnskap on every row (R-01)."""
    for tabell, kolonne, budsjett in _avvikskolonner(grunnlag):
        for rad in tabell.rader:
            regnskap, ramme, trykt = _tre(rad, tabell, budsjett, kolonne)
            if regnskap is None or ramme is None or trykt is None:
                continue
            if abs(ramme - regnskap - trykt) > toleranse(3):
                yield regel.funn(
                    f"Avviket er trykt som {vis(trykt)}, men budsjett {vis(ramme)} − regnskap {vis(regnskap)} = "
                    f"{vis(ramme - regnskap)} (forskjell {vis(trykt - ramme + regnskap)}).",
                    tabell.sted(rad, kolonne),
                )


@kontroll("K115")
def avvik_i_prosent(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Avvik % = avvik / |budsjett| within what the rounding of the printed figures allows (R-02)."""
    for tabell, kolonne, budsjett in _avvikskolonner(grunnlag):
        prosentkolonne = kolonne.replace("_kr", "_pct")
        for rad in tabell.rader:
            regnskap, ramme, _avvik = _tre(rad, tabell, budsjett, kolonne)
            prosent = tall(rad, prosentkolonne)
            if regnskap is None or ramme is None or prosent is None:
                continue
            lav, hoy = _prosentspenn(ramme, regnskap)
            if not lav - Decimal("0.05") <= prosent <= hoy + Decimal("0.05"):
                yield regel.funn(
                    f"Prosenten er trykt som {vis(prosent)}, men budsjett {vis(ramme)} og regnskap {vis(regnskap)} "
                    f"gir {vis(round((lav + hoy) / 2, 1))}.",
                    tabell.sted(rad, prosentkolonne),
                )


def _prosentspenn(budsjett: Decimal, regnskap: Decimal) -> tuple[Decimal, Decimal]:
    """The percentages unrounded figures behind the print can give; 0 when the budget prints 0."""
    if budsjett == 0:
        return Decimal(0), Decimal(0)
    svar = [
        (budsjett + b - regnskap - r) / abs(budsjett + b) * 100 for b in (-HALV, HALV) for r in (-HALV, HALV)
    ]
    return min(svar), max(svar)


def _avvikskolonner(grunnlag: Kontrollgrunnlag) -> Iterator[tuple[Tabelldata, str, str]]:
    """Tables with an avvik column: the column and the budget it is measured against."""
    for tabell in grunnlag.tabeller.values():
        roller = tabell.roller
        if "regnskap" not in roller:
            continue
        if "avvik" in roller:
            budsjett = next((roller[r] for r in BUDSJETT_FOR_AVVIK if r in roller), None)
            if budsjett:
                yield tabell, roller["avvik"], budsjett
        if "avvik_rev" in roller and "rev" in roller:
            yield tabell, roller["avvik_rev"], roller["rev"]


def _tre(rad: Rad, tabell: Tabelldata, budsjett: str, avvik: str) -> tuple[Decimal | None, ...]:
    return tall(rad, tabell.roller["regnskap"]), tall(rad, budsjett), tall(rad, avvik)


@kontroll("K120")
def netto(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Netto = utgifter + inntekter, and avvik = rev.bud netto − regnskap netto (R-01, R-04)."""
    for tabell in grunnlag.finn("totaloversikt_drift"):
        for rad in tabell.rader:
            for slag in ("rev_bud", "regnskap"):
                utgifter, inntekter, trykt = (
                    tall(rad, f"{slag}_{k}") for k in ("utgifter", "inntekter", "netto")
                )
                if utgifter is None or inntekter is None or trykt is None:
                    continue
                if abs(utgifter + inntekter - trykt) > toleranse(3):
                    yield regel.funn(
                        f"Netto er {vis(trykt)}, men utgifter {vis(utgifter)} og inntekter {vis(inntekter)} gir "
                        f"{vis(utgifter + inntekter)}.",
                        tabell.sted(rad, f"{slag}_netto"),
                    )
            budsjett, regnskap, avvik = (
                tall(rad, k) for k in ("rev_bud_netto", "regnskap_netto", "avvik_kr")
            )
            if budsjett is None or regnskap is None or avvik is None:
                continue
            if abs(budsjett - regnskap - avvik) > toleranse(3):
                yield regel.funn(
                    f"Avviket er {vis(avvik)}, men netto budsjett − regnskap er {vis(budsjett - regnskap)}.",
                    tabell.sted(rad, "avvik_kr"),
                )


@kontroll("K130")
def tjenester(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Tjenester sum to the Sum row of their table (R-03)."""
    yield from _delsummer(regel, grunnlag.finn("okonomi_per_tjeneste"), ("tabell_id",))


@kontroll("K131")
def virksomheter(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Virksomheter sum to the Sum row of their rammeområde (R-03)."""
    yield from _delsummer(regel, grunnlag.finn("okonomi_per_virksomhet"), ("tabell_id",))


def _delsummer(regel: Kontrollregel, tabeller: Iterator[Tabelldata], nokler: Sequence[str]) -> Iterator[Funn]:
    for tabell in tabeller:
        for _nokkel, rader, summer in del_i_grupper(tabell, nokler):
            if rader and len(summer) == 1:
                yield from sjekk_sum(regel, tabell, summer[0], rader, tabell.roller.values())


@kontroll("K132")
def rammeomraader(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Rammeområder sum to the municipality in both total tables (R-03, R-05)."""
    for tabell in grunnlag.finn("totaloversikt_okonomi"):
        for gruppe in ("til_disposisjon", "disponering"):
            rader = list(tabell.finn({"gruppe": gruppe}))
            summer = [rad for rad in rader if er_sum(rad)]
            if len(summer) == 1:
                vanlige = [rad for rad in rader if not er_sum(rad)]
                yield from sjekk_sum(regel, tabell, summer[0], vanlige, tabell.roller.values())
        resultat = tabell.rad({"gruppe": "resultat"})
        deler = [rad for rad in tabell.rader if er_sum(rad) and rad.get("gruppe") != "resultat"]
        if resultat is not None and deler:
            yield from sjekk_sum(regel, tabell, resultat, deler, tabell.roller.values())
    for tabell in grunnlag.finn("totaloversikt_drift"):
        tallkolonner = [k for k in tabell.kolonner if k.startswith(("regnskap_", "rev_bud_", "avvik_kr"))]
        rader = [rad for rad in tabell.rader if not er_sum(rad)]
        for sumrad in (rad for rad in tabell.rader if er_sum(rad)):
            yield from sjekk_sum(regel, tabell, sumrad, rader, tallkolonner)


@kontroll("K133")
def herav(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """§ 5-4 second paragraph: rammer sum, herav lines sum, and rammer uten 1A are ramme − herav."""
    for tabell in grunnlag.finn("bevilgning_5_4_2"):
        kolonner = list(tabell.roller.values())
        deler: dict[str, list[Rad]] = defaultdict(list)
        for rad in tabell.rader:
            deler[str(rad.get("del", ""))[:1]].append(rad)
        for rad in deler["1"]:
            if er_sum(rad):
                yield from sjekk_sum(regel, tabell, rad, _av_type(deler["1"], "ramme"), kolonner)
        for rad in deler["2"]:
            if er_sum(rad):
                ledd = [r for r in deler["2"] if not er_sum(r) and r.get("herav") == rad.get("herav")]
                yield from sjekk_sum(regel, tabell, rad, ledd, kolonner)
        for rad in deler["3"]:
            if er_sum(rad):
                yield from sjekk_sum(regel, tabell, rad, _av_type(deler["3"], "ramme_uten_1a"), kolonner)
            else:
                yield from _uten_1a(regel, tabell, rad, deler["1"], kolonner)


def _av_type(rader: Sequence[Rad], type_: str) -> list[Rad]:
    return [rad for rad in rader if rad.get("type") == type_]


def _uten_1a(
    regel: Kontrollregel, tabell: Tabelldata, rad: Rad, del_1: Sequence[Rad], kolonner: Sequence[str]
) -> Iterator[Funn]:
    egne = [r for r in del_1 if r.get("rammeomrade") == rad.get("rammeomrade")]
    ramme = _av_type(egne, "ramme")
    if not ramme:
        return
    for kolonne in kolonner:
        total, trykt = tall(ramme[0], kolonne), tall(rad, kolonne)
        trekk = [tall(r, kolonne) or Decimal(0) for r in _av_type(egne, "herav")]
        if total is None or trykt is None:
            continue
        if abs(total - sum(trekk) - trykt) > toleranse(len(trekk) + 2):
            yield regel.funn(
                f"Rammen uten 1A-poster er {vis(trykt)}, men {vis(total)} − {vis(sum(trekk))} = "
                f"{vis(total - sum(trekk))}.",
                tabell.sted(rad, kolonne),
            )


@kontroll("K134")
def prosjekter(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Projects sum to their rammeområde and the rammeområder to the part (R-33)."""
    yield from _delsummer(regel, grunnlag.finn("investeringsstatus"), ("rammeomrade",))
    for tabell in grunnlag.finn("bevilgning_5_5_2"):
        kolonner = list(tabell.roller.values())
        deltotaler: list[Rad] = []
        for nokkel, rader, summer in del_i_grupper(tabell, ("del", "rammeomrade")):
            if nokkel[1] and len(summer) == 1:
                yield from sjekk_sum(regel, tabell, summer[0], rader, kolonner)
        for _nokkel, rader, summer in del_i_grupper(tabell, ("del",)):
            totaler = [rad for rad in summer if not rad.get("rammeomrade")]
            rammer = [rad for rad in summer if rad.get("rammeomrade")]
            if totaler and (rammer or rader):
                yield from sjekk_sum(regel, tabell, totaler[0], rammer or rader, kolonner)
                deltotaler.append(totaler[0])
            elif totaler:
                yield from sjekk_sum(regel, tabell, totaler[0], deltotaler, kolonner)
            else:
                deltotaler += rader


@kontroll("K140")
def like_rader(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """The same row printed twice in one table."""
    for tabell in grunnlag.tabeller.values():
        if not any(k in tabell.kolonner for k in ("rad", "nr", "rekkefolge", "aar", "tabell_id")):
            continue
        sett: dict[tuple[object, ...], int] = defaultdict(int)
        meldt: set[str] = set()
        for rad in tabell.rader:
            nokkel = tuple(v for k, v in rad.items() if k not in UTEN_BETYDNING)
            sett[nokkel] += 1
            navn = linjenavn(rad)
            if sett[nokkel] > 1 and navn not in meldt:
                meldt.add(navn)
                yield regel.funn(f"Raden «{navn}» står to ganger i samme tabell.", tabell.sted(rad))


@kontroll("K150")
def motpost(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Motpost avskrivninger = −avskrivninger in § 5-6 (R-31, KOSTRA rule 155)."""
    for tabell in grunnlag.finn("okonomisk_oversikt_5_6"):
        avskrivninger, motposten = (
            tabell.rad({"post": navn}) for navn in ("Avskrivninger", "Motpost avskrivninger")
        )
        if avskrivninger is None or motposten is None:
            continue
        for rolle, kolonne in tabell.roller.items():
            a, m = tall(avskrivninger, kolonne), tall(motposten, kolonne)
            if rolle.startswith("avvik") or a is None or m is None or abs(a + m) <= toleranse(2):
                continue
            yield regel.funn(
                f"Avskrivningene er {vis(a)} og motposten {vis(m)}; de skal gå i null, men forskjellen er "
                f"{vis(abs(a + m))}. Netto driftsresultat blir {vis(abs(a + m))} for "
                f"{'godt' if a + m < 0 else 'dårlig'}.",
                tabell.sted(motposten, kolonne),
            )


@kontroll("K155")
def avskrivninger_har_fortegn(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """A line called Avskrivninger is a cost; a negative one is the counter entry under a wrong name."""
    for tabell in grunnlag.finn("bevilgning_5_4_1", "okonomisk_oversikt_5_6", "bevilgning_5_4_2"):
        for rad in tabell.rader:
            if not linjenavn(rad).rpartition(": ")[2].startswith("Avskrivninger"):
                continue
            for rolle, kolonne in tabell.roller.items():
                verdi = tall(rad, kolonne)
                if verdi is not None and verdi < 0 and not rolle.startswith("avvik"):
                    yield regel.funn(
                        f"Linjen heter «{linjenavn(rad)}», men viser {vis(verdi)}. Avskrivninger er en utgift; "
                        "et negativt beløp er motposten.",
                        tabell.sted(rad, kolonne),
                    )
