"""Pages for readers, generated from the law data: `python -m rodtraad.lov.dokumentasjon docs/`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.lov.kontrollregel import Kontrollregel
from rodtraad.lov.oppstilling import Linje, Linjegruppe, Oppstilling
from rodtraad.lov.regelverk import Regelverk, last_regelverk, les_mappe

AAR = (2024, 2025, 2026)
SIKKERHET = {
    "V": "lest i kilden eller bekreftet i trykte regnskap",
    "K": "regnet om",
    "H": "fra hukommelse, må slås opp",
}
GENERERT = (
    "<!-- Laget av lovdataene med python -m rodtraad.lov.dokumentasjon docs/. Rett dataene, ikke siden. -->\n"
)


def sider() -> dict[str, str]:
    """All pages by path under docs/: one per statement and control, and the two lists."""
    lov = last_regelverk(date(AAR[0], 12, 31))
    ut = {"oppstillinger/README.md": _oppstillingsliste(lov), "kontroller/README.md": _kontrolliste(lov)}
    for navn, oppstilling in lov.oppstillinger.items():
        ut[f"oppstillinger/{navn}.md"] = _oppstilling(lov, oppstilling)
    for navn, regel in lov.kontroller.items():
        ut[f"kontroller/{navn}.md"] = _kontroll(lov, regel)
    return ut


def skriv(mappe: Path) -> int:
    """Writes the pages and removes those that no longer are; returns how many there are."""
    innhold = sider()
    for under in ("oppstillinger", "kontroller"):
        (mappe / under).mkdir(parents=True, exist_ok=True)
        for fil in (mappe / under).glob("*.md"):
            if f"{under}/{fil.name}" not in innhold:
                fil.unlink()
    for sti, tekst in innhold.items():
        (mappe / sti).write_text(tekst, encoding="utf-8")
    return len(innhold)


def _oppstillingsliste(lov: Regelverk) -> str:
    rader = [
        f"| [{o.id}]({o.id}.md) | {o.tittel} | {_hjemmel(lov, o.hjemmel)} | {o.enhet} |"
        for o in lov.oppstillinger.values()
    ]
    return _side("Oppstillinger", ["| id | tittel | hjemmel | enhet |", "|---|---|---|---|", *rader])


def _kontrolliste(lov: Regelverk) -> str:
    rader = [
        f"| [{r.id}]({r.id}.md) | {r.navn} | {r.familie} | {r.alvor.value} |" for r in lov.kontroller.values()
    ]
    return _side("Kontroller", ["| id | kontroll | familie | alvor |", "|---|---|---|---|", *rader])


def _oppstilling(lov: Regelverk, oppstilling: Oppstilling) -> str:
    visning = {
        "raa": "utgift positiv, inntekt negativ",
        "positiv": "linjene positive, overskudd positivt",
    }[oppstilling.visning]
    linjer = [
        f"Id: `{oppstilling.id}`  ",
        f"Hjemmel: {_hjemmel(lov, oppstilling.hjemmel)}  ",
        f"Enhet: {oppstilling.enhet}, {visning}",
        "",
        "| nr | linje | hva den tar |",
        "|---|---|---|",
        *_linjer(oppstilling.mal, ""),
    ]
    endringer = list(_endringer(lov, oppstilling))
    if endringer:
        linjer += ["", "## Endringer", "", *endringer]
    return _side(oppstilling.tittel, linjer)


def _linjer(mal: Sequence[Linje | Linjegruppe], innrykk: str) -> Iterator[str]:
    for del_ in mal:
        if isinstance(del_, Linjegruppe):
            yield f"| | {innrykk}*for hvert {'rammeområde' if del_.per == 'rammeomraade' else 'prosjekt'}:* | |"
            yield from _linjer(del_.linjer, innrykk + "– ")
        else:
            tekst = f"**{del_.tekst}**" if del_.er_sum else del_.tekst
            merknad = f" {del_.merknad}" if del_.merknad else ""
            egen = f" (§ {del_.hjemmel.paragraf})" if del_.hjemmel.paragraf.startswith("4-") else ""
            yield f"| {del_.nr} | {innrykk}{tekst}{egen} | {_verb(del_)}.{merknad} |"


def _verb(linje: Linje) -> str:
    if linje.utvalg:
        return "; ".join(_utvalg(u) for u in linje.utvalg)
    if linje.hent:
        return f"hentes fra {linje.hent[0]} linje {linje.hent[1]}"
    if linje.ingen:
        return "ingenting"
    minus = f" − {' − '.join(linje.minus)}" if linje.minus else ""
    return f"{' + '.join(linje.pluss)}{minus}"


def _utvalg(utvalg: Any) -> str:
    deler = []
    for navn, koder in (
        ("art", utvalg.arter),
        ("funksjon", utvalg.funksjoner),
        ("kapittel", utvalg.kapitler),
    ):
        if koder is not None:
            deler.append(f"{navn} {_koder(sorted(koder))}")
    if utvalg.omraade:
        deler.append("utenfor rammeområdene" if utvalg.omraade == "sentral" else "i rammeområdet")
    if utvalg.slag:
        deler.append("regulert budsjett")
    return ", ".join(deler)


def _koder(koder: Sequence[str]) -> str:
    """Few codes in full, many as first and last with their number."""
    mange = 40
    return ", ".join(koder) if len(koder) <= mange else f"{koder[0]}–{koder[-1]} ({len(koder)} koder)"


def _endringer(lov: Regelverk, oppstilling: Oppstilling) -> Iterator[str]:
    data: Mapping[str, Any] = les_mappe("oppstillinger")[f"{oppstilling.id}.yaml"]
    for endring in data.get("endringer", ()):
        ny = last_regelverk(endring["gyldig_fra"]).oppstilling(oppstilling.id).linje(endring["linje"])
        kilde = lov.kilder[endring["hjemmel"]["kilde"]].tittel
        yield f"- Fra {endring['gyldig_fra']:%d.%m.%Y}: linje {ny.nr} tar {_verb(ny)}. {endring['grunn']} ({kilde})"


def _kontroll(lov: Regelverk, regel: Kontrollregel) -> str:
    linjer = [
        f"Familie: {regel.familie}  ",
        f"Alvor: {regel.alvor.value}  ",
        f"Hjemmel: {_hjemmel(lov, regel.hjemmel)}",
        "",
        f"**Gitt:** {regel.gitt}",
        "",
        f"**Når:** {regel.naar}",
        "",
        f"**Så:** {regel.saa}",
        "",
        f"**Tiltak:** {regel.tiltak}",
    ]
    if regel.parametre:
        linjer += ["", f"Parametre: {', '.join(f'{k} = {v}' for k, v in regel.parametre.items())}"]
    if regel.avstemming:
        linjer += ["", "| side a | side b |", "|---|---|"]
        linjer += [f"| {_side_av(par['a'])} | {_side_av(par['b'])} |" for par in regel.avstemming["par"]]
    return _side(f"{regel.id} {regel.navn}", linjer)


def _side_av(ledd: Sequence[Mapping[str, Any]]) -> str:
    return " + ".join(f"{d['tabell']}: {next(iter(d['hvor'].values()))}" for d in ledd)


def _hjemmel(lov: Regelverk, hjemmel: Hjemmel) -> str:
    kilde = lov.kilder[hjemmel.kilde]
    deler = [f"[{kilde.tittel}]({kilde.adresse})"]
    if hjemmel.paragraf:
        deler.append(hjemmel.paragraf if hjemmel.paragraf[0] == "R" else f"§ {hjemmel.paragraf}")
    deler += [
        f"{navn} {verdi}" for navn, verdi in (("ledd", hjemmel.ledd), ("bokstav", hjemmel.bokstav)) if verdi
    ]
    return f"{', '.join(deler)} (sammenholdt {hjemmel.kontrollert}, {SIKKERHET.get(hjemmel.sikkerhet, '')})"


def _side(tittel: str, linjer: Sequence[str]) -> str:
    return "\n".join([GENERERT, f"# {tittel}", "", *linjer, ""])


if __name__ == "__main__":
    antall = skriv(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
    sys.stdout.write(f"Skrev {antall} sider.\n")
