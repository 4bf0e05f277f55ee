"""Prosjektfinansiering: what each investment project costs and how it is paid for (INV-11)."""

from collections.abc import Iterable, Mapping

from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.formel import INVESTERING, REGNSKAP, Ledd, Radformel, Uttak
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.kontekst import Kontekst, sum_av
from rodtraad.oppstilling.tabell import Verdi  # noqa: TC001 - a value type, as the others here
from rodtraad.oppstilling.tabeller.investering import prosjekter_i
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd

OPPSTILLING = "bevilgning_5_5_1"
HJEMMEL = Hjemmel("budsjett- og regnskapsforskriften", "5-5")
TITTEL = "Finansiering av investeringsprosjektene"
FORTEGN = "Utgifter er positive og finansiering negativ. Rest null betyr at prosjektet er fullt finansiert."
UTENFOR = ("", "Utenfor rammeområdene")
UTGIFTER = ("1", "2", "3", "4", "5", "15", "17")
"""Lines of § 5-5 first paragraph that are spending, loans to relend among them."""
FINANSIERING: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "laan": ("Bruk av lån", ("13", "16")),
    "mva_kompensasjon": ("Mva-kompensasjon", ("7",)),
    "tilskudd": ("Tilskudd", ("8",)),
    "salg": ("Salg", ("9", "10")),
    "fond": ("Fond og overføring, netto", ("20", "21", "22", "23", "24", "25")),
    "andre": ("Mottatte avdrag og utdeling", ("11", "12", "18")),
}
"""Column → heading and the lines of § 5-5 first paragraph it gathers."""


def arter_i(k: Kontekst, linjer: Iterable[str]) -> frozenset[str]:
    """The arts in use on some lines of § 5-5 first paragraph."""
    oppstilling = k.regelverk.oppstilling(OPPSTILLING)
    arter = (utvalg.arter or frozenset() for nr in linjer for utvalg in oppstilling.linje(nr).utvalg)
    return frozenset().union(*arter) & k.summer.brukte("art")


def _kolonner(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    alle = [*UTGIFTER, *(nr for _, linjer in FINANSIERING.values() for nr in linjer)]
    return (
        kol.noekkel("rammeomrade"),
        kol.tekst("prosjekt", "Investering", radtittel=True),
        kol.del_av("utgifter", "Utgifter", k.aar, REGNSKAP, arter_i(k, UTGIFTER)),
        *(
            kol.del_av(navn, tittel, k.aar, REGNSKAP, arter_i(k, linjer))
            for navn, (tittel, linjer) in FINANSIERING.items()
        ),
        kol.del_av("rest", "Rest", k.aar, REGNSKAP, arter_i(k, alle)),
        kol.noekkel("er_sum"),
    )


@tabell("prosjektfinansiering", TITTEL, f"{HJEMMEL}")
def prosjektfinansiering(k: Kontekst) -> Bygget:
    """Every project with spending or financing in the year; the sum is § 5-5 first paragraph."""
    rader: list[Radutkast] = []
    kjente: set[str] = set()
    for ramme in k.rammeomraader:
        for prosjekt in prosjekter_i(k, ramme):
            kjente.add(prosjekt.kode)
            rader += _rad(k, frozenset({prosjekt.kode}), prosjekt.navn, (ramme.kode, ramme.navn))
    for prosjekt in sorted(k.grunnlag.prosjekter, key=lambda p: (p.rekkefolge, p.kode)):
        if prosjekt.kode not in kjente:
            kjente.add(prosjekt.kode)
            rader += _rad(k, frozenset({prosjekt.kode}), prosjekt.navn, UTENFOR)
    ukjente = k.summer.brukte("prosjekt") - kjente
    rader += _rad(k, ukjente, "Poster uten prosjekt i registeret", UTENFOR)
    if rader:
        formel = Radformel(sum_av(*range(1, len(rader) + 1)), "Summen av prosjektene")
        rader.append(
            Radutkast({"rammeomrade": "", "prosjekt": "Sum", "er_sum": 1}, formel, er_sum=True, gruppe="Alle")
        )
    hode = Tabellhode("prosjektfinansiering", TITTEL, hjemmel=(HJEMMEL,), kilde=HOVEDBOKEN, fortegn=FORTEGN)
    return bygg_fra_ledd(k, hode, _kolonner(k), rader)


def _rad(k: Kontekst, koder: frozenset[str], navn: str, ramme: tuple[str, str]) -> list[Radutkast]:
    uttak = Uttak(INVESTERING, prosjekter=koder)
    if not koder or not k.summer.finnes(uttak, [(k.aar, REGNSKAP)]):
        return []
    formel = Radformel((Ledd(uttak=uttak),), "Prosjektets poster i investeringsregnskapet", (HJEMMEL,))
    verdier: dict[str, Verdi] = {"rammeomrade": ramme[1], "prosjekt": navn, "er_sum": 0}
    return [Radutkast(verdier, formel, gruppe=ramme[1], enhet=ramme[0])]
