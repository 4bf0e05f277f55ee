"""Publishing: unchanged is identical, changed needs a reason, killed leaves nothing half."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rodtraad.publisering.mappe import les_mappe
from tests.installasjoner import ROT, en_gang, kopi, rodtraad

RAPPORT = "aarsrapport-2024"
ARKIV = Path("arkiv", RAPPORT)


@pytest.fixture
def inst(demo_mappe: Path, tmp_path: Path) -> Path:
    """An installation of one's own, published once."""
    return kopi(demo_mappe, tmp_path / "inst")


@pytest.fixture(scope="session")
def uten_innlesing(demo_mappe: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Published once, then changed: made once for the whole run; tests copy it."""
    with en_gang(tmp_path_factory, "uten_innlesing") as (mappe, lages):
        if lages:
            trekk_en_innlesing(kopi(demo_mappe, mappe))
    return mappe


@pytest.fixture
def endret(uten_innlesing: Path, tmp_path: Path) -> Path:
    """An installation of one's own, changed since it was published."""
    return kopi(uten_innlesing, tmp_path / "inst")


def trekk_en_innlesing(inst: Path) -> None:
    """Withdraws the administrative amendments of the year, so that the revised budget changes."""
    linjer = rodtraad("innlesinger", "--mappe", inst).stdout.splitlines()
    rad = next(linje for linje in linjer if "endring-administrativ-2024" in linje)
    id_ = next(ord_ for ord_ in re.split(r"[\s,;|]+", rad) if re.fullmatch(r"[a-z][a-z0-9]{7}", ord_))
    rodtraad("trekk-tilbake", id_, "--mappe", inst)


def test_unchanged_content_is_the_same_edition_byte_for_byte(inst: Path, tmp_path: Path) -> None:
    svar = rodtraad("publiser", RAPPORT, "--ut", tmp_path / "en", "--mappe", inst)
    assert "uendret" in svar.stdout
    rodtraad("publiser", RAPPORT, "--ut", tmp_path / "to", "--mappe", inst, "--begrunnelse", "På nytt")
    assert les_mappe(tmp_path / "en") == les_mappe(tmp_path / "to") == les_mappe(inst / ARKIV / "versjon-1")


@pytest.mark.krav("RAP-18")
@pytest.mark.krav("PUB-12")
def test_a_correction_needs_a_reason_shows_what_changed_and_keeps_the_old_version(
    endret: Path, tmp_path: Path
) -> None:
    inst = endret
    gammel = les_mappe(inst / ARKIV / "versjon-1")
    nei = rodtraad("publiser", RAPPORT, "--ut", tmp_path / "ny", "--mappe", inst, sjekk=False)
    assert nei.returncode == 1
    assert "--begrunnelse" in nei.stderr
    assert not (tmp_path / "ny").exists()
    grunn = "Administrative budsjettendringer var ført uten fullmakt."
    rodtraad("publiser", RAPPORT, "--ut", tmp_path / "ny", "--mappe", inst, "--begrunnelse", grunn)
    om = (tmp_path / "ny" / "om-utgaven" / "index.html").read_text("utf-8")
    assert grunn in om
    assert re.search(r"Rev\. bud\. 2024", om)
    assert "Erstattet av en nyere versjon" in om
    assert les_mappe(inst / ARKIV / "versjon-1") == gammel
    assert (tmp_path / "ny" / "tidligere" / "versjon-1" / f"{RAPPORT}.pdf").read_bytes() == gammel[
        f"{RAPPORT}.pdf"
    ]
    ny, erstattet = (
        rodtraad("verifiser", mappe, "--mappe", inst).stdout
        for mappe in (tmp_path / "ny", inst / ARKIV / "versjon-1")
    )
    assert "Utgaven stemmer" in ny
    assert "Utgaven stemmer" in erstattet
    assert "erstattet av en nyere" in erstattet


def test_the_ledger_is_compared_when_the_installation_is_at_hand(
    verifisert: str, uten_innlesing: Path
) -> None:
    assert "Utgaven stemmer" in verifisert
    utgave = uten_innlesing / ARKIV / "versjon-1"
    svar = rodtraad("verifiser", utgave, "--mappe", uten_innlesing, sjekk=False)
    assert svar.returncode == 1
    assert "artsummer er ikke lenger de utgaven er laget av" in svar.stdout


def test_killed_while_publishing_nothing_is_half_and_the_next_attempt_succeeds(
    endret: Path, tmp_path: Path
) -> None:
    inst = endret
    ut = tmp_path / "ut"
    ordre = ["publiser", RAPPORT, "--ut", str(ut), "--mappe", str(inst), "--begrunnelse", "Rettet"]
    for merke in (inst / ARKIV, ut.parent):
        with subprocess.Popen(
            [sys.executable, "-m", "rodtraad.kommando", *ordre],
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROT / "src")},
        ) as prosess:
            while prosess.poll() is None and not list(merke.glob(".*uferdig*")):
                time.sleep(0.002)
            assert prosess.poll() is None
            os.kill(prosess.pid, signal.SIGKILL)
            prosess.wait()
        assert not ut.exists()
    rodtraad(*ordre)
    assert sorted(p.name for p in (inst / ARKIV).iterdir()) == ["versjon-1", "versjon-2"]
    assert [p for p in tmp_path.iterdir() if "uferdig" in p.name] == []
    assert les_mappe(ut) == les_mappe(inst / ARKIV / "versjon-2")


def test_an_unknown_report_and_a_used_folder_are_refused_with_what_to_do(inst: Path, tmp_path: Path) -> None:
    svar = rodtraad("publiser", "arsmelding", "--ut", tmp_path / "x", "--mappe", inst, sjekk=False)
    assert svar.returncode == 1
    assert f"Disse kan publiseres: {RAPPORT}" in svar.stderr or RAPPORT in svar.stderr
    (tmp_path / "brukt").mkdir()
    (tmp_path / "brukt" / "fil").write_text("x")
    svar = rodtraad("publiser", RAPPORT, "--ut", tmp_path / "brukt", "--mappe", inst, sjekk=False)
    assert svar.returncode == 1
    assert "ikke tom" in svar.stderr


def test_an_installation_without_accounts_publishes_nothing(installasjon: Path, tmp_path: Path) -> None:
    svar = rodtraad("publiser", RAPPORT, "--ut", tmp_path / "x", "--mappe", installasjon, sjekk=False)
    assert svar.returncode == 1
    assert "ikke lest inn regnskap for noe år" in svar.stderr
    assert not (tmp_path / "x").exists()
