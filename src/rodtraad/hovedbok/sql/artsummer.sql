SELECT f.aar, f.slag, f.kontoklasse, COALESCE(k.virksomhet, '') AS virksomhet, f.art,
       CAST(SUM(f.belop) AS BIGINT) AS belop, CAST(SUM(f.antall) AS BIGINT) AS antall
FROM fakta f LEFT JOIN ansvarskart k ON k.ansvar = f.ansvar
WHERE f.kontoklasse IN ('0', '1')
GROUP BY f.aar, f.slag, f.kontoklasse, COALESCE(k.virksomhet, ''), f.art
ORDER BY f.aar, f.slag, f.kontoklasse, COALESCE(k.virksomhet, ''), f.art
