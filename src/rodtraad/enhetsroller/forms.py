"""What a person types about units and their contacts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtraad.enhetsroller.kontaktroller import roller_paa
from rodtraad.organisasjon.enheter import NAVN_PAA_NIVAA, TOPP

_DATO = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
Valg = Iterable[tuple[str, str]]


class Kontaktskjema(forms.Form):
    """A contact of a unit."""

    rolle = forms.ChoiceField(label=_("Kontaktrolle"))
    bruker = forms.TypedChoiceField(label=_("Person"), coerce=int)
    fra = forms.DateField(label=_("Fra og med"), widget=_DATO, initial=timezone.localdate)
    til = forms.DateField(label=_("Til og med"), widget=_DATO, required=False)

    def __init__(self, *args: Any, nivaa: str, personer: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        """`nivaa` of the unit, blank for the municipality; `personer` who may be chosen."""
        super().__init__(*args, **kwargs)
        self.fields["rolle"].choices = [(r.id, r.navn) for r in roller_paa(nivaa)]  # type: ignore[attr-defined]
        self.fields["bruker"].choices = list(personer)  # type: ignore[attr-defined]


class Enhetsskjema(forms.Form):
    """A new unit; `over` is its parent as `nivaa:kode`."""

    over = forms.ChoiceField(label=_("Overordnet i rapporteringen"), required=False)
    kode = forms.RegexField(
        r"^[\w.-]+\Z", label=_("Kode"), max_length=20,
        error_messages={"invalid": _("Koden kan bare ha bokstaver, tall, punktum og bindestrek.")},
    )  # fmt: skip
    navn = forms.CharField(label=_("Navn"), max_length=200)
    linje = forms.ChoiceField(
        label=_("Svarer i linjen til"), required=False, help_text=_("Bare når linjen er en annen enn rapporteringen.")
    )  # fmt: skip
    fra = forms.DateField(label=_("Gjelder fra og med"), widget=_DATO, initial=timezone.localdate)

    def __init__(self, *args: Any, over: Valg, linje: Valg, **kwargs: Any) -> None:
        """The parents one may choose, and the units of the line."""
        super().__init__(*args, **kwargs)
        foreldre = list(over)
        self.fields["over"].choices = foreldre  # type: ignore[attr-defined]
        self.fields["over"].required = "" not in dict(foreldre)
        self.fields["linje"].choices = [  # type: ignore[attr-defined]
            ("", _("Samme som i rapporteringen")), (TOPP, _("Kommunedirektøren")), *linje,
        ]  # fmt: skip


class Avslutningsskjema(forms.Form):
    """The last day of a unit, and who takes over."""

    siste_dag = forms.DateField(label=_("Siste dag"), widget=_DATO)
    etterfolger = forms.ChoiceField(
        label=_("Etterfølger"), required=False,
        help_text=_("Uten etterfølger kan tidligere års tall ikke vises på den nye organisasjonen."),
    )  # fmt: skip

    def __init__(self, *args: Any, nivaa: str, etterfolgere: Valg, **kwargs: Any) -> None:
        """Units of the same level that may take over."""
        super().__init__(*args, **kwargs)
        ingen = _("Ingen %(nivaa)s tar over") % {"nivaa": NAVN_PAA_NIVAA[nivaa].lower()}
        self.fields["etterfolger"].choices = [("", ingen), *etterfolgere]  # type: ignore[attr-defined]


class Sluttdagsskjema(forms.Form):
    """The last day of a contact."""

    siste_dag: forms.DateField = forms.DateField(
        label=_("Siste dag"), widget=_DATO, initial=timezone.localdate
    )

    @property
    def dag(self) -> date:
        """The day, when the form is valid."""
        dag: date = self.cleaned_data["siste_dag"]
        return dag
