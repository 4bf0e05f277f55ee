"""A register with headings of its own is explained on the page; each register refuses what is none of its business."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rodtraad.innlesing.models import Innlesing, Opplasting
from rodtraad.innlesing.register import alle_kilder, finn_kilde
from rodtraad.innlesing.registerkilde import Registerkilde
from rodtraad.innlesing.services import les_inn
from rodtraad.innlesing.tabellkartlegging import Tabellkartleggbar
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kontoplan.models import Tjeneste
from tests.personer import lag_verden

pytestmark = [pytest.mark.django_db, pytest.mark.krav("KONTO-01")]
FREMMED = "Rapport fra et annet system\nFunksjonskode;Tjenestenavn;Gjelder fra\n202;Grunnskole;2020-01-01\n"
SVAR = {"k.0": "funksjon", "k.1": "navn", "k.2": "gyldig_fra", "f.hopp_over": "1", "f.desimaltegn": ""}


@pytest.fixture
def okonomi(settings: Any, tmp_path: Path) -> Client:
    settings.MAPPE = tmp_path
    return lag_verden().klient("okonomi")


def test_a_register_with_other_headings_is_explained_and_read_in(okonomi: Client) -> None:
    fil = SimpleUploadedFile("annet.csv", FREMMED.encode())
    side = okonomi.post("/arbeid/innlesinger/ny/", {"kilde": "kontoplan", "fil": fil}, follow=True)
    assert "Kolonnene i annet.csv" in side.content.decode()
    vei = f"/arbeid/innlesinger/prove/{Opplasting.objects.get().pk}/"
    # The heading stands on line 2: its columns are known only when that is said.
    forst = okonomi.post(f"{vei}kolonner/", {"f.hopp_over": "1", "gjor": "vis"})
    assert [k.overskrift for k in forst.context["kart"].kolonner] == [
        "Funksjonskode",
        "Tjenestenavn",
        "Gjelder fra",
    ]
    svar = {**SVAR, "forrige": forst.context["kart"].profil}
    vist = okonomi.post(f"{vei}kolonner/", {**svar, "gjor": "vis"}).content.decode()
    assert "Grunnskole" in vist.split("Slik blir de første linjene")[1]
    okonomi.post(f"{vei}kolonner/", {**svar, "gjor": "prov", "lagre_som": "Fagsystemet"})
    okonomi.post(f"{vei}les-inn/")
    assert Innlesing.objects.get().profil == "Fagsystemet_versjon_1.yaml"
    assert Tjeneste.objects.get().navn == "Grunnskole"


def test_names_alike_but_for_case_and_letters_are_proposed(tmp_path: Path) -> None:
    fil = tmp_path / "k.csv"
    fil.write_text("FUNKSJON,Navn,Rekkefølge,Gyldig fra\n202,Grunnskole,1,2020-01-01\n", encoding="utf-8")
    kilde = finn_kilde("kontoplan")
    assert isinstance(kilde, Tabellkartleggbar)
    lagt = kilde.kartlegg(fil)
    assert [k.svar for k in lagt.kolonner] == ["funksjon", "navn", "rekkefolge", "gyldig_fra"]
    assert lagt.mangler == ()
    assert lagt.trengs
    fil.write_text("funksjon,navn,gyldig_fra\n202,Grunnskole,2020-01-01\n", encoding="utf-8")
    assert not kilde.kartlegg(fil).trengs


@pytest.mark.parametrize(
    "svar", [{"f.hopp_over": "-1"}, {"f.hopp_over": "x"}, {"f.ark": "1000"}, {"f.hopp_over": "99"}]
)
def test_answers_that_cannot_be_used_are_messages(tmp_path: Path, svar: dict[str, str]) -> None:
    fil = tmp_path / "k.csv"
    fil.write_text(FREMMED, encoding="utf-8")
    kilde = finn_kilde("kontoplan")
    assert isinstance(kilde, Tabellkartleggbar)
    with pytest.raises(RodtraadFeil):
        kilde.kartlegg(fil, svar=svar)


@pytest.mark.parametrize(
    "kilde", [k for k in alle_kilder() if isinstance(k, Registerkilde)], ids=lambda k: k.navn
)
def test_a_register_takes_one_file_and_a_year_only_when_it_is_of_one(
    kilde: Registerkilde, tmp_path: Path
) -> None:
    fil = tmp_path / "r.csv"
    fil.write_text("a\n1\n", encoding="utf-8")
    av_aaret = kilde.aarvalg == "kreves"
    with pytest.raises(RodtraadFeil):
        les_inn(kilde.navn, [fil], aar=None if av_aaret else 2024, proev=True)
    with pytest.raises(RodtraadFeil):
        les_inn(kilde.navn, [fil, fil], aar=2024 if av_aaret else None, proev=True)
    resultat = les_inn(kilde.navn, [fil], aar=2024 if av_aaret else None, proev=True)
    mangler = {f.melding.split("»")[0] for f in resultat.funn}
    assert mangler == {f"Kolonnen «{n}" + "" for n, krav in kilde.kolonner.items() if not krav.valgfri}
