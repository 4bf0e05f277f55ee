"""Keys: shown once, kept as a hash, never more than their owner, gone when withdrawn."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rodtraad.api.models import Nokkel
from rodtraad.api.queries import finn_bruk
from rodtraad.api.services import ApiFeil, lag_nokkel, trekk_nokkel
from rodtraad.hendelser.queries import hendelser_om
from tests.api.nokkelknippe import med, nokkel, operasjoner
from tests.personer import Verden, lag_verden
from tests.tilgang.bekreft import bekreft

pytestmark = pytest.mark.django_db
KOMMUNE = "/api/v1/organisasjon/kommune"


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def test_a_key_opens_what_it_is_for(verden: Verden) -> None:
    svar = med(nokkel(verden.personer["okonomi"], ["organisasjon.se"])).get(KOMMUNE)
    assert svar.json() == {"nummer": "5025", "navn": "Prøvekommunen"}


def test_only_the_hash_is_kept(verden: Verden) -> None:
    token = nokkel(verden.personer["okonomi"])
    hemmelighet = token.split("_", 2)[2]
    rad = Nokkel.objects.get()
    assert hemmelighet not in str(vars(rad))
    assert all(hemmelighet not in str(post) for post in hendelser_om(f"api-nokkel:{rad.pk}"))


@pytest.mark.parametrize("galt", ["", "rt", "rt_", "rt_x_y", "æøå", "Bearer", "rt_{id}_feil", "xx_{id}_{h}"])
def test_a_key_that_does_not_fit_opens_nothing(verden: Verden, galt: str) -> None:
    _, id_, hemmelighet = nokkel(verden.personer["okonomi"]).split("_", 2)
    token = galt.format(id=id_, h=hemmelighet)
    assert finn_bruk(token, timezone.localdate()) is None
    svar = Client(headers={"Authorization": f"Bearer {token}".encode().decode("latin-1")}).get(KOMMUNE)
    assert svar.status_code == 401
    assert "Nøkkelen mangler" in svar.json()["melding"]
    assert svar.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_key(verden: Verden) -> None:
    assert verden.klient("systemadministrator").get(KOMMUNE).status_code == 401


def test_a_key_never_gives_more_than_its_owner_has(verden: Verden) -> None:
    token = nokkel(verden.personer["innbygger"])
    assert med(token).get(KOMMUNE).status_code == 403


def test_a_key_gives_no_more_than_its_scope(verden: Verden) -> None:
    token = nokkel(verden.personer["systemadministrator"], ["personer.se"])
    assert med(token).get(KOMMUNE).status_code == 403


def test_a_key_follows_its_owner_out_of_the_door(verden: Verden) -> None:
    eier = verden.personer["okonomi"]
    token = nokkel(eier)
    eier.rolletildelinger.update(gyldig_til=timezone.localdate() - timedelta(days=1))
    assert med(token).get(KOMMUNE).status_code == 403
    eier.is_active = False
    eier.save()
    assert med(token).get(KOMMUNE).status_code == 401


def test_a_withdrawn_or_expired_key_is_unknown(verden: Verden) -> None:
    eier = verden.personer["okonomi"]
    token = nokkel(eier)
    id_ = token.split("_")[1]
    assert finn_bruk(token, timezone.localdate() + timedelta(days=31)) is None
    trekk_nokkel(nokkel_id=id_, bruker_id=eier.pk, av="okonomi")
    trekk_nokkel(nokkel_id=id_, bruker_id=eier.pk, av="okonomi")
    assert med(token).get(KOMMUNE).status_code == 401
    assert [h.handling for h in hendelser_om(f"api-nokkel:{id_}")] == ["laget api-nøkkel", "trakk api-nøkkel"]


def test_nobody_withdraws_the_key_of_another(verden: Verden) -> None:
    token = nokkel(verden.personer["okonomi"])
    svar = verden.klient("systemadministrator").post(f"/api/nokler/{token.split('_')[1]}/trekk/")
    assert svar.status_code == 404
    assert med(token).get(KOMMUNE).status_code == 200


@pytest.mark.parametrize(
    ("endret", "melding"),
    [
        ({"navn": " "}, "Gi nøkkelen et navn"),
        ({"retter": []}, "Velg minst én"),
        ({"retter": ["alt"]}, "«alt», for det finnes ikke"),
        ({"utloper": timezone.localdate() - timedelta(days=1)}, "Nøkkelen kan gjelde fra i dag"),
        ({"utloper": timezone.localdate() + timedelta(days=400)}, "Nøkkelen kan gjelde fra i dag"),
    ],
)
def test_a_key_that_makes_no_sense_is_refused_in_words(
    verden: Verden, endret: dict[str, object], melding: str
) -> None:
    riktig = {
        "navn": "Intranett",
        "retter": ["tall.se"],
        "kan_skrive": False,
        "utloper": timezone.localdate(),
    }
    with pytest.raises(ApiFeil, match=melding):
        lag_nokkel(bruker_id=verden.personer["okonomi"].pk, av="okonomi", **riktig | endret)
    assert not Nokkel.objects.exists()


def test_the_page_shows_a_new_key_once_and_the_key_works(verden: Verden) -> None:
    klient = bekreft(verden.klient("okonomi"))
    valg = {"navn": "Intranett", "retter": ["organisasjon.se"], "utloper": timezone.localdate().isoformat()}
    svar = klient.post("/api/nokler/", valg)
    token = svar.context["token"]
    assert token in svar.content.decode()
    assert "no-store" in svar.headers["Cache-Control"]
    assert med(token).get(KOMMUNE).status_code == 200
    assert token not in klient.get("/api/nokler/").content.decode()


def test_the_page_offers_only_what_the_person_may(verden: Verden) -> None:
    klient = bekreft(verden.klient("innbygger"))
    svar = klient.post(
        "/api/nokler/",
        {"navn": "Lurt", "retter": ["roller.tildel"], "utloper": timezone.localdate().isoformat()},
    )
    assert svar.status_code == 422
    assert not Nokkel.objects.exists()


def test_knocking_with_wrong_keys_is_slowed_down(verden: Verden) -> None:
    klient = med("rt_0000000000_feil")
    statuser = [klient.get(KOMMUNE).status_code for _ in range(32)]
    assert statuser[:30] == [401] * 30
    assert statuser[-1] == 429
    assert med(nokkel(verden.personer["okonomi"])).get(KOMMUNE).status_code == 200


def test_a_key_has_a_pace_of_its_own(verden: Verden, monkeypatch: pytest.MonkeyPatch) -> None:
    for operasjon in operasjoner():
        for tak in operasjon.throttle_objects:
            monkeypatch.setattr(tak, "num_requests", 3)
    klient = med(nokkel(verden.personer["okonomi"]))
    svar = [klient.get(KOMMUNE) for _ in range(4)]
    assert [s.status_code for s in svar] == [200, 200, 200, 429]
    assert "Vent" in svar[-1].json()["melding"]
    assert int(svar[-1].headers["Retry-After"]) > 0
    assert med(nokkel(verden.personer["okonomi"])).get(KOMMUNE).status_code == 200
