import pytest

from rodtraad.publisering.nettsted import bygg
from tests.publisering import eksempel


@pytest.fixture(scope="session")
def nettsted() -> dict[str, bytes]:
    """The sample document as a site, version 2."""
    return dict(bygg(eksempel.dokument(), eksempel.forklaringer(), eksempel.metadata(2)))


@pytest.fixture(scope="session")
def sider(nettsted: dict[str, bytes]) -> dict[str, str]:
    """The pages of the site as text."""
    return {sti: innhold.decode() for sti, innhold in nettsted.items() if sti.endswith(".html")}
