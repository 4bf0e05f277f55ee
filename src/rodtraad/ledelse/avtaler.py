"""Acts on agreements: give every leader one, write goals, agree, evaluate (HJUL-08, ORG-05)."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.ledelse.avtalestatus import kilde
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.models import Avtalestatus, Lederavtale, Lederavtalemaal, Maaloppnaaelse, Satsing
from rodtraad.ledelse.overordnet import map_over, naermeste_overordnet
from rodtraad.oppgaver.queries import oppgaver_for_kilde
from rodtraad.oppgaver.services import Oppgaveutkast, fullfor_oppgaver, opprett_oppgaver
from rodtraad.oppgaver.varsling import varsle
from rodtraad.organisasjon.queries import grener
from rodtraad.tilgang.queries import leder_for, ledere_med_full_myndighet, toppledere

LEDER, OVERORDNET = "leder", "overordnet"
OVENFRA = frozenset({"kommunedirektor", "kommunalsjef"})
"""Roles that lead a unit from above it."""
type Maalrad = tuple[str, str]
"""A goal and how one sees that it is reached."""


@dataclass(frozen=True, slots=True)
class Opprettet:
    """What came of giving agreements: how many new, how many had one, and leaders nobody is above."""

    nye: int
    hadde: int
    uten_overordnet: tuple[str, ...]

    @property
    def tekst(self) -> str:
        """In words."""
        deler = [
            f"{self.nye} nye lederavtaler med oppgave.",
            f"{self.hadde} ledere hadde en fra før." if self.hadde else "",
        ]
        if self.uten_overordnet:
            deler.append(
                f"Ingen overordnet er registrert for {', '.join(self.uten_overordnet)}, som ikke fikk avtale."
            )
        return " ".join(d for d in deler if d)


def opprett_avtaler(*, aar: int, av: str, i_dag: date | None = None) -> Opprettet:
    """Lederavtaler: one with a task for each leader with all three authorities; no one gets two.

    Krav HJUL-08, ORG-05.
    """
    dag = i_dag or timezone.localdate()
    over, ledere = map_over(grener(dag, linje=True)), leder_for(dag)
    topp = next(iter(toppledere(dag)), None)
    finnes = set(Lederavtale.objects.filter(aar=aar).values_list("leder", "enhet_nivaa", "enhet_kode"))
    nye, uten, hadde = [], [], 0
    for rolle in ledere_med_full_myndighet(dag):
        nokkel = (rolle.bruker_id, rolle.enhet_nivaa, rolle.enhet_kode)
        if nokkel in finnes:
            hadde += 1
            continue
        finnes.add(nokkel)
        enhet = (rolle.enhet_nivaa, rolle.enhet_kode) if rolle.enhet_kode else None
        sjef = naermeste_overordnet(
            rolle.bruker_id,
            enhet,
            over=over,
            ledere=ledere,
            toppleder=topp,
            leder_ovenfra=rolle.rolle in OVENFRA,
        )
        if sjef is None:
            uten.append(rolle.bruker.navn)
            continue
        nye.append(Lederavtale(aar=aar, leder_id=rolle.bruker_id, overordnet_id=sjef,
                               enhet_nivaa=rolle.enhet_nivaa, enhet_kode=rolle.enhet_kode))  # fmt: skip
    with transaction.atomic():
        antall = _lagre_nye(aar, nye, _frist(aar, dag), av)
    return Opprettet(antall, hadde, tuple(uten))


def _frist(aar: int, dag: date) -> date:
    """The end of January; for agreements given later, thirty days on."""
    januar = date(aar, 1, 31)
    return januar if dag <= januar else dag + timedelta(days=30)


def _lagre_nye(aar: int, nye: Sequence[Lederavtale], frist: date, av: str) -> int:
    """Two at once: the second stores nothing that is there."""
    for_ = set(Lederavtale.objects.filter(aar=aar).values_list("pk", flat=True))
    Lederavtale.objects.bulk_create(nye, ignore_conflicts=True)
    laget = list(Lederavtale.objects.filter(aar=aar).exclude(pk__in=for_).select_related("leder"))
    if laget:
        opprett_oppgaver(
            [
                Oppgaveutkast(
                    tittel=f"Lederavtale {aar}", eier_id=a.leder_id, frist=frist, enhet=a.enhet,
                    leder_id=a.overordnet_id, kilde=kilde(aar, a.pk), slag="lederavtale", eskaler=(1,),
                    beskrivelse="Velg satsinger fra oppdragsbrevet, skriv egne mål, og bli enig med lederen din.",
                    lenke=reverse("ledelse:avtale", args=[a.pk]),
                )
                for a in laget
            ],
            av=av,
        )  # fmt: skip
    loggfor(
        handling="opprettet lederavtaler",
        gjelder=f"lederavtaler:{aar}",
        av=av,
        etter={"avtaler": [a.pk for a in laget]},
    )
    return len(laget)


def start_evaluering(*, aar: int, av: str) -> int:
    """Lederavtaler: gives each leader the task of evaluating the year's agreement by 31 December; returns how many."""
    avtaler = Lederavtale.objects.filter(aar=aar).exclude(status=Avtalestatus.EVALUERT)
    with transaction.atomic():
        antall = opprett_oppgaver(
            [
                Oppgaveutkast(
                    tittel=f"Evaluer lederavtalen {aar}", eier_id=a.leder_id, frist=date(aar, 12, 31), enhet=a.enhet,
                    leder_id=a.overordnet_id, kilde=kilde(aar, a.pk, evaluering=True), slag="lederavtale", eskaler=(1,),
                    beskrivelse="Skriv hva som ble av hvert mål, og gå gjennom det med lederen din.",
                    lenke=reverse("ledelse:avtale", args=[a.pk]),
                )
                for a in avtaler
            ],
            av=av,
        )  # fmt: skip
        loggfor(
            handling="startet evaluering av lederavtaler",
            gjelder=f"lederavtaler:{aar}",
            av=av,
            etter={"oppgaver": antall},
        )
    return antall


def lagre_innhold(
    *, avtale_id: int, versjon: int, satsinger: Collection[int], maal: Sequence[Maalrad], av: str
) -> None:
    """Lederavtale: focus areas from the year's letter and own goals; takes back an agreement given to other content.

    Raises LedelseFeil when it is frozen or another has changed it.
    """
    rader = [(t.strip(), m.strip()) for t, m in maal if t.strip()]
    with transaction.atomic():
        avtale = _hent(avtale_id, Avtalestatus.UTKAST)
        valgte = list(Satsing.objects.filter(pk__in=satsinger, brev__aar=avtale.aar, brev__status="sendt"))
        if len(valgte) != len(set(satsinger)):
            raise LedelseFeil(f"En satsing er ikke i oppdragsbrevet for {avtale.aar}.")
        _oppdater(avtale, versjon, leder_enig=None, overordnet_enig=None)
        avtale.satsinger.set(valgte)
        avtale.maal.all().delete()
        Lederavtalemaal.objects.bulk_create(
            [Lederavtalemaal(avtale=avtale, nr=nr, tittel=t, maaling=m) for nr, (t, m) in enumerate(rader, 1)]
        )
        loggfor(handling="skrev lederavtale", gjelder=f"lederavtale:{avtale_id}", av=av,
                etter={"satsinger": len(valgte), "maal": len(rader), "innholdssum": _sum(avtale)})  # fmt: skip


def bli_enig(*, avtale_id: int, versjon: int, som: str, av: str) -> bool:
    """Lederavtale: one party agrees to what it says now; True when both have, and it is frozen. Raises LedelseFeil."""
    with transaction.atomic():
        avtale = _hent(avtale_id, Avtalestatus.UTKAST)
        if not avtale.maal.exists():
            raise LedelseFeil("Avtalen har ingen mål ennå. Skriv minst ett før dere blir enige.")
        felt = f"{som}_enig"
        if getattr(avtale, felt):
            raise LedelseFeil("Du har alt sagt at du er enig.")
        annen = avtale.overordnet_enig if som == LEDER else avtale.leder_enig
        mer = {"status": Avtalestatus.INNGAATT, "innholdssum": _sum(avtale)} if annen else {}
        _oppdater(avtale, versjon, **{felt: timezone.now()}, **mer)
        loggfor(handling="ble enig i lederavtale", gjelder=f"lederavtale:{avtale_id}", av=av,
                etter={"som": som, "inngaatt": bool(annen), "innholdssum": _sum(avtale)})  # fmt: skip
        if annen:
            _fullfor(kilde(avtale.aar, avtale.pk), av)
        else:
            _si_fra_til_den_andre(avtale, som)
    return bool(annen)


def evaluer_maal(
    *, avtale_id: int, versjon: int, maal: Mapping[int, tuple[str, str]], samlet: str, av: str
) -> None:
    """Lederavtale: what became of each goal (number → reached, text), and in all. Raises LedelseFeil."""
    with transaction.atomic():
        avtale = _hent(avtale_id, Avtalestatus.INNGAATT)
        _oppdater(avtale, versjon, evaluering=samlet.strip())
        for nr, (oppnaaelse, tekst) in maal.items():
            avtale.maal.filter(nr=nr).update(oppnaaelse=oppnaaelse, evaluering=tekst.strip())
        loggfor(handling="evaluerte lederavtale", gjelder=f"lederavtale:{avtale_id}", av=av,
                etter={"maal": {nr: Maaloppnaaelse(o).value if o else "" for nr, (o, _) in maal.items()}})  # fmt: skip


def avslutt_evaluering(*, avtale_id: int, versjon: int, av: str) -> None:
    """Lederavtale: the superior closes the evaluation; from now it never changes. Raises LedelseFeil."""
    with transaction.atomic():
        avtale = _hent(avtale_id, Avtalestatus.INNGAATT)
        uten = list(avtale.maal.filter(oppnaaelse="").values_list("nr", flat=True))
        if uten:
            raise LedelseFeil(f"Mål {', '.join(map(str, uten))} er ikke evaluert ennå.")
        _oppdater(avtale, versjon, status=Avtalestatus.EVALUERT, evaluert=timezone.now())
        loggfor(handling="avsluttet evaluering av lederavtale", gjelder=f"lederavtale:{avtale_id}", av=av)
        _fullfor(kilde(avtale.aar, avtale.pk, evaluering=True), av)


def loggfor_lesing(*, avtale: Lederavtale, av: str) -> None:
    """Lederavtale: someone who is no party to it has read it; sensitive, so it stands in the log."""
    loggfor(handling="leste lederavtale", gjelder=f"lederavtale:{avtale.pk}", av=av,
            etter={"aar": avtale.aar, "leder": avtale.leder_id, "sensitiv": True})  # fmt: skip


def _hent(avtale_id: int, status: Avtalestatus) -> Lederavtale:
    avtale = Lederavtale.objects.select_for_update().filter(pk=avtale_id).first()
    if avtale is None:
        raise LedelseFeil("Avtalen finnes ikke.")
    if avtale.status != status:
        ord_ = Avtalestatus(avtale.status).label.lower()
        raise LedelseFeil(f"Avtalen er {ord_}, og dette kan ikke gjøres da.")
    return avtale


def _oppdater(avtale: Lederavtale, versjon: int, **felter: object) -> None:
    if not Lederavtale.objects.filter(pk=avtale.pk, versjon=versjon, status=avtale.status).update(
        versjon=F("versjon") + 1, **felter
    ):
        raise LedelseFeil(
            "Den andre har endret avtalen mens du hadde den oppe.", "Se hva som er nytt, og prøv igjen."
        )


def _sum(avtale: Lederavtale) -> str:
    """sha256 of what they agree on."""
    innhold = {
        "satsinger": sorted(avtale.satsinger.values_list("pk", flat=True)),
        "maal": list(avtale.maal.order_by("nr").values_list("nr", "tittel", "maaling")),
    }
    return hashlib.sha256(json.dumps(innhold, ensure_ascii=False).encode()).hexdigest()


def _fullfor(kilde_: str, av: str) -> None:
    fullfor_oppgaver(oppgave_ider=[o.pk for o in oppgaver_for_kilde(kilde_) if o.kilde == kilde_], av=av)


def _si_fra_til_den_andre(avtale: Lederavtale, som: str) -> None:
    til = avtale.overordnet_id if som == LEDER else avtale.leder_id
    varsle(mottakere=[til], emne=f"Lederavtalen {avtale.aar} venter på at du er enig",
           lenke=reverse("ledelse:avtale", args=[avtale.pk]), slag="lederavtale")  # fmt: skip
