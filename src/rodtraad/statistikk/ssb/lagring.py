"""Storing what came from SSB with its import: tables, files, changes, and the notes of a dataset made of them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from rodtraad.innlesing.services import Innlesing
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Funn
from rodtraad.statistikk.ssb import lager
from rodtraad.statistikk.ssb.datasettbygg import Datasettbygger
from rodtraad.statistikk.ssb.innhold import Tabellsvar
from rodtraad.statistikk.ssb.jsonstat import les_jsonstat
from rodtraad.statistikk.ssb.kube import Kube, lesbar
from rodtraad.statistikk.ssb.sammensetting import sett_sammen
from rodtraad.statistikk.ssb.sporring import Sporring
from rodtraad.statistikk.ssb_models import Ssbendring, Ssbhenting, Ssbtabell

_MERKNADSFUNN: Final = frozenset({"ssb-reserve", "ssb-datasett", "ssb-kategori", "ssb-navn", "ssb-form"})
_FLEST_I_MERKNAD: Final = 20


def forrige_kube(navn: str, tabell: str) -> Kube | None:
    """The table as it was last read in under the same name; None when there is none, or its file is gone."""
    rad = Ssbtabell.objects.filter(
        henting__navn=navn, henting__innlesing__status="gyldig", tabell=tabell
    ).first()
    try:
        return kube_av(rad.filer) if rad else None
    except RodtraadFeil:
        return None


def kube_av(filer: Sequence[Mapping[str, Any]]) -> Kube:
    """The cells of a stored table from its untouched answers. Raises RodtraadFeil when a file is gone or changed."""
    return sett_sammen([les_jsonstat(lager.les_raa(str(f["sha256"]))) for f in filer])


def lagre_henting(
    innlesing: Innlesing, sporring: Sporring, svar: Mapping[str, Tabellsvar], funn: Sequence[Funn]
) -> Ssbhenting:
    """Stores what an import from SSB brought, its findings with it; within the transaction of the import."""
    filer = {t: [_filrad(f) for f in s.filer] for t, s in svar.items()}
    tider = [datetime.fromisoformat(f["hentet"]) for alle in filer.values() for f in alle if f["hentet"]]
    henting = Ssbhenting.objects.create(
        innlesing=innlesing, navn=sporring.navn, tittel=sporring.tittel, sporring=sporring.tekst,
        hentet=min(tider, default=None),
        funn=[{"kontroll": f.kontroll, "alvor": f.alvor.value, "melding": f.melding, "sted": f.sted, "tiltak": f.tiltak}
              for f in funn],
    )  # fmt: skip
    for tabell, ett in svar.items():
        _lagre_tabell(henting, ett.kube, filer[tabell])
        Ssbendring.objects.bulk_create(
            Ssbendring(
                henting=henting,
                tabell=tabell,
                koder=list(e.koder),
                tekst=e.tekst[:1000],
                fra=e.fra[:60],
                til=e.til[:60],
            )
            for e in ett.endringer
        )
    return henting


def _lagre_tabell(henting: Ssbhenting, kube: Kube, filer: list[dict[str, Any]]) -> None:
    tid = kube.med_rolle("time")
    aar = (
        [int(k.kode[:4]) for k in tid.kategorier if k.kode[:4].isascii() and k.kode[:4].isdigit()]
        if tid
        else []
    )
    brukt = sorted({c.status for c in kube.celler() if c.status})
    Ssbtabell.objects.create(
        henting=henting, tabell=kube.tabell, tittel=kube.tittel[:500], kilde=kube.kilde[:200],
        oppdatert=kube.oppdatert, siste_aar=max(aar, default=None), merknader=[asdict(m) for m in kube.merknader],
        statuser=[{"tegn": tegn, "forklaring": kube.forklaring(tegn)} for tegn in brukt], filer=filer,
        celler=len(kube.verdier), uten_tall=sum(v is None for v in kube.verdier),
        er_kostra=any(d.kode.startswith("KOK") for d in kube.dimensjoner),
    )  # fmt: skip


def _filrad(fil: Path) -> dict[str, Any]:
    sha = sha_av(fil)
    fra = lager.opphav(sha)
    return {
        "sha256": sha, "adresse": fra.adresse, "kropp": fra.kropp, "tjeneste": fra.tjeneste,
        "hentet": fra.hentet.isoformat(timespec="seconds") if fra.hentet else "",
        "fil": "" if fra.adresse else fil.name,
    }  # fmt: skip


def sha_av(fil: Path) -> str:
    """The sha256 of a file."""
    with fil.open("rb") as strom:
        return hashlib.file_digest(strom, "sha256").hexdigest()


def datasettmerknader(
    bygger: Datasettbygger, svar: Mapping[str, Tabellsvar], henting: Ssbhenting
) -> list[str]:
    """What must be shown wherever the dataset is: SSB's own notes, every gap, and what has changed (KOSTRA-02)."""
    brukt = sorted(bygger.brukt)
    noter = [f"Tabell {t}: {lesbar(m.tekst)}" for t in brukt for m in svar[t].kube.maa_vises]
    noter += [f"{f['melding']}" for f in henting.funn if f["kontroll"] in _MERKNADSFUNN]
    for tabell in brukt:
        if antall := len(svar[tabell].endringer):
            dag = svar[tabell].kube.oppdatert
            naar = f" {dag:%d.%m.%Y}" if dag else ""
            noter.append(f"SSB har endret {antall} tall i tabell {tabell}{naar} siden de sist ble hentet.")
            noter += [f"{e.tekst}: {e.fra} → {e.til}." for e in svar[tabell].endringer[:_FLEST_I_MERKNAD]]
    return list(dict.fromkeys(noter))
