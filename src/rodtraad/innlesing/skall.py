"""What the imports give to the shell."""

from django.utils.translation import gettext_lazy as _

from rodtraad.skall.tavler import Menypunkt, meny

meny.heng_opp(
    Menypunkt(
        _("Innlesinger"), "innlesing:liste", "innlesing.se", _("Økonomi"), rekkefolge=350,
        sokeord=_("import fil csv excel hovedbok last opp"), snarvei=True,
    )
)  # fmt: skip
