"""What the API gives to the shell."""

from django.utils.translation import gettext_lazy as _

from rodtraad.skall.tavler import Menypunkt, meny

meny.heng_opp(
    Menypunkt(
        _("API-nøkler"),
        "api:nokler",
        "innlogget",
        _("System"),
        rekkefolge=950,
        sokeord=_("token integrasjon"),
    ),
)
