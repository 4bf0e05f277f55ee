"""What a person may say of an unusual posting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtraad.regnskap.models import Utfall


class Svarskjema(forms.Form):
    """What was found out; `versjon` is the finding as it was read."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)
    utfall = forms.ChoiceField(label=_("Hva fant du ut?"), choices=Utfall.choices, widget=forms.RadioSelect)
    kommentar = forms.CharField(
        label=_("Kommentar"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Skriv hva som er riktig, eller når og hvordan det blir rettet. Skriv ikke navn på personer."),
    )  # fmt: skip


class Gjenaapneskjema(forms.Form):
    """Why a closed one is opened again."""

    grunn = forms.CharField(label=_("Hvorfor skal den åpnes igjen?"), max_length=500)
