"""`tabeller` and `tabell`: the tables there are, and one of them."""

import csv
import json
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path

import click

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.kommando.installasjon import i_installasjon
from rodtraad.oppstilling.csvform import som_csv, som_json
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell

FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["tekst", "csv", "json"]),
    default="tekst",
    show_default=True,
    help="Slik tabellen skrives ut.",
)
AAR = click.option("--aar", type=int, help="Året. Uten: siste år med regnskap.")
ENHET = click.option("--enhet", metavar="KODE", help="Bare rammeområdet eller virksomheten med denne koden.")


@click.command()
@AAR
@FORMAT
@i_installasjon
def tabeller(*, mappe: Path, aar: int | None, format_: str) -> None:  # noqa: ARG001 - the decorator has used it
    """Viser alle tabellene med tittel og hjemmel."""
    from rodtraad.hovedbok.queries import siste_aar  # noqa: PLC0415 - rooms need Django started
    from rodtraad.oppstilling.tabeller.oppslag import oversikt  # noqa: PLC0415

    rader = oversikt(aar or siste_aar())
    if format_ == "json":
        click.echo(json.dumps([rad._asdict() for rad in rader], ensure_ascii=False, indent=1))
    elif format_ == "csv":
        skriver = csv.writer(sys.stdout, lineterminator="\n")
        skriver.writerow(("id", "tittel", "hjemmel"))
        skriver.writerows(rader)
    else:
        bredde = max(len(rad.id) for rad in rader)
        for rad in rader:
            hjemmel = f" [{rad.hjemmel}]" if rad.hjemmel else ""
            click.echo(f"{rad.id:<{bredde}}  {rad.tittel}{hjemmel}")


@click.command()
@click.argument("id_", metavar="ID")
@AAR
@ENHET
@FORMAT
@i_installasjon
def tabell(*, mappe: Path, id_: str, aar: int | None, enhet: str | None, format_: str) -> None:  # noqa: ARG001
    """Viser tabellen med denne ID-en."""
    from rodtraad.oppstilling.queries import hent_grunnlag  # noqa: PLC0415 - rooms need Django started
    from rodtraad.oppstilling.tabeller import tabell as hent_tabell  # noqa: PLC0415

    vist = hent_tabell(hent_grunnlag(aar), id_, enhet)
    if not vist.rader:
        raise RodtraadFeil(
            f"Tabellen «{id_}» har ingen tall for {vist.aar}. {' '.join(vist.merknader)}".rstrip(),
            "Les inn tallene med «rodtraad les», eller velg et annet år med --aar.",
        )
    if format_ == "csv":
        click.echo(som_csv(vist), nl=False)
    elif format_ == "json":
        click.echo(json.dumps(som_json(vist), ensure_ascii=False, indent=1))
    else:
        click.echo(som_tekst(vist))


def som_tekst(vist: Tabell) -> str:
    """The table for people: aligned, Norwegian numbers, hidden keys left out, groups with a heading."""
    synlige = [nr for nr, kolonne in enumerate(vist.kolonner) if not kolonne.skjult]
    kolonner = [vist.kolonner[nr] for nr in synlige]
    overskrift = ["linje", *(kolonne.tittel for kolonne in kolonner)]
    kropp = [
        [
            str(rad.linje),
            *(_celle(kolonne, rad.celler[nr]) for nr, kolonne in zip(synlige, kolonner, strict=True)),
        ]
        for rad in vist.rader
    ]
    bredder = [max(_bredde(rad[nr]) for rad in [overskrift, *kropp]) for nr in range(len(overskrift))]
    hoyre = [True, *(kolonne.er_tall for kolonne in kolonner)]
    linjer = [
        _hode(vist),
        "",
        _linje(overskrift, bredder, hoyre),
        "  ".join("-" * bredde for bredde in bredder),
    ]
    gruppe = ""
    for rad, tekster in zip(vist.rader, kropp, strict=True):
        if rad.gruppe and rad.gruppe != gruppe:
            gruppe = rad.gruppe
            linjer.append(f"{'':{bredder[0]}}  {gruppe}:")
        linjer.append(_linje(tekster, bredder, hoyre))
    return "\n".join([*linjer, *_fot(vist)])


def _hode(vist: Tabell) -> str:
    status = f", {vist.status.lower()}" if vist.status else ""
    enhet = f" ({vist.enhet})" if vist.enhet else ""
    return f"{vist.tittel}, {vist.aar}{enhet}{status}"


def _fot(vist: Tabell) -> list[str]:
    deler = [
        vist.fortegn,
        *vist.merknader,
        f"Hjemmel: {', '.join(str(hjemmel) for hjemmel in vist.hjemmel)}" if vist.hjemmel else "",
        f"Kilde: {vist.kilde}. Lisens: {vist.lisens}." if vist.kilde else "",
    ]
    brukte = [del_ for del_ in deler if del_]
    return ["", *brukte] if brukte else []


def _celle(kolonne: Kolonne, celle: Celle) -> str:
    verdi = celle.verdi
    if verdi is None:
        return ""
    if isinstance(verdi, str):
        return verdi
    if kolonne.slag in {"aar", "tekst"}:
        return str(verdi)
    return vis_tall(verdi, max(kolonne.desimaler, _desimaler(verdi)))


def _desimaler(verdi: int | Decimal) -> int:
    eksponent = verdi.as_tuple().exponent if isinstance(verdi, Decimal) else 0
    return max(-eksponent, 0) if isinstance(eksponent, int) else 0


def _linje(tekster: list[str], bredder: list[int], hoyre: list[bool]) -> str:
    deler = [
        f"{' ' * (bredde - _bredde(tekst))}{tekst}"
        if til_hoyre
        else f"{tekst}{' ' * (bredde - _bredde(tekst))}"
        for tekst, bredde, til_hoyre in zip(tekster, bredder, hoyre, strict=True)
    ]
    return "  ".join(deler).rstrip()


def _bredde(tekst: str) -> int:
    """Columns on a screen: marks that combine take none."""
    return sum(not unicodedata.combining(tegn) for tegn in tekst)
