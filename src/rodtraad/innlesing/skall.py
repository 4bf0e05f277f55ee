"""What the imports give to the shell and to the worker."""

from django.utils.translation import gettext_lazy as _

from rodtraad.innlesing.bakgrunn import gjor_ventende
from rodtraad.innlesing.prove import ARBEID
from rodtraad.oppgaver import rundearbeid
from rodtraad.skall.tavler import Menypunkt, meny

meny.heng_opp(
    Menypunkt(
        _("Innlesinger"), "innlesing:liste", "innlesing.se", _("Økonomi"), rekkefolge=350,
        sokeord=_("import fil csv excel hovedbok last opp"), snarvei=True,
    )
)  # fmt: skip
rundearbeid.registrer(ARBEID, gjor_ventende)
