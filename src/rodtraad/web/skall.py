"""What the shell itself gives to its boards: the words of the glossary, and one's shortcuts."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from rodtraad.kjerne.fold import sokeform
from rodtraad.skall.ord import forklarte_ord
from rodtraad.skall.tavler import Menypunkt, Sokekilde, Treff, personmeny, sokekilder

ORD = _("Ord")


def sok(_request: HttpRequest, tekst: str, antall: int) -> Iterable[Treff]:
    """Words of the glossary with the text in them."""
    form = sokeform(tekst)
    funnet = [o for o in forklarte_ord() if form in sokeform(o.term)]
    for ord_ in funnet[:antall]:
        adresse = f"{reverse('ordliste')}?{urlencode({'q': ord_.term})}"
        yield Treff(ord_.term, adresse, ORD, ord_.forklaring)


personmeny.heng_opp(Menypunkt(_("Snarveier"), "snarveier", "innlogget", _("Kommunen"), rekkefolge=30))
sokekilder.heng_opp(Sokekilde("ord", "innlogget", sok, rekkefolge=90))
