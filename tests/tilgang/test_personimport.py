"""Persons from a source system: created, changed, closed, and undone (ORG-12)."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from rodtraad.hendelser.models import Hendelse
from rodtraad.innlesing.services import Resultat, les_inn, trekk_tilbake
from rodtraad.tilgang.models import Bruker, Stedfortredelse
from rodtraad.tilgang.services import oppnevn_stedfortreder
from tests.personer import Verden, lag_person, lag_verden

pytestmark = pytest.mark.django_db
OVERSKRIFT = "ekstern_id,brukernavn,navn,epost,tittel,aktiv\n"
KARI = "A1,kari,Kari Eksempel,kari@prove.example,Rektor,ja"
OLA = "A2,ola,Ola Eksempel,ola@prove.example,,ja"


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def les(mappe: Path, *rader: str, **valg: Any) -> Resultat:
    sti = mappe / "brukere.csv"
    sti.write_text(OVERSKRIFT + "\n".join(rader) + "\n", encoding="utf-8")
    return les_inn("brukere", [sti], **valg)


def feil_i(resultat: Resultat) -> str:
    return "\n".join(f"{f.sted}: {f.melding} {f.tiltak}" for f in resultat.funn if f.er_feil)


def test_new_persons_are_created_without_a_password_and_known_ones_changed(
    tmp_path: Path, verden: Verden
) -> None:
    les(tmp_path, KARI, OLA)
    kari = Bruker.objects.get(ekstern_id="A1")
    assert (kari.navn, kari.tittel, kari.has_usable_password()) == ("Kari Eksempel", "Rektor", False)
    les(tmp_path, KARI.replace("Kari Eksempel", "Kari Nytt Navn"), OLA)
    kari.refresh_from_db()
    assert kari.navn == "Kari Nytt Navn"
    endret = Hendelse.objects.filter(handling="endret person", gjelder=f"bruker:{kari.pk}").last()
    assert endret is not None
    assert endret.verdi_etter["first_name"] == "Kari Nytt"


@pytest.mark.krav("ORG-12")
def test_a_person_the_source_closes_is_out_at_once_with_every_appointment(
    tmp_path: Path, verden: Verden
) -> None:
    les(tmp_path, KARI, OLA)
    kari, ola = Bruker.objects.get(username="kari"), Bruker.objects.get(username="ola")
    i_dag = timezone.localdate()
    oppnevn_stedfortreder(
        for_id=kari.pk, stedfortreder_id=ola.pk, fra=i_dag, til=i_dag, grunn="Ferie", av="test"
    )
    les(tmp_path, KARI.replace(",ja", ",nei"), OLA)
    kari.refresh_from_db()
    assert not kari.is_active
    assert Stedfortredelse.objects.get().avsluttet is not None
    assert Hendelse.objects.filter(handling="sperret konto", gjelder=f"bruker:{kari.pk}").exists()


def test_whoever_is_not_in_the_list_is_left_alone(tmp_path: Path, verden: Verden) -> None:
    les(tmp_path, KARI, OLA)
    les(tmp_path, KARI)
    assert Bruker.objects.get(username="ola").is_active


def test_an_empty_cell_takes_nothing_away_and_opens_no_account(tmp_path: Path, verden: Verden) -> None:
    les(tmp_path, KARI)
    Bruker.objects.filter(username="kari").update(is_active=False)
    les(tmp_path, "A1,kari,Kari Eksempel,,,")
    kari = Bruker.objects.get(username="kari")
    assert (kari.email, kari.tittel, kari.is_active) == ("kari@prove.example", "Rektor", False)


@pytest.mark.krav("ORG-12")
def test_a_withdrawal_undoes_the_list_and_the_one_before_counts_again(tmp_path: Path, verden: Verden) -> None:
    forste = les(tmp_path, KARI)
    andre = les(tmp_path, KARI.replace("Rektor", "Lærer").replace(",ja", ",nei"), OLA)
    trekk_tilbake(str(andre.id))
    kari, ola = Bruker.objects.get(username="kari"), Bruker.objects.get(username="ola")
    assert (kari.tittel, kari.is_active, ola.is_active) == ("Rektor", True, False)
    trekk_tilbake(str(forste.id))
    kari.refresh_from_db()
    assert not kari.is_active


def test_a_withdrawal_leaves_what_somebody_has_changed_by_hand_since(tmp_path: Path, verden: Verden) -> None:
    person = lag_person("kari")
    forste = les(tmp_path, KARI)
    Bruker.objects.filter(pk=person.pk).update(tittel="Inspektør")
    trekk_tilbake(str(forste.id))
    person.refresh_from_db()
    assert (person.tittel, person.navn, person.ekstern_id) == ("Inspektør", "Kari Prøve", "")


def test_every_fault_is_told_at_once_with_row_and_remedy(tmp_path: Path, verden: Verden) -> None:
    resultat = les(
        tmp_path, KARI, "A1,per,Per Eksempel,,,", "A4,kari,En Annen,,,", "A5,på vei,Feil Navn,,,",
        "A6,ida,Ida Eksempel,ikke en adresse,,", "A7,fagleder@prove.example,Tatt Adresse,,,",
        "A8,jon,Jon Eksempel,revisor@prove.example,,", "A9,eva,Eva Eksempel,,,kanskje",
    )  # fmt: skip
    assert "rad 9, kolonne «aktiv»: Verdien «kanskje» er verken ja eller nei." in feil_i(resultat)
    feil = feil_i(les(tmp_path, *(rad for rad in (tmp_path / "brukere.csv").read_text().splitlines()[1:-1])))
    for tekst in (
        "rad 2, kolonne «ekstern_id»: «A1» står 2 ganger i filen.",
        "rad 3, kolonne «ekstern_id»: «A1» står 2 ganger i filen.",
        "rad 4, kolonne «brukernavn»: «kari» står 2 ganger i filen.",
        "rad 5, kolonne «brukernavn»: Brukernavnet «på vei» har tegn det ikke kan ha.",
        "rad 6, kolonne «epost»: «ikke en adresse» er ikke en e-postadresse.",
        "rad 7, kolonne «brukernavn»: «fagleder@prove.example» tilhører Fagleder Prøve.",
        "rad 8, kolonne «epost»: «revisor@prove.example» tilhører Revisor Prøve.",
    ):
        assert tekst in feil
    assert not Bruker.objects.filter(username="kari").exists()


def test_a_user_name_of_somebody_with_another_id_is_refused(tmp_path: Path, verden: Verden) -> None:
    les(tmp_path, KARI)
    assert "tilhører Kari Eksempel, som har id-en A1" in feil_i(les(tmp_path, "B1,kari,Kari Eksempel,,,"))


def test_the_last_administrator_is_not_closed_by_a_file(tmp_path: Path, verden: Verden) -> None:
    feil = feil_i(les(tmp_path, "A1,systemadministrator,Admin Prøve,,,nei"))
    assert "rad 2, kolonne «aktiv»: Listen sperrer den siste systemadministratoren." in feil


def test_a_dry_run_tells_who_is_created_and_closed(tmp_path: Path, verden: Verden) -> None:
    les(tmp_path, KARI)
    prove = les(tmp_path, KARI.replace(",ja", ",nei"), OLA, proev=True)
    meldinger = [f.melding for f in prove.funn]
    assert "Ola Eksempel (ola) blir opprettet." in meldinger
    assert "Kontoen til Kari Eksempel (kari) blir sperret." in meldinger
    assert not Bruker.objects.filter(username="ola").exists()
