"""Values for the placeholders of the addresses of persons, roles and deputies."""

from datetime import timedelta

from django.utils import timezone

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
        "stedfortredelse": str(oppnevning.pk),
    }  # fmt: skip
