"""`kostra`: an accounts file to SSB from the ledger, controlled before it is written."""

from pathlib import Path

import click

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.installasjon import i_installasjon
from rodtraad.kommando.kostra_kontroll import vis_funn


@click.command()
@click.argument("skjema")
@click.option("--aar", required=True, type=int, help="Regnskapsåret.")
@click.option(
    "--ut", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Filen som skrives."
)
@click.option("--kvartal", default="", help="1–4 for en kvartalsfil.")
@click.option("--orgnr", default="", help="Organisasjonsnummeret, for et foretak (0I, 0J …).")
@click.option("--uten-null", is_flag=True, help="Utelat poster som blir 0 i 1000 kr; SSB ser bort fra dem.")
@i_installasjon
def kostra(
    *,
    mappe: Path,  # noqa: ARG001 - the decorator has used it
    skjema: str,
    aar: int,
    ut: Path,
    kvartal: str,
    orgnr: str,
    uten_null: bool,
) -> None:
    """Skriver KOSTRA-filen SKJEMA (0A, 0B …) fra hovedboken; slutter med 1 når noe hindrer innsending."""
    from rodtraad.kostra.filbygging import bygg_kostrafil  # noqa: PLC0415 - rooms need Django started
    from rodtraad.organisasjon.queries import kommune  # noqa: PLC0415

    fil = bygg_kostrafil(
        skjema, aar, kommunenummer=kommune()[0], kvartal=kvartal, orgnr=orgnr, uten_null=uten_null
    )
    for merknad in fil.merknader:
        click.echo(merknad, err=True)
    if fil.funn is not None:
        vis_funn(list(fil.funn))
    try:
        ut.write_bytes(fil.innhold)
    except OSError as feil:
        raise RodtraadFeil(f"«{ut}» kan ikke skrives: {feil.strerror}.") from None
    click.echo(f"Skrevet: {len(fil.poster)} poster i {ut}.")
    if fil.hindrer:
        click.echo(
            "SSB vil avvise filen slik den er. Rett feilene i regnskapet og skriv den på nytt.", err=True
        )
        raise click.exceptions.Exit(1)
