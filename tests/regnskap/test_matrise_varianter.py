"""What else such an export may have: retired art, blank dimensions, an øre, unknown ansvar, sums, long lists."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from rodtraad.hovedbok import queries
from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.forslag import foreslaa_profil
from rodtraad.regnskap.filformat.kolonnerolle import les_overskrift
from tests.regnskap import matrise as m
from tests.regnskap.test_matrise import NUMRE, les, oversikt_5_6

FREMFORT = "Fremført til inndekning i senere år (merforbruk)"


def meldinger(resultat: Resultat, kontroll: str) -> list[str]:
    return [f.melding for f in resultat.funn if f.kontroll == kontroll]


@pytest.mark.krav("KONTO-01")
def test_art_875_in_2025_is_proposed_as_its_successor_and_said(mappe: Path) -> None:
    rader = m.hovedbok(eiendomsskatt="18750 - Eiendomsskatt boliger")
    resultat = les(m.skriv_csv(mappe / "regnskap 2025.csv", m.celler(rader)))
    assert "Konto 18750 (1 rader) er lest med art 878 fra 2025" in meldinger(resultat, "csv-kontounntak")[0]
    linjer = oversikt_5_6()
    assert linjer["Eiendomsskatt"] == m.sum_art(rader, "1875", "1879")
    assert linjer[FREMFORT] == 0


def test_without_the_exception_the_finding_names_the_successors(mappe: Path) -> None:
    fil = m.skriv_csv(
        mappe / "regnskap 2025.csv", m.celler(m.hovedbok(eiendomsskatt="18750 - Eiendomsskatt"))
    )
    forslag = foreslaa_profil(fil)
    del forslag.data["konto"]["unntak"]
    (mappe / "p.yaml").write_text(forslag.yaml, encoding="utf-8")
    feil = [f for f in les_inn("csv", [fil], profil=mappe / "p.yaml").funn if f.er_feil]
    assert {f.tiltak for f in feil} == {
        "Bruk 878 eller 879. Står kontoen slik i kildesystemet, si hva den er med «unntak» under «konto» i profilen."
    }
    assert feil[0].sted == "regnskap 2025.csv, rad 10, kolonne «art»"


def test_a_row_that_is_wrong_is_told_once_though_it_has_twelve_months(mappe: Path) -> None:
    rader = m.hovedbok()
    rader[1].funksjon = "999 - Finnes ikke"
    fil = m.skriv_csv(mappe / "regnskap 2025.csv", m.celler(rader))
    (mappe / "p.yaml").write_text(foreslaa_profil(fil).yaml, encoding="utf-8")
    feil = [f for f in les_inn("csv", [fil], profil=mappe / "p.yaml").funn if f.er_feil]
    assert [(f.sted, f.melding) for f in feil] == [
        ("regnskap 2025.csv, rad 3, kolonne «funksjon»", "Funksjon «999» finnes ikke i KOSTRA.")
    ]


@pytest.mark.krav("KONTO-01")
def test_an_ore_between_the_classes_is_read_and_said_with_its_amount(mappe: Path) -> None:
    resultat = les(m.skriv_xlsx(mappe / "2025.xlsx", m.celler(m.hovedbok(ore=1))))
    assert meldinger(resultat, "csv-oredifferanse") == [
        "Balanse i regnskapet 2025 summerer til -0.01 kroner, ikke til 0. Differansen er lest som den står.",
        "Drift i regnskapet 2025 summerer til 0.01 kroner, ikke til 0. Differansen er lest som den står.",
    ]
    assert oversikt_5_6()[FREMFORT] == 1


def test_a_tolerance_with_a_reason_lets_so_much_through_and_no_more(mappe: Path) -> None:
    rader = m.hovedbok()
    rader[0].bevegelse[4] += m._ORE * 3  # a line without its counterpart
    fil = m.skriv_csv(mappe / "regnskap 2025.csv", m.celler(rader))
    forslag = foreslaa_profil(fil)
    svar = []
    for ore in (3, 2):
        forslag.data["toleranse"] = {"ore": ore, "begrunnelse": "Avrunding i eksporten."}
        (mappe / f"{ore}.yaml").write_text(forslag.yaml, encoding="utf-8")
        svar.append(les_inn("csv", [fil], profil=mappe / f"{ore}.yaml", proev=True))
    assert [r.har_feil for r in svar] == [False, True]
    assert "summerer til 0.03 kroner" in meldinger(svar[0], "csv-uten-bilag")[0]
    assert meldinger(svar[0], "csv-uten-bilag")[0].endswith("Avrunding i eksporten.")


def test_lines_without_funksjon_are_counted_with_their_amount(mappe: Path) -> None:
    resultat = les(m.skriv_csv(mappe / "regnskap 2025.csv", m.celler(m.hovedbok())))
    uten = [r for r in m.hovedbok() if r.konto[0] in "01" and not r.funksjon]
    sum_ = sum(sum(r.bevegelse) for r in uten)
    assert (
        f"uten funksjon, til sammen {sum_} kroner, er lest uten." in meldinger(resultat, "csv-tomt-felt")[0]
    )


@pytest.mark.parametrize(
    ("valg", "funksjon"),
    [({"erstatt": "850"}, "850"), ({"erstatt": "850", "etter_art": {"870-879": "800", "800": "840"}}, "840")],
)
def test_blanks_can_be_replaced_by_a_code_or_refused(
    mappe: Path, valg: dict[str, object], funksjon: str
) -> None:
    fil = m.skriv_csv(mappe / "regnskap 2025.csv", m.celler(m.hovedbok()))
    forslag = foreslaa_profil(fil)
    forslag.data["kolonner"]["funksjon"]["ved_tom"] = valg
    (mappe / "p.yaml").write_text(forslag.yaml, encoding="utf-8")
    assert not les_inn("csv", [fil], profil=mappe / "p.yaml").har_feil
    assert {r[2] for r in queries.kostrasummer(2025) if r[3] == "800"} == {funksjon} or funksjon in {
        r[1] for r in queries.kostrasummer(2025) if "800" in r
    }
    forslag.data["kolonner"]["ansvar"]["ved_tom"] = "avvis"
    (mappe / "q.yaml").write_text(forslag.yaml, encoding="utf-8")
    feil = [f for f in les_inn("csv", [fil], profil=mappe / "q.yaml", proev=True).funn if f.er_feil]
    assert feil[0].melding == "Ansvar mangler i en linje i drift eller investering."
    assert feil[0].sted == "regnskap 2025.csv, rad 8, kolonne «ansvar»"


@pytest.mark.krav("KONTO-01")
def test_merged_ansvar_are_read_as_the_new_one_and_named(mappe: Path) -> None:
    fil = m.skriv_csv(mappe / "regnskap 2025.csv", m.celler(m.hovedbok()))
    forslag = foreslaa_profil(fil)
    forslag.data["kolonner"]["ansvar"]["oversett"] = {"2200": "2100", "77": "78"}
    (mappe / "p.yaml").write_text(forslag.yaml, encoding="utf-8")
    resultat = les_inn("csv", [fil], profil=mappe / "p.yaml")
    assert meldinger(resultat, "csv-oversatt") == [
        "Ansvar lest etter oversettelsen i profilen: 2200 som 2100 (2 rader)."
    ]
    brukte = {li.ansvar for li in queries.storste_bilag(queries.Drill(), 500)[0]}
    assert "2100" in brukte
    assert "2200" not in brukte


def test_an_unknown_ansvar_says_what_can_be_done_and_can_be_let_through(mappe: Path) -> None:
    organisasjon = (
        "nivaa,kode,navn,overordnet,gyldig_fra,gyldig_til",
        "rammeomrade,A,Tjenester,,2020-01-01,",
        "virksomhet,B,Skole,A,2020-01-01,",
        "ansvar,2100,Skole,B,2020-01-01,",
    )
    (mappe / "org.csv").write_text("\n".join(organisasjon) + "\n", encoding="utf-8")
    lest = les_inn("organisasjon", [mappe / "org.csv"])
    assert not lest.har_feil, lest.funn
    fil = m.skriv_csv(mappe / "regnskap 2025.csv", m.celler(m.hovedbok()))
    forslag = foreslaa_profil(fil)
    (mappe / "p.yaml").write_text(forslag.yaml, encoding="utf-8")
    feil = [f for f in les_inn("csv", [fil], profil=mappe / "p.yaml").funn if f.er_feil]
    assert feil[0].melding == "Ansvar «3400» finnes ikke i organisasjonen i 2025."
    assert "«ukjent_ansvar: advarsel»" in feil[0].tiltak
    forslag.data["ukjent_ansvar"] = "advarsel"
    (mappe / "q.yaml").write_text(forslag.yaml, encoding="utf-8")
    resultat = les_inn("csv", [fil], profil=mappe / "q.yaml")
    assert not resultat.har_feil, resultat.funn
    assert meldinger(resultat, "csv-ansvar")[0].startswith("3 ansvar på ")
    assert oversikt_5_6()[FREMFORT] == 0


@pytest.mark.krav("KONTO-01")
def test_a_line_that_is_missing_makes_the_total_not_tie(mappe: Path) -> None:
    rader = m.celler(m.hovedbok())
    fil = m.skriv_csv(mappe / "regnskap 2025.csv", [*rader, m.sumrad(rader)])
    forslag = foreslaa_profil(fil)
    assert "sum_som_ikke_stemmer" not in forslag.data
    (mappe / "p.yaml").write_text(forslag.yaml, encoding="utf-8")
    assert not les_inn("csv", [fil], profil=mappe / "p.yaml", proev=True).har_feil
    kortet = m.skriv_csv(mappe / "kortet.csv", [*rader[:3], *rader[4:], m.sumrad(rader)])
    feil = [f for f in les_inn("csv", [kortet], profil=mappe / "p.yaml").funn if f.er_feil]
    assert [f.kontroll for f in feil] == ["csv-sumlinje"]
    assert feil[0].sted == "kortet.csv, rad 21"


def test_a_closing_balance_that_does_not_tie_is_found_on_its_row(mappe: Path) -> None:
    rader = m.celler(m.hovedbok(), med_aapning=True, utgaaende=True)
    topp = (*m.TOPP[:4], "IB", *NUMRE, "UB")
    fil = m.skriv_csv(mappe / "u.csv", rader, topp=topp)
    forslag = foreslaa_profil(fil)
    assert forslag.data["periodekolonner"]["aapning_medregnet"] is True
    assert forslag.data["periodekolonner"]["utgaaende"] == "UB"
    (mappe / "p.yaml").write_text(forslag.yaml, encoding="utf-8")
    rader[2][-1] = m._ORE
    feil = les_inn("csv", [m.skriv_csv(mappe / "v.csv", rader, topp=topp)], profil=mappe / "p.yaml").funn
    assert [(f.kontroll, f.sted) for f in feil if f.er_feil] == [
        ("csv-sumkolonne", "v.csv, rad 4, kolonne «UB»")
    ]


def test_a_year_under_way_has_columns_without_figures(mappe: Path) -> None:
    rader = m.celler(m.hovedbok())
    for rad in rader:
        rad[5 + 8 :] = ["0,00"] * 4
    resultat = les(m.skriv_csv(mappe / "regnskap 2025.csv", rader))
    assert meldinger(resultat, "csv-periode") == [
        "Kolonnene Sep, Okt, Nov, Des har ingen tall og er ikke lest."
    ]
    assert max(li.periode for li in queries.storste_bilag(queries.Drill(), 900)[0]) == 8


@pytest.mark.krav("KONTO-01")
def test_each_sheet_can_be_a_period(mappe: Path) -> None:
    import openpyxl  # type: ignore[import-untyped]  # noqa: PLC0415

    bok = openpyxl.Workbook()
    bok.active.title = "Forside"
    bok.active.append(["Regnskap 2025"])
    for navn, belop in (("Januar", 100.5), ("Februar", 0.1 + 0.2)):
        ark = bok.create_sheet(navn)
        ark.append(["Konto", "Funksjon", "Beløp"])
        ark.append(["10100 Lønn", "202 Grunnskole", belop])
        ark.append(["21032001 Bank", "", -belop])
    bok.save(mappe / "b.xlsx")
    (mappe / "p.yaml").write_text(
        """\
ark: alle
konto: {kolonne: Konto}
kolonner:
  slag: {verdi: regnskap}
  periode: {kolonne: (ark), form: ord}
  funksjon: {kolonne: Funksjon, kode: forst}
  belop: Beløp
""",
        encoding="utf-8",
    )
    resultat = les_inn("xlsx", [mappe / "b.xlsx"], profil=mappe / "p.yaml", aar=2025)
    assert not resultat.har_feil, resultat.funn
    assert meldinger(resultat, "csv-ark") == [
        "Arket «Forside» har ingen av kolonnene i profilen, og er ikke lest."
    ]
    linjer = queries.storste_bilag(queries.Drill(), 9)[0]
    assert sorted((li.fil, li.rad, li.periode, li.belop) for li in linjer) == [
        (1, 2, 1, 10050), (1, 3, 1, -10050), (2, 2, 2, 30), (2, 3, 2, -30),
    ]  # fmt: skip
    from rodtraad.innlesing.models import Innlesing  # noqa: PLC0415

    assert [f["ark"] for f in Innlesing.objects.get().filer] == ["Januar", "Februar"]


def test_what_is_no_number_is_named_with_its_row(mappe: Path) -> None:
    rader = m.celler(m.hovedbok())
    rader[1][7] = "#REF!"
    fil = m.skriv_csv(mappe / "regnskap 2025.csv", rader)
    (mappe / "p.yaml").write_text(foreslaa_profil(fil).yaml, encoding="utf-8")
    feil = [f for f in les_inn("csv", [fil], profil=mappe / "p.yaml").funn if f.er_feil]
    assert [(f.sted, f.melding) for f in feil] == [
        ("regnskap 2025.csv, rad 3, kolonne «belop»", "Beløpet «#REF!» er ikke et tall i kroner.")
    ]


LISTE = (
    (
        "Bilagsdato;Kontonr;Ansvar;Funksjon;Bilagsnr;Debet;Kredit",
        "31.01.2025;10100;3400;338;1;1.234,50;",
        "31.01.2025;210320;;;1;;1.234,50",
    ),
    (
        "Periode;Konto;Koststed;Tjeneste;Beløp",
        "202501;10100 Lønn;3400 Brann;338;1234,50-",
        "202501;210320 Bank;;;1234,50",
    ),
    (
        "År;Måned;Type;Konto;Ansvar;Funksjon;Beløp",
        "2025;jan;Regnskap;10100;3400;338;(1 234,50)",
        "2025;jan;Regnskap;210320;;;1 234,50",
    ),
)


@pytest.mark.krav("KONTO-01")
@pytest.mark.parametrize("linjer", LISTE)
def test_a_list_of_postings_is_read_by_its_proposal(mappe: Path, linjer: Sequence[str]) -> None:
    fil = mappe / "liste.csv"
    fil.write_bytes("\r\n".join(linjer).encode("utf-16-le"))
    les(fil)
    assert [
        (li.periode, li.art, li.funksjon, li.ansvar, li.belop)
        for li in queries.storste_bilag(queries.Drill(), 5)[0]
        if li.kontoklasse == "1"
    ] == [(1, "010", "338", "3400", 123450)]


@pytest.mark.krav("KONTO-01")
def test_codes_stored_as_numbers_lose_their_zero_and_are_still_read(mappe: Path) -> None:
    rader: list[list[str | Decimal]] = []
    for rad in m.celler(m.hovedbok(), med_aapning=True, utgaaende=True):
        koder = [str(c).split(" - ")[0] for c in rad[:4]]
        rader.append([*(Decimal(k) if k else "" for k in koder), *rad[4:]])
    topp = ("Kontokode", *m.TOPP[1:4], "IB 2025", *(f"Akk. periode {nr}" for nr in range(1, 13)), "UB 2025")
    fil = m.skriv_xlsx(mappe / "b.xlsx", rader, topp=topp)
    resultat = les(fil)
    assert len(meldinger(resultat, "csv-kontounntak")) == 2
    assert {r[4]: r[5] for r in queries.artsummer([2025], virksomhet_for={}) if r[2] == "0"} == {
        "230": 200000000,
        "910": -200000000,
    }
    assert oversikt_5_6()[FREMFORT] == 0


def test_a_file_that_names_no_year_takes_it_from_the_command(mappe: Path) -> None:
    fil = m.skriv_csv(mappe / "u.csv", m.celler(m.hovedbok(eiendomsskatt="18750 - Eiendomsskatt boliger")))
    forslag = foreslaa_profil(fil)
    assert forslag.mangler == ("aar",)
    (mappe / "p.yaml").write_text(forslag.yaml, encoding="utf-8")
    resultat = les_inn("csv", [fil], profil=mappe / "p.yaml", aar=2025)
    assert not resultat.har_feil, resultat.funn
    assert oversikt_5_6()[FREMFORT] == 0


LANGE = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
         "desember")  # fmt: skip
ENGELSK = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@pytest.mark.krav("KONTO-01")
@pytest.mark.parametrize(
    "maaneder",
    [
        [f"Hiå {m}" for m in m.MAANEDER],
        [f"{m} hiå" for m in LANGE],
        [f"Hiå {nr:02d}" for nr in range(1, 13)],
        [f"{n} YTD" for n in NUMRE],
        [f"Cumulative {m} 2025" for m in ENGELSK],
        [f"Akkumulert {m} 2025" for m in LANGE],
        [f"Ultimo saldo ({m} -25) NOK" for m in m.MAANEDER],
    ],
    ids=lambda navn: navn[0],
)
def test_months_stand_with_other_words_in_the_heading(mappe: Path, maaneder: Sequence[str]) -> None:
    topp = ("Account", "Cost center", "Function", "Project", "Opening balance", *maaneder)
    les(m.skriv_csv(mappe / "regnskap 2025.csv", m.celler(m.hovedbok()), topp=topp))
    linjer = oversikt_5_6()
    assert linjer["Lønnsutgifter"] == m.sum_art(m.hovedbok(), "101", "1020")
    assert linjer[FREMFORT] == 0


def test_movement_and_accumulated_beside_each_other_are_two_series(mappe: Path) -> None:
    """The month of the report stands first, then the year so far."""
    rader = [
        [*hiaa[:5], bevegelse[16], *hiaa[5:]]
        for bevegelse, hiaa in zip(
            m.celler(m.hovedbok(), akkumulert=False), m.celler(m.hovedbok()), strict=True
        )
    ]
    topp = (*m.TOPP[:5], "Des", *(f"Hiå {navn}" for navn in m.MAANEDER))
    les(m.skriv_csv(mappe / "regnskap 2025.csv", rader, topp=topp))
    assert oversikt_5_6()["Lønnsutgifter"] == m.sum_art(m.hovedbok(), "101", "1020")


def test_numbered_dimensions_are_no_months() -> None:
    assert les_overskrift(["Konto", "Dim 1", "Dim 2", "Dim 3", "Dim 4", "Beløp"]).perioder == {}


def test_a_proposal_with_an_open_place_is_refused_once_and_not_for_each_row(mappe: Path) -> None:
    fil = mappe / "2025.csv"
    fil.write_text("Konto;Ansvar;Noe\n10100;3400;1,00\n10200;3400;2,00\n", "utf-8")
    forslag = foreslaa_profil(fil)
    assert "periode" in forslag.mangler
    (mappe / "p.yaml").write_text(forslag.yaml, encoding="utf-8")
    with pytest.raises(RodtraadFeil, match="sier ikke hvor periode, belop kommer fra"):
        les_inn("csv", [fil], profil=mappe / "p.yaml")
