"""The forms of login, with our words."""

from typing import Any

from allauth.account import forms as konto
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as totrinn
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rodtraad.hendelser.services import loggfor
from rodtraad.tilgang.innlogging_oppslag import personer_med_epost
from rodtraad.tilgang.models import Bruker

ULIKE = _("De to passordene er ikke like. Skriv det samme begge steder.")


def _sett(skjema: forms.BaseForm, **etiketter: Any) -> None:
    """Our labels; a placeholder is no label."""
    for navn, etikett in etiketter.items():
        skjema.fields[navn].label = etikett
    for felt in skjema.fields.values():
        felt.widget.attrs.pop("placeholder", None)


class Innlogging(konto.LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self, login=_("Brukernavn eller e-postadresse"), password=_("Passord"))
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["password"].help_text = ""


class GlemtPassord(konto.ResetPasswordForm):
    """Asks for a link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self, email=_("E-postadresse"))

    def clean_email(self) -> str:
        """The address; whom it belongs to is looked up, and nothing is said about it."""
        epost: str = self.cleaned_data["email"]
        self.users = personer_med_epost(epost)
        return epost

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Sends a link to whoever has the address. For an unknown one the same is done, but nothing sent."""
        if not self.users:
            epost = str(self.cleaned_data["email"])
            loggfor(handling="ba om passordlenke", gjelder="bruker:ukjent", av="anonym")
            get_adapter(request).render_mail("account/email/password_reset_key", epost, {"user": Bruker()})
            return epost
        return str(super().save(request, **kwargs))


class _ToPassord:
    """The new password twice, with our labels and message."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self, password1=_("Nytt passord"), password2=_("Nytt passord en gang til"))  # type: ignore[arg-type]

    def add_error(self, field: str | None, error: Any) -> None:
        """The library has one message at the second password: that they differ."""
        ulike = field == "password2" and not isinstance(error, ValidationError)
        super().add_error(field, ULIKE if ulike else error)  # type: ignore[misc]


class NyttPassord(_ToPassord, konto.ResetPasswordKeyForm):
    """A new password from a link."""


class LagPassord(_ToPassord, konto.SetPasswordForm):
    """A first password for whoever has logged in another way."""


class EndrePassord(_ToPassord, konto.ChangePasswordForm):
    """A new password for the old."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self, oldpassword=_("Passordet du har nå"))
        self.fields["oldpassword"].help_text = ""


class Bekreft(konto.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self, password=_("Passord"))
        self.fields["password"].help_text = ""


class _Kode:
    """A code from the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt: forms.Field = self.fields["code"]  # type: ignore[attr-defined]
        _sett(self, code=_("Kode"))  # type: ignore[arg-type]
        felt.help_text = _("Seks siffer fra appen, eller en av reservekodene dine.")
        felt.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class Kode(_Kode, totrinn.AuthenticateForm):
    """The code at login."""


class BekreftMedKode(_Kode, totrinn.ReauthenticateForm):
    """The code once more."""


class TotrinnPaa(ActivateTOTPForm):
    """The first code, which shows that the app and the installation agree."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self, code=_("Kode fra appen"))
        self.fields["code"].help_text = _("Seks siffer.")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
