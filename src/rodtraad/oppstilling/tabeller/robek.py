"""ROBEK: accumulated merforbruk, when it must be covered, and the letters a–g (FIN-08, REGN-08)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from rodtraad.kjerne.avrunding import ORE_PER_KR, ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.lov.inndekning import FRIST_AAR, Inndekningsplan, inndekningsplan
from rodtraad.lov.robek import Robekbokstav, Robekgrunnlag, er_i_robek, vurder_robek
from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.datasettabell import tall
from rodtraad.oppstilling.formel import BALANSE, DRIFT, OPPRINNELIG, REGNSKAP, Ledd, Radformel, Uttak
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabell import Verdi
from rodtraad.oppstilling.tabeller import lovpaalagte
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd

ROBEK = Hjemmel("kommuneloven", "28-1")
INNDEKNING = Hjemmel("kommuneloven", "14-11")
PLAN = "inndekningsplan"
FREMFORT = "980"
IKKE_OPPGITT = "Ikke oppgitt"
KRAV = {
    "a": "Årsbudsjett med merforbruk",
    "b": "Økonomiplan med merforbruk i driften",
    "c": "Merforbruk dekkes inn over mer enn to år",
    "d": "Samlet merforbruk over tre prosent av driftsinntektene",
    "e": "Økonomiplan eller årsbudsjett ikke vedtatt i tide",
    "f": "Årsregnskap ikke vedtatt i tide",
    "g": "Vedtak etter inndelingslova § 16 a",
}
STATUSFELT = {
    "robek_siden": "Registrert i ROBEK siden",
    "robek_tiltaksplan": "Tiltaksplan vedtatt",
    "robek_godkjenning": "Lån godkjent av statsforvalteren",
}
"""Settings of the installation that say what the accounts cannot."""


def _samlet(k: Kontekst) -> Uttak:
    brukte = k.summer.brukte("kapittel")
    return Uttak(BALANSE, kapitler=frozenset(kap for kap in brukte if kap.startswith("5900")))


def aarganger(k: Kontekst) -> dict[int, int]:
    """Year → merforbruk that is not covered, øre, the oldest first; older than last year is one sum."""
    rest = k.summer.sum(_samlet(k), k.aar, REGNSKAP)
    ut: dict[int, int] = {}
    for aar in (k.aar, k.aar - 1):
        oppstaatt = -k.summer.sum(Uttak(DRIFT, arter=frozenset({FREMFORT})), aar, REGNSKAP)
        ut[aar] = min(max(oppstaatt, 0), max(rest, 0))
        rest -= ut[aar]
    ut[k.aar - 2] = max(rest, 0)
    return {aar: ore for aar, ore in sorted(ut.items()) if ore}


def vedtatt_plan(k: Kontekst) -> dict[int, int]:
    """Year → cover in øre as adopted; empty when no plan is imported."""
    plan: dict[int, int] = {}
    for post in k.grunnlag.datasett.get(PLAN, ()):
        aar, belop = tall(post.get("aar")), tall(post.get("belop_kr"))
        if aar is not None and belop is not None and int(aar) > k.aar:
            plan[int(aar)] = plan.get(int(aar), 0) + int(Decimal(belop) * ORE_PER_KR)
    return plan


def lovens_plan(merforbruk: Mapping[int, int], aar: int) -> dict[int, int]:
    """The latest cover the law allows without a decision: the second year after it arose (§ 14-11)."""
    plan: dict[int, int] = {}
    for oppstaatt, ore in merforbruk.items():
        frist = max(oppstaatt + FRIST_AAR, aar + 1)
        plan[frist] = plan.get(frist, 0) + ore
    return plan


def plan_for(k: Kontekst) -> Inndekningsplan:
    """The adopted plan, else the one the law's deadline gives. Raises RodtraadFeil on a plan too large."""
    merforbruk = aarganger(k)
    return inndekningsplan(merforbruk, vedtatt_plan(k) or lovens_plan(merforbruk, k.aar))


@tabell("inndekningsplan", "Merforbruk som skal dekkes inn", f"{INNDEKNING}")
def merforbruk_til_inndekning(k: Kontekst) -> Bygget:
    """Each year's merforbruk, when it is covered, and what remains at the end of each year."""
    plan = plan_for(k)
    rest = {aar: f"Gjenstår {aar}" for aar in plan.rest}
    kolonner = (
        kol.tekst("aar", "Oppstått i", radtittel=True),
        kol.del_av("merforbruk", f"Udekket {k.aar}", k.aar, REGNSKAP),
        *(kol.oppgitt(f"rest_{aar}", tittel, "belop") for aar, tittel in rest.items()),
        kol.oppgitt("frist", "Lovens frist", "aar"),
        kol.oppgitt("dekket", "Dekket i", "aar"),
        kol.noekkel("er_sum"),
    )
    rader = [_aargang(k, nr.oppstaatt, nr.merforbruk, dict(nr.rest), nr.siste_aar) for nr in plan.arganger]
    if rader:
        rader.append(_sum(k, plan))
    hode = Tabellhode(
        "inndekningsplan",
        "Merforbruk som skal dekkes inn",
        hjemmel=(INNDEKNING,),
        kilde=lovpaalagte.HOVEDBOKEN,
        fortegn="Merforbruk er positivt.",
        merknader=(_om_planen(k),) if rader else ("Det er ikke noe merforbruk å dekke inn.",),
    )
    regel = "Merforbruket minus planlagt inndekning til og med året"
    regler = {**dict.fromkeys((f"rest_{aar}" for aar in rest), regel)}
    return replace(bygg_fra_ledd(k, hode, kolonner, rader), regler=regler)


def _om_planen(k: Kontekst) -> str:
    if vedtatt_plan(k):
        return "Inndekningen følger planen kommunestyret har vedtatt."
    return (
        "Planen er beregnet, ikke vedtatt: kommunen har ikke lest inn noen vedtatt inndekningsplan, og tabellen viser "
        "den seneste inndekningen loven tillater uten særskilt vedtak, det andre året etter at merforbruket oppsto."
    )


def _restverdier(rest: Mapping[int, int]) -> dict[str, Verdi]:
    return {f"rest_{aar}": rund(ore, ORE_PER_TUSEN_KR) for aar, ore in rest.items()}


def _aargang(k: Kontekst, aar: int, ore: int, rest: Mapping[int, int], dekket: int | None) -> Radutkast:
    eldre = aar < k.aar - 1
    verdier: dict[str, Verdi] = {
        "aar": f"{aar} og tidligere" if eldre else str(aar),
        **_restverdier(rest),
        "frist": aar + FRIST_AAR,
        "dekket": dekket,
        "er_sum": 0,
    }
    tekst = f"Fremført til inndekning i {aar} (art {FREMFORT}), det som ikke er dekket"
    grunner = {} if dekket else {"dekket": "Planen dekker ikke hele beløpet"}
    return Radutkast(verdier, Radformel((Ledd(fast=ore, tekst=tekst),), tekst), grunner=grunner)


def _sum(k: Kontekst, plan: Inndekningsplan) -> Radutkast:
    siste = [a.siste_aar for a in plan.arganger]
    dekket = max((aar for aar in siste if aar), default=None) if None not in siste else None
    verdier: dict[str, Verdi] = {"aar": "Sum", **_restverdier(plan.rest), "dekket": dekket, "er_sum": 1}
    formel = Radformel((Ledd(uttak=_samlet(k)),), "Merforbruk i driftsregnskapet, kapittel 5900 i balansen")
    return Radutkast(verdier, formel, er_sum=True, grunner={"frist": "Hver årgang har sin frist"})


def robekgrunnlag(k: Kontekst) -> Robekgrunnlag:
    """What the accounts say of § 28-1; the rest is unknown until someone registers it."""
    har_balanse = any(b.aar == k.aar for b in k.grunnlag.balansesummer)
    har_budsjett = any(s.slag in OPPRINNELIG and s.aar == k.aar for s in k.grunnlag.artsummer)
    bunn = lovpaalagte.lag(k, "bevilgning_5_4_1")
    linje = next((rad.linje for rad in bunn.tabell.rader if rad.gruppe == "Resultat"), 0)
    return Robekgrunnlag(
        aar=k.aar,
        merforbruk_budsjett=bunn.ore(linje, f"oppr_bud_{k.aar}") if har_budsjett and linje else None,
        inndekning=plan_for(k) if vedtatt_plan(k) else None,
        akkumulert_merforbruk=k.summer.sum(_samlet(k), k.aar, REGNSKAP) if har_balanse else None,
        driftsinntekter=driftsinntekter(k),
    )


def driftsinntekter(k: Kontekst) -> int:
    """Sum driftsinntekter of § 5-6, øre, positive."""
    oversikt = lovpaalagte.lag(k, "okonomisk_oversikt_5_6")
    kolonne = f"regnskap_{k.aar}"
    linje = next((r.linje for r in oversikt.tabell.rader if "Sum driftsinntekter" in _ord(r.celler)), 0)
    return abs(oversikt.ore(linje, kolonne)) if linje else 0


def _ord(celler: tuple[object, ...]) -> set[str]:
    return {str(getattr(celle, "verdi", "")) for celle in celler}


@tabell("robek", "Prøving mot vilkårene for ROBEK", f"{ROBEK}")
def robek(k: Kontekst) -> Bygget:
    """Letters a–g with the answer and why, and the status fields someone must register."""
    kolonner = (
        kol.tekst("bokstav", "Bokstav"),
        kol.tekst("vilkaar", "Vilkår", radtittel=True),
        kol.tekst("oppfylt", "Oppfylt"),
        kol.tekst("begrunnelse", "Begrunnelse"),
    )
    vurdering = vurder_robek(robekgrunnlag(k))
    rader = [_bokstav(bokstav) for bokstav in vurdering]
    rader += [_status(k, navn, tittel) for navn, tittel in STATUSFELT.items()]
    svar = (
        "minst ett vilkår er oppfylt"
        if er_i_robek(vurdering)
        else "ingen av vilkårene vi kan prøve, er oppfylt"
    )
    hode = Tabellhode(
        "robek",
        "Prøving mot vilkårene for ROBEK",
        enhet="",
        hjemmel=(ROBEK,),
        kilde=lovpaalagte.HOVEDBOKEN,
        merknader=(f"Ut fra regnskapet er svaret at {svar}. Registeret føres av departementet.",),
    )
    return bygg_fra_ledd(k, hode, kolonner, rader)


def _bokstav(bokstav: Robekbokstav) -> Radutkast:
    svar = IKKE_OPPGITT if bokstav.oppfylt is None else "Ja" if bokstav.oppfylt else "Nei"
    verdier: dict[str, Verdi] = {
        "bokstav": bokstav.bokstav,
        "vilkaar": KRAV[bokstav.bokstav],
        "oppfylt": svar,
        "begrunnelse": bokstav.begrunnelse,
    }
    return Radutkast(verdier, gruppe="Vilkår")


def _status(k: Kontekst, navn: str, tittel: str) -> Radutkast:
    svar = k.grunnlag.innstillinger.get(navn, "")
    grunn = "Registrert av kommunen" if svar else "Står ikke i kilden"
    verdier: dict[str, Verdi] = {
        "bokstav": None, "vilkaar": tittel, "oppfylt": svar or IKKE_OPPGITT, "begrunnelse": grunn
    }  # fmt: skip
    return Radutkast(verdier, gruppe="Status")
