"""Several who make the same year at once get one year, with each event once and each task once."""

from pathlib import Path

import pytest

from tests.oppgaver.test_samtidig import start, svar

PERSON = """
from rodtraad.tilgang.models import Rolletildeling
kari = Bruker.objects.create(username="kari")
Rolletildeling.objects.create(bruker=kari, rolle="okonomi", gyldig_fra=date(2024, 1, 1))
"""
LAG = """
from django.utils import timezone
from rodtraad.aarshjul.generering import lag_aarshjul
print(lag_aarshjul(aar=timezone.localdate().year + 1, av=sys.argv[2]))
"""
TELL = """
from rodtraad.aarshjul.models import Aarshendelse, Aarshjul
from rodtraad.aarshjul.regler import maler
from django.utils import timezone
aar = timezone.localdate().year + 1
ventet = sum(mal.kommer(aar) for mal in maler())
kilder = list(Oppgave.objects.filter(slag="aarshjul").values_list("kilde", flat=True))
print(Aarshjul.objects.count(), Aarshendelse.objects.count() - ventet, len(kilder) - len(set(kilder)), len(kilder) > 3)
"""


@pytest.mark.krav("HJUL-01")
def test_several_who_make_the_year_at_once_get_one(database: None, installasjon: Path) -> None:
    svar(start(PERSON, installasjon))
    samtidige = [start(LAG, installasjon, navn) for navn in ("kari", "ola", "per")]
    lagt_inn = sorted(int(svar(prosess)) for prosess in samtidige)
    assert lagt_inn[:2] == [0, 0]
    assert svar(start(TELL, installasjon)) == "1 0 0 True"
