"""Bodies, meetings, delegations, contacts and shared services of the demonstration.

The meeting days of 2024 are the municipality's own; names, parties, later meetings and keys are constructed and say so.
"""

from datetime import date, timedelta

from django.utils import timezone

from rodtraad.demo.steg import AAR, DATA
from rodtraad.enhetsroller.kontaktroller import KOMMUNEN
from rodtraad.enhetsroller.services import utpek_kontakt
from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.sak.mote_services import (
    avlys_mote,
    bruk_vanlige_frister,
    merk_holdt,
    planlegg_rekke,
    sett_frekvens,
)
from rodtraad.sak.organ_services import opprett_organ, opprett_valgperiode, velg_medlem
from rodtraad.sak.queries import moter
from rodtraad.samarbeid.services import foresla_nokkel, opprett_fellestjeneste, vedta_nokkel
from rodtraad.tilgang.queries import med_rolle, personer_i

REKKEFOLGE = 20
TEKST = "Setter sammen organene og møteplanen"
AV = "demonstrasjon"
VALGT = date(2023, 10, 1)
JULI = 7
KONSTRUERT = "Konstruert i demonstrasjonen."
FILER = (
    ("moteplan", "moter/moteplan_2024.csv", AAR, ""),
    (
        "delegasjoner",
        "delegasjon/delegasjoner.csv",
        None,
        "Innholdet i delegasjonene er konstruert av Rødtråd.",
    ),
    ("aarsverk", "bemanning/aarsverk.csv", AAR, ""),
)
ORGANER = (
    # name, short name, kind, place, weeks between meetings, meetings a year, how often
    ("Kommunestyret", "", "folkevalgt", 10, 6, 10, ""),
    ("Formannskapet", "", "folkevalgt", 20, 3, 16, ""),
    ("Administrasjonsutvalget", "", "partssammensatt", 30, 17, 3, "tre ganger i året"),
    ("Arbeidsmiljøutvalget", "AMU", "partssammensatt", 40, 13, 4, "fire ganger i året"),
    ("IA-utvalget", "IA", "partssammensatt", 50, 13, 4, "fire ganger i året"),
    ("Samarbeidsutvalget med hovedtillitsvalgte", "HTV", "partssammensatt", 60, 5, 10, "ti ganger i året"),
    ("Kommunedirektørens lederteam", "KLT", "ledergruppe", 70, 1, 52, "ukentlig"),
    ("Kommunedirektørens ledergruppe", "KLG", "ledergruppe", 80, 4, 12, "månedlig"),
    ("Lederforum", "", "ledergruppe", 90, 13, 4, "fire ganger i året"),
)
FORMANNSKAP = (
    ("Anne Konstad", "leder", "A", 1), ("Bjørn Dikteng", "nestleder", "B", 1), ("Cecilie Påfunn", "medlem", "A", 1),
    ("Dag Oppdiktet", "medlem", "B", 2), ("Eva Tenkt", "medlem", "C", 1), ("Finn Eksempel", "vara", "A", 1),
    ("Guri Prøvestad", "vara", "A", 2), ("Hans Mønster", "vara", "B", 1),
)  # fmt: skip
TJENESTER = (
    ("NAV for Røros, Os og Holtålen", "350", ("Os", "Holtålen"), (6000, 2200, 1800)),
    ("Barneverntjenesten for Røros, Os og Holtålen", "360", ("Os", "Holtålen"), (6000, 2100, 1900)),
    ("Brann og redning for fire kommuner", "640", ("Os", "Holtålen", "Tydal"), (5200, 1900, 1900, 1000)),
)


def bygg() -> None:
    """Bodies first, since the plan of meetings names them."""
    organer = _organer()
    for kilde, fil, aar, merknad in FILER:
        resultat = les_inn(kilde, [DATA / fil], aar=aar, av=AV, konstruert=bool(merknad), merknad=merknad)
        if resultat.har_feil:
            raise RodtraadFeil(
                f"Demonstrasjonen stoppet: {fil} kan ikke leses inn.", *(f.melding for f in resultat.funn)
            )
    bruk_vanlige_frister(av=AV)
    _moter(organer)
    _kontakter()
    _samarbeid()


def _organer() -> dict[str, int]:
    periode = opprett_valgperiode(navn="2023–2027", fra=VALGT, til=date(2027, 9, 30), av=AV)
    ider: dict[str, int] = {}
    for navn, kort, slag, plass, *_ in ORGANER:
        avledet = ider["Formannskapet"] if navn == "Administrasjonsutvalget" else None
        ider[navn] = opprett_organ(
            navn=navn, kortnavn=kort, slag=slag, rekkefolge=plass, avledet_av_id=avledet,
            tillitsvalgte=2 if avledet else 0, av=AV,
        ).pk  # fmt: skip
    for organ in ("Kommunestyret", "Formannskapet"):
        for navn, verv, liste, nr in FORMANNSKAP:
            velg_medlem(
                organ_id=ider[organ], navn=navn, verv=verv, parti=f"Liste {liste} (konstruert)", nr=nr, fra=VALGT,
                valgperiode_id=periode.pk, av=AV,
            )  # fmt: skip
    for nr, navn in enumerate(("Inger Papirstad", "Jon Skisse"), start=1):
        velg_medlem(
            organ_id=ider["Administrasjonsutvalget"], navn=navn, verv="medlem", part="arbeidstaker", nr=nr,
            parti="Forbund (konstruert)", fra=VALGT, av=AV,
        )  # fmt: skip
    return ider


def _moter(organer: dict[str, int]) -> None:
    """The stated frequencies; constructed rows of meetings where the municipality printed no days."""
    i_dag = timezone.localdate()
    for navn, _, slag, plass, uker, antall, ofte in ORGANER:
        for aar in (AAR, i_dag.year, i_dag.year + 1):
            if aar == AAR and slag == "folkevalgt":
                continue
            sett_frekvens(organ_id=organer[navn], aar=aar, antall=antall, hyppighet=ofte, av=AV)
            start = date(aar, 1, 8) + timedelta(days=plass // 10 % 5)
            planlegg_rekke(organ_id=organer[navn], fra=start, til=date(aar, 12, 20), uker=uker, av=AV)
    for mote in moter(date(AAR, 1, 1), i_dag - timedelta(days=1)):
        if mote.dato.month == JULI:
            avlys_mote(mote_id=mote.id, grunn="Sommerferie", av=AV)
        else:
            merk_holdt(mote_id=mote.id, i_dag=i_dag, av=AV)


def _kontakter() -> None:
    """A contact in every virksomhet with persons but the last, so that a missing one is seen."""
    i_dag = timezone.localdate()
    enheter = [(e.nivaa, e.kode) for e in enheter_paa(i_dag) if e.nivaa == "virksomhet"]
    med_personer = [(enhet, personer) for enhet in enheter if (personer := personer_i({enhet}, i_dag))]
    for enhet, personer in med_personer[:-1]:
        for rolle, (bruker_id, _) in zip(("miljokontakt", "superbruker"), reversed(personer), strict=False):
            utpek_kontakt(rolle=rolle, enhet=enhet, bruker_id=bruker_id, fra=date(AAR, 1, 1), av=AV)
    for bruker_id in med_rolle("kommunalsjef", i_dag)[:1]:
        utpek_kontakt(rolle="veterankontakt", enhet=KOMMUNEN, bruker_id=bruker_id, fra=date(AAR, 1, 1), av=AV)


def _samarbeid() -> None:
    """Røros as host; the partners are the municipality's own, agreement numbers and keys are constructed."""
    for navn, kode, partnere, andeler in TJENESTER:
        tjeneste = opprett_fellestjeneste(
            navn=navn, enhet_kode=kode, vertskommune="Røros", partnere=partnere, avtale_nummer=f"Avtale {kode}",
            avtale_fra=date(2020, 1, 1), konstruert=True,
            merknad="Avtalenummer og fordelingsnøkkel er konstruert.", av=AV,
        )  # fmt: skip
        nokkel = foresla_nokkel(
            tjeneste_id=tjeneste.pk, fra_aar=2020, andeler=dict(zip(("Røros", *partnere), andeler, strict=True)),
            begrunnelse=KONSTRUERT, av=AV,
        )  # fmt: skip
        vedta_nokkel(nokkel_id=nokkel.pk, av=AV)
    flyttet = (andeler[0] - 200, andeler[1] + 200, *andeler[2:])
    foresla_nokkel(
        tjeneste_id=tjeneste.pk, fra_aar=timezone.localdate().year + 1, begrunnelse=f"Nytt folketall. {KONSTRUERT}",
        andeler=dict(zip(("Røros", *partnere), flyttet, strict=True)), av=AV,
    )  # fmt: skip
