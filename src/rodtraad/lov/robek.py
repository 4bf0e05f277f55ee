"""ROBEK: when a municipality is registered (kommuneloven § 28-1 letters a–g)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund, rund_desimal
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.lov.inndekning import Inndekningsplan

GRENSE_AKKUMULERT = Fraction(3, 100)
KONTROLLERT = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Robekgrunnlag:
    """What § 28-1 asks for; None is unknown. Amounts in øre, merforbruk positive.

    `budsjett_vedtatt` and `regnskap_vedtatt` are days of decision, judged against `aar`.
    """

    aar: int
    merforbruk_budsjett: int | None = None
    merforbruk_plan: Mapping[int, int] = field(default_factory=dict)
    inndekning: Inndekningsplan | None = None
    akkumulert_merforbruk: int | None = None
    driftsinntekter: int | None = None
    budsjett_vedtatt: date | None = None
    regnskap_vedtatt: date | None = None
    vedtak_inndelingslova: bool | None = None
    i_dag: date | None = None


@dataclass(frozen=True, slots=True)
class Robekbokstav:
    """One letter: met (registered), not met, or None when the facts are missing; and why."""

    bokstav: str
    oppfylt: bool | None
    begrunnelse: str

    @property
    def hjemmel(self) -> Hjemmel:
        """The letter in § 28-1."""
        return Hjemmel("kommuneloven", "28-1", bokstav=self.bokstav, kontrollert=KONTROLLERT, sikkerhet="V")


def vurder_robek(grunnlag: Robekgrunnlag) -> tuple[Robekbokstav, ...]:
    """Letters a–g in order. The municipality is registered when one of them is met."""
    g = grunnlag
    return (
        _bokstav_a(g),
        _bokstav_b(g),
        _bokstav_c(g),
        _bokstav_d(g),
        _frist("e", g.budsjett_vedtatt, date(g.aar - 1, 12, 31), g.i_dag, "Økonomiplan og årsbudsjett"),
        _frist("f", g.regnskap_vedtatt, date(g.aar + 1, 6, 30), g.i_dag, "Årsregnskapet"),
        _bokstav_g(g),
    )


def er_i_robek(vurdering: tuple[Robekbokstav, ...]) -> bool:
    """Whether one letter is enough to be registered."""
    return any(bokstav.oppfylt for bokstav in vurdering)


def akkumulert_prosent(merforbruk: int, driftsinntekter: int) -> Decimal:
    """Accumulated merforbruk in percent of operating income, two decimals (letter d)."""
    if driftsinntekter <= 0:
        raise RodtraadFeil(f"Driftsinntektene er {driftsinntekter} øre; prosenten kan ikke beregnes.")
    return rund_desimal(Fraction(merforbruk * 100, driftsinntekter), 2)


def _bokstav_a(g: Robekgrunnlag) -> Robekbokstav:
    if g.merforbruk_budsjett is None:
        return Robekbokstav("a", None, "Årsbudsjettets resultat er ikke oppgitt.")
    return Robekbokstav(
        "a",
        g.merforbruk_budsjett > 0,
        f"Årsbudsjettet for {g.aar} har et merforbruk på {_tusen(g.merforbruk_budsjett)} (1000 kr)."
        if g.merforbruk_budsjett > 0
        else f"Årsbudsjettet for {g.aar} er vedtatt uten merforbruk.",
    )


def _bokstav_b(g: Robekgrunnlag) -> Robekbokstav:
    if not g.merforbruk_plan:
        return Robekbokstav("b", None, "Økonomiplanens resultat er ikke oppgitt.")
    aar = [f"{_tusen(belop)} i {aar}" for aar, belop in sorted(g.merforbruk_plan.items()) if belop > 0]
    tekst = f"Økonomiplanens driftsdel har merforbruk: {', '.join(aar)} (1000 kr)."
    return Robekbokstav("b", bool(aar), tekst if aar else "Økonomiplanens driftsdel er uten merforbruk.")


def _bokstav_c(g: Robekgrunnlag) -> Robekbokstav:
    if g.inndekning is None:
        return Robekbokstav("c", None, "Plan for inndekning er ikke oppgitt.")
    lengste = g.inndekning.lengste
    tekst = (
        "Planen dekker ikke hele merforbruket."
        if lengste is None
        else f"Merforbruket dekkes inn over {lengste} år; grensen er 2 år."
    )
    return Robekbokstav("c", g.inndekning.gir_robek, tekst)


def _bokstav_d(g: Robekgrunnlag) -> Robekbokstav:
    if g.akkumulert_merforbruk is None or not g.driftsinntekter:
        return Robekbokstav("d", None, "Akkumulert merforbruk eller driftsinntekter er ikke oppgitt.")
    prosent = akkumulert_prosent(g.akkumulert_merforbruk, g.driftsinntekter)
    return Robekbokstav(
        "d",
        Fraction(g.akkumulert_merforbruk, g.driftsinntekter) > GRENSE_AKKUMULERT,
        f"Akkumulert merforbruk er {_tusen(g.akkumulert_merforbruk)} av {_tusen(g.driftsinntekter)} "
        f"i driftsinntekter (1000 kr), {vis_prosent(prosent, 2)}; grensen er {vis_prosent(3, 0)}.",
    )


def _frist(bokstav: str, vedtatt: date | None, frist: date, i_dag: date | None, hva: str) -> Robekbokstav:
    if vedtatt is None:
        if i_dag is not None and i_dag > frist:
            return Robekbokstav(
                bokstav, oppfylt=True, begrunnelse=f"{hva} er ikke vedtatt; fristen var {frist:%d.%m.%Y}."
            )
        return Robekbokstav(
            bokstav, None, f"{hva}: vedtaksdato er ikke oppgitt. Fristen er {frist:%d.%m.%Y}."
        )
    sent = vedtatt > frist
    return Robekbokstav(
        bokstav,
        sent,
        f"{hva} ble vedtatt {vedtatt:%d.%m.%Y}, {'etter' if sent else 'innen'} fristen {frist:%d.%m.%Y}.",
    )


def _bokstav_g(g: Robekgrunnlag) -> Robekbokstav:
    if g.vedtak_inndelingslova is None:
        return Robekbokstav(
            "g", None, "Det er ikke oppgitt om det er gjort vedtak etter inndelingslova § 16 a."
        )
    tekst = "gjort vedtak" if g.vedtak_inndelingslova else "ikke gjort vedtak"
    return Robekbokstav("g", g.vedtak_inndelingslova, f"Det er {tekst} etter inndelingslova § 16 a.")


def _tusen(ore: int) -> str:
    return vis_tall(rund(ore, ORE_PER_TUSEN_KR))
