"""The register of delegated authority."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.registerkilde import Registerkilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
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
class Delegasjonsregister(Registerkilde):
    """Reads the whole register; a new one takes the place of the old, and those entered by hand stay."""

    navn = "delegasjoner"
    beskrivelse = "Delegasjonsregisteret: myndighet, lov, vedtak, fra og til hvem, grenser og tid"
    gruppe = "Organisasjon"
    vises_paa = "sak:delegasjoner"
    bare_arbeid = True
    kolonner = KOLONNER
    enhet = "Delegasjoner"

    def sjekk(self, rader: Sequence[Rad], feil: Feilliste, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """A number used twice, one given on that may not be, a period that ends before it begins."""
        _check(rader, [_delegasjon(rad) for rad in rader], feil)

    def lagre(self, rader: Sequence[Rad], innlesing: Innlesing, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """Stores the register."""
        lagre_delegasjoner([_delegasjon(rad) for rad in rader], innlesing=innlesing.id)

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
