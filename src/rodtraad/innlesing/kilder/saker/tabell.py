"""A list of cases as a table, and a case as it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.innlesing.tabellprofil import Tabellprofil, les_med_profil
from rodtraad.kjerne.funn import Funn
from rodtraad.sak.saksnummer import Saksnummer, tolk_saksnummer

_VALGFRI = Kolonnekrav(paakrevd=False, valgfri=True)
FORM = "løpenummer og år, for eksempel 37/24"
KOLONNER: Mapping[str, Kolonnekrav] = {
    "rekkefolge": Kolonnekrav("heltall", paakrevd=False, valgfri=True),
    "saksnr": Kolonnekrav(),
    "organ": Kolonnekrav(),
    "tittel": Kolonnekrav(),
    "lenke": Kolonnekrav(
        paakrevd=False,
        valgfri=True,
        monster=r"https://\S{1,180}",
        forklaring="en adresse som begynner med https://",
    ),
    "motedato": Kolonnekrav("dato", paakrevd=False, valgfri=True),
    "vedtak": _VALGFRI,
    "arkivsak": _VALGFRI,
}
BREDDE = {"tittel": 500, "organ": 100, "arkivsak": 30, "lenke": 200}
"""How many characters there is room for."""


@dataclass(frozen=True, slots=True)
class Lestsak:
    """A case with the row or place it stood in the file; `skrevet` is the number as the file has it."""

    rad: int
    nummer: Saksnummer
    skrevet: str
    organ: str
    tittel: str
    lenke: str = ""
    motedato: date | None = None
    vedtak: str = ""
    arkivsak: str = ""
    rekkefolge: int = 0

    def som_rad(self, plass: int) -> dict[str, Any]:
        """The fields of Sak, without the year."""
        return {
            "rekkefolge": self.rekkefolge or plass,
            "saksnr": str(self.nummer),
            "serie": self.nummer.serie,
            "nr": self.nummer.nr,
            "organ": self.organ,
            "tittel": self.tittel,
            "lenke": self.lenke,
            "motedato": self.motedato,
            "vedtak": self.vedtak,
            "arkivsak": self.arkivsak,
        }


@dataclass(frozen=True, slots=True)
class Saksinnhold:
    """The cases of a file and what was found on the way."""

    saker: Sequence[Lestsak] = ()
    funn: Sequence[Funn] = field(default_factory=list)


def les_tabellsaker(fil: Path, profil: Tabellprofil) -> Saksinnhold:
    """Reads a table; a number of another form is an error with row and remedy."""
    rader, funn = les_med_profil(fil, profil, kolonner=KOLONNER)
    feil = Feilliste(fil.name)
    saker = []
    for rad in rader if not any(f.er_feil for f in funn) else ():
        nummer = tolk_saksnummer(str(rad["saksnr"]))
        if nummer is None:
            feil.legg_til(
                "saker-form", f"Saksnummeret «{rad['saksnr']}» har feil form.", rad=rad.nr, kolonne="saksnr",
                tiltak=f"Skriv {FORM}.",
            )  # fmt: skip
        elif (plass := rad["rekkefolge"]) is not None and not 0 <= int(str(plass)) < 2**31:
            feil.legg_til(
                "saker-rekkefolge", f"Plassen {plass} kan ikke brukes.", rad=rad.nr, kolonne="rekkefolge",
                tiltak="Skriv et tall fra 1, eller la kolonnen være tom.",
            )  # fmt: skip
        else:
            saker.append(_sak(rad, nummer))
    return Saksinnhold(saker, [*funn, *feil.funn()])


def _sak(rad: Rad, nummer: Saksnummer) -> Lestsak:
    motedato = rad["motedato"]
    return Lestsak(
        rad.nr, nummer, str(rad["saksnr"]), samlet(rad["organ"]), samlet(rad["tittel"]), str(rad["lenke"] or ""),
        motedato if isinstance(motedato, date) else None, str(rad["vedtak"] or ""), samlet(rad["arkivsak"]),
        int(str(rad["rekkefolge"] or 0)),
    )  # fmt: skip


def samlet(tekst: object) -> str:
    """A text on one line with single spaces."""
    return " ".join(str(tekst or "").split())
