"""Any bytes at all: the reader answers with findings or a refusal, never a traceback or a partial batch."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodtraad.hovedbok.models import Batchperiode, Hovedbokbatch
from rodtraad.innlesing.models import Innlesing
from rodtraad.innlesing.services import les_inn, trekk_tilbake
from rodtraad.kjerne.feil import RodtraadFeil
from tests.hovedbok.linjer import TOPP

FELT = [
    st.sampled_from(["2024", "2023", "24", "", "x"]),
    st.sampled_from(["1", "12", "0", "13", "14", ""]),
    st.sampled_from(["regnskap", "opprinnelig", "tull"]),
    st.sampled_from(["0", "1", "2", "3"]),
    st.sampled_from(["100", "010", "", "999"]),
    st.sampled_from(["120", "254", ""]),
    st.sampled_from(["", "10", "77"]),
    st.sampled_from(["", "320"]),
    st.text(max_size=4),
    st.text(max_size=3),
    st.sampled_from(["B1", "B2", ""]),
    st.text(max_size=12),
    st.one_of(
        st.decimals(-1000, 1000, places=2).map(str),
        st.sampled_from(["1,00", "1.005", "1e5", "NaN", "Infinity", "-", ""]),
    ),
]
LINJE = st.tuples(*FELT).map(",".join)
FILER = st.one_of(
    st.binary(max_size=400),
    st.lists(LINJE, max_size=8).map(lambda rader: "\n".join([TOPP, *rader]).encode("utf-8", "surrogatepass")),
    st.text(max_size=300).map(lambda t: f"{TOPP}\n{t}".encode("utf-8", "surrogatepass")),
    st.lists(LINJE, max_size=4).map(
        lambda rader: "\r\n".join([TOPP, *rader, ""]).encode("utf-16", "surrogatepass")
    ),
)


@given(data=FILER)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_taken_whole_or_refused_whole(mappe: Path, data: bytes) -> None:
    fil = mappe / "vilkaarlig.csv"
    fil.write_bytes(data)
    for_ = (Innlesing.objects.count(), Hovedbokbatch.objects.count(), Batchperiode.objects.count())
    try:
        resultat = les_inn("csv", [fil])
    except RodtraadFeil:
        resultat = None
    if resultat is None or resultat.har_feil:
        assert (
            Innlesing.objects.count(),
            Hovedbokbatch.objects.count(),
            Batchperiode.objects.count(),
        ) == for_
        return
    assert resultat.id is not None
    batcher = Hovedbokbatch.objects.filter(innlesing_id=resultat.id)
    assert sum(b.antall for b in batcher) == resultat.antall > 0
    assert sum(b.belop for b in batcher) == sum(
        v for v in resultat.kontrolltotaler.values() if isinstance(v, int)
    )
    if not resultat.uendret:
        trekk_tilbake(resultat.id)
