"""The monthly list of unusual postings: the rule, the owner, the answer, and what happens when the row changes."""

import csv
from pathlib import Path
from typing import Any

import pytest

from rodtraad.hendelser.models import Hendelse
from rodtraad.hovedbok.kubesporringer import Kombinasjon
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.oppgaver.models import Oppgave
from rodtraad.regnskap.models import Posteringsfunn, Posteringskontroll
from rodtraad.regnskap.posteringskvalitet import find_unusual
from rodtraad.regnskap.posteringskvalitet_services import (
    Kontrollresultat,
    PosteringsFeil,
    gjenaapne_funn,
    kontroller_posteringer,
    lukk_funn,
)
from tests.personer import Verden, lag_verden
from tests.regnskap.bokforing import Post, bokfor, vanlig

FEIL = Post(2024, 3, "2001", "120", "100", 12_345, tekst="Feilført papir")
PLEIE = Post(2024, 3, "3101", "202", "110", 900, tekst="Navn på en bruker")


@pytest.fixture
def verden(mappe: Path) -> Verden:
    return lag_verden()


def bok(mappe: Path, *ekstra: Post) -> str:
    """Two ordinary years, and some postings more in the second; 120 is used by the institution."""
    kjent = [Post(2023, m, "3101", "120", "100", 100) for m in range(1, 13)]
    bokfor(mappe, [*vanlig(2023), *kjent], navn="2023.csv")
    return bokfor(mappe, [*vanlig(2024, maaneder=range(1, 7)), *ekstra], navn="2024.csv")


def funnene(**valg: Any) -> list[str]:
    return [str(f) for f in Posteringsfunn.objects.filter(**valg)]


@pytest.mark.krav("KONTO-09")
def test_a_new_meeting_of_function_and_ansvar_is_listed_with_owner_and_task(
    verden: Verden, mappe: Path
) -> None:
    bok(mappe, FEIL)
    assert kontroller_posteringer(2024, av="test") == Kontrollresultat(nye=1)
    (funn,) = Posteringsfunn.objects.all()
    assert (str(funn), funn.belop, funn.antall, funn.regel) == ("03.2024 2001 120", 12_345, 1, "funksjon")
    assert funn.eier == verden.personer["virksomhetsleder"]
    oppgave = Oppgave.objects.get(kilde="posteringer:2024-03:virksomhet:200")
    assert (oppgave.eier, oppgave.status) == (funn.eier, "aapen")
    assert "mars 2024" in oppgave.tittel
    assert Hendelse.objects.filter(handling="kontrollerte posteringer").count() == 1


@pytest.mark.krav("KONTO-09")
def test_looking_through_again_changes_nothing_when_nothing_has_changed(verden: Verden, mappe: Path) -> None:
    bok(mappe, FEIL)
    kontroller_posteringer(2024, av="test")
    foer = (list(Posteringsfunn.objects.values()), list(Oppgave.objects.values()), Hendelse.objects.count())
    assert kontroller_posteringer(2024, av="test").uendret
    # Also when the state is not remembered, so that everything is looked through.
    Posteringskontroll.objects.all().delete()
    assert kontroller_posteringer(2024, av="test") == Kontrollresultat()
    assert foer == (
        list(Posteringsfunn.objects.values()),
        list(Oppgave.objects.values()),
        Hendelse.objects.count(),
    )


@pytest.mark.krav("KONTO-09")
def test_the_answer_needs_a_comment_and_closes_the_task(verden: Verden, mappe: Path) -> None:
    bok(mappe, FEIL)
    kontroller_posteringer(2024, av="test")
    funn = Posteringsfunn.objects.get()
    for utfall, kommentar in (("riktig", " "), ("kanskje", "Ja")):
        with pytest.raises(PosteringsFeil):
            lukk_funn(funn_id=funn.pk, utfall=utfall, kommentar=kommentar, av="test")
    with pytest.raises(PosteringsFeil, match="endret mens"):
        lukk_funn(funn_id=funn.pk, utfall="riktig", kommentar="Ja", av="test", versjon=99)
    lukk_funn(funn_id=funn.pk, utfall="rettes", kommentar="Rettes i april", av="leder")
    funn.refresh_from_db()
    assert (funn.status, funn.kommentar, funn.lukket_av) == ("lukket", "Rettes i april", "leder")
    assert Oppgave.objects.get().status == "fullfort"
    with pytest.raises(PosteringsFeil, match="ikke åpent"):
        lukk_funn(funn_id=funn.pk, utfall="riktig", kommentar="Ja", av="test")
    gjenaapne_funn(funn_id=funn.pk, grunn="Ikke rettet", av="test")
    assert Oppgave.objects.get().status == "aapen"


@pytest.mark.krav("KONTO-09")
def test_a_closed_one_is_opened_when_its_lines_change_and_only_then(verden: Verden, mappe: Path) -> None:
    forste = bok(mappe, FEIL)
    kontroller_posteringer(2024, av="test")
    lukk_funn(funn_id=Posteringsfunn.objects.get().pk, utfall="rettes", kommentar="Rettes", av="test")
    # The same lines in another file: nothing to ask about.
    trekk_tilbake(forste)
    bokfor(mappe, [*vanlig(2024, maaneder=range(1, 7)), FEIL], navn="samme.csv", ved_overlapp="erstatt")
    kontroller_posteringer(2024, av="test")
    assert funnene(status="lukket") == ["03.2024 2001 120"]
    endret = [*vanlig(2024, maaneder=range(1, 7)), FEIL._replace(ore=999_99)]
    bokfor(mappe, endret, navn="endret.csv", ved_overlapp="erstatt")
    assert kontroller_posteringer(2024, av="test").gjenaapnet == 1
    funn = Posteringsfunn.objects.get()
    assert (funn.status, funn.belop, funn.kommentar) == ("aapen", 999_99, "Rettes")
    assert Oppgave.objects.get().status == "aapen"
    bokfor(mappe, vanlig(2024, maaneder=range(1, 7)), navn="rettet.csv", ved_overlapp="erstatt")
    assert kontroller_posteringer(2024, av="test").borte == 1
    assert Oppgave.objects.get().status == "fullfort"


@pytest.mark.krav("KONTO-09")
def test_right_makes_the_combination_usual_and_wrong_does_not(verden: Verden, mappe: Path) -> None:
    bok(mappe, FEIL, FEIL._replace(periode=4, ore=1), FEIL._replace(periode=6, ore=2))
    kontroller_posteringer(2024, av="test")
    assert funnene() == ["06.2024 2001 120", "04.2024 2001 120", "03.2024 2001 120"]
    mars = Posteringsfunn.objects.get(periode=3)
    lukk_funn(funn_id=mars.pk, utfall="rettes", kommentar="Feil", av="test")
    kontroller_posteringer(2024, av="test")
    assert funnene(status="aapen") == ["06.2024 2001 120", "04.2024 2001 120"]
    gjenaapne_funn(funn_id=mars.pk, grunn="Var riktig", av="test")
    assert lukk_funn(funn_id=mars.pk, utfall="riktig", kommentar="Ny avtale", av="test") == 3
    bokfor(mappe, [FEIL._replace(periode=7, ore=5), *vanlig(2024, maaneder=[7])], navn="juli.csv")
    assert kontroller_posteringer(2024, av="test").nye == 0


def komb(
    regel: str, hvor: str, hva: str, aar: int, periode: int, *, belop: int = 1, antall: int = 1
) -> Kombinasjon:
    return Kombinasjon(regel, hvor, hva, aar, periode, belop, antall)


def historie(maaneder: int = 12) -> list[Kombinasjon]:
    return [
        komb("funksjon", ansvar, funksjon, 2023, m)
        for m in range(13 - maaneder, 13)
        for ansvar, funksjon in (("1", "120"), ("2", "202"))
    ]


def uvante(*nye: Kombinasjon, fra: list[Kombinasjon] | None = None) -> list[tuple[str, str, int]]:
    bilder = find_unusual([*(historie() if fra is None else fra), *nye], 2024)
    return [(k.hvor, k.hva, k.periode) for b in bilder for k in b.uvante]


@pytest.mark.krav("KONTO-09")
def test_the_rule_in_its_corners() -> None:
    ny = komb("funksjon", "1", "202", 2024, 1)
    assert uvante(ny) == [("1", "202", 1)]
    # Fewer than twelve months to learn from.
    assert uvante(ny, fra=historie(11)) == []
    # Asked about three months without an answer, it is how it is done.
    hver = [komb("funksjon", "1", "202", 2024, m) for m in range(1, 6)]
    assert [periode for _, _, periode in uvante(*hver)] == [1, 2, 3]
    # A code used in fewer than six months is new.
    sjelden = [komb("funksjon", "4", "202", 2023, m) for m in range(1, 6)]
    assert uvante(komb("funksjon", "4", "120", 2024, 1), fra=historie() + sjelden) == []
    # A new ansvar or a new function is not an unusual meeting.
    assert uvante(komb("funksjon", "3", "202", 2024, 1), komb("funksjon", "1", "999", 2024, 1)) == []
    # Put right within the month.
    assert uvante(komb("funksjon", "1", "202", 2024, 1, belop=0, antall=2)) == []
    # Seen 24 months ago is usual, 25 is not.
    eldre = [komb("funksjon", "1", "202", 2022, 1)]
    assert uvante(ny, fra=historie() + eldre) == []
    assert uvante(komb("funksjon", "1", "202", 2024, 2), fra=historie() + eldre) == [("1", "202", 2)]
    # Still unusual the month after, until somebody says it is right.
    assert uvante(ny, komb("funksjon", "1", "202", 2024, 2)) == [("1", "202", 1), ("1", "202", 2)]


@pytest.mark.krav("KONTO-09")
def test_art_project_and_object_have_their_rules(verden: Verden, mappe: Path) -> None:
    kode = mappe / "objekter.csv"
    kode.write_text(
        "kode,navn,slag,ansvar,gyldig_fra,gyldig_til\nB1,Skolen,bygg,2001,2020-01-01,\n", encoding="utf-8"
    )
    les_inn("objekter", [kode])
    bok(
        mappe, Post(2024, 2, "2301", "201", "110", 500), Post(2024, 2, "2301", "201", "100", 700, objekt="B1"),
        Post(2024, 2, "2001", "202", "100", 800, objekt="B1"), Post(2024, 2, "2001", "202", "100", 1, objekt="B77"),
    )  # fmt: skip
    kontroller_posteringer(2024, av="test")
    assert sorted((f.regel, str(f)) for f in Posteringsfunn.objects.all()) == [
        ("art", "02.2024 2301 201 110"), ("objekt", "02.2024 2001 B77"), ("objekt", "02.2024 2301 B1"),
    ]  # fmt: skip


@pytest.mark.krav("KONTO-09")
def test_each_sees_the_own_units_and_text_only_with_the_role(verden: Verden, mappe: Path) -> None:
    bok(mappe, FEIL, PLEIE, Post(2024, 3, "2001", "253", "110", 77, tekst="Navn på en elev"))
    okonomi = verden.klient("okonomi")
    assert okonomi.post("/arbeid/posteringer/kjor/").status_code == 302
    eget, pleie = (
        Posteringsfunn.objects.get(ansvar="2001", funksjon="120"),
        Posteringsfunn.objects.get(ansvar="3101", regel="funksjon"),
    )
    klient = Posteringsfunn.objects.get(funksjon="253")
    liste = verden.klient("virksomhetsleder").get("/arbeid/posteringer/?aar=2024&periode=3").content.decode()
    assert "funksjon 120" in liste
    assert "3101" not in liste
    side = verden.klient("virksomhetsleder").get(f"/arbeid/posteringer/{eget.pk}/").content.decode()
    assert "Feilført papir" in side
    assert (
        "Feilført papir"
        not in verden.klient("fagleder").get(f"/arbeid/posteringer/{eget.pk}/").content.decode()
    )
    # In a client service nobody reads the text here.
    side = verden.klient("virksomhetsleder").get(f"/arbeid/posteringer/{klient.pk}/").content.decode()
    assert "Navn på en elev" not in side
    assert "kan gjelde én person" in side
    assert verden.klient("virksomhetsleder").get(f"/arbeid/posteringer/{pleie.pk}/").status_code == 404
    assert verden.klient("fagleder").post(f"/arbeid/posteringer/{eget.pk}/svar/").status_code == 403
    svar = verden.klient("virksomhetsleder").post(
        f"/arbeid/posteringer/{eget.pk}/svar/",
        {"versjon": eget.versjon, "utfall": "riktig", "kommentar": "Avtalt"},
    )
    assert svar.status_code == 302
    tomt = verden.klient("virksomhetsleder").post(f"/arbeid/posteringer/{klient.pk}/svar/", {"versjon": 1})
    assert tomt.status_code == 422


@pytest.mark.krav("KONTO-09")
def test_the_csv_has_a_row_per_posting_and_no_formula(verden: Verden, mappe: Path) -> None:
    bok(mappe, FEIL._replace(tekst="=1+1"), PLEIE)
    kontroller_posteringer(2024, av="test")
    svar = verden.klient("virksomhetsleder").get("/arbeid/posteringer/csv/?aar=2024&periode=3")
    rader = list(csv.DictReader(svar.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [(r["ansvar"], r["funksjon"], r["belop_kr"], r["tekst"], r["status"]) for r in rader] == [
        ("2001", "120", "123.45", "'=1+1", "åpen")
    ]
    assert Hendelse.objects.filter(handling="lastet ned posteringsliste").exists()
