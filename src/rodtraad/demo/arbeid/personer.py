"""The persons of the demonstration: one per role, and a leader for each unit. All names are constructed."""

from datetime import date

from django.utils import timezone

from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.tilgang.innlogging_services import opprett_person
from rodtraad.tilgang.rettigheter import Enhetsnokkel, roller
from rodtraad.tilgang.services import Fullmakter, tildel_rolle

REKKEFOLGE = 10
TEKST = "Gir demonstrasjonen personer og roller"
AV = "demonstrasjon"
FRA = date(2024, 1, 1)
SKOLENE: Enhetsnokkel = ("virksomhet", "200")
_FORNAVN = (
    "Anna", "Bjørn", "Cecilie", "David", "Eva", "Fredrik", "Grete", "Hans", "Ida", "Jon", "Kari", "Lars", "Mette",
    "Nils", "Oda", "Per", "Randi", "Stein", "Tone", "Ulf", "Vera",
)  # fmt: skip
_FULL = Fullmakter(personal=True, fag=True, okonomi=True)
_MED_MYNDIGHET = frozenset({"kommunedirektor", "kommunalsjef", "virksomhetsleder"})


def bygg() -> None:
    """A person per role (user name = the role's id), and a constructed leader for every virksomhet and area."""
    for nr, rolle in enumerate(roller().values()):
        _person(
            rolle.id, f"{_FORNAVN[nr % len(_FORNAVN)]} Eksempel", rolle.id, SKOLENE if rolle.per_enhet else None,
            tittel=rolle.navn,
        )  # fmt: skip
    for nr, enhet in enumerate(e for e in enheter_paa(timezone.localdate()) if e.nivaa != "ansvar"):
        if (enhet.nivaa, enhet.kode) != SKOLENE:
            rolle_id = "kommunalsjef" if enhet.nivaa == "rammeomrade" else "virksomhetsleder"
            navn = f"{_FORNAVN[(nr * 7 + 3) % len(_FORNAVN)]} Konstruert-{enhet.kode}"
            _person(
                f"leder-{enhet.kode}",
                navn,
                rolle_id,
                (enhet.nivaa, enhet.kode),
                tittel=f"Leder for {enhet.navn}",
            )


def _person(brukernavn: str, navn: str, rolle: str, enhet: Enhetsnokkel | None, *, tittel: str) -> None:
    person = opprett_person(brukernavn=brukernavn, epost=f"{brukernavn}@demo.example", navn=navn, av=AV)
    person.tittel = tittel[:150]
    person.save(update_fields=["tittel"])
    tildel_rolle(
        bruker_id=person.pk, rolle=rolle, enhet=enhet, fra=FRA, til=None, av=AV,
        fullmakter=_FULL if rolle in _MED_MYNDIGHET else Fullmakter(),
    )  # fmt: skip
