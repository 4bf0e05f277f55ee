"""Small ledgers for law tests: rows of plain values, and the sums a statement asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rodtraad.lov.oppstilling import Gruppe, beregn, til_raa, utvid
from rodtraad.lov.regelverk import Regelverk
from rodtraad.lov.utvalg import Utvalg

TUSEN_KR = 100_000


@dataclass(frozen=True)
class Rad:
    belop: int
    kontoklasse: str = "1"
    art: str = ""
    funksjon: str = "120"
    kapittel: str = ""
    virksomhet: str = ""
    prosjekt: str = ""
    slag: str = "regnskap"

    @property
    def omraade(self) -> str:
        return "ramme" if self.virksomhet else "sentral"


def les_rad(data: Mapping[str, Any], ore_per_enhet: int) -> Rad:
    felter = {navn: str(verdi) for navn, verdi in data.items() if navn != "belop"}
    return Rad(belop=int(Decimal(str(data["belop"])) * ore_per_enhet), **felter)


def passer(rad: Rad, utvalg: Utvalg, slag: str) -> bool:
    return (
        (utvalg.kontoklasse is None or rad.kontoklasse == utvalg.kontoklasse)
        and (utvalg.arter is None or rad.art in utvalg.arter)
        and (utvalg.funksjoner is None or rad.funksjon in utvalg.funksjoner)
        and (utvalg.kapitler is None or rad.kapittel in utvalg.kapitler)
        and (utvalg.omraade is None or rad.omraade == utvalg.omraade)
        and (utvalg.virksomheter is None or rad.virksomhet in utvalg.virksomheter)
        and (utvalg.prosjekter is None or rad.prosjekt in utvalg.prosjekter)
        and rad.slag == (utvalg.slag or slag)
    )


def summer(rader: Sequence[Rad], slag: str = "regnskap") -> Callable[[Utvalg], int]:
    return lambda utvalg: sum(rad.belop for rad in rader if passer(rad, utvalg, slag))


def grupper(rader: Sequence[Rad], rammer: Mapping[str, str], slag: str = "regnskap") -> Any:
    """Every virksomhet is a rammeområde of its own; projects are named by their code."""

    def grupper_for(per: str, utvalg: Utvalg | None) -> Sequence[Gruppe]:
        har = [rad for rad in rader if utvalg is None or passer(rad, utvalg, slag)]
        if per == "rammeomraade":
            koder = {rad.virksomhet for rad in har}
            return [
                Gruppe(kode, navn, virksomheter=frozenset({kode}))
                for kode, navn in rammer.items()
                if utvalg is None or kode in koder
            ]
        return [
            Gruppe(kode, f"Prosjekt {kode}", prosjekter=frozenset({kode}))
            for kode in sorted({rad.prosjekt for rad in har if rad.prosjekt})
        ]

    return grupper_for


def regn_ut(
    regelverk: Regelverk,
    navn: str,
    rader: Sequence[Rad],
    *,
    rammer: Mapping[str, str] | None = None,
    strykning: Callable[[str, str], int] | None = None,
) -> dict[str, int]:
    """One statement from rows, and the statements it takes lines from."""

    def hent(oppstilling: str, linje: str) -> int:
        if oppstilling.startswith("strykning_"):
            assert strykning is not None, "testen mangler strykninger"
            return strykning(oppstilling, linje)
        annen = utvid(regelverk.oppstilling(oppstilling), grupper_for)
        return til_raa(annen, regn_ut(regelverk, oppstilling, rader, rammer=rammer))[linje]

    grupper_for = grupper(rader, rammer or {})
    return beregn(utvid(regelverk.oppstilling(navn), grupper_for), summer(rader), hent)
