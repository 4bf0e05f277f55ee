"""Values for the placeholders of the addresses of the year."""

from datetime import date

from rodtraad.aarshjul.generering import lag_aarshjul
from rodtraad.aarshjul.kalender import lag_nokkel
from rodtraad.aarshjul.models import Aarshendelse
from rodtraad.aarshjul.queries import budsjettforinger
from rodtraad.aarshjul.services import lag_temahjul, lagre_foringer, legg_til_lenke, ny_hendelse
from rodtraad.aarshjul.tilstand import start_tilstandsrapport
from tests.personer import ANNEN, EGEN, Verden


def lag(verden: Verden) -> dict[str, str]:
    lag_aarshjul(aar=2025, av="test")
    rader = {h.mal: h for h in Aarshendelse.objects.filter(hjul__aar=2025)}
    lagre_foringer(
        hendelse_id=rader["dialogkonferanse_1"].pk,
        foringer=[{"tittel": "Tidlig innsats", "tekst": ""}],
        av="test",
    )
    eget, annet = (
        lag_temahjul(navn=f"HMS {enhet[1]}", enhet=enhet, beskrivelse="", av="test")
        for enhet in (EGEN, ANNEN)
    )
    temahendelser = [
        ny_hendelse(
            aar=2025, av="test",
            verdier={"tittel": "Vernerunde", "fra": date(2025, 3, 3), "til": date(2025, 3, 3), "temahjul_id": hjul.pk},
        )
        for hjul in (eget, annet)
    ]  # fmt: skip
    lenke = legg_til_lenke(
        hendelse_id=rader["kommunestyre_oktober"].pk, slag="dokument", tittel="Sakspapirer", adresse="/arbeid/",
        av="test",
    )  # fmt: skip
    return {
        "lenke": str(lenke.pk),
        "hendelse": str(rader["kommunestyre_oktober"].pk), "konferanse": str(rader["dialogkonferanse_1"].pk),
        "foring": str(budsjettforinger(2025)[0].pk), "temahendelse": str(temahendelser[0].pk),
        "fremmed_temahendelse": str(temahendelser[1].pk),
        "tilstandsrapport": str(start_tilstandsrapport("skole", 2025, "test").pk),
        "kalendernokkel": lag_nokkel(bruker_id=verden.personer["ansatt"].pk, av="test"),
    }  # fmt: skip
