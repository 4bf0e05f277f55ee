"""The statements: § 5-4, § 5-5, § 5-6, § 5-8, § 5-9 as the law has them and as the report prints them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rodtraad.lov.oppstilling import Linje, Oppstilling
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import FORTEGN, FORTEGN_LOV, ORE_PER, Bygget, Radutkast, Tabellhode, bygg
from rodtraad.oppstilling.formel import REGNSKAP, REVIDERT, Kolonneformel, Radformel
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.lovregning import Lovregning
from rodtraad.oppstilling.tabell import Kolonne, Verdi
from rodtraad.oppstilling.tabeller.register import REGISTER, Tabellvalg

Kolonnesett = Callable[[Kontekst], tuple[Kolonnevalg, ...]]
BALANSE = "lov_5_8"
HOVEDBOKEN = "Kommunens hovedbok"
SISTE_DAG = date(9999, 12, 31)
"""For titles only: the newest version of each statement."""


def _full(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    """§ 5-4 as printed: deviation against the adopted and against the amended budget."""
    revidert, regnskap = kol.revidert(k.aar), kol.regnskap(k.aar)
    return (
        *_mot_vedtatt(k),
        kol.avvik(revidert, regnskap, "avvik_rev_kr", "Avvik i kr mot rev. bud."),
        kol.avvik_prosent(revidert, regnskap, "avvik_rev_pct", "Avvik i % mot rev. bud.", blank="null_avvik"),
        kol.noekkel("er_sum"),
    )


def _mot_vedtatt(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    vedtatt, regnskap = kol.vedtatt(k.aar), kol.regnskap(k.aar)
    return (
        kol.regnskap(k.aar - 1),
        kol.opprinnelig(k.aar),
        vedtatt,
        regnskap,
        kol.avvik(vedtatt, regnskap),
        kol.avvik_prosent(vedtatt, regnskap, blank="null_budsjett"),
        kol.revidert(k.aar),
    )


def _med_revidert(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    """§ 5-5 and § 5-6 as printed: deviation against the adopted budget, the amended beside it."""
    return (*_mot_vedtatt(k), kol.noekkel("er_sum"))


def _mot_revidert(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    """Totaloversikt: deviation against the amended budget."""
    revidert, regnskap = kol.revidert(k.aar), kol.regnskap(k.aar)
    return (
        kol.regnskap(k.aar - 1),
        kol.opprinnelig(k.aar),
        revidert,
        regnskap,
        kol.avvik(revidert, regnskap),
        kol.avvik_prosent(revidert, regnskap),
        kol.noekkel("er_sum"),
    )


def _mot_opprinnelig(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    """Sentrale inntekter and finans: deviation against the original budget."""
    opprinnelig, regnskap = kol.opprinnelig(k.aar), kol.regnskap(k.aar)
    return (
        kol.regnskap(k.aar - 1),
        opprinnelig,
        regnskap,
        kol.avvik(opprinnelig, regnskap),
        kol.noekkel("er_sum"),
    )


def _brutto(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    """Totaloversikt drift: gross expenses, gross income and net, budget and accounts."""
    delinger = k.regelverk.oppstilling("totaloversikt_drift").delinger
    brukte = k.summer.brukte("art")
    utgift, inntekt = (brukte & (delinger[del_].arter or brukte) for del_ in ("utgifter", "inntekter"))
    rev = kol.del_av("rev_bud_netto", f"Rev. bud. {k.aar}", k.aar, REVIDERT)
    netto = kol.del_av("regnskap_netto", f"Regnskap {k.aar}", k.aar, REGNSKAP)
    return (
        kol.regnskap(k.aar - 1),
        kol.del_av("rev_bud_utgifter", "Rev. bud. utgifter", k.aar, REVIDERT, utgift),
        kol.del_av("rev_bud_inntekter", "Rev. bud. inntekter", k.aar, REVIDERT, inntekt),
        rev,
        kol.del_av("regnskap_utgifter", "Regnskap utgifter", k.aar, REGNSKAP, utgift),
        kol.del_av("regnskap_inntekter", "Regnskap inntekter", k.aar, REGNSKAP, inntekt),
        netto,
        kol.avvik(rev, netto),
        kol.avvik_prosent(rev, netto),
        kol.noekkel("er_sum"),
    )


def _bare_regnskap(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    """§ 5-9: the accounts alone, whole kroner."""
    formel = Kolonneformel("sum", aar=k.aar, faktaslag=REGNSKAP)
    return (
        Kolonnevalg(Kolonne(f"regnskap_{k.aar}_kr", f"Regnskap {k.aar}", "belop"), formel),
        kol.noekkel("type"),
    )


def _lovens(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    """The columns of the regulation: accounts, amended and original budget, last year's accounts."""
    return (
        kol.regnskap(k.aar),
        kol.revidert(k.aar),
        kol.opprinnelig(k.aar),
        kol.regnskap(k.aar - 1),
        kol.noekkel("er_sum"),
    )


def _balanse(k: Kontekst) -> tuple[Kolonnevalg, ...]:
    return (kol.regnskap(k.aar), kol.regnskap(k.aar - 1), kol.noekkel("er_sum"))


@dataclass(frozen=True, slots=True)
class Form:
    """How a statement is laid out: its leading text columns and its columns of figures."""

    ledende: tuple[str, ...]
    tall: Kolonnesett
    radtittel: str = "post"


_SEKSJON = ("nr", "seksjon", "post", "type")
FORMER: Mapping[str, Form] = {
    "bevilgning_5_4_1": Form(_SEKSJON, _full),
    "bevilgning_5_4_2": Form(("nr", "del", "rammeomrade", "herav", "post", "type"), _full),
    "bevilgning_5_5_1": Form(_SEKSJON, _med_revidert),
    "bevilgning_5_5_2": Form(("nr", "del", "rammeomrade", "post", "type"), _med_revidert),
    "okonomisk_oversikt_5_6": Form(_SEKSJON, _med_revidert),
    "budsjettavvik_5_9_drift": Form(("nr", "post", "note"), _bare_regnskap),
    "budsjettavvik_5_9_investering": Form(("nr", "post", "note"), _bare_regnskap),
    "totaloversikt_okonomi": Form(("nr", "gruppe", "linje"), _mot_revidert, "linje"),
    "totaloversikt_drift": Form(("nr", "tjenesteomrade"), _brutto, "tjenesteomrade"),
    "sentrale_inntekter": Form(("nr", "linje"), _mot_opprinnelig, "linje"),
    "finans": Form(("nr", "linje"), _mot_opprinnelig, "linje"),
    "lov_5_4_1": Form(_SEKSJON, _lovens),
    "lov_5_4_2": Form(_SEKSJON, _lovens),
    "lov_5_5_1": Form(_SEKSJON, _lovens),
    "lov_5_5_2": Form(_SEKSJON, _lovens),
    "lov_5_6": Form(_SEKSJON, _lovens),
    "lov_5_8": Form(_SEKSJON, _balanse),
    "lov_5_9_drift": Form(("nr", "post", "note"), _bare_regnskap),
    "lov_5_9_investering": Form(("nr", "post", "note"), _bare_regnskap),
}
GRUPPENAVN = {"til_disposisjon": "Til disposisjon", "disponering": "Disponering", "resultat": "Resultat"}
TITLER = {"post": "Post", "linje": "Linje", "tjenesteomrade": "Tjenesteområde", "note": "Note"}
ENHETSVIS = frozenset({"okonomisk_oversikt_5_6", "lov_5_6", "bevilgning_5_5_1", "lov_5_5_1"})
"""Statements by art, which can be shown for one unit by narrowing every line to it."""


def lag(k: Kontekst, navn: str, enhet: str = "") -> Bygget:
    """One statement as a table; `enhet` narrows every line to the virksomheter of a unit."""
    form = FORMER[navn]
    tall = form.tall(k)
    summer = [valg.formel for valg in tall if valg.formel and valg.formel.slag == "sum"]
    perioder = tuple((formel.aar, formel.faktaslag) for formel in summer)
    regning = Lovregning(k, perioder, k.virksomheter_i(enhet) if enhet else None)
    oppstilling = regning.oppstilling(navn)
    linjer = regning.synlige(navn, summer, ORE_PER[oppstilling.enhet])
    formler = regning.radformler(navn, linjer)
    return bygg(
        _hode(oppstilling, k.aar),
        (*(_ledende(n, form) for n in form.ledende), *tall),
        [
            _rad(
                _nummer(nr, linje, oppstilling),
                linje,
                form,
                formler[linje.nr],
                tom_null=oppstilling.null_er_tom,
            )
            for nr, linje in enumerate(linjer, 1)
        ],
        lambda nr, formel: regning.verdier(navn, formel)[linjer[nr - 1].nr],
        aar=k.aar,
        status=k.grunnlag.status,
    )


def _hode(oppstilling: Oppstilling, aar: int) -> Tabellhode:
    fra = oppstilling.gyldig_fra.year
    eldre = f"Oppstillingen gjelder fra {fra}; tallene for {aar} er satt opp på nytt etter den."
    return Tabellhode(
        id=oppstilling.id,
        tittel=oppstilling.tittel,
        enhet=oppstilling.enhet,
        hjemmel=(oppstilling.hjemmel,),
        kilde=HOVEDBOKEN,
        fortegn=FORTEGN_LOV if oppstilling.visning == "positiv" else FORTEGN,
        merknader=(eldre,) if aar < fra else (),
    )


def _ledende(navn: str, form: Form) -> Kolonnevalg:
    if navn == form.radtittel:
        return kol.tekst(navn, TITLER[navn], radtittel=True)
    return kol.tekst(navn, TITLER[navn]) if navn == "note" else kol.noekkel(navn)


def _nummer(nr: int, linje: Linje, oppstilling: Oppstilling) -> int | str:
    """The number of the law where the form is fixed, else the place in the table."""
    if oppstilling.er_dynamisk:
        return nr
    return int(linje.nr) if linje.nr.isdigit() else linje.nr


def _rad(nr: int | str, linje: Linje, form: Form, formel: Radformel, *, tom_null: bool) -> Radutkast:
    verdier: dict[str, Verdi] = {
        "nr": nr,
        "seksjon": linje.seksjon,
        "gruppe": linje.seksjon,
        "del": linje.seksjon,
        "rammeomrade": linje.rammeomraade_navn or None,
        "herav": linje.herav or None,
        "note": linje.note or None,
        "type": linje.type,
        form.radtittel: linje.tekst,
        "er_sum": int(linje.er_sum),
    }
    return Radutkast(
        verdier=verdier,
        formel=formel,
        er_sum=linje.er_sum,
        innrykk=1 if linje.type in {"herav", "prosjekt"} else 0,
        gruppe=GRUPPENAVN.get(linje.seksjon, linje.seksjon),
        enhet=linje.rammeomraade,
        tom_null=tom_null,
    )


def _registrer(navn: str) -> None:
    oppstilling = last_regelverk(SISTE_DAG).oppstillinger[navn]
    REGISTER[navn] = Tabellvalg(
        navn, oppstilling.tittel, f"{oppstilling.hjemmel}", lambda k: lag(k, navn), fra_hovedbok=True
    )


for _navn in FORMER:
    _registrer(_navn)
