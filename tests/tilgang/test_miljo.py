"""Settings from the environment: what they become, and what is said when they cannot be read."""

from typing import Any

import pytest

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.web import miljo
from tests.installasjoner import rodtraad


@pytest.mark.parametrize(
    ("adresse", "port", "tls", "ssl"),
    [
        ("smtp://post.example", 25, False, False),
        ("smtp+tls://bru%40ker:pa%3Ass@post.example", 587, True, False),
        ("smtps://post.example:2465", 2465, False, True),
    ],
)
def test_a_mail_server_is_one_address(
    monkeypatch: Any, adresse: str, port: int, *, tls: bool, ssl: bool
) -> None:
    monkeypatch.setenv("RODTRAAD_EPOST", adresse)
    valg = miljo.epost()["OPTIONS"]
    assert (valg["host"], valg["port"], valg["use_tls"], valg["use_ssl"]) == ("post.example", port, tls, ssl)
    if tls:
        assert (valg["username"], valg["password"]) == ("bru@ker", "pa:ss")


def test_without_a_mail_server_nothing_is_sent(monkeypatch: Any) -> None:
    monkeypatch.delenv("RODTRAAD_EPOST", raising=False)
    assert miljo.epost() == {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


@pytest.mark.parametrize("adresse", ["post.example", "http://post.example", "smtp:/post"])
def test_a_mail_address_that_cannot_be_read_is_refused(monkeypatch: Any, adresse: str) -> None:
    monkeypatch.setenv("RODTRAAD_EPOST", adresse)
    with pytest.raises(RodtraadFeil, match="RODTRAAD_EPOST"):
        miljo.epost()


@pytest.mark.parametrize("verdi", ["to", "-1", "0", "1.5", "¹"])
def test_a_number_that_cannot_be_read_is_refused(monkeypatch: Any, verdi: str) -> None:
    monkeypatch.setenv("RODTRAAD_OKT_TIMER", verdi)
    with pytest.raises(RodtraadFeil, match=r"RODTRAAD_OKT_TIMER er .* Skriv et helt tall, 1 eller mer"):
        miljo.tall("RODTRAAD_OKT_TIMER", 12)


def test_a_wrong_setting_stops_the_command_with_a_message_and_no_traceback(
    monkeypatch: Any, installasjon: Any
) -> None:
    monkeypatch.setenv("RODTRAAD_OKT_TIMER", "tolv")
    svar = rodtraad("bruker", "liste", "--mappe", installasjon, sjekk=False)
    assert svar.returncode == 1
    assert svar.stderr.startswith("RODTRAAD_OKT_TIMER er «tolv».")


def test_roles_and_other_lists_are_written_with_commas(monkeypatch: Any) -> None:
    monkeypatch.setenv("RODTRAAD_TOTRINN_ROLLER", " okonomi, systemadministrator ,")
    assert miljo.liste("RODTRAAD_TOTRINN_ROLLER") == ["okonomi", "systemadministrator"]


def test_a_misspelt_role_stops_the_command(monkeypatch: Any, installasjon: Any) -> None:
    monkeypatch.setenv("RODTRAAD_TOTRINN_ROLLER", "systemadminstrator")
    svar = rodtraad("bruker", "liste", "--mappe", installasjon, sjekk=False)
    assert svar.returncode == 1
    assert "nevner roller som ikke finnes: systemadminstrator." in svar.stderr
