"""Roles from the system of staff: the full list, so that what is no longer in it ends."""

from collections.abc import Collection, Sequence
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast, VedOverlapp
from rodtraad.innlesing.kildekort import Aarvalg
from rodtraad.innlesing.kilder.roller.liste import Rolleliste, les_liste
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.tilgang.rollesynk import nokkel_til, rolletekst
from rodtraad.tilgang.rollesynk_services import for_mange, lagre_rolleliste, sett_gyldige_rollelister


@kilde("roller")
class Roller:
    """Reads the full list of roles of one source system; roles given by hand are never touched."""

    navn = "roller"
    beskrivelse = "Hele listen over roller fra ett kildesystem; roller som ikke lenger står der, avsluttes"
    gruppe = "Personer og roller"
    aarvalg: Aarvalg = "brukes_ikke"
    vises_paa = "tilgang:rollematrise"
    bare_arbeid = True
    stopp = "roller-stopp"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault, and what would be given and taken; a list that takes too much is stopped (ORG-12)."""
        return self._les(filer, profil=profil, aar=aar, bekreftet=False)

    def les_slik(
        self, filer: Sequence[Path], *, profil: Path | None, aar: int | None, ved_overlapp: VedOverlapp
    ) -> Utkast:
        """With «erstatt» the person has said that the list is whole, also when it takes many roles."""
        if ved_overlapp == "tillegg":
            raise RodtraadFeil(
                "Rollefilen er hele listen og kan ikke legges til en annen.", "Bruk «erstatt»."
            )
        return self._les(filer, profil=profil, aar=aar, bekreftet=ved_overlapp == "erstatt")

    def _les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None, bekreftet: bool) -> Utkast:
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil("Rollene leses fra én fil, uten --profil og --aar.")
        liste = les_liste(filer[0])
        feil, plan = Feilliste(filer[0].name), liste.plan
        _merk(liste, feil)
        if plan.tar_for_mange and not bekreftet:
            feil.legg_til(
                "roller-stopp",
                for_mange(plan),
                tiltak="Bekreft med --ved-overlapp erstatt, eller rett filen.",
            )
        return Utkast(
            antall=len(liste.onskede),
            kontrolltotaler=_totaler(liste),
            funn=[*liste.funn, *feil.funn()],
            lagre=lambda innlesing: _store(liste, innlesing, bekreftet=bekreftet),
            erstatter_nokkel=f"roller:{liste.kilde}",
        )

    def check_avsender(self, fil: Path, *, bruker_id: int) -> Sequence[Funn]:
        """Nobody gives himself a role, by file either."""
        egne = [o for o in les_liste(fil).plan.gis if o.bruker_id == bruker_id]
        tiltak = "Be en annen systemadministrator lese inn filen."
        return [
            Funn("roller-egen", Alvor.FEIL, f"Listen gir deg selv rollen {o.tekst}.", fil.name, tiltak)
            for o in egne
        ]

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After a withdrawal: the roles follow the lists that now count."""
        sett_gyldige_rollelister(gyldige)


def _totaler(liste: Rolleliste) -> dict[str, int | str]:
    plan = liste.plan
    return {
        "Kildesystem": liste.kilde, "Roller": str(len(liste.onskede)), "Gis": str(len(plan.gis)),
        "Endres": str(len(plan.endres)), "Avsluttes": str(len(plan.avsluttes)),
    }  # fmt: skip


def _merk(liste: Rolleliste, feil: Feilliste) -> None:
    """One finding for each role that is given or taken: the dry run shows it all."""
    plan = liste.plan
    for rad in plan.avsluttes:
        feil.merk("roller-avsluttes", f"{rad.bruker.navn} mister rollen {rolletekst(*nokkel_til(rad)[1:])}.")
    for rad, onsket in plan.endres:
        til = f"til {onsket.til:%d.%m.%Y}" if onsket.til else "uten sluttdato"
        feil.merk("roller-endres", f"{rad.bruker.navn}: {onsket.tekst} blir endret ({til}).")
    for onsket in plan.gis:
        feil.merk("roller-gis", f"{liste.navn[onsket.bruker_id]} får rollen {onsket.tekst}.")


def _store(liste: Rolleliste, innlesing: Innlesing, *, bekreftet: bool) -> None:
    lagre_rolleliste(
        liste.onskede, kilde=liste.kilde, innlesing=innlesing.id, av=innlesing.bruker, bekreftet=bekreftet
    )
