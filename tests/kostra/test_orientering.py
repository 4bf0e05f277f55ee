"""Figures changed much after 15 June make a draft to the council, once (KOSTRA-06)."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.kostra.bruk import brukt_i, registrer_bruk
from rodtraad.kostra.models import Orienteringsutkast
from rodtraad.kostra.orientering_queries import sammenligninger
from rodtraad.kostra.orientering_services import lag_utkast
from rodtraad.oppgaver.models import Oppgave
from tests.kostra.kommunen import les_folk, les_kostra
from tests.personer import Verden, lag_verden

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.krav("KOSTRA-06"), pytest.mark.django_db]
FOR = ((202, "Grunnskole", 6000), (211, "Styrket tilbud", 500), (253, "Institusjon", 9000))
SIDE = "/arbeid/kostra/orientering/"


@pytest.fixture
def verden(mappe: Path) -> Verden:
    ny = lag_verden()
    les_folk(mappe)
    les_kostra(mappe, *FOR)
    return ny


def revidert(mappe: Path, skole: int, dag: str = "2025-06-15") -> None:
    les_kostra(mappe, (202, "Grunnskole", skole), *FOR[1:], publisert=dag)


def test_a_large_change_after_15_june_makes_one_draft_with_the_figures(verden: Verden, mappe: Path) -> None:
    assert lag_utkast(av="test") == []
    revidert(mappe, 7500)
    (utkast,) = lag_utkast(av="test")
    assert (
        "Grunnskole: fra 6\u202f000 til 7\u202f500 kr per innbygger, opp 1\u202f500 (25,0\u202f%)."
        in utkast.tekst
    )
    assert "15.03.2025 og 15.06.2025" in utkast.tekst
    assert "2 andre tall er lite eller ikke endret." in utkast.tekst
    assert lag_utkast(av="test") == []
    assert Orienteringsutkast.objects.count() == 1
    assert [h.handling for h in hendelser_om(f"orienteringsutkast:{utkast.pk}")] == [
        "laget utkast til orienteringssak"
    ]
    eiere = set(
        Oppgave.objects.filter(kilde=f"kostra-orientering:{utkast.pk}").values_list(
            "eier__username", flat=True
        )
    )
    assert eiere == {"okonomi", "motesekretar"}


@pytest.mark.parametrize(
    ("skole", "antall"),
    [(6999, 0), (7000, 1), (5000, 1), (5001, 0)],
)
def test_the_change_must_reach_the_limits(verden: Verden, mappe: Path, skole: int, antall: int) -> None:
    """A thousand inhabitants: a thousand kroner each is a million."""
    revidert(mappe, skole)
    assert len(lag_utkast(av="test")) == antall
    (s,) = sammenligninger()
    assert (len(s.endrede), s.uendrede) == (antall, 3 - antall)


def test_a_change_before_15_june_is_no_matter_for_the_council(verden: Verden, mappe: Path) -> None:
    revidert(mappe, 9500, dag="2025-06-14")
    assert sammenligninger() == []
    assert lag_utkast(av="test") == []
    revidert(mappe, 9500)
    assert lag_utkast(av="test") == []


def test_figures_revised_again_make_a_new_draft(verden: Verden, mappe: Path) -> None:
    revidert(mappe, 7500)
    lag_utkast(av="test")
    revidert(mappe, 8500, dag="2025-09-01")
    (ny,) = lag_utkast(av="test")
    assert "fra 6\u202f000 til 8\u202f500" in ny.tekst


def test_the_draft_says_where_the_old_figures_were_used(verden: Verden, mappe: Path) -> None:
    registrer_bruk(_aarsrapport)
    assert brukt_i(["x"]) == ("Årsrapport <1>",)
    revidert(mappe, 7500)
    (utkast,) = lag_utkast(av="test")
    assert "<li>Årsrapport &lt;1&gt;</li>" in utkast.tekst


def _aarsrapport(_innlesinger: object) -> list[str]:
    return ["Årsrapport <1>"]


def test_a_draft_is_written_laid_before_the_council_and_closed(verden: Verden, mappe: Path) -> None:
    revidert(mappe, 7500)
    okonom = verden.klient("okonomi")
    okonom.post(f"{SIDE}let/")
    utkast = Orienteringsutkast.objects.get()
    side = f"{SIDE}{utkast.pk}/"
    assert "Grunnskole" in verden.klient("motesekretar").get(side).content.decode()
    okonom.post(
        f"{side}skriv/",
        {"skriv-versjon": 1, "skriv-tittel": "Ny tittel", "skriv-tekst": "<p>Tekst</p><script>x</script>"},
    )
    utkast.refresh_from_db()
    assert (utkast.tittel, "script" in utkast.tekst) == ("Ny tittel", False)
    assert (
        okonom.post(f"{side}legg-fram/", {"legg-fram-versjon": 2, "legg-fram-saksnr": "tolv"}).status_code
        == 422
    )
    okonom.post(f"{side}legg-fram/", {"legg-fram-versjon": 2, "legg-fram-saksnr": "44/25"})
    utkast.refresh_from_db()
    assert (utkast.status, utkast.saksnr) == ("oversendt", "44/25")
    assert set(Oppgave.objects.values_list("status", flat=True)) == {"fullfort"}
    igjen = okonom.post(f"{side}legg-bort/", {"legg-bort-versjon": 3, "legg-bort-grunn": "x"})
    assert igjen.status_code == 422
    assert okonom.post(f"{side}slett/").status_code == 404


def test_a_draft_that_is_not_needed_is_set_aside_with_a_reason(verden: Verden, mappe: Path) -> None:
    revidert(mappe, 7500)
    okonom: Client = verden.klient("okonomi")
    okonom.post(f"{SIDE}let/")
    utkast = Orienteringsutkast.objects.get()
    assert okonom.post(f"{SIDE}{utkast.pk}/legg-bort/", {"legg-bort-versjon": 1}).status_code == 422
    okonom.post(
        f"{SIDE}{utkast.pk}/legg-bort/", {"legg-bort-versjon": 1, "legg-bort-grunn": "Alt orientert."}
    )
    utkast.refresh_from_db()
    assert (utkast.status, utkast.grunn) == ("unodvendig", "Alt orientert.")
    assert "ingen utkast er laget" in okonom.post(f"{SIDE}let/", follow=True).content.decode().lower()
