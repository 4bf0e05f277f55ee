"""Values for the placeholders of the addresses of bodies, meetings and delegations."""

from datetime import date

from rodtraad.sak.delegasjon_services import deleger
from rodtraad.sak.mote_services import legg_til_fristregel, planlegg_mote
from rodtraad.sak.organ_services import opprett_organ, velg_medlem
from tests.personer import Verden


def lag(verden: Verden) -> dict[str, str]:
    organ = opprett_organ(navn="Kommunestyret", slag="folkevalgt", av="test")
    medlem = velg_medlem(organ_id=organ.pk, navn="Ola Prøve", verv="leder", fra=date(2023, 10, 1), av="test")
    mote = planlegg_mote(organ_id=organ.pk, dato=date(2024, 12, 5), av="test")
    regel = legg_til_fristregel(navn="Innkalling", dager=7, organ_id=organ.pk, av="test")
    delegasjon = deleger(
        nummer="D-1", myndighet="Ansette medarbeidere", vedtak="50/24", innehaver="Kommunedirektøren",
        fra_hvem="Kommunestyret", gyldig_fra=date(2024, 5, 30), av="test",
    )  # fmt: skip
    return {
        "organ": str(organ.pk), "medlem": str(medlem.pk), "mote": str(mote.pk), "fristregel": str(regel.pk),
        "delegasjon": str(delegasjon.pk),
    }  # fmt: skip
