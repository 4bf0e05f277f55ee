"""What statistics give to the shell, and to the day's work."""

from django.utils.translation import gettext_lazy as _

from rodtraad.oppgaver import dagsarbeid
from rodtraad.skall.tavler import Menypunkt, meny
from rodtraad.statistikk.ssb_services import hent_reviderte

meny.heng_opp(
    Menypunkt(
        _("Befolkning og klima"), "statistikk:befolkning", "innlogget", _("Kommunen"), rekkefolge=440,
        sokeord=_("folketall framskriving utslipp delkostnadsindekser bærekraftsmål SSB Miljødirektoratet"),
    ),
    Menypunkt(
        _("Statistikk fra SSB"), "statistikk:ssb", "innlesing.se", _("Økonomi"), rekkefolge=355,
        sokeord=_("ssb kostra statistikkbanken reviderte ureviderte endringer klass tabell"), snarvei=True,
    ),
)  # fmt: skip

dagsarbeid.registrer("reviderte-kostra-tall", hent_reviderte)
