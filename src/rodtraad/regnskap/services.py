"""What other rooms may ask this one to do."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rodtraad.innlesing.kilde import Utkast, VedOverlapp
from rodtraad.innlesing.services import Innlesing
from rodtraad.regnskap.filformat.endringer import Endringspakke
from rodtraad.regnskap.filformat.kartlegging import Kartleggbar
from rodtraad.regnskap.filformat.leveranse import les_leveranse

__all__ = ["Kartleggbar", "les_endringspakke"]


def les_endringspakke(
    filer: Sequence[Path],
    *,
    profil: Path | None,
    aar: int | None,
    lagre_vedtak: Callable[[Sequence[Mapping[str, Any]], Innlesing], None],
    ved_overlapp: VedOverlapp | None = None,
) -> Utkast:
    """Budsjettendring: reads amendments through a column profile; `lagre_vedtak` keeps the decisions.

    Every line has slag, decision (`bilag`) and its date, and each decision comes to 0 in drift, investering and
    balance. Krav KONTO-06, docs/regler/innlesing.md.
    """
    return les_leveranse(
        filer, profil=profil, aar=aar, ved_overlapp=ved_overlapp, pakke=Endringspakke(lagre_vedtak)
    )
