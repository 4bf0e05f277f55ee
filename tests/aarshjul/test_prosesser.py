"""What the year starts: a tertial for all units, directives for the budget, reports on services, wheels."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rodtraad.aarshjul.generering import AarshjulFeil, lag_aarshjul
from rodtraad.aarshjul.models import Aarshendelse, Tilstandsrapport
from rodtraad.aarshjul.queries import budsjettforinger, lenker
from rodtraad.aarshjul.services import endre_hendelse, lag_temahjul, legg_til_lenke, start_prosess
from rodtraad.aarshjul.tilstand import lagre_indikatorer, slagene, start_tilstandsrapport
from rodtraad.oppgaver.models import Oppgave
from rodtraad.oppgaver.services import fullfor_oppgave
from rodtraad.organisasjon.enheter import Enhetsversjon
from rodtraad.organisasjon.services import opprett_enhet
from tests.personer import ANNEN, EGEN, FRA, Verden, lag_person, lag_verden

pytestmark = pytest.mark.django_db
I_AAR = timezone.localdate().year


@pytest.fixture
def verden() -> Verden:
    verden = lag_verden()
    lag_aarshjul(aar=I_AAR, av="test")
    return verden


def en(mal: str) -> Aarshendelse:
    return Aarshendelse.objects.select_related("hjul").get(hjul__aar=I_AAR, mal=mal)


@pytest.mark.krav("HJUL-05")
def test_starting_a_tertial_gives_every_unit_its_tasks_with_the_same_deadline(verden: Verden) -> None:
    lag_person("sykehjemsleder", "virksomhetsleder", enhet=ANNEN)
    hendelse = en("kommunestyre_oktober")
    svar = (
        verden.klient("okonomi")
        .post(f"/arbeid/aarshjul/hendelse/{hendelse.pk}/start/", follow=True)
        .content.decode()
    )
    assert "12 oppgaver er gitt til 3 virksomheter" in svar
    # 230 has no leader, and nobody leads Oppvekst: it goes to the kommunedirektør, and the answer names the unit.
    assert "gitt til lederen over: Barnehage" in svar
    oppgaver = Oppgave.objects.filter(kilde__startswith=f"tertial:{hendelse.pk}:")
    assert {o.enhet_kode for o in oppgaver} == {"200", "230", "310"}
    assert len({o.frist for o in oppgaver}) == 1
    assert {o.kilde.rsplit(":", 1)[1] for o in oppgaver} == {
        "okonomi",
        "sjekkliste",
        "vedtak",
        "investeringer",
    }
    assert Oppgave.objects.filter(enhet_kode="200").first().eier == verden.personer["virksomhetsleder"]  # type: ignore[union-attr]
    # A unit without a leader of its own goes to the kommunedirektør, since Oppvekst has none either.
    assert Oppgave.objects.filter(enhet_kode="230").first().eier == verden.personer["kommunedirektor"]  # type: ignore[union-attr]


def test_started_twice_it_gives_nothing_twice_and_a_new_unit_is_added(verden: Verden) -> None:
    hendelse = en("kommunestyre_oktober")
    start_prosess(hendelse_id=hendelse.pk, av="test")
    assert "fra før" in start_prosess(hendelse_id=hendelse.pk, av="test")
    opprett_enhet(Enhetsversjon("350", "NAV", "virksomhet", "OPP", FRA), av="test")
    assert "4 oppgaver" in start_prosess(hendelse_id=hendelse.pk, av="test")
    assert Oppgave.objects.count() == 16


def test_a_unit_that_gets_another_leader_is_not_asked_twice_and_a_late_one_has_the_same_deadline(
    verden: Verden,
) -> None:
    hendelse = en("kommunestyre_oktober")
    start_prosess(hendelse_id=hendelse.pk, av="test")
    Oppgave.objects.update(frist=timezone.localdate() + timedelta(9))
    lag_person("sykehjemsleder", "virksomhetsleder", enhet=ANNEN)
    assert "fra før" in start_prosess(hendelse_id=hendelse.pk, av="test")
    opprett_enhet(Enhetsversjon("350", "NAV", "virksomhet", "OPP", FRA), av="test")
    start_prosess(hendelse_id=hendelse.pk, av="test")
    assert set(Oppgave.objects.values_list("frist", flat=True)) == {timezone.localdate() + timedelta(9)}


def test_the_event_shows_how_far_the_units_have_come(verden: Verden) -> None:
    hendelse = en("kommunestyre_oktober")
    start_prosess(hendelse_id=hendelse.pk, av="test")
    fullfor_oppgave(oppgave_id=Oppgave.objects.first().pk, av="test")  # type: ignore[union-attr]
    side = verden.klient("okonomi").get(f"/arbeid/aarshjul/hendelse/{hendelse.pk}/").content.decode()
    assert "1 av 12 oppgaver er fullført" in side
    assert "1 av 4" in side
    assert side.count("0 av 4") == 2


def test_without_leaders_it_says_which_roles_are_missing(verden: Verden) -> None:
    for person in verden.personer.values():
        person.rolletildelinger.update(gyldig_til=timezone.localdate() - timedelta(1))
    with pytest.raises(AarshjulFeil, match="Gi rollene først"):
        start_prosess(hendelse_id=en("kommunestyre_oktober").pk, av="test")


def test_an_event_without_a_process_starts_nothing(verden: Verden) -> None:
    with pytest.raises(AarshjulFeil, match="ingen prosess"):
        start_prosess(hendelse_id=en("hyttemote").pk, av="test")


@pytest.mark.krav("HJUL-02")
def test_three_priorities_become_directives_and_are_followed_up(verden: Verden) -> None:
    klient, konferanse = verden.klient("kommunedirektor"), en("dialogkonferanse_1")
    omraader = {
        "tittel1": "Tidlig innsats",
        "tekst1": "Flere lærere",
        "tittel2": "Hjemmetjenesten",
        "tittel3": "Balanse",
    }
    assert klient.post(f"/arbeid/aarshjul/hendelse/{konferanse.pk}/foringer/", omraader).status_code == 302
    assert [f.tittel for f in budsjettforinger(I_AAR)] == ["Tidlig innsats", "Hjemmetjenesten", "Balanse"]
    forste = budsjettforinger(I_AAR)[0]
    klient.post(
        f"/arbeid/aarshjul/foringer/{forste.pk}/", {"oppfolging": "To årsverk i 2027", "sted": "HØP kap. 4"}
    )
    side = verden.klient("politiker").get(f"/arbeid/aarshjul/{I_AAR}/foringer/").content.decode()
    for tekst in (
        "Tidlig innsats",
        "Hjemmetjenesten",
        "Balanse",
        "To årsverk i 2027",
        "HØP kap. 4",
        "ikke skrevet ennå",
    ):
        assert tekst in side


@pytest.mark.krav("HJUL-03")
def test_the_second_conference_has_documents_minutes_and_the_draft_budget(verden: Verden) -> None:
    hendelse = en("dialogkonferanse_2")
    skjema = {
        "tittel": hendelse.tittel, "presisjon": "dag", "fra": f"{I_AAR}-10-12", "til": f"{I_AAR}-10-12", "versjon": 1,
        "lenke": "https://kommune.example/budsjettutkast",
        "referat": "<p>Enighet om <strong>tre</strong> grep</p><script>x</script>",
    }  # fmt: skip
    svar = verden.klient("kommunedirektor").post(f"/arbeid/aarshjul/hendelse/{hendelse.pk}/endre/", skjema)
    assert svar.status_code == 302
    side = verden.klient("politiker").get(f"/arbeid/aarshjul/hendelse/{hendelse.pk}/").content.decode()
    assert 'href="https://kommune.example/budsjettutkast"' in side
    assert "<strong>tre</strong> grep" in side
    assert "<script>x" not in side


@pytest.mark.krav("HJUL-03")
def test_the_second_conference_links_to_the_draft_budget_and_its_documents(verden: Verden) -> None:
    hendelse, klient = en("dialogkonferanse_2"), verden.klient("kommunedirektor")
    adresse = f"/arbeid/aarshjul/hendelse/{hendelse.pk}/dokumenter/"
    utkast = {"slag": "budsjettutkast", "tittel": "Utkast til budsjett 2027", "adresse": "/rapport/hop-2027/"}
    assert klient.post(adresse, utkast).status_code == 302
    dobbelt = klient.post(adresse, utkast)
    assert dobbelt.status_code == 422
    assert "står på hendelsen fra før" in dobbelt.content.decode()
    saksliste = {
        "slag": "dokument",
        "tittel": "Saksliste",
        "adresse": "https://kommune.example/saksliste.pdf",
    }
    assert klient.post(adresse, saksliste).status_code == 302
    side = verden.klient("politiker").get(f"/arbeid/aarshjul/hendelse/{hendelse.pk}/").content.decode()
    assert 'href="/rapport/hop-2027/"' in side
    assert "Budsjettutkast" in side
    assert 'href="https://kommune.example/saksliste.pdf"' in side
    lenke = lenker(hendelse.pk)[0]
    assert verden.klient("politiker").post(f"{adresse}{lenke.pk}/fjern/").status_code == 404
    assert klient.post(f"{adresse}{lenke.pk}/fjern/").status_code == 302
    assert len(lenker(hendelse.pk)) == 1


@pytest.mark.parametrize(
    "adresse", ["javascript:alert(1)", "//ond.example/", "/\\ond.example", "data:text/html,x", "https://"]
)
def test_a_link_to_somewhere_odd_is_refused(verden: Verden, adresse: str) -> None:
    side = f"/arbeid/aarshjul/hendelse/{en('dialogkonferanse_2').pk}/dokumenter/"
    svar = verden.klient("kommunedirektor").post(
        side, {"slag": "dokument", "tittel": "x", "adresse": adresse}
    )
    assert svar.status_code == 422
    assert not lenker(en("dialogkonferanse_2").pk)


def test_the_constraint_refuses_an_odd_link_too(verden: Verden) -> None:
    hendelse = en("dialogkonferanse_2").pk
    for adresse in ("javascript:alert(1)", "//ond.example/"):
        with pytest.raises(AarshjulFeil):
            legg_til_lenke(hendelse_id=hendelse, slag="dokument", tittel="x", adresse=adresse, av="t")


@pytest.mark.krav("HJUL-13")
def test_a_unit_owns_a_wheel_and_its_events_show_in_the_common_year(verden: Verden) -> None:
    klient = verden.klient("virksomhetsleder")
    assert (
        klient.post(
            "/arbeid/aarshjul/temahjul/", {"navn": "HMS i skolen", "enhet": "virksomhet:200"}
        ).status_code
        == 302
    )
    assert (
        klient.post("/arbeid/aarshjul/temahjul/", {"navn": "Annet", "enhet": "virksomhet:310"}).status_code
        == 422
    )
    dobbelt = klient.post("/arbeid/aarshjul/temahjul/", {"navn": "HMS i skolen", "enhet": "virksomhet:200"})
    assert "alt et temahjul" in dobbelt.content.decode()
    hjul = Aarshendelse._meta.get_field("temahjul").related_model.objects.get()
    skjema: dict[str, Any] = {
        "tittel": "Vernerunde",
        "presisjon": "dag",
        "fra": f"{I_AAR}-03-03",
        "til": f"{I_AAR}-03-03",
    }
    uten = klient.post(f"/arbeid/aarshjul/{I_AAR}/ny/", skjema)
    assert "Velg et av temahjulene dine" in uten.content.decode()
    assert klient.post(f"/arbeid/aarshjul/{I_AAR}/ny/", {**skjema, "temahjul_id": hjul.pk}).status_code == 302
    side = verden.klient("ansatt").get(f"/arbeid/aarshjul/{I_AAR}/").content.decode()
    assert "Vernerunde" in side
    assert "HMS i skolen" in side
    bare = verden.klient("ansatt").get(f"/arbeid/aarshjul/{I_AAR}/?tema={hjul.pk}").content.decode()
    assert "Dialogkonferanse 1" not in bare
    assert (hjul.enhet_nivaa, hjul.enhet_kode) == EGEN


def test_whoever_owns_an_event_keeps_its_wheel_when_changing_it(verden: Verden) -> None:
    hjul = lag_temahjul(navn="Brann", enhet=ANNEN, beskrivelse="", av="test")
    rad = en("brann_kontroll")
    eier = verden.personer["ansatt"]
    endre_hendelse(
        hendelse_id=rad.pk, versjon=1, verdier={"eier_id": eier.pk, "temahjul_id": hjul.pk}, av="test"
    )
    klient, adresse = verden.klient("ansatt"), f"/arbeid/aarshjul/hendelse/{rad.pk}/endre/"
    skjema = klient.get(adresse).context["skjema"]
    felter = {navn: str(verdi) for navn, verdi in skjema.initial.items() if verdi not in (None, False)}
    assert klient.post(adresse, {**felter, "tittel": "Helsesjekk"}).status_code == 302
    rad.refresh_from_db()
    assert (rad.tittel, rad.temahjul, rad.eier, rad.gjentas) == ("Helsesjekk", hjul, eier, True)
    # The day is as it was, so that it is still the catalogue's rule that moves it.
    assert rad.utgangspunkt is None


@pytest.mark.krav("HJUL-18")
def test_a_report_on_a_service_is_a_template_with_indicators_and_a_case_number(verden: Verden) -> None:
    i_fjor = start_tilstandsrapport("skole", I_AAR - 1, "test")
    lagre_indikatorer(rapport_id=i_fjor.pk, verdier={1: ("49,5", "")}, av="test")
    start_prosess(hendelse_id=en("skoleundersokelser").pk, av="test")
    rapport = Tilstandsrapport.objects.get(aar=I_AAR, slag="skole")
    assert [i.navn for i in rapport.indikatorer.all()] == [
        i["navn"] for i in slagene()["skole"]["indikatorer"]
    ]
    assert rapport.indikatorer.get(nr=1).i_fjor == "49,5"
    klient, adresse = verden.klient("kommunedirektor"), f"/arbeid/aarshjul/tilstandsrapporter/{rapport.pk}/"
    uten_sak = klient.post(adresse, {"levert": "on", "versjon": 1, "i_aar_1": "50,1"})
    assert "må ha et saksnummer" in uten_sak.content.decode()
    assert (
        klient.post(adresse, {"saksnr": "89/26", "levert": "on", "versjon": 1, "i_aar_1": "50,1"}).status_code
        == 302
    )
    side = verden.klient("politiker").get(adresse).content.decode()
    assert "levert, sak 89/26" in side
    assert "50,1" in side
    assert verden.klient("politiker").post(adresse, {"versjon": 2}).status_code == 404
