"""Inngående saldi: what the year opens with, read from the closing balance of the year before, in øre."""

from rodtraad.oppstilling.formel import BALANSE, REGNSKAP, Uttak
from rodtraad.oppstilling.kontekst import Kontekst

DISPOSISJONSFOND = frozenset({"56"})
MERFORBRUK = frozenset({"5900"})


def disposisjonsfond(k: Kontekst) -> int | None:
    """Kapittel 56 on 1 January, positive; None when the closing balance of the year before is not read in.

    Without it § 4-2 cannot use the fund beyond the budget (budsjett- og regnskapsforskriften § 4-2).
    """
    saldo = saldo_for(k, DISPOSISJONSFOND, k.aar - 1)
    return None if saldo is None else -saldo


def merforbruk_i_balansen(k: Kontekst) -> int | None:
    """Kapittel 5900 on 1 January, positive when there is merforbruk to cover; None without that balance."""
    return saldo_for(k, MERFORBRUK, k.aar - 1)


def saldo_for(k: Kontekst, kapitler: frozenset[str], aar: int) -> int | None:
    """The closing balance of some kapitler as booked (debit positive); None when the year has no balance."""
    if not any(s.aar == aar and s.slag in REGNSKAP for s in k.grunnlag.balansesummer):
        return None
    return k.summer.sum(Uttak(BALANSE, kapitler=kapitler), aar, REGNSKAP)
