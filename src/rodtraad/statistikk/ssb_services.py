"""Acts on what is fetched from SSB: fetch again, and the day's own fetch when revised figures are due (KOSTRA-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.innlesing.filinnhold import trygt_navn
from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.frister import revisjonsdag
from rodtraad.oppgaver.varsling import varsle
from rodtraad.statistikk.ssb import lager
from rodtraad.statistikk.ssb.henter import Henter
from rodtraad.statistikk.ssb.lagring import sha_av
from rodtraad.statistikk.ssb.regioner import regioner
from rodtraad.statistikk.ssb.sporring import les_sporring
from rodtraad.statistikk.ssb.utkast import hent_svar
from rodtraad.statistikk.ssb_models import Ssbforsok, Ssbhenting, Ssbtabell
from rodtraad.tilgang.queries import med_rolle

_SIDENS_TID: Final = 60.0
_ARBEIDERENS_TID: Final = 600.0


@dataclass(frozen=True, slots=True)
class Utfall:
    """What came of fetching again: the new import, or None when SSB has the same figures as before."""

    navn: str
    innlesing: str | None
    endringer: int = 0
    """Values that are others than last time."""


def hent_paa_nytt(*, navn: str, av: str, frist: float = _SIDENS_TID, forsok: int = 5) -> Utfall:
    """Henting: asks SSB the same again and reads in what has changed. Krav KOSTRA-02.

    Every attempt is noted and logged, also those that bring nothing. Raises RodtraadFeil when SSB does not
    answer within `frist` seconds, or the answer cannot be used; the figures from before then still count.
    """
    henting = Ssbhenting.objects.filter(navn=navn, innlesing__status="gyldig").first()
    if henting is None:
        raise RodtraadFeil(
            f"Spørringen «{navn}» finnes ikke.", "Les den inn med «rodtraad les ssb SPØRRING.yaml»."
        )
    try:
        utfall = _hent(henting, av=av, henter=Henter(frist=frist, forsok=forsok))
    except RodtraadFeil as feil:
        _noter(navn, " ".join(feil.meldinger), lyktes=False, av=av)
        raise
    if utfall.innlesing is None:
        ord_ = "Uendret hos SSB."
    else:
        ord_ = f"Hentet som innlesing {utfall.innlesing}, {utfall.endringer} tall er endret."
    _noter(navn, ord_, lyktes=True, av=av)
    return utfall


def _hent(henting: Ssbhenting, *, av: str, henter: Henter) -> Utfall:
    sporring = les_sporring(henting.sporring, sted=henting.navn, regioner=regioner())
    filer, funn = hent_svar(sporring, henter)
    if feil := [f for f in funn if f.er_feil]:
        raise RodtraadFeil(*(f"{f.sted}: {f.melding} {f.tiltak}" for f in feil))
    gamle = {f["sha256"] for tabell in henting.tabeller.all() for f in tabell.filer}
    if {sha_av(f) for f in filer} == gamle:
        return Utfall(henting.navn, None)
    resultat = les_inn("ssb", filer, profil=legg_sporring(henting.navn, henting.sporring), av=av)
    if resultat.har_feil or resultat.id is None:
        raise RodtraadFeil(*(f"{f.sted}: {f.melding} {f.tiltak}" for f in resultat.funn if f.er_feil))
    ny = Ssbhenting.objects.get(innlesing_id=resultat.id)
    return Utfall(henting.navn, resultat.id, ny.endringer.count())


def legg_sporring(navn: str, tekst: str) -> Path:
    """The query as a file in the installation's folder, so that an import can name it."""
    fil = lager.mappen() / "sporringer" / f"{trygt_navn(navn)}.yaml"
    fil.parent.mkdir(parents=True, exist_ok=True)
    fil.write_text(tekst, "utf-8")
    return fil


def _noter(navn: str, utfall: str, *, lyktes: bool, av: str) -> None:
    with transaction.atomic():
        Ssbforsok.objects.update_or_create(
            navn=navn, defaults={"tidspunkt": timezone.now(), "utfall": utfall[:1000], "lyktes": lyktes}
        )
        loggfor(
            handling="hentet_fra_ssb" if lyktes else "fikk_ikke_hentet_fra_ssb",
            gjelder=f"ssb:{navn}",
            av=av,
            etter={"utfall": utfall[:1000]},
        )


def hent_reviderte(dag: date) -> tuple[str, ...]:
    """Dagsverk: from 15 June, fetches KOSTRA tables that are still the unrevised ones, each once a day. Krav KOSTRA-02.

    Goes on from day to day until SSB's own date of the table is in or after the day of revision. Returns the
    names that were fetched anew; a query SSB does not answer is noted, and stops none of the others.
    """
    hentet = []
    for navn in _ventende(dag):
        try:
            utfall = hent_paa_nytt(navn=navn, av="system", frist=_ARBEIDERENS_TID)
        except RodtraadFeil:
            continue
        if utfall.innlesing is not None:
            hentet.append(navn)
            _fortell(utfall, dag)
    return tuple(hentet)


def _fortell(utfall: Utfall, dag: date) -> None:
    """Those who answer for the figures learn that they are others than yesterday."""
    tittel = Ssbhenting.objects.get(innlesing_id=utfall.innlesing).tittel
    varsle(
        mottakere=med_rolle("okonomi", dag),
        emne=f"Nye KOSTRA-tall fra SSB: {tittel}",
        tekst=f"Tallene er hentet på nytt, og {utfall.endringer} tall er endret. Se listen over dem.",
        lenke=f"{reverse('statistikk:ssb_sporring', args=[utfall.navn])}#endringer",
    )


def _ventende(dag: date) -> Iterable[str]:
    tabeller = Ssbtabell.objects.filter(
        henting__innlesing__status="gyldig", er_kostra=True, siste_aar__isnull=False, oppdatert__isnull=False
    ).select_related("henting")
    venter = {t.henting.navn for t in tabeller if _er_foreldet(t, dag)}
    i_dag = Ssbforsok.objects.filter(navn__in=venter, lyktes=True, tidspunkt__date=dag)
    return sorted(venter - set(i_dag.values_list("navn", flat=True)))


def _er_foreldet(tabell: Ssbtabell, dag: date) -> bool:
    if tabell.siste_aar is None or tabell.oppdatert is None:
        return False
    reviderte = revisjonsdag(tabell.siste_aar)
    return tabell.oppdatert < reviderte <= dag
