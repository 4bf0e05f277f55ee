SELECT aar, slag, periode, kontoklasse, art, funksjon, kapittel, sektor, ansvar, prosjekt, objekt,
       bilag, dato, tekst, belop, innlesing, fil, rad
FROM fakta
ORDER BY ABS(belop) DESC, innlesing, fil, rad
