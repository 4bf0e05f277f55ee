"""What some answers hold, table by table, and what must be said of them before they count."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.statistikk.ssb.endring import Endring, begrenset, endret_form
from rodtraad.statistikk.ssb.henter import MAKS_BYTE
from rodtraad.statistikk.ssb.jsonstat import les_jsonstat
from rodtraad.statistikk.ssb.klasskontroll import klassfunn
from rodtraad.statistikk.ssb.kube import STATUSTEGN, Kube
from rodtraad.statistikk.ssb.sammensetting import sett_sammen
from rodtraad.statistikk.ssb.sporring import Sporring
from rodtraad.statistikk.ssb.uttrekk import treff

_TABELL = re.compile(r"[A-Za-z0-9_-]{1,20}")


@dataclass(frozen=True, slots=True)
class Tabellsvar:
    """A table as the answers say it together, the files it stands in, and what is another than last time."""

    kube: Kube
    filer: tuple[Path, ...]
    endringer: tuple[Endring, ...] = ()


def les_svar(filer: Sequence[Path]) -> tuple[dict[str, Tabellsvar], list[Funn]]:
    """Table → its answers put together, and every fault of the files."""
    per_tabell: dict[str, list[tuple[Kube, Path]]] = {}
    funn = []
    for fil in filer:
        try:
            kube = _les(fil)
        except RodtraadFeil as feil:
            funn.append(_feil("ssb-svar", feil, fil.name))
            continue
        per_tabell.setdefault(kube.tabell, []).append((kube, fil))
    ut = {}
    for tabell, deler in per_tabell.items():
        try:
            hel = sett_sammen([kube for kube, _ in deler])
        except RodtraadFeil as feil:
            funn.append(_feil("ssb-deler", feil, f"tabell {tabell}"))
            continue
        ut[tabell] = Tabellsvar(hel, tuple(fil for _, fil in deler))
    return ut, funn


def _les(fil: Path) -> Kube:
    if fil.stat().st_size > MAKS_BYTE:
        raise RodtraadFeil(
            f"Filen er større enn {MAKS_BYTE // 1_000_000} MB.", "Velg færre koder i spørringen."
        )
    kube = les_jsonstat(fil.read_bytes())
    if not _TABELL.fullmatch(kube.tabell):
        raise RodtraadFeil(
            "Svaret sier ikke hvilken tabell det er fra.",
            "Hent det fra SSB i formatet json-stat2, med tittel.",
        )
    return kube


def _feil(kontroll: str, feil: RodtraadFeil, sted: str) -> Funn:
    return Funn(kontroll, Alvor.FEIL, feil.meldinger[0], sted, " ".join(feil.meldinger[1:]))


def tabellfunn(kube: Kube) -> list[Funn]:
    """Cells without a figure, by their sign; and codes that are not SSB's."""
    sted = f"tabell {kube.tabell}"
    uten = [c for c in kube.celler() if c.verdi is None]
    funn = [
        Funn(
            "ssb-uten-tall", Alvor.INFO,
            f"{antall} {'celle' if antall == 1 else 'celler'} har «{tegn}» i stedet for tall: "
            f"{kube.forklaring(tegn).rstrip('.')}.",
            sted, "De vises uten tall, med forklaringen. De er ikke null.",
        )
        for tegn, antall in sorted(Counter(c.status for c in uten if c.status).items())
    ]  # fmt: skip
    if tomme := sum(not c.status for c in uten):
        funn.append(
            Funn(
                "ssb-tom", Alvor.ADVARSEL, f"{tomme} celler mangler både tall og tegn.", sted,
                "De vises som manglende. Hent på nytt; er de fortsatt tomme, meld fra til SSB.",
            )
        )  # fmt: skip
    if ukjente := {c.status for c in kube.celler() if c.status} - set(STATUSTEGN):
        funn.append(
            Funn(
                "ssb-tegn", Alvor.INFO, f"Tabellen bruker tegnet {', '.join(sorted(ukjente))} om noen tall.", sted,
                "Se merknadene til tabellen hos SSB.",
            )
        )  # fmt: skip
    return funn + klassfunn(kube)


def sporringsfunn(sporring: Sporring, svar: Mapping[str, Tabellsvar]) -> list[Funn]:
    """What the query asks for and the answers do not have, table by table and code by code."""
    funn = []
    for uttrekk in sporring.uttrekk:
        sted = f"tabell {uttrekk.tabell}"
        if uttrekk.tabell not in svar:
            melding = f"Spørringen ber om tabell {uttrekk.tabell}, men det er ikke noe svar for den."
            funn.append(
                Funn("ssb-tabell", Alvor.FEIL, melding, sted, "Les inn svarene på hele spørringen sammen.")
            )
            continue
        for dimensjon in svar[uttrekk.tabell].kube.dimensjoner:
            finnes = [k.kode for k in dimensjon.kategorier]
            if mangler := [f"«{k}»" for k in uttrekk.velg.get(dimensjon.kode, ()) if not treff(finnes, k)]:
                hva = f"{', '.join(mangler)} i «{dimensjon.kode}» ({dimensjon.navn})"
                funn.append(
                    Funn(
                        "ssb-kategori", Alvor.ADVARSEL,
                        f"Svaret mangler {hva}, som spørringen ber om. Tallene for den mangler.",
                        sted, "Se om koden er byttet ut (kommunenummer: Klass 131) eller ikke er publisert ennå.",
                    )
                )  # fmt: skip
    return funn


def sammenlignet(svar: Tabellsvar, forrige: Kube | None) -> tuple[Tabellsvar, list[Funn]]:
    """The table with its changes since it was last read in, and what of its form is another."""
    if forrige is None:
        return svar, []
    funn = endret_form(forrige, svar.kube)
    endret, flere = begrenset(forrige, svar.kube)
    if endret:
        antall = f"Mer enn {len(endret)}" if flere else str(len(endret))
        funn.append(
            Funn(
                "ssb-endret", Alvor.INFO, f"{antall} tall er endret siden de sist ble hentet.",
                f"tabell {svar.kube.tabell}", "Se listen på siden «Statistikk fra SSB».",
            )
        )  # fmt: skip
    return Tabellsvar(svar.kube, svar.filer, tuple(endret)), funn
