"""Publishing: freezes a report into an edition, once and for all (docs/regler/utgaver.md)."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.db import transaction

from rodtraad.hendelser.services import loggfor
from rodtraad.hovedbok.queries import aar_med_regnskap
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.queries import alle_forklaringer, hent_grunnlag
from rodtraad.oppstilling.smaatall import offentlig_grunnlag
from rodtraad.oppstilling.tabeller import tabell_ider
from rodtraad.publisering.aapnedata import datasett
from rodtraad.publisering.endringer import finn_endringer
from rodtraad.publisering.manifest import (
    MANIFEST,
    MANIFESTSUM,
    json_bytes,
    lag_manifest,
    les_manifest,
    manifestfiler,
    sha256,
    sjekk_filer,
)
from rodtraad.publisering.mappe import alene, krev_ledig, les_mappe, rydd_arkiv, skriv_mappe
from rodtraad.publisering.models import Utgave
from rodtraad.publisering.nettsted.metadata import Metadata, TidligereUtgave
from rodtraad.publisering.port import krev_feilfri
from rodtraad.publisering.queries import arkivmappe, siste_utgave
from rodtraad.publisering.utgave import Opphav, grunnlagsfiler, utgavefiler
from rodtraad.publisering.versjoner import laget_med

Framdrift = Callable[[str], None]
AKSENT = "#9a4f20"
_RAPPORT = re.compile(r"aarsrapport-(\d{4})")


def publiser(
    rapport_id: str, ut: Path | None = None, begrunnelse: str | None = None, av: str = "system", *,
    framdrift: Framdrift = lambda _: None,
) -> Utgave:  # fmt: skip
    """Freezes a report and writes it to `ut` (absent or empty before); the installation keeps a copy.

    Unchanged content gives the same edition again, byte for byte; changed content is a new version and
    needs a reason (RAP-18). Raises RodtraadFeil, and then nothing is published.
    """
    if ut is not None:
        krev_ledig(ut)
    aar = _aar(rapport_id)
    with alene(arkivmappe()):
        rydd_arkiv(arkivmappe(), set(Utgave.objects.values_list("mappe", flat=True)))
        framdrift("Henter tallene …")
        grunnlag = offentlig_grunnlag(hent_grunnlag(aar))
        if not grunnlag.har_regnskap:
            raise RodtraadFeil(
                f"Det er ikke lest inn noe regnskap for {aar}, så {rapport_id} har ingen tall å vise.",
                "Les inn regnskapet med «rodtraad les», og prøv igjen.",
            )
        utgave = _uendret(rapport_id, grunnlag) or _ny(
            rapport_id, grunnlag, (begrunnelse or "").strip(), av, framdrift
        )
        if ut is not None:
            framdrift(f"Skriver utgaven til {ut} …")
            skriv_mappe(ut, les_mappe(arkivmappe() / utgave.mappe))
    return utgave


def gyldige_rapporter() -> list[str]:
    """The reports that can be published: one for each year with accounts."""
    return [f"aarsrapport-{aar}" for aar in aar_med_regnskap()]


def _aar(rapport_id: str) -> int:
    treff = _RAPPORT.fullmatch(rapport_id)
    gyldige = gyldige_rapporter()
    if treff and rapport_id in gyldige:
        return int(treff[1])
    finnes = (
        f"Disse kan publiseres: {', '.join(gyldige)}."
        if gyldige
        else "Det er ikke lest inn regnskap for noe år."
    )
    raise RodtraadFeil(f"Det finnes ingen rapport «{rapport_id}». {finnes}")


def _spor(grunnlag: Grunnlag) -> str:
    """Hash of all an edition depends on: facts and rules, and the software that forms them."""
    filer = {sti: sha256(raa) for sti, raa in grunnlagsfiler(grunnlag).items()}
    return sha256(json_bytes({"filer": dict(sorted(filer.items())), "laget_med": laget_med()}))


def _uendret(rapport_id: str, grunnlag: Grunnlag) -> Utgave | None:
    """The last edition when nothing has changed since. Raises RodtraadFeil when its copy is damaged."""
    siste = siste_utgave(rapport_id)
    if siste is None or siste.spor != _spor(grunnlag):
        return None
    mappe = arkivmappe() / siste.mappe
    manifest, funn = les_manifest(mappe)
    funn += sjekk_filer(mappe, manifest["filer"]) if manifest else []
    if funn or sha256((mappe / MANIFEST).read_bytes()) != siste.id:
        raise RodtraadFeil(
            f"Installasjonens kopi av {siste} i «{mappe}» er skadet: {funn[0].sted}: {funn[0].melding}"
            if funn
            else f"Installasjonens kopi av {siste} i «{mappe}» er byttet ut.",
            "Legg tilbake mappen fra sikkerhetskopi. Ingenting er publisert.",
        )
    return siste


def _ny(rapport_id: str, grunnlag: Grunnlag, begrunnelse: str, av: str, framdrift: Framdrift) -> Utgave:
    forrige = siste_utgave(rapport_id)
    if forrige is not None and not begrunnelse:
        raise RodtraadFeil(
            f"{rapport_id} er alt publisert i versjon {forrige.versjon} ({forrige.publisert}), og innholdet er endret.",
            "En endret rapport er en ny versjon og må ha en grunn. Skriv den med --begrunnelse «…».",
        )
    metadata = _metadata(grunnlag, forrige, begrunnelse if forrige else "")
    opphav = Opphav(grunnlag, {}, metadata)
    dokument = opphav.dokument()
    krev_feilfri(dokument)
    framdrift("Forklarer tallene …")
    brukt = {s.tabell.id for s in datasett(dokument)}
    tabeller = [id_ for id_ in tabell_ider(grunnlag.aar) if id_ in brukt]
    opphav = replace(opphav, forklaringer=alle_forklaringer(grunnlag, tabeller))
    tidligere = _tidligere_filer(forrige)
    if forrige is not None:
        gamle = les_mappe(arkivmappe() / forrige.mappe)
        opphav = replace(opphav, metadata=replace(metadata, endringer=finn_endringer(gamle, dokument)))
    framdrift("Lager nettsider, PDF og åpne data …")
    filer = utgavefiler(opphav, dokument) | tidligere
    krev_feilfri(dokument, filer)
    manifest = lag_manifest(filer, dokument, grunnlag, opphav.metadata, laget_med())
    utgave = Utgave(
        id=sha256(manifest), rapport=rapport_id, tittel=dokument.tittel, aar=grunnlag.aar, status=grunnlag.status,
        versjon=metadata.versjon, mappe=f"{rapport_id}/versjon-{metadata.versjon}", spor=_spor(grunnlag),
        publisert=metadata.publisert, av=av, begrunnelse=metadata.begrunnelse, forrige=forrige,
    )  # fmt: skip
    skriv_mappe(arkivmappe() / utgave.mappe, filer | manifestfiler(manifest))
    _registrer(utgave)
    return utgave


def _registrer(utgave: Utgave) -> None:
    with transaction.atomic():
        utgave.save(force_insert=True)
        loggfor(
            handling="publiser",
            gjelder=f"utgave:{utgave.id}",
            av=utgave.av,
            for_={"forrige": utgave.forrige_id} if utgave.forrige_id else None,
            etter={"rapport": utgave.rapport, "versjon": utgave.versjon, "begrunnelse": utgave.begrunnelse},
        )


def _metadata(grunnlag: Grunnlag, forrige: Utgave | None, begrunnelse: str) -> Metadata:
    """Facts of the edition; its date is that of the newest batch or of the report, never the clock."""
    datoer = [date.fromisoformat(kilde.tidspunkt[:10]) for kilde in grunnlag.kilder]
    return Metadata(
        versjon=forrige.versjon + 1 if forrige else 1,
        publisert=max([grunnlag.dato, *datoer]),
        status=grunnlag.status,
        begrunnelse=begrunnelse,
        tidligere=tuple(_kort(u) for u in _rekke(forrige)),
        aksent=grunnlag.innstillinger.get("aksent", AKSENT),
        folketall=_folketall(grunnlag),
        kontakt=grunnlag.innstillinger.get("kontakt", ""),
        pdf=f"aarsrapport-{grunnlag.aar}.pdf",
    )


def _kort(utgave: Utgave) -> TidligereUtgave:
    return TidligereUtgave(
        versjon=utgave.versjon,
        tittel=utgave.tittel,
        publisert=utgave.publisert,
        status=utgave.status,
        begrunnelse=utgave.begrunnelse,
        erstattet=True,
        adresse=f"{_tidligere_mappe(utgave)}/{utgave.rapport}.pdf",
    )


def _rekke(utgave: Utgave | None) -> list[Utgave]:
    """The edition and those before it, newest first."""
    rekke = []
    while utgave is not None:
        rekke.append(utgave)
        utgave = utgave.forrige
    return rekke


def _tidligere_mappe(utgave: Utgave) -> str:
    return f"tidligere/versjon-{utgave.versjon}"


def _tidligere_filer(forrige: Utgave | None) -> dict[str, bytes]:
    """Every earlier version as PDF with its own manifest, so that it stays reachable wherever the folder goes."""
    return {
        f"{_tidligere_mappe(u)}/{navn}": (arkivmappe() / u.mappe / navn).read_bytes()
        for u in _rekke(forrige)
        for navn in (f"{u.rapport}.pdf", MANIFEST, MANIFESTSUM)
    }


def _folketall(grunnlag: Grunnlag) -> dict[int, int]:
    """Inhabitants at the end of each year, from the population dataset (KOSTRA-04)."""
    tall = {post.get("aar"): post.get("folketall_utgang") for post in grunnlag.datasett.get("befolkning", ())}
    return {int(aar): int(antall) for aar, antall in tall.items() if aar and antall}
