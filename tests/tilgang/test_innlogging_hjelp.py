"""An administrator helps somebody who cannot get in, and passes the power on to nobody."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from rodtraad.hendelser.models import Hendelse
from rodtraad.tilgang import innlogging_epost
from rodtraad.tilgang.innlogging_services import InnloggingFeil, finn_person_med_navn, fjern_totrinn
from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.services import oppnevn_stedfortreder
from tests.personer import Verden, lag_verden
from tests.tilgang.bekreft import bekreft
from tests.tilgang.konto import NYTT, er_inne, handlinger, lag_innloggbar, logg_inn, skru_paa_totrinn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _straks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(innlogging_epost, "send", lambda brev: brev.send())


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture
def admin(verden: Verden) -> Client:
    return bekreft(verden.klient("systemadministrator"))


@pytest.fixture
def kari() -> Bruker:
    return lag_innloggbar()


def hjelp(klient: Client, person: Bruker, handling: str) -> Any:
    return klient.post(f"/arbeid/personer/{person.pk}/innlogging/", {"handling": handling})


def test_a_link_is_sent_to_the_person_and_not_shown(admin: Client, kari: Bruker, settings: Any) -> None:
    settings.EPOST_SENDES = True
    svar = hjelp(admin, kari, "lenke")
    assert svar.status_code == 302
    assert mail.outbox[0].to == ["kari@prove.example"]
    assert "http://testserver/konto/nytt-passord/" in mail.outbox[0].body
    assert "nytt-passord" not in admin.get(svar.url).content.decode()
    assert handlinger(kari) == ["laget passordlenke"]


def test_where_no_letter_can_reach_the_link_is_shown_and_works(admin: Client, kari: Bruker) -> None:
    side = hjelp(admin, kari, "lenke").content.decode()
    treff = re.search(r"<code>http://testserver(/konto/nytt-passord/\S+)</code>", side)
    assert treff
    klient = Client()
    klient.post(klient.get(treff[1]).url, {"password1": NYTT, "password2": NYTT})
    logg_inn(klient, "kari", NYTT)
    assert er_inne(klient)


def test_two_factor_is_taken_off_the_person_told_and_logged_out(admin: Client, kari: Bruker) -> None:
    klient = Client()
    logg_inn(klient)
    skru_paa_totrinn(klient)
    hjelp(admin, kari, "fjern_totrinn")
    assert not Authenticator.objects.exists()
    assert not er_inne(klient)
    assert "slått av" in mail.outbox[-1].body
    assert {h.av for h in Hendelse.objects.filter(handling__startswith="slo av")} == {"systemadministrator"}
    with pytest.raises(InnloggingFeil, match="har ikke totrinnsbekreftelse"):
        fjern_totrinn(person=kari, av="test")


def test_a_person_is_logged_out_everywhere(admin: Client, kari: Bruker) -> None:
    steder = [Client(), Client()]
    for klient in steder:
        logg_inn(klient)
    hjelp(admin, kari, "logg_ut")
    assert [er_inne(klient) for klient in steder] == [False, False]
    assert Hendelse.objects.get(handling="logget ut overalt").verdi_etter == {"økter": 2}


def test_an_inactive_person_gets_no_link(admin: Client, kari: Bruker) -> None:
    Bruker.objects.filter(pk=kari.pk).update(is_active=False)
    side = admin.get(hjelp(admin, kari, "lenke").url).content.decode()
    assert "er ikke aktiv og kan ikke få ny lenke" in side


def test_help_demands_the_right_and_a_confirmation(verden: Verden, kari: Bruker) -> None:
    adresse = f"/arbeid/personer/{kari.pk}/innlogging/"
    assert bekreft(verden.klient("kommunedirektor")).get(adresse).status_code == 403
    assert verden.klient("systemadministrator").get(adresse).status_code == 302


def test_an_unknown_act_is_refused(admin: Client, kari: Bruker) -> None:
    assert hjelp(admin, kari, "slett").status_code == 400


def test_a_deputy_does_not_let_others_in(verden: Verden, kari: Bruker) -> None:
    i_dag = timezone.localdate()
    admin, ansatt = verden.personer["systemadministrator"], verden.personer["ansatt"]
    oppnevn_stedfortreder(
        for_id=admin.pk,
        stedfortreder_id=ansatt.pk,
        fra=i_dag,
        til=i_dag + timedelta(days=1),
        grunn="ferie",
        av="t",
    )
    klient = bekreft(verden.klient("ansatt"))
    okt = klient.session
    okt["paa_vegne_av"] = admin.pk
    okt.save()
    side = klient.get(hjelp(klient, kari, "lenke").url).content.decode()
    assert "En stedfortreder kan ikke hjelpe andre med innloggingen" in side
    assert handlinger(kari) == []


def test_somebody_unknown_is_not_found() -> None:
    with pytest.raises(InnloggingFeil, match="finnes ikke"):
        finn_person_med_navn("ingen")
