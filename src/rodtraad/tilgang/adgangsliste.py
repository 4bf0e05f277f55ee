"""Who may do what in a unit, and roles whose unit is gone. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rodtraad.organisasjon.queries import enheter_paa, enheter_under, versjoner
from rodtraad.tilgang.models import Bruker, Rolletildeling
from rodtraad.tilgang.queries import gyldige_paa, stedfortredere_paa
from rodtraad.tilgang.rettigheter import Enhetsnokkel, gjelder_enheter, retter, roller


@dataclass(frozen=True, slots=True)
class Adgang:
    """A person's role that reaches a unit: what it gives there, and who may act for the person."""

    bruker_id: int
    navn: str
    rolle: str
    gjelder: Enhetsnokkel | None
    """The unit the role is held for: this one or one above; None = the whole municipality."""
    retter: tuple[str, ...]
    stedfortredere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Foreldrelos:
    """A role whose unit is no more, and the unit that took its place ("" = nobody has said)."""

    tildeling: Rolletildeling
    enhetsnavn: str
    sluttet: date | None
    etterfolger: Enhetsnokkel | None
    etterfolgernavn: str


def hvem_har_adgang(enhet: Enhetsnokkel, dato: date, *, rett: str = "") -> tuple[Adgang, ...]:
    """Everybody a role gives some right in the unit on the day, by name; only those with `rett` if given."""
    under = enheter_under(dato)
    rader = [
        (rad, ord_)
        for rad in _gyldige(dato)
        if not rad.enhet_kode or enhet in under.get((rad.enhet_nivaa, rad.enhet_kode), ())
        if (ord_ := _retter(rad, rett))
    ]
    sted = _stedfortredernavn([rad.bruker_id for rad, _ in rader], dato)
    return tuple(
        Adgang(
            rad.bruker_id, rad.bruker.navn, rad.rollenavn,
            (rad.enhet_nivaa, rad.enhet_kode) if rad.enhet_kode else None, ord_, sted.get(rad.bruker_id, ()),
        )
        for rad, ord_ in rader
    )  # fmt: skip


def _gyldige(dato: date) -> list[Rolletildeling]:
    rader = Rolletildeling.objects.filter(gyldige_paa(dato), bruker__is_active=True).select_related("bruker")
    return list(rader.order_by("bruker__last_name", "bruker__first_name", "bruker", "rolle", "enhet_kode"))


def _retter(rad: Rolletildeling, rett: str) -> tuple[str, ...]:
    """What the role gives in a unit, in words, in the order of the file."""
    rolle = roller().get(rad.rolle)
    if rolle is None or (rett and rett not in rolle.retter):
        return ()
    return tuple(navn for id_, navn in retter().items() if id_ in rolle.retter & gjelder_enheter())


def _stedfortredernavn(bruker_ider: list[int], dato: date) -> Mapping[int, tuple[str, ...]]:
    paa = stedfortredere_paa(bruker_ider, dato)
    navn = {p.pk: p.navn for p in Bruker.objects.filter(pk__in={s for ider in paa.values() for s in ider})}
    return {for_id: tuple(navn[s] for s in ider) for for_id, ider in paa.items()}


def roller_uten_enhet(dato: date) -> tuple[Foreldrelos, ...]:
    """Roles that run, but whose unit does not exist on the day: they give nothing until somebody decides."""
    navn = {(e.nivaa, e.kode): e.navn for e in enheter_paa(dato)}
    rader = [r for r in _gyldige(dato) if r.enhet_kode and (r.enhet_nivaa, r.enhet_kode) not in navn]
    siste = {v.nokkel: v for v in sorted(versjoner(), key=lambda v: v.gyldig_fra)} if rader else {}
    ut = []
    for rad in rader:
        enhet = siste.get((rad.enhet_nivaa, rad.enhet_kode))
        til = (rad.enhet_nivaa, enhet.etterfolger) if enhet and enhet.etterfolger else None
        ut.append(
            Foreldrelos(
                rad, enhet.navn if enhet else "", enhet.gyldig_til if enhet else None,
                til if til in navn else None, navn.get(til, "") if til else "",
            )
        )  # fmt: skip
    return tuple(ut)
