SELECT aar, slag, prosjekt, art,
       CAST(SUM(belop) AS BIGINT) AS belop, CAST(SUM(antall) AS BIGINT) AS antall
FROM fakta
WHERE kontoklasse = '0'
GROUP BY aar, slag, prosjekt, art
ORDER BY aar, slag, prosjekt, art
