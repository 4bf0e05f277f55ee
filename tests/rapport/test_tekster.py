"""Generated texts: complete sentences whose numbers move with the tables."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.rapport.dokument import Tabellblokk
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, belop, mot_budsjett, opplisting
from rodtraad.rapport.tekster.avvik import avvikssum
from rodtraad.rapport.tekster.enhet import beskrivelse, kommentar, sykefravaer, utvikling
from rodtraad.rapport.tekster.funn import kontroller
from rodtraad.rapport.tekster.handlingsregler import avsetning, netto_laanegjeld
from rodtraad.rapport.tekster.investering import prosjekter, sammendrag
from rodtraad.rapport.tekster.okonomi import dekning, innledning, resultatord, totaloversikt
from rodtraad.rapport.tekster.regnskap import strykninger
from tests.rapport.smaa import AAR, OST, RAMME, VEST, innhold, ord_i, tjeneste, tjenester


@pytest.mark.parametrize(
    ("ore", "vist"),
    [
        (4_011_923_800, "40,1 mill. kroner"),
        (-704_950_000, "7,0 mill. kroner"),
        (99_950_000, "1,0 mill. kroner"),
        (99_949_999, "999 000 kroner"),
        (-43_300_000, "433 000 kroner"),
        (49_999, "0 kroner"),
    ],
)
def test_amounts_are_rounded_once_from_ore(ore: int, vist: str) -> None:
    assert belop(ore).replace("\u202f", " ") == vist


def test_words_agree_in_number_and_lists_end_with_og() -> None:
    assert [antall(n, "tjeneste", "tjenester") for n in (0, 1, 2, 13)] == [
        "ingen tjenester", "én tjeneste", "to tjenester", "13 tjenester",
    ]  # fmt: skip
    assert antall(1, "rammeområde", "rammeområder", en="ett") == "ett rammeområde"
    assert [opplisting(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a og b",
        "a, b og c",
    ]


def test_a_deviation_has_its_direction_in_words_and_meaningless_percentages_are_left_out() -> None:
    assert (
        mot_budsjett(704_500_000, 6).replace("\u202f", " ")
        == "7,0 mill. kroner (6,0 %) mindre enn budsjettert"
    )
    assert mot_budsjett(-704_500_000, -26576).replace("\u202f", " ") == "7,0 mill. kroner mer enn budsjettert"
    assert mot_budsjett(40_000) == "det som var budsjettert"


def skole(*vest: object) -> Innhold:
    rader = tjenester(*vest)  # type: ignore[arg-type]
    return innhold({"okonomi_per_tjeneste/11": rader})


def test_a_surplus_never_hides_deficits() -> None:
    inn = skole(
        tjeneste("Undervisning", 10_000, 13_000), tjeneste("Skyss", 5_000, 1_000), tjeneste("Mat", 900, 1_000)
    )
    tekst = ord_i(kommentar(inn, VEST))
    assert (
        "Vest skole brukte netto 15,0 mill. kroner, 900 000 kroner (5,0 %) mindre enn budsjettert." in tekst
    )
    assert "To tjenester brukte mer enn budsjettert, 3,1 mill. kroner til sammen; mest " in tekst
    assert "mest Undervisning (3,0 mill. kroner) og Mat (100 000 kroner)." in tekst
    assert "Én tjeneste brukte mindre enn budsjettert: Skyss (4,0 mill. kroner)." in tekst


def test_the_comment_moves_with_the_number() -> None:
    for_ = ord_i(kommentar(skole(tjeneste("Mat", 9_000, 10_000), tjeneste("Skyss", 500, 500)), VEST))
    etter = ord_i(kommentar(skole(tjeneste("Mat", 9_000, 12_500), tjeneste("Skyss", 500, 500)), VEST))
    assert "Mat (1,0 mill. kroner)" in for_
    assert "Mat (3,5 mill. kroner)" in etter


def test_gross_deviations_are_summed_each_way_and_rounded_zeros_are_not_counted() -> None:
    sum_ = avvikssum([("a", -300_000), ("b", 49_000), ("c", 200_000), ("d", -100_000)])
    assert (sum_.over, sum_.under, sum_.antall_over, sum_.antall_under) == (-400_000, 249_000, 2, 1)


def test_a_unit_with_net_income_is_not_said_to_spend() -> None:
    inn = skole(tjeneste("Tilskudd", -1_000, -9_000, -4_000))
    assert "hadde netto inntekter på 9,0 mill. kroner, 8,0 mill. kroner bedre enn budsjettert" in ord_i(
        kommentar(inn, VEST)
    )
    assert "Vest skole fikk 5,0 mill. kroner bedre netto resultat i 2030 enn i 2029." in ord_i(
        utvikling(inn, VEST)
    )
    assert "Inntektene var 9,0 mill. kroner høyere enn utgiftene i 2030." in ord_i(beskrivelse(inn, VEST))


def test_change_since_last_year_says_what_went_up_and_down() -> None:
    inn = skole(tjeneste("Undervisning", 0, 6_000, 4_000), tjeneste("Skyss", 0, 1_000, 1_500))
    assert ord_i(utvikling(inn, VEST)) == (
        "Vest skole brukte netto 1,5 mill. kroner (27,3 %) mer i 2030 enn i 2029. "
        "Mest opp gikk Undervisning (2,0 mill. kroner). Mest ned gikk Skyss (500 000 kroner)."
    )


def test_a_unit_without_figures_gets_no_text() -> None:
    inn = innhold({})
    assert [f(inn, OST) for f in (beskrivelse, utvikling, kommentar, sykefravaer)] == [(), (), (), ()]


def total(merforbruk: int, fjor: int) -> Innhold:
    def rad(gruppe: str, linje: str, regnskap: int, budsjett: int) -> dict[str, object]:
        return {
            "gruppe": gruppe, "linje": linje, "regnskap_2029": fjor, "regnskap_2030": regnskap,
            "avvik_kr": budsjett - regnskap, "avvik_pct": 5,
        }  # fmt: skip

    rader = [
        rad("til_disposisjon", "Til disposisjon", -90_000, -85_000),
        rad("disponering", "Sum disponering", 90_000 + merforbruk, 85_000),
        rad("resultat", "Merforbruk +/mindreforbruk -", merforbruk, 0),
    ]
    return innhold({"totaloversikt_okonomi": rader})  # type: ignore[arg-type]


def test_the_result_is_named_by_its_sign() -> None:
    assert "Driftsregnskapet for 2030 viser et merforbruk på 4,0 mill. kroner." in ord_i(
        innledning(total(4_000, -500), None)
    )
    assert "Året før var det et mindreforbruk på 500 000 kroner." in ord_i(
        innledning(total(4_000, -500), None)
    )
    assert resultatord(0) == "et regnskap i balanse"
    assert "Kommunen hadde 90,0 mill. kroner til disposisjon, 5,0 mill. kroner mer enn budsjettert." in ord_i(
        totaloversikt(total(4_000, 0), None)
    )


def test_a_merforbruk_two_years_running_is_summed_and_the_law_named() -> None:
    tekst = ord_i(dekning(total(40_119, 38_149), None))
    assert "Merforbruket i 2029 og 2030 er 78,3 mill. kroner til sammen." in tekst
    assert "§ 14-11" in tekst
    assert dekning(total(-100, 5_000), None) == ()


def test_strykninger_say_what_was_struck_and_what_is_left() -> None:
    rader = [
        {
            "post": "Årets budsjettavvik (mer- eller mindreforbruk før strykninger)",
            "regnskap_2030_kr": 41_405_318,
        },
        {"post": "Strykning av avsetninger til disposisjonsfond", "regnskap_2030_kr": -1_286_080},
        {"post": "Strykning av bruk av disposisjonsfond", "regnskap_2030_kr": None},
    ]
    from_rows = innhold({"budsjettavvik_5_9_drift": [{**r, "er_sum": 0} for r in rader]})
    inn = Innhold(from_rows.grunnlag, lambda _g, navn, _e: _i_kroner(from_rows, navn))
    assert ord_i(strykninger(inn, None)) == (
        "Budsjettavviket i driftsregnskapet var et merforbruk på 41,4 mill. kroner før strykninger. "
        "Det ble strøket 1,3 mill. kroner, og da var det 40,1 mill. kroner igjen."
    )


def _i_kroner(inn: Innhold, navn: str):  # type: ignore[no-untyped-def]
    return replace(inn.hent(inn.grunnlag, navn, None), enhet="kr")


def syk(*verdier: tuple[int, str]) -> list[dict[str, object]]:
    return [
        {"aar": aar, "korttid_pct": Decimal("1.00"), "langtid_pct": Decimal(v) - 1, "samlet_pct": Decimal(v)}
        for aar, v in verdier
    ]


@pytest.mark.krav("HR-03")
def test_sick_leave_is_told_against_the_target_of_the_unit() -> None:
    tabell = {"sykefravaer/11": syk((2029, "7.50"), (2030, "6.25"))}
    inn = innhold(tabell, innstillinger={"sykefravaer_maal": "8", "sykefravaer_maal_11": "6"})  # type: ignore[arg-type]
    assert ord_i(sykefravaer(inn, VEST)) == (
        "Sykefraværet var 6,25 % i 2030: 1,00 % korttid og 5,25 % langtid. "
        "Det er 1,25 prosentpoeng mindre enn i 2029. Målet er høyst 6,0 %, og det er ikke nådd."
    )
    felles = innhold(tabell, innstillinger={"sykefravaer_maal": "8"})  # type: ignore[arg-type]
    assert ord_i(sykefravaer(felles, VEST)).endswith("Målet er høyst 8,0 %, og det er nådd.")


def test_sick_leave_without_figures_for_the_year_is_not_told() -> None:
    assert sykefravaer(innhold({"sykefravaer/11": syk((2028, "7.50"))}), VEST) == ()  # type: ignore[arg-type]


def prosjekt(
    navn: str, budsjett: int, regnskap: int, status: str, *, er_sum: bool = False
) -> dict[str, object]:
    return {
        "prosjekt": navn, "rev_bud_2030": budsjett, "regnskap_2030": regnskap, "status": status,
        "avvik_kr": budsjett - regnskap, "fase": "Forprosjekt" if status else None, "er_sum": int(er_sum),
    }  # fmt: skip


def test_investments_tell_share_used_status_and_the_projects_that_deviate() -> None:
    rader = [
        prosjekt("Ny skole", 8_000, 2_000, "Forsinket"), prosjekt("Tak", 1_000, 1_200, "Iht. plan"),
        prosjekt("Lås", 1_000, 0, "Forsinket"), prosjekt("Sum", 10_000, 3_200, "", er_sum=True),
    ]  # fmt: skip
    inn = innhold({"investeringsstatus/1": rader})  # type: ignore[arg-type]
    assert ord_i(sammendrag(inn, RAMME)) == (
        "Skole brukte 3,2 mill. kroner av 10,0 mill. kroner i revidert investeringsbudsjett, det vil si 32,0 %. "
        "To prosjekter er forsinket og ett prosjekt går etter planen. Etter fase er det tre prosjekter i forprosjekt."
    )
    assert "Ny skole (forsinket): brukte 2,0 mill. kroner, 6,0 mill. kroner mindre enn budsjettert." in ord_i(
        prosjekter(inn, RAMME)
    )
    assert "Lås (forsinket): ingenting er brukt av 1,0 mill. kroner." in ord_i(prosjekter(inn, RAMME))
    assert "Tak (iht. plan): brukte 1,2 mill. kroner, 200 000 kroner mer enn budsjettert." in ord_i(
        prosjekter(inn, RAMME)
    )


@pytest.mark.krav("FIN-02")
def test_the_rules_are_told_with_target_own_value_and_peers(innhold: Innhold) -> None:
    tekst = ord_i(netto_laanegjeld(innhold, None))
    assert (
        "Netto lånegjeld var 104,8 % av brutto driftsinntekter i 2024. Målet er høyst 90,0 %, så regelen er brutt."
        in tekst
    )
    assert "Den er brutt i alle årene 2021–2024." in tekst
    assert "Oppdal lavest (48,2 %) og Midtre Gauldal høyest (102,1 %)" in tekst
    assert "fordi driftsinntektene økte mer enn gjelden" in tekst


def test_the_least_transfer_to_the_fund_is_computed_from_tax_and_grant(innhold: Innhold) -> None:
    assert "gir minst 7,3 mill. kroner, så regelen er ikke fulgt" in ord_i(avsetning(innhold, None))


def funntabeller(inn: Innhold) -> list[Tabell]:
    return [b.tabell for b in kontroller(inn, None) if isinstance(b, Tabellblokk)]


def test_findings_are_told_gravest_first_with_their_number() -> None:
    funn = (
        Funn(
            "K200", Alvor.ADVARSEL, "Avskrivninger og motpost er ulike med 3 447.", "§ 5-6", kildefeil="S04"
        ),
        Funn("K110", Alvor.FEIL, "Delene går ikke opp i summen.", tiltak="Rett raden."),
    )
    tekst = ord_i(kontroller(innhold_med(funn), None))
    assert "Kontrollene fant to forhold: én feil og én advarsel." in tekst
    assert "Ett funn skyldes feil i kilden" in tekst
    feil, advarsler = funntabeller(innhold_med(funn))
    assert (feil.tittel, feil.verdi(1, "kontroll"), feil.verdi(1, "tiltak")) == (
        "Feil",
        "K110",
        "Rett raden.",
    )
    assert (advarsler.verdi(1, "sted"), advarsler.verdi(1, "kildefeil")) == ("§ 5-6", "S04")
    assert kontroller(innhold_med(()), None) == ()


def test_one_control_in_one_table_is_one_row_that_names_columns_and_years() -> None:
    melding = "Avskrivningene er 52 og motposten −51."
    funn = (
        Funn(
            "K150", Alvor.FEIL, melding, "oversikt_x · Motpost · oppr_bud_2030", "Før likt.", kildefeil="S05"
        ),
        Funn(
            "K150", Alvor.FEIL, melding, "oversikt_x · Motpost · rev_bud_2030", "Før likt.", kildefeil="S05"
        ),
        Funn(
            "K150",
            Alvor.FEIL,
            "De er 42 og −46.",
            "oversikt_x · Motpost · regnskap_2030",
            "Før likt.",
            kildefeil="S04",
        ),
    )
    (tabell,) = funntabeller(innhold_med(funn))
    assert len(tabell.rader) == 1
    assert tabell.verdi(1, "sted") == "oversikt x: Motpost"
    assert tabell.verdi(1, "hva") == f"Oppr bud 2030, rev bud 2030: {melding} Regnskap 2030: De er 42 og −46."
    assert (tabell.verdi(1, "tiltak"), tabell.verdi(1, "kildefeil")) == ("Før likt.", "S04, S05")


def innhold_med(funn: tuple[Funn, ...]) -> Innhold:
    return innhold({}, funn=funn)


assert AAR == 2030


def test_a_finding_names_tables_and_columns_as_the_reader_sees_them() -> None:
    rader = [tjeneste("Mat", 1, 2)]
    sted = Funn(
        "K150",
        Alvor.FEIL,
        "Her står 2, men okonomi_x · Mat · rev_bud_2030 gir 1.",
        "okonomi_x · Mat · regnskap_2030",
    )
    (tabell,) = funntabeller(innhold({"okonomi_x": rader}, funn=(sted,)))
    assert tabell.verdi(1, "sted") == "Okonomi x: Mat, Regnskap 2030"
    assert tabell.verdi(1, "hva") == "Her står 2, men Okonomi x, Mat, Rev bud 2030 gir 1."
