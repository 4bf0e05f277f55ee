"""The sources of named systems, each with a constructed file: no public sample of these forms exists."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rodtraad.hovedbok import queries
from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.erpkilde import medfolgende_profil, profilnavn
from rodtraad.regnskap.filformat.forslag import foreslaa_profil
from rodtraad.regnskap.filformat.profil import les_profil
from tests.regnskap import matrise as m

PERIODER = tuple(f"{nr:02d}" for nr in range(1, 13))
GL07 = (
    "batch_id;interface;voucher_type;trans_type;client;account;dim_1;dim_2;dim_3;dim_4;amount;description;trans_date;"
    "voucher_date;voucher_no;period"
)
GL07_LINJER = (
    "B1;BI;GL;GL;10;1010000;3400;338;;;1234.500;Lønn;20250131;20250131;9001;202501",
    "B1;BI;GL;GL;10;21032001;;338;;;-1234.500;Bank;20250131;20250131;9001;202501",
)


def flex(mappe: Path, rader: list[list[Any]], perioder: tuple[str, ...] = PERIODER, **meta: Any) -> Path:
    """A Flex answer: one field in each group but the last, whose field repeats for each period."""
    grupper = [
        {"title": "Konto", "fields": [{"title": "Systemkonto", "type": "string"}]},
        {
            "title": "Dimensjoner",
            "fields": [{"title": t, "type": "string"} for t in ("Ansvar", "Funksjon", "Prosjekt")],
        },
        {"title": "Åpning", "fields": [{"title": "IB", "type": "amount"}]},
        {"title": "Regnskap", "fields": [{"title": "Beløp", "type": "amount"}], "periods": list(perioder)},
    ]
    fil = mappe / "flex.json"
    fil.write_text(json.dumps({"meta": meta, "field_groups": grupper, "rows": rader}), encoding="utf-8")
    return fil


def matrise() -> list[list[Any]]:
    return [[float(c) if isinstance(c, Decimal) else c for c in rad] for rad in m.celler(m.hovedbok())]


def drift(aar: int = 2025) -> int:
    return sum(r[5] for r in queries.artsummer([aar], virksomhet_for={}) if r[2] == "1")


@pytest.mark.krav("KONTO-01")
def test_a_flex_matrix_in_json_is_read_with_the_profile_of_the_system(mappe: Path) -> None:
    resultat = les_inn("xledger", [flex(mappe, matrise())], aar=2025)
    assert not resultat.har_feil, resultat.funn
    assert drift() == 0
    art = {r[4]: r[5] for r in queries.artsummer([2025], virksomhet_for={}) if r[2] == "1"}
    assert art["010"] == m.sum_art(m.hovedbok(), "1010")


@pytest.mark.krav("KONTO-01")
def test_a_proposal_reads_a_flex_matrix_with_its_own_year_and_periods(mappe: Path) -> None:
    fil = flex(mappe, matrise(), tuple(f"2025{p}" for p in PERIODER))
    (mappe / "p.yaml").write_text(foreslaa_profil(fil).yaml, encoding="utf-8")
    resultat = les_inn("xledger", [fil], profil=mappe / "p.yaml")
    assert not resultat.har_feil, resultat.funn
    assert drift() == 0


def test_the_same_source_reads_the_matrix_as_csv_and_as_a_workbook(mappe: Path) -> None:
    topp = (*m.TOPP[:5], *PERIODER)
    m.skriv_csv(mappe / "m.csv", m.celler(m.hovedbok()), topp=topp)
    m.skriv_xlsx(mappe / "m.xlsx", m.celler(m.hovedbok()), topp=topp)
    totaler = [
        les_inn("xledger", [mappe / f"m.{e}"], aar=2025, proev=True).kontrolltotaler for e in ("csv", "xlsx")
    ]
    assert totaler[0] == totaler[1]
    assert totaler[0]["regnskap 2025, drift"] == 0


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("{", "kan ikke leses som Flex-JSON"),
        ("[]", "har ingen «field_groups»"),
        ('{"field_groups": 1, "rows": []}', "har ingen «field_groups»"),
        ('{"field_groups": [1], "rows": []}', "kan ikke leses som Flex-JSON"),
        (
            '{"field_groups": [{"fields": [{"title": "A"}]}], "rows": [[1, 2]]}',
            "Rad 1 i «f.json» har 2 verdier",
        ),
        ('{"field_groups": [{"fields": [{"title": "A"}]}], "rows": [1]}', "kan ikke leses som Flex-JSON"),
        ("[" * 100_000, "kan ikke leses som Flex-JSON"),
    ],
)
def test_json_that_is_no_matrix_is_refused_in_words(mappe: Path, tekst: str, melding: str) -> None:
    (mappe / "f.json").write_text(tekst, encoding="utf-8")
    resultat = les_inn("xledger", [mappe / "f.json"], aar=2025)
    assert melding in resultat.funn[0].melding
    with pytest.raises(RodtraadFeil):
        foreslaa_profil(mappe / "f.json")


@pytest.mark.krav("KONTO-01")
def test_gl07_as_csv_and_with_fixed_width_give_the_same_lines(mappe: Path) -> None:
    (mappe / "g.csv").write_text("\n".join([GL07, *GL07_LINJER]) + "\n", encoding="utf-8")
    bredder = {k.navn: k.lengde for k in les_profil(medfolgende_profil("gl07-fastbredde")).fastbredde}
    linjer = []
    for linje in GL07_LINJER:
        celler = dict(zip(GL07.split(";"), linje.split(";"), strict=True))
        linjer.append("".join(celler[navn].ljust(bredde) for navn, bredde in bredder.items()))
    (mappe / "g.dat").write_bytes(("\r\n".join(linjer) + "\r\n").encode("iso-8859-1"))
    resultat = les_inn("gl07", [mappe / "g.csv"])
    assert not resultat.har_feil, resultat.funn
    lest = [_som_rad(li) for li in queries.storste_bilag(queries.Drill(), 5)[0]]
    assert lest == [
        (1, "1", "010", "338", "", "", "3400", "9001", "2025-01-31", "Lønn", 123450),
        (1, "2", "", "", "10", "320", "", "9001", "2025-01-31", "Bank", -123450),
    ]
    bredt = les_inn("gl07", [mappe / "g.dat"], ved_overlapp="erstatt")
    assert not bredt.har_feil, bredt.funn
    assert [_som_rad(li) for li in queries.storste_bilag(queries.Drill(), 5)[0]] == lest


def _som_rad(li: Any) -> tuple[Any, ...]:
    return (li.periode, li.kontoklasse, li.art, li.funksjon, li.kapittel, li.sektor, li.ansvar, li.bilag, str(li.dato),
            li.tekst, li.belop)  # fmt: skip


def test_a_gl07_batch_that_does_not_balance_is_refused(mappe: Path) -> None:
    (mappe / "g.csv").write_text("\n".join([GL07, GL07_LINJER[0]]) + "\n", encoding="utf-8")
    resultat = les_inn("gl07", [mappe / "g.csv"])
    assert [f.kontroll for f in resultat.funn if f.er_feil] == ["csv-bilag"]


@pytest.mark.krav("KONTO-01")
def test_visma_has_debet_and_kredit(mappe: Path) -> None:
    linjer = (
        "Konto;Ansvar;Funksjon;Prosjekt;Periode;Bilagsnr;Bilagsdato;Tekst;Debet;Kredit",
        "10100 Fastlønn;3400 Brann;338 Brannvern;;202502;77;28.02.2025;Lønn februar;1 234,50;",
        "21032001 Bank;;;;202502;77;28.02.2025;Lønn februar;;1 234,50",
    )
    (mappe / "v.csv").write_bytes("\r\n".join(linjer).encode("iso-8859-1"))
    resultat = les_inn("visma", [mappe / "v.csv"])
    assert not resultat.har_feil, resultat.funn
    assert [
        (li.belop, li.dato.isoformat()) for li in queries.storste_bilag(queries.Drill(), 5)[0] if li.dato
    ] == [
        (123450, "2025-02-28"),
        (-123450, "2025-02-28"),
    ]


def test_the_profiles_that_come_along_are_valid_and_say_they_are_constructed() -> None:
    assert profilnavn() == ("gl07-csv", "gl07-fastbredde", "visma-csv", "xledger-flex", "xledger-matrise")
    assert all(les_profil(medfolgende_profil(navn)).konstruert for navn in profilnavn())
    with pytest.raises(RodtraadFeil, match="gl07-csv"):
        medfolgende_profil("../navn")
