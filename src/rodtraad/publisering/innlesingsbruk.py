"""Which editions were made from figures of an import; the room of KOSTRA asks (KOSTRA-06)."""

from collections.abc import Collection, Iterable

from rodtraad.publisering.manifest import les_manifest
from rodtraad.publisering.queries import utgaver


def utgaver_med(innlesinger: Collection[str]) -> Iterable[str]:
    """The editions whose manifest names one of the imports, newest first, as a reader would call them."""
    for kort in utgaver():
        manifest, _funn = les_manifest(kort.mappe)
        if any(kilde.get("id") in innlesinger for kilde in manifest.get("innlesinger", ())):
            yield f"{kort.tittel}, versjon {kort.versjon}, publisert {kort.publisert:%d.%m.%Y}"
