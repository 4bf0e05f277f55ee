"""Investments in words: share used, delays, phases, and single projects."""

from collections import Counter

from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tekst
from rodtraad.rapport.dokument import Blokk, Punktliste, Tekst
from rodtraad.rapport.innhold import Innhold, Rad
from rodtraad.rapport.tall import andel, antall, belop, er_null, mot_budsjett, opplisting, stor

STATUS = "investeringsstatus"
ALLE = "investeringsstatus_alle"
"""Every rammeområde, also those the printed table leaves out (INV-17)."""
_MANGE = 12


def prosjektrader(inn: Innhold, enhet: Organisasjonsenhet) -> list[Rad]:
    """The project rows of an area, without the total and the line that gathers small ones."""
    rader = inn.rader(STATUS, enhet) or inn.rader(ALLE, enhet)
    return [r for r in rader if not r.er_sum and not r.tekst("prosjekt").startswith("Sum ")]


def statussum(inn: Innhold, enhet: Organisasjonsenhet) -> Rad | None:
    """The total row of an area's projects."""
    return inn.sumrad(STATUS, enhet) or inn.sumrad(ALLE, enhet)


@tekst("investering.sammendrag")
def sammendrag(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Share of the revised budget used, status counts and phases of the area's projects."""
    if enhet is None:
        return ()
    rader, sum_ = prosjektrader(inn, enhet), statussum(inn, enhet)
    if sum_ is None or not rader:
        return ()
    budsjett, brukt = sum_.ore(f"rev_bud_{inn.aar}"), sum_.ore(f"regnskap_{inn.aar}")
    setninger = [_brukt(enhet.navn, budsjett, brukt)]
    statuser = Counter(r.tekst("status") for r in rader if r.tekst("status"))
    if statuser:
        ledd = [
            f"{antall(n, 'prosjekt', 'prosjekter', en='ett')} {_statusord(s)}" for s, n in _ordnet(statuser)
        ]
        setninger.append(f"{stor(opplisting(ledd))}.")
    faser = Counter(r.tekst("fase") for r in rader if r.tekst("fase"))
    if faser:
        ledd = [f"{antall(n, 'prosjekt', 'prosjekter', en='ett')} i {f.lower()}" for f, n in _ordnet(faser)]
        setninger.append(f"Etter fase er det {opplisting(ledd)}.")
    return avsnittene(setninger)


def _ordnet(telling: Counter[str]) -> list[tuple[str, int]]:
    return sorted(telling.items(), key=lambda par: (-par[1], par[0]))


def _statusord(status: str) -> str:
    ord_ = {
        "Iht. plan": "går etter planen",
        "Forsinket": "er forsinket",
        "Ferdig": "er ferdig",
        "Ikke vurdert": "er ikke vurdert",
    }
    return ord_.get(status, f"har status «{status}»")


def _brukt(navn: str, budsjett: int, brukt: int) -> str:
    if budsjett <= 0:
        return (
            f"{navn} brukte {belop(brukt)} på investeringer uten budsjett."
            if brukt
            else f"{navn} investerte ikke."
        )
    return (
        f"{navn} brukte {belop(brukt)} av {belop(budsjett)} i revidert investeringsbudsjett, "
        f"det vil si {andel(brukt, budsjett)}."
    )


@tekst("investering.prosjekter")
def prosjekter(inn: Innhold, enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """One line per project that is delayed, finished or over its budget."""
    if enhet is None:
        return ()
    omtalt = [
        r for r in prosjektrader(inn, enhet) if r.tekst("status") in {"Forsinket", "Ferdig"} or _over(r)
    ]
    if not omtalt:
        return ()
    storst = sorted(omtalt, key=lambda r: -abs(r.ore("avvik_kr")))[:_MANGE]
    if len(omtalt) > _MANGE:
        innledning = (
            f"{len(omtalt)} prosjekter er forsinket, ferdig eller har brukt mer enn budsjettert. "
            f"Under står de {_MANGE} med størst avvik."
        )
    else:
        innledning = "Under står prosjekter som er forsinket, ferdig eller har brukt mer enn budsjettert."
    return (avsnitt(innledning), Punktliste(tuple((Tekst(_prosjektlinje(inn, r)),) for r in storst)))


def _over(rad: Rad) -> bool:
    return rad.ore("avvik_kr") < 0 and not er_null(rad.ore("avvik_kr"))


def _prosjektlinje(inn: Innhold, rad: Rad) -> str:
    brukt, budsjett = rad.ore(f"regnskap_{inn.aar}"), rad.ore(f"rev_bud_{inn.aar}")
    status = f" ({rad.tekst('status').lower()})" if rad.tekst("status") else ""
    if er_null(brukt):
        return f"{rad.tekst('prosjekt')}{status}: ingenting er brukt av {belop(budsjett)}."
    return f"{rad.tekst('prosjekt')}{status}: brukte {belop(brukt)}, {mot_budsjett(rad.ore('avvik_kr'))}."
