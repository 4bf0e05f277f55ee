"""Which KOSTRA functions each rammeområde has: why a KOSTRA area is not a rammeområde (KOSTRA-09)."""

from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad
from rodtraad.rapport.bidrag import avsnitt, tabellanker, tekst, vis_til
from rodtraad.rapport.dokument import Blokk, Tabellblokk
from rodtraad.rapport.innhold import Innhold

DRIFT = "1"
NAVN = "enhet_til_funksjon"


def funksjonskart(inn: Innhold) -> dict[tuple[str, str], int]:
    """(rammeområde, funksjon) → net operating accounts of the year in øre, in print order."""
    ramme_for = {v.kode: r.kode for r in inn.rammeomrader() for v in inn.virksomheter(r)}
    summer: dict[tuple[str, str], int] = {}
    for sum_ in inn.grunnlag.funksjonssummer:
        ramme = ramme_for.get(sum_.virksomhet)
        if ramme and sum_.aar == inn.aar and sum_.slag == "regnskap" and sum_.kontoklasse == DRIFT:
            summer[ramme, sum_.funksjon] = summer.get((ramme, sum_.funksjon), 0) + sum_.belop
    rekkefolge = [r.kode for r in inn.rammeomrader()]
    return dict(sorted(summer.items(), key=lambda par: (rekkefolge.index(par[0][0]), par[0][1])))


@tekst("kostra.enhet_til_funksjon")
def enhet_til_funksjon(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Why the two differ, and the mapping table one click away."""
    kart = funksjonskart(inn)
    if not kart:
        return ()
    anker = tabellanker(NAVN)
    return (
        avsnitt(
            "Et KOSTRA-område er ikke det samme som et rammeområde. KOSTRA samler utgiftene etter hva de er brukt "
            "til (funksjon), uansett hvem som har ansvaret; rammeområdet samler det én leder har ansvar for. Hvilke "
            "funksjoner hvert rammeområde har, står i ",
            vis_til(anker),
            ".",
        ),
        Tabellblokk(anker, 0, _tabell(inn, kart)),
    )


def _tabell(inn: Innhold, kart: dict[tuple[str, str], int]) -> Tabell:
    rammenavn = {r.kode: r.navn for r in inn.rammeomrader()}
    tjeneste = {t.funksjon: t.navn for t in inn.grunnlag.tjenester}
    rader = [
        (rammenavn[ramme], funksjon, tjeneste.get(funksjon, ""), rund(ore, ORE_PER_TUSEN_KR), ore)
        for (ramme, funksjon), ore in kart.items()
    ]
    return Tabell(
        id=NAVN,
        tittel="Fra rammeområde til KOSTRA-funksjon",
        enhet="1000 kr",
        kolonner=(
            Kolonne("rammeomrade", "Rammeområde"),
            Kolonne("funksjon", "Funksjon"),
            Kolonne("tjeneste", "Tjeneste", er_radtittel=True),
            Kolonne(f"regnskap_{inn.aar}", f"Regnskap {inn.aar}", "belop"),
        ),
        rader=tuple(
            Tabellrad(nr, (Celle(ramme), Celle(funksjon), Celle(navn), Celle(vist, ore)))
            for nr, (ramme, funksjon, navn, vist, ore) in enumerate(rader, start=1)
        ),
        kilde="Kommunens hovedbok",
        status=inn.grunnlag.status,
        fortegn="Utgifter er positive og inntekter negative.",
        aar=inn.aar,
    )
