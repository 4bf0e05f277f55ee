"""What every page may use: rich text, addresses that keep the filter, a date with its words."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.fold import sokeform
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.skall import riktekst

register = template.Library()


@register.filter
def rik(html: str) -> SafeString:
    """Stored rich text, washed."""
    return riktekst.vis(html or "")


@register.filter
def frist(dag: date) -> str:
    """A deadline in words: «i dag», «om 3 dager», «2 dager over fristen»."""
    igjen = (dag - timezone.localdate()).days
    if igjen == 0:
        return gettext("i dag")
    if igjen == 1:
        return gettext("i morgen")
    if igjen > 0:
        return gettext("om %(n)s dager") % {"n": igjen}
    return ngettext("%(n)s dag over fristen", "%(n)s dager over fristen", -igjen) % {"n": -igjen}


@register.filter
def er_forfalt(dag: date) -> bool:
    """Whether the day is past."""
    return dag < timezone.localdate()


@register.filter
def tall(verdi: int | Decimal | None) -> str:
    """A number for people; «–» for none."""
    return "–" if verdi is None else vis_tall(verdi)


@register.filter
def kroner(ore: int | None) -> str:
    """An amount of øre in whole kroner, or with decimals when it has them; «–» for none."""
    if ore is None:
        return "–"
    belop = Decimal(kroner_fra_ore(ore))
    return vis_tall(belop, 0 if belop == belop.to_integral_value() else 2)


@register.simple_tag
def uthev(tekst: str, sokt: str) -> SafeString:
    """The text with what was searched for marked; everything escaped."""
    sted = sokeform(tekst).find(sokeform(sokt)) if sokt and len(sokeform(tekst)) == len(tekst) else -1
    if sted < 0:
        return format_html("{}", tekst)
    slutt = sted + len(sokeform(sokt))
    return format_html("{}<mark>{}</mark>{}", tekst[:sted], tekst[sted:slutt], tekst[slutt:])


@register.simple_tag(takes_context=True)
def med_sporring(context: template.Context, **endret: object) -> str:
    """The query string of the page with some values changed; an empty value takes one away."""
    sporring = context["request"].GET.copy()
    for navn, verdi in endret.items():
        sporring.pop(navn, None)
        if verdi not in (None, ""):
            sporring[navn] = str(verdi)
    return f"?{sporring.urlencode()}" if sporring else "?"
