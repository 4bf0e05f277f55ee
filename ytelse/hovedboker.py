"""Generated ledgers: a municipality's real shape, and the worst shape a cube can meet.

Real shape: about 6 000 account strings a year, 12 periods, five kinds, most lines accounts, many vouchers per string.
Worst shape: every dimension independent, so hardly two lines share a string and the cube is as large as the ledger.
In both, the accounts come in vouchers of four lines: three of drift or investment, and the balance line that
brings the voucher to zero. Budgets have no vouchers.
"""

from pathlib import Path

import duckdb

STRENGER = 6_000
AAR = (2023, 2024)
_LINJER_I_BILAG = 4

_ARTER = (
    "['010','020','030','040','090','099','115','120','130','170','180','195','200','230','240','270','370','429',"
    "'470','590','600','620','630','640','650','700','710','729','750','770','810','890','900','500','510','550',"
    "'940','950']"
)
_FUNKSJONER = (
    "['100','110','120','121','130','180','201','202','211','213','215','221','222','223','231','232','233','234',"
    "'241','242','243','244','251','252','253','261','265','273','275','276','281','283','285','301',"
    "'302','303','320','325','329','332','338','339','340','345','350','353','355','360','365','370','373','380',"
    "'383','385','386']"
)
_KAPITLER = "['10','13','16','18','20','21','22','24','27','31','32','33','35','39','40','51','53','56']"
_SEKTORER = "['110','200','320','355','395','430','450','499','550','570','610','640','650','890']"


def _tekst(liste: str, verdi: str) -> str:
    """One of a list of codes, chosen by a number."""
    return f"{liste}[1 + CAST({verdi} % len({liste}) AS INT)]"


def _konto(nr: str, prosjekter: int, prosjektandel: int) -> str:
    """The dimensions of an account string as columns, all from one number."""
    return f"""
        CASE WHEN hash({nr}, 6) % 12 = 0 THEN '0' ELSE '1' END AS klasse,
        {_tekst(_ARTER, f"hash({nr}, 1)")} AS art, {_tekst(_FUNKSJONER, f"hash({nr}, 2)")} AS funksjon,
        {_tekst(_KAPITLER, f"hash({nr}, 1)")} AS kapittel, {_tekst(_SEKTORER, f"hash({nr}, 2)")} AS sektor,
        CAST(1000 + hash({nr}, 3) % 400 * 10 AS VARCHAR) AS ansvar,
        CASE WHEN hash({nr}, 4) % {prosjektandel} = 0
          THEN 'P' || lpad(CAST(hash({nr}, 5) % {prosjekter} AS VARCHAR), 4, '0') ELSE '' END AS prosjekt"""


def _belop(linje: str) -> str:
    return f"(CAST(hash(v, {linje}) % 2000000 AS BIGINT) - 300000)"


# `i` is the line, `v` its voucher, `n` its place in the voucher, `s` its account string.
_RADER = f"""
    rader AS (
      SELECT i, i // {_LINJER_I_BILAG} AS v, i % {_LINJER_I_BILAG} AS n, hash(i // {_LINJER_I_BILAG}, 7) AS h,
             hash(i, 8) % {STRENGER} AS s
      FROM range(?) t(i)),
    typer AS (
      SELECT *, CASE WHEN h % 100 < 80 THEN 'regnskap' WHEN h % 100 < 88 THEN 'opprinnelig'
                     WHEN h % 100 < 92 THEN 'endring_politisk' WHEN h % 100 < 96 THEN 'endring_administrativ'
                     ELSE 'prognose' END AS slag,
             CAST(1 + (h // 100) % 12 AS SMALLINT) AS periode, CAST(2023 + (h // 1200) % 2 AS SMALLINT) AS aar,
             h % 100 < 80 AND n = {_LINJER_I_BILAG - 1} AS balanse
      FROM rader)"""
_BELOP = f"CASE WHEN balanse THEN -({' + '.join(_belop(str(k)) for k in range(3))}) ELSE {_belop('n')} END"
_KONTOER = f"konto AS (SELECT s, {_konto('s', 60, 10)} FROM range({STRENGER}) t(s))"
FORMER = {
    "ekte": f"WITH {_KONTOER}, {_RADER} SELECT *, {_BELOP} AS ore FROM typer JOIN konto USING (s)",
    "verst": f"WITH {_RADER} SELECT *, {_konto('i', 1000, 1)}, {_BELOP} AS ore FROM typer",
}


def skriv_csv(fil: Path, form: str, antall: int) -> None:
    """A ledger in the form `les csv` reads; `antall` is the number of lines, a multiple of four."""
    duckdb.execute(
        f"""COPY (SELECT aar, periode, slag, CASE WHEN balanse THEN '2' ELSE klasse END AS kontoklasse,
               CASE WHEN balanse THEN '' ELSE art END AS art,
               CASE WHEN balanse THEN '' ELSE funksjon END AS funksjon,
               CASE WHEN balanse THEN kapittel ELSE '' END AS kapittel,
               CASE WHEN balanse THEN sektor ELSE '' END AS sektor,
               ansvar, prosjekt, CASE WHEN slag = 'regnskap' THEN 'B' || v ELSE '' END AS bilag,
               (CASE WHEN ore < 0 THEN '-' ELSE '' END) || abs(ore) // 100 || '.'
               || lpad(CAST(abs(ore) % 100 AS VARCHAR), 2, '0') AS belop
             FROM ({FORMER[form]})) TO '{fil}' (HEADER, DELIMITER ',')""",
        [antall],
    )
