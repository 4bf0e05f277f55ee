"""A delivery of ledger files: made ready, read, checked, and handed over as an Utkast."""

import csv
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
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
from rodtraad.innlesing.kilde import Utkast, VedOverlapp, Virkning
from rodtraad.innlesing.services import Innlesing
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.organisasjon.queries import virksomhet_for_ansvar
from rodtraad.regnskap.filformat.endringer import Endringspakke
from rodtraad.regnskap.filformat.felter import KONTOKLASSER
from rodtraad.regnskap.filformat.forberedelse import Klarfil, forbered
from rodtraad.regnskap.filformat.kontroller import sjekk_ansvar, sjekk_bilag, sjekk_felter, sjekk_koder
from rodtraad.regnskap.filformat.mellomlager import Avvist, Mellomlager
from rodtraad.regnskap.filformat.profil import Kolonneprofil, Utelat, les_profil
from rodtraad.regnskap.filformat.radkontroller import sjekk_rader

_GRUNNER = {
    "TOO MANY COLUMNS": "Linjen har flere felt enn overskriften.",
    "MISSING COLUMNS": "Linjen har færre felt enn overskriften.",
    "UNQUOTED VALUE": "Et anførselstegn er ikke avsluttet.",
    "LINE SIZE OVER MAXIMUM": "Linjen er lengre enn én million tegn.",
}


def les_leveranse(
    filer: Sequence[Path],
    *,
    profil: Path | None,
    aar: int | None,
    ved_overlapp: VedOverlapp | None = None,
    pakke: Endringspakke | None = None,
) -> Utkast:
    """Ledger lines from one or more files, fully checked. Krav KONTO-01, docs/regler/innlesing.md.

    `ved_overlapp` goes before what the profile says about figures already there. `pakke`: the lines are budget
    amendments with their decisions.
    """
    kolonneprofil = les_profil(profil)
    if ved_overlapp is not None:
        kolonneprofil = replace(kolonneprofil, ved_overlapp=ved_overlapp)
    stabel = ExitStack()
    try:
        with forklart_feil():
            stabel.enter_context(hold_filer())
            arbeid = Path(mkdtemp(dir=arbeidsmappe()))
            stabel.callback(shutil.rmtree, arbeid, ignore_errors=True)
            kobling = stabel.enter_context(peker())
            lager = Mellomlager(kobling, arbeid, kolonneprofil, aar)
            return _Leveranse(lager, filer, arbeid, pakke).utkast(stabel)
    except BaseException:
        stabel.close()
        raise


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


class _Leveranse:
    """The files of one import on their way through the checks."""

    def __init__(
        self, lager: Mellomlager, filer: Sequence[Path], arbeid: Path, pakke: Endringspakke | None = None
    ) -> None:
        self.lager = lager
        self.pakke = pakke
        self.funn: list[Funn] = []
        self.klare: list[Klarfil] = []
        self._deler: dict[tuple[int, str], tuple[Periodedel, ...]] = {}
        self._ferdige: tuple[Ferdigbatch, ...] = ()
        self._virkninger: tuple[Virkning, ...] = ()
        self._opphav: list[tuple[str, str]] = []
        feillister = [Feilliste(fil.name) for fil in filer]
        lest: list[tuple[Klarfil, Feilliste]] = []
        for fil, feil in zip(filer, feillister, strict=True):
            nr = len(lest) + 1
            klare = forbered(fil, nr, lager.profil, arbeid=arbeid, feil=feil, aar=lager.aar)
            for klar in klare:
                lest.append((klar, feil))
                self._opphav.append((fil.name, klar.ark))
                self._les(klar, feil)
        for klar, feil in lest:
            self._sjekk(klar, feil)
        for feil in feillister:
            self.funn += feil.funn()
        if self.klare and not self.har_feil:
            self._sjekk_samlet()

    @property
    def har_feil(self) -> bool:
        return any(f.er_feil for f in self.funn)

    def _les(self, fil: Klarfil, feil: Feilliste) -> None:
        avviste = self.lager.les(fil)
        self.lager.tolk(fil)
        avviste = _uten_utelatte(avviste, fil, self.lager.profil, feil)
        self.klare.append(fil)
        for grunn in sorted({a.grunn for a in avviste}):
            treff = [a for a in avviste if a.grunn == grunn]
            tekst = _GRUNNER.get(grunn, f"Linjen kan ikke leses ({grunn}).")
            feil.legg_til_flere(
                "csv-linje",
                [(a.rad, f"{tekst} Den begynner slik: «{a.linje.strip()[:60]}».") for a in treff],
                len(treff),
                tiltak="Sett anførselstegn rundt tekst med skilletegn i, og ett felt for hver kolonne.",
            )
        if not avviste and self.lager.antall(fil)[0] == 0:
            feil.legg_til(
                "csv-tom", "Filen har ingen linjer under overskriften.", tiltak="Velg en fil med linjer."
            )

    def _sjekk(self, fil: Klarfil, feil: Feilliste) -> None:
        if self.lager.antall(fil)[1]:
            sjekk_felter(self.lager, fil, feil)
        sjekk_rader(self.lager, fil, feil)
        aar = self._aar()
        if aar:
            sjekk_koder(self.lager, fil, feil, last_regelverk(date(max(aar), 12, 31)).koder)
        # This year's tree also holds the ansvar of last year's figures (ORG-02).
        kjente = {a: {*virksomhet_for_ansvar(a), *virksomhet_for_ansvar(a + 1)} for a in aar}
        sjekk_ansvar(self.lager, fil, feil, kjente)
        if self.lager.aar is not None and (andre := [a for a in aar if a != self.lager.aar]):
            feil.legg_til(
                "csv-aar",
                f"Filen har tall for {', '.join(map(str, andre))}, men du har bedt om {self.lager.aar}.",
                tiltak="Utelat --aar, eller velg en fil med bare det året.",
            )

    def _sjekk_samlet(self) -> None:
        felles = Feilliste(", ".join(f.navn for f in self.klare))
        sjekk_bilag(self.lager, felles)
        if self.pakke is not None:
            self.pakke.sjekk(self.lager, felles)
        self.funn += felles.funn()
        if not self.har_feil:
            self.funn += self._overlapp(felles.fil)
        if self.lager.profil.begrunnelse:
            self.funn.append(Funn("csv-profil", Alvor.INFO, self.lager.profil.begrunnelse, felles.fil))

    def _overlapp(self, sted: str) -> list[Funn]:
        kobling, linjer = self.lager.kobling, self.lager.linjer
        self._deler = periodedeler(kobling, linjer)
        overlapp = finn_overlapp(kobling, linjer, self._deler, ved_overlapp=self.lager.profil.ved_overlapp)
        self._virkninger = virkninger(kobling, linjer, self._deler, overlapp)
        return [_overlappfunn(o, sted) for o in overlapp]

    def _aar(self) -> list[int]:
        rader = self.lager.kobling.execute(
            f"SELECT DISTINCT aar FROM {self.lager.linjer} WHERE aar IS NOT NULL ORDER BY aar"
        ).fetchall()
        return [rad[0] for rad in rader]

    def utkast(self, stabel: ExitStack) -> Utkast:
        totaler = self._kontrolltotaler()
        return Utkast(
            antall=sum(self.lager.antall(f)[0] for f in self.klare),
            kontrolltotaler=totaler,
            funn=self.funn,
            lagre=self._lagre,
            kontrolltotal_ore=sum(totaler.values()),
            klargjor=self._klargjor,
            lukk=stabel.close,
            virkninger=self._virkninger,
        )

    def _kontrolltotaler(self) -> dict[str, int]:
        if not self.klare:
            return {}
        rader = self.lager.kobling.execute(
            f"""SELECT aar, slag, kontoklasse, CAST(SUM(belop) AS BIGINT) FROM {self.lager.linjer}
                WHERE aar IS NOT NULL AND belop IS NOT NULL
                GROUP BY aar, slag, kontoklasse ORDER BY aar, slag, kontoklasse DESC"""
        ).fetchall()
        return {f"{slag} {aar}, {KONTOKLASSER.get(k, k)}": belop for aar, slag, k, belop in rader}

    def _klargjor(self) -> None:
        with forklart_feil():
            self._ferdige = skriv_batcher(self.lager.kobling, self.lager.linjer, self._deler)

    def _lagre(self, innlesing: Innlesing) -> None:
        self._skill_ark(innlesing)
        if self.lager.profil.begrunnelse:
            innlesing.merknad = " ".join(t for t in (innlesing.merknad, self.lager.profil.begrunnelse) if t)
            innlesing.save(update_fields=["merknad"])
        with forklart_feil():
            lagre_batcher(
                innlesing, self._ferdige, self.lager.kobling, ved_overlapp=self.lager.profil.ved_overlapp
            )
            if self.pakke is not None:
                self.pakke.lagre(self.lager, innlesing)

    def _skill_ark(self, innlesing: Innlesing) -> None:
        """With several sheets each line's `fil` is its sheet, so the import names each sheet of each file."""
        if len(self._opphav) == len(innlesing.filer):
            return
        kjente = {fil["navn"]: fil for fil in innlesing.filer}
        innlesing.filer = [{**kjente[navn], "ark": ark} for navn, ark in self._opphav]
        innlesing.save(update_fields=["filer"])


def _uten_utelatte(
    avviste: list[Avvist], fil: Klarfil, profil: Kolonneprofil, feil: Feilliste
) -> list[Avvist]:
    """Lines that are not CSV, less the titles and footers the profile leaves out: too few cells, and no konto."""
    igjen = [a for a in avviste if not _er_utelatt(a, fil, profil)]
    if hoppet := len(avviste) - len(igjen):
        forste = next(a for a in avviste if a not in igjen)
        feil.merk(
            "csv-utelatt",
            f"{hoppet} linjer med for få felt er utelatt etter profilen. Den første er rad {forste.rad}: "
            f"«{forste.linje.strip()[:60]}».",
        )
    return igjen


def _er_utelatt(avvist: Avvist, fil: Klarfil, profil: Kolonneprofil) -> bool:
    if avvist.grunn != "MISSING COLUMNS" or not profil.utelat:
        return False
    try:
        celler = next(csv.reader([" ".join(avvist.linje.splitlines())], delimiter=fil.skilletegn), [])
    except csv.Error:
        return False
    return any(_utelater(regel, celler, fil) for regel in profil.utelat)


def _utelater(regel: Utelat, celler: Sequence[str], fil: Klarfil) -> bool:
    plass = fil.kolonner.index(regel.kolonne)
    celle = celler[plass].strip() if plass < len(celler) else ""
    if regel.begynner_med:
        return celle.casefold().startswith(tuple(t.casefold() for t in regel.begynner_med))
    return not celle[:1].isdecimal()


def _overlappfunn(overlapp: Overlapp, sted: str) -> Funn:
    if overlapp.handling != "avvis":
        return Funn("csv-overlapp", Alvor.INFO, overlapptekst(overlapp), sted)
    return Funn(
        "csv-overlapp",
        Alvor.FEIL,
        overlapptekst(overlapp),
        sted,
        valg_ved_overlapp(overlapp),
    )
