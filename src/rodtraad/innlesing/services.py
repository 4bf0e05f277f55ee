"""Acts on imports: read in, withdraw. Prose: docs/regler/innlesing.md."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from django.db.models import Max

from rodtraad.hendelser.services import loggfor
from rodtraad.innlesing.kilde import HarTilstand, KanErstatte, Kilde, Utkast, VedOverlapp, Virkning
from rodtraad.innlesing.laas import alene_om_innlesing, forklart_database
from rodtraad.innlesing.models import Innlesing, Status
from rodtraad.innlesing.register import finn_kilde
from rodtraad.innlesing.tekstfil import Filinfo, filinfo
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Funn

MAKS_FUNN: Final = 500
"""Remarks kept with an import: what whoever read it in was told."""

__all__ = ["Innlesing", "Resultat", "les_inn", "marker_erstattet", "sett_merknad", "trekk_tilbake"]


@dataclass(frozen=True, slots=True)
class Resultat:
    """What came of an import: `id` is None when nothing was stored (errors, or a dry run)."""

    id: str | None
    antall: int
    kontrolltotaler: Mapping[str, int | str]
    funn: tuple[Funn, ...]
    uendret: bool = False
    erstattet: tuple[str, ...] = ()
    virkninger: tuple[Virkning, ...] = ()
    kjent: str = ""
    """The import that has the same content already, in a dry run."""

    @property
    def har_feil(self) -> bool:
        """Whether the file was refused."""
        return any(f.er_feil for f in self.funn)


@forklart_database()
def les_inn(
    kilde: str,
    filer: Sequence[Path],
    *,
    profil: Path | None = None,
    aar: int | None = None,
    proev: bool = False,
    av: str = "system",
    konstruert: bool = False,
    merknad: str = "",
    ved_overlapp: VedOverlapp | None = None,
) -> Resultat:
    """Innlesing: reads files from a source, checks them in full, and commits all or nothing.

    With `proev` nothing is stored. The same content from the same source twice changes nothing
    (`uendret`). `ved_overlapp` is the person's answer when the file meets figures already there.
    Raises RodtraadFeil when a file cannot be opened; errors in it are findings.
    Krav KONTO-01, docs/regler/innlesing.md.
    """
    leser = finn_kilde(kilde)
    if not filer:
        raise RodtraadFeil("Det er ikke oppgitt noen fil å lese inn.", "Skriv filnavnet etter kilden.")
    infoer = [filinfo(f) for f in filer]
    sha = _samlet_sha(infoer, profil=profil, aar=aar)
    if (kjent := _gyldig_fra_for(kilde, sha)) and not proev:
        return _uendret(kjent)
    utkast = _les(leser, filer, profil=profil, aar=aar, ved_overlapp=ved_overlapp)
    try:
        har_feil = any(f.er_feil for f in utkast.funn)
        virkninger = tuple(utkast.virkninger) or (() if har_feil else _virkning_av_nokkel(leser, utkast))
        if proev or har_feil:
            return Resultat(
                None, utkast.antall, utkast.kontrolltotaler, tuple(utkast.funn), virkninger=virkninger,
                kjent=kjent.id if kjent else "",
            )  # fmt: skip
        utkast.klargjor()
        ny = Innlesing(
            kilde=kilde,
            sha256=sha,
            bruker=av,
            merknad=merknad,
            konstruert=konstruert,
            nokkel=utkast.erstatter_nokkel,
            **_opphav(infoer, profil),
            **_innhold(utkast, virkninger),
        )
        return replace(_lagre(ny, utkast), virkninger=virkninger)
    finally:
        utkast.lukk()


def _les(
    leser: Kilde,
    filer: Sequence[Path],
    *,
    profil: Path | None,
    aar: int | None,
    ved_overlapp: VedOverlapp | None,
) -> Utkast:
    if ved_overlapp is None:
        return leser.les(filer, profil=profil, aar=aar)
    if not isinstance(leser, KanErstatte):
        raise RodtraadFeil(
            f"Kilden «{leser.navn}» avgjør selv hva en ny fil erstatter.", "Utelat --ved-overlapp."
        )
    return leser.les_slik(filer, profil=profil, aar=aar, ved_overlapp=ved_overlapp)


def _opphav(infoer: Sequence[Filinfo], profil: Path | None) -> dict[str, Any]:
    """Where an import comes from: its files, and the profile it was read through."""
    return {
        "fil": ", ".join(i.navn for i in infoer)[:1000],
        "filer": [{"navn": i.navn, "sha256": i.sha256, "byte": i.storrelse} for i in infoer],
        "profil": profil.name if profil else "",
        "profiltekst": _profiltekst(profil),
    }


def _innhold(utkast: Utkast, virkninger: Sequence[Virkning]) -> dict[str, Any]:
    """What an import brought, and what whoever read it in was told."""
    return {
        "antall": utkast.antall,
        "kontrolltotal_ore": utkast.kontrolltotal_ore,
        "kontrolltotaler": dict(utkast.kontrolltotaler),
        "funn": [_funn(f) for f in utkast.funn[:MAKS_FUNN]],
        "virkninger": [asdict(v) for v in virkninger],
    }


def _virkning_av_nokkel(leser: Kilde, utkast: Utkast) -> tuple[Virkning, ...]:
    """What follows from the key: the whole of the earlier import gives way to the whole of the new."""
    if not utkast.erstatter_nokkel:
        return ()
    gammel = Innlesing.objects.filter(
        status=Status.GYLDIG, kilde=leser.navn, nokkel=utkast.erstatter_nokkel
    ).first()  # fmt: skip
    if gammel is None:
        return (Virkning(leser.beskrivelse, (0, utkast.antall)),)
    return (Virkning(leser.beskrivelse, (gammel.antall, utkast.antall), erstatter=(gammel.id,)),)


def _profiltekst(profil: Path | None) -> str:
    """The profile as it was, kept with what was read through it."""
    return profil.read_text("utf-8", errors="replace") if profil else ""


def _funn(funn: Funn) -> dict[str, str]:
    return {"kontroll": funn.kontroll, "alvor": funn.alvor.value, "melding": funn.melding, "sted": funn.sted,
            "tiltak": funn.tiltak}  # fmt: skip


def _lagre(ny: Innlesing, utkast: Utkast) -> Resultat:
    with alene_om_innlesing():
        if kjent := _gyldig_fra_for(ny.kilde, ny.sha256):
            return _uendret(kjent)
        ny.nummer = (Innlesing.objects.aggregate(siste=Max("nummer"))["siste"] or 0) + 1
        erstattet = Innlesing.objects.filter(status=Status.GYLDIG, kilde=ny.kilde, nokkel=ny.nokkel)
        erstattet = erstattet.exclude(nokkel="")
        gamle = list(erstattet)
        erstattet.update(status=Status.ERSTATTET)
        ny.save(force_insert=True)
        ny.erstatter.add(*gamle)
        utkast.lagre(ny)
        _meld_gyldige({ny.kilde})
        alle = tuple(sorted(ny.erstatter.values_list("id", flat=True)))
        loggfor(
            handling="les_inn",
            gjelder=f"innlesing:{ny.id}",
            av=ny.bruker,
            etter={
                "kilde": ny.kilde,
                "fil": ny.fil,
                "sha256": ny.sha256,
                "antall": ny.antall,
                "kontrolltotal_ore": ny.kontrolltotal_ore,
                "erstatter": list(alle),
            },
        )
    return Resultat(ny.id, utkast.antall, utkast.kontrolltotaler, tuple(utkast.funn), erstattet=alle)


def marker_erstattet(gammel_id: str, *, av: Innlesing, helt: bool) -> None:
    """Innlesing: notes that a later import took the place of an earlier one, `helt` or in part.

    Called by a source from its `lagre`, within the transaction of the import.
    """
    gammel = Innlesing.objects.get(pk=gammel_id)
    av.erstatter.add(gammel)
    if helt:
        Innlesing.objects.filter(pk=gammel_id).update(status=Status.ERSTATTET)


@forklart_database()
def trekk_tilbake(innlesing_id: str, *, begrunnelse: str = "", av: str = "system") -> tuple[str, ...]:
    """Innlesing: withdraws one; what it replaced counts again. Returns the ids that came back.

    Nothing is deleted. Raises RodtraadFeil when it does not exist, no longer counts, or a later
    import has replaced part of it. Krav KONTO-01, KONTO-14.
    """
    with alene_om_innlesing():
        rad = Innlesing.objects.filter(pk=innlesing_id).first()
        if rad is None:
            raise RodtraadFeil(
                f"Innlesingen «{innlesing_id}» finnes ikke.", "Se listen med «rodtraad innlesinger»."
            )
        _kan_trekkes(rad)
        Innlesing.objects.filter(pk=rad.pk).update(status=Status.TRUKKET)
        tilbake = Innlesing.objects.filter(erstattet_av=rad, status=Status.ERSTATTET)
        ider = tuple(sorted(tilbake.values_list("id", flat=True)))
        Innlesing.objects.filter(pk__in=ider).update(status=Status.GYLDIG)
        _meld_gyldige({rad.kilde, *Innlesing.objects.filter(pk__in=ider).values_list("kilde", flat=True)})
        loggfor(
            handling="trekk_tilbake",
            gjelder=f"innlesing:{rad.id}",
            av=av,
            for_={"status": rad.status},
            etter={"status": Status.TRUKKET, "begrunnelse": begrunnelse, "gyldig_igjen": list(ider)},
        )
    return ider


def sett_merknad(innlesing_id: str, merknad: str, *, av: str = "system") -> None:
    """Innlesing: a remark shown with every figure the import is behind (KONTO-12)."""
    with alene_om_innlesing():
        rad = Innlesing.objects.get(pk=innlesing_id)
        for_ = rad.merknad
        Innlesing.objects.filter(pk=innlesing_id).update(merknad=merknad)
        loggfor(
            handling="sett_merknad",
            gjelder=f"innlesing:{innlesing_id}",
            av=av,
            for_={"merknad": for_},
            etter={"merknad": merknad},
        )


def _kan_trekkes(rad: Innlesing) -> None:
    if rad.status != Status.GYLDIG:
        raise RodtraadFeil(
            f"Innlesingen «{rad.id}» er alt {rad.status} og kan ikke trekkes tilbake.",
            "Se hvilke som er gyldige, med «rodtraad innlesinger».",
        )
    senere = rad.erstattet_av.exclude(status=Status.TRUKKET).order_by("-nummer").first()
    if senere is not None:
        raise RodtraadFeil(
            f"Innlesingen «{rad.id}» er delvis erstattet av «{senere.id}» ({senere.fil}).",
            f"Trekk tilbake «{senere.id}» først.",
        )


def _meld_gyldige(kilder: Iterable[str]) -> None:
    for navn in sorted(kilder):
        kilde = finn_kilde(navn)
        if isinstance(kilde, HarTilstand):
            gyldige = Innlesing.objects.filter(kilde=navn, status=Status.GYLDIG)
            kilde.sett_gyldige(tuple(gyldige.values_list("id", flat=True)))


def _samlet_sha(infoer: Sequence[Filinfo], *, profil: Path | None, aar: int | None) -> str:
    """One file alone keeps its own sha256, so that it can be checked from outside."""
    deler = [i.sha256 for i in infoer]
    if profil is not None:
        deler.append(filinfo(profil).sha256)
    if aar is not None:
        deler.append(str(aar))
    return deler[0] if len(deler) == 1 else hashlib.sha256("\n".join(deler).encode()).hexdigest()


def _gyldig_fra_for(kilde: str, sha: str) -> Innlesing | None:
    return Innlesing.objects.filter(kilde=kilde, sha256=sha, status=Status.GYLDIG).first()


def _uendret(kjent: Innlesing) -> Resultat:
    return Resultat(kjent.id, kjent.antall, kjent.kontrolltotaler, (), uendret=True)
