"""Findings of the controls in plain words, so that the report itself tells where figures disagree."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tabellanker, tekst, vis_til
from rodtraad.rapport.dokument import Blokk, Punktliste, Tabellblokk, Tekst
from rodtraad.rapport.funngrupper import Funngruppe, grupper
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.plassering import IKKE_REVIDERT
from rodtraad.rapport.tall import antall, opplisting, stor

KAPITTEL = "kontroller-og-funn"
_ORD: Mapping[Alvor, tuple[str, str]] = {
    Alvor.FATAL: ("alvorlig feil", "alvorlige feil"),
    Alvor.FEIL: ("feil", "feil"),
    Alvor.ADVARSEL: ("advarsel", "advarsler"),
    Alvor.INFO: ("opplysning", "opplysninger"),
}
_EGNE = "Hovedboken selv"
_KOLONNER = (
    Kolonne("kontroll", "Nr.", er_radtittel=True),
    Kolonne("sted", "Sted"),
    Kolonne("hva", "Hva"),
    Kolonne("tiltak", "Hva som må gjøres"),
    Kolonne("kildefeil", "Kildefeil"),
)


@tekst("funn.kontroller")
def kontroller(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """What the controls found: how many of which kind, and one table per severity, gravest first."""
    if not inn.funn:
        return ()
    per_alvor = {a: grupper(inn, [f for f in inn.funn if f.alvor is a]) for a in Alvor}
    tabeller = [_tabell(inn, alvor, funn) for alvor, funn in per_alvor.items() if funn]
    return (*_innledning(inn), *tabeller)


def _innledning(inn: Innhold) -> tuple[Blokk, ...]:
    telling = Counter(f.alvor for f in inn.funn)
    ledd = [antall(telling[a], *_ORD[a], en="én") for a in Alvor if telling[a]]
    setninger = [
        "Rødtråd prøver tallene mot hverandre før rapporten publiseres.",
        f"Kontrollene fant {antall(len(inn.funn), 'forhold', 'forhold', en='ett')}: {opplisting(ledd)}.",
        "Ingen tall er endret for å fjerne et funn: Alt vises slik det er bokført eller oppgitt.",
    ]
    kjente = sum(1 for f in inn.funn if f.kildefeil)
    if kjente:
        setninger.append(
            f"{stor(antall(kjente, 'funn', 'funn', en='ett'))} skyldes feil i kilden tallene er hentet fra. "
            "De har kildefeilens nummer i siste kolonne."
        )
    familier = Counter(_familie(inn, f) for f in inn.funn).most_common()
    punkter = tuple((Tekst(f"{familie}: {antall(n, 'funn', 'funn', en='ett')}"),) for familie, n in familier)
    return (
        avsnitt(" ".join(setninger)),
        Punktliste(punkter),
        *avsnittene(["Når den samme kontrollen slår ut flere ganger i en tabell, står det i én rad."]),
    )


def _familie(inn: Innhold, funn: Funn) -> str:
    regel = last_regelverk(date(inn.aar, 12, 31)).kontroller.get(funn.kontroll)
    return regel.familie if regel else _EGNE


def _tabell(inn: Innhold, alvor: Alvor, funn: Sequence[Funngruppe]) -> Tabellblokk:
    tittel = stor(_ORD[alvor][sum(g.antall for g in funn) > 1])
    navn = f"kontroller_{alvor.name.lower()}"
    rader = [(g.kontroll, g.sted, g.hva, g.tiltak, g.kildefeil) for g in funn]
    return Tabellblokk(
        tabellanker(navn),
        0,
        Tabell(
            id=navn,
            tittel=tittel,
            enhet="",
            kolonner=_KOLONNER,
            rader=tuple(
                Tabellrad(nr, tuple(Celle(v or None) for v in rad), gruppe=f"{g.kontroll} {g.navn}".strip())
                for nr, (g, rad) in enumerate(zip(funn, rader, strict=True), start=1)
            ),
            kilde="Kontrollene i Rødtråd",
            status=IKKE_REVIDERT,
            aar=inn.aar,
        ),
    )


@tekst("funn.henvisning")
def henvisning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Where the findings stand, for the chapters whose figures they are about."""
    if not inn.funn:
        return ()
    return (
        avsnitt(
            "Tallene i rapporten er prøvd mot hverandre. "
            f"De {antall(len(inn.funn), 'funnet', 'funnene', en='ett')} står i ",
            vis_til(KAPITTEL),
            ".",
        ),
    )
