"""What a person may type about tasks."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtraad.oppgaver.models import Epostvalg, Webhook
from rodtraad.oppgaver.webhook import WebhookFeil, check_adresse
from rodtraad.skall.riktekst import RikTekstFelt

DATO = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Nyskjema(forms.Form):
    """A task to be given: to whom and for which unit is limited to what the giver may."""

    tittel = forms.CharField(label=_("Hva skal gjøres?"), max_length=200)
    beskrivelse = RikTekstFelt(label=_("Beskrivelse"), required=False)
    eier = forms.TypedChoiceField(label=_("Hvem skal gjøre det?"), coerce=int)
    enhet = forms.ChoiceField(label=_("Enhet"), required=False)
    frist = forms.DateField(label=_("Frist"), widget=DATO)

    def __init__(
        self, *args: Any, personer: Mapping[int, str], enheter: Mapping[str, str], **kwargs: Any
    ) -> None:
        """`personer` by id, `enheter` by `nivaa:kode`: the choices there are."""
        super().__init__(*args, **kwargs)
        self.fields["eier"].choices = list(personer.items())  # type: ignore[attr-defined]
        self.fields["enhet"].choices = [("", _("Ingen bestemt enhet")), *enheter.items()]  # type: ignore[attr-defined]


class Handling(forms.Form):
    """What every act on a task carries: the version it was read in."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class Fullforskjema(Handling):
    """Completing, perhaps with a remark."""

    kommentar = forms.CharField(
        label=_("Kommentar"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class Utsettskjema(Handling):
    """Another deadline and why."""

    ny_frist = forms.DateField(label=_("Ny frist"), widget=DATO)
    grunn = forms.CharField(label=_("Hvorfor?"), max_length=500)


class Overforskjema(Handling):
    """Another owner and why."""

    ny_eier = forms.TypedChoiceField(label=_("Til hvem?"), coerce=int)
    grunn = forms.CharField(label=_("Hvorfor?"), max_length=500)

    def __init__(self, *args: Any, personer: Mapping[int, str], **kwargs: Any) -> None:
        """`personer` by id: those it may be handed to."""
        super().__init__(*args, **kwargs)
        self.fields["ny_eier"].choices = list(personer.items())  # type: ignore[attr-defined]


class Avlysskjema(Handling):
    """Calling off and why."""

    grunn = forms.CharField(label=_("Hvorfor?"), max_length=500)


class Kommentarskjema(forms.Form):
    """A remark."""

    tekst = forms.CharField(label=_("Kommentar"), widget=forms.Textarea(attrs={"rows": 3}))


class Varselskjema(forms.Form):
    """How one wants to be told."""

    epost = forms.ChoiceField(
        label=_("Meldinger på e-post"), choices=Epostvalg.choices, widget=forms.RadioSelect
    )


class Webhookskjema(forms.ModelForm):
    """Another system to be told."""

    class Meta:
        model = Webhook
        fields = ("navn", "adresse", "form", "slag")
        labels = {"navn": _("Navn"), "adresse": _("Adresse"), "form": _("Mottakeren er")}  # noqa: RUF012 - Django's way
        help_texts = {"adresse": _("Den hemmelige adressen mottakeren har gitt deg, med https://.")}  # noqa: RUF012

    def __init__(self, *args: Any, slag: Collection[tuple[str, str]], **kwargs: Any) -> None:
        """`slag`: the kinds of messages there are."""
        super().__init__(*args, **kwargs)
        self.fields["slag"] = forms.ChoiceField(
            label=_("Bare meldinger av dette slaget"), required=False, choices=[("", _("Alle")), *slag]
        )

    def clean_adresse(self) -> str:
        """The address may be called."""
        adresse: str = self.cleaned_data["adresse"]
        try:
            check_adresse(adresse)
        except WebhookFeil as feil:
            raise forms.ValidationError(list(feil.meldinger)) from None
        return adresse
