"""The register of objects, and what each costs."""

from collections.abc import Collection, Sequence
from datetime import date

from rodtraad.hovedbok.kubesporringer import objektstrenger, objektsummer
from rodtraad.hovedbok.queries import Kontostrengsum, aar_med_regnskap
from rodtraad.regnskap.models import Objekt
from rodtraad.regnskap.objekter import Ansvarsdel, Objektversjon, lay_out, newest


def objektregister() -> tuple[Objektversjon, ...]:
    """Every version of every object of the register that counts."""
    rader = Objekt.objects.filter(innlesing__status="gyldig").order_by("kode", "gyldig_fra")
    return tuple(
        Objektversjon(*rad)
        for rad in rader.values_list("kode", "navn", "slag", "ansvar", "gyldig_fra", "gyldig_til")
    )


def objekter_i(aar: int) -> dict[str, Objektversjon]:
    """Each object as it was at the end of the year, else as last known."""
    return newest(objektregister(), date(aar, 12, 31))


def objektkostnad(
    aar: int, *, kontoklasse: str, slag: str = "", ansvar: Collection[str] | None = None
) -> tuple[Ansvarsdel, ...]:
    """Cost per object, summed to the ansvar, for drift (1) or investment (0), with the year before (KONTO-10)."""
    summer = [s for s in objektsummer([aar - 1, aar]) if s.kontoklasse == kontoklasse]
    return lay_out(summer, aar, objekter_i(aar), slag=slag, ansvar=ansvar)


def strenger_for(aar: int, kode: str, *, ansvar: Collection[str] | None) -> Sequence[Kontostrengsum]:
    """The account strings of an object that may be seen, largest first."""
    return [s for s in objektstrenger(aar, kode) if ansvar is None or s.ansvar in ansvar]


def regnskapsaar() -> list[int]:
    """The years with accounts, the latest first."""
    return sorted(aar_med_regnskap(), reverse=True)
