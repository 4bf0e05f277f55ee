"""Headcount per unit and day, with what the asker may not see left out."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from rodtraad.organisasjon.enheter import OVER
from rodtraad.organisasjon.queries import enheter_paa
from rodtraad.organisasjon.tre import Nokkel, Treenhet
from rodtraad.personal.bemanning import Bemanningsendring, Bemanningstall, hidden_from, hide_small
from rodtraad.personal.models import Bemanning

type Innsyn = Collection[Nokkel] | None
"""The units whose persons the asker may see; None = all."""
type Rekker = dict[Nokkel, list[Bemanning]]


def bemanning_i(nokkel: Nokkel, dato: date, innsyn: Innsyn) -> Bemanningsendring | None:
    """A unit's two last figures up to the day and the change; None without figures (ORG-15)."""
    return _changes(_series(dato), enheter_paa(dato), innsyn).get(nokkel)


def bemanning_paa(dato: date, innsyn: Innsyn) -> tuple[tuple[Treenhet, Bemanningsendring], ...]:
    """Each unit of the day that has figures, in print order, with its two last ones (ORG-15). Two queries."""
    enheter = enheter_paa(dato)
    endringer = _changes(_series(dato), enheter, innsyn)
    return tuple((e, endringer[e.nivaa, e.kode]) for e in enheter if (e.nivaa, e.kode) in endringer)


def _series(dato: date) -> Rekker:
    """Each unit's figures up to the day, by day; of two imports that both have the day, the later one's."""
    rader = Bemanning.objects.filter(innlesing__status="gyldig", dato__lte=dato).order_by(
        "dato", "innlesing__nummer"
    )
    per_dag: dict[Nokkel, dict[date, Bemanning]] = defaultdict(dict)
    for rad in rader:
        per_dag[rad.enhet_nivaa, rad.enhet_kode][rad.dato] = rad
    return {nokkel: list(dager.values()) for nokkel, dager in per_dag.items()}


def _changes(rekker: Rekker, enheter: Iterable[Treenhet], innsyn: Innsyn) -> dict[Nokkel, Bemanningsendring]:
    skjulte = _hidden(rekker, enheter)
    ut = {}
    for nokkel, rekke in rekker.items():
        tall = [_tall(rad, skjult=hidden_from(nokkel, skjulte[rad.dato], innsyn)) for rad in rekke[-2:]]
        ut[nokkel] = Bemanningsendring(tall[-1], tall[0] if len(tall) > 1 else None)
    return ut


def _hidden(rekker: Rekker, enheter: Iterable[Treenhet]) -> dict[date, frozenset[Nokkel]]:
    over = {(e.nivaa, e.kode): (OVER[e.nivaa], e.overordnet) for e in enheter if e.overordnet}
    personer: dict[date, dict[Nokkel, int]] = defaultdict(dict)
    for nokkel, rekke in rekker.items():
        for rad in rekke:
            personer[rad.dato][nokkel] = rad.personer
    return {dag: hide_small(antall, over) for dag, antall in personer.items()}


def _tall(rad: Bemanning, *, skjult: bool) -> Bemanningstall:
    if skjult:
        return Bemanningstall(rad.dato, None, None, skjult=True)
    return Bemanningstall(rad.dato, rad.aarsverk, rad.personer, merknad=rad.merknad)
