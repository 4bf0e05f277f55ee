"""Leveranse: SAF-T files read, held against themselves, made into ledger facts and handed over as an Utkast."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast, VedOverlapp
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.regnskap.filformat.forberedelse import Klarfil
from rodtraad.regnskap.filformat.innlevering import Innlevering, kjente_ansvar, med_arbeidsplass
from rodtraad.regnskap.filformat.kontroller import sjekk_ansvar, sjekk_koder
from rodtraad.regnskap.saft.hode import Hode
from rodtraad.regnskap.saft.lager import Saftlager
from rodtraad.regnskap.saft.lesing import Lest, les_fil
from rodtraad.regnskap.saft.posteringer import finn_aar, gjor_til_fakta
from rodtraad.regnskap.saft.profil import Saftprofil, les_saftprofil


def les_saft(
    filer: Sequence[Path], *, profil: Path | None, aar: int | None, ved_overlapp: VedOverlapp | None = None
) -> Utkast:
    """Hovedbok: SAF-T Financial from one or more files, fully checked. Krav KONTO-01, docs/regler/saft.md.

    `aar` is a demand: a file for another year is refused. `ved_overlapp` goes before what the profile says.
    """
    saftprofil = les_saftprofil(profil)
    if ved_overlapp is not None:
        saftprofil = replace(saftprofil, ved_overlapp=ved_overlapp)

    def les(kobling: duckdb.DuckDBPyConnection, arbeid: Path, stabel: ExitStack) -> Utkast:
        leveranse = _Leveranse(Saftlager(kobling, arbeid, saftprofil, aar), saftprofil)
        leveranse.les(filer)
        return leveranse.utkast(stabel)

    return med_arbeidsplass(les)


@dataclass(frozen=True, slots=True)
class _Fil:
    klar: Klarfil
    feil: Feilliste
    lest: Lest


class _Leveranse(Innlevering):
    """The files of one import on their way through the checks."""

    kontroll = "saft"
    lager: Saftlager

    def __init__(self, lager: Saftlager, profil: Saftprofil) -> None:
        super().__init__(lager)
        self.profil = profil
        self.filer: list[_Fil] = []

    def les(self, filer: Sequence[Path]) -> None:
        """Reads and checks all files; what is wrong goes to `funn`."""
        for nr, fil in enumerate(filer, start=1):
            feil = Feilliste(fil.name)
            lest = les_fil(fil, nr, self.lager, self.profil, feil)
            if lest is not None:
                klar = Klarfil(nr, fil.name, fil, ",", (), 0, 1, None)
                self.filer.append(_Fil(klar, feil, lest))
                self._gjor_til_fakta(self.filer[-1])
            self.funn += feil.funn()
        if self.filer and not self.har_feil:
            self.sjekk_samlet(Feilliste(", ".join(f.klar.navn for f in self.filer)))

    def _gjor_til_fakta(self, fil: _Fil) -> None:
        aar = finn_aar(self.lager, fil.klar.nr, fil.lest.hode, fil.feil)
        if aar is None:
            return
        koder = last_regelverk(date(aar, 12, 31)).koder
        if not gjor_til_fakta(
            self.lager, fil.klar.nr, fil.lest, aar=aar, profil=self.profil, koder=koder, feil=fil.feil
        ):
            return
        sjekk_koder(self.lager, fil.klar, fil.feil, koder)
        sjekk_ansvar(self.lager, fil.klar, fil.feil, {aar: kjente_ansvar(aar)})

    def utkast(self, stabel: ExitStack) -> Utkast:
        """What the files would bring."""
        linjer = sum(self.lager.antall(f.klar)[0] for f in self.filer)
        summer: Mapping[str, int] = self.summer() if linjer else {}
        antall = linjer or sum(f.lest.antall for f in self.filer)
        return self.som_utkast(stabel, antall=antall, summer=summer, om=self._om_filene())

    def _om_filene(self) -> dict[str, int | str]:
        """Who and what the files are about: the name of a file goes in front when there are more of them."""
        totaler: dict[str, int | str] = {}
        for fil in self.filer:
            foran = f"{fil.klar.navn}, " if len(self.filer) > 1 else ""
            totaler |= {f"{foran}{navn}": verdi for navn, verdi in _om_filen(fil.lest, fil.lest.hode).items()}
        return totaler


def _om_filen(lest: Lest, hode: Hode) -> dict[str, int | str]:
    return {
        "hvem": f"{hode.navn} ({hode.orgnr})" if hode.orgnr else hode.navn,
        "utvalg": hode.utvalg.tekst(),
        "format": f"SAF-T Financial {lest.oppgitt_versjon}",
        "bilag": str(lest.bilag),
        "posteringer": str(lest.antall),
        "debet i filen": lest.debet,
        "kredit i filen": lest.kredit,
    }
