"""PxWebApi over the network: what is asked, and what happens when SSB is slow, full, broken or away."""

from decimal import Decimal
from typing import Any

import pytest

from rodtraad.kjerne.funn import Alvor
from rodtraad.statistikk.ssb.henter import HenteFeil, Utilgjengelig
from rodtraad.statistikk.ssb.jsonstat import JsonstatFeil, les_jsonstat
from rodtraad.statistikk.ssb.klient import Hentet, hent_uttrekk
from rodtraad.statistikk.ssb.takt import Takt
from rodtraad.statistikk.ssb.uttrekk import Uttrekk, del_opp, tell
from tests.statistikk.ssbtjener import Tjener, henter, kjor, raatt, svarfil, trenger_ssb

pytestmark = [trenger_ssb, pytest.mark.krav("KOSTRA-01")]
BERGEN = Uttrekk("12134", {"KOKkommuneregion0000": ("4601",), "ContentsCode": ("*",), "Tid": ("top(1)",)})
ALT = Uttrekk("12134", {"KOKkommuneregion0000": ("*",), "ContentsCode": ("*",), "Tid": ("*",)})


def hent(tjener: Tjener, uttrekk: Uttrekk = ALT, **valg: Any) -> Hentet:
    grense = {"maks_celler": valg.pop("maks_celler")} if "maks_celler" in valg else {}
    return hent_uttrekk(uttrekk, henter=henter(**valg), adresser=tjener.adresser, **grense)


def test_the_answer_is_kept_untouched_and_says_what_was_asked_where() -> None:
    with kjor("12134") as tjener:
        hentet = hent(tjener)
        (svar,) = hentet.svar
        assert svar.raa == svarfil("12134").read_bytes()
        assert svar.adresse.startswith(
            f"{tjener.adresser.v2}/tables/12134/data?lang=no&outputFormat=json-stat2"
        )
        assert (svar.tjeneste, svar.kropp, hentet.funn) == ("v2", None, ())


def test_expressions_are_resolved_by_the_tables_own_metadata() -> None:
    with kjor("12134") as tjener:
        kube = hent(tjener, BERGEN).kube
        assert kube is not None
        assert [c.koder for c in kube.celler()] == [("4601", "KOSAG110000", "2024")]
        assert kube.celle().verdi == Decimal(66605)


def test_a_long_question_is_sent_as_a_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rodtraad.statistikk.ssb.klient._KORT_ADRESSE", 500)
    with kjor("12367") as tjener:
        alt = Uttrekk("12367", dict.fromkeys(raatt("12367")["id"], ("*",)))
        (svar,) = hent(tjener, alt).svar
        assert svar.kropp is not None
        assert {v["variableCode"] for v in svar.kropp["selection"]} == set(raatt("12367")["id"])
        assert svar.raa == svarfil("12367").read_bytes()


def test_a_table_over_the_limit_is_asked_for_in_parts_and_is_the_same_put_together() -> None:
    with kjor("12367") as tjener:
        alt = Uttrekk("12367", dict.fromkeys(raatt("12367")["id"], ("*",)))
        hentet = hent(tjener, alt, maks_celler=9_000)
        hel = les_jsonstat(svarfil("12367").read_bytes())
        assert len(hentet.svar) == len(tjener.data()) == 9
        assert hentet.kube is not None
        assert list(hentet.kube.celler()) == list(hel.celler())
        assert all(len(les_jsonstat(s.raa).verdier) <= 9_000 for s in hentet.svar)


@pytest.mark.parametrize("grense", [1, 7, 11, 50, 100])
def test_parts_hold_every_cell_once_and_never_more_than_the_limit(grense: int) -> None:
    valg = {"a": tuple("abcdefghijk"), "b": ("1", "2"), "c": ("x", "y", "z")}
    deler = list(del_opp(valg, grense))
    assert all(tell(d) <= grense for d in deler)
    celler = [(a, b, c) for d in deler for a in d["a"] for b in d["b"] for c in d["c"]]
    assert len(celler) == len(set(celler)) == tell(valg)


def test_a_code_ssb_does_not_have_is_said_and_the_rest_is_fetched() -> None:
    with kjor("12134") as tjener:
        uttrekk = Uttrekk("12134", {**ALT.velg, "KOKkommuneregion0000": ("4601", "5025")})
        hentet = hent(tjener, uttrekk)
        (funn,) = hentet.funn
        assert funn.alvor == Alvor.ADVARSEL
        assert "«5025»" in funn.melding
        assert "Klass 131" in funn.tiltak


@pytest.mark.parametrize(
    ("velg", "ord_"),
    [
        ({**ALT.velg, "KOKkommuneregion0000": ("9999",)}, "9999"),
        ({**ALT.velg, "Region": ("5025",)}, "ingen dimensjon «Region»"),
        ({"Tid": ("2024",)}, "må velges"),
        ({**ALT.velg, "Tid": ("top(x)",)}, "top(x)"),
    ],
)
def test_a_question_that_cannot_be_asked_is_stopped_before_the_data(
    velg: dict[str, tuple[str, ...]], ord_: str
) -> None:
    with kjor("12134") as tjener:
        hentet = hent(tjener, Uttrekk("12134", velg))
        assert any(ord_ in f.melding and f.er_feil and f.tiltak for f in hentet.funn)
        assert not tjener.data()


def test_a_dimension_that_ssb_sums_itself_may_be_left_out() -> None:
    with kjor("12134") as tjener:
        tjener.metadata["12134"] = raatt("12134")
        tjener.metadata["12134"]["dimension"]["KOKkommuneregion0000"]["extension"]["elimination"] = True
        hentet = hent(tjener, Uttrekk("12134", {"ContentsCode": ("*",), "Tid": ("*",)}))
        assert not any(f.er_feil for f in hentet.funn)


def test_a_code_list_is_looked_up_and_named_in_the_question() -> None:
    with kjor("12134") as tjener:
        tjener.kodelister["vs_Byer"] = {
            "id": "vs_Byer",
            "label": "Byer",
            "values": [{"code": "4601", "label": "Bergen"}],
        }
        uttrekk = Uttrekk("12134", {**ALT.velg}, {"KOKkommuneregion0000": "vs_Byer"})
        (svar,) = hent(tjener, uttrekk).svar
        assert "codelist[KOKkommuneregion0000]=vs_Byer" in svar.adresse
        assert "valueCodes[KOKkommuneregion0000]=4601&" in svar.adresse


@pytest.mark.parametrize(
    "feil",
    [
        [("status", 503)],
        [("status", 429, "0")],
        [("status", 429, "Wed, 21 Oct 2015 07:28:00 GMT"), ("status", 500), ("status", 502)],
        [("kutt",)],
        [("kutt",), ("status", 503), ("kutt",)],
        [("avkortet",)],
        [("treg", 0.8)],
    ],
    ids=["503", "429", "429-500-502", "kutt", "kutt-503-kutt", "avkortet", "treg"],
)
def test_a_passing_fault_is_tried_again_and_the_answer_is_whole(feil: list[tuple[Any, ...]]) -> None:
    with kjor("12134") as tjener:
        tjener.feil = list(feil)
        assert hent(tjener).svar[0].raa == svarfil("12134").read_bytes()
        assert len(tjener.data()) == len(feil) + 1


def test_it_waits_as_long_as_ssb_says(monkeypatch: pytest.MonkeyPatch) -> None:
    ventet: list[float] = []
    monkeypatch.setattr("rodtraad.statistikk.ssb.henter.time.sleep", ventet.append)
    with kjor("12134") as tjener:
        tjener.feil = [("status", 429, "7")]
        hent(tjener)
    assert 7 in ventet


def test_it_does_not_wait_longer_than_the_one_who_asked_has_time_for() -> None:
    with kjor("12134") as tjener:
        tjener.feil = [("status", 429, "3600")]
        tjener.alltid = None
        with pytest.raises(Utilgjengelig, match="ikke tid til å vente 120 sekunder"):
            henter(frist=5.0).hent(f"{tjener.adresser.v2}/tables/12134/data?valueCodes[Tid]=2024")


@pytest.mark.parametrize(
    ("feil", "slag", "ord_"),
    [
        ([("type", "text/html")], HenteFeil, "«text/html», ikke JSON"),
        ([("stor", 3_000_000)], HenteFeil, "større enn 2 MB"),
        ([("avkortet",), ("avkortet",)], JsonstatFeil, "avkortet"),
        ([("status", 404)], HenteFeil, "svarte 404"),
        ([("status", 302)], HenteFeil, "svarte 302"),
    ],
)
def test_a_lasting_fault_is_a_sentence_with_a_remedy(
    feil: list[tuple[Any, ...]], slag: type[HenteFeil], ord_: str
) -> None:
    with kjor("12134") as tjener:
        tjener.feil = list(feil)
        with pytest.raises(slag, match=ord_) as grunn:
            hent(tjener, maks_byte=2_000_000)
        assert len(grunn.value.meldinger) == 2


def test_the_reserve_answers_when_v2_is_away_and_it_is_said() -> None:
    with kjor("12134") as tjener:
        tjener.alltid = ("status", 503)
        hentet = hent(tjener, forsok=2)
        assert hentet.svar[0].tjeneste == "v1"
        assert hentet.svar[0].raa == svarfil("12134").read_bytes()
        assert hentet.svar[0].kropp is not None
        assert "response" in hentet.svar[0].kropp
        assert "hentet med v1" in hentet.funn[0].melding


def test_when_both_are_away_both_are_named() -> None:
    with kjor() as tjener:
        borte = tjener.adresser
    with pytest.raises(Utilgjengelig) as feil:
        hent_uttrekk(ALT, henter=henter(forsok=2), adresser=borte)
    assert any("Reserven svarte heller ikke" in m for m in feil.value.meldinger)
    assert "Tallene som er hentet før, gjelder fortsatt." in feil.value.meldinger[-1]


def test_a_category_that_metadata_has_and_the_answer_lacks_is_a_finding() -> None:
    with kjor("12134") as tjener:
        tjener.metadata["12134"] = raatt("12134")
        region = tjener.metadata["12134"]["dimension"]["KOKkommuneregion0000"]["category"]
        region["index"]["5025"], region["label"]["5025"] = 3, "Røros"
        tjener.metadata["12134"]["size"] = [4, 1, 1]
        hentet = hent(tjener)
        (funn,) = [f for f in hentet.funn if f.kontroll == "ssb-kategori"]
        assert "svarte uten «5025»" in funn.melding


class Klokke:
    def __init__(self) -> None:
        self.naa, self.sov = 1000.0, []

    def vent(self, sekunder: float) -> None:
        self.sov.append(sekunder)
        self.naa += sekunder


def test_the_forty_first_call_within_a_minute_waits_for_the_first_to_be_a_minute_old() -> None:
    klokke = Klokke()
    takt = Takt(klokke=lambda: klokke.naa, sov=klokke.vent)
    for _ in range(40):
        takt.vent()
        klokke.naa += 1
    assert not klokke.sov
    takt.vent()
    assert klokke.sov == [20.0]


@pytest.mark.parametrize("navn", ["x-ratelimit", "X-Rate-Limit", "RateLimit"])
@pytest.mark.parametrize(("reset", "venter"), [("12", 12), ("tull", 60), ("nan", 60), ("3600", 60)])
def test_it_holds_back_when_ssb_says_none_remain(navn: str, reset: str, venter: float) -> None:
    klokke = Klokke()
    takt = Takt(klokke=lambda: klokke.naa, sov=klokke.vent)
    takt.les_svar({f"{navn.lower()}-remaining": "3", f"{navn.lower()}-reset": reset})
    assert takt.ventetid() == 0
    takt.les_svar({f"{navn.lower()}-remaining": "0", f"{navn.lower()}-reset": reset})
    assert takt.ventetid() == venter


def test_the_headers_of_an_answer_set_the_pace() -> None:
    klokke = Klokke()
    takt = Takt(klokke=lambda: klokke.naa, sov=klokke.vent)
    with kjor("12134") as tjener:
        tjener.hode = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "9"}
        with pytest.raises(Utilgjengelig, match="kvoten på 40 kall"):
            hent(tjener, takt=takt, frist=5.0, forsok=1)
