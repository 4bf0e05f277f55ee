"""A ledger export nobody described: the proposal reads it at once, and § 5-6 closes at zero. Constructed files."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from rodtraad.hovedbok import queries
from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.regnskap.filformat.forslag import foreslaa_profil
from tests.regnskap import matrise as m

NUMRE = tuple(f"2025{nr:02d}" for nr in range(1, 13))
UNDER = ("Utskrevet 05.01.2026 av Kari",)


def csv_(mappe: Path) -> Path:
    return m.skriv_csv(mappe / "regnskap 2025.csv", m.celler(m.hovedbok()), koding="windows-1252")


def csv_med_titler_og_sum(mappe: Path) -> Path:
    rader = m.celler(m.hovedbok(), med_aapning=True, utgaaende=True)
    topp = (*m.TOPP[:4], "Inngående balanse", *NUMRE, "Utgående balanse")
    over = ("Strand testkommune", "Saldoliste per desember 2025", "")
    rader.append(m.sumrad(rader))
    return m.skriv_csv(mappe / "ut.csv", rader, topp=topp, over=over, under=UNDER, koding="utf-16")


def csv_bevegelse_med_sum(mappe: Path) -> Path:
    rader = m.celler(m.hovedbok(), akkumulert=False)
    for rad in rader:
        rad.append(sum((c for c in rad[5:] if isinstance(c, Decimal)), Decimal(0)))
    topp = (*m.TOPP[:4], "IB", *(f"Periode {nr:02d}" for nr in range(1, 13)), "Sum 2025")
    return m.skriv_csv(mappe / "ut.csv", rader, topp=topp)


def xlsx(mappe: Path) -> Path:
    return m.skriv_xlsx(mappe / "hovedbok-2025.xlsx", m.celler(m.hovedbok()))


def xlsx_med_flettet_overskrift(mappe: Path) -> Path:
    over = (("Regnskap 2025",), (), ("Dimensjoner", "", "", "", "", "Akkumulert", *[""] * 11))
    rader = m.celler(m.hovedbok(), med_aapning=True)
    rader.append(m.sumrad(rader, "Totalt"))
    return m.skriv_xlsx(mappe / "b.xlsx", rader, over=over, ark="Matrise")


VARIANTER = [csv_, csv_med_titler_og_sum, csv_bevegelse_med_sum, xlsx, xlsx_med_flettet_overskrift]


def les(fil: Path, *, aar: int | None = None) -> Resultat:
    forslag = foreslaa_profil(fil)
    assert forslag.mangler == (), forslag.yaml
    profil = fil.with_suffix(".yaml")
    profil.write_text(forslag.yaml, encoding="utf-8")
    resultat = les_inn("xlsx" if fil.suffix == ".xlsx" else "csv", [fil], profil=profil, aar=aar)
    assert not resultat.har_feil, (resultat.funn, forslag.yaml)
    return resultat


def oversikt_5_6(aar: int = 2025) -> dict[str, int]:
    """Øre of each line of § 5-6 in the accounts."""
    vist = tabell(hent_grunnlag(aar), "okonomisk_oversikt_5_6", None)
    regnskap = next(nr for nr, k in enumerate(vist.kolonner) if k.navn == f"regnskap_{aar}")
    return {str(r.celler[2].verdi): r.celler[regnskap].ore or 0 for r in vist.rader}


@pytest.mark.krav("KONTO-01")
@pytest.mark.parametrize("lag", VARIANTER)
def test_a_matrix_is_read_by_its_proposal_and_5_6_closes(mappe: Path, lag: Callable[[Path], Path]) -> None:
    les(lag(mappe))
    rader = m.hovedbok()
    linjer = oversikt_5_6()
    assert linjer["Lønnsutgifter"] == m.sum_art(rader, "101", "1020")
    assert linjer["Eiendomsskatt"] == m.sum_art(rader, "1878", "1879") == -23999868
    assert linjer["Avsetninger til disposisjonsfond"] == m.sum_art(rader, "1540") > 0
    assert linjer["Fremført til inndekning i senere år (merforbruk)"] == 0
    balanse = {
        (kapittel, sektor): belop for _, _, kapittel, sektor, belop, *_ in queries.balansesummer([2025])
    }
    assert balanse == {
        (kapittel, sektor): round((rad.inn + sum(rad.bevegelse)) * 100)
        for rad in rader
        for prefiks, kapittel, sektor in (
            ("210", "10", "320"), ("256", "56", "080"), ("25990", "5990", "080"),
        )
        if rad.konto.startswith(prefiks)
    }  # fmt: skip
