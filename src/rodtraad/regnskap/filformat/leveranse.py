"""A delivery of ledger files: made ready, read, checked, and handed over as an Utkast."""

import csv
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast, VedOverlapp
from rodtraad.innlesing.services import Innlesing
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.regnskap.filformat.endringer import Endringspakke
from rodtraad.regnskap.filformat.forberedelse import Klarfil, forbered
from rodtraad.regnskap.filformat.innlevering import (
    Innlevering,
    forklart_feil,
    kjente_ansvar,
    med_arbeidsplass,
)
from rodtraad.regnskap.filformat.kontroller import sjekk_ansvar, sjekk_felter, sjekk_koder
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
    return med_arbeidsplass(
        lambda kobling, arbeid, stabel: _Leveranse(
            Mellomlager(kobling, arbeid, kolonneprofil, aar), filer, arbeid, pakke
        ).utkast(stabel)
    )


class _Leveranse(Innlevering):
    """The files of one import on their way through the checks."""

    kontroll = "csv"

    def __init__(
        self, lager: Mellomlager, filer: Sequence[Path], arbeid: Path, pakke: Endringspakke | None = None
    ) -> None:
        super().__init__(lager)
        self.pakke = pakke
        self.klare: list[Klarfil] = []
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
            self.sjekk_samlet(Feilliste(", ".join(f.navn for f in self.klare)))

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
        sjekk_ansvar(self.lager, fil, feil, {a: kjente_ansvar(a) for a in aar})
        if self.lager.aar is not None and (andre := [a for a in aar if a != self.lager.aar]):
            feil.legg_til(
                "csv-aar",
                f"Filen har tall for {', '.join(map(str, andre))}, men du har bedt om {self.lager.aar}.",
                tiltak="Utelat --aar, eller velg en fil med bare det året.",
            )

    def sjekk_eget(self, felles: Feilliste) -> None:
        """The decisions of budget amendments."""
        if self.pakke is not None:
            self.pakke.sjekk(self.lager, felles)

    def _aar(self) -> list[int]:
        rader = self.lager.kobling.execute(
            f"SELECT DISTINCT aar FROM {self.lager.linjer} WHERE aar IS NOT NULL ORDER BY aar"
        ).fetchall()
        return [rad[0] for rad in rader]

    def utkast(self, stabel: ExitStack) -> Utkast:
        """What the files would bring."""
        summer: Mapping[str, int] = self.summer() if self.klare else {}
        antall = sum(self.lager.antall(f)[0] for f in self.klare)
        return self.som_utkast(stabel, antall=antall, summer=summer, om={})

    def lagre(self, innlesing: Innlesing) -> None:
        """Stores the lines, each under its own sheet, and the decisions of amendments."""
        self._skill_ark(innlesing)
        super().lagre(innlesing)
        if self.pakke is not None:
            with forklart_feil():
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
