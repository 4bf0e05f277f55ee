"""The addresses of login: allauth's views, each with its rule; what is not listed here does not exist."""

from allauth.account import views as konto
from allauth.mfa.base import views as totrinn
from allauth.mfa.recovery_codes import views as koder
from allauth.mfa.totp import views as app
from allauth.socialaccount import views as leverandor
from django.urls import URLPattern, URLResolver, path, re_path

from rodtraad.hendelser.adgang import adgang
from rodtraad.tilgang import demoinnlogging
from rodtraad.tilgang import innlogging_sider as sider

aapen, innlogget = adgang("aapen"), adgang("innlogget")
FRA_LENKE = r"^nytt-passord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", sider.min_konto, name="konto"),
    path("logg-inn/", aapen(demoinnlogging.Innlogging.as_view()), name="account_login"),
    path("prov-som/<slug:rolle>/", demoinnlogging.prov_som, name="prov_som"),
    path("logg-ut/", aapen(konto.logout), name="account_logout"),
    path("sperret/", aapen(konto.account_inactive), name="account_inactive"),
    path("glemt-passord/", aapen(sider.GlemtPassord.as_view()), name="account_reset_password"),
    path("glemt-passord/sendt/", aapen(konto.password_reset_done), name="account_reset_password_done"),
    path(
        "nytt-passord/ferdig/",
        aapen(konto.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(FRA_LENKE, aapen(konto.password_reset_from_key), name="account_reset_password_from_key"),
    path("passord/", innlogget(konto.password_change), name="account_change_password"),
    path("passord/lag/", innlogget(konto.password_set), name="account_set_password"),
    path("bekreft/", sider.bekreft, name="konto_bekreft"),
    path("bekreft/passord/", innlogget(konto.reauthenticate), name="account_reauthenticate"),
    path("bekreft/kode/", innlogget(totrinn.reauthenticate), name="mfa_reauthenticate"),
    path("kode/", aapen(totrinn.authenticate), name="mfa_authenticate"),
    path("totrinn/", innlogget(totrinn.index), name="mfa_index"),
    path("totrinn/skru-paa/", innlogget(sider.SkruPaaTotrinn.as_view()), name="mfa_activate_totp"),
    path("totrinn/skru-av/", innlogget(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("totrinn/koder/", innlogget(koder.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("totrinn/koder/nye/", innlogget(koder.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("totrinn/koder/fil/", innlogget(koder.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("okter/", innlogget(sider.Okter.as_view()), name="usersessions_list"),
    path("leverandor/avbrutt/", aapen(leverandor.login_cancelled), name="socialaccount_login_cancelled"),
    path("leverandor/<slug:provider_id>/", sider.til_leverandor, name="openid_connect_login"),
    path("leverandor/<slug:provider_id>/svar/", sider.fra_leverandor, name="openid_connect_callback"),
]
