"""The municipality's own published KOSTRA figures, with corrections laid beside them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rodtraad.kostra.avstemmingsregler import regler
from rodtraad.kostra.publisert import FUNKSJONER, HOVEDTALL, Post, Publisert, hovedtall, per_funksjon
from rodtraad.kostra.ssb_tall import TABELLER, from_kube, uten_dubletter
from rodtraad.organisasjon.queries import kommune
from rodtraad.statistikk.korrigering import Korrigering
from rodtraad.statistikk.korrigering_queries import gjeldende
from rodtraad.statistikk.queries import datasett, opplysninger
from rodtraad.statistikk.ssb_queries import tabellkube


def egen_kommune() -> str:
    """The municipality's name as statistics have it."""
    return kommune()[1].removesuffix(" kommune")


def publiserte(aar: int | None = None) -> list[Publisert]:
    """Every published figure of the municipality, of one year when given, in the order of the datasets."""
    dager = {o.navn: date.fromisoformat(o.publisert) for o in opplysninger() if o.publisert}
    alle = from_records({navn: datasett(navn) for navn in (FUNKSJONER, HOVEDTALL)}, egen_kommune(), dager)
    alle = uten_dubletter([*alle, *_fra_ssb()])
    return _med_korrigeringer([p for p in alle if aar is None or p.aar == aar], gjeldende())


def from_records(
    poster: Mapping[str, Sequence[Post]], navn: str, dager: Mapping[str, date]
) -> list[Publisert]:
    """The figures of a municipality in records of the datasets; `dager` is when each was published."""
    return [
        *per_funksjon(poster.get(FUNKSJONER, ()), navn, dager.get(FUNKSJONER)),
        *hovedtall(poster.get(HOVEDTALL, ()), navn, dager.get(HOVEDTALL)),
    ]


def _fra_ssb() -> Iterable[Publisert]:
    """Figures per function in SSB's own tables, where they have been fetched."""
    for tabell in TABELLER:
        if (kube := tabellkube(tabell)) is not None:
            yield from from_kube(kube, kommune()[0], regler().begrep)


def innbyggere(aar: int) -> int:
    """Inhabitants at the end of the year, as KOSTRA divides by; 0 when not known."""
    tallene = (p.get("folketall_utgang") for p in datasett("befolkning") if p.get("aar") == aar)
    return next((int(n) for n in tallene if n is not None), 0)


def _med_korrigeringer(tallene: Iterable[Publisert], korrigeringer: Iterable[Korrigering]) -> list[Publisert]:
    """Each figure with its correction, when the correction was laid on what the source says now."""
    egne = {
        (k.datasett, k.nokkel, k.aar, k.original): k.korrigert
        for k in korrigeringer
        if k.kommune == egen_kommune()
    }
    return [
        p.med_korrigering(rettet)
        if (rettet := egne.get((p.datasett, p.nokkel, p.aar, p.verdi))) is not None
        else p
        for p in tallene
    ]
