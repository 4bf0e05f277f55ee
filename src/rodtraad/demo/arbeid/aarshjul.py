"""The municipal years of the demonstration: 2024 as it went, 2025 and 2026 made from it."""

from django.utils import timezone

from rodtraad.aarshjul.generering import lag_aarshjul
from rodtraad.aarshjul.queries import hendelser
from rodtraad.aarshjul.services import lag_temahjul, lagre_foringer, ny_hendelse, sett_status

REKKEFOLGE = 30
TEKST = "Lager årshjulet"
AV = "demonstrasjon"
FORSTE, SISTE = 2024, 2026
ROBEK = "Kommunen ble meldt inn i ROBEK i 2024, og året ble brukt på tiltak mot merforbruk."


def bygg() -> None:
    """2024 with its other course (HJUL-04), then one year from the other; what is past is marked as held."""
    lag_aarshjul(aar=FORSTE, av=AV)
    _annet_lop()
    for aar in range(FORSTE + 1, SISTE + 1):
        lag_aarshjul(aar=aar, av=AV)
    lag_temahjul(
        navn="Folkehelse", enhet=("virksomhet", "330"), beskrivelse="Konstruert i demonstrasjonen", av=AV
    )
    lag_temahjul(
        navn="Barnehage", enhet=("virksomhet", "230"), beskrivelse="Konstruert i demonstrasjonen", av=AV
    )
    _foringer()
    _merk_gjennomforte()


def _annet_lop() -> None:
    """The conferences of 2024 were adapted because of ROBEK."""
    rader = {h.mal: h for h in hendelser(FORSTE)}
    konferanse = rader["dialogkonferanse_1"]
    arbeidsmote = ny_hendelse(
        aar=FORSTE, av=AV,
        verdier={
            "tittel": "Arbeidsmøte om tiltak mot merforbruk, i stedet for dialogkonferanse", "presisjon": "maaned",
            "fra": konferanse.fra, "til": konferanse.til, "organ": "Kommunestyret", "eier_rolle": "kommunedirektor",
        },
    )  # fmt: skip
    sett_status(
        hendelse_id=konferanse.pk, versjon=konferanse.versjon, status="erstattet", grunn=ROBEK,
        erstattet_av_id=arbeidsmote.pk, av=AV,
    )  # fmt: skip


def _foringer() -> None:
    konferanse = next(h for h in hendelser(SISTE) if h.mal == "dialogkonferanse_1")
    lagre_foringer(
        hendelse_id=konferanse.pk, av=AV,
        foringer=[
            {"tittel": "Tidlig innsats for barn og unge", "tekst": "Konstruert i demonstrasjonen."},
            {"tittel": "Flere hender i hjemmetjenesten", "tekst": "Konstruert i demonstrasjonen."},
            {"tittel": "Økonomi i balanse", "tekst": "Konstruert i demonstrasjonen."},
        ],
    )  # fmt: skip


def _merk_gjennomforte() -> None:
    i_dag = timezone.localdate()
    for aar in range(FORSTE, SISTE + 1):
        for h in hendelser(aar):
            if h.til < i_dag and h.status == "planlagt":
                sett_status(hendelse_id=h.pk, versjon=h.versjon, status="gjennomfort", av=AV)
