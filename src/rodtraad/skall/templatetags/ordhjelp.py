"""Words of the glossary explained where they stand: a press shows the explanation, by the browser's own popover."""

from itertools import count

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext

from rodtraad.skall.ord import ordbok

register = template.Library()
_NUMRE = count(1)
_BOKS = '<span class="rt-ordboks" id="{}" popover role="note">{}</span>'


@register.simple_tag
def ord(term: str, vist: str = "") -> SafeString:  # noqa: A001 - the name of the tag
    """{% ord "bevilgning" "bevilgningen" %}: the word as shown, explained when pressed. Raises KeyError."""
    forklaring, id_ = ordbok()[term], _ny_id(term)
    return format_html(
        '<button class="rt-ord" type="button" popovertarget="{}">{}</button>' + _BOKS,
        id_,
        vist or term,
        id_,
        forklaring,
    )


@register.simple_tag
def ordtegn(term: str) -> SafeString | str:
    """{% ordtegn field.label %}: a small mark that explains the word; nothing when it is no word of the glossary."""
    forklaring = ordbok().get(str(term).strip().lower())
    if forklaring is None:
        return ""
    id_ = _ny_id(str(term))
    navn = gettext("Hva er %(ord)s?") % {"ord": str(term).lower()}
    return format_html(
        '<button class="rt-ord rt-ordtegn" type="button" popovertarget="{}" aria-label="{}">?</button>' + _BOKS,
        id_, navn, id_, forklaring,
    )  # fmt: skip


def _ny_id(term: str) -> str:
    """An id that stands once in the page: forms are rendered in contexts of their own, so the process counts."""
    return f"ord-{slugify(term)}-{next(_NUMRE)}"
