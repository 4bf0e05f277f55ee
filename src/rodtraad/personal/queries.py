"""Sickness absence per unit and for the municipality."""

from decimal import Decimal

from rodtraad.personal.models import Sykefravaer
from rodtraad.personal.sykefravaer import Totalfravaer, weighted_total

AAR_VIST = 5


def sykefravaer(aar: int) -> tuple[dict[str, str | int | Decimal | None], ...]:
    """Absence in percent per unit for the year and the four before it, in register order (HR-01)."""
    rader = Sykefravaer.objects.filter(
        innlesing__status="gyldig", aar__lte=aar, aar__gt=aar - AAR_VIST
    ).order_by("rekkefolge", "id")
    return tuple(
        {
            "nivaa": rad.nivaa,
            "rammeomrade": rad.rammeomraade,
            "enhet_kode": rad.enhet_kode or None,
            "enhet": rad.enhet,
            "aar": rad.aar,
            "korttid_pct": _trimmed(rad.korttid),
            "langtid_pct": _trimmed(rad.langtid),
            "samlet_pct": _trimmed(rad.samlet),
        }
        for rad in rader
    )


def samlet_sykefravaer(aar: int) -> Totalfravaer:
    """The municipality's total in percent, weighted by possible days, or why it is not shown (HR-02)."""
    rader = Sykefravaer.objects.filter(innlesing__status="gyldig", aar=aar, nivaa="virksomhet")
    return weighted_total(rader.values_list("samlet", "mulige_dagsverk"))


def maaltall(aar: int) -> dict[str, Decimal]:
    """Target in percent per unit name, for the units that have one (HR-03)."""
    rader = Sykefravaer.objects.filter(innlesing__status="gyldig", aar=aar).exclude(maal=None)
    return {rad.enhet: _trimmed(rad.maal) for rad in rader if rad.maal is not None}


def _trimmed(tall: Decimal) -> Decimal:
    """Without the zeros the database adds, so that 8.90 is shown as it was given."""
    return Decimal(f"{tall.normalize():f}")
