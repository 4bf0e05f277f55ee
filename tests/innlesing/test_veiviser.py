"""The wizard step by step: source, files, columns, trial, commit, receipt, withdrawal."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rodtraad.hendelser.models import Hendelse
from rodtraad.innlesing import prove
from rodtraad.innlesing.bakgrunn import DOD, MAKS_FORSOK, gjor_ventende
from rodtraad.innlesing.models import Innlesing, Opplasting, Profilversjon
from rodtraad.innlesing.profiler import gjeldende, lagre_profil
from tests.innlesing.eksempler import EGEN, KONTOPLAN, PROFIL
from tests.personer import Verden, lag_verden

pytestmark = [pytest.mark.django_db, pytest.mark.krav("KONTO-01")]
NY = "/arbeid/innlesinger/ny/"
SVAR = {
    "k.0": "periode", "k.1": "konto", "k.2": "funksjon", "k.3": "belop", "fast.aar": "2024", "fast.slag": "regnskap",
    "kolonner.funksjon.fra": "1", "kolonner.funksjon.lengde": "3",
}  # fmt: skip
STANDARD = "aar,periode,slag,kontoklasse,art,funksjon,belop\n"


@pytest.fixture
def verden(settings: Any, tmp_path: Path) -> Verden:
    settings.MAPPE = tmp_path
    return lag_verden()


@pytest.fixture
def okonomi(verden: Verden) -> Client:
    return verden.klient("okonomi")


def send(klient: Client, *filer: tuple[str, str | bytes], kilde: str = "csv", **mer: str) -> Any:
    data = [SimpleUploadedFile(n, i.encode() if isinstance(i, str) else i) for n, i in filer]
    return klient.post(NY, {"kilde": kilde, "fil": data, **mer}, follow=True)


def linjer(*rader: str) -> str:
    return STANDARD + "".join(f"2024,{rad}\n" for rad in rader)


def den_ene() -> Opplasting:
    return Opplasting.objects.get()


def adresse(vei: str = "") -> str:
    return f"/arbeid/innlesinger/prove/{den_ene().pk}/{vei}"


def les_inn(klient: Client) -> str:
    return str(klient.post(adresse("les-inn/"), follow=True).content.decode())


def lastet_ned(klient: Client) -> str:
    svar: Any = klient.get(adresse("funn.csv"))
    assert svar.status_code == 200
    assert svar["Content-Disposition"] == 'attachment; filename="funn.csv"'
    return str(svar.innhold.decode("utf-8-sig"))


def test_sources_are_shown_in_groups_with_what_they_take(okonomi: Client) -> None:
    side = okonomi.get(NY).content.decode()
    for tekst in (
        "Regnskap",
        "Statistikk",
        "Saker og møter",
        "?kilde=csv",
        "flere filer samtidig",
        "CSV, XLSX",
    ):
        assert tekst in side
    skjema = okonomi.get(f"{NY}?kilde=saker").content.decode()
    assert 'name="aar"' in skjema
    assert 'name="fil"' in skjema
    assert "multiple" not in skjema
    assert "multiple" in okonomi.get(f"{NY}?kilde=csv").content.decode()


def test_a_file_with_columns_of_its_own_is_explained_previewed_and_read_in(okonomi: Client) -> None:
    side = send(okonomi, ("egen.csv", EGEN)).content.decode()
    assert "Kolonnene i egen.csv" in side
    assert "År: velg en kolonne, eller skriv en fast verdi." in side
    vist = okonomi.post(adresse("kolonner/"), {**SVAR, "gjor": "vis"}).content.decode()
    assert "Slik blir de første linjene" in vist
    assert "100.50" in vist
    assert '<th scope="col">Kontoklasse</th>' in vist
    ferdig = okonomi.post(
        adresse("kolonner/"), {**SVAR, "gjor": "prov", "lagre_som": "Prøvesystemet"}, follow=True
    )
    assert "Filen kan leses inn: 2 rader" in ferdig.content.decode()
    kvittering = les_inn(okonomi)
    lest = Innlesing.objects.get()
    for tekst in ("Filen er lest inn.", "Prøvesystemet_versjon_1.yaml", lest.filer[0]["sha256"], "okonomi"):
        assert tekst in kvittering
    assert "kolonne: Kto" in okonomi.get(f"/arbeid/innlesinger/{lest.pk}/profil.yaml").content.decode()


def test_the_preview_changes_when_the_answers_do(okonomi: Client) -> None:
    send(okonomi, ("egen.csv", EGEN))
    snudd = okonomi.post(adresse("kolonner/"), {**SVAR, "f.fortegn": "-1", "gjor": "vis"}).content.decode()
    rett = okonomi.post(adresse("kolonner/"), {**SVAR, "gjor": "vis"}).content.decode()
    rader = [side.split("Slik blir de første linjene")[1].split("</tr>")[1] for side in (snudd, rett)]
    assert "-100.50" in rader[0]
    assert "-100.50" not in rader[1]


def test_answers_that_cannot_be_used_are_explained_and_nothing_is_tried(okonomi: Client) -> None:
    send(okonomi, ("egen.csv", EGEN))
    svar = okonomi.post(adresse("kolonner/"), {**SVAR, "f.hopp_over": "to", "gjor": "prov"})
    assert svar.status_code == 422
    assert "Linjer over overskriften: «to» er ikke et helt tall." in svar.content.decode()
    uten = okonomi.post(adresse("kolonner/"), {**SVAR, "k.3": "", "gjor": "prov"}).content.decode()
    assert "Beløp: velg en kolonne, eller skriv en fast verdi." in uten
    assert den_ene().tilstand == "kartlegges"


def test_the_text_of_the_profile_goes_before_the_choices(okonomi: Client) -> None:
    send(okonomi, ("egen.csv", EGEN))
    okonomi.post(adresse("kolonner/"), {"forrige": "navn: a\n", "profil": PROFIL, "gjor": "prov"})
    assert den_ene().tilstand == "provd"
    assert "lengde: 3" in den_ene().profiltekst


@pytest.mark.parametrize(
    "tekst",
    ["a: &a [x]\nb: [*a, *a]\n", "[1, 2]", "a: [", "x" * 300_000, "kolonner: 1\n", "kolonner: {belop: {kolonne: 1}}\n",
     "konto: tekst\n", "fastbredde: x\n", "ark: {a: 1}\n"],
    ids=["henvisninger", "liste", "halv", "lang", "tall", "feil-type", "konto", "fastbredde", "ark"],
)  # fmt: skip
def test_a_profile_that_is_none_is_a_message(okonomi: Client, tekst: str) -> None:
    send(okonomi, ("egen.csv", EGEN))
    svar = okonomi.post(adresse("kolonner/"), {"forrige": "navn: a\n", "profil": tekst, "gjor": "prov"})
    assert svar.status_code == 422
    assert "Svarene kan ikke brukes" in svar.content.decode()


def test_a_saved_profile_is_used_next_time_the_heading_is_the_same(okonomi: Client) -> None:
    send(okonomi, ("egen.csv", EGEN))
    okonomi.post(adresse("kolonner/"), {**SVAR, "gjor": "prov", "lagre_som": "Prøvesystemet"})
    les_inn(okonomi)
    side = send(okonomi, ("neste.csv", EGEN.replace("\n1;", "\n2;"))).content.decode()
    assert "Prøvesystemet, versjon 1" in side
    assert "Filen kan leses inn" in side
    okonomi.post(adresse("forkast/"))
    assert (
        "Kolonnene i annen.csv"
        in send(okonomi, ("annen.csv", EGEN.replace("Sum", "Beløpet"))).content.decode()
    )


def test_a_profile_saved_again_is_a_new_version_and_the_same_text_is_none(verden: Verden) -> None:
    en = lagre_profil(kilde="csv", navn="A", tekst=PROFIL, overskrift=["x"], av="test")
    assert lagre_profil(kilde="csv", navn=" A ", tekst=PROFIL, av="test") == en
    to = lagre_profil(kilde="csv", navn="A", tekst=PROFIL + "fortegn: -1\n", av="test")
    assert (to.versjon, to.kjennetegn) == (2, en.kjennetegn)
    assert gjeldende(["csv"]) == [to]
    assert Profilversjon.objects.count() == 2
    assert verden


def test_profiles_are_listed_uploaded_downloaded_and_archived(okonomi: Client) -> None:
    fil = SimpleUploadedFile("p.yaml", PROFIL.encode())
    side = okonomi.post(
        "/arbeid/innlesinger/profiler/ny/", {"kilde": "csv", "navn": "Visma", "fil": fil}, follow=True
    )
    assert "Visma, versjon 1" in side.content.decode()
    rad = Profilversjon.objects.get()
    assert okonomi.get(f"/arbeid/innlesinger/profiler/{rad.pk}/profil.yaml").content.decode() == PROFIL
    assert "Visma" in okonomi.get("/arbeid/innlesinger/profiler/").content.decode()
    valgt = send(okonomi, ("egen.csv", EGEN), profil=str(rad.pk)).content.decode()
    assert "Filen kan leses inn" in valgt
    okonomi.post(f"/arbeid/innlesinger/profiler/{rad.pk}/arkiver/")
    assert "Visma" not in okonomi.get("/arbeid/innlesinger/profiler/").content.decode().split("<table")[-1]
    feil = SimpleUploadedFile("p.yaml", b"a: &a [1]\nb: *a\n")
    svar = okonomi.post("/arbeid/innlesinger/profiler/ny/", {"kilde": "csv", "navn": "X", "fil": feil})
    assert svar.status_code == 422


def test_several_files_are_one_import(okonomi: Client) -> None:
    send(
        okonomi,
        ("a.csv", linjer("1,regnskap,1,010,202,10.00")),
        ("a.csv", linjer("1,regnskap,1,600,202,-10.00")),
    )
    assert [f["navn"] for f in den_ene().filer] == ["a.csv", "a_2.csv"]
    les_inn(okonomi)
    assert Innlesing.objects.get().antall == 2
    to = send(okonomi, ("a.csv", KONTOPLAN), ("b.csv", KONTOPLAN), kilde="kontoplan").content.decode()
    assert "Kilden leser én fil om gangen." in to


def test_findings_stand_by_rule_can_be_searched_and_downloaded(okonomi: Client) -> None:
    daarlig = linjer(*(f"{n},regnskap,1,010,202,1.00" for n in range(20, 60)), "1,regnskap,1,999,202,x")
    side = send(okonomi, ("feil.csv", daarlig)).content.decode()
    assert "40 funn" in side
    assert "rad 2" in side
    treff = okonomi.get(adresse("?sok=x&alvor=feil")).content.decode()
    assert "csv-belop" in treff
    assert "csv-periode" not in treff
    assert "Ingen funn passer" in okonomi.get(adresse("?sok=finnesikke")).content.decode()
    liste = lastet_ned(okonomi)
    rader = list(csv.DictReader(io.StringIO(liste), delimiter=";"))
    perioder = [r for r in rader if r["regel"] == "csv-periode"]
    assert [r["rad"] for r in perioder] == [str(n) for n in range(2, 42)]
    assert (perioder[0]["kolonne"], perioder[0]["verdi"], perioder[0]["alvor"]) == ("periode", "20", "feil")
    assert all(r["gjør dette"] for r in perioder)


def test_a_finding_is_no_formula_in_a_spreadsheet(okonomi: Client) -> None:
    send(okonomi, ("f.csv", linjer("=1+1,regnskap,1,010,202,1.00")))
    liste = lastet_ned(okonomi)
    assert ";'=1+1;" in liste


def test_what_is_replaced_is_shown_before_and_after_and_comes_back_when_withdrawn(okonomi: Client) -> None:
    send(okonomi, ("en.csv", linjer("1,regnskap,1,010,202,100.00", "1,regnskap,1,600,202,-100.00")))
    les_inn(okonomi)
    gammel = Innlesing.objects.get()
    side = send(
        okonomi, ("to.csv", linjer("1,regnskap,1,010,202,250.00", "1,regnskap,1,600,202,-200.00"))
    ).content.decode()
    assert "Før og etter" in side
    assert f"/arbeid/innlesinger/{gammel.pk}/" in side
    les_inn(okonomi)
    ny = Innlesing.objects.exclude(pk=gammel.pk).get()
    assert Innlesing.objects.get(pk=gammel.pk).status == "erstattet"
    assert "Hva den erstattet" in okonomi.get(f"/arbeid/innlesinger/{ny.pk}/").content.decode()
    svar = okonomi.post(f"/arbeid/innlesinger/{ny.pk}/trekk/", {"begrunnelse": "Feil fil"}, follow=True)
    assert f"Gjelder igjen: {gammel.pk}." in svar.content.decode()
    assert Innlesing.objects.get(pk=gammel.pk).status == "gyldig"
    assert Hendelse.objects.filter(handling="trekk_tilbake").get().verdi_etter["begrunnelse"] == "Feil fil"


def test_what_a_file_does_to_the_figures_there_is_chosen_on_the_page(okonomi: Client) -> None:
    send(okonomi, ("en.csv", linjer("1,regnskap,1,010,202,100.00", "1,regnskap,0,600,202,-100.00")))
    les_inn(okonomi)
    side = send(okonomi, ("to.csv", linjer("1,regnskap,1,010,202,5.00"))).content.decode()
    assert "Filen har feil" in side
    svar = okonomi.post(adresse("prov-igjen/"), {"ved_overlapp": "tillegg"}, follow=True).content.decode()
    assert "Filen kan leses inn" in svar
    les_inn(okonomi)
    assert Innlesing.objects.filter(status="gyldig").count() == 2


def test_the_same_file_is_known_in_the_trial_and_changes_nothing(okonomi: Client) -> None:
    fil = ("en.csv", linjer("1,regnskap,1,010,202,100.00", "1,regnskap,1,600,202,-100.00"))
    send(okonomi, fil)
    les_inn(okonomi)
    assert "Den samme filen er lest inn fra før" in send(okonomi, fil).content.decode()
    assert "Filen var lest inn fra før." in les_inn(okonomi)
    assert Innlesing.objects.count() == 1


def test_a_large_file_waits_for_the_worker_and_the_page_follows_it(
    okonomi: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "STOR", 10)
    side = send(okonomi, ("stor.csv", linjer("1,regnskap,1,010,202,1.00", "1,regnskap,1,600,202,-1.00")))
    assert "står i kø for å bli prøvd" in side.content.decode()
    assert "hx-get" in okonomi.get(adresse("tilstand/")).content.decode()
    assert "står i kø" in les_inn(okonomi), "not tried yet, so not read in"
    assert gjor_ventende() == 1
    assert okonomi.get(adresse("tilstand/"))["HX-Refresh"] == "true"
    assert "Filen kan leses inn" in okonomi.get(adresse()).content.decode()
    assert "kø for å bli lest inn" in les_inn(okonomi)
    assert not Innlesing.objects.exists()
    assert gjor_ventende() == 1
    kvittering = okonomi.get(adresse(), follow=True)
    assert kvittering.redirect_chain[-1][0] == f"/arbeid/innlesinger/{Innlesing.objects.get().pk}/"
    assert Innlesing.objects.get().bruker == "okonomi"
    assert gjor_ventende() == 0


def test_a_file_whose_worker_died_is_taken_by_another_but_not_for_ever(
    okonomi: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "STOR", 10)
    send(okonomi, ("stor.csv", linjer("1,regnskap,1,010,202,1.00")))
    rad = den_ene()
    Opplasting.objects.update(tatt=rad.opprettet, forsok=1)
    assert gjor_ventende() == 0, "its worker may still live"
    Opplasting.objects.update(tatt=rad.opprettet - 2 * DOD, forsok=MAKS_FORSOK)
    assert gjor_ventende() == 1
    assert "avbrutt to ganger" in okonomi.get(adresse()).content.decode()


def test_a_fault_of_ours_in_the_background_is_told_and_does_not_come_again(
    okonomi: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "STOR", 10)
    send(okonomi, ("stor.csv", linjer("1,regnskap,1,010,202,1.00")))

    def brekk(*_a: object, **_k: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(prove, "les_inn", brekk)
    with pytest.raises(ZeroDivisionError):
        gjor_ventende()
    assert "Noe gikk galt hos oss" in okonomi.get(adresse()).content.decode()
    assert gjor_ventende() == 0


def test_a_file_thrown_away_while_the_worker_has_it_stays_away(
    okonomi: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "STOR", 10)
    send(okonomi, ("stor.csv", linjer("1,regnskap,1,010,202,1.00")))
    egentlig = prove.les_inn

    def kast_imens(*a: Any, **k: Any) -> Any:
        okonomi.post(adresse("forkast/"))
        return egentlig(*a, **k)

    monkeypatch.setattr(prove, "les_inn", kast_imens)
    gjor_ventende()
    assert not Opplasting.objects.exists()


def test_a_workbook_is_explained_by_its_sheets(okonomi: Client, tmp_path: Path) -> None:
    bok = openpyxl.Workbook()
    forside = bok.active
    assert forside is not None
    forside.append(["Rapport"])
    ark = bok.create_sheet("Tall")
    for rad in (["Måned", "Kto", "Tjeneste", "Sum"], [1, 1010, 202, 100.5], [1, 1600, 202, -100.5]):
        ark.append(rad)
    bok.save(tmp_path / "b.xlsx")
    side = send(okonomi, ("b.xlsx", (tmp_path / "b.xlsx").read_bytes()), kilde="xlsx").content.decode()
    assert "Kolonnene i b.xlsx" in side
    svar = {"k.0": "periode", "k.1": "konto", "k.2": "funksjon", "k.3": "belop", "fast.aar": "2024",
            "fast.slag": "regnskap"}  # fmt: skip
    ferdig = okonomi.post(
        adresse("kolonner/"), {**svar, "forrige": den_ene().profiltekst, "gjor": "prov"}, follow=True
    )
    assert "Filen kan leses inn: 2 rader" in ferdig.content.decode()


def test_the_list_is_filtered_and_says_what_waits(okonomi: Client) -> None:
    for navn, kilde in (("a.csv", "kontoplan"), ("b.csv", "csv")):
        send(
            okonomi,
            (navn, KONTOPLAN if kilde == "kontoplan" else linjer("1,regnskap,1,010,202,1.00")),
            kilde=kilde,
        )
        les_inn(okonomi)
    send(okonomi, ("venter.csv", KONTOPLAN + "215,SFO,2,2020-01-01\n"), kilde="kontoplan")
    hele = okonomi.get("/arbeid/innlesinger/").content.decode()
    assert "Ikke lest inn ennå" in hele
    for sporring, med, uten in (
        ("kilde=csv", "b.csv", "a.csv"), ("sok=A.CSV", "a.csv", "b.csv"),
        ("status=trukket", "Ingen innlesinger", "b.csv"),
        ("bruker=okonomi&aar=1999", "Ingen innlesinger", "b.csv"),
    ):  # fmt: skip
        side = okonomi.get(f"/arbeid/innlesinger/?{sporring}").content.decode()
        assert med in side
        assert f">{uten}</a>" not in side


@pytest.mark.parametrize("vei", ["", "ny/", "ny/?kilde=csv", "profiler/"])
def test_pages_take_few_queries(okonomi: Client, vei: str, django_assert_max_num_queries: Any) -> None:
    for nr in range(4):
        lagre_profil(kilde="csv", navn=f"P{nr}", tekst=PROFIL, av="test")
    okonomi.get(f"/arbeid/innlesinger/{vei}")
    with django_assert_max_num_queries(14):
        okonomi.get(f"/arbeid/innlesinger/{vei}")


def test_the_receipt_takes_few_queries(okonomi: Client, django_assert_max_num_queries: Any) -> None:
    send(okonomi, ("en.csv", linjer("1,regnskap,1,010,202,100.00")))
    les_inn(okonomi)
    vei = f"/arbeid/innlesinger/{Innlesing.objects.get().pk}/"
    okonomi.get(vei)
    with django_assert_max_num_queries(14):
        okonomi.get(vei)
