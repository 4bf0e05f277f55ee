"""A file with roles as a list, with everything that is wrong with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from django.utils import timezone

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad, les_tabell
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.tilgang.personsynk import Personregister, les_personregister
from rodtraad.tilgang.rettigheter import Enhetsnokkel, roller
from rodtraad.tilgang.rollesynk import Onsketrolle, Synkplan, dobbelt, legg_plan
from rodtraad.tilgang.services import ADMINISTRATOR, administratorer, feil_i_tildeling

KILDESYSTEM: Final = "kildesystemet"
"""What the system is called when the file does not say."""
_VALGFRI = Kolonnekrav(paakrevd=False, valgfri=True)
_JA_NEI = Kolonnekrav("ja_nei", paakrevd=False, valgfri=True)
_DATO = Kolonnekrav("dato", paakrevd=False, valgfri=True)
KOLONNER = {
    "ekstern_id": _VALGFRI,
    "brukernavn": _VALGFRI,
    "rolle": Kolonnekrav(tillatt=frozenset(roller())),
    "nivaa": Kolonnekrav(
        paakrevd=False, valgfri=True, tillatt=frozenset({"rammeomrade", "virksomhet", "ansvar"})
    ),
    "kode": _VALGFRI,
    "fra": _DATO,
    "til": _DATO,
    "personal": _JA_NEI,
    "fag": _JA_NEI,
    "okonomi": _JA_NEI,
    "kilde": _VALGFRI,
}


@dataclass(frozen=True, slots=True)
class Rolleliste:
    """The roles of a file; the plan is empty when something is wrong."""

    kilde: str
    onskede: Sequence[Onsketrolle] = ()
    funn: Sequence[Funn] = ()
    plan: Synkplan = field(default_factory=Synkplan)
    navn: Mapping[int, str] = field(default_factory=dict)


def les_liste(fil: Path) -> Rolleliste:
    """Reads and checks the file whole; the plan says what it changes today."""
    rader, funn = les_tabell(fil, kolonner=KOLONNER)
    kilder = sorted({str(rad["kilde"] or KILDESYSTEM) for rad in rader}) or [KILDESYSTEM]
    if any(f.er_feil for f in funn):
        return Rolleliste(kilder[0], [], funn)
    feil = Feilliste(fil.name)
    if len(kilder) > 1 or len(kilder[0]) > 60:  # noqa: PLR2004 - the width of the column
        feil.legg_til("roller-kilde", f"Kolonnen «kilde» har {', '.join(kilder)}.", kolonne="kilde",
                      tiltak="La filen være hele listen fra ett system, med et navn på høyst 60 tegn.")  # fmt: skip
    personer = les_personregister()
    onskede = _onskede(rader, personer, feil)
    if feil:
        return Rolleliste(kilder[0], onskede, [*funn, *feil.funn()])
    plan = legg_plan(kilder[0], onskede, timezone.localdate())
    _check_administrator(plan, feil)
    _merk_sperrede(onskede, personer, feil)
    navn = {p.pk: p.navn for p in personer.etter_brukernavn.values()}
    return Rolleliste(kilder[0], onskede, [*funn, *feil.funn()], plan, navn)


def _onskede(rader: Sequence[Rad], personer: Personregister, feil: Feilliste) -> list[Onsketrolle]:
    i_dag = timezone.localdate()
    enheter: dict[date, set[Enhetsnokkel]] = {}
    onskede = []
    for rad in rader:
        onsket = _onsket(rad, personer, feil)
        if onsket is None:
            continue
        fra = onsket.fra or i_dag
        dag = min(max(fra, i_dag), onsket.til or date.max)
        paa = enheter.setdefault(
            dag, {(e.nivaa, e.kode) for e in enheter_paa(dag)} if dag not in enheter else set()
        )
        if grunn := feil_i_tildeling(onsket.rolle, onsket.enhet, fra, onsket.til, enheter=paa):
            feil.legg_til("roller-rolle", grunn, rad=rad.nr, tiltak="Rett raden i kildesystemet.")
        onskede.append((rad.nr, onsket))
    for nr in dobbelt([o for _, o in onskede]):
        rad_nr, onsket = onskede[nr]
        feil.legg_til("roller-dobbelt", f"{onsket.tekst} står flere ganger for samme person og tid.", rad=rad_nr,
                      tiltak="La perioder for samme rolle og enhet ikke overlappe.")  # fmt: skip
    return [o for _, o in onskede]


def _onsket(rad: Rad, personer: Personregister, feil: Feilliste) -> Onsketrolle | None:
    id_, navn = str(rad["ekstern_id"] or ""), str(rad["brukernavn"] or "")
    person = personer.finn(id_, navn)
    if person is None:
        hvem = " / ".join(filter(None, (id_, navn)))
        feil.legg_til(
            "roller-person", f"Personen «{hvem}» finnes ikke." if hvem else "Raden sier ikke hvem den gjelder.",
            rad=rad.nr, kolonne="ekstern_id" if id_ else "brukernavn",
            tiltak="Les inn personene først (kilden «brukere»), eller rett raden.",
        )  # fmt: skip
        return None
    if bool(rad["nivaa"]) != bool(rad["kode"]):
        feil.legg_til("roller-enhet", "Raden har bare en av nivaa og kode.", rad=rad.nr, kolonne="kode",
                      tiltak="Oppgi begge, eller ingen av dem når rollen gjelder hele kommunen.")  # fmt: skip
        return None
    return Onsketrolle(
        person.pk, str(rad["rolle"]), (str(rad["nivaa"]), str(rad["kode"])) if rad["kode"] else None,
        *_datoer(rad), *(bool(rad[k]) for k in ("personal", "fag", "okonomi")),
    )  # fmt: skip


def _datoer(rad: Mapping[str, object]) -> tuple[date | None, date | None]:
    fra, til = rad["fra"], rad["til"]
    return fra if isinstance(fra, date) else None, til if isinstance(til, date) else None


def _check_administrator(plan: Synkplan, feil: Feilliste) -> None:
    """The last who can give roles is not taken away by a file."""
    mister = [rad.pk for rad in plan.avsluttes if rad.rolle == ADMINISTRATOR]
    if mister and not administratorer(uten=mister) and not any(o.rolle == ADMINISTRATOR for o in plan.gis):
        feil.legg_til("roller-administrator", "Listen tar bort den siste systemadministratoren.",
                      tiltak="Gi rollen til en annen for hånd først.")  # fmt: skip


def _merk_sperrede(onskede: Collection[Onsketrolle], personer: Personregister, feil: Feilliste) -> None:
    sperret = {p.pk: p for p in personer.etter_brukernavn.values() if not p.is_active}
    for id_ in sorted({o.bruker_id for o in onskede} & set(sperret)):
        feil.merk("roller-sperret", f"Kontoen til {sperret[id_].navn} er sperret; rollen gir ingenting ennå.",
                  alvor=Alvor.ADVARSEL, tiltak="Åpne kontoen, eller ta personen ut av listen.")  # fmt: skip
