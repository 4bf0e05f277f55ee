"""What a person types about letters, agreements, duties and grants."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.ledelse.models import Maaloppnaaelse
from rodtraad.skall.riktekst import RikTekstFelt

_DATO = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_STORSTE_BELOP = 10**12
Valg = Iterable[tuple[Any, str]]


def _flerlinje(rader: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rader})


class Aarsskjema(forms.Form):
    """A year."""

    aar = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)


class Grunnskjema(forms.Form):
    """A reason."""

    grunn = forms.CharField(label=_("Hvorfor?"), max_length=300)


class Rettetskjema(forms.Form):
    """The version of a letter as it was read."""

    rettet = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class Brevskjema(Rettetskjema):
    """A draft of a letter."""

    tittel = forms.CharField(label=_("Tittel"), max_length=200)
    tekst = RikTekstFelt(label=_("Brevet"), required=False)


class Satsingsskjema(forms.Form):
    """A focus area; blank rows are left out."""

    tittel = forms.CharField(label=_("Satsing"), max_length=200, required=False)
    tekst = forms.CharField(label=_("Hva vi vil"), max_length=1000, required=False, widget=_flerlinje(2))


Satsingsrader = forms.formset_factory(Satsingsskjema, extra=3, max_num=30, absolute_max=60)


class Versjonsskjema(forms.Form):
    """The version a thing was read in."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class Avtaleskjema(Versjonsskjema):
    """Focus areas chosen from the year's letter."""

    satsinger = forms.TypedMultipleChoiceField(
        label=_("Satsinger fra oppdragsbrevet"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, satsinger: Valg, **kwargs: Any) -> None:
        """`satsinger` by id: those of the year's letter."""
        super().__init__(*args, **kwargs)
        self.fields["satsinger"].choices = list(satsinger)  # type: ignore[attr-defined]


class Maalskjema(forms.Form):
    """A goal; blank rows are left out."""

    tittel = forms.CharField(label=_("Mål"), max_length=200, required=False)
    maaling = forms.CharField(
        label=_("Slik ser vi at det er nådd"), max_length=500, required=False, widget=_flerlinje(2)
    )


Maalrader = forms.formset_factory(Maalskjema, extra=3, max_num=20, absolute_max=40)


class Samletskjema(Versjonsskjema):
    """The evaluation as a whole."""

    samlet = forms.CharField(
        label=_("Samlet evaluering"), required=False, max_length=5000, widget=_flerlinje(4)
    )


class Maalevalueringsskjema(forms.Form):
    """What became of one goal."""

    oppnaaelse = forms.ChoiceField(
        label=_("Er målet nådd?"),
        required=False,
        choices=[("", _("Ikke evaluert ennå")), *Maaloppnaaelse.choices],
    )
    evaluering = forms.CharField(
        label=_("Hva ble gjort?"), required=False, max_length=3000, widget=_flerlinje(3)
    )


class Rapportskjema(forms.Form):
    """A report to the council."""

    plikt = forms.ChoiceField(label=_("Plikt"))
    dato = forms.DateField(label=_("Behandlet i kommunestyret"), widget=_DATO)
    saksnr = forms.RegexField(
        r"^\d{1,5}/\d{2,4}\Z", label=_("Saksnummer"), help_text=_("For eksempel 12/26."),
        error_messages={"invalid": _("Skriv saksnummeret som 12/26.")},
    )  # fmt: skip
    tittel = forms.CharField(label=_("Tittel"), max_length=200)
    tekst = RikTekstFelt(label=_("Rapporten"), required=False)
    lenke = forms.URLField(label=_("Lenke til saken"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, plikter: Valg, **kwargs: Any) -> None:
        """`plikter`: the duties of the year."""
        super().__init__(*args, **kwargs)
        self.fields["plikt"].choices = list(plikter)  # type: ignore[attr-defined]


class Avslutningsskjema(forms.Form):
    """Closing a year."""

    grunn = forms.CharField(label=_("Merknad til avslutningen"), max_length=500)
    bekreftet = forms.BooleanField(
        label=_("Avslutt året selv om noe mangler. Det blir stående i loggen."), required=False
    )


class Soknadsskjema(Versjonsskjema):
    """An application for a grant."""

    tittel = forms.CharField(label=_("Hva søkes det om?"), max_length=200)
    giver = forms.CharField(label=_("Hvem gir tilskuddet?"), max_length=200)
    frist = forms.DateField(label=_("Søknadsfrist"), widget=_DATO)
    kroner = forms.DecimalField(
        label=_("Beløp i kroner"), required=False, min_value=Decimal("0.01"), max_value=_STORSTE_BELOP,
        decimal_places=2, max_digits=15, localize=True,
    )  # fmt: skip
    enhet = forms.ChoiceField(label=_("Enhet"))
    eier = forms.TypedChoiceField(label=_("Ansvarlig"), coerce=int)
    stedfortreder = forms.TypedChoiceField(
        label=_("Stedfortreder"), coerce=int, required=False, empty_value=None
    )
    leder = forms.TypedChoiceField(
        label=_("Leder som varsles"), coerce=int,
        help_text=_("Får beskjed 14 og 3 dager før fristen hvis søknaden ikke er sendt."),
    )  # fmt: skip
    merknad = forms.CharField(label=_("Merknad"), max_length=500, required=False)

    def __init__(self, *args: Any, personer: Valg, ledere: Valg, enheter: Valg, **kwargs: Any) -> None:
        """The persons, leaders and units there are to choose among."""
        super().__init__(*args, **kwargs)
        alle = list(personer)
        self.fields["eier"].choices = alle  # type: ignore[attr-defined]
        self.fields["leder"].choices = list(ledere)  # type: ignore[attr-defined]
        self.fields["stedfortreder"].choices = [("", _("Ingen")), *alle]  # type: ignore[attr-defined]
        self.fields["enhet"].choices = list(enheter)  # type: ignore[attr-defined]


class Statusskjema(Versjonsskjema):
    """The next state of an application."""

    status = forms.ChoiceField(label=_("Ny status"))
    dato = forms.DateField(
        label=_("Dato den ble sendt"), widget=_DATO, required=False, initial=timezone.localdate
    )
    merknad = forms.CharField(label=_("Merknad"), max_length=500, required=False)

    def __init__(self, *args: Any, statuser: Valg, **kwargs: Any) -> None:
        """`statuser`: those it may go to."""
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = list(statuser)  # type: ignore[attr-defined]
