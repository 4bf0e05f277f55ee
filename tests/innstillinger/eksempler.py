"""The coat of arms has to be there to be shown."""

from rodtraad.innstillinger.services import sett_vaapen
from tests.innstillinger.bilder import bilde
from tests.personer import Verden


def lag(verden: Verden) -> dict[str, str]:
    sett_vaapen(innhold=bilde(), av="test")
    return {}
