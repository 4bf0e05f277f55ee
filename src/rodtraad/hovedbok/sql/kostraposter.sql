SELECT kontoklasse,
       CASE WHEN kontoklasse = '2' THEN kapittel ELSE funksjon END AS funksjon,
       CASE WHEN kontoklasse = '2' THEN sektor ELSE art END AS art,
       CAST(SUM(belop) AS BIGINT) AS belop
FROM fakta
WHERE slag = 'regnskap'
GROUP BY kontoklasse,
         CASE WHEN kontoklasse = '2' THEN kapittel ELSE funksjon END,
         CASE WHEN kontoklasse = '2' THEN sektor ELSE art END
ORDER BY kontoklasse,
         CASE WHEN kontoklasse = '2' THEN kapittel ELSE funksjon END,
         CASE WHEN kontoklasse = '2' THEN sektor ELSE art END
