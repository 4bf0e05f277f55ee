"""What a person types to make a key."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.api.queries import omfang_navn


def _om_et_kvartal() -> date:
    return timezone.localdate() + timedelta(days=90)


class Nokkelskjema(forms.Form):
    """Name, scope, reading or writing, last day."""

    navn = forms.CharField(
        label=_("Navn"), max_length=80, help_text=_("Hva nøkkelen brukes til, for eksempel «Intranettet».")
    )
    retter = forms.MultipleChoiceField(
        label=_("Hva nøkkelen kan brukes til"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Nøkkelen gir aldri mer enn rollene dine gir."),
    )  # fmt: skip
    kan_skrive = forms.BooleanField(label=_("Kan også endre, ikke bare lese"), required=False)
    utloper = forms.DateField(
        label=_("Gyldig til og med"), initial=_om_et_kvartal, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Høyst ett år fram."),
    )  # fmt: skip

    def __init__(self, *args: Any, tilgjengelige: frozenset[str], **kwargs: Any) -> None:
        """`tilgjengelige`: the scopes this person's roles allow."""
        super().__init__(*args, **kwargs)
        felt = self.fields["retter"]
        felt.choices = [(id_, navn) for id_, navn in omfang_navn().items() if id_ in tilgjengelige]  # type: ignore[attr-defined]
