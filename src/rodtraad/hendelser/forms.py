from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtraad.hendelser.utvalg import Loggutvalg, handlinger


class Loggfilter(forms.Form):
    """What the reader of the log looks for."""

    av = forms.CharField(label=_("Person"), max_length=100, required=False)
    handling = forms.ChoiceField(label=_("Handling"), required=False)
    gjelder = forms.CharField(
        label=_("Gjelder"), max_length=200, required=False, help_text=_("For eksempel bruker eller bruker:7")
    )
    fra = forms.DateField(
        label=_("Fra og med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    til = forms.DateField(
        label=_("Til og med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    tekst = forms.CharField(label=_("Tekst"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valg = [(h, h.replace("_", " ").capitalize()) for h in handlinger()]
        self.fields["handling"] = forms.ChoiceField(
            label=_("Handling"), required=False, choices=[("", _("Alle")), *valg]
        )

    def clean(self) -> dict[str, Any]:
        """The period runs forward. Raises ValidationError."""
        data = super().clean() or {}
        if (fra := data.get("fra")) and (til := data.get("til")) and til < fra:
            self.add_error("til", _("Siste dag er før første dag. Bytt om datoene."))
        return data

    def utvalg(self) -> Loggutvalg:
        """The selection of a valid form."""
        return Loggutvalg(**self.cleaned_data)
