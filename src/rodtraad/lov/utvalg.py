"""Utvalg: which ledger facts a line of a statement takes."""

from dataclasses import dataclass, replace

Kodesett = frozenset[str]


@dataclass(frozen=True, slots=True)
class Utvalg:
    """What a line takes; None means all.

    `omraade` is None (all), "sentral" (ansvar outside every rammeområde) or "ramme" (inside one).
    `slag` is None (the column's own kind of facts) or "revidert" (always the amended budget, § 5-9).
    `virksomheter` and `prosjekter` are narrowed by the caller (see `oppstilling.utvid`).
    """

    kontoklasse: str | None = None
    arter: Kodesett | None = None
    funksjoner: Kodesett | None = None
    kapitler: Kodesett | None = None
    omraade: str | None = None
    virksomheter: Kodesett | None = None
    prosjekter: Kodesett | None = None
    slag: str | None = None

    def snevret(
        self,
        *,
        virksomheter: Kodesett | None = None,
        prosjekter: Kodesett | None = None,
        arter: Kodesett | None = None,
        funksjoner: Kodesett | None = None,
    ) -> "Utvalg":
        """The same utvalg narrowed further: sets are intersected, None narrows nothing."""
        return replace(
            self,
            virksomheter=_snitt(self.virksomheter, virksomheter),
            prosjekter=_snitt(self.prosjekter, prosjekter),
            arter=_snitt(self.arter, arter),
            funksjoner=_snitt(self.funksjoner, funksjoner),
        )


def _snitt(a: Kodesett | None, b: Kodesett | None) -> Kodesett | None:
    if a is None or b is None:
        return b if a is None else a
    return a & b
