"""`rodtraad demo`: the demonstration municipality, from nothing, published."""

import time
from pathlib import Path

import click

from rodtraad.kommando.installasjon import framdrift, med_mappe


@click.command()
@click.option(
    "--ut",
    type=click.Path(file_okay=False, path_type=Path),
    help="En egen mappe for årsrapporten. Uten: bare i installasjonens eget arkiv.",
)
@med_mappe
def demo(*, mappe: Path, ut: Path | None) -> None:
    """Bygger demonstrasjonskommunen fra ingenting og publiserer årsrapporten."""
    from rodtraad.demo.mappe import check_utgavemappe, merk_mappe, toem_mappe  # noqa: PLC0415 - fast start
    from rodtraad.demo.steg import KOMMUNENAVN, KOMMUNENUMMER  # noqa: PLC0415
    from rodtraad.kommando.opprett import opprett_installasjon  # noqa: PLC0415

    start = time.monotonic()
    if ut is not None:
        check_utgavemappe(ut)
    framdrift(f"Bygger demonstrasjonskommunen {KOMMUNENAVN} i {mappe}")
    toem_mappe(mappe)
    opprett_installasjon(mappe, KOMMUNENUMMER, KOMMUNENAVN, av="demonstrasjon")
    merk_mappe(mappe)
    utgave_id, sted = _build_and_publish(ut)
    framdrift(f"Ferdig på {time.monotonic() - start:.0f} sekunder")
    click.echo(f"Installasjon: {mappe}")
    click.echo(f"Årsrapport:   {sted}")
    click.echo(f"Utgave:       {utgave_id}")
    click.echo(f"Vis den i nettleseren med «rodtraad tjener --mappe {mappe}».")
    click.echo("Logg inn uten passord, som hvilken rolle du vil, på http://127.0.0.1:8000/konto/logg-inn/.")


def _build_and_publish(ut: Path | None) -> tuple[str, Path]:
    """The edition's id and where it stands."""
    from rodtraad.demo.bygg import AV, bygg_demo  # noqa: PLC0415 - after Django has started
    from rodtraad.demo.steg import RAPPORT  # noqa: PLC0415
    from rodtraad.publisering.queries import arkivmappe  # noqa: PLC0415
    from rodtraad.publisering.services import publiser  # noqa: PLC0415

    bygg_demo(framdrift)
    framdrift("Publiserer årsrapporten")
    utgave = publiser(RAPPORT, ut, av=AV, framdrift=framdrift)
    return str(utgave.id), ut or arkivmappe() / utgave.mappe
