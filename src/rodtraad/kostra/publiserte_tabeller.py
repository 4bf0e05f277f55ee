"""The published KOSTRA tables with or without corrections, made by the same code as in reports (KOSTRA-05)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rodtraad.kostra.publiserte_queries import egen_kommune
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.mellomlager import grunnlag_naa
from rodtraad.oppstilling.tabell import Tabell, Tabellrad
from rodtraad.oppstilling.tabeller.kostra import kostra_funksjonsomraader, kostra_hovedtall
from rodtraad.statistikk.korrigering import DATASETT, FELT, Korrigering, Post, nokkel_for, to_post
from rodtraad.statistikk.korrigering_queries import gjeldende

TABELLER = {"kostra_hovedtall": kostra_hovedtall, "kostra_funksjonsomraader": kostra_funksjonsomraader}


@dataclass(frozen=True, slots=True)
class Tallrad:
    """A published value: its names, the number shown, and the correction laid on it when there is one."""

    gruppe: str
    navn: str
    kommune: str
    aar: int
    enhet: str
    verdi: object
    er_sum: bool
    er_egen: bool
    nokkel: str
    korrigering: Korrigering | None


@dataclass(frozen=True, slots=True)
class Talltabell:
    """One of the tables: title, remarks, rows."""

    datasett: str
    tittel: str
    merknader: tuple[str, ...]
    rader: tuple[Tallrad, ...]


def talltabeller(*, korrigert: bool, bare_egne: bool = True) -> tuple[Talltabell, ...]:
    """Both tables: as SSB published them, or with every correction that counts."""
    korrigeringer = gjeldende()
    grunnlag = grunnlag_naa()
    valgt = tuple(to_post(k) for k in korrigeringer) if korrigert else ()
    kontekst = Kontekst(replace(grunnlag, datasett={**grunnlag.datasett, DATASETT: valgt}))
    ut = []
    for navn, bygg in TABELLER.items():
        tabell = bygg(kontekst).tabell
        rader = [_rad(navn, tabell, rad, korrigeringer) for rad in tabell.rader]
        vist = tuple(r for r in rader if r.er_egen or not bare_egne)
        ut.append(Talltabell(navn, tabell.tittel, tabell.merknader, vist))
    return tuple(ut)


def _rad(datasett: str, tabell: Tabell, rad: Tabellrad, korrigeringer: Sequence[Korrigering]) -> Tallrad:
    post: Post = {k.navn: c.verdi for k, c in zip(tabell.kolonner, rad.celler, strict=True)}
    felt, kommune = FELT[datasett], str(post["kommune"])
    nokkel, aar = nokkel_for(datasett, post), int(post["aar"] or 0)
    return Tallrad(
        gruppe=str(post.get(felt.nokler[0]) or ""),
        navn=str(post[felt.navn]),
        kommune=kommune,
        aar=aar,
        enhet=str(post.get("enhet") or felt.enhet),
        verdi=post[felt.kolonne],
        er_sum=bool(post.get("er_sum")),
        er_egen=kommune == egen_kommune(),
        nokkel=nokkel,
        korrigering=next(
            (
                k
                for k in korrigeringer
                if (k.datasett, k.nokkel, k.kommune, k.aar) == (datasett, nokkel, kommune, aar)
            ),
            None,
        ),
    )
