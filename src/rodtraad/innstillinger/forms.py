from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtraad.innstillinger.queries import Innstillinger
from rodtraad.innstillinger.rollevalg import rollevalg
from rodtraad.innstillinger.services import InnstillingerFeil, check_farge

FELTER = ("aksent", "kontakt", "superbruker", "hjelp_epost", "hjelp_telefon", "hjelpetekst", "totrinn_roller")


class Innstillingsskjema(forms.Form):
    """The municipality's choices."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)
    aksent = forms.CharField(
        label=_("Farge"), max_length=7, required=False, widget=forms.TextInput(attrs={"placeholder": "#9a4f20"}),
        help_text=_("Kommunens farge, skrevet som #9a4f20. Uten farge brukes kobber. Alle nyanser regnes ut av den."),
    )  # fmt: skip
    kontakt = forms.CharField(
        label=_("Kontakt for innbyggere"), max_length=200, required=False,
        help_text=_("Står nederst i nye utgaver av rapportene."),
    )  # fmt: skip
    superbruker = forms.CharField(
        label=_("Hvem kan ansatte spørre?"), max_length=100, required=False,
        help_text=_("Navnet på superbrukeren eller brukerstøtten. Vises på hver hjelpeside."),
    )  # fmt: skip
    hjelp_epost = forms.EmailField(label=_("E-post for hjelp"), required=False)
    hjelp_telefon = forms.CharField(label=_("Telefon for hjelp"), max_length=30, required=False)
    hjelpetekst = forms.CharField(
        label=_("Mer om hjelp"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For eksempel når dere svarer, og hvor opplæringen står."),
    )  # fmt: skip
    totrinn_roller = forms.MultipleChoiceField(
        label=_("Roller som må bruke totrinnsbekreftelse"), required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, gjelder: Innstillinger, **kwargs: Any) -> None:
        fra = {navn: getattr(gjelder, navn) for navn in FELTER}
        fra |= {"versjon": gjelder.versjon, "totrinn_roller": sorted(gjelder.totrinn_roller)}
        super().__init__(*args, **{**kwargs, "initial": fra})
        valg = self.fields["totrinn_roller"]
        assert isinstance(valg, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        valg.choices = list(rollevalg())

    def clean_aksent(self) -> str:
        """The colour in lower case. Raises ValidationError."""
        aksent = str(self.cleaned_data["aksent"]).strip().lower()
        try:
            check_farge(aksent)
        except InnstillingerFeil as feil:
            raise forms.ValidationError(list(feil.meldinger)) from None
        return aksent

    def verdier(self) -> dict[str, Any]:
        """What to save."""
        return {navn: self.cleaned_data[navn] for navn in FELTER}


class Vaapenskjema(forms.Form):
    """A file with the coat of arms."""

    fil = forms.FileField(
        label=_("Kommunevåpen"), widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=_("PNG eller JPEG, høyst 2 MB. Bildet tegnes på nytt og vises på lys bunn, også i mørk visning."),
    )  # fmt: skip
