"""Kontrollregel: a control as data: id, severity, legal basis and Gitt / når / så."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.kjerne.hjemmel import Hjemmel


@dataclass(frozen=True, slots=True)
class Kontrollregel:
    """One control. `avstemming` makes it data alone; without it a function is registered with its id."""

    id: str
    navn: str
    familie: str
    alvor: Alvor
    hjemmel: Hjemmel
    gitt: str
    naar: str
    saa: str
    tiltak: str
    avstemming: Mapping[str, Any] | None = None
    parametre: Mapping[str, Any] = field(default_factory=dict)

    def funn(self, melding: str, sted: str) -> Funn:
        """A finding of this control, with its remedy and legal basis."""
        return Funn(
            kontroll=self.id,
            alvor=self.alvor,
            melding=melding,
            sted=sted,
            tiltak=self.tiltak,
            hjemmel=self.hjemmel,
        )


def les_kontrollregler(
    dokumenter: Iterable[Mapping[str, Any]], hjemmel: Callable[[Mapping[str, Any]], Hjemmel]
) -> dict[str, Kontrollregel]:
    """All controls by id, in order of id. Raises RodtraadFeil when an id is used twice."""
    regler: dict[str, Kontrollregel] = {}
    for dokument in dokumenter:
        for data in dokument["kontroller"]:
            if data["id"] in regler:
                raise RodtraadFeil(f"Kontrollen {data['id']} er definert to ganger.")
            felter = {**data, "alvor": Alvor(data["alvor"]), "hjemmel": hjemmel(data["hjemmel"])}
            regler[data["id"]] = Kontrollregel(familie=dokument["familie"], **felter)
    return dict(sorted(regler.items()))
