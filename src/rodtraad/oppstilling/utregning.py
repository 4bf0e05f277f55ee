"""Utregning: rows whose terms are facts and other rows, for the tables that are not statements of the law."""

from collections.abc import Sequence

from rodtraad.oppstilling.bygg import Bygget, Radutkast, Tabellhode, bygg
from rodtraad.oppstilling.formel import Kolonneformel, Ledd, Radformel
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.kontekst import Kontekst


def bygg_fra_ledd(
    k: Kontekst, hode: Tabellhode, kolonner: Sequence[Kolonnevalg], rader: Sequence[Radutkast]
) -> Bygget:
    """The table of rows that are sums of facts (`uttak`) and of other rows (`linje`)."""
    formler = [rad.formel or Radformel() for rad in rader]

    def verdi(nr: int, kolonne: Kolonneformel) -> int:
        return sum(_leddverdi(ledd, kolonne) for ledd in formler[nr - 1].ledd)

    def _leddverdi(ledd: Ledd, kolonne: Kolonneformel) -> int:
        if ledd.uttak is not None:
            slag = ledd.faktaslag or kolonne.faktaslag
            return ledd.fortegn * k.summer.sum(ledd.uttak, kolonne.aar, slag, kolonne.arter)
        return ledd.fortegn * (ledd.fast if ledd.fast is not None else verdi(ledd.linje, kolonne))

    return bygg(hode, kolonner, rader, verdi, aar=k.aar, status=k.grunnlag.status)


def perioder(kolonner: Sequence[Kolonnevalg]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The years and kinds the columns show: a row with a fact in one of them exists."""
    return tuple(
        (valg.formel.aar, valg.formel.faktaslag)
        for valg in kolonner
        if valg.formel is not None and valg.formel.slag == "sum"
    )
