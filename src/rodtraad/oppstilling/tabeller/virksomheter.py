"""Okonomi per virksomhet: net per virksomhet in each rammeområde (RAP-04)."""

from collections.abc import Iterator

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import FORTEGN, Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.formel import DRIFT, Ledd, Radformel, Uttak
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabell import Verdi
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.tabeller.tjenester import HJEMMEL, SUM, enheter_med_tabell, vist_kode
from rodtraad.oppstilling.utregning import bygg_fra_ledd

TITTEL = "Status økonomi i rammeområdet"


def _kolonner(aar: int) -> tuple[Kolonnevalg, ...]:
    revidert, regnskap = kol.revidert(aar), kol.regnskap(aar)
    return (
        kol.noekkel("tabell_id"),
        kol.noekkel("nivaa"),
        kol.noekkel("rammeomrade"),
        kol.noekkel("tabell_enhet_kode"),
        kol.noekkel("tabell_enhet"),
        kol.noekkel("virksomhet_kode"),
        kol.tekst("virksomhet", "Virksomhet", radtittel=True),
        kol.regnskap(aar - 1),
        regnskap,
        revidert,
        kol.avvik(revidert, regnskap),
        kol.avvik_prosent(revidert, regnskap),
        kol.noekkel("er_sum"),
    )


@tabell("okonomi_per_virksomhet", TITTEL, HJEMMEL)
def okonomi_per_virksomhet(k: Kontekst) -> Bygget:
    """Net per virksomhet; a table with one virksomhet has only its sum."""
    rader: list[Radutkast] = []
    for nr, (enhet, ramme) in enumerate(enheter_med_tabell(k), 1):
        felles: dict[str, Verdi] = {
            "tabell_id": f"V{nr:02d}",
            "nivaa": enhet.nivaa,
            "rammeomrade": ramme.navn,
            "tabell_enhet_kode": vist_kode(enhet),
            "tabell_enhet": enhet.navn,
        }
        rader += _rader(k, enhet, felles, len(rader))
    hode = Tabellhode("okonomi_per_virksomhet", TITTEL, kilde=HOVEDBOKEN, fortegn=FORTEGN)
    return bygg_fra_ledd(k, hode, _kolonner(k.aar), rader)


def _rader(
    k: Kontekst, enhet: Organisasjonsenhet, felles: dict[str, Verdi], foer: int
) -> Iterator[Radutkast]:
    deler = k.under.get(enhet.kode, ())
    viste = deler if len(deler) > 1 else ()
    for virksomhet in viste:
        uttak = Uttak(DRIFT, virksomheter=frozenset({virksomhet.kode}))
        verdier: dict[str, Verdi] = {
            **felles, "virksomhet_kode": vist_kode(virksomhet), "virksomhet": virksomhet.navn, "er_sum": 0
        }  # fmt: skip
        formel = Radformel((Ledd(uttak=uttak),), "Netto driftsutgift i virksomheten")
        yield Radutkast(verdier, formel, gruppe=enhet.navn, enhet=enhet.kode)
    ledd = tuple(Ledd(linje=foer + nr) for nr in range(1, len(viste) + 1))
    alt = Ledd(uttak=Uttak(DRIFT, virksomheter=k.virksomheter_i(enhet.kode)))
    yield Radutkast(
        {**felles, "virksomhet_kode": None, "virksomhet": SUM, "er_sum": 1},
        Radformel(ledd or (alt,), "Summen av virksomhetene" if ledd else "Netto driftsutgift i enheten"),
        er_sum=True,
        gruppe=enhet.navn,
        enhet=enhet.kode,
    )
