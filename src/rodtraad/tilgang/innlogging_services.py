"""Acts on a person's login: the first password, and persons the provider brings."""

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.tilgang.innlogging_okt import avslutt_okter
from rodtraad.tilgang.innlogging_oppslag import personer_med_navn
from rodtraad.tilgang.innlogging_sperre import opphev_sperre
from rodtraad.tilgang.models import Bruker


class InnloggingFeil(RodtraadFeil):
    """A person or password that cannot be as asked."""


@transaction.atomic
def opprett_person(*, brukernavn: str, epost: str, navn: str, av: str, ekstern_id: str = "") -> Bruker:
    """A new person, who cannot log in before a password is set by link. Raises InnloggingFeil."""
    fornavn, _, etternavn = navn.strip().rpartition(" ")
    person = Bruker(
        username=brukernavn.strip(),
        email=epost.strip().lower(),
        first_name=fornavn or etternavn,
        last_name=etternavn if fornavn else "",
        ekstern_id=ekstern_id,
    )
    person.set_unusable_password()
    _krev_ledig(person)
    try:
        person.full_clean()
        person.save()
    except ValidationError as feil:
        raise InnloggingFeil(*feil.messages) from None
    except IntegrityError:
        raise InnloggingFeil(f"Det finnes alt en bruker «{person.username}».") from None
    loggfor(
        handling="opprettet person",
        gjelder=f"bruker:{person.pk}",
        av=av,
        etter={"brukernavn": person.username, "epost": person.email, "navn": person.navn},
    )
    return person


def finn_person_med_navn(navn: str) -> Bruker:
    """The person with the user name or address. Raises InnloggingFeil."""
    person = next(iter(personer_med_navn(navn)), None)
    if person is None:
        raise InnloggingFeil(f"Brukeren «{navn}» finnes ikke.", "Se alle med «rodtraad bruker liste».")
    return person


def _krev_ledig(person: Bruker) -> None:
    """A user name and an e-mail address are both names to log in with. Raises InnloggingFeil."""
    for navn in (person.username, person.email):
        if personer_med_navn(navn):
            raise InnloggingFeil(f"Det finnes alt en bruker med navnet eller adressen «{navn}».")


def lag_passordlenke(*, person: Bruker, av: str) -> str:
    """The path with which the person sets a password, once, within the hour. Raises InnloggingFeil."""
    if not person.is_active:
        raise InnloggingFeil(f"Brukeren «{person.username}» er ikke aktiv og kan ikke få ny lenke.")
    sti = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )
    loggfor(handling="laget passordlenke", gjelder=f"bruker:{person.pk}", av=av)
    return sti


@transaction.atomic
def sett_passord(*, person: Bruker, passord: str, av: str) -> None:
    """Gives the person a password that follows the rules; all sessions end. Raises InnloggingFeil."""
    try:
        validate_password(passord, person)
    except ValidationError as feil:
        raise InnloggingFeil(*feil.messages) from None
    person.set_password(passord)
    person.save(update_fields=["password"])
    opphev_sperre(person)
    loggfor(handling="satte passord", gjelder=f"bruker:{person.pk}", av=av)


@transaction.atomic
def fjern_totrinn(*, person: Bruker, av: str) -> None:
    """Takes off the two-factor of somebody who has lost both telephone and codes; all sessions end.

    Raises InnloggingFeil when there is none.
    """
    maater = list(Authenticator.objects.select_for_update().filter(user=person))
    if not maater:
        raise InnloggingFeil(f"Brukeren «{person.username}» har ikke totrinnsbekreftelse.")
    for maate in maater:
        maate.fjernet_av = av
        maate.delete()
    avslutt_okter(person.pk)


@transaction.atomic
def logg_ut_overalt(*, person: Bruker, av: str) -> int:
    """Ends every session of the person; how many."""
    antall = avslutt_okter(person.pk)
    loggfor(handling="logget ut overalt", gjelder=f"bruker:{person.pk}", av=av, etter={"økter": antall})
    return antall


def opprett_fra_leverandor(innlogging: SocialLogin) -> Bruker | None:
    """A person without roles from what the provider tells (RODTRAAD_OIDC_OPPRETT); None when the name is taken."""
    forslag = innlogging.user
    epost = next((adresse.email for adresse in innlogging.email_addresses if adresse.verified), "")
    try:
        return opprett_person(
            brukernavn=forslag.username or epost or innlogging.account.uid,
            epost=epost,
            navn=forslag.get_full_name() or forslag.username or epost,
            av="innlogging",
            ekstern_id=innlogging.account.uid,
        )
    except InnloggingFeil:
        return None
