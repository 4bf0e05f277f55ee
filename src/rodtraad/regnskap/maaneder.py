"""What the periods of the accounts are called."""

from typing import Final

from django.utils.dates import MONTHS
from django.utils.translation import gettext

DESEMBER: Final = 12


def maanedsnavn(aar: int, periode: int) -> str:
    """«mars 2024»; period 13 closes the year."""
    if periode == 0:
        return gettext("åpningsbalansen %(aar)s") % {"aar": aar}
    if periode > DESEMBER:
        return gettext("årsavslutningen %(aar)s") % {"aar": aar}
    return f"{str(MONTHS[periode]).lower()} {aar}"
