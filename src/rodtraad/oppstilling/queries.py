"""Reads that gather a Grunnlag from all rooms, and the ledger detail behind a figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from rodtraad.budsjett.queries import endringer
from rodtraad.hovedbok import queries as hovedbok
from rodtraad.innlesing.queries import Innlesingspost, gyldige
from rodtraad.innlesing.register import arbeidskilder
from rodtraad.innlesing.yamltekst import les_tekst, les_yaml
from rodtraad.innstillinger.queries import gjeldende
from rodtraad.investering.queries import prosjekter
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kontoplan.queries import tjenester
from rodtraad.oppstilling.detaljer import alle_forklaringer, forklar
from rodtraad.oppstilling.grunnlag import (
    Artsum,
    Balansesum,
    Datasettinfo,
    Funksjonssum,
    Grunnlag,
    Investeringsprosjekt,
    Kildeinfo,
    Kommune,
    Kryssum,
    Organisasjonsenhet,
    Post,
    Prosjektsum,
    Tjenestenavn,
)
from rodtraad.organisasjon.queries import kommune, tre, virksomhet_for_ansvar
from rodtraad.personal.queries import maaltall, samlet_sykefravaer, sykefravaer
from rodtraad.sak.queries import oppdrag, saker
from rodtraad.statistikk import korrigering_queries
from rodtraad.statistikk.korrigering import DATASETT as KORRIGERINGER
from rodtraad.statistikk.queries import Stand, alle_datasett, opplysninger, stand

__all__ = ["alle_forklaringer", "forklar", "hent_grunnlag"]

KRYSSARTER = tuple(f"{art}" for art in (*range(500, 600), *range(900, 1000)) if art not in {520, 590, 920})
"""Finance and funds, which § 5-5 (521, 911) and KOSTRA's net cost place by funksjon (LOV.md § 1.4)."""
STATUS = "Bokført, ikke revidert"


FORSTE_AAR, SISTE_AAR = 1900, 2200


def hent_grunnlag(aar: int | None = None) -> Grunnlag:
    """Everything the tables of a year are computed from; the latest year with accounts when none is given.

    A few reads in all, however large the ledger is. An installation without accounts gives a Grunnlag
    without sums. Raises RodtraadFeil when the year asked for has neither accounts nor budget.
    """
    if aar is not None and not FORSTE_AAR <= aar <= SISTE_AAR:
        raise RodtraadFeil(f"{aar} er ikke et regnskapsår.", "Skriv året med fire siffer, for eksempel 2024.")
    valgt = aar or hovedbok.siste_aar() or date.today().year  # noqa: DTZ011 - the local calendar year
    nummer, navn = kommune()
    innlesinger = tuple(i for i in gyldige() if i.kilde not in arbeidskilder())
    valg = _innstillinger()
    naa, kart = stand(), virksomhet_for_ansvar(valgt)
    uten_summer = Grunnlag(
        kommune=Kommune(nummer, navn),
        aar=valgt,
        dato=_dato(valg.pop("dato", f"{valgt + 1}-03-31")),
        status=valg.pop("status", STATUS),
        organisasjon=tuple(_lik(Organisasjonsenhet, enhet) for enhet in tre(valgt)),
        tjenester=tuple(Tjenestenavn(*tjeneste) for tjeneste in tjenester(valgt)),
        prosjekter=tuple(_lik(Investeringsprosjekt, prosjekt) for prosjekt in prosjekter(valgt)),
        datasett=_datasett(valgt, naa, kart),
        datasettinfo={info.navn: _lik(Datasettinfo, info) for info in opplysninger(naa)},
        innstillinger={**_konstruert(innlesinger), **valg},
        faktaregister=tuple(_les_yaml("faktaregister.yaml").get("fakta", ())),
        kildefeilkart=tuple(_les_yaml("kildefeil_kontroller.yaml").get("kart", ())),
        kilder=tuple(_kilde(innlesing) for innlesing in innlesinger),
    )
    return _med_summer(uten_summer, kart)


def _lik[T](klasse: type[T], verdi: object) -> T:
    """The value of another room as our frozen record of the same shape."""
    return klasse(**{felt.name: getattr(verdi, felt.name) for felt in fields(klasse)})  # type: ignore[arg-type]


def _med_summer(grunnlag: Grunnlag, kart: Mapping[str, str]) -> Grunnlag:
    """The sums of the year and the year before, on the tree of the year."""
    aar = (grunnlag.aar - 1, grunnlag.aar)
    funksjonssummer = hovedbok.funksjonssummer(aar, virksomhet_for=kart)
    kryssummer = hovedbok.kryssummer(aar, virksomhet_for=kart, arter=KRYSSARTER)
    return replace(
        grunnlag,
        artsummer=tuple(Artsum(*rad) for rad in hovedbok.artsummer(aar, virksomhet_for=kart)),
        funksjonssummer=tuple(Funksjonssum(*rad) for rad in funksjonssummer),
        prosjektsummer=tuple(Prosjektsum(*rad) for rad in hovedbok.prosjektsummer(aar)),
        balansesummer=tuple(Balansesum(*rad) for rad in hovedbok.balansesummer(aar)),
        kryssummer=tuple(Kryssum(*rad) for rad in kryssummer),
    )


def _datasett(aar: int, naa: Stand, kart: Mapping[str, str]) -> dict[str, tuple[Post, ...]]:
    fravaer = sykefravaer(aar)
    datasett: dict[str, Sequence[Post]] = {
        **alle_datasett(naa=naa),
        "sykefravaer": fravaer,
        "sykefravaer_samlet": _samlet_sykefravaer(aar, fravaer),
        "sykefravaer_maal": [{"enhet": enhet, "maal_pct": maal} for enhet, maal in maaltall(aar).items()],
        f"politiske_saker_{aar}": saker(aar),
        "vedtak_oppdrag": oppdrag(aar),
        KORRIGERINGER: korrigering_queries.offentlige_poster(),
        "budsjettendringer": _budsjettendringer(aar, kart),
    }
    return {navn: tuple(poster) for navn, poster in sorted(datasett.items()) if poster}


def _samlet_sykefravaer(aar: int, fravaer: Iterable[Post]) -> list[Post]:
    """The total weighted by possible days, or why it cannot be computed (HR-02)."""
    samlet = samlet_sykefravaer(aar)
    har_tall = any(post["aar"] == aar for post in fravaer)
    return [] if not har_tall else [{"aar": aar, "prosent": samlet.prosent, "grunn": samlet.grunn or None}]


def _budsjettendringer(aar: int, kart: Mapping[str, str]) -> list[Post]:
    """Amendments per virksomhet and decision, in øre (KONTO-06)."""
    return [
        {
            "slag": e.slag,
            "referanse": e.referanse,
            "dato": e.dato.isoformat() if e.dato else None,
            "myndighet": e.myndighet or None,
            "saksnr": e.saksnr or None,
            "tekst": e.tekst or None,
            "kontoklasse": e.kontoklasse,
            "virksomhet": e.virksomhet,
            "ore": e.belop,
        }
        for e in endringer(aar, virksomhet_for=kart)
    ]


def _innstillinger() -> dict[str, str]:
    """The installation's own words: date, status, place, titles; colour and contact from the settings, if set."""
    satt = gjeldende()
    valgt = {navn: verdi for navn, verdi in (("aksent", satt.aksent), ("kontakt", satt.kontakt)) if verdi}
    return {str(navn): str(verdi) for navn, verdi in _les_yaml("innstillinger.yaml").items()} | valgt


def _les_yaml(filnavn: str) -> dict[str, Any]:
    """A file in the installation's folder, empty when it is not there. Raises RodtraadFeil when it is no map."""
    fil = Path(settings.MAPPE) / filnavn
    if not fil.is_file():
        return {}
    innhold = les_yaml(les_tekst(fil, str(fil)), str(fil)) or {}
    if not isinstance(innhold, dict):
        raise RodtraadFeil(f"{fil} skal ha linjer med «navn: verdi».")
    return innhold


def _dato(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise RodtraadFeil(f"Datoen «{tekst}» i innstillinger.yaml skal skrives som 2025-03-31.") from None


def _konstruert(innlesinger: Iterable[Innlesingspost]) -> dict[str, str]:
    """What the reader must be told when the ledger is constructed."""
    merknader = [i.merknad for i in innlesinger if i.konstruert and i.kontrolltotal_ore is not None]
    return {"konstruert": merknader[0]} if merknader else {}


def _kilde(innlesing: Innlesingspost) -> Kildeinfo:
    return Kildeinfo(
        id=innlesing.id,
        kilde=innlesing.kilde,
        fil=innlesing.fil,
        sha256=innlesing.sha256,
        beskrivelse=innlesing.merknad,
        tidspunkt=innlesing.tidspunkt.isoformat(timespec="seconds"),
        antall=innlesing.antall,
        konstruert=innlesing.konstruert,
        profil=innlesing.profil,
    )
