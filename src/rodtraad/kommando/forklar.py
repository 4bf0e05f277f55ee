"""`forklar`: how one figure came about."""

import json
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rodtraad.kjerne.avrunding import ORE_PER_KR, rund_desimal
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.kommando.installasjon import i_installasjon
from rodtraad.kommando.tabell import AAR, ENHET
from rodtraad.oppstilling.forklaring import Bilagslinje, Forklaring, Kontostreng

if TYPE_CHECKING:
    from rodtraad.innlesing.queries import Innlesingspost

_SLAG = {
    "regnskap": "regnskap",
    "opprinnelig": "opprinnelig budsjett",
    "endring_politisk": "politisk endring",
    "endring_administrativ": "administrativ endring",
}


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--linje", type=int, required=True, help="Linjen i tabellen, fra 1.")
@click.option("--kolonne", required=True, help="Kolonnens navn, for eksempel regnskap_2024.")
@AAR
@ENHET
@click.option("--offentlig", is_flag=True, help="Bare det alle kan se (uten detaljer i skjermede tjenester).")
@click.option(
    "--antall", type=click.IntRange(1), default=10, show_default=True, help="Hvor mange av de største."
)
@click.option("--format", "format_", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True)
@i_installasjon
def forklar(
    *,
    mappe: Path,  # noqa: ARG001 - the decorator has used it
    id_: str,
    linje: int,
    kolonne: str,
    aar: int | None,
    enhet: str | None,
    offentlig: bool,
    antall: int,
    format_: str,
) -> None:
    """Forklarer ett tall: regel, koder, summer, største bilag og innlesinger."""
    from rodtraad.innlesing.queries import innlesinger  # noqa: PLC0415 - rooms need Django started
    from rodtraad.oppstilling.forklar import Omfang  # noqa: PLC0415 - rooms need Django started
    from rodtraad.oppstilling.queries import forklar as hent_forklaring  # noqa: PLC0415
    from rodtraad.oppstilling.queries import hent_grunnlag  # noqa: PLC0415

    omfang = Omfang(offentlig=offentlig, strenger=antall, bilag=antall)
    forklaring = hent_forklaring(hent_grunnlag(aar), id_, linje, kolonne, enhet=enhet, omfang=omfang)
    if format_ == "json":
        poster = innlesinger(forklaring.innlesinger)
        svar = asdict(forklaring) | {"opphav": [_opphav(post, offentlig=offentlig) for post in poster]}
        click.echo(json.dumps(svar, ensure_ascii=False, indent=1, default=_dato))
    else:
        click.echo(som_tekst(forklaring))


def _opphav(post: "Innlesingspost", *, offentlig: bool) -> dict[str, str]:
    """Where the rows came from: batch, file, time, and inside the house who read it in (KONTO-14)."""
    opphav = {"id": post.id, "fil": post.fil, "tidspunkt": post.tidspunkt.isoformat(timespec="seconds")}
    return opphav if offentlig else opphav | {"bruker": post.bruker}


def _dato(verdi: object) -> str:
    if isinstance(verdi, date):
        return verdi.isoformat()
    raise TypeError(f"{type(verdi).__name__} kan ikke skrives som JSON.")


def som_tekst(f: Forklaring) -> str:
    """The explanation for people, from the rule down to the vouchers."""
    linjer = [
        f"{f.tabell}, linje {f.linje}, {f.kolonne}",
        f.tittel,
        f"Vist: {f.vist or '(tom)'} {f.enhet}".rstrip(),
    ]
    if f.deler:
        linjer.append(f"Uavrundet: {_kr(f.ore)} kr")
    linjer += [f"Regel: {f.regel}" if f.regel else "", *(f"Hjemmel: {hjemmel}" for hjemmel in f.hjemmel)]
    linjer += [f"Tar: {kode}" for kode in f.koder]
    if f.deler:
        linjer += ["", "Slik er det regnet:"]
        linjer += [
            f"  {'+' if d.fortegn > 0 else '−'} {_kr(d.ore):>18}  {d.tekst}"
            f"{f' (linje {d.linje})' if d.linje else ''}"
            for d in f.deler
        ]
    linjer += _strenger(f)
    linjer += _bilag(f)
    if f.innlesinger:
        linjer += ["", f"Innlesinger: {', '.join(f.innlesinger)}"]
    if f.skjermet:
        linjer += ["", f.skjermet]
    return "\n".join(linje for nr, linje in enumerate(linjer) if linje or nr > _HODELINJER)


_HODELINJER = 4


def _strenger(f: Forklaring) -> list[str]:
    if not f.kontostrenger:
        return []
    hode = f"Kontostrenger ({len(f.kontostrenger)} største av {f.kontostrenger_i_alt}):"
    return ["", hode, *(f"  {_kr(s.ore):>18}  {_slag(s.slag, s.aar)}  {_streng(s)}" for s in f.kontostrenger)]


def _streng(s: Kontostreng) -> str:
    navn = " · ".join(del_ for del_ in (s.ansvar_navn, s.art_navn, s.funksjon_navn) if del_)
    koder = "-".join(del_ for del_ in (s.ansvar, s.art, s.funksjon, s.kapittel, s.prosjekt) if del_)
    return f"{koder}  {navn} ({s.antall} rader)".strip()


def _bilag(f: Forklaring) -> list[str]:
    if not f.bilag:
        return []
    hode = f"Bilag ({len(f.bilag)} største av {f.bilag_i_alt} rader):"
    return ["", hode, *(f"  {_kr(b.ore):>18}  {_bilagslinje(b)}" for b in f.bilag)]


def _bilagslinje(b: Bilagslinje) -> str:
    koder = "-".join(del_ for del_ in (b.ansvar, b.art, b.funksjon, b.kapittel, b.prosjekt) if del_)
    return (
        f"{_slag(b.slag, b.aar)} periode {b.periode:02d}  {b.bilag or '(uten bilag)'}  {koder}  "
        f"innlesing {b.innlesing} rad {b.rad}"
    )


def _slag(slag: str, aar: int) -> str:
    return f"{_SLAG.get(slag, slag)} {aar}"


def _kr(ore: int) -> str:
    return vis_tall(rund_desimal(Fraction(ore, ORE_PER_KR), 2), 2)
