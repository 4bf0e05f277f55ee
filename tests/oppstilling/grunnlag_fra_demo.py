"""A Grunnlag made straight from the demonstration's data files, without a database."""

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from rodtraad.oppstilling.grunnlag import (
    Artsum,
    Funksjonssum,
    Grunnlag,
    Investeringsprosjekt,
    Kommune,
    Organisasjonsenhet,
    Post,
    Prosjektsum,
    Tjenestenavn,
)

DATA = Path(__file__).resolve().parents[2] / "src" / "rodtraad" / "demo" / "data"
TEKSTKOLONNER = {
    "kommune", "sektor", "enhet", "enhet_kode", "nivaa", "rammeomrade", "trinn", "saksnr", "tittel", "organ",
    "skole", "hovedtrinn", "omrade", "funksjon_kode", "funksjon", "indikator", "seksjon", "kode", "regel", "retning",
    "grunnlag", "type", "status", "beskrivelse", "statusbeskrivelse",
}  # fmt: skip


def les(fil: str) -> list[dict[str, str]]:
    with (DATA / fil).open(encoding="utf-8", newline="") as strom:
        return list(csv.DictReader(strom))


def post(rad: dict[str, str]) -> Post:
    return {navn: _verdi(navn, tekst) for navn, tekst in rad.items() if navn != "kildelinje"}


def _verdi(navn: str, tekst: str) -> str | int | Decimal | None:
    if tekst == "":
        return None
    if navn in TEKSTKOLONNER:
        return tekst
    try:
        return int(tekst)
    except ValueError:
        pass
    try:
        return Decimal(tekst)
    except ArithmeticError:
        return tekst


@cache
def demo_grunnlag() -> Grunnlag:
    art: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    funksjon: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    prosjekt: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    for rad in les("hovedbok/belop.csv"):
        ore = int(rad["belop_kr"]) * 100
        felles = (int(rad["aar"]), rad["slag"])
        snitt = [
            (art, (*felles, rad["kontoklasse"], rad["virksomhet"], rad["art"])),
            (funksjon, (*felles, rad["kontoklasse"], rad["virksomhet"], rad["funksjon"])),
        ]
        if rad["kontoklasse"] == "0" and rad["prosjekt"]:
            snitt.append((prosjekt, (*felles, rad["prosjekt"], rad["art"])))
        for summer, nokkel in snitt:
            summer[nokkel][0] += ore
            summer[nokkel][1] += 1
    return Grunnlag(
        kommune=Kommune("5025", "Røros"),
        aar=2024,
        dato=date(2025, 3, 31),
        status="bokført, ikke revidert",
        organisasjon=organisasjon(),
        tjenester=tuple(
            Tjenestenavn(r["funksjon"], r["navn"], int(r["rekkefolge"]))
            for r in les("registre/kontoplan.csv")
        ),
        prosjekter=prosjekter(),
        artsummer=tuple(Artsum(*n, *v) for n, v in sorted(art.items())),
        funksjonssummer=tuple(Funksjonssum(*n, *v) for n, v in sorted(funksjon.items())),
        prosjektsummer=tuple(Prosjektsum(*n, *v) for n, v in sorted(prosjekt.items())),
        datasett=datasett(),
    )


def organisasjon() -> tuple[Organisasjonsenhet, ...]:
    return tuple(
        Organisasjonsenhet(
            r["kode"], r["navn"], r["nivaa"], r["overordnet"], int(r["rekkefolge"]),
            r["vis_kode"] == "1", r["har_tabeller"] == "1",
        )
        for r in les("registre/organisasjon.csv")
    )  # fmt: skip


def prosjekter() -> tuple[Investeringsprosjekt, ...]:
    faser = {r["kode"]: r["navn"] for r in les("registre/faser.csv")}
    status = {r["prosjekt"]: r for r in les("registre/prosjektstatus.csv")}
    return tuple(
        Investeringsprosjekt(
            kode=r["kode"], navn=r["navn"], rammeomraade=r["rammeomraade"], del_=r["del"],
            rekkefolge=int(r["rekkefolge"]), status=status.get(r["kode"], {}).get("status", ""),
            fase_kode=status.get(r["kode"], {}).get("fase_kode", ""),
            fase=faser.get(status.get(r["kode"], {}).get("fase_kode", ""), ""),
            er_ovrig=r["ovrig"] == "1", status_rekkefolge=int(r["status_rekkefolge"] or 0),
        )
        for r in les("registre/prosjekter.csv")
    )  # fmt: skip


def datasett() -> dict[str, tuple[Post, ...]]:
    return {
        fil.stem: tuple(post(r) for r in les(f"{mappe}/{fil.name}"))
        for mappe in ("statistikk", "personal", "saker")
        for fil in sorted((DATA / mappe).glob("*.csv"))
    }
