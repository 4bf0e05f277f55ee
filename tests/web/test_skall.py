"""The shell: the start page of each role, shortcuts, the menu, errors that lose nothing, weight and cache."""

import gzip
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.models import Hendelse
from rodtraad.oppgaver.services import opprett_oppgave
from rodtraad.skall.tavler import Menypunkt, meny
from rodtraad.web.models import Snarvei
from tests.personer import Verden, lag_verden

pytestmark = pytest.mark.django_db
VERT = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def snarveier(verden: Verden, rolle: str) -> list[str]:
    side = verden.klient(rolle).get("/arbeid/").content.decode()
    rad = side.split('class="rt-hurtig"', 1)[1].split("</ul>", 1)[0]
    return re.findall(r'href="([^"]+)"', rad)[:-1]


def endre(verden: Verden, rolle: str, grep: str, sted: str) -> Any:
    return verden.klient(rolle).post(f"/arbeid/snarveier/{grep}/", {"sted": sted})


@pytest.mark.krav("SYS-01")
@pytest.mark.parametrize("rolle", ["ansatt", "virksomhetsleder", "okonomi", "revisor", "systemadministrator"])
def test_each_role_meets_its_tasks_and_shortcuts_and_nothing_else(verden: Verden, rolle: str) -> None:
    for hvem in ("ansatt", "virksomhetsleder"):
        opprett_oppgave(
            tittel=f"Gjøremål for {hvem}", eier_id=verden.personer[hvem].pk,
            frist=timezone.localdate() + timedelta(3), av="t",
        )  # fmt: skip
    side = verden.klient(rolle).get("/arbeid/").content.decode()
    for hvem in ("ansatt", "virksomhetsleder"):
        assert (f"Gjøremål for {hvem}" in side) == (hvem == rolle)
    klient = verden.klient(rolle)
    for lenke in snarveier(verden, rolle):
        assert klient.get(lenke).status_code in {200, 302}


@pytest.mark.krav("SYS-01")
def test_the_menu_shows_each_role_just_the_places_that_let_it_in(verden: Verden) -> None:
    for rolle in verden.personer:
        klient = verden.klient(rolle)
        side = klient.get("/arbeid/ordliste/").content.decode()
        for punkt in meny.alle():
            if punkt.lenke != "/arbeid/ordliste/":
                assert (f'<a href="{punkt.lenke}"' in side) == (
                    klient.get(punkt.lenke).status_code in {200, 302}
                ), (
                    rolle,
                    punkt.adresse,
                )


def test_the_place_in_the_menu_is_marked_also_on_the_pages_under_it(verden: Verden) -> None:
    side = verden.klient("ansatt").get(reverse("oppgaver:ny")).content.decode()
    assert '<a href="/arbeid/oppgaver/" aria-current="true">' in side
    assert (
        '<a href="/arbeid/oppgaver/" aria-current="page">'
        in verden.klient("ansatt").get("/arbeid/oppgaver/").content.decode()
    )


@pytest.mark.krav("SYS-01")
def test_a_person_pins_moves_and_takes_away_own_shortcuts(verden: Verden) -> None:
    rollens = snarveier(verden, "ansatt")
    endre(verden, "ansatt", "fest", "oppgaver:meldinger")
    endre(verden, "ansatt", "fest", "oppgaver:mine")
    assert snarveier(verden, "ansatt") == [*rollens, "/arbeid/meldinger/", "/arbeid/oppgaver/"]
    endre(verden, "ansatt", "opp", "oppgaver:mine")
    assert snarveier(verden, "ansatt")[-2:] == ["/arbeid/oppgaver/", "/arbeid/meldinger/"]
    endre(verden, "ansatt", "fjern", "oppgaver:mine")
    assert snarveier(verden, "ansatt") == [*rollens, "/arbeid/meldinger/"]
    endre(verden, "ansatt", "rollens", "")
    assert snarveier(verden, "ansatt") == rollens
    assert Hendelse.objects.filter(handling="valgte snarveier").count() == 5


def test_one_who_has_taken_every_shortcut_away_has_none(verden: Verden) -> None:
    for lenke in snarveier(verden, "ansatt"):
        punkt = next(p for p in meny.alle() if p.lenke == lenke)
        endre(verden, "ansatt", "fjern", punkt.adresse)
    assert snarveier(verden, "ansatt") == []
    assert "Fest en fra listen under" in verden.klient("ansatt").get("/arbeid/snarveier/").content.decode()


def test_nobody_pins_a_place_that_does_not_let_one_in(verden: Verden) -> None:
    lukket = next(p for p in meny.alle() if p.regel == "varsler.forvalt")
    assert endre(verden, "ansatt", "fest", lukket.adresse).status_code == 404
    assert endre(verden, "ansatt", "fest", "finnes:ikke").status_code == 404
    Snarvei.objects.create(bruker=verden.personer["ansatt"], adresse=lukket.adresse, plass=0)
    assert snarveier(verden, "ansatt") == []


@pytest.mark.parametrize(("adresse", "status"), [("/arbeid/personer/", 403), ("/arbeid/finnes-ikke/", 404)])
def test_an_error_at_work_keeps_the_menu(verden: Verden, adresse: str, status: int) -> None:
    svar = verden.klient("ansatt").get(adresse)
    assert svar.status_code == status
    assert 'class="rt-meny"' in svar.content.decode()
    assert 'class="rt-meny"' not in verden.klient("ansatt").get("/finnes-ikke/").content.decode()


def test_a_form_sent_after_logout_gives_the_text_back(verden: Verden) -> None:
    svar = verden.klient(None).post(
        "/arbeid/oppgaver/ny/", {"tittel": "En lang <b>tekst</b>", "passord1": "Elva renner"}, **VERT
    )
    side = svar.content.decode()
    assert svar.status_code == 403
    assert "Du er logget ut" in side
    assert "En lang &lt;b&gt;tekst&lt;/b&gt;</textarea>" in side
    assert "Elva renner" not in side


def test_a_form_with_an_old_mark_gives_the_text_back_but_not_to_another_site(verden: Verden) -> None:
    klient = verden.klient("ansatt", enforce_csrf_checks=True)
    skjema = {"tittel": "Ukens referat", "csrfmiddlewaretoken": "gammel"}
    assert "Ukens referat" in klient.post("/arbeid/oppgaver/ny/", skjema, **VERT).content.decode()
    fremmed = klient.post("/arbeid/oppgaver/ny/", skjema, HTTP_ORIGIN="https://ond.example")
    assert fremmed.status_code == 403
    assert "Ukens referat" not in fremmed.content.decode()


def test_a_page_is_light_and_its_files_may_be_kept(verden: Verden) -> None:
    klient = verden.klient("kommunedirektor")
    svar = klient.get("/arbeid/", headers={"Accept-Encoding": "gzip"})
    assert svar.headers["Content-Encoding"] == "gzip"
    side = gzip.decompress(svar.content).decode()
    vekt = len(svar.content)
    statiske = re.findall(r'(?:href|src)="/static/([^"?]+)\?v=([0-9a-f]{12})"', side)
    assert len(statiske) == side.count('"/static/') >= 4
    for navn, _ in statiske:
        innhold = Path(str(finders.find(navn))).read_bytes()
        vekt += len(gzip.compress(innhold, 6))
    for fil_ in ("stil.css", "rodtraad.js"):
        vekt += len(klient.get(f"/ressurser/{fil_}", headers={"Accept-Encoding": "gzip"}).content)
    assert vekt < 72_000


def test_the_menu_costs_no_query(verden: Verden, django_assert_max_num_queries: Any) -> None:
    klient = verden.klient("kommunedirektor")
    klient.get("/arbeid/ordliste/")
    with django_assert_max_num_queries(8) as sporringer:
        klient.get("/arbeid/ordliste/")
    meny.heng_opp(Menypunkt("Prøve", "sok", "innlogget", "Prøve"))
    try:
        with django_assert_max_num_queries(len(sporringer)):
            klient.get("/arbeid/ordliste/")
    finally:
        del meny._oppslag["sok"]


def test_every_part_is_shown_with_and_without_faults(verden: Verden) -> None:
    klient = verden.klient("ansatt")
    assert "rt-feiloppsummering" not in klient.get("/arbeid/komponenter/").content.decode()
    side = klient.get("/arbeid/komponenter/?feil=1").content.decode()
    assert 'href="#id_tittel"' in side
    assert 'aria-invalid="true"' in side
