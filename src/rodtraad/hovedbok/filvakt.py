"""Files on their way in are held; files that never were registered are swept when no one imports."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rodtraad.hovedbok.filer import ENDELSE
from rodtraad.hovedbok.models import Hovedbokbatch
from rodtraad.hovedbok.motor import arbeidsmappe, hovedbokmappe


@contextmanager
def hold_filer() -> Iterator[None]:
    """While this is held no one sweeps; the system lets go of it when the process dies."""
    fei()
    with _vaktfil() as peker:
        fcntl.flock(peker, fcntl.LOCK_SH)
        yield


def fei() -> int:
    """Removes files without a row in the database, unless an import is under way; returns how many."""
    with _vaktfil() as peker:
        try:
            fcntl.flock(peker, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        shutil.rmtree(arbeidsmappe())
        kjente = set(Hovedbokbatch.objects.values_list("sha256", flat=True))
        lose = [f for f in hovedbokmappe().glob("*/*.parquet") if _sha(f) not in kjente]
        for fil in lose:
            fil.unlink()
        return len(lose)


def _sha(fil: Path) -> str:
    endelse = next(e for e in sorted(ENDELSE.values(), key=len, reverse=True) if fil.name.endswith(e))
    return fil.name.removesuffix(endelse)


@contextmanager
def _vaktfil() -> Iterator[int]:
    hovedbokmappe().mkdir(parents=True, exist_ok=True)
    peker = os.open(hovedbokmappe() / ".vakt", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield peker
    finally:
        os.close(peker)
