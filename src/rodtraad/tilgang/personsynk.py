"""Persons as a source system lists them, and what is wrong with a list. Reads only (ORG-12)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rodtraad.tilgang.models import Bruker
from rodtraad.tilgang.services import administratorer

BRUKERNAVN: Final = re.compile(r"[a-zA-Z0-9._@-]{1,100}")
LENGST_EPOST: Final = 254


@dataclass(frozen=True, slots=True)
class Kildeperson:
    """A person of the list."""

    brukernavn: str
    navn: str
    epost: str = ""
    ekstern_id: str = ""
    tittel: str = ""
    aktiv: bool | None = None
    """None: as it is."""


class Personfeil(NamedTuple):
    """What is wrong: the place in the list, the column, why, what to do."""

    nr: int
    kolonne: str
    melding: str
    tiltak: str


@dataclass(frozen=True, slots=True)
class Personregister:
    """Everybody we know, by what a list can name them."""

    etter_id: dict[str, Bruker] = field(default_factory=dict)
    etter_brukernavn: dict[str, Bruker] = field(default_factory=dict)
    etter_epost: dict[str, Bruker] = field(default_factory=dict)

    def finn(self, ekstern_id: str, brukernavn: str) -> Bruker | None:
        """By the id of the source system first, else by user name."""
        funnet = self.etter_id.get(ekstern_id) if ekstern_id else None
        return funnet or self.etter_brukernavn.get(brukernavn.casefold())


def les_personregister() -> Personregister:
    """One query."""
    alle = list(Bruker.objects.order_by("pk"))
    return Personregister(
        {p.ekstern_id: p for p in alle if p.ekstern_id},
        {p.username.casefold(): p for p in alle},
        {p.email.casefold(): p for p in alle if p.email},
    )


def feil_i_personer(personer: Sequence[Kildeperson], kjente: Personregister) -> list[Personfeil]:
    """Everything that is wrong with a list of persons, all at once."""
    feil = [*_dobbelt(personer)]
    for nr, person in enumerate(personer):
        feil += _feil_i_en(nr, person, kjente)
    igjen = administratorer()
    stenges = {p.pk for k in personer if k.aktiv is False and (p := kjente.finn(k.ekstern_id, k.brukernavn))}
    if igjen and igjen <= stenges:
        nr = next(n for n, k in enumerate(personer)
                  if (p := kjente.finn(k.ekstern_id, k.brukernavn)) and p.pk in igjen)  # fmt: skip
        feil.append(Personfeil(nr, "aktiv", "Listen sperrer den siste systemadministratoren.",
                               "Gi rollen til en annen først."))  # fmt: skip
    return feil


def _dobbelt(personer: Sequence[Kildeperson]) -> Iterator[Personfeil]:
    for kolonne in ("ekstern_id", "brukernavn", "epost"):
        antall = Counter(str(getattr(p, kolonne)).casefold() for p in personer)
        for nr, person in enumerate(personer):
            verdi = str(getattr(person, kolonne))
            if verdi and antall[verdi.casefold()] > 1:
                yield Personfeil(nr, kolonne, f"«{verdi}» står {antall[verdi.casefold()]} ganger i filen.",
                                 "La hver person stå én gang, med sin egen verdi.")  # fmt: skip


def _feil_i_en(nr: int, person: Kildeperson, kjente: Personregister) -> Iterator[Personfeil]:
    if not BRUKERNAVN.fullmatch(person.brukernavn):
        yield Personfeil(nr, "brukernavn", f"Brukernavnet «{person.brukernavn}» har tegn det ikke kan ha.",
                         "Bruk høyst 100 bokstaver a–z, tall, punktum, bindestrek og @.")  # fmt: skip
    if person.epost and not _er_epost(person.epost):
        yield Personfeil(nr, "epost", f"«{person.epost}» er ikke en e-postadresse.",
                         "Rett adressen, eller la feltet være tomt.")  # fmt: skip
    for kolonne, tekst, lengst in (("navn", person.navn, 150), ("tittel", person.tittel, 150),
                                   ("ekstern_id", person.ekstern_id, 200)):  # fmt: skip
        if len(tekst) > lengst:
            yield Personfeil(nr, kolonne, f"Verdien har {len(tekst)} tegn; det er plass til {lengst}.",
                             "Forkort den.")  # fmt: skip
    funnet = kjente.finn(person.ekstern_id, person.brukernavn)
    if funnet and person.ekstern_id and funnet.ekstern_id not in {"", person.ekstern_id}:
        yield Personfeil(nr, "ekstern_id",
                         f"Brukernavnet {person.brukernavn} tilhører {funnet.navn}, som har id-en {funnet.ekstern_id}.",
                         "Rett brukernavnet eller id-en.")  # fmt: skip
    yield from _opptatt(nr, person, funnet, kjente)


def _er_epost(tekst: str) -> bool:
    try:
        validate_email(tekst)
    except ValidationError:
        return False
    return len(tekst) <= LENGST_EPOST


def _opptatt(
    nr: int, person: Kildeperson, funnet: Bruker | None, kjente: Personregister
) -> Iterator[Personfeil]:
    """A user name and an e-mail address are both names to log in with, so neither may be another's."""
    for kolonne in ("brukernavn", "epost"):
        verdi = str(getattr(person, kolonne)).casefold()
        for andre in (kjente.etter_brukernavn.get(verdi), kjente.etter_epost.get(verdi)):
            if verdi and andre is not None and (funnet is None or andre.pk != funnet.pk):
                yield Personfeil(nr, kolonne, f"«{getattr(person, kolonne)}» tilhører {andre.navn}.",
                                 "Rett verdien, eller den andre personens.")  # fmt: skip
                break
