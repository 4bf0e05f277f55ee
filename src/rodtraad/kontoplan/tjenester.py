"""Names of functions as plain values, and what a register of them must satisfy."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Tjenesteversjon:
    """A name of a function with its validity; `rad` is where it stood in the source."""

    funksjon: str
    navn: str
    rekkefolge: int
    gyldig_fra: date
    gyldig_til: date | None = None
    rad: int = 0


def check_tjenester(versjoner: Sequence[Tjenesteversjon]) -> list[tuple[Tjenesteversjon, str, str]]:
    """Faults of a register of names: (version, what is wrong, what to do)."""
    feil = []
    per_funksjon: dict[str, list[Tjenesteversjon]] = defaultdict(list)
    for versjon in sorted(versjoner, key=lambda v: (v.gyldig_fra, v.rad)):
        per_funksjon[versjon.funksjon].append(versjon)
        if versjon.gyldig_til is not None and versjon.gyldig_til < versjon.gyldig_fra:
            feil.append(
                (versjon, f"Funksjon {versjon.funksjon} utgår før den er tatt i bruk.", "Rett datoene.")
            )
    for like in per_funksjon.values():
        for forst, sist in pairwise(like):
            if forst.gyldig_til is None or sist.gyldig_fra <= forst.gyldig_til:
                hva = f"Funksjon {sist.funksjon} har to navn samtidig: «{forst.navn}» og «{sist.navn}»."
                feil.append((sist, hva, "Behold ett av dem, eller la det ene utgå før det andre begynner."))
    return sorted(feil, key=lambda f: f[0].rad)
