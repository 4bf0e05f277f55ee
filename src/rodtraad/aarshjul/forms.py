"""What a person may type about the year."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from rodtraad.aarshjul.models import Aarshendelse, Hendelsesstatus, Lenkeslag, Presisjon
from rodtraad.skall.riktekst import RikTekstFelt
from rodtraad.tilgang.rettigheter import roller

_DATO = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Hendelsesskjema(forms.Form):
    """An event of the year."""

    tittel = forms.CharField(label=_("Hva skjer?"), max_length=250)
    presisjon = forms.ChoiceField(label=_("Når"), choices=Presisjon.choices)
    fra = forms.DateField(label=_("Fra og med"), widget=_DATO)
    til = forms.DateField(label=_("Til og med"), widget=_DATO)
    frist = forms.BooleanField(
        label=_("Det er en frist"), required=False,
        help_text=_("En frist beholder datoen neste år, flyttet til en virkedag. Et møte beholder ukedagen."),
    )  # fmt: skip
    oppgave = forms.BooleanField(
        label=_("Gi den ansvarlige en oppgave"), required=False,
        help_text=_("Oppgaven får samme dag, og følger med hvis hendelsen flyttes."),
    )  # fmt: skip
    gjentas = forms.BooleanField(label=_("Kommer igjen neste år"), required=False, initial=True)
    organ = forms.CharField(label=_("Organ"), max_length=100, required=False)
    eier_rolle = forms.ChoiceField(label=_("Ansvarlig rolle"), required=False)
    eier_id = forms.TypedChoiceField(
        label=_("Ansvarlig person"), required=False, coerce=int, empty_value=None
    )
    temahjul_id = forms.TypedChoiceField(label=_("Temahjul"), required=False, coerce=int, empty_value=None)
    beskrivelse = RikTekstFelt(label=_("Beskrivelse"), required=False)
    sak = forms.CharField(label=_("Sak"), max_length=60, required=False)
    lenke = forms.URLField(label=_("Lenke til dokumenter"), required=False, assume_scheme="https")
    referat = RikTekstFelt(label=_("Referat"), required=False)
    offentlig = forms.BooleanField(label=_("Vis i den åpne kalenderen"), required=False)
    versjon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, personer: Mapping[int, str], temahjul: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        """`personer` and `temahjul` by id."""
        super().__init__(*args, **kwargs)
        ingen = ("", _("Ingen"))
        self.fields["eier_rolle"].choices = [ingen, *((r.id, r.navn) for r in roller().values())]  # type: ignore[attr-defined]
        self.fields["eier_id"].choices = [ingen, *personer.items()]  # type: ignore[attr-defined]
        self.fields["temahjul_id"].choices = [ingen, *temahjul]  # type: ignore[attr-defined]


class Lenkeskjema(forms.Form):
    """A document of an event, or the draft budget it is about."""

    slag = forms.ChoiceField(label=_("Hva er det?"), choices=Lenkeslag.choices)
    tittel = forms.CharField(label=_("Tittel"), max_length=200)
    adresse = forms.CharField(
        label=_("Adresse"), max_length=500, help_text=_("Begynner med https://, eller med / for en side her.")
    )

    def clean_adresse(self) -> str:
        """An address on the web, or of a page here. Raises ValidationError."""
        adresse: str = self.cleaned_data["adresse"]
        if adresse.startswith("/") and not adresse.startswith("//") and "\\" not in adresse:
            return adresse
        if not adresse.startswith(("https://", "http://")):
            raise forms.ValidationError(
                _("«%(adresse)s» begynner verken med https:// eller /."), params={"adresse": adresse}
            )
        URLValidator(schemes=["https", "http"], message=_("Adressen er ikke gyldig."))(adresse)
        return adresse


class Statusskjema(forms.Form):
    """What became of an event."""

    status = forms.ChoiceField(label=_("Status"), choices=Hendelsesstatus.choices)
    grunn = forms.CharField(
        label=_("Grunn, når den er avlyst eller erstattet"), max_length=300, required=False
    )
    erstattet_av_id = forms.TypedChoiceField(
        label=_("Erstattet av"), required=False, coerce=int, empty_value=None
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, andre: Iterable[Aarshendelse], **kwargs: Any) -> None:
        """`andre`: the other events of the year."""
        super().__init__(*args, **kwargs)
        self.fields["erstattet_av_id"].choices = [("", _("Ingen")), *((h.pk, h.tittel) for h in andre)]  # type: ignore[attr-defined]


class Aarskjema(forms.Form):
    """Which year to make."""

    aar = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)


class Foringsskjema(forms.Form):
    """The three prioritised areas of a conference."""

    tittel1 = forms.CharField(label=_("Første område"), max_length=200)
    tekst1 = forms.CharField(
        label=_("Hva konferansen ville"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    tittel2 = forms.CharField(label=_("Andre område"), max_length=200, required=False)
    tekst2 = forms.CharField(
        label=_("Hva konferansen ville"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    tittel3 = forms.CharField(label=_("Tredje område"), max_length=200, required=False)
    tekst3 = forms.CharField(
        label=_("Hva konferansen ville"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def foringer(self) -> list[dict[str, str]]:
        """The areas in order."""
        d = self.cleaned_data
        return [{"tittel": d[f"tittel{n}"], "tekst": d[f"tekst{n}"]} for n in (1, 2, 3)]


class Oppfolgingsskjema(forms.Form):
    """What became of a directive in the plan."""

    oppfolging = forms.CharField(label=_("Oppfølging"), widget=forms.Textarea(attrs={"rows": 3}))
    sted = forms.CharField(label=_("Hvor i planen"), max_length=200, required=False)


class Temahjulskjema(forms.Form):
    """A wheel and the unit that owns it."""

    navn = forms.CharField(label=_("Navn"), max_length=80)
    enhet = forms.ChoiceField(label=_("Eies av"))
    beskrivelse = forms.CharField(label=_("Beskrivelse"), max_length=300, required=False)

    def __init__(self, *args: Any, enheter: Mapping[str, str], **kwargs: Any) -> None:
        """`enheter` by `nivaa:kode`."""
        super().__init__(*args, **kwargs)
        self.fields["enhet"].choices = list(enheter.items())  # type: ignore[attr-defined]


class Tilstandsskjema(forms.Form):
    """A report on a service."""

    vurdering = RikTekstFelt(label=_("Vurdering"), required=False)
    saksnr = forms.CharField(
        label=_("Saksnummer"), max_length=20, required=False, help_text=_("For eksempel 89/24.")
    )
    levert = forms.BooleanField(label=_("Rapporten er levert til kommunestyret"), required=False)
    versjon = forms.IntegerField(widget=forms.HiddenInput)
