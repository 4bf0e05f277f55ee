"""`kostra-kontroll`: SSB's controls of an accounts file, without any installation."""

import json
from pathlib import Path

import click

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.kostra.data import alle_skjema, leveranse, skjema_i_post
from rodtraad.lov.kostra.kontroll import Kostrafunn, kontroller_fil, uten_kontroller
from rodtraad.lov.kostra.post import MAKS_BYTE, les_linjer

_VIST = 10


@click.command()
@click.argument("fil", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--skjema", required=True, help="Skjemaet filen er, for eksempel 0A, 0B eller 0AK1.")
@click.option("--aar", required=True, type=int, help="Regnskapsåret filen gjelder.")
@click.option("--region", required=True, help="Kommunenummeret, fire eller seks siffer.")
@click.option("--kvartal", default="", help="1–4 for en kvartalsfil.")
@click.option("--orgnr", default="", help="Organisasjonsnummeret, når filen er for et foretak.")
@click.option("--format", "format_", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True)
def kostra_kontroll(
    *, fil: Path, skjema: str, aar: int, region: str, kvartal: str, orgnr: str, format_: str
) -> None:
    """Kontrollerer regnskapsfilen FIL slik SSB gjør det; slutter med 1 når noe hindrer innsending."""
    poster = les_linjer(_innhold(fil))
    if skjema.upper() in skjema_i_post().keys() - alle_skjema().keys():
        funn = [uten_kontroller(skjema.upper())]
    else:
        funn = kontroller_fil(poster, leveranse(skjema, aar, region, kvartal=kvartal, orgnr=orgnr))
    if format_ == "json":
        click.echo(json.dumps({"funn": [som_json(ett) for ett in funn]}, ensure_ascii=False, indent=1))
    else:
        vis_funn(funn)
    if any(ett.hindrer for ett in funn):
        raise click.exceptions.Exit(1)


def _innhold(fil: Path) -> bytes:
    try:
        if fil.stat().st_size > MAKS_BYTE:
            raise RodtraadFeil(
                f"«{fil.name}» er på {fil.stat().st_size} byte; en regnskapsfil er aldri større enn {MAKS_BYTE}."
            )
        innhold = fil.read_bytes()
    except OSError as feil:
        raise RodtraadFeil(f"«{fil}» kan ikke leses: {feil.strerror}.") from None
    if not innhold.strip():
        raise RodtraadFeil(f"«{fil.name}» er tom.", "Velg en fil med poster på 48 tegn.")
    return innhold


def som_json(ett: Kostrafunn) -> dict[str, object]:
    """A finding as scripts read it."""
    return {"regel": ett.regel, "alvor": ett.alvor.value, "melding": ett.melding, "linjer": list(ett.linjer)}


def vis_funn(funn: list[Kostrafunn]) -> None:
    """The findings to a person: what is wrong, on which lines, and what to do."""
    for ett in funn:
        linjer = ", ".join(map(str, ett.linjer[:_VIST])) + (
            f" og {len(ett.linjer) - _VIST} til" if len(ett.linjer) > _VIST else ""
        )
        click.echo(f"{ett.alvor.value} {ett.regel} {ett.navn}: {ett.melding}")
        if linjer:
            click.echo(f"  Linje {linjer}.")
        click.echo(f"  {ett.tiltak}")
    hindrer = sum(ett.hindrer for ett in funn)
    click.echo("Ingen funn." if not funn else f"{len(funn)} funn; {hindrer} av dem hindrer innsending.")
