"""Small ledgers for tests: lines written as a table, imported through the real source."""

from pathlib import Path

from rodtraad.innlesing.services import Resultat, les_inn

TOPP = "aar,periode,slag,kontoklasse,art,funksjon,kapittel,sektor,ansvar,prosjekt,bilag,tekst,belop"


def skriv(fil: Path, *linjer: str, topp: str = TOPP) -> Path:
    fil.write_text("\n".join([topp, *linjer]) + "\n", encoding="utf-8")
    return fil


def bilag(
    nr: str, periode: int, belop: str, *, ansvar: str = "1000", art: str = "100", aar: int = 2024
) -> list[str]:
    """A voucher of two lines: a cost and its counterpart in the bank."""
    motsatt = belop[1:] if belop.startswith("-") else f"-{belop}"
    return [
        f"{aar},{periode},regnskap,1,{art},120,,,{ansvar},,{nr},Kjøp,{belop}",
        f"{aar},{periode},regnskap,2,,,10,320,,,{nr},Bank,{motsatt}",
    ]


def les(mappe: Path, navn: str, *linjer: str, profil: Path | None = None) -> Resultat:
    resultat = les_inn("csv", [skriv(mappe / navn, *linjer)], profil=profil, av="kari")
    assert not resultat.har_feil, resultat.funn
    return resultat
