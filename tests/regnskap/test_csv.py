"""The source `csv` meets files as people make them: every error at once, nothing stored by half."""

import codecs
from datetime import date
from pathlib import Path

import pytest

from rodtraad.hovedbok import queries
from rodtraad.hovedbok.models import Hovedbokbatch
from rodtraad.innlesing.queries import innlesinger
from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.enheter import Enhetsversjon
from rodtraad.organisasjon.services import opprett_enhet
from tests.hovedbok.linjer import TOPP, bilag, skriv

GOD = bilag("B1", 1, "100.00")


def prov(mappe: Path, *linjer: str, topp: str = TOPP, profil: str = "", proev: bool = False) -> Resultat:
    fil = skriv(mappe / "fil.csv", *linjer, topp=topp)
    profilfil = None
    if profil:
        profilfil = mappe / "profil.yaml"
        profilfil.write_text(profil, encoding="utf-8")
    return les_inn("csv", [fil], profil=profilfil, proev=proev)


def feil(resultat: Resultat) -> list[tuple[str, str]]:
    assert Hovedbokbatch.objects.count() == 0
    assert resultat.id is None
    assert all(f.tiltak for f in resultat.funn if f.er_feil)
    return [(f.sted.removeprefix("fil.csv, "), f.melding) for f in resultat.funn if f.er_feil]


@pytest.mark.krav("KONTO-01")
def test_a_file_is_imported_and_its_control_totals_are_shown(mappe: Path) -> None:
    resultat = prov(mappe, *GOD, "2024,1,opprinnelig,1,100,120,,,1000,,,,7.5")
    assert resultat.funn == ()
    assert dict(resultat.kontrolltotaler) == {
        "opprinnelig 2024, drift": 750,
        "regnskap 2024, balanse": -10000,
        "regnskap 2024, drift": 10000,
    }
    assert resultat.antall == 3


@pytest.mark.krav("KONTO-01")
def test_a_dry_run_shows_the_same_and_stores_nothing(mappe: Path) -> None:
    proevd = prov(mappe, *GOD, proev=True)
    assert proevd.id is None
    assert Hovedbokbatch.objects.count() == 0
    lest = prov(mappe, *GOD)
    assert (proevd.antall, proevd.kontrolltotaler, proevd.funn) == (
        lest.antall,
        lest.kontrolltotaler,
        lest.funn,
    )


@pytest.mark.krav("KONTO-01")
def test_a_voucher_that_does_not_balance_is_refused(mappe: Path) -> None:
    resultat = prov(mappe, *GOD, *bilag("B2", 3, "50.00")[:1], "2024,3,regnskap,2,,,10,,,,B2,,-49.50")
    assert feil(resultat) == [
        ("rad 4, kolonne «bilag»", "Bilag B2 i periode 3 2024 er i ubalanse med 0.50 kroner.")
    ]


def test_the_same_voucher_number_in_two_periods_is_two_vouchers(mappe: Path) -> None:
    resultat = prov(mappe, GOD[0], "2024,2,regnskap,2,,,10,,,,B1,,-100.00")
    assert [m for _, m in feil(resultat)] == [
        "Bilag B1 i periode 1 2024 er i ubalanse med 100.00 kroner.",
        "Bilag B1 i periode 2 2024 er i ubalanse med -100.00 kroner.",
    ]


def test_vouchers_without_their_counterpart_are_refused_unless_the_profile_says_it_is_left_out(
    mappe: Path,
) -> None:
    (avvist,) = prov(mappe, GOD[0]).funn
    assert avvist.er_feil
    assert "er i ubalanse med" in avvist.melding
    assert "«motpost: mangler»" in avvist.tiltak
    resultat = prov(mappe, GOD[0], profil="motpost: mangler")
    assert not resultat.har_feil
    assert "ikke avstemt" in resultat.funn[0].melding


def test_a_budget_need_not_balance(mappe: Path) -> None:
    assert prov(mappe, "2024,1,endring_politisk,1,100,120,,,1000,,PS 1/24,,5.00").funn == ()


BAD = {
    "aar": ("24,1,regnskap,1,100,120,,,1,,,,1.00", "Året «24» er ikke et årstall."),
    "periode": ("2024,14,regnskap,1,100,120,,,1,,,,1.00", "Perioden «14» finnes ikke."),
    "slag": ("2024,1,regnsk,1,100,120,,,1,,,,1.00", "Slaget «regnsk» finnes ikke."),
    "kontoklasse": ("2024,1,regnskap,4,100,120,,,1,,,,1.00", "Kontoklassen «4» finnes ikke."),
    "art": ("2024,1,regnskap,1,999,120,,,1,,,,1.00", "Art «999» finnes ikke i KOSTRA."),
    "funksjon": ("2024,1,regnskap,1,100,999,,,1,,,,1.00", "Funksjon «999» finnes ikke i KOSTRA."),
    "kapittel": ("2024,1,regnskap,2,,,77,,,,,,1.00", "Kapittel «77» finnes ikke i KOSTRA."),
    "sektor": ("2024,1,regnskap,2,,,10,999,,,,,1.00", "Sektor «999» finnes ikke i KOSTRA."),
    "komma": ('2024,1,regnskap,1,100,120,,,1,,,,"1,00"', "Beløpet «1,00» har komma."),
    "desimaler": ("2024,1,regnskap,1,100,120,,,1,,,,1.005", "Beløpet «1.005» har mer enn to desimaler."),
    "tekst": ("2024,1,regnskap,1,100,120,,,1,,,,1e3", "Beløpet «1e3» er ikke et tall i kroner."),
    "tomt": ("2024,1,regnskap,1,100,120,,,1,,,,", "Beløpet «» er ikke et tall i kroner."),
    "mangler": ("2024,1,regnskap,1,,120,,,1,,,,1.00", "Art mangler i en linje i drift eller investering."),
    "feil klasse": ("2024,1,regnskap,2,100,,10,,1,,,,1.00", "Art «100» står i en linje i balansen."),
    "for få": ("2024,1,regnskap,1,100", "Linjen har færre felt enn overskriften."),
    "for mange": ("2024,1,regnskap,1,100,120,,,1,,,,1.00,x,y", "Linjen har flere felt enn overskriften."),
    "anførsel": ('2024,1,regnskap,1,100,120,,,1,,,"x,1.00', "Et anførselstegn er ikke avsluttet."),
}


@pytest.mark.parametrize("navn", BAD)
def test_a_bad_line_is_named_with_its_row_and_value(mappe: Path, navn: str) -> None:
    linje, melding = BAD[navn]
    funnet = feil(prov(mappe, GOD[0], GOD[1], linje))
    assert len([f for f in funnet if melding in f[1]]) == 1
    assert all(sted.startswith("rad 4") for sted, _ in funnet)


def test_all_errors_of_a_file_come_at_once(mappe: Path) -> None:
    enkle = [n for n in BAD if n not in {"for få", "for mange", "anførsel"}]
    funnet = feil(prov(mappe, *(BAD[n][0] for n in enkle)))
    for rad, navn in enumerate(enkle, start=2):
        assert [f for f in funnet if f[0].startswith(f"rad {rad},") and f[1] == BAD[navn][1]], navn


def test_a_date_that_does_not_exist_is_refused(mappe: Path) -> None:
    topp = "aar,periode,slag,kontoklasse,art,funksjon,dato,belop"
    resultat = prov(mappe, "2024,2,regnskap,1,100,120,2024-02-30,1.00", topp=topp)
    assert feil(resultat) == [("rad 2, kolonne «dato»", "Datoen «2024-02-30» finnes ikke.")]


@pytest.mark.parametrize(
    ("linje", "melding"),
    [
        ("2024,1,regnskap,1,100,254,,,1,,,,1.00", "gjelder ikke i 2024, bare til og med 31.12.2023."),
        ("2023,1,regnskap,1,100,257,,,1,,,,1.00", "gjelder ikke i 2023, først fra 01.01.2024."),
        ("2025,1,regnskap,1,271,120,,,1,,,,1.00", "gjelder ikke i 2025, først fra 01.01.2026."),
        ("2024,1,opprinnelig,1,878,800,,,1,,,,1.00", "gjelder ikke i 2024, først fra 01.01.2025."),
    ],
)
def test_a_code_that_is_not_valid_that_year_is_refused(mappe: Path, linje: str, melding: str) -> None:
    ((sted, funnet),) = feil(prov(mappe, linje))
    assert sted.startswith("rad 2, kolonne «")
    assert melding in funnet


@pytest.mark.krav("KONTO-04")
def test_a_budget_on_a_retired_function_is_accepted_with_a_warning(mappe: Path) -> None:
    resultat = prov(mappe, "2024,1,opprinnelig,1,100,254,,,1,,,,1.00")
    assert not resultat.har_feil
    assert resultat.funn[0].tiltak == "Bruk 256 eller 257 eller 258."


def test_restated_figures_may_use_another_years_codes_with_a_reason(mappe: Path) -> None:
    profil = 'koder_utenfor_gyldighet: advarsel\nbegrunnelse: "Omarbeidet til kodene i 2024."\n'
    resultat = prov(mappe, "2023,1,regnskap,1,100,257,,,1,,,,1.00", profil=profil)
    assert not resultat.har_feil
    assert resultat.funn[-1].melding == "Omarbeidet til kodene i 2024."


def test_an_ansvar_outside_the_organisation_is_refused_only_when_there_is_one(mappe: Path) -> None:
    assert not prov(mappe, *GOD, proev=True).har_feil
    opprett_enhet(
        Enhetsversjon(
            kode="100", navn="Stab", nivaa="virksomhet", overordnet="", gyldig_fra=date(2024, 1, 1)
        ),
        av="kari",
    )
    opprett_enhet(
        Enhetsversjon(
            kode="2000", navn="Skole", nivaa="ansvar", overordnet="100", gyldig_fra=date(2024, 1, 1)
        ),
        av="kari",
    )
    assert feil(prov(mappe, GOD[0], GOD[0].replace("1000", "2000"), profil="motpost: mangler")) == [
        ("rad 2, kolonne «ansvar»", "Ansvar «1000» finnes ikke i organisasjonen i 2024.")
    ]


@pytest.mark.parametrize(
    ("topp", "ventet"),
    [
        ("aar,periode,slag,kontoklasse,art,funksjon", ["Kolonnen «belop» mangler"]),
        ("aar;periode;slag;kontoklasse;belop", ["er ukjent", "«aar» mangler", "«belop» mangler"]),
        ("aar,aar,periode,slag,kontoklasse,belop", ["Kolonnen «aar» står 2 ganger."]),
        ("aar,periode,slag,kontoklasse,belop,prosjket", ["Kolonnen «prosjket» er ukjent."]),
    ],
)
def test_a_wrong_header_is_explained(mappe: Path, topp: str, ventet: list[str]) -> None:
    meldinger = " ".join(m for _, m in feil(prov(mappe, "1", topp=topp)))
    assert all(v in meldinger for v in ventet)


def test_the_columns_without_content_may_be_left_out_and_the_year_given(mappe: Path) -> None:
    fil = skriv(mappe / "k.csv", "1,regnskap,1,100,120,5", topp="periode,slag,kontoklasse,art,funksjon,belop")
    assert not les_inn("csv", [fil], aar=2024).har_feil
    assert queries.artsummer([2024], virksomhet_for={}) == [(2024, "regnskap", "1", "", "100", 500, 1)]


def test_a_year_that_is_not_the_one_asked_for_is_refused(mappe: Path) -> None:
    resultat = les_inn("csv", [skriv(mappe / "fil.csv", *GOD)], aar=2023)
    assert "Filen har tall for 2024, men du har bedt om 2023." in feil(resultat)[0][1]


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        (b"", "Filen er tom."),
        (f"{TOPP}\n".encode(), "Filen har ingen linjer under overskriften."),
        (f"{TOPP}\n{GOD[0]}\n".encode("utf-16"), "Filen er i UTF-16."),
        (f"{TOPP}\n{GOD[0]}\n".encode("iso-8859-1"), "0xF8) er ikke UTF-8"),
        (codecs.BOM_UTF8 + f"{TOPP}\n".encode("iso-8859-1") + "ø".encode("iso-8859-1"), "er ikke UTF-8"),
        (b"\x00\x01\x02" * 1000, "mangler"),
    ],
)
def test_a_file_in_the_wrong_encoding_or_empty_is_refused(mappe: Path, data: bytes, melding: str) -> None:
    (mappe / "fil.csv").write_bytes(data)
    funnet = feil(les_inn("csv", [mappe / "fil.csv"]))
    assert any(melding in m for _, m in funnet)


def test_a_byte_order_mark_and_windows_line_breaks_are_read(mappe: Path) -> None:
    (mappe / "fil.csv").write_bytes(codecs.BOM_UTF8 + "\r\n".join([TOPP, *GOD, ""]).encode())
    assert les_inn("csv", [mappe / "fil.csv"]).antall == 2


def test_mixed_line_breaks_are_read(mappe: Path) -> None:
    (mappe / "fil.csv").write_bytes(f"{TOPP}\n{GOD[0]}\r\n{GOD[1]}\n".encode())
    assert les_inn("csv", [mappe / "fil.csv"]).antall == 2


def test_several_files_are_one_import_and_each_line_knows_its_file(mappe: Path) -> None:
    filer = [skriv(mappe / "a.csv", GOD[0]), skriv(mappe / "b.csv", GOD[1])]
    resultat = les_inn("csv", filer)
    assert not resultat.har_feil
    linjer, _ = queries.storste_bilag(queries.Drill(), 5)
    assert sorted((li.fil, li.rad, li.kontoklasse) for li in linjer) == [(1, 2, "1"), (2, 2, "2")]


def test_an_unknown_source_is_refused_with_those_that_exist(mappe: Path) -> None:
    with pytest.raises(RodtraadFeil, match=r"finnes ikke[\s\S]*csv, .*xlsx"):
        les_inn("finnes-ikke", [skriv(mappe / "fil.csv", *GOD)])


def test_a_million_errors_are_counted_and_twenty_of_each_kind_shown(mappe: Path) -> None:
    rad = "2024,1,regnskap,1,999,120,,,1000,,,,1.005\n"
    (mappe / "fil.csv").write_text(f"{TOPP}\n{rad * 1_000_000}", encoding="utf-8")
    resultat = les_inn("csv", [mappe / "fil.csv"])
    assert len(feil(resultat)) == 42
    flere = [f.melding for f in resultat.funn if "i alt" in f.melding]
    assert flere == ["… og 999980 feil til av samme slag (1000000 i alt)."] * 2


@pytest.mark.krav("KONTO-12")
def test_a_cost_moved_in_last_years_figures_carries_its_explanation(mappe: Path) -> None:
    kart = {"1000": "100", "2000": "200"}
    prov(mappe, *bilag("B1", 1, "100.00", aar=2023), *bilag("B2", 1, "40.00", aar=2023, ansvar="2000"))
    fil = skriv(
        mappe / "omarbeidet.csv",
        "2023,1,regnskap,1,100,120,,,1000,,OMA-1,Renhold flyttet,-30.00",
        "2023,1,regnskap,1,100,120,,,2000,,OMA-1,Renhold flyttet,30.00",
    )
    profil = mappe / "omarbeidet.yaml"
    profil.write_text('begrunnelse: "Renhold ligger fra 2024 under skolene."\n', encoding="utf-8")
    resultat = les_inn("csv", [fil], profil=profil)
    assert [(s[3], s[5]) for s in queries.artsummer([2023], virksomhet_for=kart)] == [
        ("100", 7000),
        ("200", 7000),
    ]
    bak = queries.innlesinger_bak(queries.Drill(aar=frozenset({2023}), ansvar=frozenset({"2000"})))
    assert resultat.id in bak
    assert innlesinger(bak)[-1].merknad == "Renhold ligger fra 2024 under skolene."


@pytest.mark.krav("KONTO-14")
def test_the_row_is_the_line_of_the_file_after_blank_lines_and_line_breaks_in_texts(mappe: Path) -> None:
    topp = "aar,periode,slag,kontoklasse,art,funksjon,ansvar,tekst,belop"
    linje = "2024,1,regnskap,1,100,120,{n},{tekst},{n}.00"
    linjer = [
        linje.format(n=1, tekst="a"),
        "",
        linje.format(n=2, tekst='"to\nlinjer, ""sitert"""'),
        linje.format(n=3, tekst="b"),
        "",
        "",
        linje.format(n=4, tekst="c"),
    ]
    fil = skriv(mappe / "fil.csv", *linjer, topp=topp)
    assert not les_inn("csv", [fil]).har_feil
    funnet, _ = queries.storste_bilag(queries.Drill(), 9)
    assert {li.ansvar: li.rad for li in funnet} == {"1": 2, "2": 4, "3": 6, "4": 9}
    fysiske = fil.read_text("utf-8").split("\n")
    assert all(fysiske[li.rad - 1].startswith(f"2024,1,regnskap,1,100,120,{li.ansvar},") for li in funnet)


def test_errors_after_a_line_that_is_not_csv_are_still_on_their_own_line(mappe: Path) -> None:
    topp = "aar,periode,slag,kontoklasse,art,funksjon,belop"
    god = "2024,1,regnskap,1,100,120,1.00"
    linjer = [
        god,
        "",
        "2024,1,regnskap",
        god.replace("100", "999"),
        "1,2,3,4,5,6,7,8",
        god.replace("1.00", "x"),
    ]
    funnet = feil(prov(mappe, *linjer, topp=topp))
    assert [sted for sted, _ in funnet if sted.startswith("rad")] == [
        "rad 4",
        "rad 6",
        "rad 7, kolonne «belop»",
        "rad 5, kolonne «art»",
    ]
