"""The work surface's bodies, meetings, contacts and shared services of the demonstration."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rodtraad.demo.arbeid import organer, personer
from rodtraad.demo.steg import REGISTRE
from rodtraad.innlesing.services import les_inn
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.personal.bemanningssporringer import bemanning_i
from rodtraad.sak.mote_queries import motetall
from rodtraad.sak.organ_queries import organer as alle_organer
from rodtraad.sak.organ_queries import sammensetning
from rodtraad.sak.queries import moter
from rodtraad.samarbeid.queries import fellestjenester


@pytest.mark.django_db
def test_it_has_the_printed_meetings_the_stated_frequencies_and_the_three_shared_services(
    tmp_path: Path, settings: Any
) -> None:
    settings.MAPPE = tmp_path
    opprett_kommune(nummer="5025", navn="Røros", av="test")
    les_inn("organisasjon", [REGISTRE[0].sti])
    personer.bygg()
    organer.bygg()
    i_2024 = Counter(m.organ for m in moter(date(2024, 1, 1), date(2024, 12, 31)))
    assert (i_2024["Kommunestyret"], i_2024["Formannskapet"]) == (11, 2)
    assert {t.organ.kortnavn or t.organ.navn: t.maal for t in motetall(2024, date(2024, 12, 31)) if t.maal} == {
        "Administrasjonsutvalget": 3, "AMU": 4, "IA": 4, "HTV": 10, "KLT": 52, "KLG": 12, "Lederforum": 4,
    }  # fmt: skip
    utvalg = next(o for o in alle_organer() if o.navn == "Administrasjonsutvalget")
    assert len(sammensetning(utvalg, date(2024, 6, 1)).medlemmer) == 5 + 2
    endring = bemanning_i(("virksomhet", "100"), date(2024, 12, 31), None)
    assert endring is not None
    assert (endring.aarsverk, endring.personer) == ("−1,85", "−2")
    partnere = [{p.navn for p in t.partnere.all()} for t in fellestjenester()]
    assert set.union(*partnere) == {"Os", "Holtålen", "Tydal"}
    assert all(t.konstruert for t in fellestjenester())
