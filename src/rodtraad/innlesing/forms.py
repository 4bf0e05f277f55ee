from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtraad.innlesing.kilde import Kilde


class Filskjema(forms.Form):
    """A file from a source."""

    kilde = forms.ChoiceField(label=_("Hva filen inneholder"))
    aar = forms.IntegerField(
        label=_("År"), required=False, min_value=1990, max_value=2100,
        help_text=_("Bare når filen ikke har året selv."),
    )  # fmt: skip
    fil = forms.FileField(label=_("Fil"), help_text=_("CSV eller Excel (.xlsx), høyst 200 MB."))
    neste = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kilder: Sequence[Kilde], fast: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valg = self.fields["kilde"]
        assert isinstance(valg, forms.ChoiceField)  # noqa: S101 - for the type checker
        valg.choices = [(k.navn, k.beskrivelse) for k in kilder]
        if fast:
            valg.widget = forms.HiddenInput()
            del self.fields["aar"]


class Trekkskjema(forms.Form):
    """Why an import is withdrawn."""

    begrunnelse = forms.CharField(label=_("Hvorfor?"), max_length=400)
