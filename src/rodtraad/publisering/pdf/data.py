"""The Dokument as plain data for the Typst template: texts, not markup; numbers already written for people."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from rodtraad.oppstilling.tabell import Kolonne, Tabell, Tabellrad
from rodtraad.publisering.figurer import svg
from rodtraad.publisering.nettsted.hjemler import hjemmel_tekst
from rodtraad.publisering.nettsted.metadata import Metadata, kommunenavn, norsk_dato
from rodtraad.publisering.nettsted.tabell import vis_celle
from rodtraad.publisering.pdf.bredder import Bredder, Kolonnemaal, velg_bredder
from rodtraad.publisering.pdf.radtitler import radtittel
from rodtraad.rapport.dokument import (
    Avsnitt,
    Blokk,
    Dokument,
    Figur,
    Figurblokk,
    Kapittel,
    Kryssref,
    Merknad,
    Nokkeltall,
    Punktliste,
    Spenn,
    Tabellblokk,
)

Data = dict[str, Any]
FIGURBREDDE = 480.0
"""The widest drawing, in points."""
PUNKT_PER_PIKSEL = 0.75
_ETTERPROVING = (
    "Nettutgaven viser hvordan hvert tall er regnet ut, og har hver tabell som CSV og JSON. "
    "Filen manifest.json lister alt utgaven er laget av, og «rodtraad verifiser» regner alle tall på nytt."
)
_UTFORMING = (
    "Dokumentet er merket etter PDF/UA-1 og PDF/A-2a av programmet som lager det. "
    "Det er ikke vurdert av noen utenfor kommunen."
)
_SIDETALL = " (side 000)"
"""Room for the page number behind a cell that refers to another place."""
HELT_TABELL = 18
"""Tables with at most so many rows are kept on one page."""


def dokumentdata(dokument: Dokument, metadata: Metadata) -> Data:
    """All the template needs, as JSON values in a fixed order."""
    dato = date.fromisoformat(dokument.dato)
    maal = ankere(dokument)
    return {
        "tittel": dokument.tittel,
        "tittel_fil": f"{dokument.tittel}, {dokument.kommune}",
        "undertittel": dokument.undertittel,
        "kommune": dokument.kommune,
        "beskrivelse": f"{dokument.undertittel}. {dokument.status}",
        "stikkord": [dokument.tittel, dokument.kommune, str(dokument.aar)],
        "spraak": dokument.spraak.partition("-")[0],
        "dato": [dato.year, dato.month, dato.day],
        "aksent": metadata.aksent,
        "forsidenavn": kommunenavn(dokument.kommune),
        "forsidelinjer": [dokument.status, _versjonslinje(metadata)],
        "konstruert": dokument.konstruert,
        "kolofon": _kolofon(dokument, metadata),
        "endringer": _endringer(metadata),
        "kapitler": [_kapittel(k, maal) for k in dokument.kapitler],
    }


def ankere(dokument: Dokument) -> frozenset[str]:
    """Every address a reference may point at."""
    alle = list(dokument.alle_kapitler())
    blokker = (b for k in alle for b in k.blokker if isinstance(b, Tabellblokk | Figurblokk))
    return frozenset({k.id for k in alle} | {b.anker for b in blokker})


def trykte_radtitler(dokument: Dokument, metadata: Metadata) -> list[int]:
    """The row-title column of each table in the order printed: changes, tables, numbers beneath each chart."""
    endringer = [0] if metadata.endringer else []
    return endringer + [radtittel(t) for t in _trykte_tabeller(dokument)]


def _trykte_tabeller(dokument: Dokument) -> Iterator[Tabell]:
    for kapittel in dokument.alle_kapitler():
        for blokk in kapittel.blokker:
            if isinstance(blokk, Tabellblokk):
                yield blokk.tabell
            elif isinstance(blokk, Figurblokk) and blokk.figur.tallene_i is None:
                yield blokk.figur.data


def _versjonslinje(metadata: Metadata) -> str:
    return f"Versjon {metadata.versjon}, {metadata.publisert_tekst}"


def _kolofon(dokument: Dokument, metadata: Metadata) -> list[list[str]]:
    linjer = [
        ("Versjon", str(metadata.versjon)),
        ("Publisert", metadata.publisert_tekst),
        ("Status", dokument.status),
        ("Om tallene", dokument.konstruert),
        ("Grunn til ny versjon", metadata.begrunnelse),
        *(
            ("Tidligere versjon", _tidligere(t.versjon, t.publisert, t.begrunnelse))
            for t in metadata.tidligere
        ),
        ("Kontakt", metadata.kontakt),
        ("Lisens", "NLOD 2.0 (Norsk lisens for offentlige data)"),
        ("Etterprøving", _ETTERPROVING),
        ("Universell utforming", _UTFORMING),
    ]
    return [[navn, verdi] for navn, verdi in linjer if verdi]


def _tidligere(versjon: int, dato: date, begrunnelse: str) -> str:
    grunn = f" ({begrunnelse})" if begrunnelse else ""
    return f"{versjon}, {norsk_dato(dato)}{grunn}"


def _endringer(metadata: Metadata) -> Data:
    if not metadata.endringer:
        return {"tabell": None}
    rader = [[e.tittel, e.gammel, e.ny] for e in metadata.endringer]
    antall = len(metadata.endringer)
    return {
        "innledning": f"{antall} tall er endret siden forrige versjon.",
        "tabell": _rutenett(("Sted", "Før", "Nå"), (False, True, True), rader),
    }


def _rutenett(titler: tuple[str, ...], tall: tuple[bool, ...], rader: list[list[str]]) -> Data:
    maal = [
        Kolonnemaal(t, navn, [r[nr] for r in rader])
        for nr, (navn, t) in enumerate(zip(titler, tall, strict=True))
    ]  # fmt: skip
    grupper = [{"navn": "", "rader": [{"celler": r, "sum": False, "inn": 0, "lenker": {}} for r in rader]}]
    return _tabellform(maal, velg_bredder(maal)) | {"grupper": grupper, "radtittel": 0}


def _kapittel(kapittel: Kapittel, maal: frozenset[str]) -> Data:
    return {
        "id": kapittel.id,
        "tittel": kapittel.tittel,
        "ansvarlig": kapittel.ansvarlig,
        "blokker": [_blokk(b, maal) for b in kapittel.blokker],
        "kapitler": [_kapittel(k, maal) for k in kapittel.kapitler],
    }


def _blokk(blokk: Blokk, maal: frozenset[str]) -> Data:
    match blokk:
        case Avsnitt(spenn):
            return {"slag": "avsnitt", "spenn": _spenn(spenn, maal)}
        case Punktliste(punkter):
            return {"slag": "liste", "punkter": [_spenn(p, maal) for p in punkter]}
        case Merknad(_, tittel, avsnitt):
            return {"slag": "merknad", "tittel": tittel, "avsnitt": [_spenn(a.spenn, maal) for a in avsnitt]}
        case Nokkeltall(tall):
            return {"slag": "nokkeltall", "tall": [list(t) for t in tall]}
        case Tabellblokk(anker, nummer, tabell):
            return {"slag": "tabell", **_tabell(tabell, anker, f"Tabell {nummer}")}
        case Figurblokk():
            return _figur(blokk)


def _spenn(spenn: tuple[Spenn, ...], maal: frozenset[str]) -> list[Data]:
    return [
        {"maal": s.maal, "tekst": s.tekst}
        if isinstance(s, Kryssref) and s.maal in maal
        else {
            "tekst": s.tekst,
            "sterk": getattr(s, "sterk", False),
            "spraak": _spraak(getattr(s, "spraak", "")),
        }
        for s in spenn
        if s.tekst
    ]


def _spraak(kode: str) -> str:
    return kode.partition("-")[0]


def _figur(blokk: Figurblokk) -> Data:
    figur, tegning = blokk.figur, svg(blokk.figur)
    bredde = float(tegning.split('width="', 1)[1].split('"', 1)[0]) * PUNKT_PER_PIKSEL
    return {
        "slag": "figur",
        "anker": blokk.anker,
        "navn": f"Figur {blokk.nummer}",
        "tittel": figur.tittel,
        "enhet": "",
        "alternativ": figur.alternativ,
        "svg": tegning,
        "bredde": round(min(bredde, FIGURBREDDE), 2),
        "under": _figurunder(figur),
        "tall": None
        if figur.tallene_i
        else _tabell(figur.data, f"{blokk.anker}-tall", f"Tall til figur {blokk.nummer}"),
    }


def _figurunder(figur: Figur) -> list[str]:
    tall = f"Tallene står i {figur.tallene_i.tekst}." if figur.tallene_i else ""
    return [linje for linje in (f"Kilde: {figur.kilde}." if figur.kilde else "", tall) if linje]


def _tabell(tabell: Tabell, anker: str, navn: str) -> Data:
    vist = [(nr, k) for nr, k in enumerate(tabell.kolonner) if not k.skjult]
    rader = [(rad, [vis_celle(rad.celler[nr], k) for nr, k in vist]) for rad in tabell.rader]
    lenket = {nr for nr, _ in vist if any(rad.celler[nr].lenke for rad in tabell.rader)}
    maal = [
        Kolonnemaal(k.er_tall, k.tittel, [t[i] + (_SIDETALL if nr in lenket else "") for _, t in rader])
        for i, (nr, k) in enumerate(vist)
    ]
    return {
        **_tabellform(maal, velg_bredder(maal)),
        "anker": anker,
        "navn": navn,
        "tittel": tabell.tittel,
        "enhet": tabell.enhet,
        "radtittel": radtittel(tabell),
        "grupper": [
            {"navn": gruppe, "rader": [_rad(rad, celler, vist) for rad, celler in gruppens]}
            for gruppe, gruppens in groupby(rader, key=lambda r: r[0].gruppe)
        ],
        "under": _under(tabell),
        "hel": len(rader) <= HELT_TABELL,
    }


def _tabellform(maal: list[Kolonnemaal], bredder: Bredder) -> Data:
    return {
        "punkt": bredder.punkt,
        "liggende": bredder.liggende,
        "luft": bredder.luft,
        "kolonner": [
            {"tittel": m.tittel, "tall": m.er_tall, "em": em, "fr": fr, "del": bredder.del_ord}
            for m, em, fr in zip(maal, bredder.em, bredder.andel, strict=True)
        ],
    }


def _rad(rad: Tabellrad, celler: list[str], vist: list[tuple[int, Kolonne]]) -> Data:
    lenker = {str(i): rad.celler[nr].lenke for i, (nr, _) in enumerate(vist) if rad.celler[nr].lenke}
    return {"celler": celler, "sum": rad.er_sum, "inn": min(rad.innrykk, 4), "lenker": lenker}


def _under(tabell: Tabell) -> list[str]:
    opplysninger = (
        ("Kilde", tabell.kilde),
        ("Hjemmel", hjemmel_tekst(tabell.hjemmel, tabell.aar)),
        ("Status", tabell.status),
        ("Lisens", tabell.lisens),
    )
    linje = " · ".join(f"{navn}: {verdi.rstrip('.')}" for navn, verdi in opplysninger if verdi)
    return [t for t in (tabell.fortegn, *tabell.merknader, linje) if t]
