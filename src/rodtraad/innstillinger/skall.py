"""What the settings give to the shell."""

from django.utils.translation import gettext_lazy as _

from rodtraad.skall.tavler import Menypunkt, meny

meny.heng_opp(
    Menypunkt(
        _("Innstillinger"), "innstillinger:innstillinger", "innstillinger.forvalt", _("Kommunen"), rekkefolge=490,
        sokeord=_("tema farge logo kommunevåpen totrinn brukerstøtte superbruker oppsett"), snarvei=True,
    )
)  # fmt: skip
