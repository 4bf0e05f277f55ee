"""What a person types about persons, roles and deputies."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.tilgang.rettigheter import roller

_DATO = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Personskjema(forms.Form):
    """A person."""

    fornavn = forms.CharField(label=_("Fornavn"), max_length=150)
    etternavn = forms.CharField(label=_("Etternavn"), max_length=150)
    epost = forms.EmailField(label=_("E-post"), max_length=254)
    tittel = forms.CharField(label=_("Stillingstittel"), max_length=150, required=False)


class Nypersonskjema(Personskjema):
    """A new person."""

    brukernavn = forms.RegexField(
        r"^[a-zA-Z0-9._@-]+\Z", label=_("Brukernavn"), max_length=100,
        help_text=_("Det personen logger inn med. Bokstaver a–z, tall, punktum og bindestrek."),
        error_messages={"invalid": _("Brukernavnet kan bare ha bokstaver a–z, tall, punktum, bindestrek og @.")},
    )  # fmt: skip
    field_order = ("brukernavn", "fornavn", "etternavn", "epost", "tittel")


class Rolleskjema(forms.Form):
    """A role to be given."""

    rolle = forms.ChoiceField(label=_("Rolle"))
    enhet = forms.ChoiceField(
        label=_("Enhet"), required=False, help_text=_("Rollen gjelder enheten og alt under den.")
    )
    fra = forms.DateField(label=_("Fra og med"), widget=_DATO, initial=timezone.localdate)
    til = forms.DateField(label=_("Til og med"), widget=_DATO, required=False)
    personal = forms.BooleanField(label=_("Har personalansvar"), required=False)
    fag = forms.BooleanField(label=_("Har fagansvar"), required=False)
    okonomi = forms.BooleanField(label=_("Har økonomiansvar"), required=False)

    def __init__(self, *args: Any, enheter: Mapping[str, str], **kwargs: Any) -> None:
        """`enheter` by `nivaa:kode`."""
        super().__init__(*args, **kwargs)
        self.fields["rolle"].choices = [  # type: ignore[attr-defined]
            ("", _("Velg en rolle")),
            (_("For en enhet"), [(r.id, r.navn) for r in roller().values() if r.per_enhet]),
            (_("For hele kommunen"), [(r.id, r.navn) for r in roller().values() if not r.per_enhet]),
        ]
        self.fields["enhet"].choices = [("", _("Hele kommunen")), *enheter.items()]  # type: ignore[attr-defined]


class Stedfortrederskjema(forms.Form):
    """A deputy for a period."""

    stedfortreder = forms.TypedChoiceField(label=_("Stedfortreder"), coerce=int)
    fra = forms.DateField(label=_("Fra og med"), widget=_DATO, initial=timezone.localdate)
    til = forms.DateField(label=_("Til og med"), widget=_DATO)
    grunn = forms.CharField(
        label=_("Grunn"), max_length=200, help_text=_("For eksempel ferie eller permisjon.")
    )

    def __init__(self, *args: Any, personer: Mapping[int, str], **kwargs: Any) -> None:
        """`personer` by id."""
        super().__init__(*args, **kwargs)
        self.fields["stedfortreder"].choices = list(personer.items())  # type: ignore[attr-defined]
