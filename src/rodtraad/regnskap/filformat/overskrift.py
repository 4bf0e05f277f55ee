"""The names of the columns, from one heading line or from several with merged cells."""

from collections.abc import Sequence


def kolonnenavn(linjer: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Kolonner: one name each, never two alike; a column without a heading is called by its number.

    With several lines the lowest filled cell names the column; where that is not enough, the merged cell above
    it goes first («Regnskap jan», «Budsjett jan»).
    """
    bredde = max((len(linje) for linje in linjer), default=0)
    rader = [[" ".join(c.split()) for c in linje] + [""] * (bredde - len(linje)) for linje in linjer]
    nederst = [next((rad[k] for rad in reversed(rader) if rad[k]), "") for k in range(bredde)]
    if len(rader) > 1:
        over = _fylt(rader[:-1])
        like = {navn for navn in nederst if nederst.count(navn) > 1}
        nederst = [
            f"{over[k]} {navn}" if navn in like and over[k] and over[k] != navn else navn
            for k, navn in enumerate(nederst)
        ]
    return tuple(_unike(nederst))


def _fylt(rader: Sequence[Sequence[str]]) -> list[str]:
    """The text above each column; a merged cell stands in its first column only."""
    fylte = []
    for rad in rader:
        forrige, ut = "", []
        for celle in rad:
            forrige = celle or forrige
            ut.append(forrige)
        fylte.append(ut)
    return [" ".join(dict.fromkeys(t for t in kolonne if t)) for kolonne in zip(*fylte, strict=True)]


def _unike(navn: Sequence[str]) -> list[str]:
    brukt: set[str] = set()
    neste: dict[str, int] = {}
    ut = []
    for nr, ett in enumerate(navn, start=1):
        forslag = eget = ett or f"Kolonne {nr}"
        while forslag.casefold() in brukt:
            # The next number of a name is kept: a heading of one name many times is not looked through again.
            neste[eget] = neste.get(eget, 1) + 1
            forslag = f"{eget} ({neste[eget]})"
        brukt.add(forslag.casefold())
        ut.append(forslag)
    return ut
