"""Pages of tasks: who opens them, what they find, what the log says afterwards."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.oppgaver.models import Kommentar, Melding, Oppgave, Oppgavestatus
from rodtraad.oppgaver.services import fullfor_oppgave
from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.services import oppnevn_stedfortreder
from tests.oppgaver.test_oppgaver import lag, status
from tests.personer import ANNEN, EGEN, Verden, lag_verden

pytestmark = pytest.mark.django_db
I_DAG = timezone.localdate()


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def side(verden: Verden, rolle: str, adresse: str, **sporring: Any) -> str:
    svar = verden.klient(rolle).get(adresse, sporring)
    assert svar.status_code == 200
    return str(svar.content.decode())


def vikar_for(eier: Bruker, vikar: Bruker) -> None:
    oppnevn_stedfortreder(
        for_id=eier.pk, stedfortreder_id=vikar.pk, fra=I_DAG, til=I_DAG, grunn="Ferie", av="t"
    )


@pytest.mark.parametrize("hvordan", ["eier", "stedfortreder", "leder", "vikar"])
def test_whoever_is_told_of_a_task_can_open_it_and_do_it(verden: Verden, hvordan: str) -> None:
    ansatt, eier = verden.personer["ansatt"], verden.personer["politiker"]
    mer: dict[str, Any] = {"enhet": ANNEN}
    if hvordan in {"stedfortreder", "leder"}:
        mer[f"{hvordan}_id"] = ansatt.pk
    oppgave = lag(ansatt if hvordan == "eier" else eier, **mer)
    klient = verden.klient("ansatt")
    if hvordan == "vikar":
        assert klient.get(f"/arbeid/oppgaver/{oppgave.pk}/").status_code == 404
        vikar_for(eier, ansatt)
    assert klient.get(f"/arbeid/oppgaver/{oppgave.pk}/").status_code == 200
    klient.post(f"/arbeid/oppgaver/{oppgave.pk}/fullfor/", {"versjon": 1, "kommentar": "Gjort"})
    assert status(oppgave) == Oppgavestatus.FULLFORT
    navn = "ansatt (stedfortreder for politiker)" if hvordan == "vikar" else "ansatt"
    assert list(hendelser_om(f"oppgave:{oppgave.pk}"))[-1].av == navn
    assert Kommentar.objects.get().av == navn


def test_completing_many_names_each_in_the_log_as_it_was_done(verden: Verden) -> None:
    fagleder, eier = verden.personer["fagleder"], verden.personer["virksomhetsleder"]
    vikar_for(eier, fagleder)
    egen, for_eier = lag(fagleder), lag(eier)
    som_stedfortreder = lag(verden.personer["ansatt"], stedfortreder_id=fagleder.pk)
    ider = [str(o.pk) for o in (egen, for_eier, som_stedfortreder)]
    verden.klient("fagleder").post("/arbeid/oppgaver/fullfor/", {"oppgave": ider})
    assert {status(o) for o in Oppgave.objects.all()} == {Oppgavestatus.FULLFORT}
    assert [list(hendelser_om(f"oppgave:{pk}"))[-1].av for pk in ider] == [
        "fagleder",
        "fagleder (stedfortreder for virksomhetsleder)",
        "fagleder",
    ]


def test_the_list_is_narrowed_by_words_and_by_deadline(verden: Verden) -> None:
    fagleder = verden.personer["fagleder"]
    lag(fagleder, "Årsmelding", frist=I_DAG - timedelta(3))
    lag(fagleder, "Budsjett", frist=I_DAG + timedelta(5))
    lag(fagleder, "Tilsyn", frist=I_DAG + timedelta(20))
    for sporring, ventet in (
        ({}, {"Årsmelding", "Budsjett", "Tilsyn"}),
        ({"tekst": "årsmeld"}, {"Årsmelding"}),
        ({"tekst": "%"}, set()),
        ({"naar": "forfalt"}, {"Årsmelding"}),
        ({"naar": "uke"}, {"Årsmelding", "Budsjett"}),
        ({"naar": "maaned", "tekst": "TILSYN"}, {"Tilsyn"}),
        ({"naar": "tull"}, {"Årsmelding", "Budsjett", "Tilsyn"}),
    ):
        funnet = side(verden, "fagleder", "/arbeid/oppgaver/", **sporring)
        assert {t for t in ("Årsmelding", "Budsjett", "Tilsyn") if f">{t}<" in funnet} == ventet, sporring
    assert "3 dager over fristen" in side(verden, "fagleder", "/arbeid/oppgaver/")
    assert "passer med det du leter etter" in side(verden, "fagleder", "/arbeid/oppgaver/", tekst="xyz")


@pytest.mark.krav("HJUL-17")
def test_every_task_of_mine_stands_in_one_list_with_date_and_status(verden: Verden) -> None:
    fagleder = verden.personer["fagleder"]
    ferdig = lag(fagleder, "Ferdig", frist=date(2026, 12, 1))
    fullfor_oppgave(oppgave_id=ferdig.pk, av="x")
    lag(fagleder, "Åpen oppgave", frist=date(2026, 12, 2))
    lag(verden.personer["ansatt"], "En annens")
    alle = side(verden, "fagleder", "/arbeid/oppgaver/", vis="alle")
    assert alle.index("01.12.2026") < alle.index("Fullført") < alle.index("02.12.2026")
    assert "<td>Åpen</td>" in alle
    assert "En annens" not in alle
    assert "Over fristen" in alle


def test_the_units_list_has_its_finished_ones_too(verden: Verden) -> None:
    oppgave = lag(verden.personer["fagleder"], "Levert", enhet=EGEN)
    fullfor_oppgave(oppgave_id=oppgave.pk, av="x")
    assert "Levert" not in side(verden, "virksomhetsleder", "/arbeid/oppgaver/enhetens/")
    assert "Levert" in side(verden, "virksomhetsleder", "/arbeid/oppgaver/enhetens/", vis="ferdige")


def test_the_search_finds_what_one_may_see_and_no_more(verden: Verden) -> None:
    lag(verden.personer["ansatt"], "Utstyrsliste min", enhet=EGEN)
    lag(verden.personer["politiker"], "Utstyrsliste annen", enhet=ANNEN)

    def funnet(rolle: str) -> str:
        return strip_tags(side(verden, rolle, "/arbeid/sok/", q="utstyrsliste"))

    assert "Utstyrsliste min" in funnet("ansatt")
    assert "Utstyrsliste annen" not in funnet("ansatt")
    assert "Utstyrsliste min" in funnet("virksomhetsleder")
    assert "Utstyrsliste annen" not in funnet("virksomhetsleder")


def ny(verden: Verden, **endret: Any) -> Any:
    felter = {
        "tittel": "Skriv planen", "beskrivelse": "<p>Kort</p><script>x</script>", "enhet": "virksomhet:200",
        "eier": verden.personer["fagleder"].pk, "frist": (I_DAG + timedelta(9)).isoformat(), "eskaler": "14",
    } | endret  # fmt: skip
    return verden.klient("virksomhetsleder").post("/arbeid/oppgaver/ny/", felter)


def test_a_task_is_given_and_its_owner_is_told(verden: Verden) -> None:
    vikar = verden.personer["avdelingsleder"].pk
    svar = ny(verden, stedfortreder=vikar)
    oppgave = Oppgave.objects.get()
    assert svar.headers["Location"] == f"/arbeid/oppgaver/{oppgave.pk}/"
    assert (oppgave.enhet, oppgave.eskaler, oppgave.stedfortreder_id) == (EGEN, [3, 14], vikar)
    assert oppgave.leder == verden.personer["virksomhetsleder"]
    assert "<script" not in oppgave.beskrivelse
    melding = Melding.objects.get()
    assert (melding.mottaker, melding.slag) == (verden.personer["fagleder"], "ny_oppgave")


def test_the_giver_can_open_a_task_for_no_unit(verden: Verden) -> None:
    svar = ny(verden, enhet="")
    assert verden.klient("virksomhetsleder").get(svar.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("endret", "melding"),
    [
        ({"tittel": ""}, "Noe må rettes"),
        ({"frist": "2020-01-01"}, "Fristen 01.01.2020 er passert"),
        ({"frist": "snart"}, "Noe må rettes"),
        ({"enhet": "virksomhet:310"}, "Noe må rettes"),
        ({"eier": "999999"}, "Noe må rettes"),
        ({"eskaler": "5"}, "Noe må rettes"),
        ({"samme": True}, "Stedfortrederen må være en annen enn eieren"),
    ],
)
def test_a_task_with_faults_is_told_and_nothing_is_lost(
    verden: Verden, endret: dict[str, Any], melding: str
) -> None:
    if endret.pop("samme", False):
        endret["stedfortreder"] = verden.personer["fagleder"].pk
    svar = ny(verden, **endret)
    assert svar.status_code == 422
    assert melding in svar.content.decode()
    if "tittel" not in endret:
        assert 'value="Skriv planen"' in svar.content.decode()
    assert not Oppgave.objects.exists()
    assert not Melding.objects.exists()


def test_two_with_the_page_open_the_second_is_told_and_keeps_the_words(verden: Verden) -> None:
    oppgave = lag(verden.personer["fagleder"], enhet=EGEN)
    forste = {"versjon": 1, "ny_frist": (I_DAG + timedelta(40)).isoformat(), "grunn": "Venter på tall"}
    verden.klient("fagleder").post(f"/arbeid/oppgaver/{oppgave.pk}/utsett/", forste)
    svar = verden.klient("virksomhetsleder").post(
        f"/arbeid/oppgaver/{oppgave.pk}/overfor/",
        {"versjon": 1, "ny_eier": verden.personer["avdelingsleder"].pk, "grunn": "Permisjon fra mandag"},
    )
    assert svar.status_code == 422
    tekst = svar.content.decode()
    assert "Noen andre har endret oppgaven" in tekst
    assert "Permisjon fra mandag" in tekst
    assert Oppgave.objects.get().eier == verden.personer["fagleder"]
