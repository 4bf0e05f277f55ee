"""What changed since the edition before, from the frozen data of both (RAP-18)."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from rodtraad.oppstilling.csvform import som_json
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell
from rodtraad.publisering.aapnedata import Datasett, datasett
from rodtraad.publisering.nettsted.metadata import Endring
from rodtraad.publisering.nettsted.tabell import vis_celle
from rodtraad.rapport.dokument import Dokument

Rader = dict[tuple[str, ...], Mapping[str, Any]]
FINNES_IKKE = "finnes ikke"


def finn_endringer(forrige: Mapping[str, bytes], dokument: Dokument) -> tuple[Endring, ...]:
    """Every changed figure, once, with table, row, column, old and new; `forrige` is the old edition's files."""
    gamle = {
        sti.removeprefix("data/").removesuffix(".json"): raa for sti, raa in forrige.items() if _er_data(sti)
    }
    sett_foer: set[tuple[str, str, str, str]] = set()
    funnet = []
    for sett in datasett(dokument):
        gammel = gamle.pop(sett.anker, None)
        for nokkel, endring in _i_tabell(sett, gammel):
            if nokkel not in sett_foer:
                sett_foer.add(nokkel)
                funnet.append(endring)
    for anker, raa in sorted(gamle.items()):
        funnet.append(Endring(anker, str(json.loads(raa).get("tittel", anker)), "i rapporten", "tatt ut"))
    return tuple(funnet)


def _er_data(sti: str) -> bool:
    return sti.startswith("data/") and sti.endswith(".json")


def _i_tabell(sett: Datasett, gammel: bytes | None) -> Iterator[tuple[tuple[str, str, str, str], Endring]]:
    tabell = sett.tabell
    if gammel is None:
        yield (sett.anker, "", "", ""), Endring(sett.anker, sett.tittel, FINNES_IKKE, "ny i rapporten")
        return
    for_, naa = _rader(json.loads(gammel, parse_float=Decimal), tabell), _rader(_naa(tabell), tabell)
    for nokkel in [*naa, *(n for n in for_ if n not in naa)]:
        for kolonne in tabell.kolonner:
            if kolonne.skjult or not kolonne.er_tall:
                continue
            gml, ny = _tekst(for_, nokkel, kolonne), _tekst(naa, nokkel, kolonne)
            if gml != ny:
                navn = ", ".join(n for n in nokkel[:-1] if n)
                yield (
                    (tabell.id, navn + nokkel[-1], kolonne.navn, gml + ny),
                    Endring(sett.anker, f"{sett.tittel}: {navn}, {kolonne.tittel}", gml, ny),
                )


def _naa(tabell: Tabell) -> Mapping[str, Any]:
    tall: Mapping[str, Any] = json.loads(json.dumps(som_json(tabell)), parse_float=Decimal)
    return tall


def _rader(data: Mapping[str, Any], tabell: Tabell) -> Rader:
    """Rows by their texts; rows with the same texts by their order."""
    titler = [k.navn for k in tabell.kolonner if not k.er_tall]
    antall: Counter[tuple[str, ...]] = Counter()
    rader: Rader = {}
    for rad in data["rader"]:
        tekst = tuple(str(rad.get(navn) or "") for navn in titler)
        antall[tekst] += 1
        rader[*tekst, str(antall[tekst])] = rad
    return rader


def _tekst(rader: Rader, nokkel: tuple[str, ...], kolonne: Kolonne) -> str:
    if nokkel not in rader:
        return FINNES_IKKE
    return vis_celle(Celle(rader[nokkel].get(kolonne.navn)), kolonne)
