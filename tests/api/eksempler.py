"""Values for the placeholders of the API's addresses."""

from datetime import timedelta

from django.utils import timezone

from rodtraad.api.services import lag_nokkel
from tests.personer import Verden


def lag(verden: Verden) -> dict[str, str]:
    eier = verden.personer["systemadministrator"]
    token = lag_nokkel(
        bruker_id=eier.pk, navn="Intranettet", retter=["organisasjon.se"], kan_skrive=False,
        utloper=timezone.localdate() + timedelta(days=30), av="test",
    )  # fmt: skip
    return {"api_nokkel": token.split("_")[1]}
