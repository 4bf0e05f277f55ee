SELECT aar, slag, kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt,
       CAST(SUM(belop) AS BIGINT) AS belop, CAST(SUM(antall) AS BIGINT) AS antall
FROM fakta
GROUP BY aar, slag, kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt
ORDER BY ABS(SUM(belop)) DESC, aar, slag, kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt
