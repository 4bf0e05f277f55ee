"""What a person types about the frozen reports."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.rapport.models import Halvaar
from rodtraad.skall.riktekst import RikTekstFelt


class Halvaarsskjema(forms.Form):
    """Which run; a reason when it is published before."""

    aar = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    halvaar = forms.ChoiceField(label=_("Halvår"), choices=Halvaar.choices)
    grunn = forms.CharField(
        label=_("Grunn til ny versjon"), max_length=300, required=False,
        help_text=_("Bare når rapporten er publisert før."),
    )  # fmt: skip


class Rettetskjema(forms.Form):
    """The draft as it was read."""

    rettet = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class Innledningsskjema(Rettetskjema):
    """The words before the list."""

    innledning = RikTekstFelt(label=_("Innledning"), required=False)


class Statusskjema(forms.Form):
    """For which meeting the page on the economy is made."""

    organ = forms.CharField(label=_("Organ"), max_length=100, initial="Formannskapet")
    dato = forms.DateField(
        label=_("Møtedag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )
    grunn = forms.CharField(
        label=_("Grunn til ny versjon"), max_length=300, required=False,
        help_text=_("Bare når statusen til møtet er laget før."),
    )  # fmt: skip
