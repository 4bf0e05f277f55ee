"""A few tasks for the persons of the demonstration. Constructed; nothing is sent."""

from datetime import timedelta

from django.utils import timezone

from rodtraad.oppgaver.services import Oppgaveutkast, opprett_oppgaver
from rodtraad.oppgaver.varsling import varsle
from rodtraad.tilgang.queries import med_rolle

REKKEFOLGE = 40
TEKST = "Deler ut oppgaver"
AV = "demonstrasjon"
SKOLENE = ("virksomhet", "200")
_OPPGAVER = (
    ("virksomhetsleder", "Kommenter avviket i skolene for 2024", -2, "tertial"),
    ("virksomhetsleder", "Godkjenn lederavtalen for neste år", 4, ""),
    ("virksomhetsleder", "Fyll ut sjekklisten for internkontroll", 11, ""),
    ("fagleder", "Send søknaden om kompetansemidler", 14, "tilskuddssoknad"),
    ("okonomi", "Les inn de rettede KOSTRA-tallene", 20, ""),
    ("kommunedirektor", "Skriv oppdragsbrevet for neste år", 30, ""),
    ("avdelingsleder", "Svar på avviket fra brannøvelsen", 1, ""),
)


def bygg() -> None:
    """Tasks for the persons with a role, by the role's id, with deadlines around today."""
    i_dag = timezone.localdate()
    utkast = []
    for rolle, tittel, dager, slag in _OPPGAVER:
        eiere = med_rolle(rolle, i_dag)
        if eiere:
            utkast.append(
                Oppgaveutkast(
                    tittel,
                    eiere[0],
                    i_dag + timedelta(days=dager),
                    "<p>Konstruert i demonstrasjonen.</p>",
                    enhet=None if rolle == "kommunedirektor" else SKOLENE,
                    slag=slag,
                    kilde=f"demo:{tittel}"[:80],
                )
            )
    opprett_oppgaver(utkast, av=AV)
    for person in med_rolle("virksomhetsleder", i_dag)[:1]:
        varsle(
            mottakere=[person],
            emne="Velkommen til demonstrasjonen",
            tekst="Meldinger ligger her til de er lest.",
            lenke="/arbeid/oppgaver/",
        )
