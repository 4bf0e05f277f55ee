"""`rodtraad organisasjon`: the tree of a year."""

import csv
import json
import sys
from datetime import date
from typing import Any

import click

from rodtraad.kommando.installasjon import i_installasjon

KOLONNER = ("kode", "navn", "nivaa", "overordnet", "gyldig_fra", "gyldig_til")


@click.command()
@click.option("--aar", type=int, help="År organisasjonen vises for. Uten: siste år med regnskap.")
@click.option(
    "--struktur",
    type=click.Choice(["rapportering", "linje"]),
    default="rapportering",
    show_default=True,
    help="Rapporteringen (rammeområder) eller linjen (hvem som svarer til hvem).",
)
@click.option(
    "--format", "format_", type=click.Choice(["csv", "json", "tekst"]), default="csv", show_default=True
)
@i_installasjon
def organisasjon(*, mappe: Any, aar: int | None, struktur: str, format_: str) -> None:  # noqa: ARG001
    """Viser rammeområder, virksomheter og ansvar."""
    from rodtraad.hovedbok.queries import siste_aar  # noqa: PLC0415 - after Django has started
    from rodtraad.organisasjon.queries import tre  # noqa: PLC0415

    enheter = tre(aar or siste_aar() or date.today().year, linje=struktur == "linje")  # noqa: DTZ011 - local year
    rader = [
        {
            "kode": e.kode,
            "navn": e.navn,
            "nivaa": e.nivaa,
            "overordnet": e.overordnet,
            "gyldig_fra": e.gyldig_fra.isoformat(),
            "gyldig_til": e.gyldig_til.isoformat() if e.gyldig_til else "",
        }
        for e in enheter
    ]
    if not rader:
        click.echo(
            "Ingen enheter gjelder dette året. Les dem inn med «rodtraad les organisasjon FIL».", err=True
        )
    _print(rader, format_)


def _print(rader: list[dict[str, str]], format_: str) -> None:
    if format_ == "json":
        click.echo(json.dumps(rader, ensure_ascii=False, indent=2))
    elif format_ == "tekst":
        _print_indented(rader)
    else:
        skriver = csv.DictWriter(sys.stdout, KOLONNER, lineterminator="\n")
        skriver.writeheader()
        skriver.writerows(rader)


def _print_indented(rader: list[dict[str, str]]) -> None:
    dybde: dict[str, int] = {}
    for rad in rader:
        innrykk = dybde.get(rad["overordnet"], -1) + 1 if rad["overordnet"] else 0
        dybde.setdefault(rad["kode"], innrykk)
        nivaa = rad["nivaa"].replace("omrade", "område")
        click.echo(f"{'  ' * innrykk}{rad['kode']} {rad['navn']} ({nivaa})")
