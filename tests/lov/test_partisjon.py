"""Each statement takes every code of its domain exactly once, in every year."""

import random
from collections import Counter
from datetime import date

import pytest

from rodtraad.lov.oppstilling import Gruppe, Linje, Linjegruppe, Oppstilling, beregn, utvid
from rodtraad.lov.regelverk import Regelverk, last_regelverk
from rodtraad.lov.utvalg import Utvalg
from tests.lov.postering import Rad, passer, regn_ut

AAR = (2024, 2025, 2026)
LOVPAALAGT = ("lov_5_6", "lov_5_4_1", "lov_5_5_1", "lov_5_8")
TILPASSET = ("okonomisk_oversikt_5_6", "bevilgning_5_4_1", "bevilgning_5_5_1", "totaloversikt_okonomi")
RAMMER = {"10": "Stab", "20": "Oppvekst"}


def lov(aar: int) -> Regelverk:
    return last_regelverk(date(aar, 12, 31))


def en_gruppe(per: str, _utvalg: Utvalg | None) -> list[Gruppe]:
    if per == "rammeomraade":
        return [Gruppe(kode, navn, virksomheter=frozenset({kode})) for kode, navn in RAMMER.items()]
    return [Gruppe("P", "Prosjekt", prosjekter=frozenset({"P"}))]


def alle_utvalg(regelverk: Regelverk, navn: str) -> list[Utvalg]:
    """The leaves of a statement, and of the statements whose lines it takes."""
    utvalg: list[Utvalg] = []
    for linje in utvid(regelverk.oppstilling(navn), en_gruppe).linjer:
        utvalg += linje.utvalg if not linje.er_sum else ()
        if linje.hent:
            annen = utvid(regelverk.oppstilling(linje.hent[0]), en_gruppe)
            utvalg += blader_av(annen, linje.hent[1])
    return utvalg


def blader_av(oppstilling: Oppstilling, nr: str) -> list[Utvalg]:
    linje = oppstilling.linje(nr)
    if linje.utvalg:
        return list(linje.utvalg)
    return [
        utvalg
        for ledd in linje.pluss
        for annen in oppstilling.linjer
        if annen.nr == ledd or (ledd.endswith(".*") and annen.nr.startswith(ledd[:-1]))
        for utvalg in blader_av(oppstilling, annen.nr)
    ]


def koder_i_domenet(regelverk: Regelverk, navn: str) -> list[str]:
    domene = regelverk.oppstilling(navn).domene
    assert domene is not None
    gyldige = regelverk.koder.gyldige("kapitler" if domene.kontoklasse == "2" else "arter", regelverk.dato)
    return sorted((gyldige if domene.arter is None else domene.arter & gyldige) - domene.unntatt)


@pytest.mark.parametrize("aar", AAR)
@pytest.mark.parametrize("navn", [*LOVPAALAGT, *TILPASSET])
def test_every_valid_code_is_on_exactly_one_line(navn: str, aar: int) -> None:
    regelverk = lov(aar)
    utvalg = alle_utvalg(regelverk, navn)
    kontoklasse = regelverk.oppstilling(navn).domene.kontoklasse  # type: ignore[union-attr]
    treff: Counter[tuple[str, str, str]] = Counter()
    for kode in koder_i_domenet(regelverk, navn):
        for virksomhet in ("", "10", "20"):
            for funksjon in ("120", "283", "880"):
                felt = {"kapittel" if kontoklasse == "2" else "art": kode}
                rad = Rad(1, kontoklasse=kontoklasse, funksjon=funksjon, virksomhet=virksomhet, **felt)
                treff[kode, virksomhet, funksjon] = sum(passer(rad, u, "regnskap") for u in utvalg)
    feil = {nokkel: antall for nokkel, antall in treff.items() if antall != 1}
    assert len(treff) > 9 * 40
    assert not feil


@pytest.mark.parametrize("aar", AAR)
def test_what_a_domain_leaves_out_is_only_what_cannot_stand_there(aar: int) -> None:
    """Outside both § 5-6 and § 5-5 stand only the report controls and the carried result."""
    regelverk = lov(aar)
    gyldige = regelverk.koder.gyldige("arter", regelverk.dato)
    drift = set(koder_i_domenet(regelverk, "lov_5_6"))
    investering = set(koder_i_domenet(regelverk, "lov_5_5_1"))
    assert gyldige - drift - investering == {"589", "980", "989"}
    assert set(koder_i_domenet(regelverk, "lov_5_8")) == regelverk.koder.gyldige("kapitler", regelverk.dato)


def tilfeldig_hovedbok(regelverk: Regelverk, fro: int) -> list[Rad]:
    terning = random.Random(fro)  # noqa: S311 – a seed, not a secret
    arter = koder_i_domenet(regelverk, "lov_5_6")
    rader = [
        Rad(
            terning.randint(-9_999, 9_999),
            art=terning.choice(arter),
            virksomhet=terning.choice(["", "10", "20"]),
        )
        for _ in range(400)
    ]
    arter = koder_i_domenet(regelverk, "lov_5_5_1")
    return rader + [
        Rad(
            terning.randint(-9_999, 9_999),
            kontoklasse="0",
            art=terning.choice(arter),
            funksjon=terning.choice(["283", "120"]),
            virksomhet=terning.choice(["10", "20"]),
            prosjekt="P",
        )
        for _ in range(400)
    ]


@pytest.mark.parametrize("fro", range(5))
@pytest.mark.parametrize("aar", AAR)
def test_the_adapted_forms_end_in_the_same_totals_as_the_statutory_ones(aar: int, fro: int) -> None:
    regelverk = lov(aar)
    rader = tilfeldig_hovedbok(regelverk, fro)
    form = {
        navn: regn_ut(regelverk, navn, rader, rammer=RAMMER)
        for navn in (
            *LOVPAALAGT[:3],
            *TILPASSET,
            "bevilgning_5_4_2",
            "totaloversikt_drift",
            "bevilgning_5_5_2",
        )
    }
    drift = [form["lov_5_6"]["24"], form["lov_5_4_1"]["17"]]
    assert {-verdi for verdi in drift} == {
        form["okonomisk_oversikt_5_6"]["23"],
        form["bevilgning_5_4_1"]["18"],
    }
    merforbruk = sum(rad.belop for rad in rader if rad.kontoklasse == "1")
    assert {
        form["lov_5_6"]["32"],
        form["lov_5_4_1"]["25"],
        form["okonomisk_oversikt_5_6"]["31"],
        form["bevilgning_5_4_1"]["23"],
        form["totaloversikt_okonomi"]["14"],
    } == {merforbruk}
    assert form["lov_5_6"]["9"] == -form["okonomisk_oversikt_5_6"]["9"]
    assert form["lov_5_6"]["15"] == form["okonomisk_oversikt_5_6"]["15"]
    assert form["bevilgning_5_4_2"]["sum-uten-1a"] == form["bevilgning_5_4_1"]["8"]
    assert form["bevilgning_5_4_2"]["sum-netto"] == form["totaloversikt_okonomi"]["13"]
    assert form["totaloversikt_drift"]["sum"] == form["totaloversikt_okonomi"]["13"]
    udekket = sum(rad.belop for rad in rader if rad.kontoklasse == "0")
    assert form["lov_5_5_1"]["27"] == form["bevilgning_5_5_1"]["27"] == udekket
    assert form["bevilgning_5_5_2"]["sum"] == form["bevilgning_5_5_1"]["6"] - form["bevilgning_5_5_1"]["5"]


@pytest.mark.parametrize("navn", LOVPAALAGT)
def test_a_shown_line_turned_back_is_the_sum_of_its_leaves(navn: str) -> None:
    """The signs of the formulas are right: line × fortegn is the plain sum of everything under it."""
    regelverk = lov(2025)
    oppstilling = regelverk.oppstilling(navn)
    terning = random.Random(navn)  # noqa: S311 – a seed, not a secret
    bladverdi: dict[Utvalg, int] = {}

    def sum_for(utvalg: Utvalg) -> int:
        return bladverdi.setdefault(utvalg, terning.randint(-999_999, 999_999))

    vist = beregn(oppstilling, sum_for, lambda _o, _l: 4_321)

    def raa(linje: Linje) -> int:
        if linje.utvalg:
            return sum(bladverdi[u] for u in linje.utvalg)
        if linje.hent:
            return 4_321
        return sum(raa(oppstilling.linje(n)) for n in (*linje.pluss, *linje.minus))

    for linje in oppstilling.linjer:
        assert linje.fortegn * vist[linje.nr] == raa(linje), f"{navn} linje {linje.nr} {linje.tekst}"


def test_every_line_of_every_statement_has_a_hjemmel_with_the_day_it_was_compared() -> None:
    for oppstilling in lov(2026).oppstillinger.values():
        for del_ in oppstilling.mal:
            for linje in _linjer(del_):
                assert linje.hjemmel.kilde, (oppstilling.id, linje.nr)
                assert linje.hjemmel.kontrollert is not None, (oppstilling.id, linje.nr)
                assert linje.hjemmel.sikkerhet in {"V", "K", "H"}, (oppstilling.id, linje.nr)


def _linjer(del_: Linje | Linjegruppe) -> list[Linje]:
    return [del_] if isinstance(del_, Linje) else [linje for under in del_.linjer for linje in _linjer(under)]
