"""Any damage to a file: findings or a refusal in words, never a traceback, a partial batch or a hang."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rodtraad.hovedbok.models import Batchperiode, Hovedbokbatch
from rodtraad.innlesing.models import Innlesing
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from tests.conftest import DELT
from tests.regnskap.saftfil import deler
from tests.regnskap.test_saft import GOD

EGEN = "".join(deler(GOD)).encode()
MALER = [EGEN, *(f.read_bytes() for f in sorted((DELT / "data" / "saft").glob("*.xml")))]
ORD = [
    b"", b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"<?x?>", b"&#0;", b"&#xD800;", b"&lol;", b"\x00", b"\xff",
    b"<Line/>", b"</Line>", b"<Transaction>", b"</Journal>", b"<Account/>", b"-", b"1e9", b"NaN", b"999999999999999999",
    b"-0.00", b"2026", b"13", b"<!DOCTYPE x>", b'"', b'xmlns=""', b"KA_K", b"\r\n\t", "\u2028æøå".encode(), b"x" * 300,
]  # fmt: skip
KUTT = st.tuples(
    st.sampled_from(["bytt", "fjern", "dobl", "ord", "flytt", "kutt"]), st.floats(0, 1), st.floats(0, 1)
)
SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def mutert(data: bytes, slag: str, hvor: float, hva: float) -> bytes:
    """A file with one thing wrong: bytes, an element taken out, put in twice, moved, or the end cut off."""
    sted = int(hvor * len(data))
    if slag in {"bytt", "ord", "kutt"}:
        ord_ = {"bytt": bytes([int(hva * 255)]), "ord": ORD[int(hva * (len(ORD) - 1))], "kutt": b""}[slag]
        return data[:sted] + ord_ + {"bytt": data[sted + 1 :], "ord": data[sted:], "kutt": b""}[slag]
    elementer = list(re.finditer(rb"<([\w:]+)>[^<]*</\1>", data))
    if not elementer:
        return data
    valgt = elementer[int(hvor * (len(elementer) - 1))]
    if slag == "fjern":
        return data[: valgt.start()] + data[valgt.end() :]
    if slag == "dobl":
        return data[: valgt.end()] + valgt[0] + data[valgt.end() :]
    uten = data[: valgt.start()] + data[valgt.end() :]
    nytt = int(hva * len(uten))
    return uten[:nytt] + valgt[0] + uten[nytt:]


def sjekk(fil: Path) -> None:
    for_ = (Innlesing.objects.count(), Hovedbokbatch.objects.count(), Batchperiode.objects.count())
    try:
        resultat = les_inn("saft", [fil])
    except RodtraadFeil:
        resultat = None
    if resultat is None or resultat.har_feil:
        etter = (Innlesing.objects.count(), Hovedbokbatch.objects.count(), Batchperiode.objects.count())
        assert etter == for_
        assert resultat is None or all(f.tiltak and f.melding for f in resultat.funn if f.er_feil)
        return
    assert resultat.id is not None
    batcher = Hovedbokbatch.objects.filter(innlesing_id=resultat.id)
    assert sum(b.antall for b in batcher) == resultat.antall > 0
    # The accounts of a year balance, opening balance and all.
    assert sum(b.belop for b in batcher) == 0
    if not resultat.uendret:
        trekk_tilbake(resultat.id)


@pytest.mark.krav("KONTO-01")
@given(mal=st.sampled_from(MALER), kutt=st.lists(KUTT, min_size=1, max_size=4))
@SETTINGS
def test_a_damaged_file_is_taken_whole_or_refused_whole(
    mappe: Path, mal: bytes, kutt: list[tuple[str, float, float]]
) -> None:
    for slag, hvor, hva in kutt:
        mal = mutert(mal, slag, hvor, hva)
    fil = mappe / "skadet.xml"
    fil.write_bytes(mal)
    sjekk(fil)


@given(
    data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")))
)
@SETTINGS
def test_any_bytes_are_refused(mappe: Path, data: bytes) -> None:
    fil = mappe / "hva-som-helst.xml"
    fil.write_bytes(data)
    assert les_inn("saft", [fil]).har_feil


@given(
    gammelt=st.sampled_from(re.findall(rb">([^<>\s]+)<", EGEN)),
    nytt=st.one_of(
        st.sampled_from(ORD),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.encode),
        st.decimals(allow_nan=False, allow_infinity=False).map(lambda d: str(d).encode()),
    ),
)
@SETTINGS
def test_any_value_in_any_field(mappe: Path, gammelt: bytes, nytt: bytes) -> None:
    assume(gammelt != nytt)
    fil = mappe / "verdi.xml"
    fil.write_bytes(EGEN.replace(b">" + gammelt + b"<", b">" + nytt + b"<", 1))
    sjekk(fil)
