"""Dated status and phase of investment projects."""

from collections import Counter
from collections.abc import Sequence

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.registerkilde import Registerkilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.investering.queries import STATUSER, faser, prosjektkoder
from rodtraad.investering.services import lagre_statuser

KOLONNER = {
    "prosjekt": Kolonnekrav(),
    "dato": Kolonnekrav("dato"),
    "status": Kolonnekrav(tillatt=frozenset(STATUSER)),
    "fase_kode": Kolonnekrav(paakrevd=False),
}


@kilde("prosjektstatus")
class Prosjektstatuser(Registerkilde):
    """Reads one file with every dated status; a new file takes the place of the old."""

    navn = "prosjektstatus"
    beskrivelse = "Status og fase for investeringsprosjektene, med dato"
    kolonner = KOLONNER
    enhet = "Statuser"

    def sjekk(self, rader: Sequence[Rad], feil: Feilliste, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """An unknown project or phase, two statuses on one day."""
        _check(rader, feil)

    def lagre(self, rader: Sequence[Rad], innlesing: Innlesing, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """Stores the statuses."""
        statuser = [{**rad, "fase_kode": rad["fase_kode"] or ""} for rad in rader]
        lagre_statuser(statuser, innlesing_id=innlesing.id)


def _check(rader: Sequence[Rad], feil: Feilliste) -> None:
    prosjekter, fasenavn = prosjektkoder(), faser()
    antall = Counter((rad["prosjekt"], rad["dato"]) for rad in rader)
    for rad in rader:
        if rad["prosjekt"] not in prosjekter:
            feil.legg_til(
                "prosjektstatus-prosjekt", f"Prosjektet {rad['prosjekt']} er ikke registrert.", rad=rad.nr,
                kolonne="prosjekt", tiltak="Les inn prosjektene først, eller rett koden.",
            )  # fmt: skip
        if rad["fase_kode"] and rad["fase_kode"] not in fasenavn:
            feil.legg_til(
                "prosjektstatus-fase", f"Fasen {rad['fase_kode']} er ikke registrert.", rad=rad.nr,
                kolonne="fase_kode", tiltak=f"Bruk en av fasene {', '.join(fasenavn)}, eller les inn flere.",
            )  # fmt: skip
        if antall[rad["prosjekt"], rad["dato"]] > 1:
            feil.legg_til(
                "prosjektstatus-dato", f"Prosjektet {rad['prosjekt']} har flere statuser {rad['dato']}.",
                rad=rad.nr, kolonne="dato", tiltak="La det være én status per dag.",
            )  # fmt: skip
