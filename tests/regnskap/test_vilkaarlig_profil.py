"""Any bytes through an extended profile, and any file to the proposal: findings or a refusal, never a traceback."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodtraad.innlesing.models import Innlesing
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.forslag import foreslaa_profil
from rodtraad.regnskap.filformat.profil import profil_fra_tekst

ROLIG = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
TOPP = "Systemkonto;Ansvar;Funksjon;Prosjekt;IB;" + ";".join(f"{nr:02d}" for nr in range(1, 13))
CELLE = st.sampled_from(
    ["", "0,00", "1 234,50", "-5,00", "5,00-", "(5,00)", "1,005", "1e5", "NaN", "-", "#REF!", '"', "10100 - Lønn",
     "210320 Bank", "1 800", "Sum", "7000", "2", "18750", "202 Skole", "\u00a0", "æøå", "1" * 40, "«"]
)  # fmt: skip
RAD = st.lists(CELLE, min_size=0, max_size=18).map(";".join)
FILER = st.one_of(
    st.lists(RAD, max_size=6).map(lambda r: "\n".join([TOPP, *r]).encode()),
    st.lists(RAD, max_size=6).map(lambda r: "\r\n".join(["Tittel 2025", "", TOPP, *r]).encode("utf-16")),
    st.lists(RAD, min_size=1, max_size=6).map(lambda r: "\n".join(r).encode("windows-1252", "replace")),
    st.binary(max_size=300),
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["10100 - Lønn", "202501", "Konto", "IB"]),
    lambda del_: (
        st.lists(del_, max_size=4)
        | st.dictionaries(st.sampled_from(["title", "fields", "periods", "code"]), del_)
    ),
    max_leaves=12,
)


@given(data=FILER)
@ROLIG
def test_any_file_through_an_extended_profile_is_taken_or_refused(mappe: Path, data: bytes) -> None:
    proev(mappe / "vilkaarlig.csv", data)


@given(grupper=JSON, rader=JSON, meta=JSON)
@ROLIG
def test_any_json_is_taken_or_refused(mappe: Path, grupper: object, rader: object, meta: object) -> None:
    proev(mappe / "v.json", json.dumps({"meta": meta, "field_groups": grupper, "rows": rader}).encode())


def proev(fil: Path, data: bytes) -> None:
    fil.write_bytes(data)
    for_ = Innlesing.objects.count()
    try:
        resultat = les_inn("xledger", [fil], aar=2025)
    except RodtraadFeil:
        assert Innlesing.objects.count() == for_
    else:
        assert Innlesing.objects.count() == for_ + (not resultat.har_feil and not resultat.uendret)
        if resultat.id is not None:
            trekk_tilbake(resultat.id)
    try:
        forslag = foreslaa_profil(fil)
    except RodtraadFeil:
        return
    # What is proposed can be used, once what was not found is filled in.
    profil = {
        **forslag.data,
        "kolonner": {
            f: {"verdi": "1"} if v == {"verdi": ""} else v for f, v in forslag.data["kolonner"].items()
        },
    }
    assert profil_fra_tekst(json.dumps(profil), "forslag").felter or forslag.mangler


@pytest.mark.parametrize("dybde", [10, 100_000])
def test_json_that_is_deep_is_refused_at_once(mappe: Path, dybde: int) -> None:
    proev(mappe / "dyp.json", b'{"meta": ' + b"[" * dybde)
