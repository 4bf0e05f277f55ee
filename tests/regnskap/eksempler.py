"""Values for the placeholders of the addresses of objects and unusual postings."""

from datetime import date

from rodtraad.innlesing.models import Innlesing
from rodtraad.regnskap.models import Posteringsfunn
from rodtraad.regnskap.objekt_services import lagre_objekter
from rodtraad.regnskap.objekter import Objektversjon
from tests.personer import Verden


def lag(verden: Verden) -> dict[str, str]:
    innlesing = Innlesing.objects.create(
        nummer=90_001, kilde="objekter", fil="objekter.csv", sha256="0" * 64, antall=2
    )
    lagre_objekter(
        [
            Objektversjon("B1", "Prøveskolen", "bygg", "2001", date(2020, 1, 1)),
            Objektversjon("K1", "Prøvebilen", "kjoretoy", "3101", date(2020, 1, 1)),
        ],
        innlesing_id=innlesing.id,
    )
    felles = {"aar": 2024, "periode": 3, "regel": "funksjon", "funksjon": "120", "belop": 1, "antall": 1}
    eget = Posteringsfunn.objects.create(ansvar="2001", **felles)
    fremmed = Posteringsfunn.objects.create(ansvar="3101", **felles)
    return {
        "objekt": "B1", "fremmed_objekt": "K1", "posteringsfunn": str(eget.pk), "fremmed_funn": str(fremmed.pk),
    }  # fmt: skip
