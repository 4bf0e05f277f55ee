"""Decisions and assignments in words."""

from collections import Counter

from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, avsnittene, tabellanker, tekst, vis_til
from rodtraad.rapport.dokument import Blokk
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, opplisting, stor


def oppdragsstatus(inn: Innhold) -> list[tuple[str, int]]:
    """Status → count of assignments, largest first."""
    telling = Counter(r.tekst("status") for r in inn.rader("vedtak_oppdrag"))
    return sorted(telling.items(), key=lambda par: (-par[1], par[0]))


@tekst("vedtak.innledning")
def innledning(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How much the council decided, with references to the lists."""
    saker, oppdrag = inn.rader(f"politiske_saker_{inn.aar}"), inn.rader("vedtak_oppdrag")
    if not saker or not oppdrag:
        return ()
    return (
        avsnitt(
            f"Kommunestyret behandlet {antall(len(saker), 'sak', 'saker')} i {inn.aar} (",
            vis_til(tabellanker(f"politiske_saker_{inn.aar}")),
            "). Administrasjonen følger opp "
            f"{antall(len(oppdrag), 'oppdrag', 'oppdrag', en='ett')} fra budsjettvedtaket (",
            vis_til(tabellanker("vedtak_oppdrag")),
            ").",
        ),
    )


@tekst("vedtak.oppdrag")
def oppdrag(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Status counts, and numbers that are missing in the series (VED-03)."""
    statuser = oppdragsstatus(inn)
    if not statuser:
        return ()
    ledd = [f"{antall(n, 'oppdrag', 'oppdrag', en='ett')} har status «{s}»" for s, n in statuser]
    setninger = [f"{stor(opplisting(ledd))}."]
    kolonne = "nr" if any(k.navn == "nr" for k in inn.rader("vedtak_oppdrag")[0].tabell.kolonner) else ""
    numre = {int(r.tall(kolonne)) for r in inn.rader("vedtak_oppdrag") if kolonne and r[kolonne] is not None}
    mangler = [str(n) for n in range(1, max(numre, default=0)) if n not in numre]
    if mangler:
        setninger.append(
            f"Kommunens nummerering har ikke nummer {opplisting(mangler)}; ingen rad er tatt bort her."
        )
    if inn.poster("vedtak_oppdrag", konstruert=1):
        setninger.append("Nummer, tittel og status er kommunens egne. Beskrivelsene er konstruert.")
    return avsnittene(setninger)


@tekst("vedtak.saker")
def saker(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """How many cases, and how many case numbers are not in the list (VED-05)."""
    rader = inn.rader(f"politiske_saker_{inn.aar}")
    if not rader:
        return ()
    numre = {
        int(r.tekst("saksnr").partition("/")[0])
        for r in rader
        if r.tekst("saksnr").partition("/")[0].isdigit()
    }
    setninger = [f"Listen har {antall(len(rader), 'sak', 'saker')}."]
    hull = max(numre, default=0) - len(numre)
    if hull:
        setninger.append(
            f"Mellom {min(numre)} og {max(numre)} mangler {antall(hull, 'saksnummer', 'saksnumre', en='ett')} i listen."
        )
    return avsnittene(setninger)
