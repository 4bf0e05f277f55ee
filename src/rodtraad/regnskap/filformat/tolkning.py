"""The extended profile as SQL: rows that are no lines, konto, words for months, months in columns, blanks.

Everything is a query over the raw columns of one file, laid down once as Parquet. What only Python can read
(a konto with its name, «jan 2025») is read once for each different text and joined back, so that a file of ten
million lines costs no more Python than its chart of accounts.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import duckdb

from rodtraad.hovedbok.services import sql_tekst
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.koder import Koder
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.regnskap.filformat.felt import Felt, belop_trinn, med_trinn, sql_navn
from rodtraad.regnskap.filformat.felter import BELOPSFORM, FELTER
from rodtraad.regnskap.filformat.forberedelse import Klarfil
from rodtraad.regnskap.filformat.kontodeling import del_konto
from rodtraad.regnskap.filformat.periodeord import tolk_periode
from rodtraad.regnskap.filformat.profil import Kolonneprofil, Periodekolonner, Utelat

MAKS_ULIKE = 1_000_000
"""Different texts in a column that is to be understood; more than this, and it is the wrong column."""


@dataclass
class Tolkning:
    """One file under an extended profile: `raa` is its raw columns with `rt_post`, the record from 0."""

    kobling: duckdb.DuckDBPyConnection
    profil: Kolonneprofil
    fil: Klarfil
    raa: str
    felter: dict[str, Felt]
    sti: Callable[[str], str]
    """Where a relation of this file may be laid down as Parquet, as an SQL literal."""

    @cached_property
    def trinn(self) -> tuple[str, ...]:
        """The steps of an amount."""
        profil = self.profil
        return belop_trinn(desimaltegn=profil.desimaltegn, tusenskille=profil.tusenskille, fri=True)

    @cached_property
    def rader(self) -> str:
        """The raw rows with `(fil)` and `(ark)`, whether each is no line (`rt_utelatt`) or blank (`rt_tom`)."""
        kolonner = self.profil.kolonner_i_filen()
        tom = " AND ".join(f"COALESCE(TRIM({sql_navn(k)}), '') = ''" for k in kolonner) or "FALSE"
        utelatt = " OR ".join(_utelatt(u) for u in self.profil.utelat) or "FALSE"
        return (
            f'(SELECT *, {sql_tekst(self.fil.ark)} AS "(ark)", {sql_tekst(self.fil.fil)} AS "(fil)", '
            f"({utelatt}) AS rt_utelatt, ({tom}) AS rt_tom FROM {self.raa})"
        )

    @property
    def _radlinjer(self) -> str:
        return (
            f"(SELECT * EXCLUDE (rt_utelatt, rt_tom) FROM {self.rader} WHERE NOT rt_utelatt AND NOT rt_tom)"
        )

    @cached_property
    def linjer(self) -> str:
        """The rows that are lines, with the codes of konto, aar and periode where they must be learnt."""
        relasjon = self._med_ord(self._radlinjer)
        return self._med_konto(relasjon) if self.profil.konto else relasjon

    @cached_property
    def felt(self) -> str:
        """The fifteen fields as texts, amounts in the standard form, before blanks are dealt with."""
        uttrykk = {navn: self._felt_sql(navn) for navn in FELTER if navn != "belop"}
        utenom = [f"{u} AS {sql_navn(n)}" for n, u in uttrykk.items()]
        relasjon = self._med_belop()
        belop = "rt_belop AS belop, rt_forrige AS forrige, rt_post AS post"
        relasjon = f"(SELECT {', '.join(utenom)}, {belop} FROM {relasjon})"
        relasjon = med_trinn(relasjon, ("belop", "forrige"), self.trinn)
        if self.profil.periodekolonner:
            relasjon = f"(SELECT * FROM {relasjon} WHERE belop <> '' OR forrige <> '')"
        return f"(SELECT * REPLACE ({self._differanse()} AS belop) FROM {relasjon})"

    def tekster(self) -> str:
        """The fields, blanks replaced and what has no place in the balance left out; with post."""
        bytt = []
        for navn, felt in self.felter.items():
            uttrykk = navn
            if felt.ved_tom and felt.ved_tom.erstatt:
                erstattet = felt.ved_tom.sql(navn, "art")
                uttrykk = f"CASE WHEN kontoklasse IN ('0', '1') THEN {erstattet} ELSE {navn} END"
            if felt.i_balansen == "utelat":
                uttrykk = f"CASE WHEN kontoklasse = '2' THEN '' ELSE {uttrykk} END"
            if uttrykk != navn:
                bytt.append(f"{uttrykk} AS {navn}")
        endret = f" REPLACE ({', '.join(bytt)})" if bytt else ""
        vilkaar = []
        if self.profil.periodekolonner:
            vilkaar.append("COALESCE(TRY_CAST(belop AS DECIMAL(17, 2)), 1) <> 0")
            vilkaar.append("NOT (periode = '0' AND kontoklasse IN ('0', '1'))")
        if self.profil.konto and self.profil.konto.andre_klasser == "utelat":
            vilkaar.append("kontoklasse IN ('', '0', '1', '2')")
        hvor = f" WHERE {' AND '.join(vilkaar)}" if vilkaar else ""
        return f"SELECT * EXCLUDE (forrige){endret} FROM {self.felt}{hvor}"

    def belop_fra(self, kolonner: Iterable[str], relasjon: str) -> str:
        """A relation with these columns as DECIMAL (NULL where empty or no number), named rt_b0 and on."""
        navn = list(kolonner)
        med = ", ".join(f"COALESCE(TRIM({sql_navn(k)}), '') AS rt_b{nr}" for nr, k in enumerate(navn))
        alle = [f"rt_b{nr}" for nr in range(len(navn))]
        relasjon = med_trinn(f"(SELECT *, {med} FROM {relasjon})", alle, self.trinn)
        tall = ", ".join(
            f"CASE WHEN {_er_tall(b)} THEN TRY_CAST({b} AS DECIMAL(17, 2)) END AS {b}" for b in alle
        )
        return f"(SELECT * REPLACE ({tall}) FROM {relasjon})"

    def _felt_sql(self, navn: str) -> str:
        felt = self.felter.get(navn)
        if navn == "periode" and self.profil.periodekolonner:
            return "rt_periode"
        if felt is not None and felt.form == "ord":
            return f"rt_{navn}"
        if self.profil.konto and navn in {"kontoklasse", "art", "kapittel"}:
            return f"rt_{navn}"
        if navn == "sektor" and self.profil.konto:
            egen = felt.sql() if felt else "''"
            return f"CASE WHEN rt_kontoklasse <> '2' THEN '' WHEN {egen} <> '' THEN {egen} ELSE rt_sektor END"
        return felt.sql() if felt else "''"

    def _med_ord(self, relasjon: str) -> str:
        """Joins what words for months and years say: «Jan 2025», «Periode 01», 202501."""
        for navn in ("aar", "periode"):
            felt = self.felter.get(navn)
            if felt is None or felt.form != "ord":
                continue
            ulike = self._ulike(f"SELECT DISTINCT {felt.sql()} FROM {relasjon}", felt.kolonne)
            lest = [(t, _ord(t, navn)) for (t,) in ulike]
            tabell = self._legg_ned(lest, ("tekst", "lest"))
            ord_ = f"LEFT JOIN {tabell} k ON k.tekst = {felt.sql()}"
            relasjon = f"(SELECT r.*, k.lest AS rt_{navn} FROM {relasjon} r {ord_})"
        return relasjon

    def _med_konto(self, relasjon: str) -> str:
        """Joins the codes of each konto in each year."""
        regel = self.profil.konto
        assert regel is not None  # noqa: S101 - asked before
        celle = f"COALESCE(TRIM({sql_navn(regel.kolonne)}), '')"
        aar = self._felt_sql("aar")
        ulike = self._ulike(f"SELECT DISTINCT {celle}, {aar} FROM {relasjon}", regel.kolonne)
        lest = []
        for tekst, aar_tekst in ulike:
            nr = int(aar_tekst) if aar_tekst.isdecimal() and len(aar_tekst) == 4 else None  # noqa: PLR2004
            kapitler, sektorer = gyldige_balansekoder(nr)
            delt = del_konto(tekst, regel, kapitler=kapitler, sektorer=sektorer, aar=nr)
            lest.append((tekst, aar_tekst, delt.kontoklasse, delt.art, delt.kapittel, delt.sektor))
        tabell = self._legg_ned(
            lest, ("tekst", "aar_k", "rt_kontoklasse", "rt_art", "rt_kapittel", "rt_sektor")
        )
        return (
            f"(SELECT r.*, k.* EXCLUDE (tekst, aar_k) FROM {relasjon} r "
            f"LEFT JOIN {tabell} k ON k.tekst = {celle} AND k.aar_k = {aar})"
        )

    def _med_belop(self) -> str:
        """The lines with `rt_belop` and `rt_forrige` (what is to be taken from it) as they stand in the file."""
        perioder = self.profil.periodekolonner
        if perioder is None:
            felt = self.felter["belop"]
            if felt.debet:
                return (
                    f"(SELECT *, {_celle(felt.debet)} AS rt_belop, {_celle(felt.kredit)} AS rt_forrige "
                    f"FROM {self.linjer})"
                )
            return f"(SELECT *, {felt.sql()} AS rt_belop, '' AS rt_forrige FROM {self.linjer})"
        par = ", ".join(
            f"{{'p': '{periode}', 'b': {_celle(kolonne)}, 'f': {foran}}}"
            for periode, kolonne, foran in periodepar(perioder, self.perioder_i_bruk)
        )
        lang = f"(SELECT *, UNNEST([{par}]) AS rt_celle FROM {self.linjer})"
        deler = "rt_celle.p AS rt_periode, rt_celle.b AS rt_belop, rt_celle.f AS rt_forrige"
        return f"(SELECT * EXCLUDE (rt_celle), {deler} FROM {lang})"

    @cached_property
    def perioder_i_bruk(self) -> tuple[int, ...]:
        """The periods whose columns hold figures; in a year under way the last columns are all empty or 0."""
        perioder = self.profil.periodekolonner
        if perioder is None:
            return ()
        kolonner = list(perioder.kolonner.items())
        har = ", ".join(
            f"COUNT(*) FILTER (WHERE REGEXP_MATCHES({_celle(k)}, '[^0., -]'))" for _, k in kolonner
        )
        rad = self.kobling.execute(f"SELECT {har} FROM {self._radlinjer}").fetchone() or ()
        siste = max((nr for nr, antall in enumerate(rad) if antall), default=-1)
        return tuple(periode for periode, _ in kolonner[: siste + 1])

    def _differanse(self) -> str:
        """An amount less what goes before it, when both are numbers; else the text that is not one."""
        felt = self.felter.get("belop")
        skilt = bool(felt and felt.debet)
        if not skilt and not (self.profil.periodekolonner):
            fortegn = felt.fortegn if felt else 1
            return (
                "belop"
                if fortegn == 1
                else f"CASE WHEN {_er_tall('belop')} THEN {_tall('-', 'belop')} ELSE belop END"
            )
        regn = "+" if felt and felt.kredit_negativ else "-"
        tom = "''" if skilt else "'0'"
        return (
            f"CASE WHEN belop = '' AND forrige = '' THEN {tom} "
            f"WHEN belop <> '' AND NOT {_er_tall('belop')} THEN belop "
            f"WHEN forrige <> '' AND NOT {_er_tall('forrige')} THEN {'forrige' if skilt else 'belop'} "
            f"ELSE CAST({_verdi('belop')} {regn} {_verdi('forrige')} AS VARCHAR) END"
        )

    def _ulike(self, sporring: str, kolonne: str) -> list[tuple[str, ...]]:
        rader = self.kobling.execute(f"{sporring} LIMIT {MAKS_ULIKE + 1}").fetchall()
        if len(rader) > MAKS_ULIKE:
            raise RodtraadFeil(
                f"Kolonnen «{kolonne}» i «{self.fil.navn}» har over {MAKS_ULIKE} ulike verdier.",
                "Se at profilen peker på riktig kolonne.",
            )
        return [tuple(v or "" for v in rad) for rad in rader]

    def _legg_ned(self, rader: Sequence[tuple[str, ...]], navn: tuple[str, ...]) -> str:
        """A small table as Parquet, for the writers of batches have connections of their own."""
        sti = self.sti(f"tolket_{secrets.token_hex(4)}")
        kolonner = list(zip(*rader, strict=True)) or [()] * len(navn)
        valg = ", ".join(f"UNNEST(${nr}::VARCHAR[]) AS {n}" for nr, n in enumerate(navn, start=1))
        tabell = f"t_{secrets.token_hex(4)}"
        self.kobling.execute(f"CREATE TEMP TABLE {tabell} AS SELECT {valg}", [list(k) for k in kolonner])
        self.kobling.execute(f"COPY {tabell} TO {sti} (FORMAT parquet)")
        self.kobling.execute(f"DROP TABLE {tabell}")
        return f"read_parquet({sti})"


def periodepar(perioder: Periodekolonner, i_bruk: tuple[int, ...]) -> list[tuple[int, str, str]]:
    """(period, column, SQL text of what is taken from it) of each column that becomes lines, the opening first."""
    par = [(0, perioder.aapning, "''")] if perioder.aapning else []
    forrige = _celle(perioder.aapning) if perioder.aapning and perioder.aapning_medregnet else "''"
    for periode in i_bruk:
        kolonne = perioder.kolonner[periode]
        par.append((periode, kolonne, forrige if perioder.form == "akkumulert" else "''"))
        forrige = _celle(kolonne)
    return par


def gyldige_balansekoder(aar: int | None) -> tuple[frozenset[str], frozenset[str]]:
    """(kapitler, sektorer) that may stand in a konto: those valid at the end of the year, else all there are."""
    koder = _koder(aar)
    if aar is None:
        return frozenset(koder.kapitler), frozenset(koder.sektorer)
    dag = date(aar, 12, 31)
    return koder.gyldige("kapitler", dag), koder.gyldige("sektorer", dag)


def _koder(aar: int | None) -> Koder:
    return last_regelverk(date(aar or 2025, 12, 31)).koder


def _ord(tekst: str, felt: str) -> str:
    lest = tolk_periode(tekst)
    verdi = lest.aar if felt == "aar" else lest.periode
    return tekst if verdi is None else str(verdi)


def _er_tall(navn: str) -> str:
    return f"REGEXP_FULL_MATCH({navn}, {BELOPSFORM})"


def _celle(kolonne: str) -> str:
    return f"COALESCE(TRIM({sql_navn(kolonne)}), '')"


def _verdi(navn: str) -> str:
    return f"TRY_CAST(CASE WHEN {navn} = '' THEN '0' ELSE {navn} END AS DECIMAL(17, 2))"


def _tall(fortegn: str, navn: str) -> str:
    return f"CAST({fortegn}TRY_CAST({navn} AS DECIMAL(17, 2)) AS VARCHAR)"


def _utelatt(regel: Utelat) -> str:
    celle = _celle(regel.kolonne)
    if not regel.begynner_med:
        return f"NOT REGEXP_MATCHES({celle}, '^[0-9]')"
    return (
        "("
        + " OR ".join(f"STARTS_WITH(LOWER({celle}), LOWER({sql_tekst(t)}))" for t in regel.begynner_med)
        + ")"
    )
