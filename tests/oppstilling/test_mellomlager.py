"""The kept Grunnlag: gathered once, and again as soon as something it is made from has changed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rodtraad.innlesing.services import les_inn, sett_merknad, trekk_tilbake
from rodtraad.oppstilling import mellomlager
from rodtraad.oppstilling.mellomlager import grunnlag_naa
from rodtraad.organisasjon.enheter import Enhetsversjon
from rodtraad.organisasjon.services import avslutt_enhet, opprett_enhet

pytestmark = pytest.mark.django_db
KONTOPLAN = "funksjon,navn,rekkefolge,gyldig_fra\n202,Grunnskole,1,2020-01-01\n"


@pytest.fixture
def hentet(monkeypatch: pytest.MonkeyPatch) -> list[int | None]:
    """Each time the Grunnlag is gathered anew."""
    mellomlager._hent.cache_clear()
    ganger: list[int | None] = []
    ekte = mellomlager.hent_grunnlag

    def tell(aar: int | None) -> Any:
        ganger.append(aar)
        return ekte(aar)

    monkeypatch.setattr(mellomlager, "hent_grunnlag", tell)
    return ganger


def test_nothing_is_gathered_twice_while_nothing_changes(
    hentet: list[int | None], django_assert_max_num_queries: Any
) -> None:
    forste = grunnlag_naa()
    with django_assert_max_num_queries(3):
        assert grunnlag_naa() is forste
    assert hentet == [None]


def test_an_import_a_remark_a_withdrawal_and_a_unit_each_give_a_new_one(
    hentet: list[int | None], tmp_path: Path
) -> None:
    fil = tmp_path / "kontoplan.csv"
    fil.write_text(KONTOPLAN, encoding="utf-8")
    for_ = grunnlag_naa()
    id_ = les_inn("kontoplan", [fil]).id
    assert id_
    etter = grunnlag_naa()
    assert (len(for_.tjenester), len(etter.tjenester)) == (0, 1)
    sett_merknad(id_, "Konstruert.")
    assert grunnlag_naa() is not etter
    trekk_tilbake(id_)
    assert not grunnlag_naa().tjenester
    opprett_enhet(Enhetsversjon("OPP", "Oppvekst", "rammeomrade", "", date(2020, 1, 1)), av="test")
    assert [e.kode for e in grunnlag_naa().organisasjon] == ["OPP"]
    avslutt_enhet(nivaa="rammeomrade", kode="OPP", siste_dag=date(2021, 1, 1), av="test")
    assert not grunnlag_naa().organisasjon
