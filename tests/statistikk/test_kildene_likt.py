"""What holds for every source of statistics: dry run, totals, twice the same, replaced, withdrawn, no traceback."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from rodtraad.innlesing.queries import innlesinger
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk.models import Datapunkt, Datasett
from tests.statistikk import gronthefte, ssbsvar, utslippsfil

pytestmark = pytest.mark.django_db
EGEN = ("5025", "Røros")
MMMM = "Hovedalternativet (MMMM)"


def utslipp_csv(mappe: Path, tall: int) -> Path:
    rader = [["F", 5025, "Røros", aar, "Veitrafikk", "Biler  ", "CO2", tall + aar] for aar in (2022, 2023)]
    return utslippsfil.skriv_csv(mappe / f"utslipp{tall}.csv", rader)


def utslipp_xlsx(mappe: Path, tall: int) -> Path:
    rader = [["F", 5025, "Røros", aar, "Veitrafikk", "Biler  ", "CO2", tall + aar] for aar in (2022, 2023)]
    return utslippsfil.skriv_bok(mappe / f"utslipp{tall}.xlsx", rader)


def endringer_json(mappe: Path, tall: int) -> Path:
    return ssbsvar.skriv(
        mappe / f"e{tall}.json", ssbsvar.kvartaler(EGEN, {2023: [(1000 + tall, 1, 1, 0, 0, 2, 2)] * 4})
    )


def folketall_csv(mappe: Path, tall: int) -> Path:
    return tekst(
        mappe / f"folk{tall}.csv", "region,statistikkvariabel,år,value", f"Røros,Personer,2024,{tall}"
    )


def framskriving_csv(mappe: Path, tall: int) -> Path:
    topp = "region,statistikkvariabel,år,alder,value,Framskriving,Tabell"
    return tekst(mappe / f"p{tall}.csv", topp, f"Røros,{MMMM},2024,0 år,{tall},2024,14288")


def indekser_json(mappe: Path, tall: int) -> Path:
    innhold = {"år": 2026, "sektorvekter": {"grunnskole": 1}, "kommuner": {"5025": 1 + tall / 100}}
    return tekst(mappe / f"dki{tall}.json", json.dumps(innhold))


def indekser_ods(mappe: Path, tall: int) -> Path:
    rader = [["Kommune", "Grunnskule", "Samla indeks 2026"], ["5025 Røros", 1.5, 1 + tall / 100]]
    return gronthefte.skriv_ods(mappe / f"e-k{tall}.ods", rader)


def delmaal_csv(mappe: Path, tall: int) -> Path:
    return tekst(mappe / f"d{tall}.csv", "delmal;en;nb", f"1.1;End;Slutt {tall}", "1.2;Halve;Halver")


def tekst(fil: Path, *linjer: str) -> Path:
    fil.write_text("\n".join(linjer) + "\n", encoding="utf-8")
    return fil


Lager = Callable[[Path, int], Path]
KILDER: list[tuple[str, Lager]] = [
    ("miljodirektoratet", utslipp_csv),
    ("miljodirektoratet", utslipp_xlsx),
    ("befolkning", endringer_json),
    ("befolkning", folketall_csv),
    ("framskriving", framskriving_csv),
    ("delkostnadsindekser", indekser_json),
    ("delkostnadsindekser", indekser_ods),
    ("baerekraftsmaal", delmaal_csv),
]
alle = pytest.mark.parametrize(("kilde", "lag"), KILDER, ids=lambda v: getattr(v, "__name__", v))


@pytest.fixture(autouse=True)
def _roros() -> None:
    opprett_kommune(nummer=EGEN[0], navn=EGEN[1])


def lagret() -> list[object]:
    punkter = Datapunkt.objects.filter(datasett__innlesing__status="gyldig")
    return list(punkter.order_by("datasett__navn", "rekkefolge").values_list("datasett__navn", "verdier"))


@alle
def test_a_dry_run_shows_totals_and_stores_nothing(tmp_path: Path, kilde: str, lag: Lager) -> None:
    resultat = les_inn(kilde, [lag(tmp_path, 7)], proev=True)
    assert not resultat.har_feil, resultat.funn
    assert resultat.antall
    assert resultat.kontrolltotaler
    assert all(str(v) for v in resultat.kontrolltotaler.values())
    assert not Datasett.objects.exists()


@alle
def test_the_same_file_twice_changes_nothing(tmp_path: Path, kilde: str, lag: Lager) -> None:
    fil = lag(tmp_path, 7)
    forst, for_ = les_inn(kilde, [fil]), lagret()
    igjen = les_inn(kilde, [fil])
    assert (igjen.uendret, igjen.id) == (True, forst.id)
    assert lagret() == for_
    assert len(innlesinger()) == 1


@alle
def test_a_new_file_replaces_the_old_and_withdrawing_it_brings_the_old_back(
    tmp_path: Path, kilde: str, lag: Lager
) -> None:
    gammel, for_ = les_inn(kilde, [lag(tmp_path, 7)]), lagret()
    ny = les_inn(kilde, [lag(tmp_path, 9)], av="kari")
    assert ny.erstattet == (gammel.id,)
    assert lagret() != for_
    assert len(lagret()) == len(for_)
    assert ny.id
    assert next(i for i in innlesinger() if i.id == ny.id).bruker == "kari"
    assert trekk_tilbake(ny.id) == (gammel.id,)
    assert lagret() == for_
    assert gammel.id
    trekk_tilbake(gammel.id)
    assert lagret() == []


@alle
def test_a_file_cut_or_changed_anywhere_gives_findings_and_never_a_traceback(
    tmp_path: Path, kilde: str, lag: Lager
) -> None:
    fil = lag(tmp_path, 7)
    hel = fil.read_bytes()
    terning = random.Random(20261128)  # noqa: S311 - the same faults each time
    for nr in range(60):
        endret = bytearray(hel[: terning.randrange(len(hel))] if nr % 3 == 0 else hel)
        for _ in range(terning.randrange(1, 6)):
            if endret:
                endret[terning.randrange(len(endret))] = terning.choice(b'0,;"\n-\x00\xff{}[]e9a')
        maltraktert = tmp_path / f"m{nr}{fil.suffix}"
        maltraktert.write_bytes(bytes(endret))
        try:
            resultat = les_inn(kilde, [maltraktert], proev=True)
        except RodtraadFeil as avvist:
            assert avvist.meldinger[0]  # noqa: PT017 - a refusal in words is one of the two right answers
            continue
        assert all(f.melding for f in resultat.funn)
        assert all(f.tiltak for f in resultat.funn if f.er_feil), resultat.funn


@alle
def test_an_empty_file_is_refused_in_words(tmp_path: Path, kilde: str, lag: Lager) -> None:
    fil = tmp_path / f"tom{lag(tmp_path, 7).suffix}"
    fil.write_bytes(b"")
    try:
        assert les_inn(kilde, [fil]).har_feil
    except RodtraadFeil as avvist:
        assert avvist.meldinger[0]  # noqa: PT017
    assert not Datasett.objects.exists()
