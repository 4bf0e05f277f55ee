"""Acts on the ledger: write batches, register them, put them in place of earlier ones."""

from collections.abc import Sequence

import duckdb

from rodtraad.hovedbok.filer import batchsti
from rodtraad.hovedbok.filvakt import fei, hold_filer
from rodtraad.hovedbok.models import Batchperiode, Hovedbokbatch
from rodtraad.hovedbok.motor import arbeidsmappe, peker, sql_tekst
from rodtraad.hovedbok.overlapp import Overlapp, finn_overlapp
from rodtraad.hovedbok.skriving import Ferdigbatch, Periodedel, periodedeler, skriv_batcher
from rodtraad.hovedbok.virkning import virkninger
from rodtraad.innlesing.kilde import VedOverlapp
from rodtraad.innlesing.services import Innlesing, marker_erstattet
from rodtraad.kjerne.feil import RodtraadFeil

__all__ = [
    "Ferdigbatch",
    "Overlapp",
    "Periodedel",
    "arbeidsmappe",
    "fei",
    "finn_overlapp",
    "hold_filer",
    "lagre_batcher",
    "overlapptekst",
    "peker",
    "periodedeler",
    "skriv_batcher",
    "sql_tekst",
    "valg_ved_overlapp",
    "virkninger",
]


def lagre_batcher(
    innlesing: Innlesing,
    ferdige: Sequence[Ferdigbatch],
    kobling: duckdb.DuckDBPyConnection,
    *,
    ved_overlapp: VedOverlapp = "spor",
) -> None:
    """Hovedbok: registers written batches and puts them in the place of earlier ones.

    Called within the transaction of the import, which alone changes batches. Raises RodtraadFeil when
    another import came first and it is no longer clear what the new figures are to replace.
    """
    for ferdig in ferdige:
        linjer = f"read_parquet({sql_tekst(batchsti(ferdig.aar, ferdig.sha256, 'linjer'))})"
        overlapp = finn_overlapp(
            kobling, linjer, {(ferdig.aar, ferdig.slag): ferdig.perioder}, ved_overlapp=ved_overlapp
        )
        if avvist := [o for o in overlapp if o.handling == "avvis"]:
            raise RodtraadFeil(*(overlapptekst(o) for o in avvist), valg_ved_overlapp(avvist[0]))
        _erstatt(innlesing, overlapp)
        batch = Hovedbokbatch.objects.create(
            innlesing=innlesing,
            aar=ferdig.aar,
            slag=ferdig.slag,
            sha256=ferdig.sha256,
            kube_sha256=ferdig.kube_sha256,
            aarskube_sha256=ferdig.aarskube_sha256,
            antall=ferdig.antall,
            belop=ferdig.belop,
        )
        Batchperiode.objects.bulk_create(
            Batchperiode(
                batch=batch,
                periode=p.periode,
                kontoklasser=p.kontoklasser,
                antall=p.antall,
                belop=p.belop,
                antall_bilag=p.antall_bilag,
            )
            for p in ferdig.perioder
        )
    _marker_helt_erstattede(innlesing)


def overlapptekst(overlapp: Overlapp) -> str:
    """A sentence about what happens to a period that was there before."""
    hva = {
        "erstatt": "erstatter",
        "tillegg": "legges til",
        "avvis": "kan verken legges til eller erstatte",
    }[overlapp.handling]
    return (
        f"{overlapp.slag} {overlapp.aar} periode {overlapp.periode} {hva} innlesing "
        f"{overlapp.gammel_innlesing} ({overlapp.grunn})."
    )


def valg_ved_overlapp(overlapp: Overlapp) -> str:
    """What a person can do about a period that is refused."""
    return (
        "Er filen hele perioden på nytt, velg «--ved-overlapp erstatt». Er den et tillegg til det som står der, "
        "velg «--ved-overlapp tillegg» (begge kan stå i profilen som «ved_overlapp»). "
        f"Ellers trekk tilbake {overlapp.gammel_innlesing} først."
    )


def _erstatt(innlesing: Innlesing, overlapp: Sequence[Overlapp]) -> None:
    deler = [o.gammel_del for o in overlapp if o.handling == "erstatt"]
    Batchperiode.objects.filter(pk__in=deler).update(erstattet_av=innlesing)
    for gammel in sorted({o.gammel_innlesing for o in overlapp if o.handling == "erstatt"}):
        marker_erstattet(gammel, av=innlesing, helt=False)


def _marker_helt_erstattede(innlesing: Innlesing) -> None:
    berort = Batchperiode.objects.filter(erstattet_av=innlesing).values_list("batch__innlesing_id", flat=True)
    for gammel in sorted(set(berort)):
        if not Batchperiode.objects.gjeldende().filter(batch__innlesing_id=gammel).exists():
            marker_erstattet(gammel, av=innlesing, helt=True)
