"""Reminders and escalation through a real mail server, once each; messages that stay until read."""

import socket
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import IntegrityError, transaction
from django.utils import timezone

from rodtraad.oppgaver import daglig, utsending
from rodtraad.oppgaver.arbeider import gjor_dagens
from rodtraad.oppgaver.models import Melding, Oppgave, Paaminnelse, Sending, Varselvalg
from rodtraad.oppgaver.queries import uleste
from rodtraad.oppgaver.services import fullfor_oppgave, opprett_oppgave
from rodtraad.oppgaver.varsling import varsle
from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.queries import leder_for
from rodtraad.tilgang.services import oppnevn_stedfortreder
from tests.personer import EGEN, Verden, lag_verden

pytestmark = pytest.mark.django_db
I_DAG = date(2026, 12, 1)


class Postkasse:
    """Takes what comes, or refuses."""

    def __init__(self) -> None:
        self.brev: list[Any] = []
        self.svar = "250 OK"
        self.nekter: set[str] = set()

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _valg: Any
    ) -> str:
        if address in self.nekter:
            return "550 Ukjent mottaker"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the name it must have
        if self.svar.startswith("250"):
            self.brev.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.svar


@pytest.fixture
def postkasse(settings: Any) -> Iterator[Postkasse]:
    """A real SMTP server on this machine, and the settings that point at it."""
    kasse = Postkasse()
    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port = ledig.getsockname()[1]
    tjener = Controller(kasse, hostname="127.0.0.1", port=port)
    tjener.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 2},
        }
    }
    settings.EPOST_SENDES = True
    yield kasse
    tjener.stop()


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def soknad(verden: Verden, frist: date = I_DAG + timedelta(14)) -> Oppgave:
    return opprett_oppgave(
        tittel="Søk om kompetansemidler", eier_id=verden.personer["fagleder"].pk, frist=frist, av="test", enhet=EGEN,
        slag="tilskuddssoknad", leder_id=verden.personer["virksomhetsleder"].pk, eskaler=(14, 3),
    )  # fmt: skip


def til(person: Bruker) -> list[str]:
    return list(Melding.objects.filter(mottaker=person).order_by("id").values_list("emne", flat=True))


@pytest.mark.krav("HJUL-16")
def test_an_unsent_application_escalates_to_the_leader_14_and_3_days_before(
    verden: Verden, postkasse: Postkasse
) -> None:
    frist, sendt, eskalert = date(2026, 12, 17), 0, {}
    soknad(verden, frist)
    for dag in range(20):
        daglig.paaminn(I_DAG + timedelta(dag))
        sendt += utsending.send_ventende()
        eskalert.setdefault(len(til(verden.personer["virksomhetsleder"])), I_DAG + timedelta(dag))
    assert [(frist - eskalert[antall]).days for antall in (1, 2)] == [14, 3]
    assert til(verden.personer["virksomhetsleder"]) == [
        "Ikke gjort: Søk om kompetansemidler (frist om 14 dager)",
        "Ikke gjort: Søk om kompetansemidler (frist om 3 dager)",
    ]
    assert [e.rpartition("(")[2] for e in til(verden.personer["fagleder"])] == [
        "frist om 7 dager)",
        "frist i morgen)",
        "frist i dag)",
    ]
    assert sendt == 5
    brev = [b for b in postkasse.brev if b["To"] == "virksomhetsleder@prove.example"]
    assert len(brev) == 2
    assert "/arbeid/oppgaver/" in brev[0].get_content()


def test_a_sent_application_escalates_no_more(verden: Verden) -> None:
    oppgave = soknad(verden)
    daglig.paaminn(I_DAG)
    fullfor_oppgave(oppgave_id=oppgave.pk, av="fagleder")
    daglig.paaminn(I_DAG + timedelta(11))
    assert len(til(verden.personer["virksomhetsleder"])) == 1


def test_a_moved_deadline_calls_anew(verden: Verden) -> None:
    oppgave = soknad(verden)
    daglig.paaminn(I_DAG)
    Oppgave.objects.filter(pk=oppgave.pk).update(frist=I_DAG + timedelta(30))
    daglig.paaminn(I_DAG + timedelta(16))
    assert len(til(verden.personer["virksomhetsleder"])) == 2


def test_each_is_given_once_however_often_the_work_is_done(verden: Verden) -> None:
    soknad(verden, I_DAG + timedelta(7))
    assert daglig.paaminn(I_DAG) == 2
    assert daglig.paaminn(I_DAG) == 0
    assert gjor_dagens(I_DAG) == 0
    assert gjor_dagens(I_DAG) is None
    assert Paaminnelse.objects.count() == 2


def test_without_a_named_leader_the_leader_of_the_unit_is_told_else_the_top(verden: Verden) -> None:
    av_enheten, av_ingen = soknad(verden), soknad(verden)
    Oppgave.objects.update(leder=None)
    Oppgave.objects.filter(pk=av_ingen.pk).update(enhet_nivaa="", enhet_kode="")
    assert daglig.paaminn(I_DAG) == 2
    lederen = Bruker.objects.get(pk=leder_for(I_DAG)[EGEN])
    assert [len(til(person)) for person in (lederen, verden.personer["kommunedirektor"])] == [1, 1]
    assert av_enheten.pk != av_ingen.pk


def test_the_deputy_gets_the_owners_reminders_in_the_absence(verden: Verden) -> None:
    i_dag = timezone.localdate()
    soknad(verden, i_dag + timedelta(7))
    vikar = verden.personer["avdelingsleder"]
    oppnevn_stedfortreder(
        for_id=verden.personer["fagleder"].pk,
        stedfortreder_id=vikar.pk,
        fra=i_dag,
        til=i_dag + timedelta(2),
        grunn="Ferie",
        av="t",
    )
    daglig.paaminn(i_dag)
    daglig.paaminn(i_dag + timedelta(6))
    assert len(til(vikar)) == 1
    assert len(til(verden.personer["fagleder"])) == 2


def test_people_choose_how_they_are_told_but_an_escalation_always_comes(
    verden: Verden, postkasse: Postkasse
) -> None:
    fagleder, leder = verden.personer["fagleder"], verden.personer["virksomhetsleder"]
    for person in (fagleder, leder):
        Varselvalg.objects.create(bruker=person, slag="paaminnelse", epost="ingen")
    soknad(verden, I_DAG + timedelta(3))
    daglig.paaminn(I_DAG)
    utsending.send_ventende()
    assert [b["To"] for b in postkasse.brev] == ["virksomhetsleder@prove.example"]
    assert uleste(fagleder.pk) == 1


def test_the_days_messages_come_in_one_letter(verden: Verden, postkasse: Postkasse) -> None:
    fagleder = verden.personer["fagleder"]
    Varselvalg.objects.create(bruker=fagleder, slag="annet", epost="daglig")
    for nr in range(3):
        varsle(mottakere=[fagleder.pk], emne=f"Melding {nr}", tekst="Tekst", lenke="/arbeid/")
    assert utsending.send_ventende() == 0
    Sending.objects.update(neste=timezone.now())
    assert utsending.send_ventende() == 3
    assert [b["Subject"] for b in postkasse.brev] == ["3 meldinger fra Rødtråd"]
    assert all(f"Melding {nr}" in postkasse.brev[0].get_content() for nr in range(3))


def test_a_server_that_refuses_is_tried_again_later_and_in_the_end_given_up_in_sight(
    verden: Verden, postkasse: Postkasse
) -> None:
    postkasse.svar = "451 Prøv senere"
    varsle(mottakere=[verden.personer["fagleder"].pk], emne="Viktig")
    assert sum(utsending.PAUSER) > 60 * 60  # a mail server may be away for a weekend
    for _ in range(len(utsending.PAUSER) + 1):
        utsending.send_ventende()
        assert utsending.send_ventende() == 0
        Sending.objects.filter(tilstand="venter").update(neste=timezone.now())
    rad = Sending.objects.get()
    assert (rad.tilstand, rad.forsok) == ("oppgitt", len(utsending.PAUSER) + 1)
    side = (
        verden.klient("systemadministrator").get("/arbeid/varsler/sendt/?tilstand=oppgitt").content.decode()
    )
    assert "Viktig" in side
    assert "451" in side
    postkasse.svar = "250 OK"
    verden.klient("systemadministrator").post(f"/arbeid/varsler/sendt/{rad.pk}/igjen/")
    assert utsending.send_ventende() == 1


def test_a_server_that_hangs_is_left_within_seconds(verden: Verden, settings: Any) -> None:
    with socket.socket() as taus:
        taus.bind(("127.0.0.1", 0))
        taus.listen()
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": taus.getsockname()[1], "timeout": 1},
            }
        }
        settings.EPOST_SENDES = True
        varsle(mottakere=[verden.personer["fagleder"].pk], emne="Viktig")
        ferdig = threading.Timer(20, taus.close)
        ferdig.start()
        assert utsending.send_ventende() == 0
        assert ferdig.is_alive()
        ferdig.cancel()
    assert Sending.objects.get().tilstand == "venter"


def test_without_a_mail_server_the_message_waits_in_the_house_and_nothing_is_queued(verden: Verden) -> None:
    varsle(mottakere=[verden.personer["fagleder"].pk], emne="Viktig")
    assert uleste(verden.personer["fagleder"].pk) == 1
    assert not Sending.objects.exists()


def test_a_message_stays_until_read_and_only_its_owner_reads_it(verden: Verden) -> None:
    fagleder = verden.personer["fagleder"]
    varsle(mottakere=[fagleder.pk], emne="Les denne", lenke="/arbeid/oppgaver/")
    melding = Melding.objects.get()
    klient = verden.klient("fagleder")
    assert "Les denne" in klient.get("/arbeid/meldinger/").content.decode()
    assert '<span class="rt-antall">1</span>' in klient.get("/arbeid/").content.decode()
    assert verden.klient("ansatt").post(f"/arbeid/meldinger/{melding.pk}/les/").status_code == 404
    assert klient.post(f"/arbeid/meldinger/{melding.pk}/les/").headers["Location"] == "/arbeid/oppgaver/"
    assert uleste(fagleder.pk) == 0


def test_a_message_never_leads_to_another_site(verden: Verden) -> None:
    melding = Melding.objects.create(
        mottaker=verden.personer["fagleder"], emne="x", lenke="https://ond.example/"
    )
    svar = verden.klient("fagleder").post(f"/arbeid/meldinger/{melding.pk}/les/")
    assert svar.headers["Location"] == "/arbeid/meldinger/"


def test_what_comes_at_once_is_one_letter_and_escalations_are_not_hidden_in_it(
    verden: Verden, postkasse: Postkasse
) -> None:
    fagleder = verden.personer["fagleder"].pk
    for nr in range(150):
        varsle(mottakere=[fagleder], emne=f"Påminnelse {nr}", slag="paaminnelse")
    varsle(mottakere=[fagleder], emne="Ikke gjort: Søk om midler", slag="eskalering")
    assert utsending.send_ventende() == 151
    assert sorted(b["Subject"] for b in postkasse.brev) == [
        "150 meldinger fra Rødtråd",
        "Ikke gjort: Søk om midler",
    ]
    assert all(b["Message-ID"].startswith("<sending-") for b in postkasse.brev)


def test_a_letter_that_is_refused_holds_up_no_other(verden: Verden, postkasse: Postkasse) -> None:
    postkasse.nekter = {"fagleder@prove.example"}
    for rolle in ("fagleder", "virksomhetsleder"):
        varsle(mottakere=[verden.personer[rolle].pk], emne="Viktig")
    assert utsending.send_ventende() == 1
    assert [b["To"] for b in postkasse.brev] == ["virksomhetsleder@prove.example"]


def test_a_subject_with_a_line_break_makes_no_header(verden: Verden, postkasse: Postkasse) -> None:
    varsle(mottakere=[verden.personer["fagleder"].pk], emne="Viktig\r\nBcc: ond@ond.example")
    assert utsending.send_ventende() == 1
    assert postkasse.brev[0]["Bcc"] is None


def test_what_one_worker_has_taken_no_other_sends(
    verden: Verden, postkasse: Postkasse, monkeypatch: pytest.MonkeyPatch
) -> None:
    varsle(mottakere=[verden.personer["fagleder"].pk], emne="Viktig")
    lest = list(Sending.objects.all())
    assert utsending.send_ventende() == 1
    monkeypatch.setattr(utsending, "_ventende", lambda: lest)
    assert utsending.send_ventende() == 0
    assert len(postkasse.brev) == 1


def test_each_kind_is_chosen_for_itself_and_escalations_cannot_be_chosen_away(
    verden: Verden, postkasse: Postkasse
) -> None:
    klient, fagleder = verden.klient("fagleder"), verden.personer["fagleder"]
    side = klient.get("/arbeid/meldinger/varsling/").content.decode()
    assert "Påminnelser" in side
    assert 'name="eskalering"' not in side
    svar = klient.post(
        "/arbeid/meldinger/varsling/",
        {"ny_oppgave": "straks", "paaminnelse": "ingen", "annet": "daglig", "eskalering": "ingen"},
    )
    assert svar.status_code == 302
    for slag in ("ny_oppgave", "paaminnelse", "lederavtale", "eskalering"):
        varsle(mottakere=[fagleder.pk], emne=slag, slag=slag)
    assert utsending.send_ventende() == 2
    assert sorted(Sending.objects.values_list("emne", "tilstand")) == [
        ("eskalering", "sendt"),
        ("lederavtale", "venter"),
        ("ny_oppgave", "sendt"),
    ]
    assert uleste(fagleder.pk) == 4
    with pytest.raises(IntegrityError), transaction.atomic():
        Varselvalg.objects.create(bruker=fagleder, slag="eskalering", epost="ingen")


def test_the_leaders_deputy_is_told_too(verden: Verden) -> None:
    leder, vikar = verden.personer["virksomhetsleder"], verden.personer["kvalitetskoordinator"]
    oppnevn_stedfortreder(
        for_id=leder.pk, stedfortreder_id=vikar.pk, fra=I_DAG, til=I_DAG, grunn="Ferie", av="t"
    )
    soknad(verden)
    daglig.paaminn(I_DAG)
    assert (len(til(leder)), len(til(vikar))) == (1, 1)


def test_a_task_completed_while_the_work_goes_on_calls_nobody(
    verden: Verden, monkeypatch: pytest.MonkeyPatch
) -> None:
    oppgave = soknad(verden)
    folk = daglig._folk

    def sent(*alt: Any) -> daglig.Dagensfolk:
        fullfor_oppgave(oppgave_id=oppgave.pk, av="fagleder")
        return folk(*alt)

    monkeypatch.setattr(daglig, "_folk", sent)
    assert daglig.paaminn(I_DAG) == 0
    assert not Melding.objects.exists()
