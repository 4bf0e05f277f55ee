"""The web publication: a Dokument and its explanations as a folder of static files."""

from rodtraad.publisering.nettsted.bygging import bygg
from rodtraad.publisering.nettsted.lenkekontroll import per_eier, sjekk_lenker
from rodtraad.publisering.nettsted.metadata import Endring, Metadata, TidligereUtgave

__all__ = ["Endring", "Metadata", "TidligereUtgave", "bygg", "per_eier", "sjekk_lenker"]
