"""The delegation register: what every entry has, how it is found, chains, overlaps and what has expired."""

from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.sak.delegasjon_queries import delegasjoner, register
from rodtraad.sak.delegasjon_services import avslutt_delegasjon, deleger, neste_nummer
from rodtraad.sak.feil import SakFeil
from rodtraad.sak.models import Delegasjon
from tests.personer import lag_verden

pytestmark = pytest.mark.django_db
TOPP = "nummer,myndighet,lov,paragraf,vedtak,fra_hvem,innehaver,kan_videre,over,gyldig_fra,gyldig_til"


def gi(nummer: str, **mer: Any) -> Delegasjon:
    verdier = {
        "myndighet": "Gi dispensasjon", "lov": "Plan- og bygningsloven", "paragraf": "§ 19-2", "vedtak": "50/24",
        "fra_hvem": "Kommunestyret", "innehaver": "Kommunedirektøren", "gyldig_fra": date(2024, 5, 30), "av": "test",
    } | mer  # fmt: skip
    return deleger(nummer=nummer, **verdier)


def les(mappe: Path, *rader: str, proev: bool = False) -> Any:
    fil = mappe / "delegasjoner.csv"
    fil.write_text("\n".join([TOPP, *rader, ""]), encoding="utf-8")
    return les_inn("delegasjoner", [fil], proev=proev)


@pytest.mark.krav("ORG-13")
def test_every_delegation_has_source_decision_holder_and_valid_dates(tmp_path: Path) -> None:
    rad = gi("D-1", gyldig_til=date(2027, 12, 31))
    side = lag_verden().klient("revisor").get(f"/arbeid/delegasjoner/{rad.pk}/").content.decode()
    for tekst in ("50/24", "Kommunedirektøren", "30.05.2024–31.12.2027", "§ 19-2"):
        assert tekst in side
    for mangler in ("vedtak", "innehaver", "fra_hvem"):
        with pytest.raises(SakFeil):
            gi("D-2", **{mangler: ""})
        with pytest.raises(IntegrityError), transaction.atomic():
            Delegasjon.objects.filter(pk=rad.pk).update(**{mangler: ""})
    with pytest.raises(SakFeil, match="kan ikke slutte før den begynner"):
        gi("D-2", gyldig_til=date(2024, 1, 1))
    with pytest.raises(SakFeil, match="Delegasjonsnummeret er alt i bruk"):
        gi("D-1")


@pytest.mark.krav("ORG-13")
def test_it_is_searched_by_text_holder_law_and_day() -> None:
    gi("D-1")
    gi(
        "D-2",
        myndighet="Ansette",
        lov="Kommuneloven",
        innehaver="Virksomhetsleder",
        gyldig_til=date(2024, 12, 31),
    )
    assert [d.nummer for d in delegasjoner(tekst="DISPENS")] == ["D-1"]
    assert [d.nummer for d in delegasjoner(innehaver="Virksomhetsleder")] == ["D-2"]
    assert [d.nummer for d in delegasjoner(lov="Kommuneloven")] == ["D-2"]
    assert [d.nummer for d in delegasjoner(dato=date(2025, 1, 1))] == ["D-1"]
    klient = lag_verden().klient("politiker")
    side = klient.get("/arbeid/delegasjoner/?q=ansette&lov=Kommuneloven&dato=2024-08-01").content.decode()
    assert "Ansette" in side
    assert "Gi dispensasjon" not in side
    assert "Ingen delegasjoner passer" in klient.get("/arbeid/delegasjoner/?q=finnesikke").content.decode()
    assert "Ansette" in klient.get("/arbeid/sok/?q=ansette").content.decode()


@pytest.mark.krav("ORG-13")
def test_expired_and_overlapping_are_shown() -> None:
    gi("D-1")
    gi("D-2", innehaver="Kommunalsjef", gyldig_fra=date(2025, 1, 1))
    gi("D-3", myndighet="Inngå leieavtaler", gyldig_til=date(2024, 12, 31))
    klient = lag_verden().klient("revisor")
    side = klient.get("/arbeid/delegasjoner/").content.decode()
    assert "2 delegasjoner overlapper" in side
    assert "overlapper D-2" in side
    assert "utgått" in side
    assert dict(register().overlapp) == {"D-1": ("D-2",), "D-2": ("D-1",)}


@pytest.mark.krav("ORG-13")
def test_a_chain_is_shown_and_holds_only_within_what_it_rests_on() -> None:
    gi("D-1", kan_videre=True, gyldig_til=date(2027, 12, 31))
    videre = {"fra_hvem": "Kommunedirektøren", "innehaver": "Enhetsleder", "over": "D-1"}
    with pytest.raises(SakFeil, match=r"D-2 må ligge innenfor tiden til D-1 \(30\.05\.2024–31\.12\.2027\)"):
        gi("D-2", **videre)
    under = gi("D-2", gyldig_til=date(2026, 12, 31), **videre)
    with pytest.raises(SakFeil, match="D-2 kan ikke delegeres videre"):
        gi("D-3", gyldig_til=date(2026, 12, 31), **videre | {"over": "D-2"})
    with pytest.raises(SakFeil, match="D-9 finnes ikke"):
        gi("D-3", **videre | {"over": "D-9"})
    side = lag_verden().klient("revisor").get(f"/arbeid/delegasjoner/{under.pk}/").content.decode()
    assert "Kommunestyret → Kommunedirektøren" in side
    over = Delegasjon.objects.get(nummer="D-1")
    with pytest.raises(SakFeil, match=r"D-2 er gitt videre fra D-1 og varer lenger enn 31\.12\.2025"):
        avslutt_delegasjon(delegasjon_id=over.pk, siste_dag=date(2025, 12, 31), versjon=1, av="test")
    avslutt_delegasjon(delegasjon_id=under.pk, siste_dag=date(2025, 6, 30), versjon=1, av="test")
    avslutt_delegasjon(delegasjon_id=over.pk, siste_dag=date(2025, 12, 31), versjon=1, av="test")
    with pytest.raises(SakFeil, match="Noen andre har endret delegasjonen"):
        avslutt_delegasjon(delegasjon_id=over.pk, siste_dag=date(2025, 12, 30), versjon=1, av="test")


def test_a_register_is_tried_first_and_every_fault_told(tmp_path: Path) -> None:
    gi("D-9")
    resultat = les(
        tmp_path,
        "D-1,Dispensasjon,Pbl,§ 19-2,50/24,Kommunestyret,Kommunedirektøren,nei,,2024-05-30,",
        "D-2,Dispensasjon,Pbl,§ 19-2,50/24,Kommunedirektøren,Leder,nei,D-1,2024-05-30,",
        "D-3,Skatt,,,50/24,Kommunestyret,Leder,nei,,2024-05-30,2024-01-01",
        "D-9,Skatt,,,50/24,Kommunestyret,Leder,nei,,2024-05-30,",
        "D-4,A,,,50/24,K,L,ja,D-5,2024-05-30,",
        "D-5,A,,,50/24,K,L,ja,D-4,2024-05-30,",
        "D-6,A,,,50/24,K,L,ja,,2024-05-30,",
        "D-6,B,,,50/24,K,L,ja,,2024-05-30,",
        proev=True,
    )
    meldinger = [f.melding for f in resultat.funn]
    for ventet in (
        "D-1 kan ikke delegeres videre.", "D-3 slutter 01.01.2024, før den begynner 30.05.2024.",
        "D-9 er alt ført for hånd i registeret.", "D-4 er gitt videre fra seg selv gjennom andre.",
        "Nummeret D-6 er brukt 2 ganger.",
    ):  # fmt: skip
        assert ventet in meldinger
    assert Delegasjon.objects.count() == 1


def test_a_register_read_in_replaces_the_last_and_is_not_changed_by_hand(tmp_path: Path) -> None:
    gi("D-9")
    les(tmp_path, "A-1,Gammel,,,50/24,K,L,nei,,2024-05-30,")
    ny = les(tmp_path, "A-1,Ny,,,50/24,K,L,nei,,2024-05-30,")
    assert [d.myndighet for d in delegasjoner()] == ["Ny", "Gi dispensasjon"]
    rad = Delegasjon.objects.get(myndighet="Ny")
    with pytest.raises(SakFeil, match="en innlesing endres ikke"):
        avslutt_delegasjon(delegasjon_id=rad.pk, siste_dag=date(2025, 1, 1), versjon=1, av="test")
    trekk_tilbake(str(ny.id))
    assert [d.myndighet for d in delegasjoner()] == ["Gammel", "Gi dispensasjon"]


def test_the_keeper_gives_on_by_the_form() -> None:
    gi("D-1", kan_videre=True)
    klient = lag_verden().klient("motesekretar")
    skjema = klient.get("/arbeid/delegasjoner/ny/?over=D-1").content.decode()
    assert 'value="D-2"' in skjema
    assert 'value="Gi dispensasjon"' in skjema
    data = {
        "nummer": "D-2", "myndighet": "Gi dispensasjon", "vedtak": "Delegasjonsbrev", "fra_hvem": "Kommunedirektøren",
        "innehaver": "Enhetsleder", "over": "D-1", "gyldig_fra": "2024-06-01", "grenser": "Bare mindre saker",
    }  # fmt: skip
    assert (
        "Delegasjonen er ført." in klient.post("/arbeid/delegasjoner/ny/", data, follow=True).content.decode()
    )
    feil = klient.post("/arbeid/delegasjoner/ny/", data)
    assert feil.status_code == 422
    assert "Bare mindre saker" in feil.content.decode()
    assert neste_nummer() == "D-3"


def test_a_thousand_delegations_are_paged_in_under_a_second(django_assert_max_num_queries: Any) -> None:
    Delegasjon.objects.bulk_create(
        Delegasjon(nummer=f"D-{n}", myndighet=f"Myndighet {n}", vedtak="50/24", fra_hvem="K", innehaver=f"L{n % 40}",
                   gyldig_fra=date(2024, 1, 1))
        for n in range(1000)
    )  # fmt: skip
    klient = lag_verden().klient("politiker")
    klient.get("/arbeid/delegasjoner/")
    start = perf_counter()
    with django_assert_max_num_queries(14):
        assert len(klient.get("/arbeid/delegasjoner/").context["bilder"]) == 50
    assert perf_counter() - start < 1
