"""What a person may type about tasks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.oppgaver.models import Epostvalg, Webhook
from rodtraad.oppgaver.queries import Naar, Utvalg
from rodtraad.oppgaver.varselslag import NAVN, VALGFRIE
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
    stedfortreder = forms.TypedChoiceField(
        label=_("Stedfortreder"), coerce=int, required=False, empty_value=None,
        help_text=_("Får de samme påminnelsene og kan gjøre oppgaven når den ansvarlige ikke kan."),
    )  # fmt: skip
    eskaler = forms.TypedChoiceField(
        label=_("Si fra til meg hvis den ikke er gjort"), coerce=int, required=False, empty_value=None,
        choices=[("", _("Nei")), (0, _("på fristen")), (3, _("3 dager før")), (14, _("14 og 3 dager før"))],
    )  # fmt: skip

    def __init__(
        self, *args: Any, personer: Mapping[int, str], enheter: Mapping[str, str], **kwargs: Any
    ) -> None:
        """`personer` by id, `enheter` by `nivaa:kode`: the choices there are."""
        super().__init__(*args, **kwargs)
        self.fields["eier"].choices = [("", _("Velg person")), *personer.items()]  # type: ignore[attr-defined]
        self.fields["enhet"].choices = [("", _("Ingen bestemt enhet")), *enheter.items()]  # type: ignore[attr-defined]
        self.fields["stedfortreder"].choices = [("", _("Ingen")), *personer.items()]  # type: ignore[attr-defined]

    def clean_frist(self) -> date:
        """A deadline that is still to come."""
        frist: date = self.cleaned_data["frist"]
        if frist < timezone.localdate():
            raise forms.ValidationError(
                _("Fristen %(frist)s er passert. Velg i dag eller senere.") % {"frist": f"{frist:%d.%m.%Y}"}
            )
        return frist

    def clean_eskaler(self) -> tuple[int, ...]:
        """Days before the deadline."""
        valgt: int | None = self.cleaned_data["eskaler"]
        return () if valgt is None else tuple(sorted({valgt, 3} if valgt > 3 else {valgt}))  # noqa: PLR2004


class Utvalgsskjema(forms.Form):
    """What one looks for in a list of tasks; what makes no sense is left out."""

    tekst = forms.CharField(label=_("Ord i oppgaven"), required=False, max_length=100)
    naar = forms.ChoiceField(
        label=_("Frist"), required=False, choices=[("", _("Alle frister")), *Naar.choices]
    )

    def utvalg(self) -> Utvalg:
        """What was chosen."""
        self.is_valid()
        return Utvalg(**{felt: self.cleaned_data.get(felt, "") for felt in ("tekst", "naar")})


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
        self.fields["ny_eier"].choices = [("", _("Velg person")), *personer.items()]  # type: ignore[attr-defined]


class Avlysskjema(Handling):
    """Calling off and why."""

    grunn = forms.CharField(label=_("Hvorfor?"), max_length=500)


class Kommentarskjema(forms.Form):
    """A remark."""

    tekst = forms.CharField(label=_("Kommentar"), widget=forms.Textarea(attrs={"rows": 3}))


class Varselskjema(forms.Form):
    """How one wants to be told, kind by kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A field per kind one may choose for."""
        super().__init__(*args, **kwargs)
        for slag in VALGFRIE:
            self.fields[slag] = forms.ChoiceField(
                label=NAVN[slag],
                choices=Epostvalg.choices,
                widget=forms.RadioSelect,
                initial=Epostvalg.STRAKS,
            )


class Webhookskjema(forms.ModelForm):  # type: ignore[type-arg]  # Django takes none at run time
    """Another system to be told."""

    class Meta:
        model = Webhook
        fields = ("navn", "adresse", "form", "slag")
        labels = {"navn": _("Navn"), "adresse": _("Adresse")}  # noqa: RUF012 - Django's way
        help_texts = {"adresse": _("Den hemmelige adressen mottakeren har gitt deg, med https://.")}  # noqa: RUF012

    form = forms.ChoiceField(label=_("Mottakeren er"), choices=[("", _("Velg")), *Webhook.Form.choices])
    enhet = forms.ChoiceField(label=_("Bare for denne enheten og dem under"), required=False)

    def __init__(self, *args: Any, enheter: Mapping[str, str], **kwargs: Any) -> None:
        """`enheter` by `nivaa:kode`."""
        super().__init__(*args, **kwargs)
        self.fields["slag"] = forms.ChoiceField(
            label=_("Bare meldinger av dette slaget"),
            required=False,
            choices=[("", _("Alle")), *NAVN.items()],
        )
        self.fields["enhet"].choices = [("", _("Alle enheter")), *enheter.items()]  # type: ignore[attr-defined]

    def clean_enhet(self) -> tuple[str, str] | None:
        """Level and code, None for all."""
        nivaa, _skille, kode = self.cleaned_data["enhet"].partition(":")
        return (nivaa, kode) if kode else None

    def clean_adresse(self) -> str:
        """The address may be called."""
        adresse: str = self.cleaned_data["adresse"]
        try:
            check_adresse(adresse)
        except WebhookFeil as feil:
            raise forms.ValidationError(list(feil.meldinger)) from None
        return adresse
