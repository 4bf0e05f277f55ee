SELECT aar, slag, periode, kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt, objekt,
       bilag, dato, tekst, belop, innlesing, fil, rad,
       ROW_NUMBER() OVER (
           PARTITION BY aar, slag, kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt
           ORDER BY ABS(belop) DESC, innlesing, fil, rad
       ) AS plass
FROM fakta
ORDER BY aar, slag, kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt, plass
