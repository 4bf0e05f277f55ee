"""`kontroller`: every finding of a year."""

import json
from collections import Counter
from pathlib import Path

import click

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.kommando.installasjon import i_installasjon
from rodtraad.kommando.tabell import AAR

_NAVN = {Alvor.FATAL: "Feil", Alvor.FEIL: "Feil", Alvor.ADVARSEL: "Advarsel", Alvor.INFO: "Merk"}
_FLERTALL = {"Feil": "feil", "Advarsel": "advarsler", "Merk": "merknader"}
_ENTALL = {"Feil": "feil", "Advarsel": "advarsel", "Merk": "merknad"}


@click.command()
@AAR
@click.option("--format", "format_", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True)
@i_installasjon
def kontroller(*, mappe: Path, aar: int | None, format_: str) -> None:  # noqa: ARG001 - the decorator has used it
    """Kontrollerer hovedboken og tabellene; slutter med 1 når noe er feil."""
    from rodtraad.oppstilling.kontroll import funn  # noqa: PLC0415 - rooms need Django started
    from rodtraad.oppstilling.queries import hent_grunnlag  # noqa: PLC0415

    grunnlag = hent_grunnlag(aar)
    alle = funn(grunnlag)
    if format_ == "json":
        click.echo(json.dumps([_som_json(ett) for ett in alle], ensure_ascii=False, indent=1))
    else:
        for ett in alle:
            click.echo(_som_tekst(ett))
        click.echo(_sammendrag(alle, grunnlag.aar))
    if any(ett.er_feil for ett in alle):
        raise click.exceptions.Exit(1)


def _som_tekst(ett: Funn) -> str:
    kjent = f" (kjent feil i kilden: {ett.kildefeil})" if ett.kildefeil else ""
    linjer = [f"{_NAVN[ett.alvor]} {ett.kontroll} {ett.sted}{kjent}", f"  {ett.melding}"]
    if ett.tiltak:
        linjer.append(f"  {ett.tiltak}")
    if ett.hjemmel:
        linjer.append(f"  Hjemmel: {ett.hjemmel}")
    return "\n".join(linjer)


def _sammendrag(alle: tuple[Funn, ...], aar: int) -> str:
    antall = Counter(_NAVN[ett.alvor] for ett in alle)
    if not antall:
        return f"Ingen funn i {aar}."
    deler = [
        f"{n} {_ENTALL[navn] if n == 1 else _FLERTALL[navn]}" for navn in _FLERTALL if (n := antall[navn])
    ]
    return f"{aar}: {', '.join(deler)}."


def _som_json(ett: Funn) -> dict[str, str]:
    return {
        "kontroll": ett.kontroll,
        "alvor": ett.alvor.value,
        "melding": ett.melding,
        "sted": ett.sted,
        "tiltak": ett.tiltak,
        "hjemmel": str(ett.hjemmel or ""),
        "kildefeil": ett.kildefeil,
    }
