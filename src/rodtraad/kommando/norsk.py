"""What click says, in Norwegian: help pages and messages about wrong use.

Click takes its texts from gettext's global domain and ships no Norwegian catalogue; its formatter and
its exceptions are the doors it offers instead.
"""

from collections.abc import Iterable

import click

_OVERSKRIFTER = {"Options": "Valg", "Commands": "Kommandoer", "Arguments": "Argumenter"}
_FASTE = {
    "Show the version and exit.": "Viser versjonen.",
    "Show this message and exit.": "Viser denne hjelpen.",
}


class NorskHjelp(click.HelpFormatter):
    """Help pages with Norwegian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how a command is written."""
        norsk = args.replace("[OPTIONS]", "[VALG]").replace("COMMAND [ARGS]...", "KOMMANDO …")
        super().write_usage(prog, norsk, "Bruk: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """A heading above options or commands."""
        super().write_heading(_OVERSKRIFTER.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names with their texts."""
        super().write_dl(((navn, _paa_norsk(tekst)) for navn, tekst in rows), col_max, col_spacing)


def _paa_norsk(tekst: str) -> str:
    norsk = _FASTE.get(tekst, tekst)
    for engelsk, ord_ in (("[default: ", "[ellers: "), ("required]", "må oppgis]")):
        norsk = norsk.replace(engelsk, ord_)
    return norsk


def feil_bruk(feil: click.ClickException) -> str:
    """Wrong use told in Norwegian: what is wrong, how the command is written, where help is."""
    linjer = [_melding(feil)]
    if isinstance(feil, click.UsageError) and feil.ctx is not None:
        kommando = feil.ctx.command_path
        bruk = " ".join(feil.ctx.command.collect_usage_pieces(feil.ctx)).replace("[OPTIONS]", "[VALG]")
        linjer += [f"Slik skrives den: {kommando} {bruk}", f"Hjelp: {kommando} --hjelp"]
    return "\n".join(linjer)


def _melding(feil: click.ClickException) -> str:
    match feil:
        case click.MissingParameter():
            return f"Du må oppgi {_parameter(feil)}."
        case click.BadParameter():
            return f"Verdien for {_parameter(feil)} kan ikke brukes.{_lovlige(feil)}"
        case click.NoSuchOption():
            nesten = f" Mente du {', '.join(feil.possibilities)}?" if feil.possibilities else ""
            return f"Valget «{feil.option_name}» finnes ikke.{nesten}"
        case _:
            return f"Kommandoen er ikke skrevet riktig ({feil.message})."


def _lovlige(feil: click.BadParameter) -> str:
    type_ = feil.param.type if feil.param else None
    if isinstance(type_, click.Choice):
        return f" Bruk en av disse: {', '.join(map(str, type_.choices))}."
    if isinstance(type_, click.types.IntParamType):
        return f" Skriv et helt tall ({feil.message})."
    return f" ({feil.message})"


def _parameter(feil: click.BadParameter) -> str:
    if isinstance(feil.param, click.Option):
        return f"valget {feil.param.opts[0]}"
    if isinstance(feil.param, click.Argument) and feil.ctx:
        return feil.param.make_metavar(feil.ctx)
    return "et argument"
