"""The letter of assignment: versioned per year, frozen when sent."""

from typing import Any

import pytest

from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.models import Oppdragsbrev
from rodtraad.ledelse.queries import satsinger
from rodtraad.ledelse.services import lagre_brev, ny_versjon, nytt_brev, send_brev
from rodtraad.oppgaver.models import Melding
from rodtraad.tilgang.models import Rolletildeling
from tests.ledelse.eksempler import sendt_brev
from tests.personer import Verden, lag_verden

pytestmark = pytest.mark.django_db


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def skriv(brev: Oppdragsbrev, *, rettet: int = 1, **endret: Any) -> None:
    verdier = {"tittel": brev.tittel, "tekst": brev.tekst, "satsinger": [("Ny satsing", "")]} | endret
    lagre_brev(brev_id=brev.pk, rettet=rettet, av="kd", **verdier)


@pytest.mark.krav("HJUL-09")
def test_a_sent_letter_never_changes_and_a_new_version_has_a_reason(verden: Verden) -> None:
    forste = Oppdragsbrev.objects.get(pk=sendt_brev(2026, "Tidlig innsats"))
    with pytest.raises(LedelseFeil, match="kan ikke endres"):
        skriv(forste, rettet=forste.rettet)
    with pytest.raises(LedelseFeil, match="Skriv hvorfor"):
        ny_versjon(brev_id=forste.pk, grunn=" ", av="kd")
    andre = ny_versjon(brev_id=forste.pk, grunn="Nytt vedtak i mars", av="kd")
    assert [s.tittel for s in andre.satsinger.all()] == ["Tidlig innsats"]
    assert [s.tittel for s in satsinger(2026)] == ["Tidlig innsats"], "the draft is not chosen among"
    skriv(andre)
    send_brev(brev_id=andre.pk, rettet=2, av="kd")
    assert [s.tittel for s in satsinger(2026)] == ["Ny satsing"]
    assert [s.tittel for s in forste.satsinger.all()] == ["Tidlig innsats"]
    side = verden.klient("ansatt").get(f"/arbeid/oppdragsbrev/{forste.pk}/").content.decode()
    assert "nyere versjon" in side
    assert "Nytt vedtak i mars" in side


@pytest.mark.krav("HJUL-09")
def test_a_new_year_begins_as_a_copy_of_the_last_sent(verden: Verden) -> None:
    sendt_brev(2025, "Nærvær", "Klima")
    nytt = nytt_brev(aar=2026, av="kd")
    assert (nytt.tittel, nytt.tekst) == ("Oppdragsbrev 2026", "<p>Kjære leder.</p>")
    assert [s.tittel for s in nytt.satsinger.all()] == ["Nærvær", "Klima"]
    with pytest.raises(LedelseFeil, match="finnes alt"):
        nytt_brev(aar=2026, av="kd")


@pytest.mark.krav("HJUL-09")
def test_the_leader_writes_and_sends_by_the_pages_and_each_leader_is_told(verden: Verden) -> None:
    Rolletildeling.objects.filter(rolle="virksomhetsleder").update(
        personalansvar=True, fagansvar=True, okonomiansvar=True
    )
    klient = verden.klient("kommunedirektor")
    sti = klient.post("/arbeid/oppdragsbrev/nytt/", {"aar": 2026}).headers["Location"]
    data = {"rettet": 1, "tittel": "Oppdragsbrev 2026", "tekst": "<p>Hei</p><script>x</script>", "form-TOTAL_FORMS": 3,
            "form-INITIAL_FORMS": 0, "form-0-tittel": "Tidlig innsats", "form-0-tekst": "For barna"}  # fmt: skip
    assert klient.post(sti, data).status_code == 302
    brev = Oppdragsbrev.objects.get()
    assert "script" not in brev.tekst
    svar = klient.post(f"/arbeid/oppdragsbrev/{brev.pk}/send/", {"rettet": 2}, follow=True)
    assert "Brevet er sendt til 1 leder." in svar.content.decode()
    melding = Melding.objects.get(mottaker=verden.personer["virksomhetsleder"])
    assert (melding.emne, melding.lenke) == ("Oppdragsbrev 2026", f"/arbeid/oppdragsbrev/{brev.pk}/")


def test_two_who_write_at_once_lose_nothing_and_an_empty_letter_is_not_sent(verden: Verden) -> None:
    brev = nytt_brev(aar=2026, av="kd")
    with pytest.raises(LedelseFeil, match="ingen satsinger"):
        send_brev(brev_id=brev.pk, rettet=1, av="kd")
    skriv(brev, tekst="Min")
    data = {"rettet": 1, "tittel": "T", "tekst": "<p>Den andres tekst</p>", "form-TOTAL_FORMS": 1,
            "form-INITIAL_FORMS": 0, "form-0-tittel": "Den andres satsing"}  # fmt: skip
    svar = verden.klient("kommunedirektor").post(f"/arbeid/oppdragsbrev/{brev.pk}/skriv/", data)
    assert svar.status_code == 422
    assert "Noen andre har endret brevet" in svar.content.decode()
    assert "Den andres tekst" in svar.content.decode()
    assert "Den andres satsing" in svar.content.decode()
    with pytest.raises(LedelseFeil, match="siden du leste det"):
        send_brev(brev_id=brev.pk, rettet=1, av="kd")
