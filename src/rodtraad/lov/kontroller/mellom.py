"""Controls between tables that need more than a pair of lines: units, projects, investment status."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller.grunnlag import Kontrollgrunnlag, kontroll, vis
from rodtraad.lov.kontroller.tabelldata import Rad, Tabelldata, er_sum, linjenavn, tall
from rodtraad.lov.kontrollregel import Kontrollregel

Belop = Mapping[str, Decimal]


@kontroll("K217")
def rammeomraade_overalt(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """A rammeområde shows the same net amount in every table it stands in."""
    fasit: dict[tuple[str, str], tuple[Decimal, str]] = {}
    for tabell in grunnlag.finn(
        "totaloversikt_okonomi",
        "totaloversikt_drift",
        "bevilgning_5_4_2",
        "okonomi_per_tjeneste",
        "okonomi_per_virksomhet",
    ):
        for ramme, rad in _rammerader(tabell):
            for rolle, kolonne in _netto(tabell).items():
                yield from _likt(regel, fasit, (ramme, rolle), (tabell, rad, kolonne))


@kontroll("K218")
def virksomhet_overalt(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """A virksomhet shows the same amount in its own tables and in the table of its rammeområde."""
    fasit: dict[tuple[str, str], tuple[Decimal, str]] = {}
    for tabell in grunnlag.finn("okonomi_per_virksomhet", "okonomi_per_tjeneste"):
        for virksomhet, rad in _virksomhetsrader(tabell):
            for rolle, kolonne in _netto(tabell).items():
                yield from _likt(regel, fasit, (virksomhet, rolle), (tabell, rad, kolonne))


def _likt(
    regel: Kontrollregel,
    fasit: dict[tuple[str, str], tuple[Decimal, str]],
    nokkel: tuple[str, str],
    celle: tuple[Tabelldata, Rad, str],
) -> Iterator[Funn]:
    tabell, rad, kolonne = celle
    verdi = tall(rad, kolonne)
    if verdi is None:
        return
    forste, sted = fasit.setdefault(nokkel, (verdi, tabell.sted(rad, kolonne)))
    if forste != verdi:
        yield regel.funn(
            f"{nokkel[0]} viser {vis(verdi)} her, men {vis(forste)} i {sted} (forskjell {vis(verdi - forste)}).",
            tabell.sted(rad, kolonne),
        )


def _netto(tabell: Tabelldata) -> dict[str, str]:
    """Net amounts by role; the avvik of § 5-4 against the revised budget is the avvik elsewhere."""
    roller = dict(tabell.roller)
    if tabell.id == "totaloversikt_drift":
        roller |= {"rev": "rev_bud_netto", "regnskap": "regnskap_netto"}
    if "avvik_rev" in roller:
        roller["avvik"] = roller.pop("avvik_rev")
    return {rolle: kolonne for rolle, kolonne in roller.items() if rolle != "pol"}


def _rammerader(tabell: Tabelldata) -> Iterator[tuple[str, Rad]]:
    for rad in tabell.rader:
        if tabell.id == "totaloversikt_okonomi" and rad.get("gruppe") == "disponering" and not er_sum(rad):
            yield str(rad["linje"]), rad
        elif tabell.id == "totaloversikt_drift" and not er_sum(rad):
            yield str(rad["tjenesteomrade"]), rad
        elif (tabell.id == "bevilgning_5_4_2" and rad.get("type") == "ramme") or (
            tabell.id.startswith("okonomi_per_") and rad.get("nivaa") == "rammeomrade" and er_sum(rad)
        ):
            yield str(rad["rammeomrade"]), rad


def _virksomhetsrader(tabell: Tabelldata) -> Iterator[tuple[str, Rad]]:
    for rad in tabell.rader:
        if tabell.id == "okonomi_per_tjeneste":
            if rad.get("nivaa") == "virksomhet" and er_sum(rad):
                yield str(rad["enhet"]), rad
        elif er_sum(rad):
            if rad.get("nivaa") == "virksomhet":
                yield str(rad["tabell_enhet"]), rad
        else:
            yield str(rad["virksomhet"]), rad


@kontroll("K219")
def prosjekt_overalt(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """A project, and the sum of a rammeområde, is the same in the status table and in § 5-5."""
    tabeller = grunnlag.alle("investeringsstatus", "bevilgning_5_5_2")
    if tabeller is None:
        return
    status, oversikt = tabeller
    bevilget = {
        (rad.get("rammeomrade"), str(rad["post"]).removeprefix(f"Sum {rad.get('rammeomrade')}") or "Sum"): rad
        for rad in oversikt.rader
    }
    for rad in status.rader:
        annen = bevilget.get((rad.get("rammeomrade"), str(rad["prosjekt"])))
        if annen is None:
            continue
        for rolle in ("rev", "regnskap"):
            kolonne_a, kolonne_b = status.roller.get(rolle), oversikt.roller.get(rolle)
            a = tall(rad, kolonne_a) if kolonne_a else None
            b = tall(annen, kolonne_b) if kolonne_b else None
            if a is not None and b is not None and a != b:
                yield regel.funn(
                    f"Her står {vis(a)}, men § 5-5 andre ledd viser {vis(b)} (forskjell {vis(a - b)}).",
                    status.sted(rad, kolonne_a or ""),
                )


@kontroll("K220")
def status_er_komplett(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Every rammeområde with investments in § 5-5 has a status table."""
    tabeller = grunnlag.alle("investeringsstatus", "bevilgning_5_5_2")
    if tabeller is None:
        return
    status, oversikt = tabeller
    kolonne = oversikt.roller.get("regnskap")
    med_status = {rad.get("rammeomrade") for rad in status.rader}
    for rad in oversikt.rader:
        ramme = rad.get("rammeomrade")
        if not er_sum(rad) or not ramme or ramme in med_status or kolonne is None:
            continue
        belop = tall(rad, kolonne) or Decimal(0)
        if belop:
            yield regel.funn(
                f"{ramme} har investert {vis(belop)}, men har ingen tabell med investeringsstatus.",
                oversikt.sted(rad, kolonne),
            )


@kontroll("K225")
def fase_og_status(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """A finished project is not in an early phase, and an early phase has not used much of its budget."""
    tidlige = set(regel.parametre["tidlige_faser"])
    minst, andel = (Decimal(str(regel.parametre[navn])) for navn in ("minst_brukt", "brukt_prosent"))
    for tabell in grunnlag.finn("investeringsstatus"):
        for rad in tabell.rader:
            if str(rad.get("fase_kode")) not in tidlige:
                continue
            budsjett, regnskap = (tall(rad, tabell.roller[r]) or Decimal(0) for r in ("rev", "regnskap"))
            fase = f"{rad.get('fase_kode')} {rad.get('fase')}"
            if str(rad.get("status")).startswith("Ferdig"):
                yield regel.funn(
                    f"{linjenavn(rad)} er meldt ferdig, men står i fase {fase}.",
                    tabell.sted(rad, "fase_kode"),
                )
            elif regnskap >= minst and budsjett > 0 and regnskap / budsjett * 100 > andel:
                yield regel.funn(
                    f"{linjenavn(rad)} har brukt {vis(regnskap)} av {vis(budsjett)}, men står i fase {fase}.",
                    tabell.sted(rad, "fase_kode"),
                )
