"""Persons as the login looks for them."""

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialLogin
from django.db.models import Q
from django.utils import timezone

from rodtraad.tilgang.models import Bruker, Rolletildeling
from rodtraad.tilgang.queries import gyldige_paa, rettigheter_for
from rodtraad.tilgang.rettigheter import roller

NETTLESERE = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
MASKINER = {"Windows": "Windows", "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Mac OS": "Mac",
            "Linux": "Linux"}  # fmt: skip


def nettlesernavn(agent: str) -> str:
    """What a browser calls itself, in two words: «Firefox, Windows»."""
    deler = [
        next((navn for spor, navn in kjente.items() if spor in agent), "")
        for kjente in (NETTLESERE, MASKINER)
    ]
    return ", ".join(filter(None, deler)) or agent[:40] or "–"


def personer_med_navn(navn: str) -> list[Bruker]:
    """The person with the user name, else whoever has the e-mail address; upper and lower case are the same."""
    navn = navn.strip()
    if not navn:
        return []
    funnet = list(Bruker.objects.filter(Q(username__iexact=navn) | Q(email__iexact=navn)).order_by("pk"))
    med_brukernavn = [person for person in funnet if person.username.casefold() == navn.casefold()]
    return med_brukernavn or funnet


def personer_med_epost(epost: str) -> list[Bruker]:
    """Active persons with the e-mail address."""
    if not epost.strip():
        return []
    return list(Bruker.objects.filter(email__iexact=epost.strip(), is_active=True).order_by("pk"))


def har_totrinn(bruker_id: int) -> bool:
    """Whether the person has activated two-factor."""
    return bool(Authenticator.objects.filter(user_id=bruker_id, type=Authenticator.Type.TOTP).exists())


def roller_i_dag(bruker_id: int, dato: date) -> frozenset[str]:
    """The roles the person holds."""
    return rettigheter_for(bruker_id, dato).roller


def person_fra_leverandor(innlogging: SocialLogin) -> Bruker | None:
    """The one person the provider's answer is about, by the id or by a verified address (RODTRAAD_OIDC_KOBLING)."""
    if innlogging.provider.app.settings["kobling"] == "ekstern_id":
        return Bruker.objects.filter(ekstern_id=innlogging.account.uid).first()
    bekreftet = [adresse.email for adresse in innlogging.email_addresses if adresse.verified]
    funnet = {person.pk: person for epost in bekreftet for person in personer_med_epost(epost)}
    return next(iter(funnet.values())) if len(funnet) == 1 else None


def rollene_til(bruker_id: int) -> list[tuple[str, Rolletildeling]]:
    """The roles the person holds today: the name of each with where and how long it is held."""
    i_dag = timezone.localdate()
    holdt = Rolletildeling.objects.filter(gyldige_paa(i_dag), bruker_id=bruker_id)
    return [(roller()[rad.rolle].navn, rad) for rad in holdt if rad.rolle in roller()]


def brukerliste() -> list[tuple[str, str, str, str, str]]:
    """User name, name, address, whether active, and the roles of today, of everybody. Two queries."""
    i_dag = timezone.localdate()
    holdt: dict[int, list[str]] = {}
    for rad in Rolletildeling.objects.filter(gyldige_paa(i_dag)):
        holdt.setdefault(rad.bruker_id, []).append(str(rad))
    return [
        (p.username, p.navn, p.email, "ja" if p.is_active else "nei", ", ".join(holdt.get(p.pk, ())))
        for p in Bruker.objects.order_by("username")
    ]
