"""The web publication: a Dokument and its explanations as a folder of static files."""

from rodtraad.publisering.nettsted.bygging import bygg
from rodtraad.publisering.nettsted.lenkekontroll import per_eier, sjekk_lenker
from rodtraad.publisering.nettsted.metadata import Endring, Metadata, TidligereUtgave, kilde_i_ord

__all__ = ["Endring", "Metadata", "TidligereUtgave", "bygg", "kilde_i_ord", "per_eier", "sjekk_lenker"]
