"""Tables as the report shows them: wide, cut, comparable, with their mapping."""

from datetime import date
from decimal import Decimal

import pytest

from rodtraad.oppstilling.grunnlag import (
    Artsum,
    Funksjonssum,
    Grunnlag,
    Kommune,
    Organisasjonsenhet,
    Tjenestenavn,
)
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad
from rodtraad.rapport.aarsrapport import bygg
from rodtraad.rapport.dokument import Dokument, Tabellblokk
from rodtraad.rapport.fakta import faktatabell
from rodtraad.rapport.plassering import bred, slug, utsnitt
from tests.rapport.fasittabeller import STATUS
from tests.rapport.smaa import innhold


def lang(*rader: tuple[str, int, int]) -> Tabell:
    kolonner = (Kolonne("kommune", "Kommune"), Kolonne("aar", "År", "aar"), Kolonne("verdi", "Verdi", "tall"))
    return Tabell(
        "t", "T", "", kolonner,
        tuple(
            Tabellrad(nr, (Celle(k), Celle(a), Celle(v)), er_sum=k == "Sum")
            for nr, (k, a, v) in enumerate(rader, 1)
        ),
    )  # fmt: skip


def verdier(tabell: Tabell) -> list[list[object]]:
    return [[c.verdi for c in r.celler] for r in tabell.rader]


def test_a_long_table_becomes_one_row_per_label_with_the_total_last() -> None:
    vid = bred(
        lang(("Sum", 2029, 9), ("A", 2029, 4), ("A", 2030, 5), ("B", 2029, 5)),
        rader=["kommune"],
        kolonner=["aar"],
        verdi="verdi",
    )
    assert [k.tittel for k in vid.kolonner] == ["Kommune", "2029", "2030"]
    assert verdier(vid) == [["A", 4, 5], ["B", 5, None], ["Sum", 9, None]]
    assert [r.er_sum for r in vid.rader] == [False, False, True]
    assert vid.rader[1].celler[2].grunn == "Ikke oppgitt"
    assert [r.linje for r in vid.rader] == [1, 2, 3]


def test_a_line_the_source_has_twice_is_shown_once_and_said() -> None:
    vid = bred(lang(("A", 2029, 4), ("A", 2029, 4)), rader=["kommune"], kolonner=["aar"], verdi="verdi")
    assert verdier(vid) == [["A", 4]]
    assert vid.merknader == ("Kilden har en linje to ganger med samme tall; her står den én gang.",)


def test_a_cut_keeps_line_numbers_and_hides_the_column_it_cuts_by() -> None:
    del_ = utsnitt(lang(("A", 2029, 4), ("B", 2029, 5)), {"kommune": "B"})
    assert del_ is not None
    assert [r.linje for r in del_.rader] == [2]
    assert del_.kolonner[0].skjult
    assert utsnitt(lang(("A", 2029, 4)), {"kommune": "C"}) is None


def test_slugs_are_ascii() -> None:
    assert slug("ØKT – Tjïelte, kåre og Ærlig") == "okt-tjielte-kaare-og-aerlig"


def test_facts_show_the_unit_and_leave_out_what_has_no_number() -> None:
    poster = (
        {
            "kapittel": "Vest skole",
            "navn": "andel",
            "aar": 2030,
            "verdi": Decimal("42.5"),
            "enhet": "prosent",
        },
        {"kapittel": "Vest skole", "navn": "Kostnad", "aar": 2030, "verdi": 3, "enhet": "mill. kr"},
        {"kapittel": "Vest skole", "navn": "Skjult", "aar": 2030, "verdi": None, "enhet": "prosent"},
        {"kapittel": "Øst skole", "navn": "Elever", "aar": 2030, "verdi": 12, "enhet": "antall"},
    )
    inn = innhold({}, datasett={"nokkeltall": poster})
    ledd = {
        "fakta": "enhet",
        "tittel": "Tall",
        "datasett": "nokkeltall",
        "hvor": {"kapittel": "@enhet"},
        "unntatt_enhet": ["mill. kr"],
    }
    tabell = faktatabell(inn, ledd, inn.grunnlag.organisasjon[1])
    assert tabell is not None
    assert verdier(tabell) == [["Andel", "2030", "42,5\u202f%", Decimal("42.5"), "prosent"]]
    assert tabell.kolonner[3].skjult


def etterfolgende() -> Dokument:
    """Budget on 254 and accounts on 257 and 258, as in 2024."""
    summer = [
        Funksjonssum(2024, slag, "1", "31", funksjon, belop, 1)
        for slag, funksjon, belop in (
            ("opprinnelig", "254", 50_000_000_00),
            ("regnskap", "257", 15_000_000_00), ("regnskap", "258", 36_000_000_00),
            ("opprinnelig", "253", 9_000_000_00), ("regnskap", "253", 9_500_000_00),
        )
    ]  # fmt: skip
    navn = {"254": "Hjelp i hjemmet", "257": "Bofellesskap", "258": "Ambulerende", "253": "Institusjon"}
    return bygg(
        Grunnlag(
            Kommune("9999", "Prøve"), 2024, date(2025, 3, 31), STATUS,
            organisasjon=(
                Organisasjonsenhet("3", "Omsorg", "rammeomrade", "", 1),
                Organisasjonsenhet("31", "Hjemmet", "virksomhet", "3", 2),
                Organisasjonsenhet("32", "Annet", "virksomhet", "3", 3),
            ),
            tjenester=tuple(Tjenestenavn(f, n, nr) for nr, (f, n) in enumerate(navn.items())),
            funksjonssummer=tuple(summer),
            artsummer=tuple(Artsum(s.aar, s.slag, s.kontoklasse, s.virksomhet, "010", s.belop, 1) for s in summer),
        )
    )  # fmt: skip


@pytest.mark.krav("KONTO-04")
def test_a_unit_whose_function_was_succeeded_shows_one_comparable_line() -> None:
    blokker = [b for k in etterfolgende().alle_kapitler() for b in k.blokker if isinstance(b, Tabellblokk)]
    tabeller = [b.tabell for b in blokker if b.tabell.enhet_kode == "31" and "tjeneste" in b.tabell.id]
    (tabell,) = tabeller
    assert tabell.id == "okonomi_per_tjeneste_sammenlignbar"
    linje = next(nr for nr, r in enumerate(tabell.rader, 1) if "254" in str(tabell.verdi(nr, "tjeneste")))
    assert tabell.verdi(linje, "rev_bud_2024") == 50_000
    assert tabell.verdi(linje, "regnskap_2024") == 51_000
    assert tabell.verdi(linje, "avvik_pct") == Decimal(-2)


@pytest.mark.krav("KOSTRA-09")
def test_the_mapping_from_area_to_function_is_one_click_from_kostra(dokument: Dokument) -> None:
    kapittel = next(k for k in dokument.alle_kapitler() if k.id == "kostra-funksjonsomrader")
    (kart,) = [
        b.tabell
        for b in kapittel.blokker
        if isinstance(b, Tabellblokk) and b.tabell.id == "enhet_til_funksjon"
    ]
    par = {(r.celler[0].verdi, r.celler[1].verdi) for r in kart.rader}
    assert {("Oppvekst", "202"), ("Helse og omsorg", "253"), ("Tekniske områder", "265")} <= par


@pytest.mark.krav("KOSTRA-04")
def test_per_inhabitant_tables_show_the_population_they_are_computed_with(dokument: Dokument) -> None:
    tabeller = [b.tabell for k in dokument.alle_kapitler() for b in k.blokker
                if isinstance(b, Tabellblokk) and b.tabell.id.startswith("kostra_")]  # fmt: skip
    assert len(tabeller) == 5
    for tabell in tabeller:
        assert any("5\u202f681 innbyggere" in m for m in tabell.merknader)


def test_a_wide_table_of_whole_numbers_shows_no_decimals() -> None:
    kolonner = (
        Kolonne("kommune", "Kommune"),
        Kolonne("aar", "År", "aar"),
        Kolonne("verdi", "Verdi", "tall", 1),
    )

    def desimaler(*verdier: Decimal) -> list[int]:
        rader = tuple(
            Tabellrad(nr, (Celle("Røros"), Celle(2020 + nr), Celle(verdi)))
            for nr, verdi in enumerate(verdier, start=1)
        )
        tabell = Tabell("t", "T", "", kolonner, rader)
        return [
            k.desimaler for k in bred(tabell, rader=["kommune"], kolonner=["aar"], verdi="verdi").kolonner[1:]
        ]

    assert desimaler(Decimal("12390"), Decimal("17.0")) == [0, 0]
    assert desimaler(Decimal("5.9"), Decimal(6)) == [1, 1]


def test_a_row_of_kroner_among_percentages_is_whole_numbers() -> None:
    kolonner = (
        Kolonne("indikator", "Indikator"), Kolonne("enhet", "Enhet"), Kolonne("aar", "År", "aar"),
        Kolonne("verdi", "Verdi", "tall", 1),
    )  # fmt: skip
    tall = [("Gjeld", "kr", "145.0"), ("Andel", "prosent", "5.9"), ("Andel i fjor", "prosent", "0.0")]
    rader = tuple(
        Tabellrad(nr, (Celle(navn), Celle(enhet), Celle(2024), Celle(Decimal(verdi))))
        for nr, (navn, enhet, verdi) in enumerate(tall, start=1)
    )
    tabell = bred(
        Tabell("t", "T", "", kolonner, rader), rader=["indikator", "enhet"], kolonner=["aar"], verdi="verdi"
    )
    assert [type(r.celler[-1].verdi) for r in tabell.rader] == [int, Decimal, Decimal]
    assert [r.celler[-1].verdi for r in tabell.rader] == [145, Decimal("5.9"), 0]
