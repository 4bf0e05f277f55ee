"""Tables of any width fit the page: the widths never exceed it, and no number column is narrower than its number."""

from hypothesis import given
from hypothesis import strategies as st

from rodtraad.publisering.pdf.bredder import LIGGENDE, PUNKT_PER_MM, STAAENDE, Kolonnemaal, em, velg_bredder

tall = st.integers(-999_999_999, 999_999_999).map(lambda n: f"{n:,}".replace(",", "\u202f"))
ord_ = st.text("abcdefghijklmnoprstuvæøå ", min_size=1, max_size=40)
kolonne = st.builds(
    Kolonnemaal,
    st.just(value=True),
    st.text("Regnskap 2024", max_size=14),
    st.lists(tall, min_size=1, max_size=4),
)
tekstkolonne = st.builds(Kolonnemaal, st.just(value=False), ord_, st.lists(ord_, min_size=1, max_size=4))


@given(st.lists(kolonne, max_size=9), st.lists(tekstkolonne, min_size=1, max_size=3))
def test_numbers_fit_their_columns_and_columns_fit_the_page(
    tallkolonner: list[Kolonnemaal], tekster: list[Kolonnemaal]
) -> None:
    kolonner = [*tekster, *tallkolonner]
    b = velg_bredder(kolonner)
    plass = (LIGGENDE if b.liggende else STAAENDE) * PUNKT_PER_MM
    faste = sum(e for e, fr in zip(b.em, b.andel, strict=True) if fr == 0)
    assert faste * b.punkt <= plass + 0.5
    for k, bredde in zip(kolonner, b.em, strict=True):
        if k.er_tall:
            assert bredde * b.punkt - 2 * b.luft >= max(em(t) for t in k.tekster) * b.punkt - 0.1


def test_sixteen_columns_of_millions_are_turned_on_their_side_and_still_fit() -> None:
    kolonner = [Kolonnemaal(er_tall=False, tittel="Kommune", tekster=["Nord-Østerdal"])]
    kolonner += [
        Kolonnemaal(er_tall=True, tittel=str(2009 + n), tekster=["−9\u202f123\u202f456"]) for n in range(15)
    ]
    b = velg_bredder(kolonner)
    assert b.liggende
    assert sum(b.em[1:]) * b.punkt <= LIGGENDE * PUNKT_PER_MM


def test_an_ordinary_table_keeps_its_size_upright() -> None:
    kolonner = [Kolonnemaal(er_tall=False, tittel="Linje", tekster=["Sentrale inntekter"])]
    kolonner += [
        Kolonnemaal(er_tall=True, tittel="Regnskap 2024", tekster=["−457\u202f138"]) for _ in range(6)
    ]
    b = velg_bredder(kolonner)
    assert (b.punkt, b.liggende) == (8.5, False)


def test_a_few_columns_of_long_texts_break_their_lines_instead_of_turning_the_page() -> None:
    lang = "Tallet i tabellen er ikke det samme som tallet i teksten ved siden av " * 3
    kolonner = [Kolonnemaal(er_tall=False, tittel=t, tekster=[lang]) for t in ("Sted", "Hva", "Tiltak")]
    kolonner += [Kolonnemaal(er_tall=True, tittel="Antall", tekster=["1\u202f234"])]
    b = velg_bredder(kolonner)
    assert not b.liggende
    assert b.punkt >= 7.5
    assert sum(b.em) * b.punkt <= STAAENDE * PUNKT_PER_MM + 0.5
