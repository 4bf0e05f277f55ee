SELECT aar, slag, kapittel, sektor,
       CAST(SUM(belop) AS BIGINT) AS belop, CAST(SUM(antall) AS BIGINT) AS antall
FROM fakta
WHERE kontoklasse = '2'
GROUP BY aar, slag, kapittel, sektor
ORDER BY aar, slag, kapittel, sektor
