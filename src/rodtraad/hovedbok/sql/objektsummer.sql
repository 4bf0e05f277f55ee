SELECT aar, kontoklasse, ansvar, objekt,
       CAST(SUM(CASE WHEN art < '6' THEN belop ELSE 0 END) AS BIGINT) AS utgift,
       CAST(SUM(CASE WHEN art < '6' THEN 0 ELSE belop END) AS BIGINT) AS inntekt,
       CAST(SUM(antall) AS BIGINT) AS antall
FROM fakta
WHERE kontoklasse IN ('0', '1') AND slag = 'regnskap'
GROUP BY aar, kontoklasse, ansvar, objekt
ORDER BY aar, kontoklasse, ansvar, objekt
