"""Large changes are listed before 15 April, once each, and opened again when the figures change (KOSTRA-14)."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kostra.endring_queries import store_endringer, uavklarte
from rodtraad.kostra.endring_services import daglig, oppdater_store_endringer
from rodtraad.kostra.grenser import EGEN, Endring, Endringsgrenser, endringsgrenser
from rodtraad.kostra.models import Storendring
from rodtraad.kostra.store_endringer import mot_fjoraaret
from rodtraad.oppgaver.models import Oppgave
from tests.kostra.fakta import publisert
from tests.kostra.kommunen import AAR, les_alt, les_kostra, les_regnskap
from tests.personer import Verden, lag_verden

pytestmark = pytest.mark.krav("KOSTRA-14")
GRENSER = Endringsgrenser(Decimal(20), Decimal(500), Decimal(500_000), Decimal(2))
LISTE = "/arbeid/kostra/store-endringer/"


@pytest.fixture
def verden(mappe: Path) -> Verden:
    ny = lag_verden()
    les_alt(mappe)
    return ny


@pytest.fixture
def okonom(verden: Verden) -> Client:
    return verden.klient("okonomi")


@pytest.mark.parametrize(
    ("for_", "naa", "enhet", "stor"),
    [
        (2_500_000, 3_000_000, "kr", True),  # exactly 500 000 kr and 20 percent
        (2_500_001, 3_000_000, "kr", False),  # one krone less
        (2_600_000, 3_100_000, "kr", True),  # under 20 percent, but 500 kroner per inhabitant
        (0, 600_000, "kr", True),
        (0, 499_999, "kr", False),
        (600_000, 0, "kr", True),
        (5, 5, "kr", False),
        (2000, 2500, "1000 kr", True),
        (2000, 2500, "kr per innbygger", True),
        (-5.8, -7.8, "prosent", True),
        (-5.8, -7.7, "prosent", False),
        (10, 12, "antall", True),
        (10, 11.9, "antall", False),
    ],
)  # fmt: skip
def test_a_change_is_large_at_the_limits_and_not_below(
    for_: float, naa: float, enhet: str, *, stor: bool
) -> None:
    """A thousand inhabitants."""
    endring = Endring(Decimal(str(for_)), Decimal(str(naa)), enhet)
    assert endring.er_stor(GRENSER, 1000) is stor
    assert Endring(endring.naa, endring.for_, enhet).forskjell == -endring.forskjell


def test_published_figures_are_held_against_the_year_before_only_where_both_are_published() -> None:
    i_fjor = [publisert("202", 100, aar=2023), publisert("211", 100, aar=2023)]
    (en,) = mot_fjoraaret([publisert("202", 150), publisert("253", 1)], i_fjor)
    assert (en.funksjon, en.endring.for_, en.endring.naa) == ("202", 100, 150)


@pytest.mark.django_db
def test_changes_from_last_year_and_from_the_accounts_are_listed(verden: Verden) -> None:
    oppdater_store_endringer(aar=AAR, av="test")
    rader = {(r.kilde, r.navn): (r.verdi_for, r.verdi) for r in store_endringer(AAR)}
    assert rader == {
        ("egne", "202 Grunnskole"): (3_300_000, 5_000_000),
        ("regnskap", "Grunnskole"): (5_000_000, 6_000_000),
    }


@pytest.mark.django_db
def test_the_same_again_changes_nothing_and_gives_one_task(verden: Verden) -> None:
    forste = oppdater_store_endringer(aar=AAR, av="test")
    andre = oppdater_store_endringer(aar=AAR, av="test")
    assert (forste.nye, andre.noe) == (2, False)
    assert Storendring.objects.count() == 2
    (oppgave,) = Oppgave.objects.filter(kilde=f"kostra-endringer:{AAR}")
    assert (oppgave.eier.username, oppgave.lenke) == ("okonomi", f"{LISTE}?aar={AAR}")


@pytest.mark.django_db
def test_each_is_checked_with_a_comment_and_then_the_task_is_done(okonom: Client) -> None:
    okonom.post(f"{LISTE}let/?aar={AAR}")
    en, to = Storendring.objects.order_by("kilde")
    ikke = okonom.post(f"{LISTE}{en.pk}/", {"versjon": 1, "status": "rettes", "kommentar": ""})
    assert ikke.status_code == 422
    okonom.post(f"{LISTE}{en.pk}/", {"versjon": 1, "status": "sjekket", "kommentar": "Ny skole."})
    okonom.post(f"{LISTE}{to.pk}/", {"versjon": 1, "status": "rettes", "kommentar": "Feil funksjon."})
    assert uavklarte(AAR) == 1
    assert Oppgave.objects.get(kilde=f"kostra-endringer:{AAR}").status == "aapen"
    okonom.post(f"{LISTE}{to.pk}/", {"versjon": 2, "status": "sjekket", "kommentar": "Rettet."})
    assert (uavklarte(AAR), Oppgave.objects.get(kilde=f"kostra-endringer:{AAR}").status) == (0, "fullfort")
    foreldet = okonom.post(f"{LISTE}{to.pk}/", {"versjon": 2, "status": "aapen", "kommentar": ""})
    assert foreldet.status_code == 422
    assert "Ny skole." in okonom.get(f"{LISTE}?aar={AAR}").content.decode()


@pytest.mark.django_db
def test_a_checked_change_is_opened_when_its_figures_change_and_leaves_when_it_is_small(
    okonom: Client, mappe: Path
) -> None:
    okonom.post(f"{LISTE}let/?aar={AAR}")
    for rad in Storendring.objects.all():
        okonom.post(f"{LISTE}{rad.pk}/", {"versjon": 1, "status": "sjekket", "kommentar": ""})
    les_regnskap(mappe, AAR, f202=5_200_000, f211=500_000, f253=9_000_000)
    assert oppdater_store_endringer(aar=AAR, av="test").endret == 2
    assert uavklarte(AAR) == 2
    les_regnskap(mappe, AAR, f202=3_400_000, f211=500_000, f253=9_000_000)
    les_kostra(mappe, (202, "Grunnskole", 3400), publisert="2025-04-01")
    assert oppdater_store_endringer(aar=AAR, av="test").borte == 2
    assert uavklarte(AAR) == 0
    assert "er ikke lenger over grensene" in okonom.get(f"{LISTE}?aar={AAR}").content.decode()


@pytest.mark.django_db
def test_each_change_leads_to_what_is_behind_it(okonom: Client) -> None:
    okonom.post(f"{LISTE}let/?aar={AAR}")
    side = okonom.get(f"{LISTE}?aar={AAR}").content.decode()
    assert f"{LISTE}{Storendring.objects.get(kilde='egne').pk}/tall/" in side
    assert "/arbeid/kostra/avstemming/linje/?aar=2024" in side
    bak = okonom.get(f"{LISTE}{Storendring.objects.get(kilde='egne').pk}/tall/").content.decode()
    assert "010 Fastlønn" in bak
    assert "1\u202f700\u202f000" in bak


@pytest.mark.django_db
def test_the_days_work_looks_until_15_april_and_not_after(verden: Verden) -> None:
    daglig(date(AAR + 1, 4, 16))
    assert not Storendring.objects.exists()
    daglig(date(AAR + 1, 4, 15))
    assert Storendring.objects.count() == 2
    daglig(date(AAR + 4, 2, 1))
    assert Storendring.objects.count() == 2


@pytest.mark.django_db
def test_a_municipality_may_have_limits_of_its_own(verden: Verden, settings: Any) -> None:
    fil = Path(settings.MAPPE) / EGEN
    fil.write_text("store_endringer:\n  belop_kroner: 1200000\n", encoding="utf-8")
    oppdater_store_endringer(aar=AAR, av="test")
    assert [r.kilde for r in store_endringer(AAR)] == ["egne"]
    assert endringsgrenser("vesentlige_endringer").prosent == 10
    for feil in (
        "store_endringer:\n  kroner: 1\n",
        "store_endringer: [1]\n",
        "store_endringer:\n  prosent: mye\n",
    ):
        fil.write_text(feil, encoding="utf-8")
        with pytest.raises(RodtraadFeil, match=EGEN):
            endringsgrenser("store_endringer")
