"""Persons who may log in, from the system of staff."""

from collections.abc import Collection, Sequence
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.kildekort import Aarvalg
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.personsynk import Kildeperson, Personregister, feil_i_personer, les_personregister
from rodtraad.tilgang.personsynk_services import lagre_personer, sett_gyldige_personlister

_VALGFRI = Kolonnekrav(paakrevd=False, valgfri=True)
KOLONNER = {
    "ekstern_id": _VALGFRI,
    "brukernavn": Kolonnekrav(),
    "navn": Kolonnekrav(),
    "epost": _VALGFRI,
    "tittel": _VALGFRI,
    "aktiv": Kolonnekrav("ja_nei", paakrevd=False, valgfri=True),
}


@kilde("brukere")
class Brukere:
    """Reads a list of persons: new ones are created, known ones changed, those not in it left alone."""

    navn = "brukere"
    beskrivelse = "Personer som kan logge inn: id i kildesystemet, brukernavn, navn, e-post, tittel, aktiv"
    gruppe = "Personer og roller"
    aarvalg: Aarvalg = "brukes_ikke"
    vises_paa = "tilgang:personer"
    bare_arbeid = True

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault: a name or an address used twice or by another, the last administrator closed (ORG-12)."""
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil("Personene leses fra én fil, uten --profil og --aar.")
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        feil, personer = Feilliste(filer[0].name), list[Kildeperson]()
        kjente = les_personregister()
        if not any(f.er_feil for f in funn):
            personer = [_person(rad) for rad in rader]
            for avvik in feil_i_personer(personer, kjente):
                feil.legg_til(
                    "brukere-person", avvik.melding, rad=rader[avvik.nr].nr, kolonne=avvik.kolonne,
                    tiltak=avvik.tiltak,
                )  # fmt: skip
        if not feil:
            _merk(personer, kjente, feil)
        return Utkast(
            antall=len(rader),
            kontrolltotaler=_totaler(personer, kjente),
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: _store(personer, innlesing),
            erstatter_nokkel="brukere",
        )

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """After a withdrawal: what it did is undone."""
        sett_gyldige_personlister(gyldige)


def _person(rad: Rad) -> Kildeperson:
    tekster = {k: str(rad[k] or "").strip() for k in KOLONNER if k != "aktiv"}
    return Kildeperson(aktiv=aktiv if isinstance(aktiv := rad["aktiv"], bool) else None, **tekster)


def _totaler(personer: Sequence[Kildeperson], kjente: Personregister) -> dict[str, int | str]:
    nye = sum(kjente.finn(p.ekstern_id, p.brukernavn) is None for p in personer)
    stengt = sum(p.aktiv is False for p in personer)
    return {"Personer": str(len(personer)), "Nye": str(nye), "Sperret": str(stengt)}


def _merk(personer: Sequence[Kildeperson], kjente: Personregister, feil: Feilliste) -> None:
    for person in personer:
        funnet = kjente.finn(person.ekstern_id, person.brukernavn)
        if funnet is None:
            feil.merk("brukere-ny", f"{person.navn} ({person.brukernavn}) blir opprettet.")
        elif funnet.is_active and person.aktiv is False:
            feil.merk("brukere-sperres", f"Kontoen til {funnet.navn} ({funnet.username}) blir sperret.")


def _store(personer: Sequence[Kildeperson], innlesing: Innlesing) -> None:
    lagre_personer(personer, innlesing=innlesing.id, av=innlesing.bruker)
