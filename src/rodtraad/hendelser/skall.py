"""What the log gives to the shell."""

from django.utils.translation import gettext_lazy as _

from rodtraad.skall.tavler import Menypunkt, meny

meny.heng_opp(
    Menypunkt(
        _("Hendelsesloggen"), "hendelser:logg", "logg.les", _("Kontroll"), rekkefolge=800,
        sokeord=_("revisjon sporbarhet historikk audit hvem gjorde hva"), snarvei=True,
    )
)  # fmt: skip
