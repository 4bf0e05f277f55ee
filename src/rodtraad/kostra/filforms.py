from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from rodtraad.lov.kostra.data import aar_med_regler, alle_skjema
from rodtraad.lov.kostra.post import MAKS_BYTE

_ORGNR = RegexValidator(r"^[0-9]{9}$", _("Skriv ni siffer."))
_REGION = RegexValidator(
    r"^[0-9]{4}([0-9]{2})?$", _("Skriv kommunenummeret med fire siffer, eller seks for en bydel.")
)


def _skjemavalg() -> list[tuple[str, str]]:
    return [(kode, f"{kode} {form.navn}") for kode, form in alle_skjema().items()]


def _kvartalsvalg() -> list[tuple[str, Any]]:
    return [("", _("Hele året")), *((str(nr), f"{nr}. kvartal") for nr in range(1, 5))]


class Filvalg(forms.Form):
    """Which file to make from the ledger."""

    skjema = forms.ChoiceField(label=_("Skjema"), choices=_skjemavalg)
    aar = forms.ChoiceField(label=_("Regnskapsår"))
    kvartal = forms.ChoiceField(label=_("Periode"), choices=_kvartalsvalg, required=False)
    orgnr = forms.CharField(
        label=_("Organisasjonsnummer"), required=False, max_length=9, validators=[_ORGNR],
        help_text=_("Bare for foretak (0I, 0J og liknende)."),
    )  # fmt: skip

    def __init__(self, *args: Any, aarene: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["aar"]
        assert isinstance(felt, forms.ChoiceField)  # noqa: S101 - for the type checker
        felt.choices = [(str(aar), str(aar)) for aar in reversed(aarene)]


class Filkontrollskjema(forms.Form):
    """A file to control, and what it says it is."""

    fil = forms.FileField(
        label=_("Regnskapsfil"),
        help_text=_("Filen slik den skal sendes til SSB. Den blir ikke lagret."),
        widget=forms.FileInput,
    )
    skjema = forms.ChoiceField(label=_("Skjema"), choices=_skjemavalg)
    aar = forms.TypedChoiceField(
        label=_("Regnskapsår"),
        coerce=int,
        choices=lambda: [(str(a), str(a)) for a in reversed(aar_med_regler())],
    )
    kvartal = forms.ChoiceField(label=_("Periode"), choices=_kvartalsvalg, required=False)
    region = forms.CharField(label=_("Kommunenummer"), max_length=6, validators=[_REGION])
    orgnr = forms.CharField(
        label=_("Organisasjonsnummer"), required=False, max_length=9, validators=[_ORGNR],
        help_text=_("Bare for foretak (0I, 0J og liknende)."),
    )  # fmt: skip

    def clean_fil(self) -> Any:
        """A file of a size an accounts file can have."""
        fil = self.cleaned_data["fil"]
        if fil.size > MAKS_BYTE:
            raise forms.ValidationError(_("Filen er for stor til å være en regnskapsfil."))
        return fil
