"""Webhooks against a real HTTP server on this machine: shapes, signature, failures, and no way into the house."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import urllib3
from django.utils import timezone

from rodtraad.hendelser.models import Hendelse
from rodtraad.oppgaver import utsending, webhook
from rodtraad.oppgaver.models import Sending, Webhook
from rodtraad.oppgaver.services import overfor_oppgave
from rodtraad.oppgaver.varsling import varsle
from rodtraad.oppgaver.webhook import WebhookFeil, check_adresse, er_ute
from rodtraad.oppgaver.webhooker import lag_webhook
from tests.oppgaver.test_oppgaver import lag
from tests.personer import ANNEN, EGEN, Verden, lag_verden

pytestmark = pytest.mark.django_db


class Mottak(ThreadingHTTPServer):
    """Keeps what comes; answers with `status`, after `vent` seconds."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Svarer)
        self.kall: list[tuple[str, dict[str, str], bytes]] = []
        self.status, self.vent, self.hoder = 200, 0.0, {}

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/krok?n=1"


class Svarer(BaseHTTPRequestHandler):
    server: Mottak

    def do_POST(self) -> None:
        kropp = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.kall.append((self.path, dict(self.headers), kropp))
        time.sleep(self.server.vent)
        self.send_response(self.server.status)
        for navn, verdi in self.server.hoder.items():
            self.send_header(navn, verdi)
        self.end_headers()

    def log_message(self, *_alt: Any) -> None:
        pass


@pytest.fixture
def mottak(settings: Any) -> Iterator[Mottak]:
    settings.WEBHOOK_INTERNE = True
    tjener = Mottak()
    traad = threading.Thread(target=tjener.serve_forever)
    traad.start()
    yield tjener
    tjener.shutdown()
    tjener.server_close()
    traad.join()


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def krok(mottak: Mottak, form: str, navn: str = "Kanalen", **mer: Any) -> tuple[Webhook, str]:
    return lag_webhook(navn=navn, adresse=mottak.adresse, form=form, av="test", **mer)


@pytest.mark.krav("SYS-02")
def test_a_notice_of_a_task_arrives_in_teams(verden: Verden, mottak: Mottak) -> None:
    krok(mottak, "teams")
    oppgave = lag(verden.personer["fagleder"], "Skriv om «A & B»", enhet=EGEN)
    mottaker = verden.personer["avdelingsleder"].pk
    overfor_oppgave(oppgave_id=oppgave.pk, ny_eier_id=mottaker, grunn="Permisjon", av="test")
    assert utsending.send_ventende() == 1
    sti, hoder, kropp = mottak.kall[0]
    assert sti == "/krok?n=1"
    assert hoder["Content-Type"] == "application/json; charset=utf-8"
    vedlegg = json.loads(kropp)["attachments"][0]
    assert vedlegg["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert vedlegg["content"]["body"][0]["text"] == "Ny oppgave: Skriv om «A & B» (frist 15.12.2026)"
    assert vedlegg["content"]["actions"][0]["url"].endswith(f"/arbeid/oppgaver/{oppgave.pk}/")
    assert vedlegg["content"]["actions"][0]["url"].startswith("http")


def test_slack_gets_text_that_cannot_pretend_to_be_anything_else(verden: Verden, mottak: Mottak) -> None:
    krok(mottak, "slack")
    varsle(mottakere=[], emne="<!channel> A & B", tekst="Se <https://ond.example|her>", lenke="/arbeid/")
    utsending.send_ventende()
    tekst = json.loads(mottak.kall[0][2])["text"]
    assert tekst.startswith("*&lt;!channel&gt; A &amp; B*")
    assert "<https://ond.example" not in tekst
    assert tekst.endswith("/arbeid/>")


def test_the_signature_is_one_the_receiver_can_check_and_tells_when(verden: Verden, mottak: Mottak) -> None:
    _, hemmelighet = krok(mottak, "signert")
    varsle(mottakere=[], emne="Viktig", tekst="Tekst", lenke="/arbeid/", slag="paaminnelse")
    utsending.send_ventende()
    _sti, hoder, kropp = mottak.kall[0]
    tid = hoder["X-Rodtraad-Tidspunkt"]
    ventet = hmac.new(hemmelighet.encode(), f"{tid}.".encode() + kropp, hashlib.sha256).hexdigest()
    assert hoder["X-Rodtraad-Signatur"] == f"sha256={ventet}"
    assert abs(time.time() - int(tid)) < 60
    assert hoder["X-Rodtraad-Id"] == str(Sending.objects.get().pk)
    assert json.loads(kropp)["slag"] == "paaminnelse"


def test_the_secret_is_shown_once_and_is_not_in_the_log(verden: Verden, mottak: Mottak) -> None:
    klient = verden.klient("systemadministrator")
    felter = {"navn": "Systemet", "adresse": mottak.adresse, "form": "signert", "slag": "", "enhet": ""}
    side = klient.post("/arbeid/varsler/", felter).content.decode()
    hemmelighet = Webhook.objects.get().hemmelighet
    assert hemmelighet in side
    assert hemmelighet not in klient.get("/arbeid/varsler/").content.decode()
    logget = str(list(Hendelse.objects.values_list("verdi_for", "verdi_etter")))
    assert hemmelighet not in logget
    assert "/krok" not in logget


@pytest.mark.parametrize(
    ("valg", "ventet"),
    [
        ({}, 4),
        ({"slag": "eskalering"}, 1),
        ({"slag": "annet"}, 1),
        ({"enhet": EGEN}, 2),
        ({"enhet": ANNEN}, 1),
        ({"enhet": ("rammeomrade", "OPP"), "slag": "eskalering"}, 1),
    ],
)
def test_each_is_told_of_its_kinds_and_its_units(
    verden: Verden, mottak: Mottak, valg: dict[str, Any], ventet: int
) -> None:
    krok(mottak, "teams", **valg)
    varsle(mottakere=[], emne="Egen", slag="eskalering", enhet=EGEN)
    varsle(mottakere=[], emne="Under", slag="paaminnelse", enhet=("ansvar", "2001"))
    varsle(mottakere=[], emne="Annen", slag="paaminnelse", enhet=ANNEN)
    varsle(mottakere=[], emne="Alle", slag="lederavtale")
    assert utsending.send_ventende() == ventet


def test_one_that_fails_is_tried_again_and_keeps_its_place_and_the_reason(
    verden: Verden, mottak: Mottak
) -> None:
    krok(mottak, "teams")
    mottak.status = 500
    varsle(mottakere=[], emne="Viktig")
    assert utsending.send_ventende() == 0
    rad = Sending.objects.get()
    assert (rad.tilstand, rad.forsok, rad.feil) == ("venter", 1, "127.0.0.1 svarte 500.")
    assert rad.neste > timezone.now()
    mottak.status = 204
    Sending.objects.update(neste=timezone.now())
    assert utsending.send_ventende() == 1
    assert len(mottak.kall) == 2


def test_a_redirect_is_not_followed(verden: Verden, mottak: Mottak) -> None:
    annen = Mottak()
    mottak.status, mottak.hoder = 307, {"Location": annen.adresse}
    krok(mottak, "teams")
    varsle(mottakere=[], emne="Viktig")
    assert utsending.send_ventende() == 0
    assert Sending.objects.get().feil == "127.0.0.1 svarte 307."
    assert annen.kall == []
    annen.server_close()


def test_one_that_hangs_is_left_and_holds_up_nobody_else(
    verden: Verden, mottak: Mottak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "TIDSGRENSE", urllib3.Timeout(connect=1, read=0.5))
    mottak.vent = 3
    krok(mottak, "teams", "Den som henger")
    for nr in range(20):
        varsle(mottakere=[], emne=f"Melding {nr}")
    naa = time.monotonic()
    assert utsending.send_ventende() == 0
    assert time.monotonic() - naa < 3
    assert len(mottak.kall) == 1
    assert Sending.objects.filter(forsok=0).count() == 19


def test_a_paused_one_is_not_told_and_a_trial_reaches_it(verden: Verden, mottak: Mottak) -> None:
    hook, _ = krok(mottak, "teams")
    klient = verden.klient("systemadministrator")
    klient.post(f"/arbeid/varsler/{hook.pk}/pause/")
    varsle(mottakere=[], emne="Viktig")
    assert utsending.send_ventende() == 0
    klient.post(f"/arbeid/varsler/{hook.pk}/fortsett/")
    klient.post(f"/arbeid/varsler/{hook.pk}/prov/")
    assert utsending.send_ventende() == 1
    assert "Prøvemelding" in mottak.kall[0][2].decode()
    assert "Prøvemelding" in klient.get("/arbeid/varsler/sendt/").content.decode()


@pytest.mark.parametrize(
    "adresse",
    [
        "http://kanal.example/",
        "https://127.0.0.1/",
        "https://localhost:8000/",
        "https://[::1]/",
        "https://10.0.0.5/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::ffff:10.0.0.5]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://bruker:passord@kanal.example/",
        "https://kanal.example:port/",
        "file:///etc/passwd",
        "https://",
    ],
)
def test_no_way_into_the_house(adresse: str, settings: Any) -> None:
    settings.WEBHOOK_INTERNE = False
    with pytest.raises(WebhookFeil):
        check_adresse(adresse)


@pytest.mark.parametrize(
    ("ip", "ute"),
    [
        ("1.1.1.1", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("224.0.0.1", False), ("100.64.0.1", False),
        ("fe80::1", False), ("fc00::1", False), ("::", False), ("::ffff:127.0.0.1", False), ("ff0e::1", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::a00:1", False), ("2002:7f00:1::", False), ("2002:c0a8:101::", False),
    ],
)  # fmt: skip
def test_an_address_inside_another_is_seen(ip: str, ute: bool) -> None:  # noqa: FBT001
    assert er_ute(ip) is ute


def test_a_name_that_moves_into_the_house_after_it_was_registered_is_not_called(
    verden: Verden, mottak: Mottak, settings: Any
) -> None:
    krok(mottak, "teams")
    settings.WEBHOOK_INTERNE = False
    Webhook.objects.update(adresse=mottak.adresse.replace("http:", "https:"))
    varsle(mottakere=[], emne="Viktig")
    assert utsending.send_ventende() == 0
    assert mottak.kall == []
    assert "internt nett" in Sending.objects.get().feil


def test_a_bad_address_is_told_and_what_was_written_is_kept(verden: Verden, settings: Any) -> None:
    settings.WEBHOOK_INTERNE = False
    felter = {"navn": "Kanalen", "adresse": "https://10.0.0.5/krok", "form": "teams", "slag": "", "enhet": ""}
    svar = verden.klient("systemadministrator").post("/arbeid/varsler/", felter)
    assert svar.status_code == 422
    assert "10.0.0.5 ligger i et internt nett" in svar.content.decode()
    assert 'value="https://10.0.0.5/krok"' in svar.content.decode()
    assert not Webhook.objects.exists()
