"""A small municipality with accounts of two years and published KOSTRA figures, read through the real sources."""

from pathlib import Path

from rodtraad.innlesing.services import les_inn

AAR = 2024
TOPP = "aar,periode,slag,kontoklasse,art,funksjon,ansvar,belop"
FUNKSJONER = "omrade,funksjon_kode,funksjon,kommune,aar,kr_per_innbygger,er_sum,publisert"
FOLK = (
    "aar,folketall_inngang,fodte,dode,fodselsoverskudd,innvandring,utvandring,innflytting_innenlands,"
    "utflytting_innenlands,netto_innvandring_flytting,folkevekst,folketall_utgang"
)
RADER = ((202, "Grunnskole", 6000), (211, "Styrket tilbud", 500), (253, "Institusjon", 9000))


def skriv(mappe: Path, navn: str, *linjer: str) -> Path:
    fil = mappe / navn
    fil.write_text("\n".join(linjer) + "\n", encoding="utf-8")
    return fil


def les_regnskap(mappe: Path, aar: int, **kroner: int) -> None:
    """Accounts of a year: kroner per function, named f202 and so on, on art 010; and the money in the bank."""
    linjer = [f"{aar},1,regnskap,1,010,{f[1:]},2001,{belop}" for f, belop in kroner.items()]
    resultat = les_inn("csv", [skriv(mappe, f"regnskap-{aar}.csv", TOPP, *linjer)])
    assert not resultat.har_feil, resultat.funn


def les_kostra(mappe: Path, *rader: tuple[int, str, int], publisert: str = "2025-03-15") -> None:
    """Published figures of the municipality."""
    linjer = [
        f"Oppvekst,{kode},{navn},Prøvekommunen,{AAR},{kr},0,{publisert}" for kode, navn, kr in rader or RADER
    ]
    resultat = les_inn("kostra", [skriv(mappe, f"kostra-{publisert}.csv", FUNKSJONER, *linjer)])
    assert not resultat.har_feil, resultat.funn


def les_folk(mappe: Path, innbyggere: int = 1000) -> None:
    """Inhabitants at the end of the year."""
    fil = skriv(mappe, "befolkning.csv", FOLK, f"{AAR},{innbyggere},0,0,0,0,0,0,0,0,0,{innbyggere}")
    assert not les_inn("befolkning", [fil]).har_feil


def les_alt(mappe: Path) -> None:
    """All of it; schools have grown by half since the year before, and KOSTRA shows a million more."""
    les_folk(mappe)
    les_regnskap(mappe, AAR - 1, f202=3_300_000, f211=500_000, f253=9_000_000)
    les_regnskap(mappe, AAR, f202=5_000_000, f211=500_000, f253=9_000_000)
    les_kostra(mappe)
