"""Dated status and phase of investment projects."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.investering.queries import STATUSER, faser, prosjektkoder
from rodtraad.investering.services import lagre_statuser
from rodtraad.kjerne.feil import RodtraadFeil

KOLONNER = {
    "prosjekt": Kolonnekrav(),
    "dato": Kolonnekrav("dato"),
    "status": Kolonnekrav(tillatt=frozenset(STATUSER)),
    "fase_kode": Kolonnekrav(paakrevd=False),
}


@kilde("prosjektstatus")
class Prosjektstatuser:
    """Reads one file with every dated status; a new file takes the place of the old."""

    navn = "prosjektstatus"
    beskrivelse = "Status og fase for investeringsprosjektene, med dato"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault: an unknown project, phase or status, two statuses on one day."""
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil("Prosjektstatus leses fra én fil, uten --profil og --aar.")
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        feil = Feilliste(filer[0].name)
        if not any(f.er_feil for f in funn):
            _check(rader, feil)
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Statuser": str(len(rader))},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: lagre_statuser(
                [{**rad, "fase_kode": rad["fase_kode"] or ""} for rad in rader], innlesing_id=innlesing.id
            ),
            erstatter_nokkel="prosjektstatus",
        )


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
