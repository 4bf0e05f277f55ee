"""Reading a computed table as a person does: a column by line number."""

from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.tabeller import tabell


def vist(grunnlag: Grunnlag, tabell_id: str, kolonne: str) -> dict[str, int]:
    """A column of figures by line number, in the unit of the table; an empty cell is 0."""
    hel = tabell(grunnlag, tabell_id)
    navn = [k.navn for k in hel.kolonner]
    nr, tall = navn.index("nr"), navn.index(kolonne)
    return {str(rad.celler[nr].verdi): int(rad.celler[tall].verdi or 0) for rad in hel.rader}
