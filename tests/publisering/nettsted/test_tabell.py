"""A table on a page: what is missing, what is a sum, what may be sorted."""

from dataclasses import replace
from decimal import Decimal

from rodtraad.oppstilling.tabell import Celle, Kolonne
from rodtraad.publisering.nettsted.tabell import Tabellramme, er_sorterbar, tabell_html, vis_celle
from tests.publisering import eksempel

RAMME = Tabellramme("side/", "anker", "Tabell 1")


def test_a_missing_number_is_a_dash_with_its_reason() -> None:
    html = tabell_html(eksempel.KOSTRA, RAMME)
    assert (
        '<td class="tall mangler"><span aria-hidden="true" title="Tallet er ikke oppgitt i kilden">–</span>'
        '<span class="ds-sr-only">Tallet er ikke oppgitt i kilden</span></td>'
    ) in html


def test_zero_is_a_number_and_not_missing() -> None:
    assert vis_celle(Celle(0), Kolonne("b", "B", "belop")) == "0"
    assert vis_celle(Celle(Decimal("0.0")), Kolonne("p", "P", "prosent", 1)) == "0,0"


def test_a_year_has_no_thousands_separator() -> None:
    assert vis_celle(Celle(2024), Kolonne("aar", "År", "aar")) == "2024"


def test_numbers_have_thin_space_true_minus_and_decimal_comma() -> None:
    assert vis_celle(Celle(-418027), Kolonne("b", "B", "belop")) == "−418\u202f027"
    assert vis_celle(Celle(Decimal("4.06")), Kolonne("t", "T", "tall")) == "4,06"


def test_headers_and_row_titles_have_scope_and_the_unit_stands_in_the_caption() -> None:
    html = tabell_html(eksempel.TOTAL, RAMME)
    assert '<th scope="row">Oppvekst</th>' in html
    assert '<th scope="col" class="tall">Regnskap 2024</th>' in html
    assert '<th scope="rowgroup" colspan="7">Til disposisjon</th>' in html
    assert '<span class="rt-enhet">1000 kr</span></caption>' in html


def test_sum_rows_and_indented_rows_are_marked() -> None:
    html = tabell_html(eksempel.HERAV, RAMME)
    assert '<tr class="rt-sum">' in html
    assert html.count('<tr class="rt-inn1">') == 2


def test_hidden_columns_stay_hidden() -> None:
    assert "rammeomrade" not in tabell_html(eksempel.SKOLENE, RAMME)


def test_only_peers_may_be_sorted() -> None:
    assert er_sorterbar(eksempel.KOSTRA)
    assert er_sorterbar(eksempel.TOTAL)
    assert not er_sorterbar(eksempel.HERAV)
    midt = replace(eksempel.PROSJEKTER, rader=(eksempel.PROSJEKTER.rader[3], *eksempel.PROSJEKTER.rader[:3]))
    assert not er_sorterbar(midt)


def test_a_number_without_explanation_is_not_a_link() -> None:
    assert "<a " not in tabell_html(eksempel.TOTAL, RAMME)
    ramme = replace(RAMME, forklarte={("totaloversikt_okonomi", 1, "avvik_kr")})
    assert tabell_html(eksempel.TOTAL, ramme).count("<a ") == 1


def test_whole_numbers_among_key_figures_take_no_decimals_but_a_measured_column_keeps_its_own() -> None:
    kolonne = Kolonne("v", "V", "tall", 1)
    assert vis_celle(Celle(36148), kolonne) == "36\u202f148"
    assert vis_celle(Celle(Decimal("3216.0")), kolonne) == "3\u202f216,0"


def test_a_unit_that_says_nothing_is_not_printed() -> None:
    assert "rt-enhet" not in tabell_html(replace(eksempel.KOSTRA, enhet="som vist"), RAMME)
    assert "rt-enhet" in tabell_html(replace(eksempel.KOSTRA, enhet="kr"), RAMME)
