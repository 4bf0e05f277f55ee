"""Values for the placeholders of the addresses of leadership."""

from datetime import date

from rodtraad.ledelse.aarsslutt import registrer_rapport
from rodtraad.ledelse.models import Lederavtale, Lederavtalemaal
from rodtraad.ledelse.services import lagre_brev, nytt_brev, send_brev
from rodtraad.ledelse.tilskudd import ny_soknad
from tests.personer import ANNEN, EGEN, Verden, lag_person


def lag(verden: Verden) -> dict[str, str]:
    """A letter sent and a draft; the agreement of a leader in EGEN and one in ANNEN with strangers; applications."""
    sendt, utkast = sendt_brev(2026), nytt_brev(aar=2027, av="test")
    leder = lag_person("leder200", "virksomhetsleder", enhet=("ansvar", "2001"))
    fremmed = lag_person("leder310", "virksomhetsleder", enhet=ANNEN)
    sjef = lag_person("sjef", "kommunedirektor")
    avtaler = [lag_avtale(leder.pk, sjef.pk, EGEN), lag_avtale(fremmed.pk, sjef.pk, ANNEN)]
    rapport = registrer_rapport(
        aar=2026,
        plikt="internkontroll",
        dato=date(2026, 6, 18),
        saksnr="66/26",
        tittel="Internkontroll",
        av="t",
    )
    egen, annen = (
        ny_soknad(verdier=soknadsverdier(leder.pk, sjef.pk, enhet), av="test") for enhet in (EGEN, ANNEN)
    )
    return {
        "brev": str(sendt), "utkast": str(utkast.pk),
        "avtale": str(avtaler[0].pk), "fremmed_avtale": str(avtaler[1].pk),
        "pliktrapport": str(rapport.pk), "soknad": str(egen.pk), "fremmed_soknad": str(annen.pk),
    }  # fmt: skip


def sendt_brev(aar: int, *satsinger: str) -> int:
    """A letter that is sent; its id."""
    brev = nytt_brev(aar=aar, av="test")
    rader = [(s, "") for s in satsinger or ("Tidlig innsats", "Færre i deltid")]
    lagre_brev(
        brev_id=brev.pk, rettet=1, tittel=brev.tittel, tekst="<p>Kjære leder.</p>", satsinger=rader, av="test"
    )
    send_brev(brev_id=brev.pk, rettet=2, av="test")
    return brev.pk


def lag_avtale(leder_id: int, overordnet_id: int, enhet: tuple[str, str], aar: int = 2026) -> Lederavtale:
    """An agreement with one goal."""
    avtale = Lederavtale.objects.create(
        aar=aar, leder_id=leder_id, overordnet_id=overordnet_id, enhet_nivaa=enhet[0], enhet_kode=enhet[1]
    )
    Lederavtalemaal.objects.create(avtale=avtale, nr=1, tittel="Hemmelig mål om nærvær", maaling="under 7 %")
    return avtale


def soknadsverdier(
    eier_id: int, leder_id: int, enhet: tuple[str, str], frist: date = date(2026, 12, 1)
) -> dict:
    return {
        "tittel": "Skjønnsmidler til digitalisering", "giver": "Statsforvalteren", "frist": frist, "belop": 50_000_000,
        "eier_id": eier_id, "leder_id": leder_id, "stedfortreder_id": None, "enhet_nivaa": enhet[0],
        "enhet_kode": enhet[1], "merknad": "",
    }  # fmt: skip
