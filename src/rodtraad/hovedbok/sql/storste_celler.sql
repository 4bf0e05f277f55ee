SELECT batch, celle, storst
FROM fakta
ORDER BY storst DESC, batch, celle
