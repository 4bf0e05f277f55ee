"""Every source meets files made to break readers: a message or findings, never a traceback, nothing stored, no hang."""

import io
import json
import random
import signal
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rodtraad.hovedbok.models import Hovedbokbatch
from rodtraad.innlesing.kildekort import kildekort
from rodtraad.innlesing.models import Innlesing
from rodtraad.innlesing.register import alle_kilder, finn_kilde
from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil

pytestmark = [pytest.mark.django_db, pytest.mark.krav("KONTO-01")]
HENGER = 120
"""Seconds after which a reader is taken to hang; far above what any of these files costs."""
LATTER = '<!DOCTYPE l [<!ENTITY a "{}">{}]><AuditFile>&i;</AuditFile>'
TILFELDIG = random.Random(4)  # noqa: S311 - the same noise every time


def _latter() -> bytes:
    enheter = "".join(
        f'<!ENTITY {til} "{f"&{fra};" * 10}">' for fra, til in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return LATTER.format("ha" * 50, enheter).encode()


def _bok(innhold: dict[str, bytes]) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as bok:
        for navn, bit in innhold.items():
            bok.writestr(navn, bit)
    return ut.getvalue()


def _bombe() -> bytes:
    """A sheet of 640 MB in a file of less than one."""
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bok:
        bok.writestr("xl/workbook.xml", b"<workbook/>")
        with bok.open("xl/worksheets/sheet1.xml", "w") as ark:
            for _ in range(40):
                ark.write(bytes(16_000_000))
    return ut.getvalue()


def _alias() -> bytes:
    par = zip("abcdefgh", "bcdefghi", strict=True)
    return ("a: &a [x]\n" + "".join(f"{b}: &{b} [{f'*{a},' * 9}*{a}]\n" for a, b in par)).encode()


def _brede_rader() -> bytes:
    return (",".join(f"k{n}" for n in range(3000)) + "\n" + "1," * 2999 + "1\n").encode()


FILER: dict[str, Callable[[], bytes]] = {
    "tom.csv": lambda: b"",
    "tom.xml": lambda: b"",
    "tilfeldig.csv": lambda: TILFELDIG.randbytes(2000),
    "tilfeldig.xlsx": lambda: TILFELDIG.randbytes(2000),
    "nuller.csv": lambda: bytes(5000),
    "en-linje.csv": lambda: b"aar;belop;" + b"1;" * 300_000,
    "mange-kolonner.csv": _brede_rader,
    "mange-kolonner.txt": lambda: _brede_rader().replace(b",", b";"),
    "utf16.csv": lambda: "aar;belop\n2024;1\n".encode("utf-16")[:-1],
    "latter.xml": _latter,
    "hent.xml": lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><AuditFile>&x;</AuditFile>',
    "dyp.xml": lambda: b"<a>" * 50_000,
    "dyp.json": lambda: b"[" * 200_000,
    "rar.json": lambda: json.dumps(
        {"version": "2.0", "class": "dataset", "id": ["Tid"], "size": [10**9]}
    ).encode(),
    "tall.json": lambda: b'{"value": [NaN, Infinity, 1e999, -0]}',
    "bombe.xlsx": _bombe,
    "ut-av-mappen.xlsx": lambda: _bok(
        {"../../../tmp/rodtraad-utenfor": b"x", "xl/workbook.xml": b"<workbook/>"}
    ),
    "avkortet.xlsx": lambda: _bok({"xl/workbook.xml": b"<workbook/>" * 100})[:80],
    "alias.yaml": _alias,
}


@pytest.fixture(scope="module")
def filer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("fiendtlig")
    for navn, lag in FILER.items():
        (mappe / navn).write_bytes(lag())
    return mappe


@contextmanager
def ingen_henger(navn: str) -> Iterator[None]:
    """Stops a reader that does not come back."""

    def avbryt(*_: object) -> None:
        raise AssertionError(f"{navn} henger")

    for_ = signal.signal(signal.SIGALRM, avbryt)
    signal.alarm(HENGER)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, for_)


@pytest.mark.parametrize("kilde", [k.navn for k in alle_kilder()])
def test_a_hostile_file_is_answered_and_nothing_is_stored(
    kilde: str, filer: Path, settings: Any, tmp_path: Path
) -> None:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    typer = {*kildekort(finn_kilde(kilde)).filtyper, ".csv"}
    for fil in sorted(f for f in filer.iterdir() if f.suffix in typer):
        with ingen_henger(f"{kilde} med {fil.name}"):
            assert _avvist(kilde, fil), (kilde, fil.name)
    assert not Innlesing.objects.exists()
    assert not Hovedbokbatch.objects.exists()
    assert not Path("/tmp/rodtraad-utenfor").exists()  # noqa: S108 - the path the workbook tries to write


def _avvist(kilde: str, fil: Path) -> bool:
    """Whether the source refuses the file, with words; sources of one year are asked with a year."""
    try:
        resultat = les_inn(
            kilde, [fil], aar=2024 if kildekort(finn_kilde(kilde)).aarvalg == "kreves" else None
        )
    except RodtraadFeil as avvist:
        return bool(avvist.meldinger[0])
    return resultat.har_feil and all(f.melding for f in resultat.funn)
