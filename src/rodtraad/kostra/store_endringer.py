"""Store endringer: figures changed so much that someone must look at them before 15 April (KOSTRA-14). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodtraad.kostra.avstemmingsregler import Kontoutvalg
from rodtraad.kostra.avstemmingsverdier import Avstemmingsrad, Kostrasummer
from rodtraad.kostra.grenser import KRONER, Endring, Endringsgrenser
from rodtraad.kostra.models import Endringskilde
from rodtraad.kostra.publisert import Publisert

_ORE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Kandidat:
    """A figure held against another: which, where from, and the change."""

    kilde: Endringskilde
    nokkel: str
    navn: str
    endring: Endring
    funksjon: str = ""

    def er_stor(self, grenser: Endringsgrenser, innbyggere: int) -> bool:
        """Whether it must be looked at."""
        return self.endring.er_stor(grenser, innbyggere)


def mot_fjoraaret(i_aar: Iterable[Publisert], i_fjor: Iterable[Publisert]) -> Iterable[Kandidat]:
    """Published figures held against the same of the year before, where both are published."""
    fjoraarets = {p.id: p for p in i_fjor}
    for p in i_aar:
        if gammel := fjoraarets.get(p.id):
            yield Kandidat(
                Endringskilde.PUBLISERT, p.id, p.navn, Endring(gammel.verdi, p.verdi, p.enhet), p.funksjon
            )


def egne_mot_fjoraaret(
    i_aar: Kostrasummer,
    i_fjor: Kostrasummer,
    *,
    netto_drift: Kontoutvalg,
    grupper: Sequence[tuple[str, ...]],
    navn: Mapping[str, str],
) -> Iterable[Kandidat]:
    """Net operating cost per function in the accounts, as it goes into the KOSTRA file, against the year before.

    `grupper` are functions that must be read as one across years (254 and those that took its place).
    """
    if not i_aar or not i_fjor:
        return
    for gruppe in grupper:
        utvalg = netto_drift.paa(gruppe)
        naa, for_ = _kroner(i_aar, utvalg), _kroner(i_fjor, utvalg)
        if naa or for_:
            yield Kandidat(
                Endringskilde.EGNE, "+".join(gruppe), _navn(gruppe, navn), Endring(for_, naa, KRONER),
                gruppe[0] if len(gruppe) == 1 else "",
            )  # fmt: skip


def brukte_funksjoner(*aar: Kostrasummer, netto_drift: Kontoutvalg) -> list[str]:
    """Functions with operating cost in any of the years, in order."""
    return sorted(
        {funksjon for summer in aar for k, funksjon, a in summer if netto_drift.tar(k, funksjon, a)}
    )


def mot_regnskapet(rader: Iterable[Avstemmingsrad]) -> Iterable[Kandidat]:
    """Published figures whose difference from the accounts nobody has explained."""
    for rad in rader:
        if rad.kostra is not None and rad.regnskap is not None and rad.uforklart:
            forklart = rad.kostra - rad.uforklart
            endring = Endring(forklart / _ORE, rad.kostra / _ORE, KRONER)
            yield Kandidat(
                Endringskilde.REGNSKAP, rad.id, rad.navn, endring,
                rad.funksjoner[0] if len(rad.funksjoner) == 1 else "",
            )  # fmt: skip


def _kroner(summer: Kostrasummer, utvalg: Kontoutvalg) -> Decimal:
    return sum(ore for nokkel, ore in summer.items() if utvalg.tar(*nokkel)) / _ORE


def _navn(gruppe: tuple[str, ...], navn: Mapping[str, str]) -> str:
    return (
        f"{gruppe[0]} {navn.get(gruppe[0], '')}".strip()
        if len(gruppe) == 1
        else f"{', '.join(gruppe)} samlet"
    )
