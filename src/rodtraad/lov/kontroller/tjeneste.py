"""Controls of services and people: sick leave, lærernorm, codes used twice."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller.grunnlag import Kontrollgrunnlag, kontroll, vis
from rodtraad.lov.kontroller.tabelldata import tall
from rodtraad.lov.kontrollregel import Kontrollregel


@kontroll("K350")
def sykefravaer(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Samlet = korttid + langtid, ± 0,01 (R-57)."""
    slakk = Decimal(str(regel.parametre["toleranse"]))
    for tabell in grunnlag.finn("sykefravaer"):
        for rad in tabell.rader:
            kort, lang, samlet = (tall(rad, f"{k}_pct") for k in ("korttid", "langtid", "samlet"))
            if kort is None or lang is None or samlet is None or abs(kort + lang - samlet) <= slakk:
                continue
            yield regel.funn(
                f"{rad['enhet']} {rad['aar']}: korttid {vis(kort)} + langtid {vis(lang)} er {vis(kort + lang)}, "
                f"men samlet er {vis(samlet)}.",
                f"{tabell.id} · {rad['enhet']} · {rad['aar']}",
            )


@kontroll("K360")
def laerernorm(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Pupils per teacher are not above the norm, per school and main stage (R-54)."""
    meldt: set[tuple[object, object]] = set()
    for tabell in grunnlag.finn("laerernorm"):
        for rad in tabell.rader:
            norm, faktisk = tall(rad, "norm_elever_per_laerer"), tall(rad, "gruppestorrelse_hovedtrinn")
            nokkel = (rad["skole"], rad["hovedtrinn"])
            if norm is not None and faktisk is not None and faktisk > norm and nokkel not in meldt:
                meldt.add(nokkel)
                yield regel.funn(
                    f"{rad['skole']} {rad['hovedtrinn']}. trinn har {vis(faktisk)} elever per lærer; "
                    f"normen er {vis(norm)}.",
                    f"{tabell.id} · {rad['skole']} · {rad['hovedtrinn']}",
                )


@kontroll("K500")
def samme_kode(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """One ansvar code is used for two units (ORG-04)."""
    for tabell in grunnlag.finn("ansvar"):
        navn: dict[str, list[str]] = defaultdict(list)
        for rad in tabell.rader:
            navn[str(rad["ansvar_kode"])].append(str(rad["ansvar"]))
        for kode, enheter in navn.items():
            if kode and len(set(enheter)) > 1:
                yield regel.funn(
                    f"Ansvar {kode} brukes for {len(set(enheter))} enheter: {', '.join(sorted(set(enheter)))}.",
                    f"{tabell.id} · {kode}",
                )
