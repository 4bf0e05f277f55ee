"""What a person types about differences, corrections, changes and drafts."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtraad.kostra.models import Endringsstatus
from rodtraad.skall.riktekst import RikTekstFelt

_STORST: Final = 10**12
_MANGE_TEGN: Final = 2000
type Valg = Iterable[tuple[Any, str]]


def _flerlinje(rader: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rader})


class Forklaringsskjema(forms.Form):
    """Why a line differs, and who looks into it."""

    aarsak = forms.ChoiceField(label=_("Årsak"))
    kroner = forms.DecimalField(
        label=_("Hvor mye av differansen det er, i kroner"), required=False, min_value=-_STORST, max_value=_STORST,
        decimal_places=2, max_digits=15, localize=True,
        help_text=_("Med samme fortegn som differansen. La stå tomt mens du undersøker."),
    )  # fmt: skip
    kommentar = forms.CharField(label=_("Hva vet du?"), max_length=_MANGE_TEGN, widget=_flerlinje(3))
    eier = forms.TypedChoiceField(
        label=_("Hvem skal finne ut av det?"), coerce=int, required=False, empty_value=None,
        help_text=_("Den du velger, får en oppgave."),
    )  # fmt: skip

    def __init__(self, *args: Any, aarsaker: Valg, personer: Valg, **kwargs: Any) -> None:
        """The causes and persons there are to choose among."""
        super().__init__(*args, **kwargs)
        self.fields["aarsak"].choices = list(aarsaker)  # type: ignore[attr-defined]
        self.fields["eier"].choices = [("", _("Ingen")), *personer]  # type: ignore[attr-defined]


class Korrigeringsskjema(forms.Form):
    """A documented correction."""

    korrigert = forms.DecimalField(
        label=_("Riktig verdi"), min_value=-_STORST, max_value=_STORST, decimal_places=4, max_digits=18, localize=True
    )  # fmt: skip
    begrunnelse = forms.CharField(
        label=_("Begrunnelse"), max_length=_MANGE_TEGN, widget=_flerlinje(3),
        help_text=_("Hva som er feil, og hvor det riktige tallet kommer fra. Følger tallet der det vises offentlig."),
    )  # fmt: skip
    offentlig = forms.BooleanField(
        label=_("Bruk det korrigerte tallet i rapporten og offentlige tabeller, med en merknad"),
        required=False,
    )


class Trekkskjema(forms.Form):
    """Taking a correction back."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    grunn = forms.CharField(label=_("Hvorfor trekkes korrigeringen?"), max_length=500, widget=_flerlinje(2))


class Offentligskjema(forms.Form):
    """Where a correction is shown."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    offentlig = forms.BooleanField(required=False)


class Vurderingsskjema(forms.Form):
    """What one found about a large change."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    status = forms.ChoiceField(
        label=_("Hva fant du?"), choices=Endringsstatus.choices, widget=forms.RadioSelect
    )
    kommentar = forms.CharField(
        label=_("Kommentar"), max_length=_MANGE_TEGN, required=False, widget=_flerlinje(3),
        help_text=_("Skriv alltid hva som må rettes."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What must be corrected has to be said."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("status") == Endringsstatus.RETTES and not (data.get("kommentar") or "").strip():
            self.add_error("kommentar", _("Skriv hva som må rettes."))
        return data


class Utkastskjema(forms.Form):
    """The text of a draft to the council."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    tittel = forms.CharField(label=_("Tittel"), max_length=200)
    tekst = RikTekstFelt(label=_("Teksten i saken"))


class Oversendelsesskjema(forms.Form):
    """The draft has become a case."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    saksnr = forms.RegexField(
        r"^\d{1,5}/\d{2,4}\Z", label=_("Saksnummer"), help_text=_("For eksempel 12/26."),
        error_messages={"invalid": _("Skriv saksnummeret som 12/26.")},
    )  # fmt: skip


class Unodvendigskjema(forms.Form):
    """The draft is not laid before the council."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    grunn = forms.CharField(label=_("Hvorfor legges saken ikke fram?"), max_length=500, widget=_flerlinje(2))


def i_ore(kroner: Decimal | None) -> int | None:
    """Kroner as typed, in øre."""
    return None if kroner is None else int(kroner * 100)
