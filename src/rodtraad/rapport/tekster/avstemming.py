"""KOSTRA against the ledger in words (REGN-12, KOSTRA-09)."""

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tabellanker, tekst, vis_til
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, stor

AVSTEMMING = "avstemming_kostra"
AVRUNDING = "Innenfor avrunding"


@tekst("kostra.avstemming")
def avstemming(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How many functions agree, and where the largest difference lies."""
    rader = inn.rader(AVSTEMMING)
    if not rader:
        return ()
    like = sum(r.tekst("forklaring") == AVRUNDING for r in rader)
    storst = max(rader, key=lambda r: abs(r.tall("differanse")))
    enhet = "høyere" if storst.tall("differanse") > 0 else "lavere"
    funksjoner = antall(len(rader), "funksjon", "funksjoner")
    setninger = [
        f"Vi har sammenlignet {funksjoner} der KOSTRA oppgir kroner per innbygger, med hovedboken.",
        stor(f"{antall(like, 'av dem', 'av dem')} stemmer når vi tar hensyn til avrunding."),
        (
            f"Størst forskjell er det på {storst.tekst('funksjon')}, der KOSTRA er "
            f"{vis_tall(abs(storst.tall('differanse')))} tusen kroner {enhet}."
        ),
    ]
    return (
        *avsnittene(setninger),
        avsnitt("Hvem som har utgiftene, står i ", vis_til(tabellanker("enhet_funksjon")), "."),
    )


@tekst("kostra.virksomheter")
def virksomheter(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How many functions more than one virksomhet has cost on."""
    grupper: dict[str, int] = {}
    for rad in inn.rader("enhet_funksjon"):
        grupper[rad.tekst("funksjon")] = grupper.get(rad.tekst("funksjon"), 0) + 1
    delte = sum(n > 1 for n in grupper.values())
    if not grupper:
        return ()
    return avsnittene(
        [f"{vis_tall(delte)} av {vis_tall(len(grupper))} funksjoner har utgifter i mer enn én virksomhet."]
    )
