"""What the first run gives to the shell: a place in the menu, and a box on the start page until it is done."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rodtraad.oppstart.steg import er_ferdig, neste, stegene
from rodtraad.skall.tavler import Menypunkt, Panel, meny, paneler


def panel(_request: HttpRequest) -> Mapping[str, Any] | None:
    """How far the first run has come; None when it is done."""
    steg = stegene()
    if er_ferdig(steg):
        return None
    return {"neste": neste(steg), "ferdige": sum(s.ferdig for s in steg), "alle": len(steg)}


meny.heng_opp(
    Menypunkt(
        _("Kom i gang"), "oppstart:veiledning", "innstillinger.forvalt", _("Kommunen"), rekkefolge=495,
        sokeord=_("oppsett første gang veiledning installasjon"),
    )
)  # fmt: skip
paneler.heng_opp(
    Panel("oppstart", _("Kom i gang"), "oppstart/_panel.html", "innstillinger.forvalt", panel, rekkefolge=1)
)
