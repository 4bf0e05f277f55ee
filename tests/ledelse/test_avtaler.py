"""Agreements with leaders: who gets one, how it is agreed, evaluated and kept private."""

from datetime import date

import pytest

from rodtraad.hendelser.queries import hendelser_om
from rodtraad.ledelse.avtaler import (
    bli_enig,
    evaluer_maal,
    lagre_innhold,
    opprett_avtaler,
    start_evaluering,
)
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.models import Lederavtale
from rodtraad.ledelse.queries import lederstatuser, satsinger
from rodtraad.oppgaver.models import Oppgave
from rodtraad.tilgang.models import Bruker, Rolletildeling, Stedfortredelse
from tests.ledelse.eksempler import lag_avtale, sendt_brev
from tests.personer import ANNEN, EGEN, FRA, Verden, lag_person, lag_verden

pytestmark = pytest.mark.django_db
JANUAR = date(2026, 1, 5)
OMRAADE = ("rammeomrade", "OPP")


@pytest.fixture
def verden() -> Verden:
    return lag_verden()


def leder(
    navn: str, enhet: tuple[str, str] | None, rolle: str = "virksomhetsleder", *, full: bool = True
) -> Bruker:
    person = lag_person(navn, enhet=enhet)
    nivaa, kode = enhet or ("", "")
    Rolletildeling.objects.create(
        bruker=person, rolle=rolle, enhet_nivaa=nivaa, enhet_kode=kode, gyldig_fra=FRA, opprettet_av="test",
        personalansvar=full, fagansvar=True, okonomiansvar=full,
    )  # fmt: skip
    return person


@pytest.fixture
def linjen(verden: Verden) -> dict[str, Bruker]:
    """Top leader, leader of the area, leader of the unit, and a fagleder below without all three."""
    Rolletildeling.objects.exclude(rolle="kommunedirektor").delete()
    return {
        "topp": verden.personer["kommunedirektor"],
        "sjef": leder("sjef", OMRAADE, "kommunalsjef"),
        "rektor": leder("rektor", ("virksomhet", "200")),
        "avdeling": leder("avdeling", ("ansvar", "2001"), "avdelingsleder"),
        "fag": leder("fag", ("ansvar", "2301"), "fagleder", full=False),
    }


@pytest.mark.krav("ORG-05")
@pytest.mark.krav("HJUL-08")
def test_a_leader_with_all_three_authorities_gets_an_agreement_and_a_task_and_a_fagleder_none(
    linjen: dict[str, Bruker],
) -> None:
    assert opprett_avtaler(aar=2026, av="kd", i_dag=JANUAR).nye == 3
    avtaler = {a.leder.username: a.overordnet.username for a in Lederavtale.objects.filter(aar=2026)}
    assert avtaler == {"sjef": "kommunedirektor", "rektor": "sjef", "avdeling": "rektor"}
    oppgaver = {
        (o.eier.username, o.frist, o.leder.username) for o in Oppgave.objects.filter(slag="lederavtale")
    }
    assert oppgaver == {
        ("sjef", date(2026, 1, 31), "kommunedirektor"), ("rektor", date(2026, 1, 31), "sjef"),
        ("avdeling", date(2026, 1, 31), "rektor"),
    }  # fmt: skip
    igjen = opprett_avtaler(aar=2026, av="kd", i_dag=JANUAR)
    assert (igjen.nye, igjen.hadde) == (0, 3)
    assert Oppgave.objects.filter(slag="lederavtale").count() == 3


def test_a_leader_nobody_is_above_is_named_and_gets_none(linjen: dict[str, Bruker]) -> None:
    Rolletildeling.objects.filter(bruker=linjen["topp"]).update(
        personalansvar=True, fagansvar=True, okonomiansvar=True
    )
    svar = opprett_avtaler(aar=2026, av="kd", i_dag=JANUAR)
    assert svar.uten_overordnet == (linjen["topp"].navn,)
    assert linjen["topp"].navn in svar.tekst


@pytest.mark.krav("HJUL-08")
def test_the_year_goes_from_a_draft_both_agree_on_to_an_evaluation_of_each_goal(
    verden: Verden, linjen: dict[str, Bruker], client: object
) -> None:
    sendt_brev(2026, "Tidlig innsats", "Færre i deltid")
    opprett_avtaler(aar=2026, av="kd", i_dag=JANUAR)
    avtale = Lederavtale.objects.get(leder=linjen["rektor"])
    verden.personer |= {"rektor": linjen["rektor"], "sjefen": linjen["sjef"]}
    rektor, sjef = verden.klient("rektor"), verden.klient("sjefen")
    sti, valgt = f"/arbeid/lederavtaler/{avtale.pk}/", satsinger(2026)[0].pk
    data = {"versjon": 1, "satsinger": [valgt], "form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0,
            "form-0-tittel": "Nærvær over 93 %", "form-0-maaling": "Månedlig måling", "form-1-tittel": ""}  # fmt: skip
    assert rektor.post(f"{sti}skriv/", data).status_code == 302
    rektor.post(f"{sti}enig/", {"versjon": 2})
    assert "ikke enig ennå" in sjef.get(sti).content.decode()
    assert Oppgave.objects.get(eier=linjen["rektor"]).status == "aapen"
    sjef.post(f"{sti}enig/", {"versjon": 3})
    avtale.refresh_from_db()
    assert (avtale.status, len(avtale.innholdssum)) == ("inngaatt", 64)
    assert Oppgave.objects.get(eier=linjen["rektor"]).status == "fullfort"
    assert rektor.post(f"{sti}skriv/", {**data, "versjon": 4}).status_code == 422
    assert [m.tittel for m in avtale.maal.all()] == ["Nærvær over 93 %"]

    assert start_evaluering(aar=2026, av="kd") == 3
    assert Oppgave.objects.get(eier=linjen["rektor"], status="aapen").frist == date(2026, 12, 31)
    assert (
        "Mål 1 er ikke evaluert" in sjef.post(f"{sti}avslutt/", {"versjon": 4}, follow=True).content.decode()
    )
    svar = {"versjon": 4, "samlet": "Et godt år", "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1,
            "form-0-oppnaaelse": "naadd", "form-0-evaluering": "94 %"}  # fmt: skip
    rektor.post(f"{sti}evaluer/", svar)
    assert (
        "Det er den overordnede"
        in rektor.post(f"{sti}avslutt/", {"versjon": 5}, follow=True).content.decode()
    )
    sjef.post(f"{sti}avslutt/", {"versjon": 5})
    avtale.refresh_from_db()
    assert avtale.status == "evaluert"
    assert not Oppgave.objects.filter(eier=linjen["rektor"], status="aapen").exists()
    with pytest.raises(LedelseFeil, match="evaluert"):
        evaluer_maal(avtale_id=avtale.pk, versjon=6, maal={1: ("ikke", "")}, samlet="", av="x")


def test_a_change_takes_back_what_the_other_agreed_to_and_two_at_once_lose_nothing(verden: Verden) -> None:
    a, b = verden.personer["virksomhetsleder"], verden.personer["kommunedirektor"]
    avtale = lag_avtale(a.pk, b.pk, EGEN)
    bli_enig(avtale_id=avtale.pk, versjon=1, som="leder", av="a")
    lagre_innhold(avtale_id=avtale.pk, versjon=2, satsinger=[], maal=[("Nytt mål", "")], av="b")
    avtale.refresh_from_db()
    assert avtale.leder_enig is None
    with pytest.raises(LedelseFeil, match="Den andre har endret avtalen"):
        lagre_innhold(avtale_id=avtale.pk, versjon=2, satsinger=[], maal=[("Tapt?", "")], av="a")
    assert [m.tittel for m in avtale.maal.all()] == ["Nytt mål"]
    with pytest.raises(LedelseFeil, match="Den andre har endret avtalen"):
        bli_enig(avtale_id=avtale.pk, versjon=2, som="overordnet", av="b")


@pytest.mark.krav("HJUL-09")
def test_only_focus_areas_of_the_years_sent_letter_can_be_chosen(verden: Verden) -> None:
    sendt_brev(2025, "I fjor")
    sendt_brev(2026, "I år")
    a, b = verden.personer["virksomhetsleder"], verden.personer["kommunedirektor"]
    avtale = lag_avtale(a.pk, b.pk, EGEN)
    side = verden.klient("virksomhetsleder").get(f"/arbeid/lederavtaler/{avtale.pk}/skriv/").content.decode()
    assert "I år" in side
    assert "I fjor" not in side
    with pytest.raises(LedelseFeil, match="ikke i oppdragsbrevet for 2026"):
        lagre_innhold(
            avtale_id=avtale.pk, versjon=1, satsinger=[satsinger(2025)[0].pk], maal=[("m", "")], av="a"
        )


@pytest.mark.krav("HJUL-08")
def test_the_dashboard_reaches_100_per_cent_when_every_leader_has_agreed(
    verden: Verden, linjen: dict[str, Bruker], django_assert_max_num_queries: object
) -> None:
    opprett_avtaler(aar=2026, av="kd", i_dag=JANUAR)
    Lederavtale.objects.filter(leder=linjen["avdeling"]).delete()
    klient = verden.klient("kommunedirektor")
    side = klient.get("/arbeid/lederavtaler/?aar=2026").content.decode()
    assert "0 (0 %)" in side
    assert "Mangler" in side
    opprett_avtaler(aar=2026, av="kd", i_dag=JANUAR)
    for avtale in Lederavtale.objects.all():
        lagre_innhold(avtale_id=avtale.pk, versjon=1, satsinger=[], maal=[("m", "")], av="a")
        bli_enig(avtale_id=avtale.pk, versjon=2, som="leder", av="a")
        bli_enig(avtale_id=avtale.pk, versjon=3, som="overordnet", av="b")
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        side = klient.get("/arbeid/lederavtaler/?aar=2026").content.decode()
    assert "3 (100 %)" in side
    verden.personer["rektor"] = linjen["rektor"]
    egne = verden.klient("rektor").get("/arbeid/lederavtaler/?aar=2026").content.decode()
    assert "2 (100 %)" in egne, "only the unit and what is below it"
    assert linjen["sjef"].navn not in egne.split("<tbody>")[2]


def test_the_page_asks_as_many_queries_for_many_leaders_as_for_few(
    verden: Verden, django_assert_max_num_queries: object
) -> None:
    sjef = verden.personer["kommunedirektor"]
    for nr in range(60):
        lag_avtale(leder(f"l{nr}", ("ansvar", "2001")).pk, sjef.pk, ("ansvar", "2001"))
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(lederstatuser(2026, None, JANUAR)) == 60
    klient = verden.klient("kommunedirektor")
    klient.get("/arbeid/")
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        klient.get("/arbeid/lederavtaler/?aar=2026")


class TestPrivacy:
    """An agreement is for the two parties and whoever oversees the unit."""

    @pytest.fixture
    def avtale(self, verden: Verden) -> Lederavtale:
        verden.personer["rektor"] = leder("rektor", EGEN)
        return lag_avtale(verden.personer["rektor"].pk, verden.personer["kommunedirektor"].pk, EGEN)

    def test_a_leader_of_another_unit_and_a_peer_in_the_same_do_not_find_it(
        self, verden: Verden, avtale: Lederavtale
    ) -> None:
        verden.personer |= {"fremmed": leder("fremmed", ANNEN), "kollega": leder("kollega", EGEN)}
        sti = f"/arbeid/lederavtaler/{avtale.pk}/"
        assert verden.klient("kollega").get(sti).status_code == 200
        lag_avtale(verden.personer["kollega"].pk, verden.personer["kommunedirektor"].pk, EGEN)
        for hvem in ("fremmed", "kollega", "avdelingsleder", "okonomi", "systemadministrator", "revisor"):
            assert verden.klient(hvem).get(sti).status_code == 404, hvem
            for handling in ("skriv/", "evaluer/"):
                assert verden.klient(hvem).get(sti + handling).status_code == 404, (hvem, handling)
            for handling in ("enig/", "avslutt/", "skriv/", "evaluer/"):
                assert verden.klient(hvem).post(sti + handling, {"versjon": 1}).status_code == 404
        side = verden.klient("kollega").get("/arbeid/lederavtaler/?aar=2026").content.decode()
        assert f'href="{sti}"' not in side
        assert Lederavtale.objects.get(pk=avtale.pk).versjon == 1

    def test_whoever_oversees_the_unit_reads_and_leaves_a_trace_but_changes_nothing(
        self, verden: Verden, avtale: Lederavtale
    ) -> None:
        sti = f"/arbeid/lederavtaler/{avtale.pk}/"
        klient = verden.klient("kommunalsjef")
        assert "Hemmelig mål" in klient.get(sti).content.decode()
        post = hendelser_om(f"lederavtale:{avtale.pk}")[0]
        assert (post.handling, post.av, post.verdi_etter["sensitiv"]) == (
            "leste lederavtale",
            "kommunalsjef",
            True,
        )
        assert klient.post(f"{sti}enig/", {"versjon": 1}).status_code == 404

    def test_a_party_reads_without_a_trace(self, verden: Verden, avtale: Lederavtale) -> None:
        verden.klient("rektor").get(f"/arbeid/lederavtaler/{avtale.pk}/")
        assert not hendelser_om(f"lederavtale:{avtale.pk}")

    def test_a_deputy_of_the_leader_does_not_see_the_leaders_own(
        self, verden: Verden, avtale: Lederavtale
    ) -> None:
        i_dag = date.today()  # noqa: DTZ011 - the day of the session
        verden.personer["vikar"] = lag_person("vikar", "ansatt", enhet=EGEN)
        Stedfortredelse.objects.create(
            for_bruker=verden.personer["rektor"], stedfortreder=verden.personer["vikar"], fra=i_dag, til=i_dag,
            grunn="ferie", opprettet_av="test",
        )  # fmt: skip
        klient = verden.klient("vikar")
        sesjon = klient.session
        sesjon["paa_vegne_av"] = verden.personer["rektor"].pk
        sesjon.save()
        sti = f"/arbeid/lederavtaler/{avtale.pk}/"
        assert klient.get(sti).status_code == 404
        assert klient.post(f"{sti}enig/", {"versjon": 1}).status_code == 404
        assert "Hemmelig" not in klient.get("/arbeid/lederavtaler/mine/").content.decode()
        assert (
            avtale.leder.navn
            not in klient.get("/arbeid/lederavtaler/mine/").content.decode().split("<h1>")[1]
        )

    def test_what_is_written_in_it_is_not_in_the_log_nor_in_search(
        self, verden: Verden, avtale: Lederavtale
    ) -> None:
        lagre_innhold(avtale_id=avtale.pk, versjon=1, satsinger=[], maal=[("Hemmelig uro", "")], av="rektor")
        assert "Hemmelig uro" not in str([h.verdi_etter for h in hendelser_om(f"lederavtale:{avtale.pk}")])
        assert "uro" not in verden.klient("kommunedirektor").get("/arbeid/sok/?q=Hemmelig").content.decode()
