"""Drill: which facts stand behind a figure, as sets of codes."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

Koder = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Drill:
    """A selection of facts: `None` for a dimension means all of it, an empty set means nothing."""

    aar: frozenset[int] | None = None
    slag: Koder = None
    kontoklasse: Koder = None
    arter: Koder = None
    funksjoner: Koder = None
    kapitler: Koder = None
    sektorer: Koder = None
    ansvar: Koder = None
    prosjekter: Koder = None

    def vilkaar(self) -> tuple[str, dict[str, object]]:
        """The selection as an SQL condition with named parameters; `TRUE` when it takes everything."""
        ledd: list[str] = []
        verdier: dict[str, object] = {}
        for kolonne, koder in self._valgte():
            if not koder:
                return "FALSE", {}
            navn = [f"{kolonne}_{nr}" for nr in range(len(koder))]
            ledd.append(f"{kolonne} IN ({', '.join(f'${n}' for n in navn)})")
            verdier.update(zip(navn, koder, strict=True))
        return " AND ".join(ledd) or "TRUE", verdier

    def _valgte(self) -> Iterator[tuple[str, list[str | int]]]:
        for felt in fields(self):
            koder = getattr(self, felt.name)
            if koder is not None:
                yield _KOLONNE.get(felt.name, felt.name), sorted(koder)


_KOLONNE = {"arter": "art", "funksjoner": "funksjon", "kapitler": "kapittel", "sektorer": "sektor"}
_KOLONNE["prosjekter"] = "prosjekt"
