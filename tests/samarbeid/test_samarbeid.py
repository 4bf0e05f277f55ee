"""Shared services: host, partners, agreement, a cost key of exactly 100 %, and each one's share of the cost."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.samarbeid.fordeling import share_cost
from rodtraad.samarbeid.models import Fellestjeneste, Fordelingsnokkel
from rodtraad.samarbeid.queries import rapport
from rodtraad.samarbeid.services import (
    SamarbeidFeil,
    foresla_nokkel,
    forkast_nokkel,
    opprett_fellestjeneste,
    vedta_nokkel,
)
from tests.hovedbok.linjer import bilag, les
from tests.personer import Verden, lag_verden

NOKKEL = {"Røros": 6500, "Os": 2000, "Holtålen": 1500}


@pytest.fixture
def verden(tmp_path: Path, settings: Any, db: None) -> Verden:
    settings.MAPPE = tmp_path / "installasjon"
    settings.MAPPE.mkdir()
    verden = lag_verden()
    les(
        tmp_path,
        "a.csv",
        *bilag("B1", 1, "1000000.01", ansvar="2001"),
        *bilag("B2", 1, "55.00", ansvar="3101"),
    )
    return verden


def opprett(**mer: Any) -> Fellestjeneste:
    verdier = {
        "navn": "Barneverntjenesten", "enhet_kode": "200", "vertskommune": "Røros", "partnere": ["Os", "Holtålen"],
        "avtale_nummer": "2020/114", "avtale_fra": date(2020, 1, 1), "av": "test",
    } | mer  # fmt: skip
    return opprett_fellestjeneste(**verdier)


def foresla(
    tjeneste: Fellestjeneste, andeler: dict[str, int] = NOKKEL, fra_aar: int = 2024
) -> Fordelingsnokkel:
    return foresla_nokkel(
        tjeneste_id=tjeneste.pk, fra_aar=fra_aar, andeler=andeler, begrunnelse="Folketall", av="test"
    )


@pytest.mark.krav("ORG-10")
def test_a_service_has_host_partners_agreement_key_and_its_own_report_page(verden: Verden) -> None:
    tjeneste = opprett()
    vedta_nokkel(nokkel_id=foresla(tjeneste).pk, av="test")
    side = verden.klient("virksomhetsleder").get(f"/arbeid/samarbeid/{tjeneste.pk}/").content.decode()
    for tekst in (
        "Røros",
        "Os, Holtålen",
        "2020/114",
        "65,00\u202f%",
        ">650,0<",
        ">200,0<",
        ">150,0<",
        "1\u202f000,0",
    ):
        assert tekst in side
    assert [d.belop for d in rapport(tjeneste, 2024).deler] == [65_000_001, 20_000_000, 15_000_000]
    liste = verden.klient("ansatt").get("/arbeid/samarbeid/").content.decode()
    assert "Barneverntjenesten" in liste
    enhet = verden.klient("virksomhetsleder").get("/arbeid/organisasjon/virksomhet/200/").content.decode()
    assert f"/arbeid/samarbeid/{tjeneste.pk}/" in enhet


@pytest.mark.krav("ORG-10")
def test_the_effect_of_a_new_key_is_shown_before_it_is_approved_and_does_not_count_until_then(
    verden: Verden,
) -> None:
    tjeneste = opprett()
    vedta_nokkel(nokkel_id=foresla(tjeneste).pk, av="test")
    ny = foresla(tjeneste, {"Røros": 6000, "Os": 2500, "Holtålen": 1500})
    side = verden.klient("kommunedirektor").get(f"/arbeid/samarbeid/{tjeneste.pk}/").content.decode()
    assert ">−50,0<" in side
    assert ">50,0<" in side
    assert [d.andel for d in rapport(tjeneste, 2024).deler] == [6500, 2000, 1500]
    verden.klient("kommunedirektor").post(f"/arbeid/samarbeid/nokkel/{ny.pk}/vedta/")
    assert [d.andel for d in rapport(tjeneste, 2024).deler] == [6000, 2500, 1500]
    assert hendelser_om(f"fellestjeneste:{tjeneste.pk}")[-1].av == "kommunedirektor"


def test_a_key_holds_from_its_year_and_the_earlier_one_before_it(verden: Verden) -> None:
    tjeneste = opprett()
    vedta_nokkel(nokkel_id=foresla(tjeneste, fra_aar=2020).pk, av="test")
    vedta_nokkel(
        nokkel_id=foresla(tjeneste, {"Røros": 5000, "Os": 3000, "Holtålen": 2000}, 2025).pk, av="test"
    )
    assert rapport(tjeneste, 2019).nokkel is None
    assert [d.andel for d in rapport(tjeneste, 2024).deler] == [6500, 2000, 1500]
    assert [d.andel for d in rapport(tjeneste, 2025).deler] == [5000, 3000, 2000]


@pytest.mark.krav("ORG-10")
def test_a_key_that_is_not_exactly_100_percent_is_refused_with_the_sum(verden: Verden) -> None:
    tjeneste = opprett()
    with pytest.raises(SamarbeidFeil, match=r"Andelene er 99,99\u202f% til sammen"):
        foresla(tjeneste, {"Røros": 6499, "Os": 2000, "Holtålen": 1500})
    with pytest.raises(SamarbeidFeil, match="én andel for hver av Holtålen, Os, Røros"):
        foresla(tjeneste, {"Røros": 8000, "Os": 2000})
    data = {
        "fra_aar": "2024",
        "begrunnelse": "Folketall",
        "andel_0": "65,5",
        "andel_1": "20",
        "andel_2": "15",
    }
    svar = verden.klient("virksomhetsleder").post(f"/arbeid/samarbeid/{tjeneste.pk}/nokkel/", data)
    assert "Andelene er 100,50" in svar.content.decode()
    assert 'value="65,5"' in svar.content.decode()
    verden.klient("virksomhetsleder").post(
        f"/arbeid/samarbeid/{tjeneste.pk}/nokkel/", data | {"andel_0": "65,00"}
    )
    assert rapport(tjeneste, 2024).forslag[0].deler[0].andel == 6500


def test_a_proposal_is_settled_once_and_by_the_one_who_may(verden: Verden) -> None:
    tjeneste = opprett()
    nokkel = foresla(tjeneste)
    leder = verden.klient("virksomhetsleder")
    assert leder.post(f"/arbeid/samarbeid/nokkel/{nokkel.pk}/vedta/").status_code == 403
    forkast_nokkel(nokkel_id=nokkel.pk, av="test")
    with pytest.raises(SamarbeidFeil, match="alt avgjort"):
        vedta_nokkel(nokkel_id=nokkel.pk, av="test")


def test_bad_parties_are_refused_and_a_leader_registers_only_her_own_unit(verden: Verden) -> None:
    with pytest.raises(SamarbeidFeil, match="ikke vertskommunen selv"):
        opprett(partnere=["røros"])
    with pytest.raises(SamarbeidFeil, match="to ganger"):
        opprett(partnere=["Os", "os"])
    with pytest.raises(SamarbeidFeil, match="kan ikke slutte før den begynner"):
        opprett(avtale_til=date(2019, 1, 1))
    data = {"navn": "Felles", "enhet_kode": "310", "vertskommune": "Røros", "partnere": "Os, Holtålen",
            "avtale_nummer": "1", "avtale_fra": "2024-01-01"}  # fmt: skip
    klient = verden.klient("virksomhetsleder")
    assert klient.post("/arbeid/samarbeid/nytt/", data).status_code == 422
    klient.post("/arbeid/samarbeid/nytt/", data | {"enhet_kode": "200"})
    assert [p.navn for p in Fellestjeneste.objects.get().partnere.all()] == ["Os", "Holtålen"]


@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(0, 10_000), min_size=2, max_size=6).filter(lambda deler: sum(deler) > 0),
)
def test_the_shares_make_up_the_cost_to_the_ore(kostnad: int, deler: list[int]) -> None:
    andeler = {str(nr): andel for nr, andel in enumerate(deler)}
    assert sum(d.belop for d in share_cost(kostnad, andeler)) == kostnad


def test_the_report_asks_the_database_the_same_few_times(
    verden: Verden, django_assert_max_num_queries: Any
) -> None:
    tjeneste = opprett()
    for aar in range(2000, 2020):
        vedta_nokkel(nokkel_id=foresla(tjeneste, fra_aar=aar).pk, av="test")
    klient = verden.klient("kommunedirektor")
    with django_assert_max_num_queries(24):
        klient.get(f"/arbeid/samarbeid/{tjeneste.pk}/")
