"""Fond: opening balance, additions, use and closing balance per kind of fund (FIN-06, note 10)."""

from dataclasses import dataclass

from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.formel import (
    BALANSE,
    DRIFT,
    INVESTERING,
    REGNSKAP,
    UTEN_ART,
    Ledd,
    Radformel,
    Uttak,
)
from rodtraad.oppstilling.kontekst import Kontekst, sum_av
from rodtraad.oppstilling.tabell import Verdi  # noqa: TC001 - a value type, as the others here
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd

HJEMMEL = Hjemmel("budsjett- og regnskapsforskriften", "5-8")
FORTEGN = "Fond og avsetninger er positive. Bruk av fond er negativ."
AVSETNING, BRUK = frozenset({"540", "550"}), frozenset({"940", "950"})
BUNDNE, FRIE = "Bundne fond", "Frie fond"
UTEN_FORMAAL = "Hovedboken har fond per type. Formål og eier for hvert enkelt fond er ikke lest inn."

KONSTRUERT = "Balansen er konstruert; kommunen har ikke publisert saldoen for hvert fond."


@dataclass(frozen=True, slots=True)
class Fondstype:
    """A kind of fund: its chapter in the balance, and where its additions and use are booked."""

    navn: str
    slag: str
    kapittel: str
    kontoklasse: str
    arter: frozenset[str]

    def saldo(self, k: Kontekst) -> Uttak:
        """The balance of the fund."""
        brukte = k.summer.brukte("kapittel")
        return Uttak(BALANSE, kapitler=frozenset(kap for kap in brukte if kap.startswith(self.kapittel)))

    def bevegelse(self) -> Uttak:
        """Additions and use of the fund."""
        return Uttak(self.kontoklasse, arter=self.arter)


FONDSTYPER = (
    Fondstype("Bundne driftsfond", BUNDNE, "51", DRIFT, frozenset({"550", "950"})),
    Fondstype("Bundne investeringsfond", BUNDNE, "55", INVESTERING, frozenset({"550", "950"})),
    Fondstype("Disposisjonsfond", FRIE, "56", DRIFT, frozenset({"540", "940"})),
    Fondstype("Ubundet investeringsfond", FRIE, "53", INVESTERING, frozenset({"540", "940"})),
)


@tabell("fond", "Fond", f"{HJEMMEL}")
def fond(k: Kontekst) -> Bygget:
    """Each kind of fund from opening to closing balance; opening is last year's closing balance."""
    kolonner = (
        kol.noekkel("slag"),
        kol.tekst("fond", "Fond", radtittel=True),
        kol.del_av("inngaaende", f"Inngående {k.aar}", k.aar - 1, REGNSKAP, UTEN_ART),
        kol.del_av("avsatt", "Avsatt", k.aar, REGNSKAP, AVSETNING),
        kol.del_av("brukt", "Brukt", k.aar, REGNSKAP, BRUK),
        kol.del_av("utgaaende", f"Utgående {k.aar}", k.aar, REGNSKAP, UTEN_ART),
        kol.noekkel("er_sum"),
    )
    har_inngaaende = any(b.aar == k.aar - 1 for b in k.grunnlag.balansesummer)
    konstruert = (KONSTRUERT,) if k.grunnlag.innstillinger.get("konstruert") else ()
    merknader = (_kontroll(k), UTEN_FORMAAL, *konstruert) if har_inngaaende else (_mangler(k.aar - 1),)
    hode = Tabellhode(
        "fond", "Fond", hjemmel=(HJEMMEL,), kilde=HOVEDBOKEN, fortegn=FORTEGN, merknader=merknader
    )
    return bygg_fra_ledd(k, hode, kolonner, _rader(k) if har_inngaaende else ())


def _rader(k: Kontekst) -> list[Radutkast]:
    rader: list[Radutkast] = []
    for slag in (BUNDNE, FRIE):
        typer = [fondstype for fondstype in FONDSTYPER if fondstype.slag == slag]
        forste = len(rader) + 1
        rader += [_rad(slag, fondstype.navn, _formel(k, fondstype)) for fondstype in typer]
        sum_ = Radformel(sum_av(*range(forste, forste + len(typer))), f"Summen av {slag.lower()}")
        rader.append(_rad(slag, f"Sum {slag.lower()}", sum_, er_sum=True))
    return rader


def _formel(k: Kontekst, fondstype: Fondstype) -> Radformel:
    ledd = (Ledd(-1, fondstype.saldo(k)), Ledd(1, fondstype.bevegelse()))
    regel = "Saldoen på fondets kapittel i balansen, og det som er avsatt og brukt i regnskapet"
    return Radformel(ledd, regel, (HJEMMEL,))


def _rad(slag: str, navn: str, formel: Radformel, *, er_sum: bool = False) -> Radutkast:
    verdier: dict[str, Verdi] = {"slag": slag, "fond": navn, "er_sum": int(er_sum)}
    return Radutkast(verdier, formel, er_sum=er_sum, gruppe=slag)


def differanser(k: Kontekst) -> dict[str, int]:
    """Fund → øre by which opening + additions − use differs from closing; empty when all agree."""
    ut = {}
    for fondstype in FONDSTYPER:
        saldo = fondstype.saldo(k)
        inn, slutt = (-k.summer.sum(saldo, aar, REGNSKAP) for aar in (k.aar - 1, k.aar))
        differanse = inn + k.summer.sum(fondstype.bevegelse(), k.aar, REGNSKAP) - slutt
        if differanse:
            ut[fondstype.navn] = differanse
    return ut


def _kontroll(k: Kontekst) -> str:
    feil = differanser(k)
    if not feil:
        return "Inngående beholdning og avsetninger minus bruk er lik utgående beholdning for alle fondene."
    deler = (f"{navn} med {vis_tall(ore // 100)} kr" for navn, ore in feil.items())
    return f"Bevegelsene forklarer ikke endringen i balansen for {', '.join(deler)}."


def _mangler(aar: int) -> str:
    return f"Inngående beholdning kan ikke vises, fordi balansen for {aar} ikke er lest inn."


@tabell("fond_rammeomraade", "Avsatt til og brukt av bundne driftsfond per rammeområde", f"{HJEMMEL}")
def fond_rammeomraade(k: Kontekst) -> Bygget:
    """Additions to and use of bound operating funds per rammeområde; the balance is not kept per area."""
    bundne = FONDSTYPER[0].arter
    kolonner = (
        kol.tekst("rammeomrade", "Rammeområde", radtittel=True),
        kol.del_av("avsatt", "Avsatt", k.aar, REGNSKAP, AVSETNING),
        kol.del_av("brukt", "Brukt", k.aar, REGNSKAP, BRUK),
        kol.del_av("netto", "Netto", k.aar, REGNSKAP, bundne),
        kol.noekkel("er_sum"),
    )
    enheter = [(r.kode, r.navn, k.virksomheter_i(r.kode)) for r in k.rammeomraader]
    enheter.append(("", "Utenfor rammeområdene", k.sentrale))
    rader = []
    for kode, navn, virksomheter in enheter:
        uttak = Uttak(DRIFT, arter=bundne, virksomheter=virksomheter)
        if k.summer.finnes(uttak, [(k.aar, REGNSKAP)]):
            formel = Radformel(
                (Ledd(uttak=uttak),), "Avsatt til og brukt av bundne driftsfond i rammeområdet"
            )
            rader.append(Radutkast({"rammeomrade": navn, "er_sum": 0}, formel, enhet=kode))
    if rader:
        formel = Radformel(sum_av(*range(1, len(rader) + 1)), "Summen av rammeområdene")
        rader.append(Radutkast({"rammeomrade": "Sum", "er_sum": 1}, formel, er_sum=True))
    tittel = "Avsatt til og brukt av bundne driftsfond per rammeområde"
    merknad = "Balansen har ikke fond per rammeområde, så saldoen vises bare for hele kommunen."
    hode = Tabellhode("fond_rammeomraade", tittel, kilde=HOVEDBOKEN, fortegn=FORTEGN, merknader=(merknad,))
    return bygg_fra_ledd(k, hode, kolonner, rader)
