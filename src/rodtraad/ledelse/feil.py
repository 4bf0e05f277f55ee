"""The refusal of the room."""

from rodtraad.kjerne.feil import RodtraadFeil


class LedelseFeil(RodtraadFeil):
    """A refusal concerning letters, agreements, duties or grants."""
