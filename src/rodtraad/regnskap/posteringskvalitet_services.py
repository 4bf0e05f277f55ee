"""Looking through the postings of a year, and answering for what was unusual."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.hovedbok.filer import gjeldende_batcher
from rodtraad.hovedbok.queries import siste_aar
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppgaver.queries import oppgaver_for_kilde
from rodtraad.oppgaver.services import Oppgaveutkast, fullfor_oppgave, gjenaapne_oppgave, opprett_oppgaver
from rodtraad.organisasjon.queries import tilstand as organisasjonens_tilstand
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.regnskap.maaneder import maanedsnavn
from rodtraad.regnskap.models import Funnstatus, Posteringsfunn, Posteringskontroll, Utfall
from rodtraad.regnskap.objekt_queries import objektregister
from rodtraad.regnskap.posteringskvalitet import Maanedsbilde
from rodtraad.regnskap.posteringskvalitet_queries import Funnokkel, Uvant, enheter_over, nokkel_i, vurder
from rodtraad.tilgang.queries import leder_for, toppledere

FRIST = timedelta(days=14)
FELTER = ("aar", "periode", "regel", "ansvar", "funksjon", "art", "prosjekt", "objekt")


class PosteringsFeil(RodtraadFeil):
    """A refusal concerning the control of postings."""


@dataclass(frozen=True, slots=True)
class Kontrollresultat:
    """What looking through a year came to."""

    nye: int = 0
    gjenaapnet: int = 0
    borte: int = 0
    uten_grunnlag: int = 0
    uendret: bool = False

    def __add__(self, neste: "Kontrollresultat") -> "Kontrollresultat":
        return Kontrollresultat(
            self.nye + neste.nye,
            self.gjenaapnet + neste.gjenaapnet,
            self.borte + neste.borte,
            neste.uten_grunnlag,
        )


def kontroller_posteringer(aar: int, *, av: str) -> Kontrollresultat:
    """Posteringskontroll: finds what is unusual in each month of a year, gives it an owner and a task (KONTO-09).

    When neither ledger nor answers have changed nothing happens. A closed finding is opened again when its lines
    have changed; an open one that is no longer unusual is set aside. One log entry for the whole run.
    """
    if Posteringskontroll.objects.filter(aar=aar, tilstand=_tilstand(aar)).exists():
        return Kontrollresultat(uendret=True)
    with transaction.atomic():
        resultat = _kontroller(aar, av)
        if resultat.gjenaapnet:
            # What was opened again no longer makes its combination usual in the months after.
            resultat += _kontroller(aar, av)
        if resultat.nye or resultat.gjenaapnet or resultat.borte:
            loggfor(
                handling="kontrollerte posteringer", gjelder=f"posteringskontroll:{aar}", av=av,
                etter={"nye": resultat.nye, "gjenåpnet": resultat.gjenaapnet, "borte": resultat.borte},
            )  # fmt: skip
    return resultat


def _kontroller(aar: int, av: str) -> Kontrollresultat:
    bilder, uvante = vurder(aar)
    kjente = {nokkel_i(f): f for f in Posteringsfunn.objects.select_for_update().filter(aar=aar)}
    nye = _opprett([u for u in uvante if u.nokkel not in kjente])
    gjenaapnet = _oppdater(kjente, uvante)
    borte = _sett_bort(kjente, {u.nokkel for u in uvante})
    _oppgaver(aar, {f.pk for f in (*nye, *gjenaapnet)}, av=av)
    _merk_kontrollert(aar, bilder, uvante)
    return Kontrollresultat(len(nye), len(gjenaapnet), borte, sum(1 for b in bilder if not b.kan_vurderes))


def kontroller_siste_aar(_dag: date) -> Kontrollresultat:
    """Posteringskontroll: the day's work, for the latest year with accounts."""
    aar = siste_aar()
    return Kontrollresultat(uendret=True) if aar is None else kontroller_posteringer(aar, av="system")


def lukk_funn(*, funn_id: int, utfall: str, kommentar: str, av: str, versjon: int | None = None) -> int:
    """Posteringsfunn: closes one with what was found out (KONTO-09). Returns how many were closed.

    «Riktig» answers for the other months too in which the same codes stand open on the same ansvar. Raises
    PosteringsFeil without a comment, when it is not open, or when somebody changed it meanwhile.
    """
    if not kommentar.strip() or utfall not in Utfall.values:
        raise PosteringsFeil("Velg utfall og skriv en kommentar.")
    with transaction.atomic():
        funn = Posteringsfunn.objects.select_for_update().filter(pk=funn_id).first()
        if funn is None or funn.status != Funnstatus.AAPEN:
            raise PosteringsFeil("Funnet er ikke åpent lenger. Last siden på nytt.")
        if versjon is not None and versjon != funn.versjon:
            raise PosteringsFeil(
                "Posteringene er endret mens du hadde dem oppe. Se hva som er nytt, og prøv igjen."
            )
        like = Posteringsfunn.objects.filter(pk=funn.pk)
        if utfall == Utfall.RIKTIG:
            samme = {felt: getattr(funn, felt) for felt in FELTER if felt not in {"aar", "periode"}}
            like = Posteringsfunn.objects.filter(status=Funnstatus.AAPEN, **samme)
        ider = list(like.values_list("pk", flat=True))
        Posteringsfunn.objects.filter(pk__in=ider).update(
            status=Funnstatus.LUKKET, utfall=utfall, kommentar=kommentar.strip(), lukket_av=av, lukket=timezone.now(),
            versjon=F("versjon") + 1,
        )  # fmt: skip
        _fullfor_ferdige(Posteringsfunn.objects.filter(pk__in=ider), av=av)
        loggfor(
            handling="lukket posteringsfunn", gjelder=f"posteringsfunn:{funn.pk}", av=av,
            for_={"status": Funnstatus.AAPEN}, etter={"utfall": utfall, "kommentar": kommentar.strip(), "funn": ider},
        )  # fmt: skip
    return len(ider)


def gjenaapne_funn(*, funn_id: int, grunn: str, av: str) -> None:
    """Posteringsfunn: opens a closed one again, with the reason. Raises PosteringsFeil when it is not closed."""
    if not grunn.strip():
        raise PosteringsFeil("Skriv hvorfor funnet åpnes igjen.")
    with transaction.atomic():
        funn = Posteringsfunn.objects.select_for_update().filter(pk=funn_id, status=Funnstatus.LUKKET).first()
        if funn is None:
            raise PosteringsFeil("Funnet er ikke lukket. Last siden på nytt.")
        for_ = {"utfall": funn.utfall, "kommentar": funn.kommentar}
        _aapne(funn)
        _oppgaver(funn.aar, {funn.pk}, av=av)
        loggfor(
            handling="gjenåpnet posteringsfunn", gjelder=f"posteringsfunn:{funn.pk}", av=av, for_=for_,
            etter={"grunn": grunn.strip()},
        )  # fmt: skip


def _tilstand(aar: int) -> str:
    """A mark of everything the answer depends on: the batches that count, the findings' answers, the organisation."""
    batcher = [
        (b.aar, b.sha256, sorted(b.perioder or ()))
        for b in gjeldende_batcher([aar - 2, aar - 1, aar], frozenset({"regnskap"}))
    ]
    svar = sorted(
        Posteringsfunn.objects.filter(aar__gte=aar - 2, aar__lte=aar).values_list("pk", "status", "utfall")
    )
    register = [repr(o) for o in objektregister()]
    return sha256(repr((sorted(batcher), svar, register, organisasjonens_tilstand())).encode()).hexdigest()


def _merk_kontrollert(aar: int, bilder: Sequence[Maanedsbilde], uvante: Iterable[Uvant]) -> None:
    """Notes the state after the run, so that the next one knows whether anything has changed."""
    antall: dict[int, int] = defaultdict(int)
    for u in uvante:
        antall[u.nokkel[1]] += 1
    tilstand = _tilstand(aar)
    Posteringskontroll.objects.filter(aar=aar).exclude(periode__in=[b.periode for b in bilder]).delete()
    for b in bilder:
        Posteringskontroll.objects.update_or_create(
            aar=aar, periode=b.periode,
            defaults={"tilstand": tilstand, "grunnlag": b.grunnlag, "antall": antall[b.periode]},
        )  # fmt: skip


def _opprett(uvante: Sequence[Uvant]) -> list[Posteringsfunn]:
    eiere = _eiere({u.nokkel[3] for u in uvante})
    return Posteringsfunn.objects.bulk_create(
        [
            Posteringsfunn(
                **dict(zip(FELTER, u.nokkel, strict=True)), belop=u.belop, antall=u.antall, avtrykk=u.avtrykk,
                enhet_nivaa=enhet[0], enhet_kode=enhet[1], eier_id=eier,
            )
            for u in uvante
            for enhet, eier in [eiere[u.nokkel[3]]]
        ],
        batch_size=500,
    )  # fmt: skip


def _oppdater(kjente: Mapping[Funnokkel, Posteringsfunn], uvante: Iterable[Uvant]) -> list[Posteringsfunn]:
    """Takes in new sums; opens those whose lines have changed since they were closed, or that have come back."""
    aapnet = []
    for u in uvante:
        funn = kjente.get(u.nokkel)
        if funn is None or (funn.avtrykk == u.avtrykk and funn.status != Funnstatus.BORTE):
            continue
        var_aapen = funn.status == Funnstatus.AAPEN
        funn.belop, funn.antall, funn.avtrykk = u.belop, u.antall, u.avtrykk
        _aapne(funn)
        if not var_aapen:
            aapnet.append(funn)
    return aapnet


def _aapne(funn: Posteringsfunn) -> None:
    """The last comment stays to be read; the answer does not count any more."""
    funn.status, funn.utfall, funn.lukket, funn.versjon = Funnstatus.AAPEN, "", None, funn.versjon + 1
    funn.save()


def _sett_bort(kjente: Mapping[Funnokkel, Posteringsfunn], uvante: Collection[Funnokkel]) -> int:
    ider = [f.pk for n, f in kjente.items() if f.status == Funnstatus.AAPEN and n not in uvante]
    Posteringsfunn.objects.filter(pk__in=ider).update(status=Funnstatus.BORTE, versjon=F("versjon") + 1)
    return len(ider)


def _eiere(ansvar: Collection[str]) -> dict[str, tuple[Nokkel, int | None]]:
    """Each ansvar → the nearest unit that has a leader, and the leader; else who leads the municipality."""
    i_dag = timezone.localdate()
    ledere, topp, over = leder_for(i_dag), toppledere(i_dag), enheter_over(i_dag)
    ut: dict[str, tuple[Nokkel, int | None]] = {}
    for kode in ansvar:
        enheter = over.get(kode, ())
        med_leder = next((e for e in enheter if e in ledere), None)
        if med_leder is not None:
            ut[kode] = (med_leder, ledere[med_leder])
        else:
            ut[kode] = (enheter[0] if enheter else ("", ""), topp[0] if topp else None)
    return ut


def kilde_for(funn: Posteringsfunn) -> str:
    """What asks for the task: the month and the unit."""
    return f"posteringer:{funn.aar}-{funn.periode:02d}:{funn.enhet_nivaa}:{funn.enhet_kode}"


def _oppgaver(aar: int, ider: Collection[int], *, av: str) -> None:
    """One task per month, unit and owner, opened again when something new is on the list; done ones are completed."""
    i_dag = timezone.localdate()
    alle = Posteringsfunn.objects.filter(aar=aar, pk__in=ider).exclude(eier=None)
    utkast: dict[tuple[str, int], Oppgaveutkast] = {}
    for f in alle:
        if f.eier_id is not None:
            utkast.setdefault((kilde_for(f), f.eier_id), _utkast(f, f.eier_id, i_dag))
    opprett_oppgaver(utkast.values(), av=av)
    for oppgave in oppgaver_for_kilde(f"posteringer:{aar}-"):
        if (oppgave.kilde, oppgave.eier_id) in utkast and oppgave.status != "aapen":
            gjenaapne_oppgave(
                oppgave_id=oppgave.pk, av=av, kommentar="Nye eller endrede posteringer på listen."
            )
    _fullfor_ferdige(Posteringsfunn.objects.filter(aar=aar).exclude(status=Funnstatus.AAPEN), av=av)


def _utkast(funn: Posteringsfunn, eier_id: int, i_dag: date) -> Oppgaveutkast:
    enhet = (funn.enhet_nivaa, funn.enhet_kode) if funn.enhet_kode else None
    hvor = f", {funn.enhet_kode}" if enhet else ""
    lenke = f"{reverse('regnskap:posteringer')}?aar={funn.aar}&periode={funn.periode}&status=aapen"
    return Oppgaveutkast(
        f"Se på uvanlige posteringer i {maanedsnavn(funn.aar, funn.periode)}{hvor}", eier_id, i_dag + FRIST,
        "<p>Posteringene står på koder som ikke har møttes før. Lukk hver av dem med en kommentar.</p>",
        enhet=enhet, kilde=kilde_for(funn), lenke=lenke, slag="posteringskontroll",
    )  # fmt: skip


def _fullfor_ferdige(funnene: Iterable[Posteringsfunn], *, av: str) -> None:
    """Completes the tasks whose findings are all answered."""
    nokler = {(kilde_for(f), f.eier_id, f.aar, f.periode, f.enhet_nivaa, f.enhet_kode) for f in funnene}
    aapne = {
        (kilde_for(f), f.eier_id)
        for f in Posteringsfunn.objects.filter(
            status=Funnstatus.AAPEN, aar__in={n[2] for n in nokler}, periode__in={n[3] for n in nokler}
        )
    }
    ferdige = {(n[0], n[1]) for n in nokler} - aapne
    for aar in {n[2] for n in nokler}:
        for oppgave in oppgaver_for_kilde(f"posteringer:{aar}-"):
            if (oppgave.kilde, oppgave.eier_id) in ferdige and oppgave.status == "aapen":
                fullfor_oppgave(oppgave_id=oppgave.pk, av=av, kommentar="Alle posteringene er besvart.")
