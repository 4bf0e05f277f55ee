"""The count of failed logins: whose it is, and when it is taken away."""

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from rodtraad.tilgang.innlogging_oppslag import personer_med_navn
from rodtraad.tilgang.models import Bruker

APP, HANDLING = "allauth.account", "login_failed"
MINUTTER = 15


def nokkel(navn: str) -> str:
    """Attempts are counted per person, whichever of the names is typed; an unknown name has a count of its own."""
    person = next(iter(personer_med_navn(navn)), None)
    return _personnokkel(person) if person else f"navn:{navn.strip().casefold()}"


def er_forste_avslag(navn: str) -> bool:
    """Whether nobody has been refused on this count lately: the first refusal is logged, not each."""
    return bool(cache.add(f"sperret:{nokkel(navn)}", value=True, timeout=60 * MINUTTER))


def opphev_sperre(person: Bruker) -> None:
    """A new password begins a new count. What is counted per address stands."""
    for grense in ratelimit.get_rates(app=APP, action=HANDLING):
        if grense.per == "key":
            cache.delete(
                ratelimit.get_cache_key(
                    HttpRequest(), app=APP, action=HANDLING, rate=grense, key=_personnokkel(person)
                )
            )
    cache.delete(f"sperret:{_personnokkel(person)}")


def _personnokkel(person: Bruker) -> str:
    return f"person:{person.pk}"
