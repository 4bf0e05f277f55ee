"""Minimumsavdrag: the least instalment on loans a year (kommuneloven § 14-18)."""

from dataclasses import dataclass

from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.tallformat import vis_tall


@dataclass(frozen=True, slots=True)
class Avdragsgrunnlag:
    """What § 14-18 asks for, in øre: depreciation of the year, loans and depreciable assets 1 January.

    Loans are for own investments, not to relend. `fra_videreutlaan` is paid by received instalments.
    """

    avskrivninger: int
    laanegjeld: int
    avskrivbare_anleggsmidler: int
    betalt: int
    fra_videreutlaan: int = 0
    budsjettert: int | None = None


@dataclass(frozen=True, slots=True)
class Minimumsavdrag:
    """The least instalment, what counts as paid, and the margin in øre (negative: too little)."""

    grunnlag: Avdragsgrunnlag
    minimum: int
    medregnet: int

    @property
    def margin(self) -> int:
        """Paid beyond the least instalment, øre."""
        return self.medregnet - self.minimum

    @property
    def er_oppfylt(self) -> bool:
        """Whether the law is met."""
        return self.margin >= 0

    def forklaring(self) -> str:
        """The computation in one paragraph, 1000 kr."""
        g = self.grunnlag
        tekst = (
            f"Minimumsavdraget er {_tusen(g.avskrivninger)} i avskrivninger "
            f"× {_tusen(g.laanegjeld)} i lånegjeld / {_tusen(g.avskrivbare_anleggsmidler)} i avskrivbare "
            f"anleggsmidler = {_tusen(self.minimum)} (1000 kr). Betalt avdrag er {_tusen(g.betalt)}"
        )
        if g.fra_videreutlaan:
            tekst += f", hvorav {_tusen(g.fra_videreutlaan)} er dekket av mottatte avdrag og ikke teller med"
        if g.budsjettert is not None:
            forskjell = g.betalt - g.budsjettert
            retning = "over" if forskjell > 0 else "under"
            tekst += f", {_tusen(abs(forskjell))} {retning} budsjettet på {_tusen(g.budsjettert)}"
        slutt = "Kravet er oppfylt" if self.er_oppfylt else "Kravet er ikke oppfylt; det mangler"
        return f"{tekst}. {slutt}{'' if self.er_oppfylt else ' ' + _tusen(-self.margin)}."


def minimumsavdrag(grunnlag: Avdragsgrunnlag) -> Minimumsavdrag:
    """årets avskrivninger × (lånegjeld 1.1. / avskrivbare anleggsmidler 1.1.), øre (kommuneloven § 14-18).

    Raises RodtraadFeil when there is depreciation but no depreciable assets.
    """
    g = grunnlag
    if g.avskrivbare_anleggsmidler <= 0:
        if g.avskrivninger or g.laanegjeld:
            raise RodtraadFeil(
                "Minimumsavdraget kan ikke beregnes: bokført verdi av avskrivbare anleggsmidler 1. januar er "
                f"{_tusen(g.avskrivbare_anleggsmidler)} (1000 kr). Legg inn verdien fra balansen."
            )
        return Minimumsavdrag(g, 0, g.betalt - g.fra_videreutlaan)
    minimum = rund(g.avskrivninger * g.laanegjeld, g.avskrivbare_anleggsmidler)
    return Minimumsavdrag(g, minimum, g.betalt - g.fra_videreutlaan)


def _tusen(ore: int) -> str:
    return vis_tall(rund(ore, ORE_PER_TUSEN_KR))
