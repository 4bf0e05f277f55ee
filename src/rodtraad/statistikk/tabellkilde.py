"""The one shape of all statistics sources: a file is recognised as a dataset, checked, and stored."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.tabelleser import Rad, les_tabell, raa_rader
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor
from rodtraad.statistikk.datasettkrav import Datasettkrav
from rodtraad.statistikk.services import lagre_datasett


class Tabellkilde:
    """Base of a family of datasets; a subclass names it and lists them."""

    navn = ""
    beskrivelse = ""
    aarvalg = "brukes_ikke"
    datasett: ClassVar[tuple[Datasettkrav, ...]] = ()

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the file; controls between the figures give warnings and repair nothing."""
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil(
                f"Kilden «{self.navn}» leses fra én fil om gangen, uten --profil og --aar.",
                "Les flere filer med én kommando for hver.",
            )
        krav = self._recognised(filer[0])
        rader, funn = les_tabell(filer[0], kolonner={**krav.kolonner, **krav.felles})
        feil = Feilliste(filer[0].name)
        if not any(f.er_feil for f in funn):
            _warn(krav, rader, feil)
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Datasett": krav.navn, "Rader": str(len(rader)), "Dataår": _years(rader)},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: lagre_datasett(krav, rader, innlesing_id=innlesing.id),
            erstatter_nokkel=f"statistikk:{krav.navn}",
        )

    def _recognised(self, fil: Path) -> Datasettkrav:
        """The dataset with the file's name if its columns fit, else the one with most columns in common."""
        _, celler = next(raa_rader(fil), (0, []))
        overskrift = [celle.strip() for celle in celler]
        mulige = [krav for krav in self.datasett if krav.fits(overskrift)]
        if not mulige and len(self.datasett) == 1:
            return self.datasett[0]
        if not mulige:
            raise RodtraadFeil(
                f"Kolonnene i «{fil.name}» ({', '.join(overskrift)}) passer ikke til noe datasett "
                f"i kilden «{self.navn}».",
                *(f"{krav.navn}: {', '.join(krav.kolonner)}" for krav in self.datasett),
            )
        likt_navn = [krav for krav in mulige if krav.navn == fil.stem]
        return likt_navn[0] if likt_navn else max(mulige, key=lambda krav: len(krav.kolonner))


def _warn(krav: Datasettkrav, rader: Sequence[Rad], feil: Feilliste) -> None:
    for kontroll in krav.kontroller:
        for avvik in kontroll(rader):
            feil.merk(
                avvik.regel,
                f"Rad {avvik.rad}: {avvik.melding}",
                alvor=Alvor.ADVARSEL,
                tiltak="Kontroller tallet hos kilden. Det vises som det er gitt.",
            )


def _years(rader: Sequence[Rad]) -> str:
    aar = [rad["aar"] for rad in rader if isinstance(rad.get("aar"), int)]
    if not aar:
        return "ikke oppgitt"
    forste, siste = min(map(str, aar)), max(map(str, aar))
    return forste if forste == siste else f"{forste}–{siste}"
