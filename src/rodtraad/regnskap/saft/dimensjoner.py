"""Dimensjoner: which AnalysisType of a file is ansvar, funksjon, prosjekt and objekt."""

from collections.abc import Mapping
from dataclasses import dataclass

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.kjerne.fold import fold
from rodtraad.kjerne.funn import Alvor
from rodtraad.regnskap.saft.profil import Saftprofil

FELTER = ("ansvar", "funksjon", "prosjekt", "objekt")
# What systems call them. «Avdeling» is not here: it is ansvar in some systems, something else in others.
_NAVN = {
    "ansvar": ("ansvar", "ansvarssted", "ansvarsenhet", "koststed", "kostnadssted"),
    "funksjon": ("funksjon", "kostrafunksjon", "kostra-funksjon", "kostra funksjon"),
    "prosjekt": ("prosjekt", "prosjektnr", "prosjektnummer"),
    "objekt": ("objekt", "objektnr"),
}
_PAAKREVDE = ("ansvar", "funksjon")


@dataclass(frozen=True, slots=True)
class Dimensjoner:
    """AnalysisType of each field that has one."""

    typer: Mapping[str, str]

    def plass(self) -> dict[str, int]:
        """AnalysisType → place among the fields."""
        return {type_: FELTER.index(felt) for felt, type_ in self.typer.items()}


def finn_dimensjoner(profil: Saftprofil, beskrivelser: Mapping[str, str]) -> Dimensjoner:
    """What the profile says; for the rest, what the descriptions in AnalysisTypeTable say."""
    typer = {felt: dimensjon.type for felt, dimensjon in profil.dimensjoner.items() if dimensjon.type}
    if not profil.dimensjoner:
        kjente = {fold(navn): felt for felt, alle in _NAVN.items() for navn in alle}
        for type_, beskrivelse in beskrivelser.items():
            felt = kjente.get(fold(" ".join(beskrivelse.casefold().split())))
            if felt is not None:
                typer.setdefault(felt, type_)
    return Dimensjoner(typer)


def sjekk_dimensjoner(
    dimensjoner: Dimensjoner, profil: Saftprofil, beskrivelser: Mapping[str, str], feil: Feilliste
) -> None:
    """Ansvar and funksjon must be found; what is not used is named, so that nothing is lost in silence."""
    har = _oppramsing(beskrivelser)
    mangler = [f for f in _PAAKREVDE if f not in dimensjoner.typer and f not in profil.dimensjoner]
    if mangler:
        feil.legg_til(
            "saft-dimensjon",
            f"Filen sier ikke hvilken analysetype som er {' og '.join(mangler)}. {har}",
            tiltak="Skriv en profil, for eksempel «dimensjoner: {ansvar: A, funksjon: F, prosjekt: P}» med filens "
            "egne typer, og gi den med --profil (docs/regler/saft.md).",
        )
    ukjente = sorted(set(dimensjoner.typer.values()) - set(beskrivelser))
    if ukjente and beskrivelser:
        feil.legg_til(
            "saft-dimensjon",
            f"Profilen bruker analysetypen {', '.join(f'«{u}»' for u in ukjente)}, som ikke står i filen. {har}",
            tiltak="Rett «dimensjoner» i profilen.",
        )
    ubrukte = {t: b for t, b in beskrivelser.items() if t not in dimensjoner.typer.values()}
    if ubrukte and not mangler:
        feil.merk(
            "saft-ubrukt-dimensjon",
            f"{_oppramsing(ubrukte)} De er ikke lest inn.",
            alvor=Alvor.INFO,
            tiltak="Skal de være med, skriv dem under «dimensjoner» i en profil.",
        )


def _oppramsing(beskrivelser: Mapping[str, str]) -> str:
    if not beskrivelser:
        return "Filen har ingen analysetyper (AnalysisTypeTable)."
    typer = [f"{t} = {b}" for t, b in sorted(beskrivelser.items())]
    mer = f" og {len(typer) - 20} til" if len(typer) > 20 else ""  # noqa: PLR2004 - as many as are read
    return f"Filen har analysetypene {', '.join(typer[:20])}{mer}."
