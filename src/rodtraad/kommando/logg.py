"""`rodtraad logg`: whether the audit log is whole."""

import re
from pathlib import Path

import click

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.installasjon import i_installasjon


@click.group()
def logg() -> None:
    """Hendelsesloggen: kontroller at ingenting er endret, fjernet eller satt inn."""


@logg.command()
@click.option("--hode", help="Et hode som er notert før (NUMMER:SUM); kjeden må fortsatt ha det.")
@i_installasjon
def verifiser(*, mappe: Path, hode: str | None) -> None:  # noqa: ARG001 - the decorator has used it
    """Regner kjeden ut på nytt og sammenligner hver hendelse."""
    from rodtraad.hendelser import kontroll  # noqa: PLC0415 - rooms need Django started

    kjent = kontroll.Hode(*_les_hode(hode)) if hode else None
    funnet = kontroll.verifiser(kjent)
    for feil in funnet.feil[: kontroll.MAKS_VIST]:
        click.echo(feil, err=True)
    if funnet.feil:
        raise RodtraadFeil(
            f"Loggen er ikke hel: {len(funnet.feil)} feil i {funnet.antall} hendelser.",
            "Ta vare på databasen som den er, og sammenlign med siste sikkerhetskopi.",
        )
    click.echo(f"Loggen er hel: {funnet.antall} hendelser.")
    click.echo(f"Hode: {funnet.hode}")
    click.echo("Noter hodet et annet sted, og gi det med --hode neste gang.")


def _les_hode(tekst: str) -> tuple[int, str]:
    if not re.fullmatch(r"[0-9]{1,18}:[0-9a-f]{64}", tekst):
        raise RodtraadFeil(
            f"Hodet «{tekst}» kan ikke leses.",
            "Skriv det som «rodtraad logg verifiser» viste det: NUMMER:SUM.",
        )
    nummer, _, kjedesum = tekst.partition(":")
    return int(nummer), kjedesum
