"""The reconciliation of a year: ledger, published figures, corrections and what persons have written (REGN-12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from rodtraad.hovedbok.queries import (
    Drill,
    Kontostrengsum,
    aar_med_regnskap,
    balansesummer,
    kontostrenger,
    kostrasummer,
    kostrasummer_etter,
)
from rodtraad.innlesing.queries import gyldige
from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.kostra.avstemming import avstem
from rodtraad.kostra.avstemmingsaarsaker import siste_dag
from rodtraad.kostra.avstemmingsregler import regler
from rodtraad.kostra.avstemmingsverdier import Avstemmingsrad, Fakta, Kostrasummer, Personforklaring
from rodtraad.kostra.models import Avstemmingsforklaring
from rodtraad.kostra.publisert import Publisert
from rodtraad.kostra.publiserte_queries import innbyggere, publiserte
from rodtraad.lov.regelverk import last_regelverk

REGNSKAP = "regnskap"
STRENGER = 40


@dataclass(frozen=True, slots=True)
class Avstemming:
    """A year reconciled: the lines, and the number of inhabitants the figures were multiplied by."""

    aar: int
    innbyggere: int
    rader: tuple[Avstemmingsrad, ...]

    @property
    def funn(self) -> tuple[Avstemmingsrad, ...]:
        """The lines whose rest is a finding."""
        return tuple(rad for rad in self.rader if rad.er_funn)

    def rad(self, rad_id: str) -> Avstemmingsrad | None:
        """A line by id."""
        return next((rad for rad in self.rader if rad.id == rad_id), None)


def avstemming(aar: int) -> Avstemming:
    """The reconciliation of a year. A few reads in all."""
    tallene = publiserte(aar)
    fakta = hent_fakta(aar, tallene)
    rader = avstem(tallene, fakta, regler(), funksjonsnavn(aar), forklaringer_for(aar))
    return Avstemming(aar, fakta.innbyggere, rader)


def hent_fakta(aar: int, tallene: Iterable[Publisert] = ()) -> Fakta:
    """What the ledger holds of the year; what is dated after the last day of each published figure."""
    dager = {dag for p in tallene if (dag := siste_dag(p)) is not None}
    return Fakta(
        summer=summer_for(aar),
        balanse=_balanse(aar),
        etter_frist={dag: {rad[:3]: rad[3] for rad in kostrasummer_etter(aar, dag)} for dag in dager},
        innbyggere=innbyggere(aar),
        konstruert=any(i.konstruert and i.kontrolltotal_ore is not None for i in gyldige()),
    )


def summer_for(aar: int) -> Kostrasummer:
    """The accounts of a year per (kontoklasse, funksjon, art), in øre: the facts of the municipality's KOSTRA file."""
    return {(klasse, funksjon, art): ore for klasse, funksjon, art, ore in kostrasummer(aar)}


def _balanse(aar: int) -> dict[str, int]:
    ut: dict[str, int] = {}
    for _aar, slag, kapittel, _sektor, ore, _antall in balansesummer([aar]):
        if slag == REGNSKAP:
            ut[kapittel] = ut.get(kapittel, 0) + ore
    return ut


def funksjonsnavn(aar: int) -> dict[str, str]:
    """KOSTRA's names of functions."""
    return {kode: f.navn for kode, f in last_regelverk(date(aar, 12, 31)).koder.funksjoner.items()}


def forklaringer_for(aar: int) -> list[Personforklaring]:
    """What persons have written of the year's differences, oldest first; the withdrawn left out."""
    rader = Avstemmingsforklaring.objects.filter(aar=aar, trukket__isnull=True).select_related("eier")
    return [
        Personforklaring(
            rad_id=rad.rad_id, aarsak=aarsak, kommentar=rad.kommentar, ore=rad.belop, av=rad.av,
            eier=rad.eier.navn if rad.eier else "", differanse_da=rad.differanse, id=rad.pk,
            skrevet=timezone.localdate(rad.tidspunkt),
        )
        for rad in rader
        if (aarsak := regler().aarsak(rad.aarsak))
    ]  # fmt: skip


def hent_forklaring(forklaring_id: int) -> Avstemmingsforklaring | None:
    """One explanation."""
    return Avstemmingsforklaring.objects.filter(pk=forklaring_id).first()


def trukne_forklaringer(aar: int, rad_id: str) -> QuerySet[Avstemmingsforklaring]:
    """Explanations of a line that were withdrawn."""
    return Avstemmingsforklaring.objects.filter(aar=aar, rad_id=rad_id, trukket__isnull=False)


def funn(avstemt: Avstemming) -> list[Funn]:
    """What is unexplained above the limits, as findings."""
    return [
        Funn(
            kontroll="REGN-12",
            alvor=Alvor.ADVARSEL,
            melding=f"KOSTRA viser {_tusen(rad.kostra or 0)} og regnskapet {_tusen(rad.regnskap or 0)} tusen kroner. "
            f"{_tusen(rad.uforklart)} tusen kroner er ikke forklart.",
            sted=f"{rad.funksjon} {rad.navn}".strip(),
            tiltak="Finn årsaken, og skriv den på linjen i avstemmingen.",
            hjemmel=regler().hjemmel,
        )
        for rad in avstemt.funn
    ]


def _tusen(ore: int) -> str:
    return vis_tall(rund(ore, ORE_PER_TUSEN_KR))


def kontostrenger_bak(aar: int, rad: Avstemmingsrad) -> tuple[tuple[Kontostrengsum, ...], int]:
    """The account strings behind the ledger's amount, largest first, and how many there are; no voucher texts."""
    utvalg = rad.utvalg
    summer = balansesummer([aar]) if utvalg.kapitler else ()
    arter = frozenset(art for klasse, funksjon, art in summer_for(aar) if utvalg.tar(klasse, funksjon, art))
    drill = Drill(
        aar=frozenset({aar}),
        slag=frozenset({REGNSKAP}),
        kontoklasse=frozenset({"2" if utvalg.kapitler else utvalg.kontoklasse}),
        arter=None if utvalg.kapitler else arter,
        funksjoner=_funksjoner(aar, rad),
        kapitler=frozenset(s[2] for s in summer) & utvalg.kapitler if utvalg.kapitler else None,
    )
    return kontostrenger(drill, STRENGER)


def _funksjoner(aar: int, rad: Avstemmingsrad) -> frozenset[str] | None:
    if rad.utvalg.kapitler or not rad.utvalg.funksjoner:
        return None
    return frozenset(f for _, f, _ in summer_for(aar) if rad.utvalg.tar_funksjon(f))


def aar_som_kan_avstemmes() -> list[int]:
    """Years with accounts or published figures, latest first."""
    return sorted({*aar_med_regnskap(), *(p.aar for p in publiserte())}, reverse=True)
