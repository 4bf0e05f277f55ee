"""Values for the placeholders of the addresses of persons, roles and deputies."""

from datetime import date, timedelta

from django.utils import timezone

from rodtraad.organisasjon.enheter import Enhetsversjon
from rodtraad.organisasjon.services import opprett_enhet
from rodtraad.tilgang.models import Rolletildeling
from rodtraad.tilgang.services import oppnevn_stedfortreder
from tests.personer import ANNEN, EGEN, Verden, lag_person


def lag(verden: Verden) -> dict[str, str]:
    person = lag_person("kari", "ansatt", enhet=EGEN)
    fremmed = lag_person("ola", "ansatt", enhet=ANNEN)
    i_dag = timezone.localdate()
    oppnevning = oppnevn_stedfortreder(
        for_id=person.pk, stedfortreder_id=verden.personer["fagleder"].pk, fra=i_dag, til=i_dag + timedelta(days=7),
        grunn="Ferie", av="test",
    )  # fmt: skip
    tildeling = person.rolletildelinger.get()
    return {
        "person": str(person.pk), "fremmed": str(fremmed.pk), "tildeling": str(tildeling.pk),
        "stedfortredelse": str(oppnevning.pk), "foreldrelos": str(lag_foreldrelos().pk),
    }  # fmt: skip


def lag_foreldrelos() -> Rolletildeling:
    """A role for a unit that is no more; another took its place."""
    opprett_enhet(
        Enhetsversjon(
            "290", "Nedlagt", "virksomhet", "OPP", date(2020, 1, 1), date(2020, 12, 31), etterfolger="200"
        ),
        av="test",
    )
    return Rolletildeling.objects.create(
        bruker=lag_person("foreldrelos"), rolle="fagleder", enhet_nivaa="virksomhet", enhet_kode="290",
        gyldig_fra=date(2020, 1, 1), opprettet_av="test",
    )  # fmt: skip
