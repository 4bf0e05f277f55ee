"""The municipality's own names of KOSTRA functions."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.kildekort import Aarvalg
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil
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
class Kontoplanregister:
    """Reads one file; a new register takes the place of the old."""

    navn = "kontoplan"
    beskrivelse = "Kommunens egne navn på KOSTRA-funksjonene, i den rekkefølgen de skal stå"
    gruppe = "Organisasjon"
    aarvalg: Aarvalg = "brukes_ikke"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the file and of the register as a whole."""
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil("Kontoplanen leses fra én fil, uten --profil og --aar.")
        feil = Feilliste(filer[0].name)
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        tjenester = [] if any(f.er_feil for f in funn) else [_tjeneste(r, i) for i, r in enumerate(rader)]
        for tjeneste, hva, tiltak in check_tjenester(tjenester):
            feil.legg_til("kontoplan-register", hva, rad=tjeneste.rad, tiltak=tiltak)
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Funksjoner": str(len({t.funksjon for t in tjenester}))},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: _store(tjenester, innlesing),
            erstatter_nokkel="kontoplan",
        )

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After a withdrawal: which registers count."""
        sett_gyldige(gyldige)


def _tjeneste(rad: Rad, nr: int) -> Tjenesteversjon:
    verdier: dict[str, Any] = {k: v for k, v in rad.items() if v is not None}
    verdier.setdefault("rekkefolge", nr + 1)
    return Tjenesteversjon(rad=rad.nr, **verdier)


def _store(tjenester: Sequence[Tjenesteversjon], innlesing: Innlesing) -> None:
    lagre_tjenester(tjenester, innlesing=innlesing.id)
    sett_gyldige([innlesing.id])
