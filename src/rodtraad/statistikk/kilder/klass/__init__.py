"""Codes from SSB's Klass: municipalities with their changes, KOSTRA groups, functions, arts."""

from collections.abc import Sequence
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.datasettkilde import en_fil
from rodtraad.statistikk.ssb.klassfil import LISTER, STORST, Klassfil, les_klassfil
from rodtraad.statistikk.ssb_models import Klassendring, Klasskode


@kilde("klass")
class Klass:
    """One list from one file; a newer one replaces it. Answers from SSB are held against what is read in."""

    navn = "klass"
    beskrivelse = "Koder fra SSB Klass: kommuner og endringer i dem, KOSTRA-grupper, funksjoner og arter"
    filtyper = (".json", ".csv")
    aarvalg = "brukes_ikke"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the file."""
        fil = en_fil(self.navn, filer, profil=profil, aar=aar)
        feil = Feilliste(fil.name)
        lest = Klassfil("")
        try:
            with fil.open("rb") as strom:
                lest = les_klassfil(fil.name, strom.read(STORST + 1))
        except RodtraadFeil as avvist:
            feil.legg_til("klass-fil", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
        for rad, melding, tiltak in lest.feil:
            feil.legg_til("klass-kode", melding, rad=rad, tiltak=tiltak)
        antall = len(lest.koder) + len(lest.endringer)
        if not antall and not feil:
            feil.legg_til("klass-tom", "Filen har ingen koder.", tiltak="Hent filen fra Klass på nytt.")
        slag = "endringer" if lest.endringer else "koder"
        return Utkast(
            antall=antall,
            kontrolltotaler={"Liste": LISTER.get(lest.klassifikasjon, ""), slag.capitalize(): str(antall)},
            funn=feil.funn(),
            lagre=lambda innlesing: _lagre(lest, innlesing),
            erstatter_nokkel=f"klass:{lest.klassifikasjon}:{slag}",
        )


def _lagre(lest: Klassfil, innlesing: Innlesing) -> None:
    Klasskode.objects.bulk_create(
        Klasskode(
            innlesing=innlesing, klassifikasjon=lest.klassifikasjon, kode=kode, navn=navn, merknad=merknad
        )
        for kode, navn, merknad in lest.koder
    )
    Klassendring.objects.bulk_create(
        Klassendring(
            innlesing=innlesing,
            klassifikasjon=lest.klassifikasjon,
            gammel=gammel,
            ny=ny,
            navn=navn,
            dato=dato,
        )
        for gammel, ny, navn, dato in lest.endringer
    )
