"""Codes on the explanation pages: ranges that promise no more than the set, and names."""

from datetime import date

from rodtraad.lov.regelverk import last_regelverk
from rodtraad.publisering.nettsted.koder import deltekst, kodenavn, koder_i_ord, rekker

GYLDIGE = ["010", "020", "030", "040", "160", "165", "170"]


def test_a_range_spans_only_codes_that_are_all_in_the_set() -> None:
    assert rekker(["010", "020", "030", "160"], GYLDIGE) == "010–030, 160"
    assert rekker(["010", "030", "040", "160", "165"], GYLDIGE) == "010, 030–165"
    assert rekker(GYLDIGE, GYLDIGE) == "010–170"


def test_two_neighbours_are_written_out() -> None:
    assert rekker(["010", "020"], GYLDIGE) == "010, 020"


def test_a_code_that_is_not_valid_stands_alone_and_breaks_no_range() -> None:
    assert rekker(["010", "015", "020", "030"], GYLDIGE) == "010–030, 015"


def test_ranges_of_the_real_list_read_back_to_the_same_codes() -> None:
    gyldige = sorted(last_regelverk(date(2024, 12, 31)).koder.gyldige("arter", date(2024, 12, 31)))
    valgte = [kode for nr, kode in enumerate(gyldige) if nr % 7 not in {0, 3}]
    tilbake: list[str] = []
    for del_ in rekker(valgte, gyldige).split(", "):
        fra, _, til = del_.partition("–")
        tilbake += [k for k in gyldige if fra <= k <= (til or fra)]
    assert tilbake == valgte


def test_the_names_stand_one_switch_away() -> None:
    koder = ("driftsregnskapet", "art 010, 020, 030", "funksjon 202")
    assert koder_i_ord(koder, "regnskap_2024", 2024) == "driftsregnskapet; art 010–030; funksjon 202"
    navn = kodenavn(koder, "regnskap_2024", 2024)
    assert "<li>art 010 Fastlønn</li>" in navn
    assert "funksjon 202 Grunnskole" in navn
    assert kodenavn(("virksomhet 600, 610",), "regnskap_2024", 2024) == ""


def test_a_part_of_a_sum_is_told_by_its_codes() -> None:
    tekst = deltekst("Poster i hovedboken: art 010, 020, 030", "belop", 2024)
    assert tekst == "Poster i hovedboken: art 010–030"
    assert deltekst("Sum <lønn>", "belop", 2024) == "Sum &lt;lønn&gt;"
