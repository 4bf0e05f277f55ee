"""Months in columns, proposed: accumulated or not, the opening, and which columns control the others."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from rodtraad.regnskap.filformat.belopsform import Belopsform, er_akkumulerte
from rodtraad.regnskap.filformat.kolonnerolle import Overskrift
from rodtraad.regnskap.filformat.kontodeling import kontosiffer

_NOK = Decimal("0.95")
_KONTROLLER = ("aapning", "utgaaende", "sum")
_NULL = Decimal(0)


def foreslaa_perioder(
    roller: Overskrift,
    navn: Sequence[str],
    linjer: Sequence[Sequence[str]],
    form: Belopsform,
    *,
    konto: int | None,
) -> tuple[dict[str, Any], dict[int, tuple[str, str]]]:
    """Periodekolonner of a profile, and what each column was taken for: column number → (field, why)."""
    perioder = dict(sorted(roller.perioder.items()))
    akkumulert = roller.akkumulert or _vokser(perioder, linjer, form, konto)
    valg: dict[str, Any] = {"form": "akkumulert" if akkumulert else "bevegelse"}
    valg["kolonner"] = {str(p): navn[nr] for p, nr in perioder.items()}
    brukt = {nr: (f"periode {p}", "måned i overskriften") for p, nr in perioder.items()}
    belop = [[form.tall(rad[nr]) or _NULL for nr in perioder.values()] for rad in linjer]
    inn = roller.felter.get("aapning")
    aapning = [form.tall(rad[inn]) or _NULL if inn is not None else _NULL for rad in linjer]
    for felt in _KONTROLLER:
        nr = roller.felter.get(felt, roller.felter.get("belop") if felt == "sum" else None)
        if nr is None:
            continue
        fasit = [form.tall(rad[nr]) for rad in linjer]
        if felt == "aapning" or _stemmer(felt, fasit, belop, aapning, akkumulert=akkumulert):
            valg[felt] = navn[nr]
            brukt[nr] = (felt, "overskriften" if felt == "aapning" else "stemmer med månedene")
    if akkumulert and inn is not None and _begynner_ved_aapningen(belop, aapning):
        valg["aapning_medregnet"] = True
    return valg, brukt


def _vokser(
    perioder: dict[int, int], linjer: Sequence[Sequence[str]], form: Belopsform, konto: int | None
) -> bool:
    drift = [r for r in linjer if konto is None or kontosiffer(r[konto])[:1] in {"0", "1"}]
    return er_akkumulerte([[form.tall(r[nr]) for nr in perioder.values()] for r in drift])


def _stemmer(
    felt: str,
    fasit: Sequence[Decimal | None],
    belop: Sequence[Sequence[Decimal]],
    aapning: Sequence[Decimal],
    *,
    akkumulert: bool,
) -> bool:
    """A sum or a closing controls only when it ties with the months of nearly all rows."""
    treff = 0
    for svar, rad, inn in zip(fasit, belop, aapning, strict=True):
        siste = next((b for b in reversed(rad) if b), _NULL)
        sum_ = siste if akkumulert else sum(rad, _NULL)
        treff += svar in ({sum_, sum_ - inn} if felt == "sum" else {sum_ + inn, sum_})
    return bool(fasit) and treff >= _NOK * len(fasit)


def _begynner_ved_aapningen(belop: Sequence[Sequence[Decimal]], aapning: Sequence[Decimal]) -> bool:
    """Whether accumulated months begin at the opening: then most first months are near it, not near 0."""
    par = [(inn, rad[0]) for inn, rad in zip(aapning, belop, strict=True) if inn]
    return sum(abs(b - inn) < abs(b) for inn, b in par) > sum(abs(b - inn) > abs(b) for inn, b in par)
