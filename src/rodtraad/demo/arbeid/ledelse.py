"""Leadership in the demonstration: the letter, agreements on their way, duties, grants, reports. All constructed."""

from datetime import date, timedelta

from django.utils import timezone

from rodtraad.ledelse.aarsslutt import registrer_rapport
from rodtraad.ledelse.avtaler import LEDER, OVERORDNET, bli_enig, lagre_innhold, opprett_avtaler
from rodtraad.ledelse.queries import hent_avtale, lederstatuser, satsinger
from rodtraad.ledelse.services import lagre_brev, nytt_brev, send_brev
from rodtraad.ledelse.tilskudd import ny_soknad, sett_soknadsstatus
from rodtraad.rapport.services import begynn_vedtaksrapport, lag_for_kommende, publiser_vedtaksrapport
from rodtraad.tilgang.queries import leder_for, personer_i, toppledere

REKKEFOLGE = 50
TEKST = "Skriver oppdragsbrev, lederavtaler og rapporter"
AV = "demonstrasjon"
RAPPORTAAR = 2024
MOTEDAGER = 60
KONSTRUERT = "Konstruert for demonstrasjonen."
SATSINGER = (
    ("Tidlig innsats", "Barn og unge får hjelp før det haster."),
    ("Nærvær", "Sykefraværet skal under sju prosent."),
    ("Økonomi i balanse", "Hver enhet holder rammen, og sier fra i tide når den ikke gjør det."),
)
MAAL = (
    ("Alle medarbeidersamtaler er holdt før sommeren", "Krysset av i sjekklisten"),
    ("Enheten holder budsjettet", "Avvik under én prosent ved årets slutt"),
)
SOKNADER = (
    ("Skjønnsmidler til fornyelse", "Statsforvalteren", 45, 800_000, "planlagt"),
    ("Midler til kulturarv i skolen", "Kulturdirektoratet", 10, 250_000, "planlagt"),
    ("Klimatiltak i bygg", "Miljødirektoratet", -20, 1_200_000, "sendt"),
)


def bygg() -> None:
    """Through the same services as everyone else."""
    i_dag = timezone.localdate()
    _brev(i_dag.year)
    _avtaler(i_dag)
    _tilskudd(i_dag)
    i_fjor = i_dag.year - 1
    registrer_rapport(
        aar=i_fjor, plikt="internkontroll", dato=date(i_fjor, 12, 10), saksnr=f"118/{i_fjor % 100}",
        tittel="Rapport om internkontroll", tekst=f"<p>{KONSTRUERT}</p>", av=AV,
    )  # fmt: skip
    for halvaar in ("vaar", "host"):
        rad = begynn_vedtaksrapport(aar=RAPPORTAAR, halvaar=halvaar, av=AV)
        publiser_vedtaksrapport(rapport_id=rad.pk, rettet=1, av=AV)
    lag_for_kommende(i_dag, av=AV, dager=MOTEDAGER)


def _brev(aar: int) -> None:
    brev = nytt_brev(aar=aar, av=AV)
    tekst = f"<p>Kjære ledere. Dette er det jeg ber dere legge vekt på i {aar}.</p><p>{KONSTRUERT}</p>"
    lagre_brev(brev_id=brev.pk, rettet=1, tittel=brev.tittel, tekst=tekst, satsinger=SATSINGER, av=AV)
    send_brev(brev_id=brev.pk, rettet=2, av=AV)


def _avtaler(i_dag: date) -> None:
    """Every second has agreed, every third has begun."""
    opprett_avtaler(aar=i_dag.year, av=AV)
    valgte = [s.pk for s in satsinger(i_dag.year)][:2]
    for nr, rad in enumerate(lederstatuser(i_dag.year, None, i_dag)):
        avtale = hent_avtale(rad.avtale_id) if rad.avtale_id else None
        if avtale is None or nr % 3 == 2:  # noqa: PLR2004 - a third is left as given
            continue
        lagre_innhold(avtale_id=avtale.pk, versjon=1, satsinger=valgte, maal=MAAL, av=avtale.leder.username)
        bli_enig(avtale_id=avtale.pk, versjon=2, som=LEDER, av=avtale.leder.username)
        if nr % 2 == 0:
            bli_enig(avtale_id=avtale.pk, versjon=3, som=OVERORDNET, av=avtale.overordnet.username)


def _tilskudd(i_dag: date) -> None:
    navn = {navn: pk for pk, navn in personer_i(None, i_dag)}
    ledere, topp = leder_for(i_dag), next(iter(toppledere(i_dag)), None)
    leder = ledere.get(("virksomhet", "200"), topp)
    eier = next((pk for pk in navn.values() if pk not in {leder, topp}), None)
    if leder is None or eier is None:
        return
    for tittel, giver, dager, kroner, status in SOKNADER:
        rad = ny_soknad(
            verdier={"tittel": tittel, "giver": giver, "frist": i_dag + timedelta(days=dager), "belop": kroner * 100,
                     "eier_id": eier, "leder_id": leder, "stedfortreder_id": None, "enhet_nivaa": "virksomhet",
                     "enhet_kode": "200", "merknad": KONSTRUERT},
            av=AV,
        )  # fmt: skip
        if status == "sendt":
            sett_soknadsstatus(soknad_id=rad.pk, versjon=1, status=status, av=AV, dato=rad.frist)
