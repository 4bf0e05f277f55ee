"""Who acts in a request: the person logged in, perhaps as deputy for another."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.queries import gyldig_stedfortredelse, rettigheter_for
from rodtraad.tilgang.rettigheter import INGEN, Enhetsnokkel, Rettigheter, overdras

SESJONSNOKKEL = "paa_vegne_av"


@dataclass(frozen=True, slots=True)
class Aktor:
    """The person who acts, the one acted for when a deputy, and the rights that hold."""

    bruker: Bruker | None
    rettigheter: Rettigheter
    for_bruker: Bruker | None = None
    til: date | None = None
    """The last day as deputy."""
    via: str = ""
    """How the person acts when not in a browser: the name of an API key."""

    @property
    def av(self) -> str:
        """The name for the log: a deputy's entry shows both (ORG-08)."""
        if self.bruker is None:
            return "anonym"
        if self.for_bruker is not None:
            return f"{self.bruker.username} (stedfortreder for {self.for_bruker.username})"
        if self.via:
            return f"{self.bruker.username} (API-nøkkelen «{self.via}»)"
        return self.bruker.username

    @property
    def eier(self) -> Bruker | None:
        """Whose desk it is: the one acted for, else the person."""
        return self.for_bruker or self.bruker

    def har(self, rett: str) -> bool:
        """Whether the right is held anywhere."""
        return self.rettigheter.har(rett)

    def gjelder(self, rett: str, enhet: Enhetsnokkel | None) -> bool:
        """Whether the right is held for the unit (level, code); None = the whole municipality."""
        return self.rettigheter.gjelder(rett, enhet)

    def krev(self, rett: str, enhet: Enhetsnokkel | None) -> None:
        """Refuses whoever does not hold the right for the unit. Raises PermissionDenied."""
        if not self.gjelder(rett, enhet):
            raise PermissionDenied

    def omfang(self, rett: str) -> frozenset[Enhetsnokkel] | None:
        """The units the right is held for; None = all, an empty set = none."""
        return self.rettigheter.omfang(rett)


ANONYM = Aktor(None, INGEN)


def aktor(request: HttpRequest) -> Aktor:
    """The actor of the request, found once per request."""
    kjent: Aktor | None = getattr(request, "_rodtraad_aktor", None)
    if kjent is None:
        kjent = _finn(request)
        sett_aktor(request, kjent)
    return kjent


def sett_aktor(request: HttpRequest, aktor_: Aktor) -> None:
    """Says who acts, where there is no session to find it from: the API's keys."""
    request._rodtraad_aktor = aktor_  # type: ignore[attr-defined]  # noqa: SLF001 - ours, kept on the request


def _finn(request: HttpRequest) -> Aktor:
    bruker = request.user
    if not isinstance(bruker, Bruker) or not bruker.is_active:
        return ANONYM
    i_dag = timezone.localdate()
    for_id = request.session.get(SESJONSNOKKEL)
    if for_id is not None:
        oppnevning = gyldig_stedfortredelse(bruker.pk, for_id, i_dag)
        if oppnevning is not None:
            rett = rettigheter_for(for_id, i_dag).bare(overdras())
            return Aktor(bruker, rett, oppnevning.for_bruker, oppnevning.til)
        del request.session[SESJONSNOKKEL]
    return Aktor(bruker, rettigheter_for(bruker.pk, i_dag))
