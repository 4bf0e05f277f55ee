"""The queries we ship, asked of the untouched answers for Strand: figures nobody here wrote."""

from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from django.conf import LazySettings

from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.publisering.nettsted.innbyggere import Innbyggere
from rodtraad.publisering.nettsted.tabell import Tabellramme, tabell_html
from rodtraad.statistikk.queries import datasett
from tests.statistikk.ssbtjener import Tjener, kjor, raatt, trenger_ssb

pytestmark = [pytest.mark.django_db, trenger_ssb]
FORSLAG = Path(str(files("rodtraad.statistikk.ssb") / "data" / "forslag"))


@pytest.fixture
def tjener(tmp_path: Path, settings: LazySettings) -> Iterator[Tjener]:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    opprett_kommune(nummer="1130", navn="Strand kommune")
    with kjor("13540", "13566", "13542", "12362", "07459") as kjorende:
        settings.SSB_V2, settings.SSB_V1 = kjorende.adresser.v2, kjorende.adresser.v1
        yield kjorende


def les(navn: str) -> Resultat:
    resultat = les_inn("ssb", [FORSLAG / f"{navn}.yaml"])
    assert not resultat.har_feil, resultat.funn
    return resultat


def celle(tabell_: str, **koder: str) -> Decimal | None:
    """A cell of an untouched answer, found without our reader."""
    svar, plass = raatt(tabell_), 0
    for d, storrelse in zip(svar["id"], svar["size"], strict=True):
        indeks = svar["dimension"][d]["category"]["index"]
        plass = plass * storrelse + (indeks[koder[d]] if d in koder else 0)
    verdi = svar["value"][plass]
    return None if verdi is None else Decimal(str(verdi))


def rader(tabell_: Tabell) -> dict[tuple[object, object], object]:
    plass = {k.navn: nr for nr, k in enumerate(tabell_.kolonner)}
    return {
        (r.celler[plass["indikator"]].verdi, r.celler[plass["aar"]].verdi): r.celler[plass["verdi"]].verdi
        for r in tabell_.rader
    }


@pytest.mark.krav("KOSTRA-01")
def test_the_table_of_key_figures_is_made_of_ssbs_own_cells(tjener: Tjener) -> None:
    les("kostra-hovedtall")
    hovedtall = rader(tabell(hent_grunnlag(2025), "kostra_hovedtall"))
    assert len(hovedtall) == 20
    brutto, fond = "Brutto driftsutgifter i kroner per innbygger (B)", "Disposisjonsfond (K) Beløp (1000 kr)"
    assert hovedtall[brutto, 2024] == celle(
        "13540", KOKartkap0000="AGD9", KOKregnskapsomfa0000="B", ContentsCode="KOSbelopprinnb0000", Tid="2024"
    )
    assert hovedtall[brutto, 2024] == 104727
    assert hovedtall[fond, 2025] == celle(
        "13566", KOKartkap0000="56", KOKregnskapsomfa0000="B", ContentsCode="KOSbelop0000", Tid="2025"
    )
    assert hovedtall["Netto driftsresultat i prosent av brutto driftsinntekter (B)", 2025] == celle(
        "13542", KOKregnskapsomfa0000="B", ContentsCode="KOSAGD230000", Tid="2025"
    )


@pytest.mark.krav("KOSTRA-01")
def test_the_table_changes_when_ssbs_figure_does(tjener: Tjener) -> None:
    svar = tjener.tabeller["13540"]
    svar["value"] = [None if v is None else v + 1 for v in svar["value"]]
    les("kostra-hovedtall")
    hovedtall = rader(tabell(hent_grunnlag(2025), "kostra_hovedtall"))
    assert hovedtall["Brutto driftsutgifter i kroner per innbygger (B)", 2024] == 104728


@pytest.mark.krav("KOSTRA-03")
def test_sums_of_functions_are_ssbs_own_and_the_parts_bear_them_out(tjener: Tjener) -> None:
    les("kostra-funksjoner")
    hele = tabell(hent_grunnlag(2025), "kostra_funksjonsomraader")
    assert not any("kilden oppgir summen" in m for m in hele.merknader)
    poster = [p for p in datasett("kostra_funksjonsomraader") if p["aar"] == 2024]
    for omrade in ("Politisk styring og kontroll", "Administrasjon"):
        deler = sum(Decimal(str(p["belop"])) for p in poster if p["omrade"] == omrade and not p["er_sum"])
        (sum_,) = [p for p in poster if p["omrade"] == omrade and p["er_sum"]]
        assert sum_["belop"] == deler


@pytest.mark.krav("KOSTRA-03")
def test_a_sum_that_its_parts_do_not_bear_out_is_stated(tjener: Tjener) -> None:
    svar = tjener.tabeller["12362"]
    indeks = svar["dimension"]["KOKfunksjon0000"]["category"]["index"]
    funksjoner, arter, _, aar = svar["size"][1:]
    art = svar["dimension"]["KOKart0000"]["category"]["index"]["AGD2"]
    assert funksjoner == len(indeks)
    svar["value"][(indeks["110"] * arter + art) * aar + aar - 1] += 5000
    les("kostra-funksjoner")
    merknader = tabell(hent_grunnlag(2025), "kostra_funksjonsomraader").merknader
    assert any(m.startswith("Politisk styring og kontroll, Strand") and "delene gir" in m for m in merknader)


@pytest.mark.krav("KOSTRA-04")
def test_a_figure_per_inhabitant_carries_its_amount_and_its_inhabitants(tjener: Tjener) -> None:
    les("kostra-funksjoner")
    for post in datasett("kostra_funksjonsomraader"):
        aar = str(int(str(post["aar"])) + 1)
        assert post["innbyggere"] == celle("07459", Tid=aar)
        regnet = Decimal(str(post["belop"])) / Decimal(str(post["innbyggere"]))
        assert abs(regnet - Decimal(str(post["kr_per_innbygger"]))) <= Decimal("0.5")


@pytest.mark.krav("KOSTRA-04")
def test_the_public_page_shows_amount_and_inhabitants_on_hover_on_focus_and_as_text(tjener: Tjener) -> None:
    les("kostra-funksjoner")
    hele = tabell(hent_grunnlag(2025), "kostra_funksjonsomraader")
    innbyggere = Innbyggere("Strand kommune", {})
    tekster = innbyggere.celletekster(hele)
    assert len(tekster) == len(hele.rader)
    politisk = next(r for r in hele.rader if r.celler[2].verdi == "Politisk styring")
    setning = tekster[politisk.linje, "kr_per_innbygger"]
    folk = f"{int(celle('07459', Tid='2025') or 0):,}".replace(",", "\u202f")
    assert f"{folk} innbyggere, i alt om lag" in setning
    side = tabell_html(hele, Tabellramme("side", "t", "1", celletekster=tekster))
    assert f'<span class="rt-tips" tabindex="0" title="{setning}">' in side
    assert f"Politisk styring, Strand, 2024: {setning}" in innbyggere.tekst(hele, tekster)
