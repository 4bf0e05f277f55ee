"""The list of unusual postings, and the lines behind one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Count, Q, QuerySet

from rodtraad.hovedbok.kubesporringer import Kombinasjon, linjer_i, maanedskombinasjoner
from rodtraad.hovedbok.queries import Postering
from rodtraad.organisasjon.queries import versjoner
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.regnskap.models import Funnstatus, Posteringsfunn, Posteringskontroll, Utfall
from rodtraad.regnskap.objekt_queries import objektregister
from rodtraad.regnskap.posteringskvalitet import Maanedsbilde, Par, find_unusual

MEST_LINJER = 20_000
"""Lines read of a year's unusual combinations; beyond this the ledger is new rather than wrong."""
PAR_FELT = {"funksjon": "funksjon", "art": "art", "prosjekt": "prosjekt", "objekt": "objekt"}

type Funnokkel = tuple[int, int, str, str, str, str, str, str]
"""Year, period, rule, ansvar, funksjon, art, prosjekt, objekt."""


@dataclass(frozen=True, slots=True)
class Uvant:
    """Postings of one ansvar in a month on an unusual combination, with the mark of their lines."""

    nokkel: Funnokkel
    belop: int
    antall: int
    avtrykk: str


def vurder(aar: int) -> tuple[tuple[Maanedsbilde, ...], tuple[Uvant, ...]]:
    """The months of a year, and what is unusual in them now, per ansvar (KONTO-09). Reads the ledger."""
    feil, uavklarte, riktige = _svar(aar)
    bilder = find_unusual(
        maanedskombinasjoner([aar - 2, aar - 1, aar]), aar, feil=feil, uavklarte=uavklarte, riktige=riktige,
        objekter=objektregister(),
    )  # fmt: skip
    linjer = linjer_i((k for b in bilder for k in b.uvante), grense=MEST_LINJER)
    per: dict[Funnokkel, list[Postering]] = defaultdict(list)
    for (regel, hvor, hva), linje in linjer:
        per[nokkel_for(regel, hvor, hva, linje)].append(linje)
    funnet = (_uvant(nokkel, deres) for nokkel, deres in sorted(per.items()))
    return bilder, tuple(u for u in funnet if u.belop or u.antall == 1)


def nokkel_for(regel: str, hvor: str, hva: str, linje: Postering) -> Funnokkel:
    """The finding a line belongs to: the two codes of the rule and the ansvar it stands on."""
    koder = {"funksjon": "", "art": "", "prosjekt": "", "objekt": "", regel: hva}
    if regel == "art":
        koder["funksjon"] = hvor
    return (linje.aar, linje.periode, regel, linje.ansvar, koder["funksjon"], koder["art"], koder["prosjekt"],
            koder["objekt"])  # fmt: skip


def _uvant(nokkel: Funnokkel, linjer: Sequence[Postering]) -> Uvant:
    """The mark is of what the lines say, not of which file they came in: the same file again changes nothing."""
    tekster = sorted(
        f"{p.kontoklasse}|{p.art}|{p.funksjon}|{p.prosjekt}|{p.objekt}|{p.bilag}|{p.dato}|{p.belop}"
        for p in linjer
    )
    avtrykk = sha256("\n".join(tekster).encode()).hexdigest()
    return Uvant(nokkel, sum(p.belop for p in linjer), len(linjer), avtrykk)


type Svar = set[tuple[Par, int, int]]


def _svar(aar: int) -> tuple[Svar, Svar, Svar]:
    """Combinations asked about before: answered «rettes», not answered, and those where every answer is «riktig»."""
    feil: Svar = set()
    uavklarte: Svar = set()
    riktige: Svar = set()
    for f in Posteringsfunn.objects.filter(aar__gte=aar - 2, aar__lte=aar).exclude(status=Funnstatus.BORTE):
        lukket = f.status == Funnstatus.LUKKET
        hvor = riktige if lukket and f.utfall == Utfall.RIKTIG else feil if lukket else uavklarte
        hvor.add((par_for(f), f.aar, f.periode))
    # The open ones of the year are found again, if they still are there.
    return feil, {s for s in uavklarte if s[1] < aar}, riktige - feil - uavklarte


def par_for(funn: Posteringsfunn) -> Par:
    """The rule and the two codes of a finding."""
    return (
        funn.regel,
        funn.funksjon if funn.regel == "art" else funn.ansvar,
        getattr(funn, PAR_FELT[funn.regel]),
    )


def linjene(funn: Posteringsfunn, *, grense: int = 200) -> tuple[Postering, ...]:
    """The lines of a finding as they stand in the ledger now, largest first."""
    regel, hvor, hva = par_for(funn)
    k = Kombinasjon(regel, hvor, hva, funn.aar, funn.periode, 0, 0)
    egne = [p for _, p in linjer_i([k], grense=MEST_LINJER) if p.ansvar == funn.ansvar]
    return tuple(sorted(egne, key=lambda p: (-abs(p.belop), p.bilag, p.rad))[:grense])


def linjer_for(funnene: Iterable[Posteringsfunn]) -> dict[int, list[Postering]]:
    """The lines of many findings, by finding."""
    etter_nokkel = {nokkel_i(f): f.pk for f in funnene}
    kombinasjoner = {
        Kombinasjon(n[2], n[4] if n[2] == "art" else n[3], _hva(n), n[0], n[1], 0, 0) for n in etter_nokkel
    }
    ut: dict[int, list[Postering]] = defaultdict(list)
    ordnet = sorted(kombinasjoner, key=lambda k: (k.regel, k.hvor, k.hva, k.aar, k.periode))
    for (regel, hvor, hva), linje in linjer_i(ordnet, grense=MEST_LINJER):
        pk = etter_nokkel.get(nokkel_for(regel, hvor, hva, linje))
        if pk is not None:
            ut[pk].append(linje)
    return ut


def nokkel_i(funn: Posteringsfunn) -> Funnokkel:
    """What names a finding."""
    return (
        funn.aar, funn.periode, funn.regel, funn.ansvar, funn.funksjon, funn.art, funn.prosjekt, funn.objekt,
    )  # fmt: skip


def _hva(nokkel: Funnokkel) -> str:
    felt = ("funksjon", "art", "prosjekt", "objekt").index(nokkel[2]) + 4
    return str(nokkel[felt])


def ansvar_i(omfang: Collection[Nokkel] | None) -> frozenset[str] | None:
    """The codes of the ansvar in some units; None = all."""
    return None if omfang is None else frozenset(kode for nivaa, kode in omfang if nivaa == "ansvar")


def enheter_over(dato: date) -> Mapping[str, tuple[Nokkel, ...]]:
    """Each ansvar → itself and the units above it on the day, nearest first; an ended one keeps its last place."""
    over: dict[Nokkel, str] = {}
    for v in sorted(versjoner(), key=lambda v: (v.gjelder(dato), v.gyldig_fra)):
        over[v.nokkel] = v.overordnet
    ut = {}
    for nivaa, kode in over:
        if nivaa == "ansvar":
            virksomhet = ("virksomhet", over["ansvar", kode])
            omraade = ("rammeomrade", over.get(virksomhet, ""))
            ut[kode] = tuple(n for n in (("ansvar", kode), virksomhet, omraade) if n[1])
    return ut


def funnliste(
    *, aar: int, periode: int | None = None, status: str = "", ansvar: Collection[str] | None = None
) -> QuerySet[Posteringsfunn]:
    """The findings of a year or a month within the ansvar that may be seen (None = all) (KONTO-09)."""
    rader = Posteringsfunn.objects.filter(aar=aar).select_related("eier")
    if periode is not None:
        rader = rader.filter(periode=periode)
    if status:
        rader = rader.filter(status=status)
    return rader if ansvar is None else rader.filter(ansvar__in=ansvar)


def hent_funn(funn_id: int) -> Posteringsfunn | None:
    """One finding with its owner."""
    return Posteringsfunn.objects.filter(pk=funn_id).select_related("eier").first()


def maanedsoversikt(aar: int, ansvar: Collection[str] | None) -> list[tuple[Posteringskontroll, int, int]]:
    """(month looked through, open findings, all findings) within the ansvar that may be seen."""
    rader = funnliste(aar=aar, ansvar=ansvar).exclude(status=Funnstatus.BORTE).order_by()
    tall = {
        r["periode"]: (r["aapne"], r["alle"])
        for r in rader.values("periode").annotate(
            aapne=Count("id", filter=Q(status=Funnstatus.AAPEN)), alle=Count("id")
        )
    }
    kontroller = Posteringskontroll.objects.filter(aar=aar).order_by("periode")
    return [(k, *tall.get(k.periode, (0, 0))) for k in kontroller]


def aar_kontrollert() -> list[int]:
    """Years looked through, the latest first."""
    return sorted(set(Posteringskontroll.objects.values_list("aar", flat=True)), reverse=True)


def aapne_antall(ansvar: Collection[str] | None) -> int:
    """How many findings wait for an answer within some ansvar (None = all)."""
    rader = Posteringsfunn.objects.filter(status=Funnstatus.AAPEN)
    return (rader if ansvar is None else rader.filter(ansvar__in=ansvar)).count()
