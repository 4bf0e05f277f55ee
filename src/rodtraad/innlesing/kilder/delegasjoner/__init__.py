"""The register of delegated authority."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.kildekort import Aarvalg
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.sak.delegasjon_services import (
    feil_i_delegasjoner,
    lagre_delegasjoner,
    sett_gyldige_delegasjoner,
)

_VALGFRI = Kolonnekrav(paakrevd=False, valgfri=True)
KOLONNER = {
    "nummer": Kolonnekrav(),
    "myndighet": Kolonnekrav(),
    "lov": _VALGFRI,
    "paragraf": _VALGFRI,
    "vedtak": Kolonnekrav(),
    "vedtaksdato": Kolonnekrav("dato", paakrevd=False, valgfri=True),
    "fra_hvem": Kolonnekrav(),
    "innehaver": Kolonnekrav(),
    "grenser": _VALGFRI,
    "kan_videre": Kolonnekrav("ja_nei", paakrevd=False, valgfri=True),
    "over": _VALGFRI,
    "gyldig_fra": Kolonnekrav("dato"),
    "gyldig_til": Kolonnekrav("dato", paakrevd=False, valgfri=True),
}


@kilde("delegasjoner")
class Delegasjonsregister:
    """Reads the whole register; a new one takes the place of the old, and those entered by hand stay."""

    navn = "delegasjoner"
    beskrivelse = "Delegasjonsregisteret: myndighet, lov, vedtak, fra og til hvem, grenser og tid"
    gruppe = "Organisasjon"
    aarvalg: Aarvalg = "brukes_ikke"
    bare_arbeid = True

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault: a number used twice, one given on that may not be, a period that ends before it begins."""
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil("Delegasjonene leses fra én fil, uten --profil og --aar.")
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        feil = Feilliste(filer[0].name)
        verdier = [] if any(f.er_feil for f in funn) else [_delegasjon(rad) for rad in rader]
        _check(rader, verdier, feil)
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Delegasjoner": str(len(rader))},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: _store(verdier, innlesing),
            erstatter_nokkel="delegasjoner",
        )

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After every change: which registers count."""
        sett_gyldige_delegasjoner(gyldige)


def _check(rader: Sequence[Rad], verdier: Sequence[Mapping[str, Any]], feil: Feilliste) -> None:
    antall = Counter(v["nummer"] for v in verdier)
    grunner = feil_i_delegasjoner(verdier)
    for rad, verdi in zip(rader, verdier, strict=False):
        nummer = verdi["nummer"]
        if antall[nummer] > 1:
            feil.legg_til(
                "delegasjon-nummer", f"Nummeret {nummer} er brukt {antall[nummer]} ganger.", rad=rad.nr,
                kolonne="nummer", tiltak="La hver delegasjon ha sitt eget nummer.",
            )  # fmt: skip
        for grunn in grunner.get(nummer, ()):
            feil.legg_til(
                "delegasjon-register", grunn, rad=rad.nr, tiltak="Rett raden, eller den den bygger på."
            )


def _delegasjon(rad: Rad) -> dict[str, Any]:
    tekster = {k: str(rad[k] or "").strip() for k in KOLONNER if KOLONNER[k].type == "tekst"}
    return tekster | {
        "kan_videre": bool(rad["kan_videre"]),
        "vedtaksdato": rad["vedtaksdato"],
        "gyldig_fra": rad["gyldig_fra"],
        "gyldig_til": rad["gyldig_til"],
    }


def _store(verdier: Sequence[Mapping[str, Any]], innlesing: Innlesing) -> None:
    lagre_delegasjoner(verdier, innlesing=innlesing.id)
