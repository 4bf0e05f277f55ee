"""Controls of statistics: KOSTRA, emissions, population, rates."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller.grunnlag import (
    Kontrollgrunnlag,
    del_i_grupper,
    kontroll,
    sjekk_sum,
    vis,
)
from rodtraad.lov.kontroller.tabelldata import Rad, Tabelldata, er_sum, tall
from rodtraad.lov.kontrollregel import Kontrollregel

TIDEL = Decimal("0.1")
_FORHOLDSTALL = re.compile(r"per_innbygger|_pct$|prosent|andel|^indeks")


def egen_kommune(grunnlag: Kontrollgrunnlag) -> str | None:
    """The municipality the report is about: the one KOSTRA hovedtall has most figures for (two years)."""
    for tabell in grunnlag.finn("kostra_hovedtall"):
        antall = Counter(str(rad["kommune"]) for rad in tabell.rader)
        (navn, flest), *andre = antall.most_common(2)
        if not andre or andre[0][1] < flest:
            return navn
    return None


@kontroll("K300")
def kostra_funksjoner(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Functions sum to their area for each municipality (R-37)."""
    for tabell in grunnlag.finn("kostra_funksjonsomraader"):
        for nokkel, rader, summer in del_i_grupper(tabell, ("omrade", "kommune", "aar")):
            if len(summer) == 1 and rader:
                for funn in sjekk_sum(regel, tabell, summer[0], rader, ("kr_per_innbygger",)):
                    yield regel.funn(
                        f"{nokkel[1]}: {funn.melding}", f"{tabell.id} · {nokkel[0]} · {nokkel[1]}"
                    )


@kontroll("K310")
def fond_i_to_tabeller(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """The same indicator in KOSTRA and in the history of handlingsregler (same municipality and year)."""
    tabeller = grunnlag.alle("kostra_hovedtall", "handlingsregler_historikk")
    if tabeller is None:
        return
    kostra, historikk = tabeller
    for indikator, kostranavn in regel.parametre["par"].items():
        for rad in historikk.finn({"indikator": indikator}):
            annen = next(
                (
                    r
                    for r in kostra.rader
                    if str(r["indikator"]).startswith(kostranavn)
                    and (r["kommune"], r["aar"]) == (rad["kommune"], rad["aar"])
                ),
                None,
            )
            a, b = tall(rad, "verdi"), tall(annen, "verdi") if annen else None
            if a is not None and b is not None and a != b:
                yield regel.funn(
                    f"{rad['kommune']} {rad['aar']}: handlingsregeltabellen viser {vis(a)} og KOSTRA {vis(b)}.",
                    f"{historikk.id} · {indikator} · {rad['kommune']} {rad['aar']}",
                )


@kontroll("K311")
def fond_mot_regnskap(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Deposit to and use of disposisjonsfond in KOSTRA and the history against § 5-6 (1000 kr)."""
    tabeller = grunnlag.alle("okonomisk_oversikt_5_6")
    if tabeller is None:
        return
    (oversikt,) = tabeller
    for par in regel.parametre["par"]:
        linje = oversikt.rad({"post": par["post"]})
        for tabell in grunnlag.finn(par["tabell"]):
            egen = egen_kommune(grunnlag)
            for rad in tabell.rader:
                if not str(rad["indikator"]).startswith(par["indikator"]) or rad["kommune"] != egen:
                    continue
                rolle = "regnskap" if rad["aar"] == oversikt.aar else "regnskap_i_fjor"
                kolonne = oversikt.roller.get(rolle, "")
                if linje is None or str(rad["aar"]) not in kolonne:
                    continue
                a, b = tall(rad, "verdi"), tall(linje, kolonne)
                if a is not None and b is not None and a != abs(b):
                    yield regel.funn(
                        f"{rad['kommune']} {rad['aar']}: {vis(a)}, men § 5-6 viser {vis(abs(b))}.",
                        f"{tabell.id} · {rad['indikator']} · {rad['aar']}",
                    )


@kontroll("K312")
def netto_driftsresultat_i_prosent(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """KOSTRA's net result in percent against § 5-6 (R-17)."""
    tabeller = grunnlag.alle("okonomisk_oversikt_5_6", "kostra_hovedtall")
    if tabeller is None:
        return
    oversikt, kostra = tabeller
    resultat, inntekter = (oversikt.rad({"post": p}) for p in ("Netto driftsresultat", "Sum driftsinntekter"))
    if resultat is None or inntekter is None:
        return
    for rolle in ("regnskap_i_fjor", "regnskap"):
        kolonne = oversikt.roller.get(rolle, "")
        r, i = tall(resultat, kolonne), tall(inntekter, kolonne)
        for rad in kostra.rader:
            if (
                str(rad["indikator"]).startswith("Netto driftsresultat i prosent")
                and rad["kommune"] == egen_kommune(grunnlag)
                and str(rad["aar"]) in kolonne
            ):
                trykt = tall(rad, "verdi")
                if r is None or not i or trykt is None:
                    continue
                beregnet = round(r / i * 100, 1)
                if beregnet != trykt:
                    yield regel.funn(
                        f"KOSTRA viser {vis(trykt)} prosent i {rad['aar']}, men § 5-6 gir {vis(beregnet)}.",
                        f"{kostra.id} · {rad['indikator']} · {rad['aar']}",
                    )


@kontroll("K320")
def utslipp_summerer(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Sectors sum to the total, ± rounding of one decimal (R-78)."""
    for tabell in grunnlag.finn("klima_per_aar_sektor", "klima_per_kommune"):
        for _nokkel, rader, summer in del_i_grupper(tabell, ("kommune", "aar")):
            if len(summer) == 1 and rader:
                yield from sjekk_sum(regel, tabell, summer[0], rader, ("tonn_co2e",), enhet=TIDEL)
    for tabell in grunnlag.finn("klima_2009_2023"):
        kolonner = [k for k in tabell.kolonner if k.startswith("tonn_co2e_") or k == "endring_tonn"]
        for _nokkel, rader, summer in del_i_grupper(tabell, ("kommune",)):
            if len(summer) == 1 and rader:
                yield from sjekk_sum(regel, tabell, summer[0], rader, kolonner, enhet=TIDEL)


@kontroll("K321")
def utslipp_i_to_tabeller(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Emissions of one municipality, sector and year are the same in every table."""
    forst: dict[tuple[str, str, str], tuple[Decimal, str]] = {}
    for tabell in grunnlag.finn("klima_per_aar_sektor", "klima_per_kommune", "klima_2009_2023"):
        for nokkel, verdi in _utslipp(tabell):
            annen, sted = forst.setdefault(nokkel, (verdi, tabell.id))
            if annen != verdi:
                kommune, sektor, aar = nokkel
                yield regel.funn(
                    f"{kommune} {aar}, {sektor}: {vis(verdi)} tonn her, men {vis(annen)} i {sted}.",
                    f"{tabell.id} · {sektor} · {aar}",
                )


def _utslipp(tabell: Tabelldata) -> Iterator[tuple[tuple[str, str, str], Decimal]]:
    for rad in tabell.rader:
        sektor = "Sum" if er_sum(rad) else str(rad["sektor"])
        aarskolonner = {k: k[-4:] for k in tabell.kolonner if re.fullmatch(r"tonn_co2e_\d{4}", k)}
        for kolonne, aar in (aarskolonner or {"tonn_co2e": str(rad.get("aar"))}).items():
            verdi = tall(rad, kolonne)
            if verdi is not None:
                yield (str(rad["kommune"]), sektor, aar), verdi


@kontroll("K330")
def sum_av_forholdstall(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """A total row of rates over municipalities means nothing (R-79)."""
    for tabell in grunnlag.tabeller.values():
        rater = [k for k in tabell.kolonner if k.startswith("tonn") and _FORHOLDSTALL.search(k)]
        if not rater or "kommune" not in tabell.kolonner:
            continue
        summer = [verdi for rad in tabell.rader if er_sum(rad) and (verdi := tall(rad, rater[0])) is not None]
        if summer:
            yield regel.funn(
                f"Tabellen har {len(summer)} sumrader av {rater[0]} "
                f"(første {vis(summer[0])}, siste {vis(summer[-1])}).",
                f"{tabell.id} · Sum",
            )


@kontroll("K331")
def aar_mangler(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """A time series lacks years between its first and last."""
    for tabell in grunnlag.finn(*regel.parametre["tabeller"]):
        aar = {int(str(rad["aar"])) for rad in tabell.rader if rad.get("aar") is not None}
        mangler = sorted(set(range(min(aar), max(aar) + 1)) - aar) if aar else []
        if mangler:
            yield regel.funn(
                f"Tidsserien går fra {min(aar)} til {max(aar)}, men mangler {', '.join(map(str, mangler))}.",
                tabell.id,
            )


@kontroll("K340")
def fodselsoverskudd(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """fødselsoverskudd = fødte − døde, and net migration is in − out (R-70, R-71)."""
    formler = {
        "fodselsoverskudd": (("fodte",), ("dode",)),
        "netto_innvandring_flytting": (
            ("innvandring", "innflytting_innenlands"),
            ("utvandring", "utflytting_innenlands"),
        ),
    }
    for tabell in grunnlag.finn("befolkning"):
        for rad in tabell.rader:
            for kolonne, ledd in formler.items():
                yield from _formel(regel, tabell, rad, kolonne, ledd)


@kontroll("K342")
def folkevekst(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Folkevekst = fødselsoverskudd + netto flytting (R-72)."""
    for tabell in grunnlag.finn("befolkning"):
        for rad in tabell.rader:
            yield from _formel(
                regel, tabell, rad, "folkevekst", (("fodselsoverskudd", "netto_innvandring_flytting"), ())
            )


def _formel(
    regel: Kontrollregel,
    tabell: Tabelldata,
    rad: Rad,
    kolonne: str,
    ledd: tuple[tuple[str, ...], tuple[str, ...]],
) -> Iterator[Funn]:
    pluss, minus = ledd
    trykt = tall(rad, kolonne)
    verdier = {k: tall(rad, k) for k in (*pluss, *minus)}
    if trykt is None or None in verdier.values():
        return
    beregnet = sum(verdier[k] or 0 for k in pluss) - sum(verdier[k] or 0 for k in minus)
    if beregnet != trykt:
        yield regel.funn(
            f"{rad['aar']}: {kolonne} er {vis(trykt)}, men delene gir {vis(Decimal(beregnet))}.",
            f"{tabell.id} · {rad['aar']} · {kolonne}",
        )


@kontroll("K343")
def folketall_inn_og_ut(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Population at the start of a year is that at the end of the year before (R-72)."""
    for tabell in grunnlag.finn("befolkning"):
        utgang = {str(rad["aar"]): tall(rad, "folketall_utgang") for rad in tabell.rader}
        for rad in tabell.rader:
            inngang, forrige = tall(rad, "folketall_inngang"), utgang.get(str(int(str(rad["aar"])) - 1))
            if inngang is not None and forrige is not None and inngang != forrige:
                yield regel.funn(
                    f"{rad['aar']} begynner med {vis(inngang)}, men året før endte med {vis(forrige)} "
                    f"(forskjell {vis(inngang - forrige)}).",
                    f"{tabell.id} · {rad['aar']} · folketall_inngang",
                )


@kontroll("K344")
def aldersbaereevne(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Stated aldersbæreevne against the age groups of 1 January that year and the next (R-73)."""
    tabeller = grunnlag.alle("aldersbaereevne", "aldersgrupper")
    if tabeller is None:
        return
    oppgitte, grupper = tabeller
    slakk = Decimal(str(regel.parametre["toleranse"]))
    for rad in oppgitte.finn({"slag": "faktisk"}):
        oppgitt, aar = tall(rad, "innbyggere_20_66_per_67"), int(str(rad["aar"]))
        regnet = {a: v for a in (aar, aar + 1) if (v := _baereevne(grupper, a, regel)) is not None}
        if oppgitt is not None and regnet and all(abs(oppgitt - v) > slakk for v in regnet.values()):
            ledd = " og ".join(f"{vis(round(v, 2))} 1. januar {a}" for a, v in regnet.items())
            yield regel.funn(
                f"{aar}: aldersbæreevnen er oppgitt til {vis(oppgitt)}, men aldersgruppene gir {ledd} "
                f"(eldre er {', '.join(regel.parametre['eldre'])}).",
                f"{oppgitte.id} · {aar}",
            )


def _baereevne(grupper: Tabelldata, aar: int, regel: Kontrollregel) -> Decimal | None:
    """Inhabitants of working age per old inhabitant, None without all the groups."""
    antall = {str(rad["aldersgruppe"]): tall(rad, "personer") for rad in grupper.finn({"aar": aar})}
    yngre, eldre = (
        [antall.get(gruppe) for gruppe in regel.parametre[navn]] for navn in ("yrkesaktive", "eldre")
    )
    sum_eldre = sum((n for n in eldre if n is not None), Decimal(0))
    if None in yngre or None in eldre or not sum_eldre:
        return None
    return sum((n for n in yngre if n is not None), Decimal(0)) / sum_eldre


@kontroll("K370")
def delte_antall(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """A total count is the sum of its groups, and a group the sum of its parts."""
    for tabell in grunnlag.finn("kommunale_boliger"):
        grupper: dict[str, list[Rad]] = defaultdict(list)
        for rad in tabell.rader:
            grupper[str(rad["gruppe"])].append(rad)
        gruppesummer = [
            r
            for navn, rader in grupper.items()
            if navn != regel.parametre["total"]
            for r in rader
            if er_sum(r)
        ]
        for navn, rader in grupper.items():
            for sumrad in (rad for rad in rader if er_sum(rad)):
                deler = (
                    gruppesummer if navn == regel.parametre["total"] else [r for r in rader if not er_sum(r)]
                )
                trykt, beregnet = tall(sumrad, "antall"), sum(tall(r, "antall") or 0 for r in deler)
                if deler and trykt is not None and trykt != beregnet:
                    yield regel.funn(
                        f"{navn}: {vis(trykt)}, men delene er {vis(Decimal(beregnet))}.",
                        f"{tabell.id} · {navn}",
                    )
