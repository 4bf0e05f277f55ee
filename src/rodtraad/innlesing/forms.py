from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtraad.innlesing.kildekort import Kildekort
from rodtraad.innlesing.profiler import krev_trygg_yaml
from rodtraad.kjerne.feil import RodtraadFeil


class Flerfilvalg(forms.FileInput):
    """A file field that takes one file or several."""

    allow_multiple_selected = True


class Flerfilfelt(forms.FileField):
    """One or more files; the value is always a list."""

    widget = Flerfilvalg

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file checked by itself."""
        enkel = super().clean
        liste: list[Any] = data if isinstance(data, list) else [data] if data else []
        return [enkel(fil, initial) for fil in liste] or enkel(None, initial)


class Filskjema(forms.Form):
    """Files from a source."""

    kilde = forms.ChoiceField(label=_("Hva filen inneholder"))
    fil = Flerfilfelt(label=_("Fil"))
    aar = forms.IntegerField(
        label=_("År"), required=False, min_value=1990, max_value=2100,
        help_text=_("Bare når filen ikke har året selv."),
    )  # fmt: skip
    profil = forms.ChoiceField(
        label=_("Kolonneprofil"), required=False,
        help_text=_("Uten valg brukes en lagret profil som er laget for den samme overskriften."),
    )  # fmt: skip
    neste = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kort: Sequence[Kildekort], valgt: Kildekort | None = None,
        profiler: Sequence[tuple[str, str]] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        kilder = self.fields["kilde"]
        assert isinstance(kilder, forms.ChoiceField)  # noqa: S101 - for the type checker
        kilder.choices = [(k.navn, k.beskrivelse) for k in kort]
        if valgt is None:
            del self.fields["profil"]
            return
        kilder.widget = forms.HiddenInput()
        self._tilpass(valgt, profiler)

    def _tilpass(self, kort: Kildekort, profiler: Sequence[tuple[str, str]]) -> None:
        """Asks only for what the source needs."""
        fil = self.fields["fil"]
        fil.label = _("Filer") if kort.flere_filer else _("Fil")
        antall = _("Du kan velge flere.") if kort.flere_filer else ""
        fil.help_text = _("%(typer)s, høyst 200 MB. %(antall)s") % {
            "typer": kort.typer_i_ord, "antall": antall,
        }  # fmt: skip
        fil.widget.attrs["accept"] = kort.accept
        fil.widget.attrs["multiple"] = kort.flere_filer
        if kort.aarvalg == "brukes_ikke":
            del self.fields["aar"]
        elif kort.aarvalg == "kreves":
            self.fields["aar"].required = True
            self.fields["aar"].help_text = _("Året filen gjelder.")
        profil = self.fields["profil"]
        assert isinstance(profil, forms.ChoiceField)  # noqa: S101 - for the type checker
        if profiler:
            profil.choices = [("", _("Velg selv ut fra overskriften")), *profiler]
        else:
            del self.fields["profil"]


class Profilskjema(forms.Form):
    """A profile from a file, with the name it is kept under."""

    kilde = forms.ChoiceField(label=_("Kilde"))
    navn = forms.CharField(
        label=_("Navn"), max_length=120,
        help_text=_("For eksempel navnet på systemet. Samme navn en gang til blir en ny versjon."),
    )  # fmt: skip
    fil = forms.FileField(label=_("Profil (YAML)"), widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}))

    def __init__(self, *args: Any, kort: Sequence[Kildekort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kilder = self.fields["kilde"]
        assert isinstance(kilder, forms.ChoiceField)  # noqa: S101 - for the type checker
        kilder.choices = [(k.navn, k.beskrivelse) for k in kort]

    def clean_fil(self) -> str:
        """The text of the profile."""
        try:
            tekst = self.cleaned_data["fil"].read(1_000_000).decode("utf-8-sig")
            krev_trygg_yaml(tekst)
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Profilen er ikke tekst i UTF-8.")) from None
        except RodtraadFeil as feil:
            raise forms.ValidationError(list(feil.meldinger)) from None
        return str(tekst)


class Trekkskjema(forms.Form):
    """Why an import is withdrawn."""

    begrunnelse = forms.CharField(label=_("Hvorfor?"), max_length=400)


class Utvalgsskjema(forms.Form):
    """Which imports are listed."""

    sok = forms.CharField(
        label=_("Fil eller id"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    kilde = forms.ChoiceField(label=_("Kilde"), required=False)
    aar = forms.IntegerField(label=_("Lest inn år"), required=False, min_value=1990, max_value=2100)
    bruker = forms.ChoiceField(label=_("Av"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(
        self, *args: Any, kilder: Sequence[tuple[str, str]], brukere: Sequence[str], statuser: Sequence[str],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        alle: list[tuple[str, Any]] = [("", _("Alle"))]
        for navn, valg in (
            ("kilde", list(kilder)), ("bruker", [(b, b) for b in brukere]), ("status", [(s, s) for s in statuser]),
        ):  # fmt: skip
            felt = self.fields[navn]
            assert isinstance(felt, forms.ChoiceField)  # noqa: S101 - for the type checker
            felt.choices = alle + valg
