SELECT kontoklasse, funksjon, art, CAST(SUM(belop) AS BIGINT) AS belop
FROM fakta
WHERE slag = 'regnskap' AND kontoklasse IN ('0', '1')
GROUP BY kontoklasse, funksjon, art
ORDER BY kontoklasse, funksjon, art
