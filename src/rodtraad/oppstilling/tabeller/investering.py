"""Investeringsstatus: projects with status and phase, and how they are financed (INV-01, 05, 11, 17)."""

from collections.abc import Iterable, Sequence

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import FORTEGN, Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.formel import INVESTERING, Ledd, Radformel, Uttak
from rodtraad.oppstilling.grunnlag import Investeringsprosjekt, Organisasjonsenhet
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabell import Verdi
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd, perioder

HJEMMEL = "Budsjett- og regnskapsforskriften § 5-5 andre ledd"
TITTEL = "Status investeringsprosjekter"
OVRIGE = "Sum øvrige prosjekter"
VARIGE = "1"
"""Part of § 5-5 second paragraph: investments in lasting assets."""


def _kolonner(aar: int) -> tuple[Kolonnevalg, ...]:
    revidert, regnskap = kol.revidert(aar), kol.regnskap(aar)
    return (
        kol.noekkel("rammeomrade"),
        kol.tekst("prosjekt", "Investering", radtittel=True),
        revidert,
        regnskap,
        kol.tekst("status", "Status"),
        kol.avvik(revidert, regnskap),
        kol.noekkel("fase_kode"),
        kol.tekst("fase", "Investeringsfase"),
        kol.noekkel("er_samlepost"),
        kol.noekkel("er_sum"),
    )


def utgiftsarter(k: Kontekst) -> frozenset[str]:
    """The arts of § 5-5 line 1, investments in lasting assets, that are in use."""
    linje = k.regelverk.oppstilling("bevilgning_5_5_1").linje("1")
    return frozenset(linje.utvalg[0].arter or ()) & k.summer.brukte("art")


@tabell("investeringsstatus", TITTEL, HJEMMEL)
def investeringsstatus(k: Kontekst) -> Bygget:
    """Status per project in the rammeområder that list projects by themselves."""
    rammer = [r for r in k.rammeomraader if any(p.status_rekkefolge for p in prosjekter_i(k, r))]
    return _lag(k, "investeringsstatus", TITTEL, rammer)


@tabell("investeringsstatus_alle", f"{TITTEL}, alle rammeområder", HJEMMEL)
def investeringsstatus_alle(k: Kontekst) -> Bygget:
    """The same for every rammeområde with investments, each project by itself (INV-17)."""
    return _lag(k, "investeringsstatus_alle", f"{TITTEL}, alle rammeområder", k.rammeomraader)


def prosjekter_i(k: Kontekst, ramme: Organisasjonsenhet) -> list[Investeringsprosjekt]:
    """The projects of a rammeområde, in register order."""
    egne = (p for p in k.grunnlag.prosjekter if p.rammeomraade == ramme.kode)
    return sorted(egne, key=lambda p: (p.rekkefolge, p.kode))


def _lag(k: Kontekst, id_: str, tittel: str, rammer: Iterable[Organisasjonsenhet]) -> Bygget:
    kolonner = _kolonner(k.aar)
    rader: list[Radutkast] = []
    for ramme in rammer:
        rader += _rammerader(k, ramme, kolonner, foer=len(rader), alle=id_ == "investeringsstatus_alle")
    hode = Tabellhode(id_, tittel, kilde=HOVEDBOKEN, fortegn=FORTEGN)
    return bygg_fra_ledd(k, hode, kolonner, rader)


def _rammerader(
    k: Kontekst, ramme: Organisasjonsenhet, kolonner: Sequence[Kolonnevalg], *, foer: int, alle: bool
) -> list[Radutkast]:
    tider = perioder(kolonner)
    arter = utgiftsarter(k)
    egne = [p for p in prosjekter_i(k, ramme) if k.summer.finnes(_uttak(arter, p), tider)]
    viste = egne if alle else sorted((p for p in egne if not p.er_ovrig), key=lambda p: p.status_rekkefolge)
    ovrige = [] if alle else [p for p in egne if p.er_ovrig]
    rader = [_rad(ramme, _prosjektverdier(p), _formel([_uttak(arter, p)])) for p in viste]
    if ovrige and (uttak := [_uttak(arter, p) for p in ovrige]):
        rader.append(_rad(ramme, {"prosjekt": OVRIGE, "er_samlepost": 1}, _formel(uttak)))
    if rader:
        ledd = tuple(Ledd(linje=foer + nr) for nr in range(1, len(rader) + 1))
        rader.append(_rad(ramme, {"prosjekt": "Sum", "er_sum": 1}, Radformel(ledd, "Summen av prosjektene")))
    return rader


def _prosjektverdier(p: Investeringsprosjekt) -> dict[str, Verdi]:
    return {
        "prosjekt": p.navn,
        "status": p.status or None,
        "fase_kode": p.fase_kode or None,
        "fase": p.fase or None,
    }


def _uttak(arter: frozenset[str], prosjekt: Investeringsprosjekt) -> Uttak:
    return Uttak(INVESTERING, arter=arter, prosjekter=frozenset({prosjekt.kode}))


def _formel(uttak: Sequence[Uttak]) -> Radformel:
    regel = "Prosjektets utgifter til varige driftsmidler"
    return Radformel(tuple(Ledd(uttak=u) for u in uttak), regel)


def _rad(ramme: Organisasjonsenhet, verdier: dict[str, Verdi], formel: Radformel) -> Radutkast:
    alle: dict[str, Verdi] = {"rammeomrade": ramme.navn, "er_samlepost": 0, "er_sum": 0, **verdier}
    return Radutkast(alle, formel, er_sum=alle["er_sum"] == 1, gruppe=ramme.navn, enhet=ramme.kode)
