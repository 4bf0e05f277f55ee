"""The reconciliation through its pages: what is read in is shown, explained, logged, and taken back."""

from pathlib import Path

import pytest
from django.test import Client

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.kostra.avstemming_queries import avstemming, funn
from rodtraad.kostra.avstemming_services import skriv_forklaring
from rodtraad.kostra.avstemmingsverdier import Stilling
from rodtraad.kostra.feil import KostraFeil
from rodtraad.kostra.models import Avstemmingsforklaring
from rodtraad.oppgaver.models import Oppgave
from tests.kostra.kommunen import AAR, les_alt, les_folk, les_kostra, les_regnskap
from tests.personer import Verden, lag_verden

pytestmark = [pytest.mark.krav("REGN-12"), pytest.mark.django_db]
SKOLE = "kostra_funksjonsomraader|Oppvekst|202|Grunnskole|konsern"
LISTE, LINJE = "/arbeid/kostra/avstemming/", f"/arbeid/kostra/avstemming/linje/?aar={AAR}&linje={SKOLE}"
FORKLAR = LINJE.replace("linje/?", "linje/forklar/?")


@pytest.fixture
def verden(mappe: Path) -> Verden:
    ny = lag_verden()
    les_alt(mappe)
    return ny


@pytest.fixture
def okonom(verden: Verden) -> Client:
    return verden.klient("okonomi")


def test_the_list_shows_both_amounts_and_what_is_unexplained(okonom: Client) -> None:
    """Schools: 6000 kroner per inhabitant × 1000 inhabitants against 5 million in the accounts."""
    svar = okonom.get(LISTE).content.decode()
    for tekst in (
        "202 Grunnskole",
        "6\u202f000",
        "5\u202f000",
        "1 linje som må forklares",
        "Uforklart",
        "1\u202f000 innbyggere",
    ):
        assert tekst in svar
    bare_funn = okonom.get(f"{LISTE}?vis=funn").content.decode()
    assert "202 Grunnskole" in bare_funn
    assert "253 Institusjon" not in bare_funn


def test_other_figures_give_other_lines(okonom: Client, mappe: Path) -> None:
    assert [r.funksjon for r in avstemming(AAR).funn] == ["202"]
    les_regnskap(mappe, AAR, f202=6_000_000, f211=500_000, f253=9_000_000)
    assert avstemming(AAR).funn == ()
    les_kostra(mappe, (202, "Grunnskole", 6000), (253, "Institusjon", 12_000), publisert="2025-06-15")
    etter = {r.funksjon: r for r in avstemming(AAR).rader}
    assert (etter["253"].er_funn, etter["211"].stilling) == (True, Stilling.IKKE_PUBLISERT)
    assert "ureviderte" not in {a.id for a in etter["253"].mulige}


def test_a_person_explains_the_line_and_it_is_logged_and_can_be_taken_back(okonom: Client) -> None:
    svar = okonom.post(
        FORKLAR, {"aarsak": "andel", "kroner": "1000000", "kommentar": "Andel av IKS.", "eier": ""}
    )
    assert svar.status_code == 302
    forklaring = Avstemmingsforklaring.objects.get()
    assert (forklaring.belop, forklaring.differanse, forklaring.av) == (100_000_000, 100_000_000, "okonomi")
    assert [h.handling for h in hendelser_om(f"avstemmingsforklaring:{forklaring.pk}")] == [
        "forklarte differanse mot KOSTRA"
    ]
    assert avstemming(AAR).funn == ()
    side = okonom.get(LINJE).content.decode()
    assert "Andel av IKS." in side
    okonom.post(f"/arbeid/kostra/avstemming/forklaring/{forklaring.pk}/trekk/")
    assert [r.funksjon for r in avstemming(AAR).funn] == ["202"]
    assert "trukket av" in okonom.get(LINJE).content.decode()
    assert Avstemmingsforklaring.objects.count() == 1


def test_an_owner_gets_one_task_which_is_called_off_with_the_explanation(
    verden: Verden, okonom: Client
) -> None:
    eier = verden.personer["fagleder"].pk
    okonom.post(FORKLAR, {"aarsak": "annet", "kroner": "", "kommentar": "Sjekk skolen.", "eier": eier})
    (oppgave,) = Oppgave.objects.filter(eier=eier)
    assert "202 Grunnskole" in oppgave.tittel
    assert avstemming(AAR).funn
    assert "undersøkes (Fagleder Prøve)" in okonom.get(LISTE).content.decode()
    okonom.post(f"/arbeid/kostra/avstemming/forklaring/{Avstemmingsforklaring.objects.get().pk}/trekk/")
    oppgave.refresh_from_db()
    assert oppgave.status == "avlyst"


def test_an_explanation_says_when_the_difference_is_another_now(okonom: Client, mappe: Path) -> None:
    okonom.post(FORKLAR, {"aarsak": "andel", "kroner": "1000000", "kommentar": "Andel av IKS.", "eier": ""})
    les_regnskap(mappe, AAR, f202=4_000_000, f211=500_000, f253=9_000_000)
    assert "Differansen er endret siden dette ble skrevet" in okonom.get(LINJE).content.decode()
    (rad,) = avstemming(AAR).funn
    assert rad.uforklart == 100_000_000


def test_what_is_typed_wrong_is_said_and_nothing_is_stored(okonom: Client) -> None:
    svar = okonom.post(FORKLAR, {"aarsak": "finnes-ikke", "kroner": "mye", "kommentar": "", "eier": ""})
    assert svar.status_code == 422
    assert not Avstemmingsforklaring.objects.exists()
    assert okonom.get(LINJE.replace("202", "999")).status_code == 404
    with pytest.raises(KostraFeil, match="finnes ikke"):
        skriv_forklaring(aar=AAR, rad_id="x", aarsak="annet", kommentar="x", av="t")
    with pytest.raises(KostraFeil, match="årsak"):
        skriv_forklaring(aar=AAR, rad_id=SKOLE, aarsak="x", kommentar="x", av="t")


def test_whoever_only_reads_sees_no_form(verden: Verden) -> None:
    side = verden.klient("revisor").get(LINJE).content.decode()
    assert "Kontostrengene bak regnskapet" in side
    assert "Skriv en forklaring" not in side


def test_findings_name_the_line_the_amounts_and_what_to_do(verden: Verden) -> None:
    (ett,) = funn(avstemming(AAR))
    assert (ett.kontroll, ett.sted, str(ett.hjemmel)) == ("REGN-12", "202 Grunnskole", "kommuneloven § 16-1")
    assert (
        ett.melding
        == "KOSTRA viser 6\u202f000 og regnskapet 5\u202f000 tusen kroner. 1\u202f000 tusen kroner er ikke forklart."
    )


def test_without_inhabitants_or_accounts_the_page_says_so(mappe: Path) -> None:
    verden = lag_verden()
    klient = verden.klient("okonomi")
    assert "ingenting å avstemme" in klient.get(LISTE).content.decode()
    les_kostra(mappe)
    side = klient.get(LISTE).content.decode()
    assert "er ikke lest inn" in side
    assert "Ikke i hovedboken" in side
    les_folk(mappe)
    assert all(r.stilling == Stilling.IKKE_I_HOVEDBOKEN for r in avstemming(AAR).rader)
