"""Okonomi per tjeneste: net per unit and KOSTRA function, and the comparable lines (KONTO-04, RAP-04)."""

from collections.abc import Callable, Iterator, Sequence

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import FORTEGN, Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.formel import DRIFT, Ledd, Radformel, Uttak
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.kontekst import Kontekst, sum_av
from rodtraad.oppstilling.tabell import Verdi
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd, perioder

HJEMMEL = "Kommunens inndeling i rammeområder, virksomheter og tjenester"
SUM = "Sum"
Gruppering = Callable[[Kontekst, Sequence[str]], list[tuple[str, tuple[str, ...]]]]


def enheter_med_tabell(k: Kontekst) -> Iterator[tuple[Organisasjonsenhet, Organisasjonsenhet]]:
    """Each unit with tables of its own and its rammeområde, in print order."""
    for ramme in k.rammeomraader:
        for enhet in (ramme, *k.under[ramme.kode]):
            if enhet.har_tabeller:
                yield enhet, ramme


def vist_kode(enhet: Organisasjonsenhet) -> str | None:
    """The code as the municipality prints it."""
    return enhet.kode if enhet.vis_kode else None


def _enkeltvis(k: Kontekst, funksjoner: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    return [(k.navn_paa(funksjon), (funksjon,)) for funksjon in funksjoner]


def _sammenlignbart(k: Kontekst, funksjoner: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Functions that follow each other in time as one line, named by those that hold today."""
    return [(gruppenavn(k, gruppe), gruppe) for gruppe in k.regelverk.koder.funksjonsgrupper(funksjoner)]


def gruppenavn(k: Kontekst, gruppe: Sequence[str]) -> str:
    """The name of a comparable line: that of its first function, and the codes it gathers."""
    if len(gruppe) == 1:
        return k.navn_paa(gruppe[0])
    return f"{k.navn_paa(gruppe[0])} (funksjon {', '.join(sorted(gruppe))} samlet)"


def _kolonner(aar: int) -> tuple[Kolonnevalg, ...]:
    revidert, regnskap = kol.revidert(aar), kol.regnskap(aar)
    return (
        kol.noekkel("tabell_id"),
        kol.noekkel("nivaa"),
        kol.noekkel("rammeomrade"),
        kol.noekkel("enhet_kode"),
        kol.noekkel("enhet"),
        kol.tekst("tjeneste", "Tjeneste", radtittel=True),
        kol.regnskap(aar - 1),
        regnskap,
        kol.opprinnelig(aar),
        revidert,
        kol.avvik(revidert, regnskap),
        kol.avvik_prosent(revidert, regnskap),
        kol.noekkel("er_sum"),
    )


def _lag(k: Kontekst, id_: str, tittel: str, gruppering: Gruppering) -> Bygget:
    kolonner = _kolonner(k.aar)
    rader: list[Radutkast] = []
    for nr, (enhet, ramme) in enumerate(enheter_med_tabell(k), 1):
        felles: dict[str, Verdi] = {
            "tabell_id": f"T{nr:02d}",
            "nivaa": enhet.nivaa,
            "rammeomrade": ramme.navn,
            "enhet_kode": vist_kode(enhet),
            "enhet": enhet.navn,
        }
        uttak = _uttak(k, enhet, kolonner, gruppering)
        forste = len(rader) + 1
        rader += [_rad(enhet, {**felles, "tjeneste": navn, "er_sum": 0}, _formel(u)) for navn, u in uttak]
        formel = _sumformel(k, enhet, range(forste, forste + len(uttak)))
        rader.append(_rad(enhet, {**felles, "tjeneste": SUM, "er_sum": 1}, formel))
    return bygg_fra_ledd(k, Tabellhode(id_, tittel, kilde=HOVEDBOKEN, fortegn=FORTEGN), kolonner, rader)


def _uttak(
    k: Kontekst, enhet: Organisasjonsenhet, kolonner: Sequence[Kolonnevalg], gruppering: Gruppering
) -> list[tuple[str, Uttak]]:
    """The services of a unit that have facts in one of the columns, in the order of the chart."""
    virksomheter = k.virksomheter_i(enhet.kode)
    tider = perioder(kolonner)
    funksjoner = [
        funksjon
        for funksjon in k.tjenester(k.funksjoner_i(virksomheter, DRIFT))
        if k.summer.finnes(_selv(virksomheter, funksjon), tider)
    ]
    return [
        (navn, Uttak(DRIFT, funksjoner=frozenset(gruppe), virksomheter=virksomheter))
        for navn, gruppe in gruppering(k, funksjoner)
    ]


def _selv(virksomheter: frozenset[str], funksjon: str) -> Uttak:
    return Uttak(DRIFT, funksjoner=frozenset({funksjon}), virksomheter=virksomheter)


def _formel(uttak: Uttak) -> Radformel:
    return Radformel((Ledd(uttak=uttak),), "Netto driftsutgift på tjenestens funksjon i enheten")


def _sumformel(k: Kontekst, enhet: Organisasjonsenhet, linjer: range) -> Radformel:
    if not linjer:
        return Radformel(
            (Ledd(uttak=Uttak(DRIFT, virksomheter=k.virksomheter_i(enhet.kode))),), "Ingen poster"
        )
    return Radformel(sum_av(*linjer), "Summen av enhetens tjenester")


def _rad(enhet: Organisasjonsenhet, verdier: dict[str, Verdi], formel: Radformel) -> Radutkast:
    er_sum = verdier["er_sum"] == 1
    return Radutkast(verdier, formel, er_sum=er_sum, gruppe=enhet.navn, enhet=enhet.kode)


@tabell("okonomi_per_tjeneste", "Status økonomi per tjeneste", HJEMMEL)
def okonomi_per_tjeneste(k: Kontekst) -> Bygget:
    """Net per tjeneste for every unit with a table, functions apart as booked."""
    return _lag(k, "okonomi_per_tjeneste", "Status økonomi per tjeneste", _enkeltvis)


@tabell("okonomi_per_tjeneste_sammenlignbar", "Status økonomi per tjeneste, sammenlignbare linjer", HJEMMEL)
def okonomi_per_tjeneste_sammenlignbar(k: Kontekst) -> Bygget:
    """The same with functions that replace each other as one line, so that budget and accounts meet."""
    tittel = "Status økonomi per tjeneste, sammenlignbare linjer"
    return _lag(k, "okonomi_per_tjeneste_sammenlignbar", tittel, _sammenlignbart)
