"""docs/bevis.md, made from the data the proofs are run on: `python -m tests.bevis.dokumentasjon`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bevis import ssb, ssb_tjenester
from tests.bevis.trykk import data

SIDE = Path(__file__).resolve().parents[2] / "docs" / "bevis.md"
INNLEDNING = """\
<!-- Laget av tests/bevis/data med python -m tests.bevis.dokumentasjon. Rett dataene, ikke siden. -->

# Bevis: andre kommuner enn demonstrasjonen

Oppstillingene regnes av tall vi ikke har laget, og sammenlignes med summer vi ikke har laget. Detaljlinjene leses inn
gjennom kilden `csv` i en installasjon, motoren regner sumlinjene, og prøvene i `tests/bevis` krever at hver linje er
lik til tusenlappen. Det som ikke kan bli likt, står nedenfor med grunn og beløp. Et avvik som ikke står her, feller
prøven, og et som står her uten å finnes, gjør det også. Tallene ligger i `../shared`; uten mappen hoppes prøvene over.

Prøvene viser også at svaret følger inndataene: hver detaljlinje endret med 1000 kr flytter nettopp de summene SSBs egen
formel sier, og en kontroll fyrer (H030, H080, H081 eller H082). Lest med feil fortegn går oppstillingene ikke opp.
"""
STRAND = """\
## Strand 2020–2025, mot SSB

Kommunekasse (B) og konsolidert regnskap (C). Kildene er SSBs tabeller 13543, 13557 og 13545.
Strand settes også opp som egen installasjon: alle tabeller og kontroller kjøres, årsrapporten publiseres og
verifiseres, og ingenting av en annen kommune vises.
"""


def side() -> str:
    """The whole page."""
    return (
        "\n".join([INNLEDNING, *_strand(), *_tjenester(), *_trykk(), *_paragraf_5_9(), *_ikke_provd()]) + "\n"
    )


def _strand() -> Iterator[str]:
    yield STRAND
    yield "| tabell | oppstilling | detaljlinjer | sumlinjer | avvik |"
    yield "|---|---|---:|---:|---|"
    for navn in ssb.TABELLER:
        kart = ssb.kart(navn)
        avvik = "; ".join(a["linje"] for a in kart["avvik"]) or "ingen"
        yield f"| {navn} | `{kart['oppstilling']}` | {len(kart['detaljer'])} | {len(kart['summer'])} | {avvik} |"
    yield ""
    for navn in ssb.TABELLER:
        for a in ssb.kart(navn)["avvik"]:
            yield f"- **{navn} {a['linje']}**, vårt minus SSBs i 1000 kr: {_per_aar(a['aar'])}. {a['grunn']}"
    yield ""


def _tjenester() -> Iterator[str]:
    kart = ssb_tjenester.kart()
    yield "### Fra tjenestefunksjonene (12367)\n"
    yield "Artsgruppene per funksjon leses inn, § 5-6 regnes, og linjene prøves mot 13543.\n"
    yield "| linjer i § 5-6 | SSBs begreper | vårt minus SSBs, 1000 kr | grunn |"
    yield "|---|---|---|---|"
    for rad in kart["linjer"]:
        avvik = _per_aar(rad["avvik"]) if "avvik" in rad else "likt alle år"
        yield f"| {', '.join(rad['linjer'])} | {' + '.join(rad['begreper'])} | {avvik} | {rad.get('grunn', '')} |"
    for rad in kart["begreper"]:
        avvik = _per_aar(rad["avvik"]) if "avvik" in rad else "likt alle år"
        yield f"| (begrepet) | {rad['begrep']} | {avvik} | {rad.get('grunn', '')} |"
    for rad in kart["kan_ikke"]:
        yield f"| {', '.join(rad['linjer'])} | | kan ikke dannes | {rad['grunn']} |"
    yield ""


def _trykk() -> Iterator[str]:
    yield "## Trykte oppstillinger: Giske og Stavanger\n"
    yield "Fortegnet er erklært per trykk. «Avrunding» er linjer der trykket er rundet linje for linje, i 1000 kr.\n"
    yield "| trykk | oppstilling | fortegn | poster vist snudd | kolonner | avrunding |"
    yield "|---|---|---|---|---:|---|"
    for navn, regler in data()["oppstillinger"].items():
        rundet = [abs(tall) for linjer in regler["avrunding"].values() for tall in linjer.values()]
        avrunding = f"{len(rundet)} linjer, høyst {max(rundet)}" if rundet else "ingen"
        snudd, kolonner = ", ".join(regler["snudd"]) or "ingen", len(regler["kolonner"])
        yield (
            f"| {navn} | `{regler['oppstilling']}` | {regler['fortegn']} | {snudd} | {kolonner} | {avrunding} |"
        )
    yield "\nNettolinjer i trykket:\n"
    for navn, regler in data()["oppstillinger"].items():
        for post, netto in regler.get("netto", {}).items():
            yield f"- {navn}, post {post} (lovens {', '.join(netto['av'])}): {netto['grunn']}"
    yield ""


def _paragraf_5_9() -> Iterator[str]:
    yield "## § 5-9 med strykninger\n"
    yield "Grunnlagslinjene leses inn som regnskap og regulert budsjett; strykningene og resultatet regner motoren.\n"
    for navn, regler in data()["paragraf_5_9"].items():
        kolonner = ", ".join(regler["kolonner"])
        yield f"- **{navn}** ({regler['fortegn']} fortegn; {kolonner}): {_likt(regler)}"
        for rute in regler.get("utfylt", ()):
            sted = f"{rute['kolonne']}, {rute['del']} post {rute['post']}"
            yield f"  - {sted} er satt til {rute['tall']}. {rute['grunn']}"
        for saldo in regler.get("inngaaende", ()):
            yield f"  - {saldo['kolonne']}: kapittel {saldo['kapittel']} går inn med {saldo['tall']}. {saldo['grunn']}"
        for a in regler["avvik"]:
            linjer = ", ".join(f"linje {nr}: {tall}" for nr, tall in a["linjer"].items())
            yield f"  - {a['kolonne']}, {a['del']} ({linjer}). {a['grunn']}"
    yield ""


def _likt(regler: dict[str, Any]) -> str:
    return (
        "likt trykket i alle linjer utenom det som følger."
        if regler["avvik"]
        else "likt trykket i alle linjer."
    )


def _ikke_provd() -> Iterator[str]:
    yield "## Ikke prøvd\n"
    for navn, grunn in data()["ikke_provd"].items():
        yield f"- {navn}: {grunn}"


def _per_aar(avvik: dict[int, int]) -> str:
    return ", ".join(f"{aar}: {tall}" for aar, tall in avvik.items())


if __name__ == "__main__":
    SIDE.write_text(side(), encoding="utf-8")
