"""The refusal of the room."""

from rodtraad.kjerne.feil import RodtraadFeil


class KostraFeil(RodtraadFeil):
    """A refusal concerning KOSTRA: reconciliation, changes, drafts, files."""
