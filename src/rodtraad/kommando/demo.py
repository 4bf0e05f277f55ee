"""`rodtraad demo`: the demonstration municipality, from nothing, published."""

import importlib.util
import time
from pathlib import Path

import click

from rodtraad.kommando.installasjon import framdrift, med_mappe


@click.command()
@click.option(
    "--ut",
    type=click.Path(file_okay=False, path_type=Path),
    help="Mappen årsrapporten publiseres i. Uten: utgaver/aarsrapport-2024 i installasjonens mappe.",
)
@med_mappe
def demo(*, mappe: Path, ut: Path | None) -> None:
    """Bygger demonstrasjonskommunen Røros 2024 fra ingenting og publiserer årsrapporten."""
    from rodtraad.demo.mappe import check_utgavemappe, merk_mappe, toem_mappe  # noqa: PLC0415 - fast start
    from rodtraad.demo.steg import KOMMUNENAVN, KOMMUNENUMMER, RAPPORT  # noqa: PLC0415
    from rodtraad.kommando.opprett import opprett_installasjon  # noqa: PLC0415

    start = time.monotonic()
    if ut is not None:
        check_utgavemappe(ut)
    framdrift(f"Bygger demonstrasjonskommunen {KOMMUNENAVN} i {mappe}")
    toem_mappe(mappe)
    opprett_installasjon(mappe, KOMMUNENUMMER, KOMMUNENAVN, av="demonstrasjon")
    merk_mappe(mappe)
    ut = ut or mappe / "utgaver" / RAPPORT
    utgave = _build_and_publish(ut, RAPPORT)
    framdrift(f"Ferdig på {time.monotonic() - start:.0f} sekunder")
    click.echo(f"Installasjon: {mappe}")
    click.echo(f"Årsrapport:   {ut}")
    click.echo(f"Utgave:       {utgave}")
    click.echo("Se den i nettleseren med «rodtraad tjener».")


def _build_and_publish(ut: Path, rapport: str) -> str:
    from rodtraad.demo.bygg import AV, bygg_demo  # noqa: PLC0415 - after Django has started

    bygg_demo(framdrift)
    if importlib.util.find_spec("rodtraad.publisering.services") is None:
        framdrift("Publiseringen er ikke installert; demonstrasjonen er bygget, men ikke publisert.")
        return ""
    from rodtraad.publisering.services import publiser  # noqa: PLC0415

    framdrift("Publiserer årsrapporten")
    return str(publiser(rapport, ut, "", AV).id)
