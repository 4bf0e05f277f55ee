"""Inndekning: the plan for covering merforbruk (kommuneloven §§ 14-11 and 28-1 letter c)."""

from collections.abc import Mapping
from dataclasses import dataclass

from rodtraad.kjerne.feil import RodtraadFeil

FRIST_AAR = 2  # covered the year after, at the latest the second year
LENGSTE_VEDTAK_AAR = 4  # what the council may decide by itself


@dataclass(frozen=True, slots=True)
class Inndekning:
    """How one year's merforbruk is covered: what is left at the end of each year (øre), and the last year."""

    oppstaatt: int
    merforbruk: int
    rest: Mapping[int, int]
    siste_aar: int | None

    @property
    def antall_aar(self) -> int | None:
        """Years from it arose until it is covered; None when the plan does not cover it."""
        return None if self.siste_aar is None else self.siste_aar - self.oppstaatt


@dataclass(frozen=True, slots=True)
class Inndekningsplan:
    """The plan for all years' merforbruk, the oldest first. `rest` is the total left each year (øre)."""

    arganger: tuple[Inndekning, ...]
    rest: Mapping[int, int]

    @property
    def lengste(self) -> int | None:
        """The longest cover time in years; None when something is never covered."""
        aar = [argang.antall_aar for argang in self.arganger]
        return max((a for a in aar if a is not None), default=0) if None not in aar else None

    @property
    def gir_robek(self) -> bool:
        """§ 28-1 letter c: covered over more than two years, or not at all."""
        return self.lengste is None or self.lengste > FRIST_AAR

    @property
    def krever_departementet(self) -> bool:
        """§ 14-11: longer than the four years the council may decide."""
        return self.lengste is None or self.lengste > LENGSTE_VEDTAK_AAR


def inndekningsplan(merforbruk: Mapping[int, int], plan: Mapping[int, int]) -> Inndekningsplan:
    """The plan followed year by year: merforbruk by the year it arose and cover by year, øre, both positive.

    Raises RodtraadFeil when an amount is negative or more is planned than there is to cover.
    """
    if any(belop < 0 for belop in (*merforbruk.values(), *plan.values())):
        raise RodtraadFeil("Merforbruk og inndekning skal oppgis som positive beløp.")
    if sum(plan.values()) > sum(merforbruk.values()):
        raise RodtraadFeil(
            f"Planen dekker {sum(plan.values())} øre, "
            f"men merforbruket er bare {sum(merforbruk.values())} øre."
        )
    til_inndekning = dict(sorted(merforbruk.items()))
    rest_per_argang: dict[int, dict[int, int]] = {aar: {} for aar in til_inndekning}
    for aar, belop in sorted(plan.items()):
        igjen = belop
        for argang, skyldig in til_inndekning.items():
            dekket = min(igjen, skyldig) if aar > argang else 0
            til_inndekning[argang] = skyldig - dekket
            rest_per_argang[argang][aar] = til_inndekning[argang]
            igjen -= dekket
        if igjen:
            raise RodtraadFeil(f"I {aar} er det planlagt {igjen} øre mer enn det er merforbruk å dekke.")
    arganger = tuple(
        Inndekning(
            oppstaatt=argang,
            merforbruk=merforbruk[argang],
            rest=rest,
            siste_aar=next((aar for aar, igjen in rest.items() if igjen == 0), None)
            if merforbruk[argang]
            else argang,
        )
        for argang, rest in rest_per_argang.items()
    )
    samlet = {aar: sum(rest[aar] for rest in rest_per_argang.values()) for aar in sorted(plan)}
    return Inndekningsplan(arganger, samlet)
