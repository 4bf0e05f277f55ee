"""Registering the municipality and its units."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.organisasjon import queries
from rodtraad.organisasjon.enheter import Enhetsversjon
from rodtraad.organisasjon.models import Enhet, Kommunen
from rodtraad.organisasjon.services import (
    OrganisasjonFeil,
    avslutt_enhet,
    opprett_enhet,
    opprett_kommune,
)

pytestmark = pytest.mark.django_db
FRA = date(2020, 1, 1)
TOPP = "kode,navn,nivaa,overordnet,gyldig_fra,gyldig_til\n"


def skriv(mappe: Path, *rader: str) -> Path:
    fil = mappe / "organisasjon.csv"
    fil.write_text(TOPP + "".join(f"{rad}\n" for rad in rader), encoding="utf-8")
    return fil


def grunnstamme() -> None:
    opprett_enhet(Enhetsversjon("30", "Helse og omsorg", "rammeomrade", "", FRA), av="okonom")
    opprett_enhet(Enhetsversjon("340", "Hjemmebaserte tjenester", "virksomhet", "30", FRA), av="okonom")
    opprett_enhet(Enhetsversjon("3409", "Dagsenter", "ansvar", "340", FRA), av="okonom")


def test_an_installation_is_for_one_municipality() -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    assert queries.kommune() == ("5025", "Røros")
    with pytest.raises(OrganisasjonFeil, match=r"gjelder allerede Røros \(5025\)"):
        opprett_kommune(nummer="5026", navn="Holtålen")


def test_the_database_itself_refuses_a_second_municipality() -> None:
    Kommunen.objects.create(nummer="5025", navn="Røros")
    with pytest.raises(IntegrityError), transaction.atomic():
        Kommunen.objects.create(id=2, nummer="5026", navn="Holtålen")


@pytest.mark.parametrize("nummer", ["525", "50255", "5O25", "", "٥٠٢٥"])
def test_it_refuses_a_municipality_number_that_is_not_four_digits(nummer: str) -> None:
    with pytest.raises(OrganisasjonFeil, match="fire sifre"):
        opprett_kommune(nummer=nummer, navn="Røros")


@pytest.mark.krav("ORG-04")
def test_saving_a_second_ansvar_3409_is_refused_and_nothing_is_changed() -> None:
    grunnstamme()
    with pytest.raises(OrganisasjonFeil, match="Ansvar 3409 er allerede i bruk: «Dagsenter»"):
        opprett_enhet(Enhetsversjon("3409", "Strømmehagen", "ansvar", "340", FRA), av="okonom")
    assert [e.navn for e in queries.tre(2024)] == ["Helse og omsorg", "Hjemmebaserte tjenester", "Dagsenter"]


def test_a_code_is_free_again_when_its_unit_has_ended() -> None:
    grunnstamme()
    avslutt_enhet(nivaa="ansvar", kode="3409", siste_dag=date(2023, 12, 31), av="okonom")
    opprett_enhet(Enhetsversjon("3409", "Strømmehagen", "ansvar", "340", date(2024, 1, 1)), av="okonom")
    assert queries.tre(2023)[-1].navn == "Dagsenter"
    assert queries.tre(2024)[-1].navn == "Strømmehagen"


def test_an_imported_unit_is_ended_by_a_new_register_and_not_by_hand(tmp_path: Path) -> None:
    les_inn("organisasjon", [skriv(tmp_path, "20,Oppvekst,rammeomrade,,2020-01-01,")])
    with pytest.raises(OrganisasjonFeil, match="en innlesing endres ikke"):
        avslutt_enhet(nivaa="rammeomrade", kode="20", siste_dag=date(2023, 12, 31), av="okonom")


def test_a_unit_is_not_ended_before_it_began_nor_handed_to_one_that_does_not_exist() -> None:
    grunnstamme()
    with pytest.raises(OrganisasjonFeil, match=r"gjelder fra 01\.01\.2020 og kan ikke utgå 31\.12\.2019"):
        avslutt_enhet(nivaa="ansvar", kode="3409", siste_dag=date(2019, 12, 31), av="okonom")
    with pytest.raises(OrganisasjonFeil, match="Etterfølgeren 9999 finnes ikke"):
        avslutt_enhet(
            nivaa="ansvar", kode="3409", siste_dag=date(2023, 12, 31), etterfolger="9999", av="okonom"
        )
    with pytest.raises(OrganisasjonFeil, match="ingen enhet på nivået ansvar med koden 3499"):
        avslutt_enhet(nivaa="ansvar", kode="3499", siste_dag=date(2023, 12, 31), av="okonom")


def test_the_database_refuses_a_unit_that_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Enhet.objects.create(
            kode="30", navn="Helse", nivaa="rammeomrade", gyldig_fra=FRA, gyldig_til=date(2019, 1, 1)
        )


def test_an_imported_register_takes_the_place_of_the_old_and_comes_back_when_withdrawn(
    tmp_path: Path,
) -> None:
    les_inn("organisasjon", [skriv(tmp_path, "20,Oppvekst,rammeomrade,,2020-01-01,")])
    ny = les_inn("organisasjon", [skriv(tmp_path, "30,Helse og omsorg,rammeomrade,,2020-01-01,")])
    assert [e.kode for e in queries.tre(2024)] == ["30"]
    trekk_tilbake(str(ny.id))
    assert [e.kode for e in queries.tre(2024)] == ["20"]


@pytest.mark.krav("ORG-04")
def test_an_imported_register_with_a_double_code_names_both_rows_and_stores_nothing(tmp_path: Path) -> None:
    fil = skriv(
        tmp_path,
        "340,Hjemmebaserte tjenester,virksomhet,,2020-01-01,",
        "3409,Dagsenter,ansvar,340,2020-01-01,",
        "3409,Strømmehagen,ansvar,340,2020-01-01,",
    )
    resultat = les_inn("organisasjon", [fil])
    assert resultat.id is None
    (funn,) = [f for f in resultat.funn if f.er_feil]
    assert "«Dagsenter»" in funn.melding
    assert "«Strømmehagen»" in funn.melding
    assert "rad 4" in funn.sted
    assert queries.tre(2024) == ()


def test_a_virksomhet_that_ends_without_successor_is_a_warning(tmp_path: Path) -> None:
    resultat = les_inn(
        "organisasjon", [skriv(tmp_path, "220,Fritid,virksomhet,,2020-01-01,2021-12-31")], proev=True
    )
    assert not resultat.har_feil
    assert "utgår 31.12.2021 uten etterfølger" in resultat.funn[0].melding


def test_an_empty_installation_has_no_tree() -> None:
    assert queries.kommune() == ("", "")
    assert queries.tre(2024) == ()
    assert queries.virksomhet_for_ansvar(2024) == {}
