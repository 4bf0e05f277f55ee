"""The control of facts: one fact, one value (KVAL-11)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller.fakta import Faktum, er_forenlige
from rodtraad.lov.kontroller.grunnlag import Kontrollgrunnlag, kontroll, vis
from rodtraad.lov.kontrollregel import Kontrollregel

DESIMALER = 3
FORSTE_AARSTALL = 1800


@kontroll("K700")
def ett_faktum_en_verdi(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Two different values for one fact is an error."""
    ca = Decimal(str(regel.parametre["ca_prosent"]))
    oppgitt: dict[tuple[str, int | None], list[Faktum]] = defaultdict(list)
    for faktum in grunnlag.fakta:
        oppgitt[faktum.navn, faktum.aar].append(faktum)
    for (navn, aar), fakta in oppgitt.items():
        if any(not er_forenlige(a, b, ca) for a, b in combinations(fakta, 2)):
            verdier = "; ".join(f"{_vis(faktum)} ({faktum.sted})" for faktum in fakta)
            yield regel.funn(
                f"{_overskrift(navn, aar)} er oppgitt med ulike verdier: {verdier}.",
                " · ".join(del_ for del_ in ("fakta", navn, str(aar or "")) if del_),
            )


def _overskrift(navn: str, aar: int | None) -> str:
    return navn if aar is None or str(aar) in navn else f"{navn} {aar}"


def _vis(faktum: Faktum) -> str:
    i_tusen = faktum.enhet == "1000 kr"
    faktor, enhet = (1000, "kr") if i_tusen else (1, faktum.enhet)
    verdier = [v * faktor for v in (faktum.verdi, faktum.til) if v is not None]
    er_aarstall = enhet == "år" and min(verdier) >= FORSTE_AARSTALL
    spenn = "–".join(f"{verdi:f}" if er_aarstall else vis(_kort(verdi)) for verdi in verdier)
    uten_ord = er_aarstall or enhet == "antall"
    return f"{'ca. ' if faktum.omtrentlig else ''}{spenn}{'' if uten_ord else f' {enhet}'}"


def _kort(verdi: Decimal) -> Decimal:
    """Computed percentages are shown with three decimals at most."""
    return round(verdi, DESIMALER) if int(verdi.as_tuple().exponent) < -DESIMALER else verdi
