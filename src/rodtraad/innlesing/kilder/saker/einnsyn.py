"""Cases in eInnsyn's public form: Moetesak, alone or within a Moetemappe, in a page of the API (`items`) or a list.

The names of the fields are those of the open API description (einnsyn-api-spec). Files to be tried on are not
published as files; the samples in the tests are constructed from the description.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeGuard
from zoneinfo import ZoneInfo

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilder.saker.tabell import Lestsak, Saksinnhold, samlet
from rodtraad.innlesing.tekstfil import les_tekst
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor
from rodtraad.sak.saksnummer import Saksnummer

SERIE: Final = {"referat": "RS", "delegert": "DS"}
"""Kinds of cases a body counts for themselves."""
LOKALTID: Final = ZoneInfo("Europe/Oslo")
MEST_NR: Final = 99_999
type Objekt = Mapping[str, Any]


def er_einnsyn(fil: Path) -> bool:
    """Whether the file is in eInnsyn's form."""
    return fil.suffix.lower() in {".json", ".jsonld"}


def les_einnsyn(fil: Path) -> Saksinnhold:
    """Reads the cases; what is no case of a body is counted and left out (KONTO-13)."""
    feil = Feilliste(fil.name)
    try:
        innhold = json.loads(les_tekst(fil)[0])
    except RodtraadFeil as avvist:
        feil.legg_til("saker-fil", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
        return Saksinnhold(funn=feil.funn())
    except (ValueError, RecursionError) as avvist:
        sted = f" (linje {avvist.lineno})" if isinstance(avvist, json.JSONDecodeError) else ""
        feil.legg_til(
            "saker-json", f"Filen er ikke gyldig JSON{sted}.", tiltak="Hent den fra eInnsyn på nytt."
        )
        return Saksinnhold(funn=feil.funn())
    andre: Counter[str] = Counter()
    saker = [
        sak
        for nr, (rad, mappe) in enumerate(_cases(innhold, andre), start=1)
        if (sak := _sak(nr, rad, mappe, feil)) is not None
    ]
    _tell(innhold, andre, saker, feil)
    return Saksinnhold(saker, feil.funn())


def _cases(innhold: Any, andre: Counter[str]) -> Iterator[tuple[Objekt, Objekt]]:
    """(case, its meeting or nothing) of whatever the file holds; other kinds are counted in `andre`."""
    rader = innhold.get("items", [innhold]) if isinstance(innhold, dict) else innhold
    for rad in rader if isinstance(rader, list) else ():
        slag = rad.get("entity") if isinstance(rad, dict) else None
        if slag == "Moetesak":
            mappe = rad.get("moetemappe")
            yield rad, mappe if isinstance(mappe, dict) else {}
        elif slag == "Moetemappe":
            saker = rad.get("moetesak")
            for sak in saker if isinstance(saker, list) else ():
                if isinstance(sak, dict):
                    yield sak, rad
                else:
                    andre["møtesak uten innhold (bare id)"] += 1
        else:
            andre[slag if isinstance(slag, str) and slag.isalpha() else "ukjent"] += 1


def _sak(nr: int, rad: Objekt, mappe: Objekt, feil: Feilliste) -> Lestsak | None:
    aar, lopenr = rad.get("moetesaksaar"), rad.get("moetesakssekvensnummer")
    tittel = samlet(_tekst(rad, "offentligTittel"))
    organ = samlet(_tekst(rad, "utvalg") or _navn(rad, "utvalgObjekt") or _tekst(mappe, "utvalg"))
    if not lopenr:
        feil.merk(
            "saker-uten-nummer", f"«{tittel[:80]}» har ikke saksnummer og er ikke lest.", alvor=Alvor.ADVARSEL,
            tiltak="Kontroller saken i sakssystemet.",
        )  # fmt: skip
        return None
    if not (_er_tall(aar) and _er_tall(lopenr) and 1900 <= aar <= 2200 and 1 <= lopenr <= MEST_NR):  # noqa: PLR2004
        feil.legg_til(
            "saker-form", f"Sak nr. {nr} i filen: moetesaksaar og moetesakssekvensnummer er ikke et saksnummer.",
            rad=nr, kolonne="moetesakssekvensnummer", tiltak="Rett saken i sakssystemet.",
        )  # fmt: skip
        return None
    if not tittel or not organ:
        feil.legg_til(
            "saker-mangler", f"Sak {lopenr}/{aar} mangler {'tittel' if organ else 'utvalg'}.", rad=nr,
            kolonne="utvalg" if tittel else "offentligTittel", tiltak="Rett saken i sakssystemet.",
        )  # fmt: skip
        return None
    nummer = Saksnummer(aar, SERIE.get(str(rad.get("moetesakstype")), ""), lopenr)
    vedtak = rad.get("vedtak")
    return Lestsak(
        nr, nummer, str(nummer), organ, tittel, motedato=_dag(_tekst(mappe, "moetedato")),
        vedtak=_vedtakstekst(vedtak if isinstance(vedtak, dict) else {}),
    )  # fmt: skip


def _vedtakstekst(vedtak: Objekt) -> str:
    """The text of the decision when it is text; marked-up text is left to where it is published."""
    tekst = vedtak.get("vedtakstekst")
    if not isinstance(tekst, dict) or "html" in _tekst(tekst, "tekstFormat").lower():
        return ""
    return _tekst(tekst, "tekstInnhold").strip()


def _tell(innhold: Any, andre: Counter[str], saker: list[Lestsak], feil: Feilliste) -> None:
    if andre:
        hva = ", ".join(f"{antall} {slag}" for slag, antall in sorted(andre.items()))
        feil.merk("saker-andre", f"Ikke lest, fordi det ikke er saker i et møte: {hva}.")
    if isinstance(innhold, dict) and innhold.get("next"):
        feil.merk(
            "saker-flere", "Filen er én side av flere: eInnsyn sier at det finnes en neste side.", alvor=Alvor.ADVARSEL,
            tiltak="Hent alle sidene og sett dem sammen, ellers blir hullene i nummereringen for mange.",
        )  # fmt: skip
    if not saker and not feil:
        feil.legg_til(
            "saker-tom", "Filen har ingen møtesaker.",
            tiltak="Hent møtesaker (Moetesak) eller møtemapper (Moetemappe) fra eInnsyn.",
        )  # fmt: skip


def _tekst(objekt: Objekt, felt: str) -> str:
    verdi = objekt.get(felt)
    # JSON can hold what no database takes: half a character, and the character of no number.
    return verdi.encode("utf-8", "replace").decode().replace("\0", "") if isinstance(verdi, str) else ""


def _navn(objekt: Objekt, felt: str) -> str:
    verdi = objekt.get(felt)
    return _tekst(verdi, "navn") if isinstance(verdi, dict) else ""


def _er_tall(verdi: object) -> TypeGuard[int]:
    return isinstance(verdi, int) and not isinstance(verdi, bool)


def _dag(tekst: str) -> date | None:
    """The day of a time in UTC or of a plain date, where the municipality is."""
    try:
        tid = datetime.fromisoformat(tekst)
        return tid.astimezone(LOKALTID).date() if tid.tzinfo else tid.date()
    except (ValueError, OverflowError):
        return None
