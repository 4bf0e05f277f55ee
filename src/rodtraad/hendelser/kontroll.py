"""Whether the log still is what was written: a changed, removed or inserted entry shows (SYS-04)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from rodtraad.hendelser.kjede import START, innholdssum, kjedesum
from rodtraad.hendelser.models import Hendelse, Kjedeledd

MAKS_VIST: Final = 50
_BOLK: Final = 2000


@dataclass(frozen=True, slots=True)
class Hode:
    """Where the chain stands: a number and a sum that can be noted down elsewhere."""

    nummer: int
    kjedesum: str

    def __str__(self) -> str:
        return f"{self.nummer}:{self.kjedesum}"


@dataclass(frozen=True, slots=True)
class Loggkontroll:
    """What the control found; without `feil` the log is whole."""

    antall: int
    hode: Hode
    feil: tuple[str, ...]


@transaction.atomic
def verifiser(kjent: Hode | None = None) -> Loggkontroll:
    """Computes the chain anew from the entries. `kjent` is a head noted earlier: the chain must still hold it."""
    feil: list[str] = []
    forrige, forventet = START, 0
    funnet_hode = kjent is None or kjent == Hode(0, START)
    for ledd in Kjedeledd.objects.select_related("hendelse").order_by("nummer").iterator(chunk_size=_BOLK):
        forventet += 1
        if ledd.nummer != forventet:
            feil.append(_fjernet(forventet, ledd.nummer - 1))
            forventet, forrige = ledd.nummer, ""
        feil += _feil_i(ledd, forrige)
        forrige = ledd.kjedesum
        funnet_hode = funnet_hode or kjent == Hode(ledd.nummer, ledd.kjedesum)
    feil += _uten_ledd()
    if kjent is not None and not funnet_hode:
        feil.append(
            f"Kjeden har ikke lenger hodet {kjent.nummer}:{kjent.kjedesum[:12]}… som er notert. "
            "Loggen er kortet inn eller skrevet på nytt etter at det ble notert."
        )
    return Loggkontroll(Hendelse.objects.count(), Hode(forventet, forrige), tuple(feil))


def _fjernet(fra: int, til: int) -> str:
    return (
        f"Hendelsen bak ledd {fra} er fjernet."
        if fra == til
        else f"Hendelsene bak ledd {fra}–{til} er fjernet."
    )


def _feil_i(ledd: Kjedeledd, forrige: str) -> Iterator[str]:
    """What is wrong with a link; after a hole (blank `forrige`) nothing is said of how it hangs together."""
    h = ledd.hendelse
    if ledd.innhold != innholdssum(
        tidspunkt=h.tidspunkt, av=h.av, handling=h.handling, gjelder=h.gjelder,
        verdi_for=h.verdi_for, verdi_etter=h.verdi_etter,
    ):  # fmt: skip
        yield f"Hendelse {h.pk} ({h.handling} {h.gjelder}) er endret etter at den ble skrevet."
    if forrige and ledd.kjedesum != kjedesum(forrige, ledd.innhold):
        yield f"Ledd {ledd.nummer} passer ikke sammen med leddet foran."


def _uten_ledd() -> Iterator[str]:
    for h in Hendelse.objects.filter(ledd=None).order_by("id")[:MAKS_VIST]:
        yield f"Hendelse {h.pk} ({h.handling} {h.gjelder}) er satt inn utenom kjeden."
