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


@tabell("klima_2009_2023", "Sektorfordelte utslipp 2009 og 2023", KILDE, fra_hovedbok=False)
def klima_2009_2023(k: Kontekst) -> Bygget:
    """Emissions in the base year and the last year with figures, and the change between them."""
    kolonner = (
        KOMMUNE,
        SEKTOR,
        kol.oppgitt("tonn_co2e_2009", "2009", desimaler=1),
        kol.oppgitt("tonn_co2e_2023", "2023", desimaler=1),
        kol.oppgitt("endring_tonn", "Endring", desimaler=1),
        kol.oppgitt("endring_pct", "Endring i %", "prosent"),
        ER_SUM,
    )
    beregnede = {"endring_tonn": _endring, "endring_pct": _endring_prosent}
    oppsett = Datasettoppsett(kolonner, beregnede=beregnede, enhet="tonn CO2-ekv.")
    return vis(k, "klima_2009_2023", "Sektorfordelte utslipp 2009 og 2023", oppsett)


def _endring(post: Post) -> Verdi:
    foer, naa = tall(post["tonn_co2e_2009"]), tall(post["tonn_co2e_2023"])
    return None if foer is None or naa is None else naa - foer


def _endring_prosent(post: Post) -> Verdi:
    foer, endring = tall(post["tonn_co2e_2009"]), tall(_endring(post))
    if foer is None or endring is None:
        return None
    return rund_desimal(Fraction(endring) / Fraction(foer) * 100, 0) if foer else 0
