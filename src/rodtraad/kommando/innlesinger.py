"""`innlesinger` and `trekk-tilbake`: the list of imports, and undoing one."""

import csv
import getpass
import io
import json
from pathlib import Path
from typing import Any

import click

from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kommando.installasjon import i_installasjon

KOLONNER = (
    "id", "kilde", "fil", "status", "tidspunkt", "bruker", "antall", "kontrolltotal", "erstattet_av", "sha256",
    "merknad",
)  # fmt: skip


@click.command()
@click.option("--format", "form", type=click.Choice(["tekst", "csv", "json"]), default="tekst")
@i_installasjon
def innlesinger(*, mappe: Path, form: str) -> None:  # noqa: ARG001 - the decorator has used it
    """Viser alle innlesinger, den nyeste sist."""
    from rodtraad.innlesing import queries  # noqa: PLC0415 - rooms need Django started

    rader = [
        {
            "id": i.id,
            "kilde": i.kilde,
            "fil": i.fil,
            "status": i.status,
            "tidspunkt": i.tidspunkt.isoformat(timespec="seconds"),
            "bruker": i.bruker,
            "antall": i.antall,
            "kontrolltotal": "" if i.kontrolltotal_ore is None else kroner_fra_ore(i.kontrolltotal_ore),
            "erstattet_av": " ".join(i.erstattet_av),
            "sha256": i.sha256,
            "merknad": i.merknad,
        }
        for i in queries.innlesinger()
    ]
    click.echo(_vis(rader, form), nl=False)


@click.command()
@click.argument("innlesing_id", metavar="ID")
@click.option("--begrunnelse", default="", help="Hvorfor innlesingen trekkes tilbake.")
@i_installasjon
def trekk_tilbake(*, mappe: Path, innlesing_id: str, begrunnelse: str) -> None:  # noqa: ARG001
    """Trekker tilbake en innlesing; det den erstattet, gjelder igjen."""
    from rodtraad.innlesing import services  # noqa: PLC0415 - rooms need Django started

    tilbake = services.trekk_tilbake(innlesing_id, begrunnelse=begrunnelse, av=getpass.getuser())
    igjen = f" {', '.join(tilbake)} gjelder igjen." if tilbake else ""
    click.echo(f"Innlesing {innlesing_id} er trukket tilbake.{igjen}")


def _vis(rader: list[dict[str, Any]], form: str) -> str:
    if form == "json":
        return json.dumps(rader, ensure_ascii=False, indent=2) + "\n"
    ut = io.StringIO()
    if form == "csv":
        skriver = csv.DictWriter(ut, KOLONNER, lineterminator="\n")
        skriver.writeheader()
        skriver.writerows(rader)
    elif not rader:
        ut.write("Ingenting er lest inn.\n")
    for rad in rader if form == "tekst" else ():
        ut.write(f"{rad['id']}  {rad['status']:<10} {rad['kilde']:<14} {rad['antall']:>9}  {rad['fil']}\n")
    return ut.getvalue()
