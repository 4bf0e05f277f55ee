"""Login by a real OpenID provider: who is let in, and which answers are refused."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from rodtraad.hendelser.models import Hendelse
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.models import Bruker
from rodtraad.web import miljo
from tests.personer import lag_person
from tests.tilgang.bekreft import bekreft
from tests.tilgang.konto import er_inne, handlinger, lag_innloggbar, logg_inn, skru_paa_totrinn
from tests.tilgang.oidc.leverandor import KLIENT, NOKKEL, Leverandor, kjorende

pytestmark = pytest.mark.django_db
SVAR = "/konto/leverandor/kommunen/svar/"


@pytest.fixture(scope="module")
def tjener() -> Iterator[Leverandor]:
    with kjorende(f"http://testserver{SVAR}") as leverandor:
        yield leverandor


@pytest.fixture
def leverandor(tjener: Leverandor, monkeypatch: Any, settings: Any) -> Leverandor:
    monkeypatch.setenv("RODTRAAD_OIDC_ADRESSE", tjener.adresse)
    monkeypatch.setenv("RODTRAAD_OIDC_KLIENT", KLIENT)
    monkeypatch.setenv("RODTRAAD_OIDC_NOKKEL", NOKKEL)
    monkeypatch.setenv("RODTRAAD_OIDC_NAVN", "Prøve-ID")
    monkeypatch.setenv("RODTRAAD_OIDC_FELT", "ansattnr")
    settings.SOCIALACCOUNT_PROVIDERS = miljo.oidc()
    tjener.nettleser.cookies.clear()
    tjener.proev("hel")
    return tjener


def kari(**felt: Any) -> Bruker:
    person = lag_innloggbar("kari")
    Bruker.objects.filter(pk=person.pk).update(ekstern_id="1001", **felt)
    return person


def til_leverandor(klient: Client, til: str = "") -> str:
    """The address our page leads to."""
    svar = klient.post("/konto/leverandor/kommunen/", {"next": til} if til else {})
    treff = re.fullmatch(r"0;url=(.+)", svar.headers["Refresh"])
    assert svar.status_code == 200
    assert treff
    return treff[1]


def gjennom(klient: Client, leverandor: Leverandor, person: str = "u-kari", til: str = "") -> Any:
    """The whole way: our button, the provider's login, back to us."""
    return klient.get(leverandor.logg_inn(til_leverandor(klient, til), person))


@pytest.mark.krav("SYS-01")
def test_a_person_is_found_by_the_id_of_the_source_and_comes_to_the_start_page(
    client: Client, leverandor: Leverandor
) -> None:
    person = kari()
    side = client.get("/konto/logg-inn/").content.decode()
    assert "Logg inn med Prøve-ID" in side
    svar = gjennom(client, leverandor)
    assert (svar.status_code, svar.url) == (302, "/arbeid/")
    assert er_inne(client)
    inn = Hendelse.objects.get(handling="logget inn")
    assert (inn.gjelder, inn.verdi_etter["med"]) == (f"bruker:{person.pk}", ["leverandør"])


def test_the_request_to_the_provider_is_bound_by_pkce_state_and_nonce(
    client: Client, leverandor: Leverandor
) -> None:
    spurt = parse_qs(urlsplit(til_leverandor(client)).query)
    assert spurt["code_challenge_method"] == ["S256"]
    assert spurt["response_type"] == ["code"]
    assert spurt["redirect_uri"] == [f"http://testserver{SVAR}"]
    for felt in ("state", "nonce", "code_challenge"):
        assert len(spurt[felt][0]) >= 16


def test_the_page_one_asked_for_is_remembered(client: Client, leverandor: Leverandor) -> None:
    kari()
    assert gjennom(client, leverandor, til="/konto/okter/").url == "/konto/okter/"


def test_open_redirect_through_the_provider_is_refused(client: Client, leverandor: Leverandor) -> None:
    kari()
    assert gjennom(client, leverandor, til="https://ond.example/").url == "/arbeid/"


def test_nothing_the_provider_told_is_kept(client: Client, leverandor: Leverandor) -> None:
    kari()
    gjennom(client, leverandor)
    assert not SocialAccount.objects.exists()
    assert not EmailAddress.objects.exists()
    assert "Kari Prøve" not in str(client.session.items())


def test_a_person_the_installation_does_not_know_is_refused_and_not_created(
    client: Client, leverandor: Leverandor
) -> None:
    svar = gjennom(client, leverandor, "u-ny")
    assert svar.status_code == 403
    assert "du har ingen bruker her" in svar.content.decode()
    assert not Bruker.objects.exists()
    assert not er_inne(client)
    assert Hendelse.objects.get(handling="ble avvist ved innlogging").verdi_etter == {
        "leverandør": "ukjent_person"
    }


def test_an_inactive_person_is_refused(client: Client, leverandor: Leverandor) -> None:
    kari(is_active=False)
    assert gjennom(client, leverandor).url == "/konto/sperret/"
    assert not er_inne(client)
    assert "Brukeren er ikke aktiv" in client.get("/konto/sperret/").content.decode()


def test_a_person_without_roles_gets_in_and_has_no_rights(client: Client, leverandor: Leverandor) -> None:
    kari()
    gjennom(client, leverandor)
    assert "Du har ingen roller" in client.get("/konto/").content.decode()


def test_persons_are_created_where_the_installation_says_so_and_have_no_roles(
    client: Client, leverandor: Leverandor, settings: Any
) -> None:
    settings.OIDC_OPPRETT = True
    assert gjennom(client, leverandor, "u-ny").url == "/arbeid/"
    ny = Bruker.objects.get()
    assert (ny.username, ny.email, ny.ekstern_id, ny.navn) == ("ny", "ny@prove.example", "1003", "Ny Prøve")
    assert not ny.has_usable_password()
    assert not ny.rolletildelinger.exists()
    assert handlinger(ny) == ["opprettet person", "logget inn"]
    annen = Client()
    gjennom(annen, leverandor, "u-ny")
    assert Bruker.objects.count() == 1


def test_a_created_person_does_not_take_over_one_with_the_same_name(
    client: Client, leverandor: Leverandor, settings: Any
) -> None:
    settings.OIDC_OPPRETT = True
    lag_person("ny")
    assert gjennom(client, leverandor, "u-ny").status_code == 403
    assert not er_inne(client)


@pytest.fixture
def _etter_epost(leverandor: Leverandor, monkeypatch: Any, settings: Any) -> None:
    monkeypatch.setenv("RODTRAAD_OIDC_KOBLING", "epost")
    settings.SOCIALACCOUNT_PROVIDERS = miljo.oidc()


@pytest.mark.usefixtures("_etter_epost")
@pytest.mark.parametrize("person", ["u-kari", "u-ola"])
def test_an_address_counts_only_when_the_provider_has_verified_it(
    client: Client, leverandor: Leverandor, person: str
) -> None:
    lag_person("kari")
    lag_person("ola")
    gjennom(client, leverandor, person)
    assert er_inne(client) is (person == "u-kari")


@pytest.mark.usefixtures("_etter_epost")
def test_an_address_two_persons_share_lets_in_neither(client: Client, leverandor: Leverandor) -> None:
    lag_person("kari")
    Bruker.objects.filter(pk=lag_person("kari2").pk).update(email="kari@prove.example")
    assert gjennom(client, leverandor).status_code == 403


def test_by_the_id_an_equal_address_is_not_enough(client: Client, leverandor: Leverandor) -> None:
    lag_person("kari")
    assert gjennom(client, leverandor).status_code == 403


def test_a_provider_that_leaves_out_the_id_lets_in_nobody(client: Client, leverandor: Leverandor) -> None:
    lag_person("uten")
    svar = gjennom(client, leverandor, "u-uten")
    assert svar.status_code == 401
    assert "Innloggingen gikk ikke" in svar.content.decode()
    assert "ansattnr" in str(Hendelse.objects.get(handling="ble avvist ved innlogging").verdi_etter)


@pytest.mark.parametrize(
    ("proev", "grunn"), [("forfalsket", "InvalidSignatureError"), ("annen", "InvalidAudienceError")]
)
def test_a_token_with_a_false_signature_or_for_another_client_is_refused(
    client: Client, leverandor: Leverandor, proev: str, grunn: str
) -> None:
    kari()
    Bruker.objects.filter(pk=lag_person("ola").pk).update(ekstern_id="1002")
    leverandor.proev(proev)
    svar = gjennom(client, leverandor)
    assert svar.status_code == 401
    assert not er_inne(client)
    assert Hendelse.objects.get().verdi_etter == {"leverandør": f"Invalid id_token: {grunn}"}


def test_an_old_token_played_again_is_refused(client: Client, leverandor: Leverandor) -> None:
    kari()
    gjennom(Client(), leverandor)
    leverandor.proev("gammel")
    svar = gjennom(client, leverandor)
    assert svar.status_code == 403
    assert "hørte ikke til forespørselen" in svar.content.decode()
    assert not er_inne(client)


def test_an_answer_for_another_browser_is_refused(client: Client, leverandor: Leverandor) -> None:
    kari()
    tilbake = leverandor.logg_inn(til_leverandor(client), "u-kari")
    offer = Client()
    svar = offer.get(tilbake)
    assert svar.status_code == 401
    assert not er_inne(offer)


def test_a_wrong_state_is_refused(client: Client, leverandor: Leverandor) -> None:
    kari()
    tilbake = leverandor.logg_inn(til_leverandor(client), "u-kari")
    svar = client.get(re.sub(r"state=[^&]+", "state=feil", tilbake))
    assert svar.status_code == 401
    assert not er_inne(client)


def test_an_answer_is_good_once(client: Client, leverandor: Leverandor) -> None:
    kari()
    tilbake = leverandor.logg_inn(til_leverandor(client), "u-kari")
    client.get(tilbake)
    client.post("/konto/logg-ut/")
    assert client.get(tilbake).status_code == 401
    assert not er_inne(client)


def test_whoever_cancels_at_the_provider_is_told_so(client: Client, leverandor: Leverandor) -> None:
    stat = parse_qs(urlsplit(til_leverandor(client)).query)["state"][0]
    svar = client.get(SVAR, {"error": "access_denied", "state": stat})
    assert "Innloggingen ble avbrutt" in client.get(svar.url).content.decode()


def test_a_provider_that_does_not_answer_gives_a_page_and_not_a_fault(
    client: Client, leverandor: Leverandor, monkeypatch: Any, settings: Any
) -> None:
    monkeypatch.setenv("RODTRAAD_OIDC_ADRESSE", "http://127.0.0.1:1")
    settings.SOCIALACCOUNT_PROVIDERS = miljo.oidc()
    svar = client.post("/konto/leverandor/kommunen/")
    assert svar.status_code == 401
    assert "Innloggingen gikk ikke" in svar.content.decode()


def test_two_factor_here_is_asked_for_after_the_provider(client: Client, leverandor: Leverandor) -> None:
    kari()
    logg_inn(client)
    skru_paa_totrinn(client)
    annen = Client()
    assert gjennom(annen, leverandor).url == "/konto/kode/"
    assert not er_inne(annen)


def test_a_provider_with_two_factor_satisfies_the_demand_of_a_role(
    client: Client, leverandor: Leverandor, settings: Any
) -> None:
    settings.TOTRINN_ROLLER = frozenset({"systemadministrator"})
    person = lag_person("kari", "systemadministrator")
    Bruker.objects.filter(pk=person.pk).update(ekstern_id="1001")
    gjennom(client, leverandor)
    assert client.get("/arbeid/").url == "/konto/totrinn/skru-paa/"
    settings.OIDC_TOTRINN = True
    assert client.get("/arbeid/").status_code == 200


class TestBekreft:
    """Whoever has no password here confirms by the provider."""

    @pytest.fixture
    def inne(self, client: Client, leverandor: Leverandor) -> Client:
        Bruker.objects.filter(pk=lag_person("kari").pk).update(ekstern_id="1001")
        gjennom(client, leverandor)
        return bekreft(client, for_sekunder_siden=3600)

    def test_the_provider_asks_again_and_what_one_did_goes_on(
        self, inne: Client, leverandor: Leverandor
    ) -> None:
        svar = inne.get("/konto/passord/lag/")
        assert svar.url == "/konto/bekreft/?next=%2Fkonto%2Fpassord%2Flag%2F"
        assert "Logg inn på nytt med Prøve-ID" in inne.get(svar.url).content.decode()
        tilbake = leverandor.logg_inn(til_leverandor(inne, "/konto/passord/lag/"), "u-kari")
        assert "login" in leverandor.sist_spurt
        til = inne.get(tilbake).url
        assert til == "/konto/bekreft/?next=%2Fkonto%2Fpassord%2Flag%2F"
        assert inne.get(til).url == "/konto/passord/lag/"
        assert inne.get("/konto/passord/lag/").status_code == 200
        assert handlinger(Bruker.objects.get())[-1] == "bekreftet hvem det er"

    def test_another_person_at_the_provider_confirms_nothing(
        self, inne: Client, leverandor: Leverandor
    ) -> None:
        Bruker.objects.filter(pk=lag_person("ola").pk).update(ekstern_id="1002")
        leverandor.nettleser.cookies.clear()
        svar = inne.get(leverandor.logg_inn(til_leverandor(inne, "/konto/passord/lag/"), "u-ola"))
        assert svar.status_code == 403
        assert inne.get("/konto/passord/lag/").status_code == 302

    def test_a_login_at_the_provider_from_before_confirms_nothing(
        self, inne: Client, leverandor: Leverandor
    ) -> None:
        spurt = re.sub(r"&(prompt|max_age)=\w+", "", til_leverandor(inne, "/konto/passord/lag/"))
        svar = inne.get(leverandor.logg_inn(spurt, "u-kari"))
        assert leverandor.sist_spurt == []
        assert "Leverandøren svarte ikke at du logget inn på nytt" in svar.content.decode()
        assert inne.get("/konto/passord/lag/").status_code == 302


@pytest.mark.parametrize(
    ("variabel", "verdi", "sier"),
    [
        ("RODTRAAD_OIDC_ADRESSE", "http://id.example", "må begynne med https://"),
        ("RODTRAAD_OIDC_KLIENT", "", "RODTRAAD_OIDC_KLIENT mangler"),
        ("RODTRAAD_OIDC_KOBLING", "navn", "Skriv ekstern_id eller epost"),
    ],
)
def test_wrong_settings_are_refused_with_what_to_write(
    monkeypatch: Any, variabel: str, verdi: str, sier: str
) -> None:
    monkeypatch.setenv("RODTRAAD_OIDC_ADRESSE", "https://id.example")
    monkeypatch.setenv("RODTRAAD_OIDC_KLIENT", KLIENT)
    monkeypatch.setenv(variabel, verdi)
    with pytest.raises(RodtraadFeil, match=sier):
        miljo.oidc()
