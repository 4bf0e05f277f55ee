"""Cases dealt with by a body of the council in one year, from a table or in eInnsyn's public form."""

from collections.abc import Collection, Sequence
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.kildekort import Aarvalg
from rodtraad.innlesing.kilder.saker.einnsyn import er_einnsyn, les_einnsyn
from rodtraad.innlesing.kilder.saker.kontroll import check_saker, remark_saker
from rodtraad.innlesing.kilder.saker.tabell import KOLONNER, Saksinnhold, les_tabellsaker
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabellkartlegging import Tabellkartleggbar
from rodtraad.innlesing.tabellprofil import les_tabellprofil
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.sak.services import lagre_saker, sett_gyldige_saker


@kilde("saker")
class Saksliste(Tabellkartleggbar):
    """Reads the list of a year; a new list of the same year takes its place."""

    navn = "saker"
    beskrivelse = "Politiske saker i ett år, med saksnummer og tittel, fra tabell eller eInnsyn"
    gruppe = "Saker og møter"
    aarvalg: Aarvalg = "kreves"
    vises_paa = "sak:saker"
    filtyper = (".csv", ".xlsx", ".json", ".jsonld")
    kolonner = KOLONNER

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault: number form, wrong year, a number used twice; and what looks like a slip (KONTO-13)."""
        if aar is None or len(filer) != 1:
            raise RodtraadFeil("Saker leses fra én fil med --aar.")
        innhold = _read(filer[0], profil)
        feil = Feilliste(filer[0].name)
        if not any(f.er_feil for f in innhold.funn):
            check_saker(innhold.saker, aar, feil)
            if not feil:
                remark_saker(innhold.saker, aar, feil)
        alle_funn = [*innhold.funn, *feil.funn()]
        kan_lagres = not any(f.er_feil for f in alle_funn)
        rader = [s.som_rad(plass) for plass, s in enumerate(innhold.saker, start=1)] if kan_lagres else []
        organer = {s.organ for s in innhold.saker}
        return Utkast(
            antall=len(innhold.saker),
            kontrolltotaler={"Saker": str(len(innhold.saker)), "Organer": str(len(organer))},
            funn=alle_funn,
            lagre=lambda innlesing: _store(rader, aar, innlesing),
            erstatter_nokkel=f"saker:{aar}",
        )

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After a withdrawal: which lists count."""
        sett_gyldige_saker(gyldige)


def _read(fil: Path, profil: Path | None) -> Saksinnhold:
    if er_einnsyn(fil):
        if profil is not None:
            raise RodtraadFeil("eInnsyns form leses uten --profil.")
        return les_einnsyn(fil)
    return les_tabellsaker(fil, les_tabellprofil(profil, KOLONNER))


def _store(rader: Sequence[dict[str, object]], aar: int, innlesing: Innlesing) -> None:
    lagre_saker(rader, aar=aar, innlesing=innlesing.id)
