"""What a person types about shared services."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_DATO = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Tjenesteskjema(forms.Form):
    """A shared service."""

    navn = forms.CharField(label=_("Navn"), max_length=150)
    enhet_kode = forms.ChoiceField(label=_("Virksomheten som bærer kostnaden"))
    vertskommune = forms.CharField(label=_("Vertskommune"), max_length=60)
    partnere = forms.CharField(
        label=_("Partnerkommuner"),
        max_length=300,
        help_text=_("Skill dem med komma, for eksempel Os, Holtålen."),
    )
    avtale_nummer = forms.CharField(label=_("Avtalens nummer"), max_length=60)
    avtale_fra = forms.DateField(label=_("Avtalen gjelder fra"), widget=_DATO)
    avtale_til = forms.DateField(label=_("Avtalen gjelder til"), widget=_DATO, required=False)
    avtale_lenke = forms.URLField(label=_("Lenke til avtalen"), required=False, assume_scheme="https")
    merknad = forms.CharField(label=_("Merknad"), max_length=300, required=False)

    def __init__(self, *args: Any, enheter: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """`enheter`: the virksomheter one may change."""
        super().__init__(*args, **kwargs)
        self.fields["enhet_kode"].choices = list(enheter)  # type: ignore[attr-defined]

    def clean_partnere(self) -> list[str]:
        """The names."""
        return [p.strip() for p in self.cleaned_data["partnere"].split(",") if p.strip()]


class Nokkelskjema(forms.Form):
    """A cost key: a percentage for each municipality."""

    fra_aar = forms.IntegerField(label=_("Gjelder fra år"), min_value=2000, max_value=2100)
    begrunnelse = forms.CharField(label=_("Begrunnelse"), max_length=300)

    def __init__(self, *args: Any, kommuner: Iterable[str], **kwargs: Any) -> None:
        """A field for each of `kommuner`."""
        super().__init__(*args, **kwargs)
        self._kommuner = list(kommuner)
        self.fields["fra_aar"].initial = timezone.localdate().year
        for nr, kommune in enumerate(self._kommuner):
            self.fields[f"andel_{nr}"] = forms.DecimalField(
                label=_("%(kommune)s, prosent") % {"kommune": kommune}, min_value=0, max_value=100, decimal_places=2,
                localize=True,
            )  # fmt: skip

    @property
    def andeler(self) -> dict[str, int]:
        """Municipality → hundredths of a percent, when the form is valid."""
        return {
            k: int(Decimal(self.cleaned_data[f"andel_{nr}"]) * 100) for nr, k in enumerate(self._kommuner)
        }
