"""Generated ledgers: a municipality's real shape, and the worst shape a cube can meet.

Real shape: about 6 000 account strings a year, 12 periods, five kinds, most lines accounts, many vouchers per string.
Worst shape: every dimension independent, so hardly two lines share a string and the cube is as large as the ledger.
"""

from pathlib import Path

import duckdb

STRENGER = 6_000
AAR = (2023, 2024)

_FELLES = """
    CASE WHEN h % 100 < 80 THEN 'regnskap' WHEN h % 100 < 88 THEN 'opprinnelig'
         WHEN h % 100 < 92 THEN 'endring_politisk' WHEN h % 100 < 96 THEN 'endring_administrativ'
         ELSE 'prognose' END AS slag,
    CAST(1 + (h // 100) % 12 AS SMALLINT) AS periode,
    CAST(2023 + (h // 1200) % 2 AS SMALLINT) AS aar
"""
_ARTER = (
    "['010','020','030','040','090','099','115','120','130','170','180','195','200','230','240','270','370','429',"
    "'470','590','600','620','630','640','650','700','710','729','750','770','810','890','900','500','510','550',"
    "'940','950']"
)
_FUNKSJONER = (
    "['100','110','120','121','130','180','201','202','211','213','215','221','222','223','231','232','233','234',"
    "'241','242','243','244','251','252','253','256','261','265','273','275','276','281','285','301',"
    "'302','303','320','325','329','332','338','339','340','345','350','353','355','360','365','370','373','380',"
    "'383','385','386']"
)

_EKTE = f"""
WITH konto AS (
  SELECT s, {_ARTER}[1 + CAST(hash(s, 1) % 37 AS INT)] AS art,
         {_FUNKSJONER}[1 + CAST(hash(s, 2) % 55 AS INT)] AS funksjon,
         CAST(1000 + hash(s, 3) % 400 * 10 AS VARCHAR) AS ansvar,
         CASE WHEN hash(s, 4) % 10 = 0
           THEN 'P' || lpad(CAST(hash(s, 5) % 60 AS VARCHAR), 3, '0') ELSE '' END AS prosjekt,
         CASE WHEN hash(s, 6) % 12 = 0 THEN '0' ELSE '1' END AS kontoklasse
  FROM range({STRENGER}) t(s)),
rader AS (SELECT i, hash(i, 7) AS h, hash(i, 8) % {STRENGER} AS s FROM range(?) t(i))
SELECT {_FELLES}, kontoklasse, art, funksjon, ansvar, prosjekt, CAST('B' || i AS VARCHAR) AS bilag,
       CAST(hash(i, 9) % 2000000 AS BIGINT) - 300000 AS belop
FROM rader JOIN konto USING (s)
"""
_VERST = f"""
WITH rader AS (SELECT i, hash(i, 7) AS h FROM range(?) t(i))
SELECT {_FELLES}, CASE WHEN hash(i, 6) % 12 = 0 THEN '0' ELSE '1' END AS kontoklasse,
       {_ARTER}[1 + CAST(hash(i, 1) % 37 AS INT)] AS art, {_FUNKSJONER}[1 + CAST(hash(i, 2) % 55 AS INT)] AS funksjon,
       CAST(1000 + hash(i, 3) % 400 * 10 AS VARCHAR) AS ansvar,
       'P' || lpad(CAST(hash(i, 5) % 1000 AS VARCHAR), 4, '0') AS prosjekt, CAST('B' || i AS VARCHAR) AS bilag,
       CAST(hash(i, 9) % 2000000 AS BIGINT) - 300000 AS belop
FROM rader
"""
FORMER = {"ekte": _EKTE, "verst": _VERST}


def skriv_csv(fil: Path, form: str, antall: int) -> None:
    """A ledger in the form `les csv` reads: accounts of one class each, so no voucher has a counterpart."""
    duckdb.execute(
        f"""COPY (SELECT aar, periode, slag, kontoklasse, art, funksjon, ansvar, prosjekt, bilag,
               (CASE WHEN belop < 0 THEN '-' ELSE '' END) || abs(belop) // 100 || '.'
               || lpad(CAST(abs(belop) % 100 AS VARCHAR), 2, '0') AS belop
             FROM ({FORMER[form]})) TO '{fil}' (HEADER, DELIMITER ',')""",
        [antall],
    )
