"""Headcount and årsverk per unit and day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.enheter import OVER, VIRKSOMHET
from rodtraad.organisasjon.queries import versjoner
from rodtraad.personal.services import lagre_bemanning

KOLONNER = {
    "nivaa": Kolonnekrav(tillatt=frozenset(OVER), paakrevd=False, valgfri=True),
    "enhet": Kolonnekrav(),
    "dato": Kolonnekrav("dato"),
    "aarsverk": Kolonnekrav(
        monster=r"\d{1,6}([.]\d{1,2})?",
        forklaring="et tall med desimalpunktum og høyst to desimaler, som 28.35",
    ),
    "personer": Kolonnekrav("heltall"),
    "merknad": Kolonnekrav(paakrevd=False, valgfri=True),
}


@kilde("aarsverk")
class Aarsverkstall:
    """Reads the figures of a report year; a new file of the same year takes its place."""

    navn = "aarsverk"
    beskrivelse = "Årsverk og personer per enhet og dato, ikke senere enn rapportåret"
    bare_arbeid = True

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault: a day after the report date, an unknown unit, two figures for one day (ORG-15)."""
        if profil is not None or aar is None or len(filer) != 1:
            raise RodtraadFeil("Årsverk leses fra én fil med --aar (rapportåret), uten --profil.")
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        feil = Feilliste(filer[0].name)
        if not any(f.er_feil for f in funn):
            _check(rader, date(aar, 12, 31), feil)
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Rader": str(len(rader)), "Enheter": str(len({_nokkel(r) for r in rader}))},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: lagre_bemanning([_verdier(r) for r in rader], innlesing_id=innlesing.id),
            erstatter_nokkel=f"aarsverk:{aar}",
        )


def _nokkel(rad: Rad) -> tuple[str, str]:
    return (str(rad["nivaa"] or VIRKSOMHET), str(rad["enhet"]))


def _check(rader: Sequence[Rad], rapportdato: date, feil: Feilliste) -> None:
    kjente = {v.nokkel for v in versjoner()}
    antall = Counter((_nokkel(rad), rad["dato"]) for rad in rader)
    for rad in rader:
        dato, (nivaa, kode) = _dato(rad), _nokkel(rad)
        if dato > rapportdato:
            feil.legg_til(
                "aarsverk-dato",
                f"Datoen {dato:%d.%m.%Y} for {nivaa} {kode} er etter rapportdatoen {rapportdato:%d.%m.%Y}.",
                rad=rad.nr, kolonne="dato", tiltak="Rett året i filen, eller les den inn med et senere --aar.",
            )  # fmt: skip
        if (nivaa, kode) not in kjente:
            feil.legg_til(
                "aarsverk-enhet", f"{nivaa.capitalize()} {kode} finnes ikke i organisasjonen.", rad=rad.nr,
                kolonne="enhet", tiltak="Les inn organisasjonen først, eller rett koden.",
            )  # fmt: skip
        if antall[(nivaa, kode), dato] > 1:
            feil.legg_til(
                "aarsverk-dobbelt",
                f"{nivaa.capitalize()} {kode} har {antall[(nivaa, kode), dato]} rader for {dato:%d.%m.%Y}.",
                rad=rad.nr, tiltak="La hver enhet ha én rad per dato.",
            )  # fmt: skip
        if int(str(rad["personer"])) < 0:
            feil.legg_til(
                "aarsverk-personer", f"{nivaa.capitalize()} {kode} har {rad['personer']} personer.", rad=rad.nr,
                kolonne="personer", tiltak="Antallet kan ikke være under 0.",
            )  # fmt: skip


def _dato(rad: Rad) -> date:
    dato = rad["dato"]
    if not isinstance(dato, date):
        raise TypeError("kolonnen «dato» er lest som dato")
    return dato


def _verdier(rad: Rad) -> dict[str, Any]:
    nivaa, kode = _nokkel(rad)
    return {
        "enhet_nivaa": nivaa,
        "enhet_kode": kode,
        "dato": rad["dato"],
        "aarsverk": int(Decimal(str(rad["aarsverk"])) * 100),
        "personer": rad["personer"],
        "merknad": (str(rad["merknad"] or ""))[:300],
    }
