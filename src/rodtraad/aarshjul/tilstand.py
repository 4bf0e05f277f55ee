"""The yearly reports on services: started from the year, with a row for each indicator (HJUL-18)."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.db import transaction
from django.utils.translation import gettext

from rodtraad.aarshjul.models import Aarshendelse, Indikator, Tilstandsrapport
from rodtraad.hendelser.services import loggfor

FIL: Final = Path(__file__).parent / "data" / "tilstandsrapporter.yaml"


@cache
def slagene() -> dict[str, dict[str, Any]]:
    """Each kind of report by id: its name, law and indicators."""
    return {slag["id"]: slag for slag in yaml.safe_load(FIL.read_text(encoding="utf-8"))}


def start_tilstandsrapport(slag: str, aar: int, av: str) -> Tilstandsrapport:
    """Tilstandsrapport: the report of the year, made once, with last year's figures where they were."""
    with transaction.atomic():
        rapport, ny = Tilstandsrapport.objects.get_or_create(aar=aar, slag=slag)
        if ny:
            i_fjor = dict(
                Indikator.objects.filter(rapport__aar=aar - 1, rapport__slag=slag).values_list(
                    "navn", "i_aar"
                )
            )
            Indikator.objects.bulk_create(
                Indikator(rapport=rapport, nr=nr, i_fjor=i_fjor.get(rad["navn"], ""), **rad)
                for nr, rad in enumerate(slagene()[slag]["indikatorer"], start=1)
            )
            loggfor(handling="begynte tilstandsrapport", gjelder=f"tilstandsrapport:{rapport.pk}", av=av,
                    etter={"aar": aar, "slag": slag})  # fmt: skip
    return rapport


def start_fra_aarshjul(slag: str, hendelse: Aarshendelse, av: str) -> str:
    """Starts it from an event of the year."""
    start_tilstandsrapport(slag, hendelse.hjul.aar, av)
    return gettext("%(navn)s for %(aar)s er klar til å skrives.") % {
        "navn": slagene()[slag]["navn"],
        "aar": hendelse.hjul.aar,
    }


def lagre_indikatorer(*, rapport_id: int, verdier: dict[int, tuple[str, str]], av: str) -> None:
    """Tilstandsrapport: this year's figure and the remark of each indicator, by number."""
    with transaction.atomic():
        for rad in Indikator.objects.filter(rapport=rapport_id):
            if rad.nr in verdier:
                rad.i_aar, rad.kommentar = (tekst.strip() for tekst in verdier[rad.nr])
                rad.save(update_fields=["i_aar", "kommentar"])
        loggfor(handling="førte indikatorer", gjelder=f"tilstandsrapport:{rapport_id}", av=av,
                etter={str(nr): verdi for nr, (verdi, _) in verdier.items() if verdi})  # fmt: skip
