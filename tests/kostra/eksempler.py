"""Values for the placeholders: published figures and what persons have written of them, stored without an import."""

from decimal import Decimal

from rodtraad.innlesing.models import Innlesing
from rodtraad.kostra.models import Avstemmingsforklaring, Endringskilde, Orienteringsutkast, Storendring
from rodtraad.statistikk.korrigering_services import legg_pa_korrigering
from rodtraad.statistikk.models import Datapunkt, Datasett
from tests.personer import Verden

AAR = 2024
KOLONNER = ("omrade", "funksjon_kode", "funksjon", "kommune", "aar", "kr_per_innbygger", "er_sum")
SKOLE_ID = "kostra_funksjonsomraader|Oppvekst|202|Grunnskole|konsern"


def lag(verden: Verden) -> dict[str, str]:
    """Two published functions, an explanation, a correction, a change and a draft; made for every row of the matrix."""
    innlesing = Innlesing.objects.create(
        nummer=9_000_001, kilde="kostra", fil="kostra.csv", sha256="c" * 64, bruker="test", antall=2
    )
    datasett = Datasett.objects.create(
        innlesing=innlesing, navn="kostra_funksjonsomraader", tittel="KOSTRA", kilde="SSB", lisens="CC BY 4.0",
        kolonner=list(KOLONNER), dataaar_fra=AAR, dataaar_til=AAR, publisert="2025-03-15",
    )  # fmt: skip
    for nr, (kode, navn) in enumerate((("202", "Grunnskole"), ("211", "Styrket tilbud")), 1):
        verdier = ["Oppvekst", kode, navn, "Prøvekommunen", AAR, 500, 0]
        Datapunkt.objects.create(datasett=datasett, rekkefolge=nr, verdier=verdier)
    forklaring = Avstemmingsforklaring.objects.create(
        aar=AAR,
        rad_id=SKOLE_ID,
        navn="Grunnskole",
        aarsak="andel",
        kommentar="Ser på det.",
        differanse=1,
        av="test",
    )
    endring = Storendring.objects.create(
        aar=AAR, kilde=Endringskilde.EGNE, nokkel="202", navn="202 Grunnskole", funksjon="202", enhet="kr",
        verdi_for=1, verdi=2,
    )  # fmt: skip
    korrigering = legg_pa_korrigering(
        datasett="kostra_funksjonsomraader", nokkel="Oppvekst|211|Styrket tilbud", kommune="Prøvekommunen", aar=AAR,
        korrigert=Decimal(600), begrunnelse="Ført på feil funksjon.", av="test",
    )  # fmt: skip
    utkast = Orienteringsutkast.objects.create(
        aar=AAR, grunnlag="a>b", tittel="Orientering", tekst="<p>Tall.</p>"
    )
    return {
        "kostralinje": f"aar={AAR}&linje={SKOLE_ID}", "kostraforklaring": str(forklaring.pk),
        "kostraverdi": f"datasett=kostra_funksjonsomraader&aar={AAR}&nokkel=Oppvekst|202|Grunnskole",
        "korrigering": str(korrigering.pk), "endring": str(endring.pk), "utkast_sak": str(utkast.pk),
    }  # fmt: skip
