"""`rodtraad verifiser`: makes an edition again from its own facts, and compares."""

import os
import tempfile
from pathlib import Path

import click

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.installasjon import er_installasjon, framdrift, start_django

VIST = 100


@click.command()
@click.argument("utgave", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--mappe",
    type=click.Path(file_okay=False, path_type=Path),
    help="Sammenlign også med denne installasjonens hovedbok og register over utgaver.",
)
def verifiser(*, utgave: Path, mappe: Path | None) -> None:
    """Regner ut alle tall i utgaven i DIR på nytt og sammenligner hver fil."""
    if not utgave.is_dir():
        raise RodtraadFeil(f"Det finnes ingen mappe «{utgave}».", "Skriv mappen som utgaven ligger i.")
    if mappe is not None and not er_installasjon(mappe):
        raise RodtraadFeil(f"Mappen «{mappe}» inneholder ingen installasjon av Rødtråd.")
    with tempfile.TemporaryDirectory(prefix="rodtraad-") as midlertidig:
        if mappe is None:
            # The edition is enough: no database is read, and no installation may be touched by chance.
            os.environ.pop("RODTRAAD_DATABASE", None)
        start_django(mappe or Path(midlertidig))
        from rodtraad.publisering import verifiser as kontroll  # noqa: PLC0415 - rooms need Django started

        framdrift("Regner ut utgaven på nytt fra tallene den er laget av …")
        resultat = kontroll.verifiser(utgave, med_installasjon=mappe is not None)
    for funn in resultat.funn[:VIST]:
        click.echo(f"AVVIK {funn.sted}: {funn.melding}")
    if len(resultat.funn) > VIST:
        click.echo(f"… og {len(resultat.funn) - VIST} avvik til.")
    for linje in resultat.opplysninger:
        click.echo(linje)
    if resultat.funn:
        click.echo(f"Utgaven stemmer ikke: {len(resultat.funn)} avvik.")
        raise click.exceptions.Exit(1)
    click.echo(f"Utgaven stemmer: {resultat.filer} filer er kontrollert.")
