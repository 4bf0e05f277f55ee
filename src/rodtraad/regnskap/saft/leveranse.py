"""Leveranse: SAF-T files read, held against themselves, made into ledger facts and handed over as an Utkast."""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from rodtraad.hovedbok.services import (
    Ferdigbatch,
    Periodedel,
    arbeidsmappe,
    finn_overlapp,
    hold_filer,
    lagre_batcher,
    overlapptekst,
    peker,
    periodedeler,
    skriv_batcher,
    valg_ved_overlapp,
    virkninger,
)
from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast, VedOverlapp, Virkning
from rodtraad.innlesing.services import Innlesing
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.organisasjon.queries import virksomhet_for_ansvar
from rodtraad.regnskap.filformat.felter import KONTOKLASSER
from rodtraad.regnskap.filformat.forberedelse import Klarfil
from rodtraad.regnskap.filformat.kontroller import sjekk_ansvar, sjekk_bilag, sjekk_koder
from rodtraad.regnskap.filformat.leveranse import forklart_feil
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
    stabel = ExitStack()
    try:
        with forklart_feil():
            stabel.enter_context(hold_filer())
            arbeid = Path(mkdtemp(dir=arbeidsmappe()))
            stabel.callback(shutil.rmtree, arbeid, ignore_errors=True)
            kobling = stabel.enter_context(peker())
            leveranse = _Leveranse(Saftlager(kobling, arbeid, saftprofil, aar), saftprofil)
            leveranse.les(filer)
            return leveranse.utkast(stabel)
    except BaseException:
        stabel.close()
        raise


@dataclass(frozen=True, slots=True)
class _Fil:
    klar: Klarfil
    feil: Feilliste
    lest: Lest


class _Leveranse:
    """The files of one import on their way through the checks."""

    def __init__(self, lager: Saftlager, profil: Saftprofil) -> None:
        self.lager = lager
        self.profil = profil
        self.funn: list[Funn] = []
        self.filer: list[_Fil] = []
        self._deler: dict[tuple[int, str], tuple[Periodedel, ...]] = {}
        self._ferdige: tuple[Ferdigbatch, ...] = ()
        self._virkninger: tuple[Virkning, ...] = ()

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
            self._sjekk_samlet()

    @property
    def har_feil(self) -> bool:
        return any(f.er_feil for f in self.funn)

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
        # This year's tree also holds the ansvar of last year's figures (ORG-02).
        kjente = {aar: {*virksomhet_for_ansvar(aar), *virksomhet_for_ansvar(aar + 1)}}
        sjekk_ansvar(self.lager, fil.klar, fil.feil, kjente)

    def _sjekk_samlet(self) -> None:
        felles = Feilliste(", ".join(f.klar.navn for f in self.filer))
        sjekk_bilag(self.lager, felles)
        self.funn += felles.funn()
        if not self.har_feil:
            self.funn += self._overlapp(felles.fil)
        if self.profil.begrunnelse:
            self.funn.append(Funn("saft-profil", Alvor.INFO, self.profil.begrunnelse, felles.fil))

    def _overlapp(self, sted: str) -> list[Funn]:
        kobling, linjer = self.lager.kobling, self.lager.linjer
        self._deler = periodedeler(kobling, linjer)
        funnet = finn_overlapp(kobling, linjer, self._deler, ved_overlapp=self.profil.ved_overlapp)
        self._virkninger = virkninger(kobling, linjer, self._deler, funnet)
        return [
            Funn("saft-overlapp", Alvor.FEIL, overlapptekst(o), sted, valg_ved_overlapp(o))
            if o.handling == "avvis"
            else Funn("saft-overlapp", Alvor.INFO, overlapptekst(o), sted)
            for o in funnet
        ]

    def utkast(self, stabel: ExitStack) -> Utkast:
        """What the files would bring."""
        summer = self._summer()
        return Utkast(
            antall=sum(self.lager.antall(f.klar)[0] for f in self.filer)
            or sum(f.lest.antall for f in self.filer),
            kontrolltotaler={**self._om_filene(), **summer},
            funn=self.funn,
            lagre=self._lagre,
            kontrolltotal_ore=sum(summer.values()),
            klargjor=self._klargjor,
            lukk=stabel.close,
            virkninger=self._virkninger,
        )

    def _om_filene(self) -> dict[str, int | str]:
        """Who and what the files are about: the name of a file goes in front when there are more of them."""
        totaler: dict[str, int | str] = {}
        for fil in self.filer:
            foran = f"{fil.klar.navn}, " if len(self.filer) > 1 else ""
            totaler |= {f"{foran}{navn}": verdi for navn, verdi in _om_filen(fil.lest, fil.lest.hode).items()}
        return totaler

    def _summer(self) -> Mapping[str, int]:
        if not any(self.lager.antall(f.klar)[0] for f in self.filer):
            return {}
        rader = self.lager.kobling.execute(
            f"""SELECT aar, kontoklasse, CAST(SUM(belop) AS BIGINT) FROM {self.lager.linjer}
                GROUP BY aar, kontoklasse ORDER BY aar, kontoklasse DESC"""
        ).fetchall()
        return {f"regnskap {aar}, {KONTOKLASSER.get(k, k)}": belop for aar, k, belop in rader}

    def _klargjor(self) -> None:
        with forklart_feil():
            self._ferdige = skriv_batcher(self.lager.kobling, self.lager.linjer, self._deler)

    def _lagre(self, innlesing: Innlesing) -> None:
        if self.profil.begrunnelse:
            innlesing.merknad = " ".join(t for t in (innlesing.merknad, self.profil.begrunnelse) if t)
            innlesing.save(update_fields=["merknad"])
        with forklart_feil():
            lagre_batcher(innlesing, self._ferdige, self.lager.kobling, ved_overlapp=self.profil.ved_overlapp)


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
