"""What statistics give to the shell."""

from django.utils.translation import gettext_lazy as _

from rodtraad.skall.tavler import Menypunkt, meny

meny.heng_opp(
    Menypunkt(
        _("Befolkning og klima"), "statistikk:befolkning", "innlogget", _("Kommunen"), rekkefolge=440,
        sokeord=_("folketall framskriving utslipp delkostnadsindekser bærekraftsmål SSB Miljødirektoratet"),
    )
)  # fmt: skip
