"""Folding Norwegian and Sámi letters: identifiers (SSB's fold) and search."""

import unicodedata

_SSB = str.maketrans({"å": "aa", "ø": "o", "æ": "ae", "Å": "Aa", "Ø": "O", "Æ": "Ae"})
# Letters without a decomposition in Unicode, as people type them without the key.
_SOEK = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŧ": "t", "ŋ": "n"})


def fold(term: str) -> str:
    """A term as identifier: å→aa, ø→o, æ→ae, other marks dropped (STIL.md)."""
    return _uten_merker(term.translate(_SSB))


def sokeform(tekst: str) -> str:
    """Text for search: lower case, å, ä and ï as their base letters, so all spellings meet (PUB-06)."""
    return _uten_merker(tekst.casefold().replace("aa", "a").translate(_SOEK)).replace("aa", "a")


def _uten_merker(tekst: str) -> str:
    return "".join(t for t in unicodedata.normalize("NFD", tekst) if not unicodedata.combining(t))
