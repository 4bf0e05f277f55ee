"""`rodtraad bruker`: who may log in, and how the first one comes in."""

import csv
import getpass
import json
import sys
from datetime import date
from pathlib import Path

import click

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kommando.installasjon import i_installasjon

KOLONNER = ("brukernavn", "navn", "epost", "aktiv", "roller")


@click.group()
def bruker() -> None:
    """Brukere: opprett, gi lenke for å lage passord, vis alle."""


@bruker.command()
@click.option("--brukernavn", required=True, help="Navnet det logges inn med.")
@click.option("--navn", required=True, help="Fornavn og etternavn.")
@click.option("--epost", default="", help="E-postadressen.")
@click.option(
    "--rolle",
    "roller",
    multiple=True,
    metavar="ROLLE[@NIVÅ:KODE]",
    help="For eksempel systemadministrator, eller virksomhetsleder@virksomhet:200. Kan gjentas.",
)
@click.option(
    "--passord-fra-stdin",
    is_flag=True,
    help="Les passordet fra første linje inn, i stedet for å få en lenke.",
)
@i_installasjon
def opprett(
    *,
    mappe: Path,  # noqa: ARG001 - the decorator has used it
    brukernavn: str,
    navn: str,
    epost: str,
    roller: tuple[str, ...],
    passord_fra_stdin: bool,
) -> None:
    """Oppretter en bruker og skriver en lenke for å lage passord."""
    from django.db import transaction  # noqa: PLC0415 - rooms need Django started

    from rodtraad.tilgang import innlogging_services as innlogging  # noqa: PLC0415
    from rodtraad.tilgang.services import tildel_rolle  # noqa: PLC0415

    av = getpass.getuser()
    passord = sys.stdin.readline().rstrip("\n") if passord_fra_stdin else ""
    with transaction.atomic():
        person = innlogging.opprett_person(brukernavn=brukernavn, epost=epost, navn=navn, av=av)
        for rolle, enhet in map(_les_rolle, roller):
            tildel_rolle(bruker_id=person.pk, rolle=rolle, enhet=enhet, fra=date.today(), til=None, av=av)  # noqa: DTZ011 - local day
        if passord_fra_stdin:
            innlogging.sett_passord(person=person, passord=passord, av=av)
    click.echo(f"Brukeren «{person.username}» er opprettet.")
    if not passord_fra_stdin:
        _vis_lenke(innlogging.lag_passordlenke(person=person, av=av))


@bruker.command()
@click.argument("brukernavn", metavar="BRUKERNAVN")
@i_installasjon
def lenke(*, mappe: Path, brukernavn: str) -> None:  # noqa: ARG001 - the decorator has used it
    """Skriver en lenke der brukeren kan lage et nytt passord."""
    from rodtraad.tilgang import innlogging_services as innlogging  # noqa: PLC0415 - rooms need Django started

    person = innlogging.finn_person_med_navn(brukernavn)
    _vis_lenke(innlogging.lag_passordlenke(person=person, av=getpass.getuser()))


@bruker.command()
@click.argument("brukernavn", metavar="BRUKERNAVN")
@i_installasjon
def fjern_totrinn(*, mappe: Path, brukernavn: str) -> None:  # noqa: ARG001 - the decorator has used it
    """Slår av totrinnsbekreftelse for en som har mistet både telefon og koder."""
    from rodtraad.tilgang import innlogging_services as innlogging  # noqa: PLC0415 - rooms need Django started

    person = innlogging.finn_person_med_navn(brukernavn)
    innlogging.fjern_totrinn(person=person, av=getpass.getuser())
    click.echo(f"Totrinnsbekreftelse er slått av for «{person.username}», som er logget ut overalt.")


@bruker.command()
@click.option("--format", "form", type=click.Choice(["tekst", "csv", "json"]), default="tekst")
@i_installasjon
def liste(*, mappe: Path, form: str) -> None:  # noqa: ARG001 - the decorator has used it
    """Viser alle brukere med rollene de har i dag."""
    from rodtraad.tilgang.innlogging_oppslag import brukerliste  # noqa: PLC0415 - rooms need Django started

    rader = [dict(zip(KOLONNER, rad, strict=True)) for rad in brukerliste()]
    if form == "json":
        click.echo(json.dumps(rader, ensure_ascii=False, indent=2))
    elif form == "csv":
        skriver = csv.DictWriter(sys.stdout, KOLONNER, lineterminator="\n")
        skriver.writeheader()
        skriver.writerows(rader)
    elif not rader:
        click.echo("Ingen brukere. Opprett den første med «rodtraad bruker opprett».")
    for rad in rader if form == "tekst" else ():
        click.echo(f"{rad['brukernavn']:<20} {rad['navn']:<28} {rad['aktiv']:<4} {rad['roller']}")


def _vis_lenke(sti: str) -> None:
    from django.conf import settings  # noqa: PLC0415 - after Django has started

    click.echo(f"Lenken virker én gang, og bare en kort stund:\n{settings.ADRESSE}{sti}")


def _les_rolle(tekst: str) -> tuple[str, tuple[str, str] | None]:
    """`role` or `role@level:code`. Raises RodtraadFeil."""
    rolle, alfa, sted = tekst.partition("@")
    nivaa, kolon, kode = sted.partition(":")
    if alfa and not (kolon and nivaa and kode):
        raise RodtraadFeil(
            f"Rollen «{tekst}» kan ikke leses.", "Skriv for eksempel virksomhetsleder@virksomhet:200."
        )
    return rolle, (nivaa, kode) if alfa else None
