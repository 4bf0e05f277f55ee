"""Sick leave in words."""

from decimal import Decimal

from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.innhold import Innhold, tallverdi, tekstverdi


def sykefravaersmaal(inn: Innhold, kode: str) -> Decimal | None:
    """The target in percent for a unit, else for the whole municipality, else none (HR-03)."""
    maal = inn.innstilling(f"sykefravaer_maal_{kode}")
    return Decimal(maal) if maal else _registrert_maal(inn, kode) or _felles_maal(inn)


def _registrert_maal(inn: Innhold, kode: str) -> Decimal | None:
    """The target the register of absence has for the unit."""
    navn = next((e.navn for e in inn.grunnlag.organisasjon if kode and e.kode == kode), "")
    return next((tallverdi(p, "maal_pct") for p in inn.poster("sykefravaer_maal", enhet=navn)), None)


def _felles_maal(inn: Innhold) -> Decimal | None:
    maal = inn.innstilling("sykefravaer_maal")
    return Decimal(maal) if maal else None


def beregnet_totalfravaer(inn: Innhold) -> list[str]:
    """The total computed from the units, weighted by possible days, or why it cannot be (HR-02)."""
    post = next(iter(inn.poster("sykefravaer_samlet", aar=inn.aar)), None)
    if post is None:
        return []
    prosent = tallverdi(post, "prosent")
    if prosent is None:
        return [f"Rødtråd har ikke kontrollregnet tallet. {tekstverdi(post, 'grunn')}"]
    avrundet, maal = rund_desimal(prosent, 2), _felles_maal(inn)
    setning = f"Regnet av enhetene og vektet med mulige dagsverk er sykefraværet {vis_prosent(avrundet, 2)}."
    return [setning, _mot_maal(avrundet, maal)] if maal is not None else [setning]


def sykefravaerstekst(inn: Innhold, enhet: Organisasjonsenhet) -> list[str]:
    """Sentences on sick leave: this year, since last year, long and short, target."""
    rader = sorted(inn.rader("sykefravaer", enhet), key=lambda r: r.tall("aar"))
    if not rader or int(rader[-1].tall("aar")) != inn.aar:
        return []
    siste = rader[-1]
    setninger = [
        (
            f"Sykefraværet var {vis_prosent(siste.tall('samlet_pct'), 2)} i {inn.aar}: "
            f"{vis_prosent(siste.tall('korttid_pct'), 2)} korttid og "
            f"{vis_prosent(siste.tall('langtid_pct'), 2)} langtid."
        )
    ]
    if len(rader) > 1:
        setninger.append(_endring(siste.tall("samlet_pct") - rader[-2].tall("samlet_pct"), inn.aar - 1))
    maal = sykefravaersmaal(inn, enhet.kode)
    if maal is not None:
        setninger.append(_mot_maal(siste.tall("samlet_pct"), maal))
    return setninger


def _endring(endring: Decimal, fjor: int) -> str:
    if not endring:
        return f"Det er det samme som i {fjor}."
    poeng = f"{vis_tall(abs(endring), 2)} prosentpoeng"
    return f"Det er {poeng} {'mer' if endring > 0 else 'mindre'} enn i {fjor}."


def _mot_maal(samlet: Decimal, maal: Decimal) -> str:
    naadd = "er nådd" if samlet <= maal else "er ikke nådd"
    return f"Målet er høyst {vis_prosent(maal)}, og det {naadd}."
