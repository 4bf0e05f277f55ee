"""Which line of the file a record stands on, when blank lines and line breaks in quotes have moved it."""

import csv
from contextlib import suppress

from rodtraad.regnskap.filformat.forberedelse import Klarfil


def forskyvninger(fil: Klarfil) -> list[tuple[int, int]]:
    """(record from 0, lines it and the following stand below their place), in order, from the first record on.

    Records are those the engine keeps: not blank, and with as many fields as the header. Slow, so only for
    files where lines and records do not come out equal.
    """
    funnet = [(0, 0)]
    post, forrige_slutt = 0, fil.hopp
    with fil.sti.open(encoding="utf-8-sig", newline="") as strom, suppress(csv.Error):
        for _ in range(fil.hopp):
            strom.readline()
        leser = csv.reader(strom, delimiter=fil.skilletegn)
        for celler in leser:
            start, forrige_slutt = forrige_slutt + 1, fil.hopp + leser.line_num
            if len(celler) != len(fil.kolonner):
                continue
            if (forskyvning := start - post - fil.forste_rad) != funnet[-1][1]:
                funnet.append((post, forskyvning))
            post += 1
    return funnet
