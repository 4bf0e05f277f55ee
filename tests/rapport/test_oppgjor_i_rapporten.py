"""The closing of the year in the report: notes that open, cases that open, and every area with projects."""

import json
from pathlib import Path
from typing import Any

import pytest

from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad
from rodtraad.publisering.nettsted.tabell import Tabellramme, tabell_html
from rodtraad.rapport.tekster.organisasjon import sykefravaer
from tests.oppstilling.demo import i_installasjonen
from tests.rapport.smaa import AAR, innhold, ord_i

LES = """
import json
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.rapport.aarsrapport import bygg
from rodtraad.rapport.dokument import Avsnitt, Kryssref, Tabellblokk
from rodtraad.rapport.kontroll import kontroller_dokument
d = bygg(hent_grunnlag())
ut = {"funn": [f.melding for f in kontroller_dokument(d)], "kapitler": {}, "lenker": [], "tabeller": {}}
for k in d.alle_kapitler():
    avsnitt = [b for b in k.blokker if isinstance(b, Avsnitt)]
    ut["kapitler"][k.id] = {
        "tittel": k.tittel,
        "tekst": " ".join(s.tekst for a in avsnitt for s in a.spenn).replace(chr(0x202F), " "),
        "viser_til": [s.maal for a in avsnitt for s in a.spenn if isinstance(s, Kryssref)],
        "tabeller": [b.anker for b in k.blokker if isinstance(b, Tabellblokk)],
    }
    for b in k.blokker:
        if isinstance(b, Tabellblokk):
            ut["lenker"] += [[b.anker, r.linje, c.verdi, c.lenke] for r in b.tabell.rader for c in r.celler if c.lenke]
print(json.dumps(ut))
"""


@pytest.fixture(scope="module")
def rapport(demo_mappe: Path) -> dict[str, Any]:
    innholdet: dict[str, Any] = json.loads(i_installasjonen(demo_mappe, LES))
    return innholdet


@pytest.mark.krav("REGN-05")
def test_note_reference_10_opens_note_10_and_note_14_is_reachable(
    rapport: dict[str, Any], demo_mappe: Path
) -> None:
    assert rapport["funn"] == []
    noter = [li for li in rapport["lenker"] if li[0].startswith("tabell-budsjettavvik")]
    assert [(li[1], li[2], li[3]) for li in noter] == [(2, "10", "note-10"), (3, "10", "note-10")] * 2
    assert rapport["kapitler"]["note-10"]["tittel"] == "Note 10 Bundne fond"
    assert rapport["kapitler"]["note-14"]["tabeller"] == ["tabell-minimumsavdrag"]
    (utgave,) = (demo_mappe / "arkiv" / "aarsrapport-2024").iterdir()
    sider = {fil: fil.read_text(encoding="utf-8") for fil in utgave.glob("*/index.html")}
    assert sum(html.count('href="../noter/index.html#note-10">10</a>') for html in sider.values()) == 4
    assert 'id="note-14"' in sider[utgave / "noter" / "index.html"]


@pytest.mark.krav("REGN-05")
def test_a_cell_that_refers_to_nothing_stays_text() -> None:
    rad = Tabellrad(1, (Celle("Avsetning"), Celle("10", lenke="note-10")))
    kolonner = (Kolonne("post", "Post", er_radtittel=True), Kolonne("note", "Note"))
    tabell = Tabell("t", "T", "kr", kolonner, (rad,))
    med = tabell_html(tabell, Tabellramme("a/", "t", "1", lenke={"note-10": "../noter/#note-10"}.get))
    assert '<td><a class="ds-link" href="../noter/#note-10">10</a></td>' in med
    for uten in (Tabellramme("a/", "t", "1"), Tabellramme("a/", "t", "1", lenke=lambda _: None)):
        assert "<td>10</td>" in tabell_html(tabell, uten)


@pytest.mark.krav("KONTO-06")
def test_an_amendment_links_to_the_case_it_was_decided_in(rapport: dict[str, Any]) -> None:
    saker = [li for li in rapport["lenker"] if li[0] == "tabell-budsjettendringer"]
    assert {(li[2], li[3]) for li in saker} == {("48/24", "tabell-politiske-saker-2024")}


@pytest.mark.krav("REGN-09")
def test_the_error_of_the_year_is_an_opening_task_of_the_next(rapport: dict[str, Any]) -> None:
    note = rapport["kapitler"]["note-13"]
    assert note["tekst"] == "Én åpen rettelse på til sammen 4 688 481 kroner skal bokføres i 2025."
    assert note["tabeller"] == ["tabell-feil-til-retting"]


@pytest.mark.krav("FIN-08")
def test_the_report_says_what_remains_to_cover_and_that_the_years_are_computed(
    rapport: dict[str, Any],
) -> None:
    tekst = rapport["kapitler"]["inndekning-av-merforbruk"]["tekst"]
    assert "78,3 mill. kroner: 38,1 mill. kroner fra 2023 og 40,1 mill. kroner fra 2024" in tekst
    assert "innen utgangen av 2026" in tekst
    assert "ikke lest inn en vedtatt plan" in tekst


@pytest.mark.krav("FIN-11")
def test_the_note_explains_the_instalment_against_the_budget(rapport: dict[str, Any]) -> None:
    tekst = rapport["kapitler"]["note-14"]["tekst"]
    assert "betalte 33 841 tusen kroner" in tekst
    assert "Budsjettet var 32 150 tusen kroner, så det ble 1,7 mill. kroner mer" in tekst
    assert "kan ikke beregnes" in tekst


@pytest.mark.krav("KOSTRA-09")
def test_the_units_behind_a_function_are_one_click_from_kostra(rapport: dict[str, Any]) -> None:
    assert "tabell-enhet-funksjon" in rapport["kapitler"]["kostra-avstemming"]["viser_til"]
    assert rapport["kapitler"]["kostra-virksomheter"]["tabeller"] == ["tabell-enhet-funksjon"]


@pytest.mark.krav("INV-17")
def test_kultur_and_investeringer_also_have_a_status_table(rapport: dict[str, Any]) -> None:
    for ramme in ("50", "15"):
        assert rapport["kapitler"][f"enhet-{ramme}-inv"]["tabeller"] == [f"tabell-investeringsstatus-{ramme}"]


@pytest.mark.krav("HR-02")
def test_without_days_the_report_says_that_the_total_is_not_computed(rapport: dict[str, Any]) -> None:
    tekst = rapport["kapitler"]["arbeidsmiljo-og-naervaer"]["tekst"]
    assert "mulige dagsverk mangler for 15 av 15 virksomheter" in tekst


@pytest.mark.krav("HR-02")
@pytest.mark.krav("HR-03")
def test_a_total_weighted_by_days_is_shown_with_the_target() -> None:
    post = {"aar": AAR, "prosent": 5, "grunn": None}
    inn = innhold({}, datasett={"sykefravaer_samlet": (post,)}, innstillinger={"sykefravaer_maal": "4.5"})
    assert ord_i(sykefravaer(inn, None)).replace("\u202f", " ") == (
        "Regnet av enhetene og vektet med mulige dagsverk er sykefraværet 5,00 %. "
        "Målet er høyst 4,5 %, og det er ikke nådd."
    )
