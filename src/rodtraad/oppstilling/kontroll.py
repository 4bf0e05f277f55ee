"""Kontroll: every finding of a year, from the ledger and from the tables against each other."""

from collections.abc import Iterable, Mapping

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.lov.kontroller.fakta import Faktum, les_fakta
from rodtraad.lov.kontroller.kjoring import kjor_kontroller, merk_kildefeil
from rodtraad.lov.kontroller.tabelldata import Tabelldata
from rodtraad.oppstilling import balansekontroll, hovedbokkontroll
from rodtraad.oppstilling.grunnlag import Grunnlag, Post
from rodtraad.oppstilling.kontekst import kontekst_for
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.oppstilling.tabeller import tabell, tabell_ider

REGLER = (*hovedbokkontroll.REGLER, *balansekontroll.REGLER)
"""What must hold in the ledger itself."""


def funn(grunnlag: Grunnlag) -> tuple[Funn, ...]:
    """Findings of the ledger controls and of the controls in `lov`, the gravest of each place marked as known.

    The printed contradictions stay as booked: a control reports them, nothing is mended (REGN-06).
    """
    k = kontekst_for(grunnlag)
    egne = [ett for regel in REGLER for ett in regel(k)] if grunnlag.artsummer else []
    data = tabelldata(grunnlag)
    fakta, uleste = _fakta(grunnlag, data)
    felles = kjor_kontroller(data, fakta, k.regelverk)
    return tuple(merk_kildefeil([*egne, *uleste, *felles], grunnlag.kildefeilkart))


def tabelldata(grunnlag: Grunnlag) -> dict[str, Tabelldata]:
    """All tables of the year and all datasets, as the controls see them."""
    data = {navn: fra_poster(navn, poster) for navn, poster in grunnlag.datasett.items()}
    for id_ in tabell_ider(grunnlag.aar):
        vist = tabell(grunnlag, id_)
        if vist.rader:
            data[id_] = fra_tabell(vist)
    return data


def fra_tabell(vist: Tabell) -> Tabelldata:
    """A computed table as the controls see it."""
    navn = tuple(kolonne.navn for kolonne in vist.kolonner)
    rader = tuple(dict(zip(navn, (celle.verdi for celle in rad.celler), strict=True)) for rad in vist.rader)
    desimaler = {kolonne.navn: kolonne.desimaler for kolonne in vist.kolonner if kolonne.er_tall}
    return Tabelldata(vist.id, navn, rader, desimaler)


def fra_poster(navn: str, poster: Iterable[Post]) -> Tabelldata:
    """A dataset as the controls see it."""
    rader = tuple(dict(post) for post in poster)
    return Tabelldata(navn, tuple(rader[0]) if rader else (), rader)


def _fakta(grunnlag: Grunnlag, data: Mapping[str, Tabelldata]) -> tuple[list[Faktum], list[Funn]]:
    """Facts given more than once; one whose source is not there becomes a finding."""
    fakta: list[Faktum] = []
    uleste: list[Funn] = []
    for oppforing in grunnlag.faktaregister:
        try:
            fakta += les_fakta([oppforing], data)
        except RodtraadFeil as feil:
            uleste.append(
                Funn("H070", Alvor.ADVARSEL, str(feil), sted=f"fakta · {oppforing.get('navn', '')}")
            )
    return fakta, uleste
