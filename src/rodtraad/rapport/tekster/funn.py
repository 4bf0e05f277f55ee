"""Findings of the controls in plain words, so that the report itself tells where figures disagree."""

from collections import Counter

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, tekst
from rodtraad.rapport.dokument import Blokk, Merknad, Punktliste, Tekst
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, opplisting, stor

_ORD = {Alvor.FATAL: ("alvorlig feil", "alvorlige feil"), Alvor.FEIL: ("feil", "feil"),
        Alvor.ADVARSEL: ("advarsel", "advarsler"), Alvor.INFO: ("opplysning", "opplysninger")}  # fmt: skip


@tekst("funn.kontroller")
def kontroller(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Every finding, gravest first, with what to do."""
    if not inn.funn:
        return ()
    telling = Counter(f.alvor for f in inn.funn)
    ledd = [antall(telling[a], *_ORD[a]) for a in Alvor if telling[a]]
    innledning = avsnitt(
        f"Kontrollene fant {antall(len(inn.funn), 'forhold', 'forhold', en='ett')}: {opplisting(ledd)}. "
        "Tallene er ikke rettet for å skjule dem. Hvert funn står under med nummeret på kontrollen."
    )
    rekkefolge = list(Alvor)
    ordnet = sorted(inn.funn, key=lambda f: (rekkefolge.index(f.alvor), f.kontroll))
    feil = [f for f in ordnet if f.er_feil]
    blokker: list[Blokk] = [innledning]
    if feil:
        blokker.append(
            Merknad(
                "funn",
                stor(antall(len(feil), *_ORD[Alvor.FEIL])),
                (avsnitt("Disse går ikke opp og må forklares."),),
            )
        )
    blokker.append(Punktliste(tuple(_punkt(f) for f in ordnet)))
    return tuple(blokker)


def _punkt(funn: Funn) -> tuple[Tekst, ...]:
    sted = f" ({funn.sted})" if funn.sted else ""
    kilde = f" Avviket er kjent fra den trykte rapporten ({funn.kildefeil})." if funn.kildefeil else ""
    tiltak = f" {funn.tiltak}" if funn.tiltak else ""
    return (Tekst(f"{funn.kontroll}{sted}: ", sterk=True), Tekst(f"{funn.melding}{kilde}{tiltak}"))
