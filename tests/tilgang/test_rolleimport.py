"""Roles and persons from a source system: given, ended at the next file, and undone (ORG-12)."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from rodtraad.hendelser.models import Hendelse
from rodtraad.innlesing.services import Resultat, les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.models import Bruker, Rolletildeling
from rodtraad.tilgang.queries import rettigheter_for
from rodtraad.tilgang.services import tildel_rolle
from tests.personer import ANNEN, EGEN, Verden, lag_person, lag_verden

pytestmark = pytest.mark.django_db
OVERSKRIFT = "brukernavn;rolle;nivaa;kode;fra;til;personal;fag;okonomi;kilde\n"


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    return tmp_path


def fil(mappe: Path, *rader: str, navn: str = "roller.csv", overskrift: str = OVERSKRIFT) -> Path:
    sti = mappe / navn
    sti.write_text(overskrift + "\n".join(rader) + "\n", encoding="utf-8")
    return sti


def les(mappe: Path, *rader: str, **valg: Any) -> Resultat:
    return les_inn("roller", [fil(mappe, *rader)], **valg)


def feil_i(resultat: Resultat) -> str:
    return "\n".join(f"{f.sted}: {f.melding} {f.tiltak}" for f in resultat.funn if f.er_feil)


def naa(bruker: Bruker, kilde: str = "HR") -> set[tuple[str, str]]:
    rader = Rolletildeling.objects.filter(bruker=bruker, kilde=kilde, annullert__isnull=True)
    i_dag = timezone.localdate()
    return {
        (r.rolle, r.enhet_kode)
        for r in rader
        if r.gyldig_fra <= i_dag and (r.gyldig_til is None or r.gyldig_til >= i_dag)
    }


KARI = "kari;virksomhetsleder;virksomhet;200;2024-01-01;;ja;ja;ja;HR"
OLA = "ola;fagleder;virksomhet;310;2024-01-01;;;ja;;HR"


@pytest.fixture
def kari(verden: Verden) -> Bruker:
    return lag_person("kari")


@pytest.fixture
def ola(verden: Verden) -> Bruker:
    return lag_person("ola")


@pytest.mark.krav("ORG-12")
def test_a_role_no_longer_in_the_source_is_gone_after_the_next_file_and_the_log_says_so(
    mappe: Path, kari: Bruker, ola: Bruker
) -> None:
    les(mappe, KARI, OLA)
    i_dag = timezone.localdate()
    assert rettigheter_for(kari.pk, i_dag).gjelder("rapport.skriv", EGEN)
    les(mappe, OLA, av="nattjobb")
    assert not rettigheter_for(kari.pk, i_dag).har("rapport.skriv")
    assert naa(ola) == {("fagleder", "310")}
    rad = Rolletildeling.objects.get(bruker=kari)
    assert rad.gyldig_til == i_dag - timedelta(days=1)
    post = Hendelse.objects.filter(handling="avsluttet rolle").get()
    assert (post.gjelder, post.av) == (f"bruker:{kari.pk}", "nattjobb")
    assert post.verdi_etter["person"] == "kari"
    assert post.verdi_etter["rolle"] == "virksomhetsleder"
    assert post.verdi_etter["kilde"] == "HR"
    assert "står ikke i listen fra HR" in post.verdi_etter["grunn"]


@pytest.mark.krav("ORG-12")
def test_roles_given_by_hand_and_by_another_system_are_never_touched(
    mappe: Path, kari: Bruker, ola: Bruker
) -> None:
    tildel_rolle(bruker_id=kari.pk, rolle="fagleder", enhet=EGEN, fra=date(2024, 1, 1), til=None, av="test")
    les(mappe, "kari;okonomi;virksomhet;200;;;;;;Økonomisystemet")
    les(mappe, KARI, OLA)
    les(mappe, OLA)
    assert naa(kari, "") == {("fagleder", "200")}
    assert naa(kari, "Økonomisystemet") == {("okonomi", "200")}
    assert naa(kari) == set()


def test_a_dry_run_tells_what_would_be_given_and_taken_and_stores_nothing(
    mappe: Path, kari: Bruker, ola: Bruker
) -> None:
    les(mappe, KARI)
    prove = les(mappe, OLA, proev=True)
    meldinger = [f.melding for f in prove.funn]
    assert "Kari Prøve mister rollen Virksomhetsleder for virksomhet 200." in meldinger
    assert "Ola Prøve får rollen Fagleder for virksomhet 310." in meldinger
    assert (prove.id, naa(kari)) == (None, {("virksomhetsleder", "200")})


@pytest.mark.krav("ORG-12")
def test_a_withdrawal_gives_back_what_the_file_took(mappe: Path, kari: Bruker, ola: Bruker) -> None:
    les(mappe, KARI)
    andre = les(mappe, OLA)
    trekk_tilbake(str(andre.id))
    assert (naa(kari), naa(ola)) == ({("virksomhetsleder", "200")}, set())
    rad = Rolletildeling.objects.get(bruker=kari)
    assert (rad.gyldig_fra, rad.gyldig_til) == (date(2024, 1, 1), None)


def test_a_withdrawal_of_the_only_list_ends_what_it_gave(mappe: Path, kari: Bruker) -> None:
    forste = les(mappe, KARI)
    trekk_tilbake(str(forste.id))
    assert naa(kari) == set()
    assert Rolletildeling.objects.filter(bruker=kari).exists()


def test_every_fault_is_told_at_once_with_its_row_and_nothing_is_stored(mappe: Path, kari: Bruker) -> None:
    resultat = les(
        mappe, KARI, "ukjent;fagleder;virksomhet;200;;;;;;HR", ";fagleder;virksomhet;200;;;;;;HR",
        "kari;virksomhetsleder;;;;;;;;HR", "kari;revisor;virksomhet;200;;;;;;HR",
        "kari;fagleder;virksomhet;999;;;;;;HR",
        "kari;fagleder;virksomhet;;;;;;;HR", "kari;fagleder;virksomhet;200;2026-01-01;2025-01-01;;;;HR", KARI,
    )  # fmt: skip
    feil = feil_i(resultat)
    for rad, tekst in (
        (3, "Personen «ukjent» finnes ikke."),
        (4, "Raden sier ikke hvem den gjelder."),
        (5, "Rollen Virksomhetsleder gis for en enhet."),
        (6, "Rollen Revisor gjelder hele kommunen"),
        (7, "Virksomhet 999 finnes ikke"),
        (8, "Raden har bare en av nivaa og kode."),
        (9, "Rollen slutter 01.01.2025, før den begynner 01.01.2026."),
        (10, "står flere ganger for samme person og tid"),
    ):
        linje = next(linje for linje in feil.splitlines() if f"rad {rad}" in linje)
        assert tekst in linje
    assert resultat.id is None
    assert not Rolletildeling.objects.filter(bruker=kari).exists()


def test_an_unknown_role_and_a_wrong_date_are_told_with_column(mappe: Path, kari: Bruker) -> None:
    feil = feil_i(les(mappe, "kari;sjef;;;1. januar;;;;;HR"))
    assert "Verdien «sjef» er ikke tillatt." in feil
    assert "kolonne «fra»" in feil


def test_two_systems_in_one_file_are_refused(mappe: Path, kari: Bruker) -> None:
    feil = feil_i(les(mappe, KARI, "kari;fagleder;virksomhet;200;;;;;;Lønn"))
    assert "Kolonnen «kilde» har HR, Lønn." in feil


def mange(verden: Verden, antall: int) -> Sequence[str]:
    for nr in range(antall):
        lag_person(f"person{nr}")
    return [f"person{nr};fagleder;virksomhet;200;;;;;;HR" for nr in range(antall)]


@pytest.mark.krav("ORG-12")
def test_a_list_that_takes_too_many_roles_is_stopped_until_somebody_confirms(
    mappe: Path, verden: Verden
) -> None:
    rader = mange(verden, 10)
    les(mappe, *rader)
    stoppet = les(mappe, *rader[:4])
    assert "Listen tar bort 6 av 10 roller fra kilden." in feil_i(stoppet)
    assert Rolletildeling.objects.filter(kilde="HR", gyldig_til__isnull=True).count() == 10
    les(mappe, *rader[:4], ved_overlapp="erstatt")
    gyldige = Rolletildeling.objects.filter(kilde="HR", gyldig_til__isnull=True, annullert__isnull=True)
    assert gyldige.count() == 4


@pytest.mark.parametrize(("beholdt", "stoppet"), [(25, False), (24, False), (23, True)])
def test_the_stop_is_at_more_than_a_fifth_and_more_than_five(
    mappe: Path, verden: Verden, beholdt: int, *, stoppet: bool
) -> None:
    rader = mange(verden, 30)
    les(mappe, *rader)
    assert les(mappe, *rader[:beholdt], proev=True).har_feil is stoppet


def test_five_roles_of_five_may_go_without_asking(mappe: Path, verden: Verden, kari: Bruker) -> None:
    rader = mange(verden, 5)
    les(mappe, *rader)
    assert not les(mappe, KARI, proev=True).har_feil


def test_the_list_cannot_be_added_to_another(mappe: Path, kari: Bruker) -> None:
    with pytest.raises(RodtraadFeil, match="hele listen"):
        les(mappe, KARI, ved_overlapp="tillegg")


def test_the_last_administrator_is_not_taken_by_a_file(mappe: Path, verden: Verden, kari: Bruker) -> None:
    les(mappe, "kari;systemadministrator;;;;;;;;HR", KARI)
    Rolletildeling.objects.filter(rolle="systemadministrator", kilde="").delete()
    assert "Listen tar bort den siste systemadministratoren." in feil_i(les(mappe, KARI))
    assert naa(kari) == {("systemadministrator", ""), ("virksomhetsleder", "200")}


def test_a_change_of_authority_or_last_day_changes_the_role_and_is_logged(mappe: Path, kari: Bruker) -> None:
    les(mappe, KARI)
    les(mappe, "kari;virksomhetsleder;virksomhet;200;2024-01-01;2099-12-31;ja;;;HR")
    rad = Rolletildeling.objects.get(bruker=kari)
    assert (rad.gyldig_til, rad.personalansvar, rad.fagansvar) == (date(2099, 12, 31), True, False)
    assert Hendelse.objects.get(handling="endret rolle").gjelder == f"bruker:{kari.pk}"


def test_a_role_that_begins_later_gives_nothing_before(mappe: Path, kari: Bruker) -> None:
    i_morgen = timezone.localdate() + timedelta(days=1)
    les(mappe, f"kari;fagleder;virksomhet;200;{i_morgen};;;;;HR")
    assert not rettigheter_for(kari.pk, timezone.localdate()).har("tall.se")
    assert rettigheter_for(kari.pk, i_morgen).har("tall.se")


def test_a_role_taken_and_given_again_on_the_same_day_is_held(mappe: Path, kari: Bruker, ola: Bruker) -> None:
    uten_dato = "kari;fagleder;virksomhet;200;;;;;;HR"
    for _ in range(3):
        les(mappe, uten_dato, OLA)
        assert naa(kari) == {("fagleder", "200")}
        les(mappe, OLA)
        assert naa(kari) == set()


def test_the_same_file_twice_changes_nothing(mappe: Path, kari: Bruker) -> None:
    les(mappe, KARI)
    antall = Hendelse.objects.count()
    assert les(mappe, KARI).uendret
    assert Hendelse.objects.count() == antall


def test_a_person_may_be_named_by_the_id_of_the_source(mappe: Path, kari: Bruker) -> None:
    Bruker.objects.filter(pk=kari.pk).update(ekstern_id="A17")
    sti = fil(mappe, "A17,virksomhetsleder,virksomhet,310", overskrift="ekstern_id,rolle,nivaa,kode\n")
    les_inn("roller", [sti])
    assert rettigheter_for(kari.pk, timezone.localdate()).gjelder("rapport.skriv", ANNEN)
    assert naa(kari, "kildesystemet") == {("virksomhetsleder", "310")}


def test_a_closed_account_in_the_list_is_a_warning(mappe: Path, kari: Bruker) -> None:
    Bruker.objects.filter(pk=kari.pk).update(is_active=False)
    assert any("Kontoen til Kari Prøve er sperret" in f.melding for f in les(mappe, KARI).funn)


def test_a_thousand_roles_are_read_within_few_queries(
    mappe: Path, verden: Verden, django_assert_max_num_queries: Any
) -> None:
    rader = mange(verden, 300)
    with django_assert_max_num_queries(12):
        assert not les(mappe, *rader, proev=True).har_feil
