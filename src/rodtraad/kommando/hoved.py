"""The command `rodtraad`: finds the subcommand, turns refusals into messages."""

import difflib
import importlib
import sys

import click

from rodtraad import __version__
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.norsk import NorskHjelp, feil_bruk

click.Context.formatter_class = NorskHjelp

# Command → module in this room; the function in it has the command's name, with _ for -.
KOMMANDOER = {
    "demo": "demo",
    "opprett": "opprett",
    "bruker": "bruker",
    "les": "les",
    "profil-forslag": "les",
    "hent": "hent",
    "innlesinger": "innlesinger",
    "trekk-tilbake": "innlesinger",
    "organisasjon": "organisasjon",
    "tabeller": "tabell",
    "tabell": "tabell",
    "forklar": "forklar",
    "kontroller": "kontroller",
    "publiser": "publiser",
    "verifiser": "verifiser",
    "kostra": "kostra",
    "kostra-kontroll": "kostra_kontroll",
    "logg": "logg",
    "oppgrader": "oppgrader",
    "tjener": "tjener",
    "arbeider": "arbeider",
    "daglig": "arbeider",
}


class UkjentKommando(RodtraadFeil):
    """A command that does not exist: wrong use, exit code 2."""


class _Kommandoer(click.Group):
    """Loads a subcommand when it is asked for: `--help` and small commands start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(KOMMANDOER)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        modulnavn = KOMMANDOER.get(cmd_name)
        if modulnavn is None:
            nesten = difflib.get_close_matches(cmd_name, KOMMANDOER, n=1)
            forslag = f" Mente du «{nesten[0]}»?" if nesten else " Se alle med «rodtraad --hjelp»."
            raise UkjentKommando(f"Kommandoen «{cmd_name}» finnes ikke.{forslag}")
        # Loaded here, not at the top, so that start-up costs one module instead of all.
        modul = importlib.import_module(f"rodtraad.kommando.{modulnavn}")
        kommando: click.Command = getattr(modul, cmd_name.replace("-", "_"))
        return kommando


@click.group(cls=_Kommandoer, context_settings={"help_option_names": ["-h", "--help", "--hjelp"]})
@click.version_option(__version__, prog_name="rodtraad")
def rodtraad() -> None:
    """Rødtråd: fra hovedbok til publisert årsrapport."""


def main() -> None:
    """Entry point: 0 done, 1 refused or findings, 2 wrong use; never a traceback for bad input."""
    try:
        # Outside standalone mode click returns the code of `ctx.exit(code)` instead of leaving with it.
        svar = rodtraad(prog_name="rodtraad", standalone_mode=False)
        sys.exit(svar if isinstance(svar, int) else 0)
    except RodtraadFeil as feil:
        for melding in feil.meldinger:
            click.echo(melding, err=True)
        sys.exit(2 if isinstance(feil, UkjentKommando) else 1)
    except click.exceptions.Exit as slutt:
        sys.exit(slutt.exit_code)
    except click.exceptions.Abort:
        click.echo("Avbrutt. Ingenting er endret.", err=True)
        sys.exit(1)
    except click.ClickException as feil:
        click.echo(feil_bruk(feil), err=True)
        sys.exit(feil.exit_code)
    except BrokenPipeError:
        # The reader (head, less) closed early; that is its right.
        sys.stderr.close()
        sys.exit(0)
