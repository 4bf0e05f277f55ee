"""Figures per inhabitant show the amount and the number of inhabitants they rest on (KOSTRA-04)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.utils.translation import gettext

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.tabell import Kolonne, Tabell, Tabellrad

_PER_INNBYGGER = "per innbygger"
_AAR = re.compile(r"20\d\d")
_KOMMUNELEDD = (" kommune", " kommuna", " tjïelte", " suohkan")


@dataclass(frozen=True, slots=True)
class Innbyggere:
    """The municipality's own name and its inhabitants per year."""

    kommune: str
    folketall: Mapping[int, int]

    @property
    def kortnavn(self) -> str:
        """The name without the word municipality, folded to lower case."""
        navn = self.kommune.casefold()
        for ledd in _KOMMUNELEDD:
            navn = navn.removesuffix(ledd)
        return navn

    def celletekster(self, tabell: Tabell) -> dict[tuple[int, str], str]:
        """(line, column) → «… kr per innbygger, 5 681 innbyggere, i alt … mill. kr»."""
        tekster: dict[tuple[int, str], str] = {}
        for rad in tabell.rader:
            if _PER_INNBYGGER not in self._enhet(tabell, rad):
                continue
            for nr, kolonne in enumerate(tabell.kolonner):
                verdi = rad.celler[nr].verdi
                if not kolonne.er_tall or kolonne.skjult or not isinstance(verdi, int | Decimal):
                    continue
                antall = self._antall(tabell, rad, kolonne)
                if antall:
                    tekster[rad.linje, kolonne.navn] = _setning(verdi, antall, self._enhet(tabell, rad))
        return tekster

    def tekst(self, tabell: Tabell, tekster: Mapping[tuple[int, str], str]) -> str:
        """The same facts as visible text in a details element below the table."""
        if not tekster:
            return ""
        navn = {rad.linje: _radnavn(tabell, rad) for rad in tabell.rader}
        punkter = "".join(f"<li>{escape(navn[linje])}: {escape(t)}</li>" for (linje, _), t in tekster.items())
        return (
            '<details class="ds-details rt-innbyggere">'
            f"<summary>{gettext('Beløp og innbyggertall bak tallene per innbygger')}"
            f'</summary><div><ul class="ds-list">{punkter}</ul></div></details>'
        )

    def _antall(self, tabell: Tabell, rad: Tabellrad, kolonne: Kolonne) -> int:
        """The inhabitants that came with the figure, else one's own; those of others are not ours to know."""
        for nr, k in enumerate(tabell.kolonner):
            medfulgt = rad.celler[nr].verdi
            if k.navn == "innbyggere" and isinstance(medfulgt, int | Decimal):
                return int(medfulgt)
        if not self._er_egen(tabell, rad, kolonne):
            return 0
        return self.folketall.get(self._aar(tabell, rad, kolonne), 0)

    def _enhet(self, tabell: Tabell, rad: Tabellrad) -> str:
        for nr, kolonne in enumerate(tabell.kolonner):
            if kolonne.navn == "enhet":
                return str(rad.celler[nr].verdi or "")
        return tabell.enhet

    def _er_egen(self, tabell: Tabell, rad: Tabellrad, kolonne: Kolonne) -> bool:
        for nr, k in enumerate(tabell.kolonner):
            if k.navn == "kommune":
                return str(rad.celler[nr].verdi or "").casefold().startswith(self.kortnavn)
        return kolonne.tittel.casefold().startswith(self.kortnavn)

    def _aar(self, tabell: Tabell, rad: Tabellrad, kolonne: Kolonne) -> int:
        for nr, k in enumerate(tabell.kolonner):
            verdi = rad.celler[nr].verdi
            if k.navn == "aar" and isinstance(verdi, int):
                return verdi
        treff = _AAR.search(f"{kolonne.tittel} {kolonne.navn}")
        return int(treff.group()) if treff else tabell.aar


def _setning(verdi: int | Decimal, antall: int, enhet: str) -> str:
    i_alt = Decimal(verdi) * antall
    tall = f"{vis_tall(verdi)} {enhet}"
    if enhet.startswith("kr "):
        samlet = gettext("%(belop)s mill. kr") % {"belop": vis_tall(rund_desimal(i_alt / 1_000_000, 1), 1)}
    else:
        samlet = f"{vis_tall(rund_desimal(i_alt, 0), 0)} {enhet.removesuffix(_PER_INNBYGGER).strip()}"
    return gettext("%(tall)s, %(antall)s innbyggere, i alt om lag %(samlet)s") % {
        "tall": tall,
        "antall": vis_tall(antall),
        "samlet": samlet,
    }


def _radnavn(tabell: Tabell, rad: Tabellrad) -> str:
    tekster = [
        str(rad.celler[nr].verdi)
        for nr, k in enumerate(tabell.kolonner)
        if not k.er_tall and not k.skjult and k.navn not in {"enhet", "seksjon"} and rad.celler[nr].verdi
    ]
    return ", ".join(tekster)
