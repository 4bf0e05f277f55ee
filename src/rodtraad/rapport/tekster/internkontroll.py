"""Internal control in words: deviations reported, whistle-blowing, privacy."""

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnittene, tekst
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, endring_prosent, stor


@tekst("internkontroll.avvik")
def avvik(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Deviations reported this year and last (R-58)."""
    i_aar = inn.enkelttall("avvik_tilsyn", navn="Innmeldte avvik", aar=inn.aar)
    i_fjor = inn.enkelttall("avvik_tilsyn", navn="Innmeldte avvik", aar=inn.aar - 1)
    if i_aar is None:
        return ()
    setning = f"Ansatte meldte {vis_tall(i_aar)} avvik i {inn.aar}"
    if i_fjor:
        prosent = endring_prosent(i_fjor, i_aar)
        setning += f", mot {vis_tall(i_fjor)} året før ({'+' if prosent > 0 else ''}{vis_prosent(prosent)})"
    setninger = [
        f"{setning}.",
        "Flere meldinger er ikke i seg selv et dårlig tegn: det kan bety at flere melder fra.",
    ]
    return avsnittene(setninger)


@tekst("internkontroll.varsling")
def varsling(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Whistle-blowing cases in the quality system."""
    tall = inn.enkelttall("avvik_tilsyn", kategori="varsling", aar=inn.aar)
    if tall is None:
        return ()
    return avsnittene(
        [f"{stor(antall(int(tall), 'varsel', 'varsler', en='ett'))} kom inn i kvalitetssystemet i {inn.aar}."]
    )


@tekst("internkontroll.personvern")
def personvern(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Finished assessments of privacy consequences."""
    tall = inn.enkelttall("avvik_tilsyn", kategori="personvern", aar=inn.aar)
    if tall is None:
        return ()
    vurderinger = antall(int(tall), "vurdering", "vurderinger")
    return avsnittene([f"{stor(vurderinger)} av personvernkonsekvenser (DPIA) ble gjort ferdig i {inn.aar}."])
