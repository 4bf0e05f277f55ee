"""Values for the placeholders of the addresses of shared services."""

from datetime import date

from rodtraad.samarbeid.services import foresla_nokkel, opprett_fellestjeneste
from tests.personer import ANNEN, EGEN, Verden


def lag(verden: Verden) -> dict[str, str]:
    egen, annen = (
        opprett_fellestjeneste(
            navn=f"Tjeneste {kode}", enhet_kode=kode, vertskommune="Prøvekommunen", partnere=["Os"],
            avtale_nummer="A-1", avtale_fra=date(2020, 1, 1), av="test",
        )
        for kode in (EGEN[1], ANNEN[1])
    )  # fmt: skip
    nokkel = foresla_nokkel(
        tjeneste_id=egen.pk,
        fra_aar=2024,
        andeler={"Prøvekommunen": 6000, "Os": 4000},
        begrunnelse="Folketall",
        av="test",
    )
    return {"egen_tjeneste": str(egen.pk), "annen_tjeneste": str(annen.pk), "nokkel": str(nokkel.pk)}
