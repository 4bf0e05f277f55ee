"""One import with all checks, timed from the command to the committed batch; prints JSON.

Run as its own process (`python -m ytelse.innlesing MAPPE FIL`), so that its memory is its own. The start of
Python and Django is in the time, as it is for the person who runs the command.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path


def maal(mappe: Path, fil: Path) -> dict[str, float]:
    """Seconds, processor time and memory of `rodtraad les csv`."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "rodtraad.kommando", "les", "csv", str(fil), "--mappe", str(mappe)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    sekunder = time.perf_counter() - start
    brukt = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "innlesing_s": sekunder,
        "innlesing_cpu_s": brukt.ru_utime + brukt.ru_stime,
        "innlesing_minne_mb": brukt.ru_maxrss / 1024,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(maal(Path(sys.argv[1]), Path(sys.argv[2]))))
