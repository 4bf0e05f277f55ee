"""The organisation register: rammeområder, virksomheter and ansvar with validity in time."""

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
from rodtraad.kjerne.funn import Alvor
from rodtraad.organisasjon.enheter import NAVN_PAA_NIVAA, OVER, Enhetsversjon, check_enheter
from rodtraad.organisasjon.services import lagre_enheter, sett_gyldige

_JA_NEI = Kolonnekrav("ja_nei", paakrevd=False, valgfri=True)
_KODE = Kolonnekrav(paakrevd=False, valgfri=True)
KOLONNER = {
    "kode": Kolonnekrav(),
    "navn": Kolonnekrav(),
    "nivaa": Kolonnekrav(tillatt=frozenset(OVER)),
    "overordnet": Kolonnekrav(paakrevd=False),
    "gyldig_fra": Kolonnekrav("dato"),
    "gyldig_til": Kolonnekrav("dato", paakrevd=False),
    "rekkefolge": Kolonnekrav("heltall", paakrevd=False, valgfri=True),
    "vis_kode": _JA_NEI,
    "har_tabeller": _JA_NEI,
    "linje_overordnet": _KODE,
    "etterfolger": _KODE,
    "konstruert": _JA_NEI,
}


@kilde("organisasjon")
class Organisasjonsregister:
    """Reads one or more files as one register; a new register takes the place of the old."""

    navn = "organisasjon"
    beskrivelse = "Organisasjonen: rammeområder, virksomheter og ansvar med gyldighet i tid"
    flere_filer = True
    gruppe = "Organisasjon"
    aarvalg: Aarvalg = "brukes_ikke"
    vises_paa = "organisasjon:tre"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of every file, and of the register as a whole."""
        if profil is not None or aar is not None:
            raise RodtraadFeil("Organisasjonen leses uten --profil og --aar; gyldigheten står i filen.")
        feil = Feilliste(", ".join(f.name for f in filer))
        versjoner: list[Enhetsversjon] = []
        funn, antall = [], 0
        for fil in filer:
            rader, filfunn = les_tabell(fil, kolonner=KOLONNER)
            funn += filfunn
            antall += len(rader)
            if any(f.er_feil for f in filfunn):
                continue
            versjoner += [_versjon(rad, len(versjoner) + nr) for nr, rad in enumerate(rader)]
        if not any(f.er_feil for f in funn):
            for avvik in check_enheter(versjoner):
                feil.legg_til(
                    "organisasjon-register", avvik.melding, rad=avvik.rad, kolonne=avvik.kolonne,
                    tiltak=avvik.tiltak,
                )  # fmt: skip
            _merk_uten_etterfolger(versjoner, feil)
        return Utkast(
            antall=antall,
            kontrolltotaler={
                NAVN_PAA_NIVAA[n]: str(len({v.kode for v in versjoner if v.nivaa == n})) for n in OVER
            },
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: _store(versjoner, innlesing),
            erstatter_nokkel="organisasjon",
        )

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After a withdrawal: which registers count."""
        sett_gyldige(gyldige)


def _versjon(rad: Rad, nr: int) -> Enhetsversjon:
    verdier: dict[str, Any] = {k: v for k, v in rad.items() if v is not None}
    verdier.setdefault("rekkefolge", nr + 1)
    verdier.setdefault("overordnet", "")
    return Enhetsversjon(rad=rad.nr, **verdier)


def _merk_uten_etterfolger(versjoner: Sequence[Enhetsversjon], feil: Feilliste) -> None:
    siste = {v.nokkel: v for v in sorted(versjoner, key=lambda v: v.gyldig_fra)}
    for versjon in siste.values():
        if versjon.nivaa == "virksomhet" and versjon.gyldig_til and not versjon.etterfolger:
            feil.merk(
                "organisasjon-etterfolger",
                f"Virksomhet {versjon.kode} {versjon.navn} utgår {versjon.gyldig_til:%d.%m.%Y} "
                "uten etterfølger.",
                alvor=Alvor.ADVARSEL,
                tiltak="Oppgi etterfølgeren, ellers kan ikke tidligere tall vises på den nye organisasjonen.",
            )


def _store(versjoner: Sequence[Enhetsversjon], innlesing: Innlesing) -> None:
    lagre_enheter(versjoner, innlesing=innlesing.id)
    sett_gyldige([innlesing.id])
