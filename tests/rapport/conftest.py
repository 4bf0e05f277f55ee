"""The printed municipality and its report, built once."""

from dataclasses import replace
from pathlib import Path

import pytest

from rodtraad.rapport.aarsrapport import bygg
from rodtraad.rapport.dokument import Dokument
from rodtraad.rapport.innhold import Innhold
from tests.rapport.fasittabeller import Fasit


@pytest.fixture(scope="session")
def roros(fasit: Path) -> Fasit:
    return Fasit(fasit)


@pytest.fixture(scope="session")
def innhold(roros: Fasit) -> Innhold:
    return Innhold(roros.grunnlag, roros.hent)


@pytest.fixture(scope="session")
def dokument(roros: Fasit) -> Dokument:
    return bygg(roros.grunnlag, hent=roros.hent)


@pytest.fixture(scope="session")
def med_maal(roros: Fasit) -> Innhold:
    """The same municipality with a sick leave target, one unit having its own."""
    valg = {**roros.grunnlag.innstillinger, "sykefravaer_maal": "8", "sykefravaer_maal_200": "6.5"}
    return Innhold(replace(roros.grunnlag, innstillinger=valg), roros.hent)
