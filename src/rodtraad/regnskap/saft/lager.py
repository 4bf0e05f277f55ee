"""Saftlager: the rows of SAF-T files as ledger facts, in the shape the common checks know."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from rodtraad.hovedbok.services import sql_tekst
from rodtraad.regnskap.filformat.forberedelse import Klarfil
from rodtraad.regnskap.filformat.mellomlager import Mellomlager
from rodtraad.regnskap.filformat.profil import Kolonneprofil
from rodtraad.regnskap.saft.dimensjoner import FELTER
from rodtraad.regnskap.saft.kontokoder import Konto, Kontokode
from rodtraad.regnskap.saft.profil import Dimensjon, Saftprofil
from rodtraad.regnskap.saft.utpakking import KONTOKOLONNER, LINJEKOLONNER, Utpakking

_KOLONNER = (
    "aar, periode, slag, kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt, objekt, bilag, tekst, dato, "
    "belop, rad"
)
# The format has eighteen digits, and so must a check that finds them to be too many.
_KRONER = "TRY_CAST(NULLIF(TRIM({k}), '') AS DECIMAL(20, 2))"
_MAKS_KRONER = 10**15


class Saftlager(Mellomlager):
    """Lines of SAF-T files: `posteringer` as they stood, `linjer` as facts once the kontoer have codes."""

    def __init__(
        self, kobling: duckdb.DuckDBPyConnection, arbeid: Path, profil: Saftprofil, aar: int | None
    ) -> None:
        felles = Kolonneprofil(
            navn=profil.navn,
            begrunnelse=profil.begrunnelse,
            ved_overlapp=profil.ved_overlapp,
            koder_utenfor_gyldighet=profil.koder_utenfor_gyldighet,
        )
        super().__init__(kobling, arbeid, felles, aar)
        self._saftprofil = profil
        self._nr: list[int] = []

    @property
    def linjer(self) -> str:
        """All facts of all files."""
        deler = (f"SELECT *, CAST({nr} AS INTEGER) AS fil FROM {self.fakta(nr)}" for nr in self._nr)
        return f"({' UNION ALL '.join(deler)})"

    def linjer_i(self, fil: Klarfil) -> str:
        """The facts of one file."""
        return self.fakta(fil.nr)

    def antall(self, fil: Klarfil) -> tuple[int, int]:
        """(facts, 0) of one file; a fact is checked before it is made."""
        if fil.nr not in self._nr:
            return (0, 0)
        rad = self.kobling.execute(f"SELECT COUNT(*) FROM {self.fakta(fil.nr)}").fetchone()
        return (rad[0], 0) if rad else (0, 0)

    def posteringer(self, nr: int) -> str:
        """The Lines of a file with amounts in kroner; `rad` is the line of the file, or the number of the Line."""
        return f"read_parquet({sql_tekst(self._sti_til('posteringer', nr))})"

    def kontoer(self, nr: int) -> str:
        """The Accounts of a file with opening and closing balance in kroner."""
        return f"read_parquet({sql_tekst(self._sti_til('kontoer', nr))})"

    def ta_imot(self, nr: int, utpakket: Utpakking) -> None:
        """Takes over what was laid down from a file, as types the engine works fast with."""
        self.kobling.execute(
            f"""COPY (SELECT TRY_CAST(rad AS INTEGER) AS rad, konto, navn, kategori, kode,
                       {_KRONER.format(k="inn")} AS inn, {_KRONER.format(k="ut")} AS ut
                FROM {_csv(utpakket.kontofil, KONTOKOLONNER)})
                TO {sql_tekst(self._sti_til("kontoer", nr))} (FORMAT parquet)"""
        )
        # In a file without line breaks every posting stands on line 1; their number then says which it is.
        rad = "rad" if utpakket.siste_rad >= utpakket.antall_linjer else "post"
        dimensjoner = ", ".join(
            f"{self._saftprofil.dimensjoner.get(felt, Dimensjon()).sql(felt)} AS {felt}" for felt in FELTER
        )
        self.kobling.execute(
            f"""COPY (SELECT TRY_CAST({rad} AS INTEGER) AS rad, TRY_CAST(nr AS INTEGER) AS nr, journal, bilag,
                       TRY_CAST(TRIM(periode) AS INTEGER) AS periode, TRY_CAST(TRIM(aar) AS INTEGER) AS aar,
                       TRY_CAST(LEFT(TRIM(dato), 10) AS DATE) AS dato, konto, {dimensjoner},
                       TRIM(regexp_replace(COALESCE(NULLIF(TRIM(tekst), ''), bilagstekst), '\\s+', ' ', 'g'))
                         AS tekst,
                       COALESCE({_KRONER.format(k="debet")}, 0) AS debet,
                       COALESCE({_KRONER.format(k="kredit")}, 0) AS kredit,
                       del = 'True' AS er_forste,
                       COALESCE(ABS({_KRONER.format(k="debet || kredit")}) >= {_MAKS_KRONER}, TRUE) AS uten_belop
                FROM {_csv(utpakket.linjefil, LINJEKOLONNER)})
                TO {sql_tekst(self._sti_til("posteringer", nr))} (FORMAT parquet)"""
        )

    def les_kontoer(self, nr: int) -> list[Konto]:
        """The kontoer of a file, each once."""
        return [
            Konto(*rad)
            for rad in self.kobling.execute(
                f"""SELECT konto, any_value(navn), any_value(kategori), any_value(kode)
                    FROM {self.kontoer(nr)} GROUP BY konto ORDER BY konto"""
            ).fetchall()
        ]

    def lag_fakta(self, nr: int, koder: Mapping[str, Kontokode], *, inngaaende_aar: int | None) -> None:
        """Makes facts of a file whose kontoer have codes; opening balances become period 0 of `inngaaende_aar`."""
        self._lag_kodetabell(koder)
        flere = f"""SELECT aar, periode, bilag FROM {self.posteringer(nr)}
                    GROUP BY aar, periode, bilag HAVING COUNT(DISTINCT journal) > 1"""
        fakta = f"""SELECT p.aar, p.periode, 'regnskap' AS slag, k.kontoklasse, k.art,
                   {_i_drift("funksjon", self._mangler("funksjon"))} AS funksjon, k.kapittel, k.sektor,
                   {_i_drift("ansvar", self._mangler("ansvar"), ellers="p.ansvar")} AS ansvar,
                   {_i_drift("prosjekt", self._mangler("prosjekt"), ellers="p.prosjekt")} AS prosjekt,
                   {_i_drift("objekt", self._mangler("objekt"), ellers="p.objekt")} AS objekt,
                   CASE WHEN f.bilag IS NULL THEN p.bilag ELSE p.journal || '-' || p.bilag END AS bilag,
                   p.tekst, p.dato, CAST(100 * (p.debet - p.kredit) AS BIGINT) AS belop, p.rad
            FROM {self.posteringer(nr)} p JOIN kontokode k USING (konto)
            LEFT JOIN ({flere}) f ON f.aar = p.aar AND f.periode = p.periode AND f.bilag = p.bilag"""
        if inngaaende_aar is not None:
            fakta += f""" UNION ALL
            SELECT {inngaaende_aar}, 0, 'regnskap', k.kontoklasse, k.art, '', k.kapittel, k.sektor, '', '', '', '',
                   'Inngående saldo', NULL, CAST(100 * i.inn AS BIGINT), i.rad
            FROM {self.kontoer(nr)} i JOIN kontokode k USING (konto) WHERE k.kontoklasse = '2' AND i.inn <> 0"""
        self.kobling.execute(
            f"COPY (SELECT {_KOLONNER} FROM ({fakta})) TO {sql_tekst(self._sti_til('fakta', nr))} (FORMAT parquet)"
        )
        self._nr.append(nr)

    def _lag_kodetabell(self, koder: Mapping[str, Kontokode]) -> None:
        self.kobling.execute(
            """CREATE OR REPLACE TEMP TABLE kontokode AS SELECT unnest($1::VARCHAR[]) AS konto,
               unnest($2::VARCHAR[]) AS kontoklasse, unnest($3::VARCHAR[]) AS art, unnest($4::VARCHAR[]) AS kapittel,
               unnest($5::VARCHAR[]) AS sektor""",
            [
                list(koder),
                *(
                    [getattr(k, felt) for k in koder.values()]
                    for felt in ("kontoklasse", "art", "kapittel", "sektor")
                ),
            ],
        )

    def _mangler(self, felt: str) -> str:
        return self._saftprofil.dimensjoner.get(felt, Dimensjon()).mangler

    def fakta(self, nr: int) -> str:
        """The facts of a file."""
        return f"(SELECT * FROM read_parquet({sql_tekst(self._sti_til('fakta', nr))}))"

    def _sti_til(self, navn: str, nr: int) -> Path:
        return self.arbeid / f"{navn}-{nr}.parquet"


def _i_drift(felt: str, mangler: str, *, ellers: str = "''") -> str:
    """A dimension in drift and investering, with its value when it is blank; `ellers` in the balance."""
    verdi = f"COALESCE(NULLIF(p.{felt}, ''), {sql_tekst(mangler)})" if mangler else f"p.{felt}"
    return f"CASE WHEN k.kontoklasse = '2' THEN {ellers} ELSE {verdi} END"


def _csv(fil: Path, kolonner: Iterable[str]) -> str:
    typer = ", ".join(f"'{k}': 'VARCHAR'" for k in kolonner)
    return f"""read_csv({sql_tekst(fil)}, columns = {{{typer}}}, auto_detect = false, header = false, delim = ',',
        quote = '"', escape = '"', nullstr = '\x00', max_line_size = 1000000)"""
