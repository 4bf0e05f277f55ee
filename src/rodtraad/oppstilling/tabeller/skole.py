"""Skole: the teacher norm per school and main stage, with the margin (KVAL-02)."""

from dataclasses import replace
from decimal import Decimal

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.datasettabell import tall
from rodtraad.oppstilling.grunnlag import Datasettinfo, Post
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabeller.folk import NORM
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd

TITTEL = "Lærernorm per hovedtrinn"
DATASETT = "laerernorm"


@tabell("laerernorm_hovedtrinn", TITTEL, NORM, fra_hovedbok=False, datasett=DATASETT)
def laerernorm_hovedtrinn(k: Kontekst) -> Bygget:
    """One row per school and main stage: norm, value, margin, and whether the norm is kept."""
    kolonner = (
        kol.tekst("skole", "Skole", radtittel=True),
        kol.tekst("hovedtrinn", "Trinn"),
        kol.oppgitt("elever", "Elever"),
        kol.oppgitt("norm", "Norm"),
        kol.oppgitt("gruppestorrelse", "Elever per lærer", desimaler=1),
        kol.oppgitt("margin", "Margin", desimaler=1),
        kol.tekst("status", "Status"),
    )
    grupper: dict[tuple[str, str], list[Post]] = {}
    for post in k.grunnlag.datasett.get(DATASETT, ()):
        grupper.setdefault((str(post["skole"]), str(post["hovedtrinn"])), []).append(post)
    info = k.grunnlag.datasettinfo.get(DATASETT, Datasettinfo(DATASETT))
    hode = Tabellhode(
        "laerernorm_hovedtrinn",
        TITTEL,
        enhet="elever per lærer",
        kilde=info.kilde,
        lisens=info.lisens,
        merknader=(
            "Normen er holdt når det er høyst så mange elever per lærer. Margin er norm minus verdi.",
        ),
    )
    rader = [_rad(skole, trinn, poster) for (skole, trinn), poster in grupper.items()]
    hel = bygg_fra_ledd(k, hode, kolonner, rader)
    regler = {"elever": "Summen av elevene på trinnene", "margin": "Normen minus elever per lærer"}
    return replace(hel, tabell=replace(hel.tabell, status=""), datasett=DATASETT, regler=regler)


def _rad(skole: str, trinn: str, poster: list[Post]) -> Radutkast:
    norm, verdi = (
        tall(poster[0][kolonne]) for kolonne in ("norm_elever_per_laerer", "gruppestorrelse_hovedtrinn")
    )
    margin = None if norm is None or verdi is None else Decimal(norm) - Decimal(verdi)
    status = (
        "Ikke oppgitt"
        if margin is None
        else "Grønn: normen er holdt"
        if margin >= 0
        else "Rød: normen er brutt"
    )
    return Radutkast(
        {
            "skole": skole,
            "hovedtrinn": trinn,
            "elever": _elever(poster),
            "norm": norm,
            "gruppestorrelse": verdi,
            "margin": margin,
            "status": status,
        }
    )


def _elever(poster: list[Post]) -> int:
    """The pupils of the stage: the total a public Grunnlag keeps when a grade is hidden, else the sum of grades."""
    samlet = tall(poster[0].get("elever_hovedtrinn"))
    if samlet is not None:
        return int(samlet)
    return sum(int(antall) for post in poster if (antall := tall(post["elever"])) is not None)
