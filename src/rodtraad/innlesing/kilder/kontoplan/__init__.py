"""The municipality's own names of KOSTRA functions, with validity in time."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.registerkilde import Registerkilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.kontoplan.services import lagre_tjenester, sett_gyldige
from rodtraad.kontoplan.tjenester import Tjenesteversjon, check_tjenester

KOLONNER = {
    "funksjon": Kolonnekrav(monster=r"\d{3}", forklaring="tre sifre, for eksempel 202"),
    "navn": Kolonnekrav(),
    "rekkefolge": Kolonnekrav("heltall", paakrevd=False, valgfri=True),
    "gyldig_fra": Kolonnekrav("dato"),
    "gyldig_til": Kolonnekrav("dato", paakrevd=False, valgfri=True),
}


@kilde("kontoplan")
class Kontoplanregister(Registerkilde):
    """Reads one file; a new register takes the place of the old."""

    navn = "kontoplan"
    beskrivelse = "Kommunens egne navn på KOSTRA-funksjonene, i den rekkefølgen de skal stå"
    gruppe = "Organisasjon"
    kolonner = KOLONNER

    def sjekk(self, rader: Sequence[Rad], feil: Feilliste, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """Every fault of the register as a whole."""
        for tjeneste, hva, tiltak in check_tjenester(_tjenester(rader)):
            feil.legg_til("kontoplan-register", hva, rad=tjeneste.rad, tiltak=tiltak)

    def totaler(self, rader: Sequence[Rad]) -> Mapping[str, int | str]:
        """The functions that have a name."""
        return {"Funksjoner": str(len({rad["funksjon"] for rad in rader if rad["funksjon"]}))}

    def lagre(self, rader: Sequence[Rad], innlesing: Innlesing, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """Stores the register; it counts at once."""
        lagre_tjenester(_tjenester(rader), innlesing=innlesing.id)
        sett_gyldige([innlesing.id])

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After a withdrawal: which registers count."""
        sett_gyldige(gyldige)


def _tjenester(rader: Sequence[Rad]) -> list[Tjenesteversjon]:
    return [_tjeneste(rad, nr) for nr, rad in enumerate(rader)]


def _tjeneste(rad: Rad, nr: int) -> Tjenesteversjon:
    verdier: dict[str, Any] = {k: v for k, v in rad.items() if v is not None}
    verdier.setdefault("rekkefolge", nr + 1)
    return Tjenesteversjon(rad=rad.nr, **verdier)
