"""A correction is laid beside the published value: original, correction, reason and author, never in its place."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.innlesing.services import les_inn
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.lagring import les_grunnlag, skriv_grunnlag
from rodtraad.oppstilling.mellomlager import grunnlag_naa
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.oppstilling.tabeller.kostra import kostra_funksjonsomraader, kostra_hovedtall
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk.korrigering import (
    DATASETT,
    Korrigering,
    from_post,
    med_korrigeringer,
    nokkel_for,
    to_post,
)
from rodtraad.statistikk.korrigering_queries import gjeldende, hent_korrigering, korrigeringer, tilstand
from rodtraad.statistikk.korrigering_services import (
    KorrigeringFeil,
    legg_pa_korrigering,
    trekk_korrigering,
    velg_offentlig,
)
from rodtraad.statistikk.queries import datasett

TOPP = "omrade,funksjon_kode,funksjon,kommune,aar,kr_per_innbygger,er_sum,publisert"
FUNKSJONER = "kostra_funksjonsomraader"
NOKKEL = "Andre områder|332|Kommunale veier"


@pytest.fixture
def kommunen(db: None) -> None:
    opprett_kommune(nummer="9999", navn="Prøve kommune")


def les(mappe: Path, veier: int, *, navn: str = "kostra.csv", publisert: str = "2025-03-15") -> str | None:
    fil = mappe / navn
    rader = (
        f"Andre områder,,Sum,Prøve,2024,{veier + 100},1,{publisert}",
        f"Andre områder,332,Kommunale veier,Prøve,2024,{veier},0,{publisert}",
        f"Andre områder,339,Brann,Prøve,2024,100,0,{publisert}",
        f"Andre områder,332,Kommunale veier,Nabo,2024,{veier},0,{publisert}",
    )
    fil.write_text("\n".join([TOPP, *rader]) + "\n", encoding="utf-8")
    return les_inn("kostra", [fil]).id


def legg(verdi: str = "1590", *, offentlig: bool = False) -> int:
    return legg_pa_korrigering(
        datasett=FUNKSJONER, nokkel=NOKKEL, kommune="Prøve", aar=2024, korrigert=Decimal(verdi),
        begrunnelse="Et tilskudd er ført på feil funksjon.", av="ola", offentlig=offentlig,
    ).pk  # fmt: skip


def tabellen() -> Tabell:
    return kostra_funksjonsomraader(Kontekst(hent_grunnlag(2024))).tabell


def verdier(tabell: Tabell) -> list[object]:
    """Of the municipality, in order: sum, roads, fire."""
    egne = [rad.linje for rad in tabell.rader if tabell.verdi(rad.linje, "kommune") == "Prøve"]
    return [tabell.verdi(linje, "kr_per_innbygger") for linje in egne]


@pytest.mark.krav("KOSTRA-05")
def test_the_published_value_stays_and_the_correction_says_who_when_and_why(
    kommunen: None, tmp_path: Path
) -> None:
    les(tmp_path, 6)
    id_ = legg()
    (post,) = [p for p in datasett(FUNKSJONER) if (p["funksjon_kode"], p["kommune"]) == ("332", "Prøve")]
    assert post["kr_per_innbygger"] == Decimal(6)
    rad = hent_korrigering(id_)
    assert rad is not None
    assert (rad.korrigering.original, rad.korrigering.korrigert, rad.naa) == (6, 1590, 6)
    assert (rad.rad.av, rad.rad.begrunnelse, rad.gjelder) == (
        "ola",
        "Et tilskudd er ført på feil funksjon.",
        True,
    )
    assert [h.handling for h in hendelser_om(f"kostrakorrigering:{id_}")] == ["la på korrigering"]


@pytest.mark.krav("KOSTRA-05")
def test_public_tables_show_the_corrected_value_only_when_chosen_and_then_with_a_note(
    kommunen: None, tmp_path: Path
) -> None:
    les(tmp_path, 6)
    id_ = legg()
    assert verdier(tabellen()) == [106, 6, 100]
    assert not any("rettet" in m for m in tabellen().merknader)
    velg_offentlig(korrigering_id=id_, offentlig=True, versjon=1, av="ola")
    rettet = tabellen()
    assert verdier(rettet) == [1690, 1590, 100]
    (merknad,) = [m for m in rettet.merknader if "rettet" in m]
    assert "KOSTRA oppgir 6" in merknad
    assert "ola" not in merknad
    assert datasett(FUNKSJONER)[1]["kr_per_innbygger"] == Decimal(6)
    trekk_korrigering(korrigering_id=id_, grunn="Tallet var riktig likevel.", versjon=2, av="ola")
    assert verdier(tabellen()) == [106, 6, 100]


@pytest.mark.krav("KOSTRA-05")
def test_an_edition_carries_its_corrections_and_shows_the_same_table(kommunen: None, tmp_path: Path) -> None:
    les(tmp_path, 6)
    legg(offentlig=True)
    grunnlag = hent_grunnlag(2024)
    skriv_grunnlag(grunnlag, tmp_path / "utgave")
    lest = les_grunnlag(tmp_path / "utgave")
    tabell = kostra_funksjonsomraader(Kontekst(lest)).tabell
    assert verdier(tabell) == [1690, 1590, 100]
    assert tabell.merknader == tabellen().merknader


@pytest.mark.krav("KOSTRA-05")
def test_a_correction_waits_for_review_when_the_source_changes_its_value(
    kommunen: None, tmp_path: Path
) -> None:
    les(tmp_path, 6)
    id_ = legg(offentlig=True)
    les(tmp_path, 1580, navn="revidert.csv", publisert="2025-06-15")
    rad = hent_korrigering(id_)
    assert rad is not None
    assert (rad.naa, rad.maa_vurderes, rad.gjelder) == (Decimal(1580), True, False)
    assert verdier(tabellen()) == [1680, 1580, 100]
    trekk_korrigering(korrigering_id=id_, grunn="SSB har rettet.", versjon=1, av="ola")
    assert not [r for r in korrigeringer() if r.maa_vurderes]
    legg()
    assert [k.original for k in gjeldende()] == [1580]
    assert len(korrigeringer()) == 2


@pytest.mark.krav("KOSTRA-05")
def test_what_cannot_be_corrected_is_refused(kommunen: None, tmp_path: Path) -> None:
    les(tmp_path, 6)
    with pytest.raises(KorrigeringFeil, match="oppgir alt 6"):
        legg("6")
    id_ = legg()
    with pytest.raises(KorrigeringFeil, match="har alt en korrigering"):
        legg("7")
    with pytest.raises(KorrigeringFeil, match="hvorfor"):
        trekk_korrigering(korrigering_id=id_, grunn=" ", versjon=1, av="ola")
    with pytest.raises(KorrigeringFeil, match="Noen andre"):
        velg_offentlig(korrigering_id=id_, offentlig=True, versjon=9, av="ola")
    for felt, verdi in (("nokkel", "finnes|ikke|"), ("aar", 2023), ("datasett", "befolkning")):
        gyldig = {"datasett": FUNKSJONER, "nokkel": NOKKEL, "kommune": "Prøve", "aar": 2024}
        with pytest.raises(KorrigeringFeil, match="ikke publisert"):
            legg_pa_korrigering(**{**gyldig, felt: verdi}, korrigert=Decimal(1), begrunnelse="x", av="ola")


def test_kept_figures_follow_when_a_correction_comes_or_goes(kommunen: None, tmp_path: Path) -> None:
    les(tmp_path, 6)
    assert DATASETT not in grunnlag_naa(2024).datasett
    for_ = tilstand()
    legg(offentlig=True)
    assert tilstand() != for_
    assert len(grunnlag_naa(2024).datasett[DATASETT]) == 1


def test_a_correction_frozen_with_the_figures_is_the_same_when_read_back() -> None:
    en = Korrigering(
        FUNKSJONER, NOKKEL, "Kommunale veier", "Prøve", 2024, Decimal(6), Decimal("1590.5"), "Fordi.",
        date(2025, 4, 1), offentlig=True,
    )  # fmt: skip
    assert from_post(to_post(en)) == en
    post = {"omrade": "Andre områder", "funksjon_kode": "332", "funksjon": "Kommunale veier", "kommune": "Prøve",
            "aar": 2024, "kr_per_innbygger": 6}  # fmt: skip
    assert nokkel_for(FUNKSJONER, post) == NOKKEL
    (rettet,), brukte = med_korrigeringer(FUNKSJONER, [post], [en])
    assert (rettet["kr_per_innbygger"], brukte) == (Decimal("1590.5"), [en])
    uendret, ingen = med_korrigeringer(FUNKSJONER, [{**post, "kr_per_innbygger": 7}], [en])
    assert (uendret[0]["kr_per_innbygger"], ingen) == (7, [])
    assert med_korrigeringer("befolkning", [post], [replace(en, datasett="befolkning")]) == ([post], [])


def test_the_amount_behind_a_corrected_value_and_behind_its_sum_is_left_out() -> None:
    felles = {"omrade": "A", "kommune": "Prøve", "aar": 2024, "belop": 900}
    skole = {**felles, "funksjon_kode": "202", "funksjon": "Skole", "kr_per_innbygger": 6, "er_sum": 0}
    sfo = {**felles, "funksjon_kode": "215", "funksjon": "SFO", "kr_per_innbygger": 6, "er_sum": 0}
    sum_ = {**felles, "funksjon_kode": None, "funksjon": "Sum", "kr_per_innbygger": 12, "er_sum": 1}
    en = Korrigering(
        FUNKSJONER, "A|202|Skole", "Skole", "Prøve", 2024, Decimal(6), Decimal(7), "Fordi.", date(2025, 4, 1)
    )
    rettet, _ = med_korrigeringer(FUNKSJONER, [skole, sfo, sum_, {**sum_, "omrade": "B"}], [en])
    assert [p["belop"] for p in rettet] == [None, 900, None, 900]
    uten, _ = med_korrigeringer(FUNKSJONER, [skole, sfo, sum_], [])
    assert [p["belop"] for p in uten] == [900, 900, 900]


def test_the_key_figures_may_be_corrected_too(kommunen: None, tmp_path: Path) -> None:
    fil = tmp_path / "hovedtall.csv"
    fil.write_text(
        "rad,seksjon,indikator,enhet,kommune,aar,verdi,publisert\n"
        "1,Økonomi,Netto driftsresultat,prosent,Prøve,2024,-5.8,2025-03-15\n",
        encoding="utf-8",
    )
    assert not les_inn("kostra", [fil]).har_feil
    legg_pa_korrigering(
        datasett="kostra_hovedtall", nokkel="Økonomi|Netto driftsresultat|prosent", kommune="Prøve", aar=2024,
        korrigert=Decimal("-5.9"), begrunnelse="Kassen alene.", av="ola", offentlig=True,
    )  # fmt: skip
    tabell = kostra_hovedtall(Kontekst(hent_grunnlag(2024))).tabell
    assert tabell.verdi(1, "verdi") == Decimal("-5.9")
    assert any("−5,8" in m for m in tabell.merknader)
