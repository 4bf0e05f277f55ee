"""KOSTRA in the demonstration: the correction the municipality printed, and what waits. Constructed where said."""

from decimal import Decimal

from django.utils import timezone

from rodtraad.demo.steg import AAR, KOMMUNENAVN
from rodtraad.kostra.avstemming_services import skriv_forklaring
from rodtraad.kostra.endring_services import oppdater_store_endringer
from rodtraad.statistikk.korrigering_services import legg_pa_korrigering
from rodtraad.tilgang.queries import med_rolle

REKKEFOLGE = 70
TEKST = "Avstemmer mot KOSTRA"
AV = "demonstrasjon"
SAMFERDSEL = "Andre områder||Samferdsel"
LANDBRUK = "kostra_funksjonsomraader|Andre områder||Landbruk|konsern"


def bygg() -> None:
    """The correction of «Samferdsel» as in the printed report; one constructed remark; the year's large changes."""
    legg_pa_korrigering(
        datasett="kostra_funksjonsomraader", nokkel=SAMFERDSEL, kommune=KOMMUNENAVN, aar=AAR, korrigert=Decimal(1590),
        begrunnelse=(
            "Et tilskudd fra Bane Nor på 9 millioner kroner er inntektsført på funksjon 332 og avsatt til fond. "
            "Uten det ville tallet vært 1 584 kroner høyere per innbygger (kommunens årsrapport for 2024)."
        ),
        av=AV,
    )  # fmt: skip
    eiere = med_rolle("okonomi", timezone.localdate())
    skriv_forklaring(
        aar=AAR, rad_id=LANDBRUK, aarsak="annet", eier_id=eiere[0] if eiere else None, av=AV,
        kommentar="Konstruert i demonstrasjonen: noen må finne ut hvilke funksjoner landbruk er ført på.",
    )  # fmt: skip
    oppdater_store_endringer(aar=AAR, av=AV)
