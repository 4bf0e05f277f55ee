"""Innlevering: what every import of ledger lines shares, whatever form its files have.

A form reads its files into a Mellomlager and checks what is its own; from there the way is one: vouchers, what the
lines meet in the ledger, totals, writing, storing.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from rodtraad.hovedbok.services import (
    Ferdigbatch,
    Overlapp,
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
from rodtraad.innlesing.kilde import Utkast, Virkning
from rodtraad.innlesing.services import Innlesing
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.organisasjon.queries import virksomhet_for_ansvar
from rodtraad.regnskap.filformat.felter import KONTOKLASSER
from rodtraad.regnskap.filformat.kontroller import sjekk_bilag
from rodtraad.regnskap.filformat.mellomlager import Mellomlager


@contextmanager
def forklart_feil() -> Iterator[None]:
    """Turns a full disk or a refusal of the engine into a message a person can act on."""
    try:
        yield
    except OSError as feil:
        raise RodtraadFeil(
            f"Innlesingen stanset: {feil.strerror or feil}. Ingenting er lagret.",
            "Se at disken har plass og at mappen kan skrives til, og prøv igjen.",
        ) from None
    except duckdb.Error as feil:
        raise RodtraadFeil(
            f"Innlesingen stanset: {str(feil).splitlines()[0]}. Ingenting er lagret.",
            "Se at disken har plass. Kontroller at filen er CSV med samme linjeskift hele veien.",
        ) from None


def med_arbeidsplass(les: Callable[[duckdb.DuckDBPyConnection, Path, ExitStack], Utkast]) -> Utkast:
    """What `les` makes with a connection and a folder of its own, let go with the Utkast, or at once if it fails."""
    stabel = ExitStack()
    try:
        with forklart_feil():
            stabel.enter_context(hold_filer())
            arbeid = Path(mkdtemp(dir=arbeidsmappe()))
            stabel.callback(shutil.rmtree, arbeid, ignore_errors=True)
            return les(stabel.enter_context(peker()), arbeid, stabel)
    except BaseException:
        stabel.close()
        raise


def kjente_ansvar(aar: int) -> set[str]:
    """The ansvar of a year: this year's tree also holds the ansvar of last year's figures (ORG-02)."""
    return {*virksomhet_for_ansvar(aar), *virksomhet_for_ansvar(aar + 1)}


class Innlevering:
    """The lines of one import on their way from `lager` to the ledger. `kontroll` begins the ids of its findings."""

    kontroll = ""

    def __init__(self, lager: Mellomlager) -> None:
        self.lager = lager
        self.funn: list[Funn] = []
        self._deler: dict[tuple[int, str], tuple[Periodedel, ...]] = {}
        self._ferdige: tuple[Ferdigbatch, ...] = ()
        self._virkninger: tuple[Virkning, ...] = ()

    @property
    def har_feil(self) -> bool:
        """Whether anything found so far stops the import."""
        return any(f.er_feil for f in self.funn)

    def sjekk_samlet(self, felles: Feilliste) -> None:
        """Checks the lines of all files together; a form adds its own before calling this."""
        sjekk_bilag(self.lager, felles)
        self.sjekk_eget(felles)
        self.funn += felles.funn()
        if not self.har_feil:
            self.funn += self._overlapp(felles.fil)
        if self.lager.profil.begrunnelse:
            self.funn.append(
                Funn(f"{self.kontroll}-profil", Alvor.INFO, self.lager.profil.begrunnelse, felles.fil)
            )

    def sjekk_eget(self, felles: Feilliste) -> None:
        """What a form checks of all its lines together besides."""

    def summer(self) -> Mapping[str, int]:
        """Control totals per kind, year and kontoklasse, in øre."""
        rader = self.lager.kobling.execute(
            f"""SELECT aar, slag, kontoklasse, CAST(SUM(belop) AS BIGINT) FROM {self.lager.linjer}
                WHERE aar IS NOT NULL AND belop IS NOT NULL
                GROUP BY aar, slag, kontoklasse ORDER BY aar, slag, kontoklasse DESC"""
        ).fetchall()
        return {f"{slag} {aar}, {KONTOKLASSER.get(k, k)}": belop for aar, slag, k, belop in rader}

    def som_utkast(
        self, stabel: ExitStack, *, antall: int, summer: Mapping[str, int], om: Mapping[str, int | str]
    ) -> Utkast:
        """What the files would bring; `om` are totals of their own, shown first."""
        return Utkast(
            antall=antall,
            kontrolltotaler={**om, **summer},
            funn=self.funn,
            lagre=self.lagre,
            kontrolltotal_ore=sum(summer.values()),
            klargjor=self._klargjor,
            lukk=stabel.close,
            virkninger=self._virkninger,
        )

    def lagre(self, innlesing: Innlesing) -> None:
        """Stores the written batches, and why the profile departs from the rules."""
        begrunnelse = self.lager.profil.begrunnelse
        if begrunnelse:
            innlesing.merknad = " ".join(t for t in (innlesing.merknad, begrunnelse) if t)
            innlesing.save(update_fields=["merknad"])
        with forklart_feil():
            lagre_batcher(
                innlesing, self._ferdige, self.lager.kobling, ved_overlapp=self.lager.profil.ved_overlapp
            )

    def _klargjor(self) -> None:
        with forklart_feil():
            self._ferdige = skriv_batcher(self.lager.kobling, self.lager.linjer, self._deler)

    def _overlapp(self, sted: str) -> list[Funn]:
        kobling, linjer = self.lager.kobling, self.lager.linjer
        self._deler = periodedeler(kobling, linjer)
        funnet = finn_overlapp(kobling, linjer, self._deler, ved_overlapp=self.lager.profil.ved_overlapp)
        self._virkninger = virkninger(kobling, linjer, self._deler, funnet)
        return [self._overlappfunn(o, sted) for o in funnet]

    def _overlappfunn(self, overlapp: Overlapp, sted: str) -> Funn:
        kontroll = f"{self.kontroll}-overlapp"
        if overlapp.handling != "avvis":
            return Funn(kontroll, Alvor.INFO, overlapptekst(overlapp), sted)
        return Funn(kontroll, Alvor.FEIL, overlapptekst(overlapp), sted, valg_ved_overlapp(overlapp))
