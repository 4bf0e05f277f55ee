"""The boards: in order, each entry once, and everything on them names a rule and an address that exist."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from rodtraad.hendelser.adgang import slipper_inn
from rodtraad.skall.tavler import Menypunkt, Tavle, meny, paneler, personmeny, sokekilder, toppmerker
from rodtraad.tilgang.aktor import ANONYM, sett_aktor


def test_an_entry_stands_once_and_in_order() -> None:
    tavle: Tavle[Menypunkt] = Tavle()
    tavle.heng_opp(
        Menypunkt("B", "b", "aapen", "G", rekkefolge=2), Menypunkt("A", "a", "aapen", "G", rekkefolge=1)
    )
    assert [p.navn for p in tavle.alle()] == ["A", "B"]
    with pytest.raises(ValueError, match="«a» henger på tavlen fra før"):
        tavle.heng_opp(Menypunkt("A", "a", "aapen", "G"))


def test_every_entry_names_a_rule_that_exists_and_is_closed_to_strangers() -> None:
    class Ingen:
        is_authenticated = False

    request = RequestFactory().get("/")
    request.user = Ingen()  # type: ignore[assignment]
    sett_aktor(request, ANONYM)
    oppslag = [*meny.alle(), *personmeny.alle(), *paneler.alle(), *sokekilder.alle(), *toppmerker.alle()]
    assert len(oppslag) > 10
    assert [o for o in oppslag if slipper_inn(o.regel, request)] == []


@pytest.mark.parametrize("punkt", [*meny.alle(), *personmeny.alle()], ids=lambda p: p.adresse)
def test_every_place_in_the_menu_exists(punkt: Menypunkt) -> None:
    assert punkt.lenke == reverse(punkt.adresse)
