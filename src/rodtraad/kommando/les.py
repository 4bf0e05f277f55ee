"""`les` imports files from a source; `profil-forslag` proposes how to read another system's file."""

import getpass
from pathlib import Path
from typing import Literal

import click

from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Funn
from rodtraad.kommando.installasjon import framdrift, i_installasjon

_FIL = click.Path(exists=True, dir_okay=False, path_type=Path)
_NAVN = {"FATAL": "Feil", "ERROR": "Feil", "WARNING": "Advarsel", "INFO": "Merk"}


@click.command()
@click.argument("kilde")
@click.argument("filer", metavar="FIL…", nargs=-1, required=True, type=_FIL)
@click.option(
    "--profil",
    help="Kolonneprofil når filen har en annen form: en YAML-fil, eller navnet på en som følger med.",
)
@click.option("--proev", is_flag=True, help="Les og kontroller alt, men lagre ingenting.")
@click.option("--aar", type=int, help="Året, når filen ikke har det selv.")
@click.option(
    "--ved-overlapp",
    type=click.Choice(["erstatt", "tillegg"]),
    help="Når periodene alt har tall: om filen erstatter dem eller legges til.",
)
@i_installasjon
def les(
    *,
    mappe: Path,  # noqa: ARG001 - the decorator has used it
    kilde: str,
    filer: tuple[Path, ...],
    profil: str | None,
    proev: bool,
    aar: int | None,
    ved_overlapp: Literal["erstatt", "tillegg"] | None,
) -> None:
    """Leser inn FIL fra KILDE (csv, xlsx, organisasjon, kontoplan …), alt eller ingenting."""
    from rodtraad.innlesing.services import les_inn  # noqa: PLC0415 - rooms need Django started

    framdrift(f"Leser {', '.join(f.name for f in filer)} …")
    resultat = les_inn(
        kilde,
        filer,
        profil=_profilfil(profil),
        aar=aar,
        proev=proev,
        av=getpass.getuser(),
        ved_overlapp=ved_overlapp,
    )
    if resultat.uendret:
        click.echo(f"Uendret: det samme er alt lest inn som {resultat.id}. Ingenting er gjort.")
        return
    for navn, verdi in resultat.kontrolltotaler.items():
        vist = f"{kroner_fra_ore(verdi)} kr" if isinstance(verdi, int) else verdi
        click.echo(f"Kontrolltotal {navn}: {vist}")
    for funn in resultat.funn:
        click.echo(_vis(funn), err=funn.er_feil)
    if resultat.har_feil:
        click.echo(
            f"Avvist: ingenting av {resultat.antall} rader er lagret. Rett feilene og prøv igjen.", err=True
        )
        raise click.exceptions.Exit(1)
    if resultat.id is None:
        click.echo(f"Prøvd: {resultat.antall} rader uten feil. Ingenting er lagret.")
        return
    erstattet = f", erstatter {', '.join(resultat.erstattet)}" if resultat.erstattet else ""
    click.echo(f"Lest inn: {resultat.antall} rader som innlesing {resultat.id}{erstattet}.")


def _profilfil(profil: str | None) -> Path | None:
    """The file of a profile, named by its path or by its name among those that come along."""
    if profil is None or Path(profil).is_file():
        return Path(profil) if profil else None
    from rodtraad.regnskap.filformat.erpkilde import medfolgende_profil  # noqa: PLC0415 - needs Django

    return medfolgende_profil(profil)


@click.command("profil-forslag")
@click.argument("fil", type=_FIL)
@click.option(
    "--ut", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Profilen som skrives."
)
@i_installasjon
def profil_forslag(*, mappe: Path, fil: Path, ut: Path) -> None:  # noqa: ARG001
    """Foreslår en kolonneprofil ut fra FIL."""
    from rodtraad.regnskap.filformat.forslag import foreslaa_profil  # noqa: PLC0415

    if ut.exists():
        raise RodtraadFeil(f"«{ut}» finnes alt.", "Velg et annet navn med --ut.")
    forslag = foreslaa_profil(fil)
    ut.write_text(forslag.yaml, encoding="utf-8")
    for kolonne in forslag.kolonner:
        click.echo(f"  {kolonne.navn}: {kolonne.felt or 'ikke brukt'}")
    for merknad in forslag.merknader:
        click.echo(f"Se etter: {merknad}")
    click.echo(f"Forslaget er skrevet til {ut}. Les gjennom det før du bruker det.")
    if forslag.mangler:
        click.echo(
            f"Ikke funnet i filen: {', '.join(forslag.mangler)}. Fyll inn kolonne eller fast verdi i profilen; "
            "året kan også gis med --aar."
        )


def _vis(funn: Funn) -> str:
    sted = f"{funn.sted}: " if funn.sted else ""
    return f"{_NAVN[funn.alvor.value]}: {sted}{funn.melding} {funn.tiltak}".rstrip()
