"""Making and withdrawing keys."""

import secrets
from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from rodtraad.api.models import Nokkel
from rodtraad.api.queries import PREFIKS, hash_hemmelighet, omfang_navn
from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil

LENGSTE_DAGER: Final = 366
_SJELDEN: Final = timedelta(minutes=10)


class ApiFeil(RodtraadFeil):
    """A refusal concerning API keys."""


def lag_nokkel(
    *, bruker_id: int, navn: str, retter: Collection[str], kan_skrive: bool, utloper: date, av: str
) -> str:
    """Nøkkel: makes one and returns the token, which is shown this once. Raises ApiFeil."""
    _sjekk(navn, retter, utloper)
    id_, hemmelighet = secrets.token_hex(5), secrets.token_urlsafe(32)
    with transaction.atomic():
        Nokkel.objects.create(
            id=id_, bruker_id=bruker_id, navn=navn.strip(), sha256=hash_hemmelighet(hemmelighet),
            retter=sorted(retter), kan_skrive=kan_skrive, utloper=utloper,
        )  # fmt: skip
        loggfor(
            handling="laget api-nøkkel", gjelder=f"api-nokkel:{id_}", av=av,
            etter={"navn": navn.strip(), "retter": sorted(retter), "kan_skrive": kan_skrive, "utloper": utloper},
        )  # fmt: skip
    return f"{PREFIKS}_{id_}_{hemmelighet}"


def trekk_nokkel(*, nokkel_id: str, bruker_id: int, av: str) -> None:
    """Nøkkel: withdraws one of the person's own; twice is as once. Raises ApiFeil when it is not theirs."""
    with transaction.atomic():
        egne = Nokkel.objects.filter(pk=nokkel_id, bruker_id=bruker_id)
        if not egne.exists():
            raise ApiFeil("Nøkkelen finnes ikke blant dine.")
        if egne.filter(trukket__isnull=True).update(trukket=timezone.now()):
            loggfor(handling="trakk api-nøkkel", gjelder=f"api-nokkel:{nokkel_id}", av=av)


def noter_bruk(nokkel_id: str) -> None:
    """Nøkkel: notes that it was used, at most every ten minutes, so that reading costs no write."""
    naa = timezone.now()
    Nokkel.objects.filter(pk=nokkel_id).exclude(sist_brukt__gt=naa - _SJELDEN).update(sist_brukt=naa)


def _sjekk(navn: str, retter: Collection[str], utloper: date) -> None:
    if not navn.strip():
        raise ApiFeil("Gi nøkkelen et navn som sier hva den brukes til.")
    if ukjente := set(retter) - set(omfang_navn()):
        raise ApiFeil(f"Nøkkelen kan ikke gjelde «{', '.join(sorted(ukjente))}», for det finnes ikke.")
    if not retter:
        raise ApiFeil("Velg minst én ting nøkkelen kan brukes til.")
    i_dag = timezone.localdate()
    if not i_dag <= utloper <= i_dag + timedelta(days=LENGSTE_DAGER):
        siste = i_dag + timedelta(days=LENGSTE_DAGER)
        raise ApiFeil(
            f"Nøkkelen kan gjelde fra i dag og til senest {siste:%d.%m.%Y}, ikke til {utloper:%d.%m.%Y}."
        )
