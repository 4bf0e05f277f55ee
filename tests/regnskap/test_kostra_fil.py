"""Source `kostra-fil`: SSB's own form in, and the same file out again."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodtraad.hovedbok.models import Hovedbokbatch
from rodtraad.hovedbok.queries import kostraposter
from rodtraad.innlesing.services import Resultat, les_inn, trekk_tilbake
from rodtraad.kostra.filbygging import bygg_kostrafil
from rodtraad.lov.kostra.post import formater
from tests.conftest import DELT

KONGSVINGER = DELT / "data" / "kostra" / "0A_V2019_K4_R040200_OK.dat"


def post(
    funksjon: str, art: str, belop: int, *, klasse: str = "1", skjema: str = "0A", kvartal: str = ""
) -> str:
    return formater(
        skjema=skjema, aar=2025, kvartal=kvartal, region="502500", orgnr="", kontoklasse=klasse, funksjon=funksjon,
        art=art, belop=belop,
    )  # fmt: skip


GOD = (post("202", "010", 50), post("800", "870", -30), post("840", "800", -20))
BALANSE = (
    post("10", "000", 7, klasse="2", skjema="0B"),
    post("56", "080", -7, klasse="2", skjema="0B"),
)


def les(mappe: Path, *filer: tuple[str, ...], proev: bool = False) -> Resultat:
    stier = []
    for nr, poster in enumerate(filer):
        sti = mappe / f"fil{nr}.dat"
        sti.write_bytes("".join(f"{p}\n" for p in poster).encode("iso-8859-1"))
        stier.append(sti)
    return les_inn("kostra-fil", stier, proev=proev)


def ut(skjema: str, **valg: str) -> list[str]:
    return sorted(bygg_kostrafil(skjema, 2025, kommunenummer="5025", **valg).poster)  # type: ignore[arg-type]


def feil(resultat: Resultat) -> list[str]:
    assert Hovedbokbatch.objects.count() == 0
    assert all(f.tiltak for f in resultat.funn if f.er_feil)
    return [f"{f.sted}: {f.melding}" for f in resultat.funn if f.er_feil]


@pytest.mark.krav("KONTO-01")
def test_accounts_and_balance_come_in_together_and_go_out_as_they_came(mappe: Path) -> None:
    resultat = les(mappe, GOD, BALANSE)
    assert not resultat.har_feil, resultat.funn
    assert resultat.kontrolltotaler == {"regnskap 2025, balanse": 0, "regnskap 2025, drift": 0}
    assert ut("0A") == sorted(GOD)
    assert ut("0B") == sorted(BALANSE)
    assert les(mappe, GOD, BALANSE).uendret


def test_the_lines_keep_the_number_they_have_in_the_file(mappe: Path) -> None:
    resultat = les(mappe, ("", GOD[0], "", post("999", "010", 1), *GOD[1:]))
    assert [f.sted for f in resultat.funn if f.er_feil] == ["fil0.dat, rad 4, kolonne «funksjon»"]


def test_a_withdrawn_file_counts_no_more_and_a_new_one_takes_its_place(mappe: Path) -> None:
    forste = les(mappe, GOD)
    ny = les(mappe, (post("202", "010", 51), *GOD[1:]))
    assert not ny.har_feil, ny.funn
    assert kostraposter(2025)[0][3] == 51 * 100_000
    assert ny.id is not None
    trekk_tilbake(ny.id, begrunnelse="feil fil")
    assert kostraposter(2025)[0][3] == 50 * 100_000
    assert forste.id is not None
    trekk_tilbake(forste.id, begrunnelse="feil fil")
    assert kostraposter(2025) == []


def test_a_quarter_stands_at_its_end(mappe: Path) -> None:
    forste = tuple(p[:6] + "2" + p[7:] for p in GOD)
    assert not les(mappe, forste).har_feil
    assert ut("0A", kvartal="2") == sorted(forste)
    assert ut("0AK1") == []


def test_sums_from_new_year_are_not_laid_on_other_periods(mappe: Path) -> None:
    les(mappe, tuple(p[:6] + "1" + p[7:] for p in GOD))
    andre = les(mappe, tuple(p[:6] + "2" + p[7:] for p in GOD))
    assert any("telt to ganger" in f.melding for f in andre.funn if f.er_feil)
    assert Hovedbokbatch.objects.count() == 1


@pytest.mark.parametrize(
    ("poster", "melding"),
    [
        ((GOD[0][:-1],), "Posten er 47 tegn"),
        ((GOD[0][:30] + "\t" + GOD[0][31:],), "Posten er 48 tegn"),
        ((GOD[0], GOD[1].replace("2025", "2024", 1)), "ulike skjema, år eller kvartal"),
        ((GOD[0].replace("0A", "0Z", 1),), "er ikke skjema, år og kvartal"),
        ((GOD[0][:39] + "     12,5",), "er ikke et helt tall"),
        ((GOD[0][:31] + "7" + GOD[0][32:],), "Kontoklassen «7» finnes ikke i 0A"),
        ((post("202", "013", 5),), "013"),
        (("", ""), "Filen er tom"),
    ],
)
def test_bad_files_are_told_and_nothing_is_stored(mappe: Path, poster: tuple[str, ...], melding: str) -> None:
    assert any(melding in f for f in feil(les(mappe, poster)))


def test_what_ssb_would_say_is_said_but_does_not_stop(mappe: Path) -> None:
    resultat = les(mappe, (*GOD, post("120", "800", 5), post("120", "870", -5)), proev=True)
    assert not resultat.har_feil
    assert {f.kontroll for f in resultat.funn} >= {"kostra-075", "kostra-080"}


def test_a_profile_is_refused(mappe: Path) -> None:
    profil = mappe / "p.yaml"
    profil.write_text("navn: x\n", encoding="utf-8")
    fil = mappe / "fil.dat"
    fil.write_text("\n".join(GOD), encoding="utf-8")
    assert any(f.kontroll == "kostra-profil" for f in les_inn("kostra-fil", [fil], profil=profil).funn)


def test_negative_nothing_is_written_back_as_it_stood(mappe: Path) -> None:
    poster = (*GOD, GOD[0].replace("202 ", "211 ")[:39] + "       -0", post("213", "010", 0))
    assert not les(mappe, poster).har_feil
    assert ut("0A") == sorted(poster)


@pytest.mark.krav("KOSTRA-01")
def test_kongsvinger_2019_goes_in_and_comes_out_byte_for_byte(mappe: Path) -> None:
    """A whole real accounts file (SSB's own sample, provisional figures of the fourth quarter of 2019)."""
    if not KONGSVINGER.is_file():
        pytest.skip(f"{KONGSVINGER} finnes ikke på denne maskinen")
    resultat = les_inn("kostra-fil", [KONGSVINGER])
    assert not resultat.har_feil, resultat.funn
    assert resultat.antall == 1644
    fil = bygg_kostrafil("0A", 2019, kommunenummer="0402", kvartal="4")
    inn = sorted(KONGSVINGER.read_bytes().splitlines())
    assert sorted(fil.innhold.splitlines()) == inn
    # And it is the ledger that is written, not the file: another amount gives another file.
    endret = mappe / "endret.dat"
    tekst = KONGSVINGER.read_bytes()
    endret.write_bytes(tekst.replace(b"1120 010    36328", b"1120 010    36329"))
    assert not les_inn("kostra-fil", [endret]).har_feil
    ny = sorted(bygg_kostrafil("0A", 2019, kommunenummer="0402", kvartal="4").innhold.splitlines())
    assert [a for a in ny if a not in inn] == [b"0A20194040200                  1120 010    36329"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_answered_and_nothing_is_stored(mappe: Path, innhold: bytes, etter_god: bool) -> None:  # noqa: FBT001
    fil = mappe / "hva.dat"
    fil.write_bytes(("\n".join(GOD) + "\n").encode() * etter_god + innhold)
    resultat = les_inn("kostra-fil", [fil], proev=True)
    assert resultat.id is None
    assert Hovedbokbatch.objects.count() == 0
