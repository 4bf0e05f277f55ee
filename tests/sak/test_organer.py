"""Political bodies: who sits in them, and the body that follows another."""

from datetime import date
from typing import Any

import pytest

from rodtraad.sak.feil import SakFeil
from rodtraad.sak.models import Organ, Organmedlem
from rodtraad.sak.organ_queries import sammensetning
from rodtraad.sak.organ_services import (
    avslutt_verv,
    endre_organ,
    opprett_organ,
    opprett_valgperiode,
    velg_medlem,
)
from tests.personer import Verden, lag_verden

pytestmark = pytest.mark.django_db
FRA, DAG = date(2023, 10, 1), date(2024, 6, 1)


@pytest.fixture
def formannskap() -> Organ:
    organ = opprett_organ(navn="Formannskapet", slag="folkevalgt", rekkefolge=2, av="test")
    for navn, verv, nr in (
        ("Anne Prøve", "leder", 1), ("Bjørn Prøve", "nestleder", 1), ("Cato Prøve", "medlem", 1),
        ("Eli Prøve", "vara", 2), ("Dina Prøve", "vara", 1),
    ):  # fmt: skip
        velg_medlem(organ_id=organ.pk, navn=navn, verv=verv, nr=nr, parti="Prøvepartiet", fra=FRA, av="test")
    return organ


@pytest.fixture
def administrasjonsutvalg(formannskap: Organ) -> Organ:
    organ = opprett_organ(
        navn="Administrasjonsutvalget",
        slag="partssammensatt",
        avledet_av_id=formannskap.pk,
        tillitsvalgte=2,
        av="test",
    )
    for navn in ("Tora Prøve", "Tor Prøve"):
        velg_medlem(
            organ_id=organ.pk,
            navn=navn,
            verv="medlem",
            part="arbeidstaker",
            parti="Forbundet",
            fra=FRA,
            av="test",
        )
    return organ


def navn(organ: Organ, dag: date = DAG) -> list[str]:
    return [s.navn.split()[0] for s in sammensetning(organ, dag).medlemmer]


@pytest.mark.krav("ORG-07")
def test_the_administration_committee_is_the_executive_committee_and_two_union_representatives(
    administrasjonsutvalg: Organ,
) -> None:
    bilde = sammensetning(administrasjonsutvalg, DAG)
    assert navn(administrasjonsutvalg) == ["Anne", "Bjørn", "Cato", "Tor", "Tora"]
    assert [s.part for s in bilde.medlemmer].count("arbeidstaker") == 2
    assert bilde.mangler == ()


@pytest.mark.krav("ORG-07")
def test_it_changes_when_the_executive_committee_changes(
    formannskap: Organ, administrasjonsutvalg: Organ
) -> None:
    cato = Organmedlem.objects.get(navn="Cato Prøve")
    avslutt_verv(medlem_id=cato.pk, siste_dag=date(2024, 6, 30), av="test")
    velg_medlem(organ_id=formannskap.pk, navn="Frode Prøve", verv="medlem", fra=date(2024, 7, 1), av="test")
    assert navn(administrasjonsutvalg, date(2024, 6, 30)) == ["Anne", "Bjørn", "Cato", "Tor", "Tora"]
    assert navn(administrasjonsutvalg, date(2024, 7, 1)) == ["Anne", "Bjørn", "Frode", "Tor", "Tora"]


def test_deputies_stand_in_their_order_and_follow_too(
    formannskap: Organ, administrasjonsutvalg: Organ
) -> None:
    for organ in (formannskap, administrasjonsutvalg):
        assert [(s.nr, s.navn) for s in sammensetning(organ, DAG).varamedlemmer] == [
            (1, "Dina Prøve"),
            (2, "Eli Prøve"),
        ]


def test_a_missing_union_representative_or_leader_is_said(administrasjonsutvalg: Organ) -> None:
    avslutt_verv(medlem_id=Organmedlem.objects.get(navn="Tor Prøve").pk, siste_dag=DAG, av="test")
    etter = sammensetning(administrasjonsutvalg, date(2024, 6, 2))
    assert etter.mangler == ("Organet skal ha 2 tillitsvalgte, men har 1.",)
    assert sammensetning(administrasjonsutvalg, date(2020, 1, 1)).mangler == (
        "Organet har ingen medlemmer denne dagen.",
    )


def test_refusals_name_who_sits_there(formannskap: Organ, administrasjonsutvalg: Organ) -> None:
    def velg(**mer: Any) -> None:
        verdier = {"navn": "Ny Prøve", "verv": "medlem", "fra": DAG} | mer
        velg_medlem(organ_id=formannskap.pk, av="test", **verdier)

    with pytest.raises(SakFeil, match=r"Anne Prøve er leder fra 01\.10\.2023"):
        velg(verv="leder")
    with pytest.raises(SakFeil, match="Cato Prøve er alt medlem i organet"):
        velg(navn="cato prøve")
    with pytest.raises(SakFeil, match="varamedlem nummer 1"):
        velg(verv="vara", nr=1, parti="Prøvepartiet")
    with pytest.raises(SakFeil, match="er selv satt sammen av et annet organ"):
        opprett_organ(navn="Et til", slag="folkevalgt", avledet_av_id=administrasjonsutvalg.pk, av="test")
    annet = opprett_organ(navn="Kommunestyret", slag="folkevalgt", av="test")
    with pytest.raises(SakFeil, match="Andre organer følger av Formannskapet"):
        endre_organ(organ_id=formannskap.pk, avledet_av_id=annet.pk, av="test")


def test_a_seat_lasts_the_election_period_and_lies_within_it(formannskap: Organ) -> None:
    periode = opprett_valgperiode(navn="2023–2027", fra=FRA, til=date(2027, 9, 30), av="test")
    rad = velg_medlem(
        organ_id=formannskap.pk, navn="Ny Prøve", verv="medlem", fra=DAG, valgperiode_id=periode.pk, av="t"
    )
    assert rad.til == date(2027, 9, 30)
    with pytest.raises(SakFeil, match=r"innenfor valgperioden 2023–2027 \(01\.10\.2023–30\.09\.2027\)"):
        velg_medlem(
            organ_id=formannskap.pk,
            navn="En Prøve",
            verv="medlem",
            fra=date(2022, 1, 1),
            valgperiode_id=periode.pk,
            av="t",
        )


def test_the_page_shows_a_body_on_a_day_and_the_secretary_keeps_it(administrasjonsutvalg: Organ) -> None:
    verden: Verden = lag_verden()
    adresse = f"/arbeid/organer/{administrasjonsutvalg.pk}/"
    side = verden.klient("politiker").get(f"{adresse}?dato=2024-06-01").content.decode()
    assert "Medlemmene er medlemmene av Formannskapet og 2 tillitsvalgte" in side
    assert "Anne Prøve" in side
    assert "fra Formannskapet" in side
    assert "Nytt medlem" not in side
    data = {"navn": "Tore Prøve", "verv": "vara", "nr": 1, "part": "arbeidstaker", "parti": "", "valgperiode_id": "",
            "fra": "2024-01-01", "til": ""}  # fmt: skip
    svar = verden.klient("motesekretar").post(f"{adresse}medlem/", data, follow=True)
    assert "Medlemmet er ført." in svar.content.decode()
    assert "1. varamedlem" in svar.content.decode()
    feil = verden.klient("motesekretar").post(f"{adresse}medlem/", data | {"navn": "Tone Prøve"})
    assert feil.status_code == 422
    assert "Tore Prøve er alt varamedlem nummer 1" in feil.content.decode()
    assert 'value="Tone Prøve"' in feil.content.decode()


def test_the_lists_ask_the_database_the_same_few_times(
    administrasjonsutvalg: Organ, django_assert_max_num_queries: Any
) -> None:
    verden = lag_verden()
    for nr in range(40):
        opprett_organ(navn=f"Utvalg {nr}", slag="folkevalgt", av="test")
    klient = verden.klient("politiker")
    with django_assert_max_num_queries(13):
        klient.get("/arbeid/organer/")
    with django_assert_max_num_queries(15):
        klient.get(f"/arbeid/organer/{administrasjonsutvalg.pk}/")
