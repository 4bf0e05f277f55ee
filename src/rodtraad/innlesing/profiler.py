"""Saved column profiles: kept in versions, found again by the heading they were made for."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from rodtraad.hendelser.services import loggfor
from rodtraad.innlesing.filinnhold import FilFeil
from rodtraad.innlesing.kilde import Kartlegging
from rodtraad.innlesing.models import Profilversjon
from rodtraad.innlesing.yamltekst import les_yaml


@dataclass(frozen=True, slots=True)
class Profilvalg:
    """A profile a file is read through: the name it is known by, and its text."""

    navn: str
    tekst: str


def valg(versjon: Profilversjon) -> Profilvalg:
    """A saved version as it is used."""
    return Profilvalg(f"{versjon.navn}, versjon {versjon.versjon}", versjon.tekst)


def krev_trygg_yaml(tekst: str) -> None:
    """Raises RodtraadFeil for a text that is too long, no YAML, or that grows when it is read."""
    if not isinstance(les_yaml(tekst, "Profilen", "Rett den, eller forklar kolonnene på siden."), dict):
        raise FilFeil("Profilen har ingen innstillinger.", "Last ned en profil og se hvordan den er skrevet.")


def lagre_profil(
    *, kilde: str, navn: str, tekst: str, overskrift: Sequence[str] = (), av: str
) -> Profilversjon:
    """Profilversjon: saves a profile; the same name again is a new version, the same text again is none.

    Raises RodtraadFeil.
    """
    navn = " ".join(navn.split())
    if not navn:
        raise FilFeil("Profilen må ha et navn.", "Skriv for eksempel navnet på systemet filen kommer fra.")
    krev_trygg_yaml(tekst)
    with transaction.atomic():
        tidligere = Profilversjon.objects.select_for_update().filter(kilde=kilde, navn=navn)
        siste = tidligere.filter(arkivert=False).order_by("-versjon").first()
        kjenne = kjennetegn(overskrift) if overskrift else ""
        if siste is not None and siste.tekst == tekst and kjenne in {"", siste.kjennetegn}:
            return siste
        nr = (tidligere.aggregate(siste=Max("versjon"))["siste"] or 0) + 1
        beholdt = list(overskrift) or (siste.overskrift if siste else [])
        ny = Profilversjon.objects.create(
            kilde=kilde, navn=navn, versjon=nr, tekst=tekst, overskrift=beholdt, laget_av=av,
            kjennetegn=kjennetegn(beholdt) if beholdt else "",
        )  # fmt: skip
        loggfor(
            handling="lagret_profil", gjelder=f"profilversjon:{ny.pk}", av=av,
            etter={"kilde": kilde, "navn": navn, "versjon": nr, "sha256": hashlib.sha256(tekst.encode()).hexdigest()},
        )  # fmt: skip
    return ny


def arkiver_profil(*, versjon: Profilversjon, av: str) -> None:
    """Profilversjon: the profile is no longer offered; what was read through it keeps it."""
    with transaction.atomic():
        Profilversjon.objects.filter(kilde=versjon.kilde, navn=versjon.navn).update(arkivert=True)
        loggfor(
            handling="arkiverte_profil",
            gjelder=f"profilversjon:{versjon.pk}",
            av=av,
            for_={"navn": versjon.navn},
        )


def gjeldende(kilder: Sequence[str]) -> list[Profilversjon]:
    """The version in use of each profile of the sources, by source and name."""
    siste: dict[tuple[str, str], Profilversjon] = {}
    for rad in Profilversjon.objects.filter(kilde__in=kilder, arkivert=False).order_by(
        "kilde", "navn", "versjon"
    ):
        siste[rad.kilde, rad.navn] = rad
    return list(siste.values())


def finn_for_overskrift(kilde: str, lagt_ut: Kartlegging) -> Profilvalg | None:
    """The newest profile in use that was made for a file with this heading."""
    merke = kjennetegn([k.overskrift for k in lagt_ut.kolonner])
    passer = [p for p in gjeldende([kilde]) if p.kjennetegn == merke]
    return valg(max(passer, key=lambda p: p.laget)) if passer else None


def kjennetegn(overskrift: Sequence[str]) -> str:
    """A heading in short: a profile names its columns as they are written, so the headings must be just alike."""
    return hashlib.sha256("\n".join(overskrift).encode()).hexdigest()
