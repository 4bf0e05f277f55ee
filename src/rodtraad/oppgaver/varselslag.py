"""The kinds of notices people choose by; whatever another room calls its own is of the kind «annet»."""

from typing import Final

from django.utils.translation import gettext_lazy as _

PAAMINNELSE: Final = "paaminnelse"
ESKALERING: Final = "eskalering"
"""The kind that comes by e-mail at once whatever the person has chosen."""
NY_OPPGAVE: Final = "ny_oppgave"
ANNET: Final = "annet"
NAVN: Final = {
    PAAMINNELSE: _("Påminnelser"),
    ESKALERING: _("Eskaleringer"),
    NY_OPPGAVE: _("Nye oppgaver"),
    ANNET: _("Andre meldinger"),
}
VALGFRIE: Final = (NY_OPPGAVE, PAAMINNELSE, ANNET)


def kjent(slag: str) -> str:
    """The kind as people choose by it."""
    return slag if slag in NAVN else ANNET
