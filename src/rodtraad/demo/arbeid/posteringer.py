"""Objects and payroll in the demonstration, and the control of postings run on its ledger. Constructed."""

from rodtraad.demo.steg import AAR, ARBEID
from rodtraad.innlesing.services import les_inn
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.posteringskvalitet_queries import funnliste
from rodtraad.regnskap.posteringskvalitet_services import kontroller_posteringer, lukk_funn

REKKEFOLGE = 60
TEKST = "Leser inn objekter og lønn, og ser gjennom posteringene"
AV = "demonstrasjon"
_SVAR = (
    ("riktig", "Konstruert svar: ny avtale fra januar, og riktig ført."),
    ("rettes", "Konstruert svar: skal stå på et annet ansvar, rettes neste måned."),
)


def bygg() -> None:
    """Reads both in, looks through the year, and answers the first postings."""
    for steg in ARBEID:
        resultat = les_inn(steg.kilde, [steg.sti], av=AV, konstruert=True, merknad=steg.merknad)
        if resultat.har_feil:
            raise RodtraadFeil(
                f"Demonstrasjonen stoppet: {steg.fil} kan ikke leses inn.",
                *(f.melding for f in resultat.funn),
            )
    kontroller_posteringer(AAR, av=AV)
    for funn, (utfall, kommentar) in zip(
        funnliste(aar=AAR, periode=1, status="aapen")[:2], _SVAR, strict=False
    ):
        lukk_funn(funn_id=funn.pk, utfall=utfall, kommentar=kommentar, av=AV)
    kontroller_posteringer(AAR, av=AV)
