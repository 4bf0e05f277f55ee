"""Klima: emissions per municipality, year and sector (KLIMA-01, 02, 04)."""

from decimal import Decimal
from fractions import Fraction

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.datasettabell import Datasettoppsett, Sumregel, tall, vis
from rodtraad.oppstilling.grunnlag import Post
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabell import Verdi
from rodtraad.oppstilling.tabeller.register import tabell

KOMMUNE, SEKTOR = kol.tekst("kommune", "Kommune"), kol.tekst("sektor", "Sektor", radtittel=True)
AAR = kol.oppgitt("aar", "År", "aar")
TONN = kol.oppgitt("tonn_co2e", "Tonn CO2-ekvivalenter", desimaler=1)
ER_SUM = kol.noekkel("er_sum")
HALV_TIDEL = Decimal("0.05")
BASISTABELL, TONN_I = "klima_2009_2023", "tonn_co2e_"
KILDE = "Miljødirektoratets utslippsregnskap"
FORHOLDSTALL = "En sum av utslipp per innbygger gir ingen mening, og vises ikke."


def _dataaar(k: Kontekst, navn: str) -> str:
    """The years of the figures, so that nobody takes them for the report year (KLIMA-02)."""
    aar = sorted(post["aar"] for post in k.grunnlag.datasett.get(navn, ()) if isinstance(post["aar"], int))
    if not aar:
        return ""
    return f" {aar[0]}" if aar[0] == aar[-1] else f" {aar[0]}–{aar[-1]}"


@tabell("klima_per_aar_sektor", "Utslipp av klimagasser per år og sektor", KILDE, fra_hovedbok=False)
def klima_per_aar_sektor(k: Kontekst) -> Bygget:
    """The municipality's emissions per sector and year."""
    tittel = f"Utslipp av klimagasser per år og sektor{_dataaar(k, 'klima_per_aar_sektor')}"
    regel = Sumregel("tonn_co2e", ("kommune", "aar"), {"sektor": "Sum"}, HALV_TIDEL)
    oppsett = Datasettoppsett((KOMMUNE, SEKTOR, AAR, TONN, ER_SUM), regel, enhet="tonn CO2-ekv.")
    return vis(k, "klima_per_aar_sektor", tittel, oppsett)


@tabell("klima_per_kommune", "Utslipp av klimagasser per kommune og sektor", KILDE, fra_hovedbok=False)
def klima_per_kommune(k: Kontekst) -> Bygget:
    """Emissions per sector in the municipality and those it compares with."""
    tittel = f"Utslipp av klimagasser per kommune og sektor{_dataaar(k, 'klima_per_kommune')}"
    regel = Sumregel("tonn_co2e", ("kommune", "aar"), {"sektor": "Sum"}, HALV_TIDEL)
    oppsett = Datasettoppsett((SEKTOR, KOMMUNE, AAR, TONN, ER_SUM), regel, enhet="tonn CO2-ekv.")
    return vis(k, "klima_per_kommune", tittel, oppsett)


@tabell("klima_per_innbygger", "Utslipp av klimagasser per innbygger", KILDE, fra_hovedbok=False)
def klima_per_innbygger(k: Kontekst) -> Bygget:
    """Emissions per inhabitant; the sum row of print stands without a figure (KLIMA-04, R-79)."""
    tittel = f"Utslipp av klimagasser per innbygger{_dataaar(k, 'klima_per_innbygger')}"
    regel = Sumregel(
        "tonn_co2e_per_innbygger", ("aar",), {"kommune": "Sum"}, HALV_TIDEL, forholdstall=FORHOLDSTALL
    )
    tonn = kol.oppgitt("tonn_co2e_per_innbygger", "Tonn CO2-ekvivalenter per innbygger", desimaler=1)
    kommune = kol.tekst("kommune", "Kommune", radtittel=True)
    oppsett = Datasettoppsett((kommune, AAR, tonn, ER_SUM), regel, enhet="tonn CO2-ekv. per innbygger")
    return vis(k, "klima_per_innbygger", tittel, oppsett)


@tabell(BASISTABELL, "Sektorfordelte utslipp i basisåret og siste dataår", KILDE, fra_hovedbok=False)
def klima_2009_2023(k: Kontekst) -> Bygget:
    """Emissions in the base year and the last year with figures, and the change between them.

    The id keeps the years of the first report it stood in; the title and the columns say the years of the figures.
    """
    foer, naa = _basis_og_siste(k)
    kolonner = (
        KOMMUNE,
        SEKTOR,
        kol.oppgitt(f"{TONN_I}{foer}", str(foer), desimaler=1),
        kol.oppgitt(f"{TONN_I}{naa}", str(naa), desimaler=1),
        kol.oppgitt("endring_tonn", "Endring", desimaler=1),
        kol.oppgitt("endring_pct", "Endring i %", "prosent"),
        ER_SUM,
    )
    beregnede = {
        "endring_tonn": lambda post: _endring(post, foer, naa),
        "endring_pct": lambda post: _endring_prosent(post, foer, naa),
    }
    oppsett = Datasettoppsett(kolonner, beregnede=beregnede, enhet="tonn CO2-ekv.")
    return vis(k, BASISTABELL, f"Sektorfordelte utslipp {foer} og {naa}", oppsett)


def _basis_og_siste(k: Kontekst) -> tuple[int, int]:
    """The two years of the dataset, from the names of its columns; those of the printed report when there is none."""
    post = next(iter(k.grunnlag.datasett.get(BASISTABELL, ())), {})
    aar = sorted(int(navn.removeprefix(TONN_I)) for navn in post if navn.startswith(TONN_I))
    return (aar[0], aar[-1]) if aar else (2009, 2023)


def _endring(post: Post, foer: int, naa: int) -> Verdi:
    forst, sist = tall(post[f"{TONN_I}{foer}"]), tall(post[f"{TONN_I}{naa}"])
    return None if forst is None or sist is None else sist - forst


def _endring_prosent(post: Post, foer: int, naa: int) -> Verdi:
    forst, endring = tall(post[f"{TONN_I}{foer}"]), tall(_endring(post, foer, naa))
    if forst is None or endring is None:
        return None
    return rund_desimal(Fraction(endring) / Fraction(forst) * 100, 0) if forst else 0
