"""Tables of single figures («tall og fakta») from the registers and statistics."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rodtraad.oppstilling.grunnlag import Organisasjonsenhet, Post
from rodtraad.oppstilling.smaatall import grunn, grunn_i
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad
from rodtraad.rapport.innhold import Innhold, tallverdi, tekstverdi
from rodtraad.rapport.plassering import IKKE_REVIDERT
from rodtraad.rapport.tall import med_enhet, stor

_VERDIKOLONNER = ("verdi", "antall")


def faktatabell(inn: Innhold, ledd: Mapping[str, Any], enhet: Organisasjonsenhet | None) -> Tabell | None:
    """The fact table of a template element; None when no record fits."""
    poster = _utvalg(inn.poster(ledd["datasett"], **_vilkar(ledd, enhet)), ledd)
    if ledd.get("slag") == "arsverk":
        rader = _aarsverkrader(poster)
    else:
        rader = [r for r in (_rad(p, ledd) for p in poster) if r]
    if not rader:
        return None
    info = inn.grunnlag.datasettinfo.get(ledd["datasett"])
    return Tabell(
        id=f"fakta_{ledd['fakta']}",
        tittel=_tittel(ledd, enhet),
        enhet="som vist",
        kolonner=_kolonner(rader),
        rader=tuple(Tabellrad(nr, tuple(_celle(v) for v in rad)) for nr, rad in enumerate(rader, start=1)),
        kilde=info.kilde if info else f"Kommunens register «{ledd['datasett']}»",
        lisens=info.lisens if info else "NLOD 2.0",
        merknader=(f"– betyr: {grunn().lower()}.",) if any(r[3] is None for r in rader) else (),
        status=IKKE_REVIDERT,
        aar=inn.aar,
        enhet_kode=enhet.kode if enhet else "",
    )


_Rad = tuple[str, str, str | None, Decimal | None, str]


def _tittel(ledd: Mapping[str, Any], enhet: Organisasjonsenhet | None) -> str:
    return f"{ledd['tittel']}: {enhet.navn}" if enhet else str(ledd["tittel"])


def _vilkar(ledd: Mapping[str, Any], enhet: Organisasjonsenhet | None) -> dict[str, str]:
    hvor: Mapping[str, str] = ledd.get("hvor", {})
    return {k: enhet.navn if v == "@enhet" and enhet else v for k, v in hvor.items()}


def _utvalg(poster: Sequence[Post], ledd: Mapping[str, Any]) -> list[Post]:
    unntatt: Sequence[str] = ledd.get("unntatt_enhet", ())
    velg: Sequence[str] | None = ledd.get("velg")
    return [
        p
        for p in poster
        if tekstverdi(p, "enhet") not in unntatt and (velg is None or tekstverdi(p, "navn") in velg)
    ]


def _rad(post: Post, ledd: Mapping[str, Any]) -> _Rad | None:
    verdi = next((v for v in (tallverdi(post, k) for k in _VERDIKOLONNER) if v is not None), None)
    if verdi is None and not _skjult(post):
        return None
    navn = " – ".join(t for t in (tekstverdi(post, k) for k in ledd.get("navn", ["navn"])) if t)
    enhet = "" if "enhet" in ledd.get("navn", ()) else tekstverdi(post, "enhet")
    return (
        stor(navn),
        tekstverdi(post, ledd.get("naar", "aar")),
        None if verdi is None else med_enhet(verdi, enhet),
        verdi,
        enhet or "antall",
    )


def _celle(verdi: str | Decimal | None) -> Celle:
    """A cell; one without a value is hidden, since a record without a number gives no row."""
    return Celle(verdi, grunn=grunn() if verdi is None else "")


def _skjult(post: Post) -> bool:
    return any(grunn_i(post, kolonne) for kolonne in _VERDIKOLONNER)


def _aarsverkrader(poster: Sequence[Post]) -> list[_Rad]:
    rader: list[_Rad] = []
    for post in poster:
        for kolonne, enhet in (("arsverk", "årsverk"), ("ansatte", "ansatte")):
            verdi = tallverdi(post, kolonne)
            if verdi is not None or grunn_i(post, kolonne):
                navn, naar = tekstverdi(post, "enhet"), tekstverdi(post, "tidspunkt")
                vist = None if verdi is None else med_enhet(verdi, enhet)
                rader.append((navn, naar, vist, verdi, enhet))
    return rader


def _kolonner(rader: Sequence[_Rad]) -> tuple[Kolonne, ...]:
    uten_tid = all(not r[1] for r in rader)
    return (
        Kolonne("navn", "Forhold", er_radtittel=True),
        Kolonne("naar", "Tid", skjult=uten_tid),
        Kolonne("vist", "Tall"),
        Kolonne("verdi", "Verdi", "tall", _desimaler(rader), skjult=True),
        Kolonne("enhet", "Enhet", skjult=True),
    )


def _desimaler(rader: Sequence[_Rad]) -> int:
    tall = [r[3] for r in rader if r[3] is not None]
    return max((max(0, -int(t.normalize().as_tuple().exponent)) for t in tall), default=0)
