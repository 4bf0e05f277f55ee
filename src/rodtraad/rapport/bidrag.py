"""Registry of generated texts and figures, named in the report template."""

from collections.abc import Callable

from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.dokument import Avsnitt, Blokk, Figur, Kryssref, Spenn, Tekst
from rodtraad.rapport.innhold import Innhold

Tekstbidrag = Callable[[Innhold, Organisasjonsenhet | None], tuple[Blokk, ...]]
Figurbidrag = Callable[[Innhold, Organisasjonsenhet | None], Figur | None]

TEKSTER: dict[str, Tekstbidrag] = {}
FIGURER: dict[str, Figurbidrag] = {}


def tekst(navn: str) -> Callable[[Tekstbidrag], Tekstbidrag]:
    """Registers a generated text: gives blocks, none when its figures are absent."""

    def registrer(funksjon: Tekstbidrag) -> Tekstbidrag:
        TEKSTER[navn] = funksjon
        return funksjon

    return registrer


def figur(navn: str) -> Callable[[Figurbidrag], Figurbidrag]:
    """Registers a figure: gives None when its figures are absent."""

    def registrer(funksjon: Figurbidrag) -> Figurbidrag:
        FIGURER[navn] = funksjon
        return funksjon

    return registrer


def avsnitt(*deler: str | Spenn) -> Avsnitt:
    """A paragraph of text runs and references."""
    return Avsnitt(tuple(Tekst(d) if isinstance(d, str) else d for d in deler))


def avsnittene(setninger: list[str]) -> tuple[Blokk, ...]:
    """One paragraph of the sentences, none when there are none."""
    return (avsnitt(" ".join(setninger)),) if setninger else ()


def vis_til(maal: str) -> Kryssref:
    """A reference whose text is filled when the document is numbered (RAP-14)."""
    return Kryssref(maal, "")


def tabellanker(navn: str, enhet: Organisasjonsenhet | None = None) -> str:
    """Address of a table in the document."""
    slutt = f"-{enhet.kode}" if enhet else ""
    return f"tabell-{navn.replace('_', '-')}{slutt}"


def figuranker(navn: str, enhet: Organisasjonsenhet | None = None) -> str:
    """Address of a figure in the document."""
    slutt = f"-{enhet.kode}" if enhet else ""
    return f"figur-{navn.replace('_', '-')}{slutt}"
