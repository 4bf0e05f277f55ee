"""The list of council cases: from a table or eInnsyn's form, by number, with the gaps shown.

The eInnsyn samples are constructed from the field names of the open API description.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodtraad.innlesing.register import finn_kilde
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.sak.sak_queries import sakslister
from rodtraad.sak.saksnummer import Saksnummer, finn_hull, share_series, tolk_saksnummer
from tests.personer import lag_verden


def skriv(mappe: Path, navn: str, innhold: Any) -> Path:
    fil = mappe / navn
    fil.write_text(innhold if isinstance(innhold, str) else json.dumps(innhold), encoding="utf-8")
    return fil


def sak(nr: int | None, tittel: str = "Budsjett", **mer: Any) -> dict[str, Any]:
    return {
        "entity": "Moetesak", "moetesaksaar": 2024, "moetesakssekvensnummer": nr, "utvalg": "Kommunestyret",
        "offentligTittel": tittel, "moetesakstype": "politisk",
    } | mer  # fmt: skip


def les(mappe: Path, innhold: Any, navn: str = "saker.json", **valg: Any) -> Any:
    return les_inn("saker", [skriv(mappe, navn, innhold)], aar=2024, **valg)


@pytest.mark.krav("KONTO-13")
@pytest.mark.django_db
def test_einnsyn_cases_come_in_by_number_with_meeting_and_decision(tmp_path: Path) -> None:
    vedtak = {"vedtakstekst": {"tekstInnhold": "Vedtatt mot 3 stemmer.", "tekstFormat": "text/plain"}}
    moete = {
        "entity": "Moetemappe", "utvalg": "Kommunestyret", "moetedato": "2024-05-30T22:30:00Z",
        "moetesak": [sak(10, "Skolebruk", vedtak=vedtak), "ms_01", sak(2, "Vann", utvalg=None)],
    }  # fmt: skip
    resultat = les(
        tmp_path, {"items": [moete, sak(3, "Veg"), {"entity": "Journalpost"}, {"entity": "Saksmappe"}]}
    )
    assert resultat.id is not None
    funn = {f.kontroll: f.melding for f in resultat.funn}
    assert funn["saker-andre"].endswith("1 Journalpost, 1 Saksmappe, 1 møtesak uten innhold (bare id).")
    assert funn["saker-hull"].endswith("er ikke i filen: 4/24–9/24.")
    (liste,) = sakslister(2024)
    assert [str(r.hull or r.sak) for r in liste.rader] == [
        "2/24 Vann",
        "3/24 Veg",
        "4/24–9/24",
        "10/24 Skolebruk",
    ]
    siste = liste.rader[-1].sak
    assert siste is not None
    assert (f"{siste.motedato}", siste.vedtak) == ("2024-05-31", "Vedtatt mot 3 stemmer.")


@pytest.mark.krav("KONTO-13")
@pytest.mark.django_db
def test_sorting_is_by_number_and_every_slip_is_told(tmp_path: Path) -> None:
    tabell = (
        "saksnr;organ;tittel;motedato\nPS 10/24;Kommunestyret;Skolebruksplan;2024-05-02\n"
        "9/2024;Kommunestyret;Skolebruksplan;2042-05-02\n2/24;Kommunestyret;Vann  og avlÃ¸p;\n"
        "1/24;Komunestyret;Veg;\nRS 1/24;Kommunestyret;Referat;\n"
    )
    resultat = les(tmp_path, tabell, "saker.csv")
    assert not resultat.har_feil
    funn = {f.kontroll: f.melding for f in resultat.funn}
    assert funn == {
        "saker-dato": "Rad 3: møtet om sak 9/24 er 02.05.2042, utenfor 2024.",
        "saker-tegn": "Rad 4: tittelen på sak 2/24 kan ha feil tegn: «Vann og avlÃ¸p».",
        "saker-tittel": "Sakene 10/24, 9/24 har samme tittel: «Skolebruksplan».",
        "saker-organ": "Rad 5: organet «Komunestyret» ligner på «Kommunestyret».",
        "saker-skrevet": "2 saksnumre er skrevet på en annen måte og er lest som 10/24 (rad 2: «PS 10/24»).",
        "saker-rekkefolge": (
            "Filen er ikke sortert etter nummer: 9/24 står etter 10/24 (rad 3). "
            "Listen på siden vises i nummerrekkefølge."
        ),
        "saker-hull": "6 numre mellom første og siste sak er ikke i filen: 3/24–8/24.",
    }
    (liste,) = sakslister(2024)
    assert [str(r.hull or r.sak.saksnr) for r in liste.rader if r.hull or r.sak] == [
        "1/24", "2/24", "3/24–8/24", "9/24", "10/24", "RS 1/24",
    ]  # fmt: skip


@pytest.mark.krav("KONTO-13")
@pytest.mark.django_db
def test_a_file_with_errors_is_refused_with_place_and_remedy(tmp_path: Path) -> None:
    funn = les(tmp_path, [sak(1), sak(1), sak(2, moetesaksaar=2023), sak(3, ""), sak("x")]).funn
    assert [(f.kontroll, f.sted.split(", ")[1]) for f in funn] == [
        ("saker-mangler", "rad 4"), ("saker-form", "rad 5"),
    ]  # fmt: skip
    funn = les(tmp_path, [sak(1), sak(1), sak(2, moetesaksaar=2023), sak(None, "Referat")]).funn
    assert [f.kontroll for f in funn] == ["saker-uten-nummer", "saker-nummer", "saker-nummer", "saker-aar"]
    assert les(tmp_path, {"entity": "Saksmappe", "saksnummer": "2024/1"}).funn[-1].kontroll == "saker-tom"
    assert les(tmp_path, "{ikke json").funn[0].melding == "Filen er ikke gyldig JSON (linje 1)."
    assert les(tmp_path, "[" * 100_000).funn[0].kontroll == "saker-json"
    side = les(tmp_path, {"items": [sak(1)], "next": "https://api.example/neste"})
    assert "saker-flere" in {f.kontroll for f in side.funn}
    assert all(f.tiltak for f in funn)


@pytest.mark.krav("KONTO-13")
@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing_and_a_withdrawal_brings_the_old_list_back(
    tmp_path: Path,
) -> None:
    les(tmp_path, [sak(1, "Gammel")], "a.json")
    ny = les(tmp_path, [sak(1, "Ny"), sak(3)], "b.json")
    assert les(tmp_path, [sak(1, "Ny"), sak(3)], "b.json").uendret
    assert sakslister(2024)[0].mangler == 1
    trekk_tilbake(str(ny.id))
    assert [r.sak.tittel for r in sakslister(2024)[0].rader if r.sak] == ["Gammel"]


@pytest.mark.django_db
def test_a_profile_reads_the_columns_of_another_case_system(tmp_path: Path) -> None:
    profil = skriv(
        tmp_path, "p.yaml", "kolonner: {saksnr: Saksnr, tittel: Sakstittel, organ: {verdi: Formannskapet}}"
    )
    resultat = les(tmp_path, "Sakstittel;Saksnr\nVeg;PS 7/24\n", "a.csv", profil=profil)
    assert not resultat.har_feil
    assert sakslister(2024)[0].organ == "Formannskapet"


@pytest.mark.krav("KONTO-13")
@pytest.mark.django_db
def test_the_page_shows_the_gaps_and_the_search_hides_them(tmp_path: Path) -> None:
    klient = lag_verden().klient("politiker")
    assert "Ingen saksliste er lest inn" in klient.get("/arbeid/saker/").content.decode()
    les(tmp_path, [sak(1, "Skolebruksplan"), sak(4, "Veg"), sak(6, "Vann")])
    side = klient.get("/arbeid/saker/?aar=2024").content.decode()
    assert side.index("Skolebruksplan") < side.index("2/24–3/24") < side.index(">Veg<") < side.index(">5/24<")
    assert "3 numre mellom første og siste sak er ikke i listen." in side
    sokt = klient.get("/arbeid/saker/?aar=2024&q=vann").content.decode()
    assert "Ikke i listen" not in sokt
    assert "Skolebruksplan" not in sokt
    assert klient.get("/arbeid/saker/?aar=tull&organ=x&q=%00").status_code == 200


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [("37/24", Saksnummer(2024, "", 37)), ("PS 037/2024", Saksnummer(2024, "", 37)),
     ("rs 3/98", Saksnummer(1998, "RS", 3)),
     (" 1 / 24 ", Saksnummer(2024, "", 1)), ("0/24", None), ("24/", None), ("2024-37", None), ("sak 1", None)],
)  # fmt: skip
def test_how_case_numbers_may_be_written(tekst: str, nummer: Saksnummer | None) -> None:
    assert tolk_saksnummer(tekst) == nummer


@settings(deadline=None)
@given(st.sets(st.integers(1, 60), min_size=1))
def test_the_gaps_are_exactly_the_numbers_that_are_not_there(numre: set[int]) -> None:
    hull = finn_hull(Saksnummer(2024, "", nr) for nr in numre)
    mangler = {nr for h in hull for nr in range(h.fra.nr, h.til.nr + 1)}
    assert mangler == set(range(min(numre), max(numre) + 1)) - numre


def test_bodies_that_never_use_the_same_number_count_in_one_series() -> None:
    a, b, c = (Saksnummer(2024, "", nr) for nr in (1, 2, 3))
    assert share_series([[a, c], [b]])
    assert not share_series([[a, b], [b]])
    assert not share_series([[a, b]])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda deler: st.lists(deler, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["items", "entity", "moetesak", "moetesaksaar", "moetesakssekvensnummer", "utvalg", "offentligTittel",
             "vedtak", "vedtakstekst", "tekstInnhold", "moetemappe", "moetedato", "utvalgObjekt", "navn"]
        ),
        deler | st.sampled_from(["Moetesak", "Moetemappe", 2024, 7, "\ud800"]), max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(JSON)
def test_whatever_json_it_is_there_is_an_answer_and_no_traceback(tmp_path: Path, innhold: Any) -> None:
    utkast = finn_kilde("saker").les([skriv(tmp_path, "f.json", innhold)], profil=None, aar=2024)
    assert utkast.antall or utkast.funn
