"""Regelverk: the law valid on a day, read from the YAML files of this room."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.lov.handlingsregler import Handlingsregel, les_handlingsregler
from rodtraad.lov.koder import Etterfolger, Kode, Koder
from rodtraad.lov.kontrollregel import Kontrollregel, les_kontrollregler
from rodtraad.lov.oppstilling import Domene, Linje, Linjegruppe, Oppstilling
from rodtraad.lov.utvalg import Kodesett, Utvalg

Data = Mapping[str, Any]
MAPPE = files("rodtraad.lov") / "data"
OMARBEIDES_FRA = date(2015, 1, 1)
"""From this day KOSTRA's arts are known."""


@dataclass(frozen=True, slots=True)
class Kilde:
    """An act, a regulation or another source, named once."""

    id: str
    tittel: str
    nummer: str
    adresse: str
    kontrollert: date
    sikkerhet: str
    merknad: str = ""
    tekst_per: date | None = None


@dataclass(frozen=True)
class Regelverk:
    """The rules valid on a day. `versjon` is the sha256 of all rule data."""

    dato: date
    kilder: Mapping[str, Kilde]
    koder: Koder
    oppstillinger: Mapping[str, Oppstilling]
    handlingsregler: tuple[Handlingsregel, ...]
    kontroller: Mapping[str, Kontrollregel]
    versjon: str

    def handlingsregler_for(self, kommune: str) -> tuple[Handlingsregel, ...]:
        """The rules the council of this municipality (four digits) has decided; another's are not its own."""
        return tuple(regel for regel in self.handlingsregler if regel.kommune == kommune)

    def oppstilling(self, navn: str) -> Oppstilling:
        """A statement by id. Raises RodtraadFeil when the law of that day has none."""
        if navn not in self.oppstillinger:
            raise RodtraadFeil(f"Oppstillingen «{navn}» finnes ikke i regelverket per {self.dato}.")
        return self.oppstillinger[navn]


@cache
def last_regelverk(dato: date) -> Regelverk:
    """The law valid on a day (cached). A column of an earlier year is computed with the law of that year."""
    koder = _koder()
    hjemler = _Hjemler(_kilder())
    oppstillinger = {
        data["id"]: _oppstilling(data, dato, koder, hjemler)
        for data in les_mappe("oppstillinger").values()
        if data["gyldig_fra"] <= _oppstilt_etter(dato)
    }
    return Regelverk(
        dato=dato,
        kilder=hjemler.kilder,
        koder=koder,
        oppstillinger=dict(sorted(oppstillinger.items())),
        handlingsregler=les_handlingsregler(les_mappe("handlingsregler").values(), dato, hjemler.les),
        kontroller=les_kontrollregler(les_mappe("kontroller").values(), hjemler.les),
        versjon=_versjon(),
    )


def _oppstilt_etter(dato: date) -> date:
    """The day whose statements a year is laid out by: years older than the regulation by its first wording."""
    forskriften = min(data["gyldig_fra"] for data in les_mappe("oppstillinger").values())
    return dato if dato < OMARBEIDES_FRA else max(dato, forskriften)


@cache
def les_mappe(navn: str) -> Mapping[str, Data]:
    """The YAML documents of one data folder by file name, in order of name."""
    filer = sorted(
        (fil for fil in (MAPPE / navn).iterdir() if fil.name.endswith(".yaml")), key=lambda f: f.name
    )
    return {fil.name: _les(fil) for fil in filer}


def _les(fil: Traversable) -> Data:
    innhold: Data = yaml.load(fil.read_bytes(), Loader=yaml.CSafeLoader)
    return innhold


@cache
def _versjon() -> str:
    spor = hashlib.sha256()
    mapper = [MAPPE, *(MAPPE / navn for navn in ("handlingsregler", "koder", "kontroller", "oppstillinger"))]
    for mappe in mapper:
        for fil in sorted((fil for fil in mappe.iterdir() if fil.is_file()), key=lambda f: f.name):
            spor.update(f"{mappe.name}/{fil.name}\0".encode() + fil.read_bytes())
    return spor.hexdigest()


@cache
def _kilder() -> Mapping[str, Kilde]:
    return {data["id"]: Kilde(**data) for data in _les(MAPPE / "kilder.yaml")["kilder"]}


@cache
def _koder() -> Koder:
    lister = {data["slag"]: data for data in les_mappe("koder").values()}
    return Koder(
        **{slag: {k["kode"]: Kode(**k) for k in data["koder"]} for slag, data in lister.items()},
        etterfolgere={
            slag: tuple(
                Etterfolger(gammel=e["gammel"], nye=tuple(e["nye"]), gyldig_fra=e["gyldig_fra"])
                for e in data.get("etterfolgere", ())
            )
            for slag, data in lister.items()
        },
    )


class _Hjemler:
    """Reads a hjemmel; what a line leaves out it takes from its statement, and dates from the source."""

    def __init__(self, kilder: Mapping[str, Kilde]) -> None:
        self.kilder = kilder

    def les(self, data: Data, arv: Hjemmel | None = None) -> Hjemmel:
        kilde = data.get("kilde") or (arv.kilde if arv else "")
        if kilde not in self.kilder:
            raise RodtraadFeil(f"Hjemmelen viser til kilden «{kilde}», som ikke står i kilder.yaml.")
        return Hjemmel(
            kilde=kilde,
            paragraf=data.get("paragraf", ""),
            ledd=data.get("ledd", ""),
            bokstav=data.get("bokstav", ""),
            regel=data.get("regel", ""),
            kontrollert=data.get("kontrollert")
            or (arv.kontrollert if arv else self.kilder[kilde].kontrollert),
            sikkerhet=data.get("sikkerhet") or (arv.sikkerhet if arv else self.kilder[kilde].sikkerhet),
        )


def _oppstilling(data: Data, dato: date, koder: Koder, hjemler: _Hjemler) -> Oppstilling:
    hjemmel = hjemler.les(data["hjemmel"])
    domene = data.get("domene")
    leser = _Linjeleser(
        kontoklasse=domene["kontoklasse"] if domene else _kontoklasse(data["id"]),
        hjemmel=hjemmel,
        hjemler=hjemler,
        koder=koder,
    )
    mal = leser.les_alle(_med_endringer(data, dato))
    linjer = tuple(linje for linje in mal if isinstance(linje, Linje))
    return Oppstilling(
        id=data["id"],
        tittel=data["tittel"],
        hjemmel=hjemmel,
        enhet=data["enhet"],
        visning=data["visning"],
        gyldig_fra=max((e["gyldig_fra"] for e in _endringer(data, dato)), default=data["gyldig_fra"]),
        mal=mal,
        linjer=linjer if len(linjer) == len(mal) else (),
        domene=_domene(domene, koder) if domene else None,
        tilpasset_av=data.get("tilpasset_av", ""),
        null_er_tom=data.get("null_er_tom", False),
        delinger={navn: leser.utvalg(utvalg) for navn, utvalg in data.get("delinger", {}).items()},
    )


def _kontoklasse(oppstilling: str) -> str:
    """Statements without a domain: investment (§ 5-5 and its § 5-9) is class 0, the rest drift, class 1."""
    return "0" if "5_5" in oppstilling or "investering" in oppstilling else "1"


def _endringer(data: Data, dato: date) -> list[Data]:
    return sorted(
        (e for e in data.get("endringer", ()) if e["gyldig_fra"] <= dato), key=lambda e: e["gyldig_fra"]
    )


def _med_endringer(data: Data, dato: date) -> list[Data]:
    """The lines as the law has them on the day: each change replaces what it names on its line."""
    linjer = [dict(linje) for linje in data["linjer"]]
    for endring in _endringer(data, dato):
        ny = {navn: verdi for navn, verdi in endring.items() if navn not in {"gyldig_fra", "linje", "grunn"}}
        for linje in linjer:
            if linje.get("nr") == endring["linje"]:
                linje.update(ny)
    return list(linjer)


def _domene(data: Data, koder: Koder) -> Domene:
    return Domene(
        kontoklasse=data["kontoklasse"],
        arter=_kodesett(data["arter"], koder.arter) if "arter" in data else None,
        unntatt=_kodesett(data.get("unntatt", ()), koder.arter),
    )


def _kodesett(spenn: Sequence[str | Data], liste: Mapping[str, Kode]) -> Kodesett:
    """Codes and ranges (`fra`–`til`, `unntatt`) as a set of codes, whatever year they are valid."""
    sett: set[str] = set()
    for del_ in spenn:
        if isinstance(del_, str):
            sett.add(del_)
        else:
            sett.update(
                k for k in liste if del_["fra"] <= k <= del_["til"] and k not in del_.get("unntatt", ())
            )
    ukjente = sorted(sett - set(liste))
    if ukjente:
        raise RodtraadFeil(f"Regelverket bruker koder som ikke står i kodelisten: {', '.join(ukjente)}.")
    return frozenset(sett)


@dataclass(frozen=True)
class _Linjeleser:
    kontoklasse: str
    hjemmel: Hjemmel
    hjemler: _Hjemler
    koder: Koder

    def les_alle(self, linjer: Sequence[Data]) -> tuple[Linje | Linjegruppe, ...]:
        return tuple(self._gruppe(linje) if "per" in linje else self._linje(linje) for linje in linjer)

    def _gruppe(self, data: Data) -> Linjegruppe:
        return Linjegruppe(per=data["per"], vis=data["vis"], linjer=self.les_alle(data["linjer"]))

    def _linje(self, data: Data) -> Linje:
        er_sum = "sum_av" in data or "pluss" in data
        hent = data.get("hent")
        type_ = data.get("type") or ("sum" if er_sum else "post")
        return Linje(
            nr=data["nr"],
            tekst=data["tekst"],
            type=type_,
            seksjon=data.get("seksjon", ""),
            er_sum=type_ == "sum",
            hjemmel=self.hjemler.les(data["hjemmel"], self.hjemmel) if "hjemmel" in data else self.hjemmel,
            utvalg=tuple(self.utvalg(utvalg) for utvalg in data.get("utvalg", ())),
            pluss=tuple(data.get("sum_av") or data.get("pluss", ())),
            minus=tuple(data.get("minus", ())),
            hent=(hent["oppstilling"], hent["linje"]) if hent else None,
            note=data.get("note", ""),
            merknad=data.get("merknad", ""),
            ingen=data.get("ingen", False),
            fortegn=-1 if data.get("fortegn") == "snudd" else 1,
            vis=data.get("vis", "alltid"),
            herav=data.get("herav", ""),
        )

    def utvalg(self, data: Data) -> Utvalg:
        def sett(navn: str, liste: Mapping[str, Kode]) -> Kodesett | None:
            return _kodesett(data[navn], liste) if navn in data else None

        return replace(
            Utvalg(kontoklasse=self.kontoklasse, omraade=data.get("omraade"), slag=data.get("slag")),
            arter=sett("arter", self.koder.arter),
            funksjoner=sett("funksjoner", self.koder.funksjoner),
            kapitler=sett("kapitler", self.koder.kapitler),
        )
