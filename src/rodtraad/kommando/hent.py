"""`rodtraad hent`: asks SSB, for saved queries or for one table, and reads in what comes."""

import getpass
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import yaml

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.installasjon import framdrift, i_installasjon

_VALG = re.compile(r"([A-Za-z0-9_]{1,40})=(.+)")


@click.command()
@click.argument("navn", nargs=-1)
@click.option("--tabell", help="Tabellen hos SSB, fem sifre. Lager en spørring med samme navn.")
@click.option(
    "--velg", "velg", multiple=True, metavar="DIMENSJON=KODER", help="Koder med komma mellom, *, top(3) …"
)
@click.option("--klass", is_flag=True, help="Kommuner, endringer i dem og KOSTRA-grupper fra Klass.")
@i_installasjon
def hent(
    *,
    mappe: Path,  # noqa: ARG001 - the decorator has used it
    navn: tuple[str, ...],
    tabell: str | None,
    velg: tuple[str, ...],
    klass: bool,
) -> None:
    """Henter tall fra SSB på nytt: spørringene med NAVN, eller alle som er lest inn."""
    if klass:
        _klass()
    elif tabell:
        _tabell(tabell, velg)
    elif velg:
        raise RodtraadFeil("--velg hører sammen med --tabell.", "Skriv for eksempel --tabell 12134.")
    else:
        _sporringer(navn)


def _tabell(tabell: str, velg: Sequence[str]) -> None:
    from rodtraad.innlesing.services import les_inn  # noqa: PLC0415 - rooms need Django started
    from rodtraad.statistikk.ssb_services import legg_sporring  # noqa: PLC0415

    valgt: dict[str, Any] = {}
    for ledd in velg:
        treff = _VALG.fullmatch(ledd)
        if treff is None:
            raise RodtraadFeil(
                f"«{ledd}» er ikke DIMENSJON=KODER.", "Skriv for eksempel --velg Tid=2023,2024."
            )
        valgt[treff.group(1)] = treff.group(2).split(",")
    tekst = yaml.safe_dump(
        {"navn": tabell, "uttrekk": [{"tabell": tabell, "velg": valgt}]}, allow_unicode=True
    )
    framdrift(f"Henter tabell {tabell} fra SSB …")
    _vis(les_inn("ssb", [legg_sporring(tabell, tekst)], av=getpass.getuser()))


def _sporringer(navn: Sequence[str]) -> None:
    from rodtraad.statistikk.ssb_queries import hentinger  # noqa: PLC0415 - rooms need Django started
    from rodtraad.statistikk.ssb_services import hent_paa_nytt  # noqa: PLC0415

    valgte = navn or [h.navn for h in hentinger()]
    if not valgte:
        raise RodtraadFeil(
            "Ingen spørringer er lest inn.", "Les inn en med «rodtraad les ssb SPØRRING.yaml»."
        )
    feilet = False
    for ett in valgte:
        framdrift(f"Henter {ett} …")
        try:
            utfall = hent_paa_nytt(navn=ett, av=getpass.getuser(), frist=600.0)
        except RodtraadFeil as feil:
            feilet = True
            click.echo(f"{ett}: {' '.join(feil.meldinger)}", err=True)
        else:
            nytt = f"innlesing {utfall.innlesing}, {utfall.endringer} tall er endret"
            click.echo(f"{ett}: {nytt if utfall.innlesing else 'uendret hos SSB'}")
    if feilet:
        raise click.exceptions.Exit(1)


def _klass() -> None:
    from rodtraad.innlesing.services import les_inn  # noqa: PLC0415 - rooms need Django started
    from rodtraad.statistikk.ssb.klasshenting import hent_klass  # noqa: PLC0415

    framdrift("Henter kodelister fra Klass …")
    for fil in hent_klass():
        _vis(les_inn("klass", [fil], av=getpass.getuser()))


def _vis(resultat: Any) -> None:
    if resultat.uendret:
        click.echo(f"Uendret: det samme er alt lest inn som {resultat.id}.")
        return
    for navn, verdi in resultat.kontrolltotaler.items():
        click.echo(f"Kontrolltotal {navn}: {verdi}")
    for funn in resultat.funn:
        click.echo(f"{funn.sted}: {funn.melding} {funn.tiltak}".removeprefix(": "), err=funn.er_feil)
    if resultat.har_feil:
        raise click.exceptions.Exit(1)
    click.echo(f"Lest inn: {resultat.antall} rader som innlesing {resultat.id}.")
