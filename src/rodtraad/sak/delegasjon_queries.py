"""The delegation register: search by text, holder, law and day."""

from datetime import date

from django.db.models import Q, QuerySet

from rodtraad.sak.delegering import Register, make_register
from rodtraad.sak.models import Delegasjon, Sak


def delegasjoner(
    *, tekst: str = "", innehaver: str = "", lov: str = "", dato: date | None = None
) -> QuerySet[Delegasjon]:
    """Delegations that match all that is asked for; `dato` only those that hold on the day (ORG-13)."""
    rader = Delegasjon.objects.filter(gjelder=True).order_by("nummer")
    if tekst:
        rader = rader.filter(
            Q(myndighet__icontains=tekst) | Q(grenser__icontains=tekst) | Q(vedtak__icontains=tekst)
            | Q(innehaver__icontains=tekst) | Q(fra_hvem__icontains=tekst) | Q(nummer__iexact=tekst)
        )  # fmt: skip
    if innehaver:
        rader = rader.filter(innehaver=innehaver)
    if lov:
        rader = rader.filter(lov=lov)
    if dato is not None:
        rader = rader.filter(Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=dato), gyldig_fra__lte=dato)
    return rader


def register() -> Register:
    """The whole register, for chains and overlaps. One query."""
    return make_register(Delegasjon.objects.filter(gjelder=True).order_by("nummer"))


def hent_delegasjon(delegasjon_id: int) -> Delegasjon | None:
    """One delegation that counts."""
    return Delegasjon.objects.filter(pk=delegasjon_id, gjelder=True).first()


def innehavere() -> list[str]:
    """Everyone who holds an authority, by name."""
    return list(delegasjoner().order_by("innehaver").values_list("innehaver", flat=True).distinct())


def lover() -> list[str]:
    """Every law an authority is from."""
    return list(delegasjoner().exclude(lov="").order_by("lov").values_list("lov", flat=True).distinct())


def saken_bak(delegasjon: Delegasjon) -> Sak | None:
    """The case of the source decision, when its number is in the list of cases."""
    return Sak.objects.filter(gjelder=True, saksnr=delegasjon.vedtak.strip()).first()
