"""Rich text: what people may write beyond plain letters, and the washing of it.

The editor is django-prose-editor; without script the field is a plain textarea. Whatever comes in is washed by
nh3 when the form is read, and again before it is shown.
"""

import re
from typing import Any, Final

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import ProseEditorFormField

TAGGER: Final = {"p", "br", "strong", "em", "h3", "h4", "ul", "ol", "li", "a"}
_UTVIDELSER: Final = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}
_HAR_TAGG: Final = re.compile(r"</?[a-zA-Z]")


def rens(html: str) -> str:
    """Washed: only the tags above, links only to http, https and mailto. Plain lines become paragraphs."""
    vasket = nh3.clean(
        html,
        tags=TAGGER,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    if not _HAR_TAGG.search(vasket):
        vasket = "".join(f"<p>{linje}</p>" for linje in vasket.split("\n") if linje.strip())
    return vasket if strip_tags(vasket).strip() else ""


def vis(html: str) -> SafeString:
    """Stored rich text as it may stand in a page; washed once more, since a table can be written by others too."""
    return mark_safe(rens(html))  # noqa: S308 - washed in the same line


class RikTekstFelt(ProseEditorFormField):  # type: ignore[misc]
    """A form field for rich text; its clean value is washed HTML."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As a CharField."""
        kwargs.setdefault("max_length", 50_000)
        super().__init__(*args, config={"extensions": _UTVIDELSER}, sanitize=lambda html: html, **kwargs)

    def clean(self, value: Any) -> str:
        """Washed; a text of nothing but tags is empty. Raises ValidationError."""
        return str(super().clean(rens(str(value or ""))))
