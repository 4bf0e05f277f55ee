"""What changed after 15 June, and the drafts made of it (KOSTRA-06)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from rodtraad.kostra.bruk import brukt_i
from rodtraad.kostra.grenser import endringsgrenser
from rodtraad.kostra.models import Orienteringsutkast, Utkaststatus
from rodtraad.kostra.orientering import Sammenligning, endrede_tall
from rodtraad.kostra.publisert import FUNKSJONER, HOVEDTALL, Publisert
from rodtraad.kostra.publiserte_queries import egen_kommune, from_records, innbyggere
from rodtraad.lov.frister import er_revidert
from rodtraad.statistikk.tidligere_queries import Datasettversjon, versjoner

VESENTLIGE = "vesentlige_endringer"


def sammenligninger() -> list[Sammenligning]:
    """For each dataset and year: the revised figures that count now against the last ones before 15 June."""
    ut = []
    for navn in (FUNKSJONER, HOVEDTALL):
        alle = list(versjoner(navn))
        naa = next((v for v in alle if v.gjelder), None)
        if naa is not None:
            ut += [s for aar in _aar(navn, naa) if (s := _sammenlign(navn, aar, naa, alle))]
    return ut


def _aar(navn: str, versjon: Datasettversjon) -> Iterable[int]:
    return sorted({p.aar for p in _tall(navn, versjon) if er_revidert(p.aar, versjon.publisert)})


def _sammenlign(
    navn: str, aar: int, naa: Datasettversjon, alle: Iterable[Datasettversjon]
) -> Sammenligning | None:
    """The two versions compared; None when the municipality had no figures of the year before 15 June."""
    tidligere = next(
        (
            v
            for v in alle
            if v.innlesing != naa.innlesing
            and not er_revidert(aar, v.publisert)
            and any(p.aar == aar for p in _tall(navn, v))
        ),
        None,
    )
    if tidligere is None:
        return None
    par = [[p for p in _tall(navn, v) if p.aar == aar] for v in (tidligere, naa)]
    endrede, uendrede = endrede_tall(par[0], par[1], endringsgrenser(VESENTLIGE), innbyggere(aar))
    return Sammenligning(
        aar=aar, kommune=egen_kommune(), tidligere=tidligere.innlesing, revidert=naa.innlesing,
        dag_for=tidligere.publisert, dag_naa=naa.publisert, endrede=tuple(endrede), uendrede=uendrede,
        brukt_i=brukt_i([tidligere.innlesing]),
    )  # fmt: skip


def _tall(navn: str, versjon: Datasettversjon) -> list[Publisert]:
    return from_records({navn: versjon.poster}, egen_kommune(), {navn: versjon.publisert})


def utkast() -> QuerySet[Orienteringsutkast]:
    """Every draft, newest year first."""
    return Orienteringsutkast.objects.all()


def aapne_utkast() -> QuerySet[Orienteringsutkast]:
    """Drafts nobody has decided on."""
    return Orienteringsutkast.objects.filter(status=Utkaststatus.UTKAST)


def hent_utkast(utkast_id: int) -> Orienteringsutkast | None:
    """One draft."""
    return Orienteringsutkast.objects.filter(pk=utkast_id).first()
