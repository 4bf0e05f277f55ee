"""Services with figures of their own, in words."""

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, stor


@tekst("tjenester.barnehager")
def barnehager(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Municipal kindergartens, children in all and in private ones."""
    kommunale = inn.enkelttall("barnehager", navn="Kommunale barnehager")
    barn = next(
        (
            p.get("antall")
            for p in inn.poster("barnehager")
            if str(p.get("navn", "")).startswith("Barn i barnehage")
        ),
        None,
    )
    private = inn.enkelttall("barnehager", navn="herav barn i privat barnehage")
    if kommunale is None:
        return ()
    setning = f"Kommunen driver {antall(int(kommunale), 'barnehage', 'barnehager')}"
    if barn is not None and private is not None:
        setning += (
            f". {vis_tall(int(str(barn)))} barn går i barnehage, {vis_tall(private)} av dem i en privat"
        )
    return avsnittene([f"{setning}."])


@tekst("tjenester.flyktninger")
def flyktninger(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Refugees asked for, decided and settled (R-48)."""
    bedt, vedtatt, bosatt = (
        inn.enkelttall("flyktninger", navn=n, aar=inn.aar)
        for n in ("Anmodning om bosetting", "Vedtatt bosetting", "Bosatt")
    )
    if bedt is None or vedtatt is None or bosatt is None:
        return ()
    return avsnittene(
        [
            (
                f"Kommunen ble bedt om å bosette {vis_tall(bedt)} flyktninger "
                f"i {inn.aar}, vedtok å ta imot {vis_tall(vedtatt)} "
                f"og bosatte {vis_tall(bosatt)}."
            )
        ]
    )


@tekst("tjenester.kultur")
def kultur(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Cinema, library and culture school."""

    def hent(omrade: str, navn: str) -> str:
        verdi = inn.enkelttall("kultur_tall", omrade=omrade, navn=navn, aar=inn.aar)
        return vis_tall(verdi) if verdi is not None else ""

    kino, forestillinger = hent("Kino", "Besøkende"), hent("Kino", "Forestillinger")
    setninger = (
        [f"Kinoen hadde {kino} besøk på {forestillinger} forestillinger."] if kino and forestillinger else []
    )
    if (utlaan := hent("Bibliotek", "Utlån")) and (besok := hent("Bibliotek", "Besøkende (rundt)")):
        setninger.append(f"Biblioteket hadde rundt {besok} besøk og lånte ut {utlaan} ganger.")
    if (elever := hent("Kulturskolen", "Elever")) and (plasser := hent("Kulturskolen", "Elevplasser")):
        setninger.append(f"Kulturskolen hadde {elever} elever på {plasser} elevplasser.")
    return avsnittene([stor(s) for s in setninger])
