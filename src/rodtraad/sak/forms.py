"""What a person types about bodies, meetings and delegated authority."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.sak.models import Organslag, Part, Verv
from rodtraad.skall.tavler import Tekst

DATO = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
KLOKKE = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
Valg = Iterable[tuple[str | int, Tekst]]
MINST_AAR, MEST_AAR = 2000, 2100


def sett_valg(skjema: forms.Form, felt: str, valg: Valg) -> None:
    """Gives a choice field its choices."""
    skjema.fields[felt].choices = list(valg)  # type: ignore[attr-defined]


class Organskjema(forms.Form):
    """A body."""

    navn = forms.CharField(label=_("Navn"), max_length=100)
    kortnavn = forms.CharField(label=_("Kortnavn"), max_length=20, required=False)
    slag = forms.ChoiceField(label=_("Slag"), choices=Organslag.choices)
    avledet_av_id = forms.TypedChoiceField(
        label=_("Medlemmene følger av"), coerce=int, empty_value=None, required=False,
        help_text=_("Medlemmene av det valgte organet er da også medlemmer her."),
    )  # fmt: skip
    tillitsvalgte = forms.IntegerField(
        label=_("Antall tillitsvalgte"), min_value=0, max_value=20, initial=0,
        help_text=_("Hvor mange tillitsvalgte organet skal ha i tillegg."),
    )  # fmt: skip
    rekkefolge = forms.IntegerField(label=_("Plass i listen"), min_value=0, max_value=9999, initial=100)

    def __init__(self, *args: Any, organer: Valg, **kwargs: Any) -> None:
        """`organer` it may follow from."""
        super().__init__(*args, **kwargs)
        sett_valg(self, "avledet_av_id", [("", _("Ingen: organet velges for seg")), *organer])


class Medlemsskjema(forms.Form):
    """A seat in a body."""

    navn = forms.CharField(label=_("Navn"), max_length=150)
    verv = forms.ChoiceField(label=_("Verv"), choices=Verv.choices, initial=Verv.MEDLEM)
    nr = forms.IntegerField(
        label=_("Nummer i rekken"), min_value=1, max_value=99, initial=1,
        help_text=_("Varamedlemmer møter i denne rekkefølgen."),
    )  # fmt: skip
    part = forms.ChoiceField(label=_("Representerer"), choices=Part.choices)
    parti = forms.CharField(label=_("Parti eller organisasjon"), max_length=60, required=False)
    valgperiode_id = forms.TypedChoiceField(
        label=_("Valgperiode"), coerce=int, empty_value=None, required=False
    )
    fra = forms.DateField(label=_("Fra og med"), widget=DATO, initial=timezone.localdate)
    til = forms.DateField(
        label=_("Til og med"), widget=DATO, required=False, help_text=_("Uten dato varer vervet ut valgperioden."),
    )  # fmt: skip

    def __init__(self, *args: Any, perioder: Valg, **kwargs: Any) -> None:
        """`perioder` to choose from."""
        super().__init__(*args, **kwargs)
        sett_valg(self, "valgperiode_id", [("", _("Ingen")), *perioder])


class Valgperiodeskjema(forms.Form):
    """An election period."""

    navn = forms.CharField(label=_("Navn"), max_length=20, help_text=_("For eksempel 2023–2027."))
    fra = forms.DateField(label=_("Fra og med"), widget=DATO)
    til = forms.DateField(label=_("Til og med"), widget=DATO)


class Sistedagskjema(forms.Form):
    """A last day."""

    siste_dag = forms.DateField(label=_("Siste dag"), widget=DATO, initial=timezone.localdate)


class Moteskjema(forms.Form):
    """Day, time and place of a meeting."""

    dato = forms.DateField(label=_("Dato"), widget=DATO)
    klokkeslett = forms.TimeField(label=_("Klokkeslett"), widget=KLOKKE, required=False)
    sted = forms.CharField(label=_("Sted"), max_length=100, required=False)


class Nymoteskjema(Moteskjema):
    """A new meeting of a chosen body."""

    organ_id = forms.TypedChoiceField(label=_("Organ"), coerce=int)
    field_order = ("organ_id", "dato", "klokkeslett", "sted")

    def __init__(self, *args: Any, organer: Valg, **kwargs: Any) -> None:
        """`organer` to choose from."""
        super().__init__(*args, **kwargs)
        sett_valg(self, "organ_id", organer)


class Endremoteskjema(Moteskjema):
    """A change of a meeting, of the version that was shown."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)


class Rekkeskjema(forms.Form):
    """A row of meetings with even distance."""

    organ_id = forms.TypedChoiceField(label=_("Organ"), coerce=int)
    fra = forms.DateField(label=_("Første møte"), widget=DATO)
    til = forms.DateField(label=_("Siste dag"), widget=DATO)
    uker = forms.IntegerField(label=_("Uker mellom hvert møte"), min_value=1, max_value=26, initial=1)

    def __init__(self, *args: Any, organer: Valg, **kwargs: Any) -> None:
        """`organer` to choose from."""
        super().__init__(*args, **kwargs)
        sett_valg(self, "organ_id", organer)


class Avlysningsskjema(forms.Form):
    """Why a meeting is called off."""

    grunn = forms.CharField(label=_("Hvorfor er møtet avlyst?"), max_length=300)


class Frekvensskjema(forms.Form):
    """How many meetings a body is to hold in a year."""

    aar = forms.IntegerField(label=_("År"), min_value=MINST_AAR, max_value=MEST_AAR)
    antall = forms.IntegerField(label=_("Møter i året"), min_value=1, max_value=366)
    hyppighet = forms.CharField(
        label=_("Hvor ofte, med ord"), max_length=60, required=False, help_text=_("For eksempel ukentlig.")
    )


class Fristregelskjema(forms.Form):
    """A deadline counted back from meetings."""

    navn = forms.CharField(label=_("Hva som skal være ferdig"), max_length=100)
    dager = forms.IntegerField(label=_("Dager før møtet"), min_value=0, max_value=180)
    virkedager = forms.BooleanField(label=_("Regn bare virkedager"), required=False)
    organ_id = forms.TypedChoiceField(label=_("Gjelder"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, organer: Valg, **kwargs: Any) -> None:
        """`organer` it may be for."""
        super().__init__(*args, **kwargs)
        sett_valg(self, "organ_id", [("", _("Alle folkevalgte organer")), *organer])


class Delegasjonsskjema(forms.Form):
    """A delegation."""

    nummer = forms.CharField(label=_("Nummer"), max_length=20)
    myndighet = forms.CharField(
        label=_("Myndighet"), max_length=300, help_text=_("Hva det kan treffes vedtak om.")
    )
    lov = forms.CharField(label=_("Lov eller forskrift"), max_length=150, required=False)
    paragraf = forms.CharField(label=_("Paragraf"), max_length=60, required=False)
    vedtak = forms.CharField(
        label=_("Vedtaket den bygger på"),
        max_length=200,
        help_text=_("Saksnummer, for eksempel 50/24, eller navnet."),
    )
    vedtaksdato = forms.DateField(label=_("Vedtatt"), widget=DATO, required=False)
    fra_hvem = forms.CharField(label=_("Delegert fra"), max_length=150)
    innehaver = forms.CharField(
        label=_("Delegert til"), max_length=150, help_text=_("Rolle, stilling eller organ.")
    )
    grenser = forms.CharField(
        label=_("Grenser"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    kan_videre = forms.BooleanField(label=_("Kan delegeres videre"), required=False)
    over = forms.ChoiceField(label=_("Gitt videre fra"), required=False)
    gyldig_fra = forms.DateField(label=_("Gjelder fra og med"), widget=DATO, initial=timezone.localdate)
    gyldig_til = forms.DateField(label=_("Gjelder til og med"), widget=DATO, required=False)

    def __init__(self, *args: Any, over: Valg, **kwargs: Any) -> None:
        """`over`: the delegations that may be given on."""
        super().__init__(*args, **kwargs)
        sett_valg(self, "over", [("", _("Ingen: den er ikke gitt videre")), *over])


class Sluttskjema(Sistedagskjema):
    """The last day of a delegation, of the version that was shown."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)
