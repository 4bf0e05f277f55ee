SELECT 'funksjon' AS regel, ansvar AS hvor, funksjon AS hva, aar, periode,
       CAST(SUM(belop) AS BIGINT) AS belop, CAST(SUM(antall) AS BIGINT) AS antall
FROM fakta
WHERE kontoklasse IN ('0', '1') AND slag = 'regnskap' AND periode > 0
GROUP BY ansvar, funksjon, aar, periode
UNION ALL
SELECT 'art', funksjon, art, aar, periode, CAST(SUM(belop) AS BIGINT), CAST(SUM(antall) AS BIGINT)
FROM fakta
WHERE kontoklasse IN ('0', '1') AND slag = 'regnskap' AND periode > 0
GROUP BY funksjon, art, aar, periode
UNION ALL
SELECT 'prosjekt', ansvar, prosjekt, aar, periode, CAST(SUM(belop) AS BIGINT), CAST(SUM(antall) AS BIGINT)
FROM fakta
WHERE kontoklasse IN ('0', '1') AND slag = 'regnskap' AND periode > 0 AND prosjekt <> ''
GROUP BY ansvar, prosjekt, aar, periode
UNION ALL
SELECT 'objekt', ansvar, objekt, aar, periode, CAST(SUM(belop) AS BIGINT), CAST(SUM(antall) AS BIGINT)
FROM fakta
WHERE kontoklasse IN ('0', '1') AND slag = 'regnskap' AND periode > 0 AND objekt <> ''
GROUP BY ansvar, objekt, aar, periode
ORDER BY 1, 2, 3, 4, 5
