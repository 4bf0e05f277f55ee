"""Values for the placeholders of the addresses of contacts."""

from datetime import date

from rodtraad.enhetsroller.services import utpek_kontakt
from tests.personer import ANNEN, EGEN, Verden


def lag(verden: Verden) -> dict[str, str]:
    egen, annen = (
        utpek_kontakt(
            rolle="superbruker",
            enhet=enhet,
            bruker_id=verden.personer["fagleder"].pk,
            fra=date(2024, 1, 1),
            av="test",
        )
        for enhet in (EGEN, ANNEN)
    )
    return {"egen_kontakt": str(egen.pk), "annen_kontakt": str(annen.pk)}
