SELECT f.aar, f.slag, f.bilag, f.kontoklasse, COALESCE(k.virksomhet, '') AS virksomhet,
       CAST(SUM(f.belop) AS BIGINT) AS belop
FROM fakta f LEFT JOIN ansvarskart k ON k.ansvar = f.ansvar
GROUP BY f.aar, f.slag, f.bilag, f.kontoklasse, COALESCE(k.virksomhet, '')
ORDER BY f.aar, f.slag, f.bilag, f.kontoklasse, COALESCE(k.virksomhet, '')
