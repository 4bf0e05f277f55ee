"""Lovregning: statements of `lov` computed on the sums of a Grunnlag, line by line and column by column."""

from collections.abc import Sequence
from dataclasses import replace

from rodtraad.kjerne.avrunding import rund
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.oppstilling import Gruppe, Linje, Oppstilling, beregn, ledd_av, til_raa, utvid
from rodtraad.lov.strykning import Aarsavslutning, aarsavslutning, les_grunnlag
from rodtraad.lov.utvalg import Utvalg
from rodtraad.oppstilling.formel import REGNSKAP, REVIDERT, Kolonneformel, Ledd, Radformel, Uttak
from rodtraad.oppstilling.inngaaende import disposisjonsfond, merforbruk_i_balansen
from rodtraad.oppstilling.kontekst import Kontekst

Perioder = tuple[tuple[int, tuple[str, ...]], ...]
"""Years and kinds that the columns of a table show; a row with a fact in one of them exists."""

STRYKNING = frozenset({"strykning_drift", "strykning_investering"})
LOV_5_9 = ("lov_5_9_drift", "lov_5_9_investering")
TILPASSET_5_9 = ("budsjettavvik_5_9_drift", "budsjettavvik_5_9_investering")


class Lovregning:
    """The statements of one Kontekst; groups of lines are those with facts in `perioder`."""

    def __init__(self, k: Kontekst, perioder: Perioder, virksomheter: frozenset[str] | None = None) -> None:
        self.k = k
        self.perioder = perioder
        self.virksomheter = virksomheter
        """Limits every line to these virksomheter (`--enhet`); None is the whole municipality."""
        self._oppstillinger: dict[str, Oppstilling] = {}
        self._verdier: dict[tuple[str, Kolonneformel], dict[str, int]] = {}
        self._uttak: dict[Utvalg, Uttak] = {}
        self._avslutninger: dict[tuple[str, str], Aarsavslutning] = {}

    def oppstilling(self, navn: str) -> Oppstilling:
        """The statement of the report year with its lines spelled out."""
        if navn not in self._oppstillinger:
            oppstilling = self.k.regelverk.oppstilling(navn)
            if oppstilling.er_dynamisk:
                oppstilling = utvid(oppstilling, self._grupper)
            self._oppstillinger[navn] = oppstilling
        return self._oppstillinger[navn]

    def verdier(self, navn: str, formel: Kolonneformel) -> dict[str, int]:
        """Each line in øre as shown in a column; a column of an earlier year uses the law of that year."""
        if (navn, formel) not in self._verdier:
            self._verdier[navn, formel] = beregn(
                self._i_aaret(navn, formel.aar),
                lambda utvalg: self._sum(utvalg, formel),
                lambda andre, nr: self._hent(navn, andre, nr, formel),
            )
        return self._verdier[navn, formel]

    def _i_aaret(self, navn: str, aar: int) -> Oppstilling:
        oppstilling = self.oppstilling(navn)
        if aar == self.k.aar:
            return oppstilling
        den_gang = self.k.regelverk_for(aar).oppstillinger.get(navn)
        faste = {m.nr: m for m in den_gang.mal if isinstance(m, Linje)} if den_gang else {}
        return replace(oppstilling, linjer=tuple(faste.get(linje.nr, linje) for linje in oppstilling.linjer))

    def _hent(self, navn: str, andre: str, nr: str, formel: Kolonneformel) -> int:
        if andre in STRYKNING:
            return self._aarsavslutning(navn).hent(andre, nr)
        return til_raa(self.oppstilling(andre), self.verdier(andre, formel))[nr]

    def _aarsavslutning(self, navn: str) -> Aarsavslutning:
        """The year closed by chapter 4, on the first lines of the form (statutory or adapted) that asks."""
        former = LOV_5_9 if navn in LOV_5_9 else TILPASSET_5_9
        if former not in self._avslutninger:
            formel = Kolonneformel("sum", aar=self.k.aar, faktaslag=REGNSKAP)
            drift, investering = (self.oppstilling(form) for form in former)
            grunnlag = les_grunnlag(
                drift,
                investering,
                lambda utvalg: self._sum(utvalg, formel),
                lambda andre, nr: self._hent(navn, andre, nr, formel),
                disposisjonsfond=disposisjonsfond(self.k),
                tidligere_merforbruk=max(self._tidligere_merforbruk(), 0),
            )
            self._avslutninger[former] = aarsavslutning(*grunnlag)
        return self._avslutninger[former]

    def _tidligere_merforbruk(self) -> int:
        """All that is left to cover (kapittel 5900); without a balance, what last year's § 5-6 ended with."""
        i_balansen = merforbruk_i_balansen(self.k)
        if i_balansen is not None:
            return i_balansen
        formel = Kolonneformel("sum", aar=self.k.aar - 1, faktaslag=REGNSKAP)
        return self.verdier("lov_5_6", formel)["32"]

    def _sum(self, utvalg: Utvalg, formel: Kolonneformel) -> int:
        faktaslag = _faktaslag(utvalg) or formel.faktaslag
        return self.k.summer.sum(self.uttak(utvalg), formel.aar, faktaslag, formel.arter)

    def uttak(self, utvalg: Utvalg) -> Uttak:
        """A selection of the law made concrete: codes in use, virksomheter of the area."""
        if utvalg not in self._uttak:
            self._uttak[utvalg] = self._konkret(utvalg)
        return self._uttak[utvalg]

    def _konkret(self, utvalg: Utvalg) -> Uttak:
        k = self.k
        omraade = {"ramme": k.i_rammer, "sentral": k.sentrale, None: None}[utvalg.omraade]
        return Uttak(
            kontoklasse=utvalg.kontoklasse or "1",
            arter=_felles(utvalg.arter, k.summer.brukte("art")) if utvalg.arter is not None else None,
            funksjoner=utvalg.funksjoner,
            virksomheter=(
                None
                if utvalg.prosjekter is not None
                else _felles(_felles(omraade, utvalg.virksomheter), self.virksomheter)
            ),
            prosjekter=utvalg.prosjekter,
            kapitler=self._kapitler(utvalg),
        )

    def _kapitler(self, utvalg: Utvalg) -> frozenset[str] | None:
        """A chapter of two digits takes every chapter in use that begins with them."""
        if utvalg.kapitler is None:
            return None
        stammer = tuple(utvalg.kapitler)
        return frozenset(kap for kap in self.k.summer.brukte("kapittel") if kap.startswith(stammer))

    def _grupper(self, per: str, utvalg: Utvalg | None) -> Sequence[Gruppe]:
        grupper = self._rammegrupper() if per == "rammeomraade" else self._prosjektgrupper(utvalg)
        if utvalg is None:
            return grupper
        return [g for g in grupper if self._har_fakta(utvalg, g)]

    def _har_fakta(self, utvalg: Utvalg, gruppe: Gruppe) -> bool:
        snevret = utvalg.snevret(virksomheter=gruppe.virksomheter, prosjekter=gruppe.prosjekter)
        return self.k.summer.finnes(self.uttak(snevret), self.perioder)

    def _rammegrupper(self) -> list[Gruppe]:
        return [
            Gruppe(r.kode, r.navn, virksomheter=self.k.virksomheter_i(r.kode)) for r in self.k.rammeomraader
        ]

    def _prosjektgrupper(self, utvalg: Utvalg | None) -> list[Gruppe]:
        prosjekter = sorted(self.k.grunnlag.prosjekter, key=lambda p: (p.rekkefolge, p.kode))
        innenfor = utvalg.virksomheter if utvalg else None
        return [
            Gruppe(p.kode, p.navn, prosjekter=frozenset({p.kode}))
            for p in prosjekter
            if innenfor is None or self.k.virksomheter_i(p.rammeomraade) & innenfor
        ]

    def synlige(self, navn: str, kolonner: Sequence[Kolonneformel], ore_per_enhet: int) -> tuple[Linje, ...]:
        """The lines that are shown; `ulik_null` ones only when some column does not round to zero."""
        return tuple(
            linje
            for linje in self.oppstilling(navn).linjer
            if linje.vis != "ulik_null"
            or any(rund(self.verdier(navn, formel)[linje.nr], ore_per_enhet) for formel in kolonner)
        )

    def radformler(self, navn: str, linjer: Sequence[Linje]) -> dict[str, Radformel]:
        """How each line is computed, in terms of facts and of other rows of the same table."""
        plass = {linje.nr: nr for nr, linje in enumerate(linjer, 1)}
        return {
            linje.nr: Radformel(
                ledd=self._ledd(navn, linje, plass),
                regel=linje.merknad or _regel(linje),
                hjemmel=(linje.hjemmel,),
                visning=linje.fortegn,
            )
            for linje in linjer
        }

    def _ledd(self, oppstilling: str, linje: Linje, plass: dict[str, int]) -> tuple[Ledd, ...]:
        if linje.utvalg:
            return tuple(Ledd(linje.fortegn, self.uttak(u), faktaslag=_faktaslag(u)) for u in linje.utvalg)
        if linje.hent is not None:
            return tuple(
                replace(ledd, fortegn=ledd.fortegn * linje.fortegn)
                for ledd in self._raa(oppstilling, *linje.hent)
            )
        alle = {andre.nr: andre for andre in self.oppstilling(oppstilling).linjer}
        rekkefolge = {nr: plass for plass, nr in enumerate(alle)}
        return tuple(
            ledd
            for fortegn, henvisninger in ((1, linje.pluss), (-1, linje.minus))
            for henvisning in henvisninger
            for n in sorted(ledd_av(henvisning, set(alle)), key=rekkefolge.__getitem__)
            for ledd in self._linjeledd(oppstilling, alle[n], fortegn, plass)
        )

    def _linjeledd(
        self, oppstilling: str, linje: Linje, fortegn: int, plass: dict[str, int]
    ) -> tuple[Ledd, ...]:
        """Another row of the table; one that is not shown stands with its own selections of facts."""
        if linje.nr in plass:
            return (Ledd(fortegn, linje=plass[linje.nr]),)
        return tuple(
            replace(ledd, fortegn=ledd.fortegn * fortegn) for ledd in self._ledd(oppstilling, linje, plass)
        )

    def _raa(self, fra: str, navn: str, nr: str) -> tuple[Ledd, ...]:
        """A line of another statement in raw sign, as selections of facts."""
        if navn in STRYKNING:
            fast = self._aarsavslutning(fra).hent(navn, nr)
            return (Ledd(fast=fast, tekst="Beregnet etter strykningsreglene (kapittel 4)"),)
        linjer = {linje.nr: linje for linje in self.oppstilling(navn).linjer}
        if nr not in linjer:
            raise RodtraadFeil(f"Oppstillingen {navn} har ingen linje «{nr}».")
        linje = linjer[nr]
        if linje.utvalg:
            return tuple(Ledd(1, self.uttak(u), faktaslag=_faktaslag(u)) for u in linje.utvalg)
        if linje.hent is not None:
            return self._raa(navn, *linje.hent)
        return tuple(
            replace(ledd, fortegn=ledd.fortegn * fortegn * linjer[n].fortegn * linje.fortegn)
            for fortegn, henvisninger in ((1, linje.pluss), (-1, linje.minus))
            for henvisning in henvisninger
            for n in ledd_av(henvisning, set(linjer))
            for ledd in self._raa(fra, navn, n)
        )


def _faktaslag(utvalg: Utvalg) -> tuple[str, ...] | None:
    return REVIDERT if utvalg.slag == "revidert" else None


def _felles(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    if a is None or b is None:
        return b if a is None else a
    return a & b


def _regel(linje: Linje) -> str:
    if linje.utvalg:
        return "Summen av postene med kodene linjen tar"
    if linje.hent is not None:
        return f"Hentet fra linje {linje.hent[1]} i {linje.hent[0]}"
    if linje.ingen:
        return "Ingen poster hører til linjen i denne formen"
    return (
        "Summen av andre linjer i oppstillingen"
        if not linje.minus
        else "Andre linjer lagt sammen og trukket fra"
    )
