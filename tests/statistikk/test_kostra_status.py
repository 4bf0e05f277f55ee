"""KOSTRA figures say whether they are revised, and the tables switch when the revised ones are read in (HJUL-07)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rodtraad.innlesing.services import les_inn
from rodtraad.lov.frister import er_revidert
from rodtraad.oppstilling.datasettabell import kostramerknad
from rodtraad.oppstilling.grunnlag import Datasettinfo
from rodtraad.oppstilling.lagring import les_grunnlag, skriv_grunnlag
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.organisasjon.services import opprett_kommune

pytestmark = pytest.mark.django_db
HODE = "rad,seksjon,indikator,enhet,kommune,aar,verdi"


def les(mappe: Path, publisert: str, verdi: str) -> None:
    fil = mappe / "kostra_hovedtall.csv"
    fil.write_text(f"{HODE},publisert\n1,Prioritet,Utgifter,kr,Røros,2024,{verdi},{publisert}\n", "utf-8")
    assert not les_inn("kostra", [fil]).har_feil


@pytest.mark.krav("HJUL-07")
def test_a_kostra_table_switches_from_unrevised_to_revised_when_the_new_figures_are_read_in(
    tmp_path: Path,
) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    les(tmp_path, "2025-03-15", "100")
    for_ = tabell(hent_grunnlag(2024), "kostra_hovedtall")
    assert for_.merknader == (
        "Ureviderte tall for 2024, slik de var 15.03.2025. SSB publiserer reviderte tall 15.06.2025.",
    )
    les(tmp_path, "2025-06-15", "101")
    etter = tabell(hent_grunnlag(2024), "kostra_hovedtall")
    assert etter.merknader == ("Reviderte tall for 2024, slik de var 15.06.2025.",)
    assert etter.verdi(1, "verdi") == 101


@pytest.mark.krav("HJUL-07")
@pytest.mark.parametrize(
    ("dag", "revidert"), [(date(2025, 3, 15), False), (date(2025, 6, 14), False), (date(2025, 6, 15), True)]
)
def test_figures_are_revised_from_15_june_of_the_year_after(dag: date, *, revidert: bool) -> None:
    assert er_revidert(2024, dag) is revidert


def test_an_edition_from_before_the_day_was_kept_stays_the_same_bytes(tmp_path: Path) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    les(tmp_path, "2025-03-15", "100")
    ny = hent_grunnlag(2024)
    gammel = replace(
        ny, datasettinfo={navn: replace(info, publisert="") for navn, info in ny.datasettinfo.items()}
    )
    skriv_grunnlag(gammel, tmp_path / "en")
    assert "publisert" not in (tmp_path / "en" / "grunnlag.json").read_text("utf-8")
    skriv_grunnlag(les_grunnlag(tmp_path / "en"), tmp_path / "to")
    for fil in ("grunnlag.json", "datasett/kostra_hovedtall.json"):
        assert (tmp_path / "en" / fil).read_bytes() == (tmp_path / "to" / fil).read_bytes()
    assert list(kostramerknad(Datasettinfo("kostra_hovedtall", dataaar_til=2024))) == []
