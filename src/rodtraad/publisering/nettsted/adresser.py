"""Addresses inside the site: always relative, so an edition works from any folder or server."""

import re
from html import escape

_UTENFOR_ID = re.compile(r"[^a-zA-Z0-9_-]+")

__all__ = ["escape", "forklaringssti", "html_id", "relativ", "rot"]


def html_id(anker: str) -> str:
    """A document anchor as an id that is safe in HTML and in addresses."""
    return _UTENFOR_ID.sub("-", anker).strip("-")


def rot(sti: str) -> str:
    """The way from a page up to the top of the edition, «../../» or empty."""
    return "../" * sti.count("/")


def relativ(fra: str, til: str, fragment: str = "") -> str:
    """Relative address of a page seen from another; `til` is a folder («okonomi/») or a file."""
    hale = f"#{fragment}" if fragment else ""
    if fra == til and hale:
        return hale
    fil = f"{til}index.html" if til == "" or til.endswith("/") else til
    return f"{rot(fra)}{fil}{hale}"


def forklaringssti(tabell: str, linje: int) -> str:
    """The page that explains one row of a table."""
    return f"forklar/{html_id(tabell)}/{linje}.html"
