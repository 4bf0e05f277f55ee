"""Klass: lists of codes, old municipality numbers, and what is said of codes SSB's lists do not have."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk.ssb.klassfil import les_klassfil
from rodtraad.statistikk.ssb.klasshenting import hent_klass
from rodtraad.statistikk.ssb.klasskontroll import dagens_numre, koder
from rodtraad.statistikk.ssb_queries import kommunenavn
from tests.statistikk.eksempler import SVAR
from tests.statistikk.ssbtjener import SSB, henter, kjor, svarfil, trenger_ssb

pytestmark = [pytest.mark.django_db, pytest.mark.krav("KOSTRA-01")]
KOSTRA = SSB.parent / "kostra"


@pytest.fixture(autouse=True)
def mappe(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    return tmp_path


def les_klass(fil: Path) -> Resultat:
    resultat = les_inn("klass", [fil])
    assert not resultat.har_feil, resultat.funn
    return resultat


def svar(mappe: Path, *regioner: str) -> Resultat:
    """A constructed answer for some regions."""
    nytt: dict[str, Any] = json.loads(json.dumps(SVAR))
    nytt["dimension"]["KOKkommuneregion0000"]["category"] = {"index": list(regioner)}
    nytt |= {"size": [len(regioner), 2], "value": [1] * (2 * len(regioner)), "status": {}}
    fil = mappe / "svar.json"
    fil.write_text(json.dumps(nytt), "utf-8")
    return les_inn("ssb", [fil], proev=True)


@trenger_ssb
def test_every_list_is_read_whole() -> None:
    assert les_klass(SSB / "klass-131-kommuner-codesAt-2026-01-01.json").antall == 358
    assert koder("131")["5025"] == "Røros - Rosse"
    assert (
        les_klass(KOSTRA / "klass-kostra-regnskapsfunksjoner-2025.csv").kontrolltotaler["Liste"]
        == "KOSTRA-funksjoner"
    )
    assert koder("funksjoner")["100"] == "Politisk styring"
    assert (
        les_klass(KOSTRA / "klass-kostra-regnskapsarter-2025.csv").kontrolltotaler["Liste"] == "KOSTRA-arter"
    )
    assert koder("arter")["010"] == "Fastlønn"
    assert les_klass(KOSTRA / "klass-kostra-regnskapsbegrep-arter-kapitler-2025.csv").antall > 200


@trenger_ssb
def test_an_old_number_leads_to_the_one_of_today_with_its_name() -> None:
    les_klass(SSB / "klass-131-kommuner-codesAt-2026-01-01.json")
    les_klass(SSB / "kommunenummer-historikk.json")
    assert dagens_numre(["1507", "3001", "5025", "8888"]) == {"1507": ("1508",), "3001": ("3101",)}
    assert kommunenavn("1507") == kommunenavn("1508") == "Ålesund"
    assert kommunenavn("8888") == ""


def test_changes_in_klass_own_form_are_followed_through_and_a_split_gives_two(mappe: Path) -> None:
    endringer = [
        {
            "oldCode": "0101",
            "oldName": "Halden",
            "newCode": "3001",
            "newName": "Halden",
            "changeOccurred": "2020-01-01",
        },
        {
            "oldCode": "3001",
            "oldName": "Halden",
            "newCode": "3101",
            "newName": "Halden",
            "changeOccurred": "2024-01-01",
        },
        {
            "oldCode": "1507",
            "oldName": "Ålesund",
            "newCode": "1508",
            "newName": "Ålesund",
            "changeOccurred": "2024-01-01",
        },
        {
            "oldCode": "1507",
            "oldName": "Ålesund",
            "newCode": "1580",
            "newName": "Haram",
            "changeOccurred": "2024-01-01",
        },
        {"oldCode": "0002", "newCode": "0001", "newName": "Runddans", "changeOccurred": "2024-01-01"},
        {"oldCode": "0001", "newCode": "0002", "newName": "Runddans", "changeOccurred": "2024-01-01"},
    ]
    fil = mappe / "klass-131-changes.json"
    fil.write_text(json.dumps({"codeChanges": endringer}), "utf-8")
    les_klass(fil)
    assert dagens_numre(["0101", "1507"]) == {"0101": ("3101",), "1507": ("1508", "1580")}
    assert dagens_numre(["0001"]) == {"0001": ("0002",)}


@trenger_ssb
def test_codes_that_klass_does_not_have_are_said_with_what_they_are_today(mappe: Path) -> None:
    assert not [
        f for f in svar(mappe, "1507", "8888").funn if f.kontroll == "ssb-klass"
    ]  # nothing to hold them against
    les_klass(SSB / "klass-131-kommuner-codesAt-2026-01-01.json")
    les_klass(SSB / "kommunenummer-historikk.json")
    funn = {
        f.melding: f for f in svar(mappe, "5025", "1507", "8888", "EKG02").funn if f.kontroll == "ssb-klass"
    }
    assert list(funn) == [
        "Kommunenummeret 1507 er byttet ut; i dag er det 1508.",
        "Kommunenummeret 8888 finnes ikke i Klass 131.",
    ]
    assert all(f.tiltak for f in funn.values())


@trenger_ssb
def test_functions_and_arts_in_an_answer_are_held_against_klass() -> None:
    les_klass(KOSTRA / "klass-kostra-regnskapsfunksjoner-2025.csv")
    funn = [
        f.melding for f in les_inn("ssb", [svarfil("12362")], proev=True).funn if f.kontroll == "ssb-klass"
    ]
    assert funn == ["Klass-listen som er lest inn, har ikke funksjonen 190, 254, 255, 304, 305."]


@pytest.mark.parametrize(
    ("navn", "innhold", "ord_"),
    [
        ("klass-131.json", "{", "avkortet"),
        ("klass-131.json", "[]", "ikke en fil fra Klass"),
        ("klass-131.json", '{"codes": []}', "ingen koder"),
        ("klass-131.json", '{"codes": [{"code": "50255", "name": "Her"}]}', "«50255» er ikke en kode"),
        ("klass-131.json", '{"codes": [null, 3]}', "er ikke en kode"),
        (
            "klass-131.json",
            '{"codes": [{"code": "5025", "name": "A"}, {"code": "5025", "name": "B"}]}',
            "to ganger",
        ),
        ("liste.json", '{"codes": [{"code": "5025", "name": "A"}]}', "hvilken liste"),
        ("klass-131.json", '{"codeChanges": [{"oldCode": "1"}]}', "changeOccurred"),
        ("klass-131.json", '{"codeChanges": [null]}', "changeOccurred"),
        ("historikk.json", '{"endringer": {"1508": null}}', "changeOccurred"),
        ("klass-arter.csv", "kode;navn\n1;2\n", "mangler kolonnene"),
        ("klass-arter.csv", "", "mangler kolonnene"),
        ("klass-arter.csv", 'code;name\n"010;Fastlønn', "kan ikke leses"),
    ],
)
def test_a_file_that_is_not_from_klass_is_refused_with_a_remedy(
    mappe: Path, navn: str, innhold: str, ord_: str
) -> None:
    fil = mappe / navn
    fil.write_text(innhold, "utf-8")
    resultat = les_inn("klass", [fil])
    assert resultat.har_feil
    assert ord_ in resultat.funn[0].melding
    assert all(f.tiltak for f in resultat.funn)
    assert koder("131") == {}


def test_a_newer_list_replaces_the_old_one(mappe: Path) -> None:
    fil = mappe / "klass-131.json"
    for navn in ("Gammelt", "Nytt"):
        fil.write_text(json.dumps({"codes": [{"code": "5025", "name": navn}]}), "utf-8")
        les_klass(fil)
    assert koder("131") == {"5025": "Nytt"}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_mutation_of_a_file_gives_a_traceback(data: st.DataObject) -> None:
    filer = {
        "klass-131.json": b'{"codes": [{"code": "5025", "name": "Her", "notes": ""}, {"code": "5026", "name": "Der"}]}',
        "131-changes.json": b'{"codeChanges": [{"oldCode": "1", "newCode": "2", "changeOccurred": "2024-01-01"}]}',
        "historikk.json": b'{"endringer": {"2": {"name": "A", "oldCodes": [{"code": "1", "validTo": "2024-01-01"}]}}}',
        "klass-arter.csv": b'code;parentCode;name;notes\r\n010;;Fastl\xc3\xb8nn;\r\n020;;Vikarer;"en; to"\r\n',
    }
    navn = data.draw(st.sampled_from(sorted(filer)))
    raa = bytearray(filer[navn])
    for _ in range(data.draw(st.integers(1, 4))):
        plass = data.draw(st.integers(0, len(raa)))
        raa[plass : plass + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    with contextlib.suppress(RodtraadFeil):
        les_klassfil(navn, bytes(raa))


def test_lists_are_fetched_from_klass(settings: LazySettings) -> None:
    opprett_kommune(nummer="5025", navn="Røros kommune")
    with kjor() as tjener:
        settings.KLASS = tjener.adresser.klass
        tjener.klass = {
            "classifications/131/codesAt.json": {"codes": [{"code": "5025", "name": "Røros"}]},
            "classifications/131/changes.json": {
                "codeChanges": [
                    {"oldCode": "1640", "newCode": "5025", "newName": "Røros", "changeOccurred": "2018-01-01"}
                ]
            },
            "classifications/112/codesAt.json": {"codes": [{"code": "EKG02", "name": "KOSTRA-gruppe 2"}]},
        }
        for fil in hent_klass(henter()):
            les_klass(fil)
    assert kommunenavn("1640") == "Røros"
    assert koder("112") == {"EKG02": "KOSTRA-gruppe 2"}
