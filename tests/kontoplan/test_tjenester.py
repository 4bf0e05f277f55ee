"""The municipality's own names of functions, with validity."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kontoplan.models import Tjeneste
from rodtraad.kontoplan.queries import tjenester

pytestmark = pytest.mark.django_db


def skriv(mappe: Path, *rader: str) -> Path:
    fil = mappe / "kontoplan.csv"
    fil.write_text(
        "funksjon,navn,rekkefolge,gyldig_fra,gyldig_til\n" + "\n".join(rader) + "\n", encoding="utf-8"
    )
    return fil


def test_names_come_in_the_municipalitys_own_order_and_with_leading_zeros(tmp_path: Path) -> None:
    les_inn("kontoplan", [skriv(tmp_path, "202,Grunnskole,2,2020-01-01,", "201,Førskole,1,2020-01-01,")])
    assert tjenester(2024) == (("201", "Førskole", 1), ("202", "Grunnskole", 2))


def test_a_name_that_ended_in_the_year_is_still_shown_that_year_and_not_the_next(tmp_path: Path) -> None:
    fil = skriv(tmp_path, "254,Hjelp i hjemmet,1,2020-01-01,2024-12-31", "258,Hjemmetjenester,2,2024-01-01,")
    les_inn("kontoplan", [fil])
    assert [t[0] for t in tjenester(2023)] == ["254"]
    assert [t[0] for t in tjenester(2024)] == ["254", "258"]
    assert [t[0] for t in tjenester(2025)] == ["258"]


def test_a_new_name_within_the_year_takes_the_place_of_the_old(tmp_path: Path) -> None:
    fil = skriv(tmp_path, "201,Førskole,1,2020-01-01,2024-06-30", "201,Barnehage,1,2024-07-01,")
    les_inn("kontoplan", [fil])
    assert tjenester(2023) == (("201", "Førskole", 1),)
    assert tjenester(2024) == (("201", "Barnehage", 1),)


def test_it_refuses_two_names_at_once_and_a_function_without_three_digits(tmp_path: Path) -> None:
    dobbelt = les_inn(
        "kontoplan", [skriv(tmp_path, "201,Førskole,1,2020-01-01,", "201,Barnehage,1,2021-01-01,")]
    )
    assert [f.melding for f in dobbelt.funn] == [
        "Funksjon 201 har to navn samtidig: «Førskole» og «Barnehage»."
    ]
    kort = les_inn("kontoplan", [skriv(tmp_path, "21,Førskole,1,2020-01-01,")])
    assert "tre sifre" in kort.funn[0].tiltak
    assert tjenester(2024) == ()


def test_withdrawing_a_register_leaves_no_names(tmp_path: Path) -> None:
    ny = les_inn("kontoplan", [skriv(tmp_path, "201,Førskole,1,2020-01-01,")])
    trekk_tilbake(str(ny.id))
    assert tjenester(2024) == ()


def test_the_database_refuses_a_function_that_is_not_three_digits() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Tjeneste.objects.create(funksjon="2a1", navn="Feil", rekkefolge=1, gyldig_fra="2020-01-01")
