"""Skjema, code lists and rules of SSB's control program, read from data files by accounting year."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from rodtraad.kjerne.feil import RodtraadFeil

Data = Mapping[str, Any]
BLANK_ORGNR = " " * 9
_SKJEMA = re.compile(r"(?P<kode>0[A-Z])(K(?P<kvartal>[1-4]))?")
_REGION = re.compile(r"[0-9]{4}([0-9]{2})?")
_ORGNR = re.compile(r"[0-9]{9}")


HOVEDBOKKLASSE: Mapping[str, str] = {"investering": "0", "drift": "1", "balanse": "2"}
"""Part of the accounts → the class its lines have in the ledger; a form has classes of its own."""


@dataclass(frozen=True, slots=True)
class Skjema:
    """A form: what it holds, its classes and whose accounts it is."""

    kode: str
    navn: str
    slag: str
    eier: str
    regelsett: str
    drift: str = ""
    investering: str = ""
    balanse: str = ""
    regional: bool = False
    kvartal: bool = False
    med_orgnr: bool = False

    def del_av(self, kontoklasse: str) -> str:
        """Drift, investering or balanse; an unknown class counts as investering, as in SSB's program."""
        if self.slag != "bevilgning":
            return self.slag
        return "drift" if kontoklasse == self.drift else "investering"

    def hovedbokklasse(self, kontoklasse: str) -> str:
        """The ledger's class of a record's class; blank where the form does not have it."""
        return HOVEDBOKKLASSE[self.del_av(kontoklasse)] if kontoklasse in self.kontoklasser else ""

    def kontoklasse(self, hovedbokklasse: str) -> str:
        """The form's class of a line in the ledger; blank where the form does not have that part."""
        return next((k for k in self.kontoklasser if self.hovedbokklasse(k) == hovedbokklasse), "")

    @property
    def kontoklasser(self) -> tuple[str, ...]:
        """The classes a record of the form may have."""
        return tuple(k for k in (self.drift, self.investering, self.balanse) if k)


@dataclass(frozen=True, slots=True)
class Leveranse:
    """What is sent: form, year, quarter (blank or 1–4), region (six digits) and organisation number."""

    skjema: Skjema
    aar: int
    region: str
    kvartal: str = " "
    orgnr: str = BLANK_ORGNR

    @property
    def sett(self) -> str:
        """Which set of rules: aar, kvartal or kirke."""
        if self.skjema.regelsett == "kirke":
            return "kirke"
        return "aar" if self.kvartal == " " else "kvartal"


@dataclass(frozen=True, slots=True)
class Kodelister:
    """The codes a file may use, as they stand in the fields; None where nothing is controlled."""

    kontoklasse: frozenset[str]
    funksjon: frozenset[str] | None
    art: frozenset[str] | None
    kapittel: frozenset[str] | None
    sektor: frozenset[str] | None

    def liste(self, felt: str) -> frozenset[str] | None:
        """The list of one field."""
        liste: frozenset[str] | None = getattr(self, felt)
        return liste


@cache
def _fil(navn: str) -> Data:
    data: Data = yaml.safe_load(
        (files("rodtraad.lov") / "data" / "kostra" / f"{navn}.yaml").read_text("utf-8")
    )
    return data


def _les_skjema(del_: str) -> dict[str, Skjema]:
    felter = set(Skjema.__slots__)
    return {
        rad["kode"]: Skjema(**{k: v for k, v in rad.items() if k in felter}) for rad in _fil("skjema")[del_]
    }


@cache
def alle_skjema() -> Mapping[str, Skjema]:
    """Every form that is controlled, by its code."""
    return _les_skjema("skjema")


@cache
def skjema_i_post() -> Mapping[str, Skjema]:
    """Every form a record may name, also those no longer sent."""
    return {**alle_skjema(), **_les_skjema("bare_i_posten")}


@cache
def aar_med_regler() -> tuple[int, ...]:
    """The accounting years the rules are known for."""
    return tuple(_fil("skjema")["aar"])


def les_skjemanavn(skjema: str, kvartal: str = "") -> tuple[str, str]:
    """(form, quarter or blank) from `0A`, `0AK1`, or `0A` with a quarter. Raises RodtraadFeil."""
    lest = _SKJEMA.fullmatch(skjema.upper())
    kode, i_navnet = (lest["kode"], lest["kvartal"] or "") if lest else (skjema, "")
    kvartal = kvartal.strip() or i_navnet
    if i_navnet and kvartal != i_navnet:
        raise RodtraadFeil(f"Skjemaet {skjema} er kvartal {i_navnet}, ikke kvartal {kvartal}.")
    funnet = alle_skjema().get(kode)
    if funnet is None or (kvartal and not funnet.kvartal):
        kjente = ", ".join([*alle_skjema(), "0AK1–0AK4, 0BK1–, 0CK1–, 0DK1–"])
        raise RodtraadFeil(
            f"Skjemaet «{skjema}»{f' for kvartal {kvartal}' if kvartal else ''} kontrolleres ikke.",
            f"Skjema som kontrolleres: {kjente}.",
        )
    if kvartal not in {"", *"1234"}:
        raise RodtraadFeil(
            f"Kvartalet «{kvartal}» finnes ikke.", "Skriv 1, 2, 3 eller 4, eller la det stå tomt."
        )
    return kode, kvartal


def leveranse(skjema: str, aar: int, region: str, *, kvartal: str = "", orgnr: str = "") -> Leveranse:
    """What is sent, from what a person writes: `0AK1` or `0A` with a quarter, region of four or six digits.

    Raises RodtraadFeil for an unknown form, year, quarter, region or organisation number.
    """
    kode, kvartal = les_skjemanavn(skjema, kvartal)
    if aar not in aar_med_regler():
        aarene = ", ".join(map(str, aar_med_regler()))
        raise RodtraadFeil(f"Kontrollene for {aar} er ikke kjent.", f"Kjente år: {aarene}.")
    if not _REGION.fullmatch(region):
        raise RodtraadFeil(
            f"Regionen «{region}» er ikke et kommunenummer.", "Skriv fire siffer, eller seks for en bydel."
        )
    if orgnr and not _ORGNR.fullmatch(orgnr):
        raise RodtraadFeil(f"Organisasjonsnummeret «{orgnr}» har ikke ni siffer.")
    return Leveranse(alle_skjema()[kode], aar, region.ljust(6, "0"), kvartal or " ", orgnr or BLANK_ORGNR)


def i_aar(rad: Data, aar: int) -> bool:
    """Whether a dated piece of data holds in an accounting year."""
    return bool(rad.get("fra", aar) <= aar <= rad.get("til", aar))


def koder(gruppe: str, aar: int) -> tuple[str, ...]:
    """The codes of one group in a year."""
    return tuple(
        kode
        for utgave in _fil("kodelister")["grupper"][gruppe]
        if i_aar(utgave, aar)
        for kode in str(utgave["koder"]).split()
    )


def _samlet(grupper: Iterable[str], aar: int, bredde: int) -> frozenset[str]:
    return frozenset(kode.ljust(bredde) for gruppe in grupper for kode in koder(gruppe, aar))


def er_saerlig(lev: Leveranse) -> bool:
    """Whether the sender borrows for both a municipality and a county (rule 025)."""
    lister = _fil("kodelister")
    if lev.skjema.kode in {"0I", "0K"}:
        return lev.orgnr in lister["saerlige_orgnr"]
    return lev.skjema.kode in {"0M", "0P"} and lev.region in lister["saerlige_regioner"]


def kodelister(lev: Leveranse) -> Kodelister:
    """The code lists of what is sent, with what some regions have besides."""
    return _for_kvartal(lev) if lev.sett == "kvartal" else _for_aar(lev)


def _rad(lev: Leveranse) -> Data:
    rad: Data = next(r for r in _fil("skjema")["skjema"] if r["kode"] == lev.skjema.kode)
    return rad


def _har_region(tillegg: Data, lev: Leveranse) -> bool:
    regioner = _fil("kodelister")["regioner"]
    return i_aar(tillegg, lev.aar) and any(lev.region in regioner[navn] for navn in tillegg["region"])


def _for_aar(lev: Leveranse) -> Kodelister:
    rad, bevilgning = _rad(lev), lev.skjema.slag == "bevilgning"
    grupper = {felt: list(rad.get(felt, ())) for felt in ("funksjoner", "arter", "kapitler", "sektorer")}
    if lev.skjema.kode == "0I" and er_saerlig(lev):
        grupper["funksjoner"] = list(rad["funksjoner_saerlige_orgnr"])
    if bevilgning and lev.skjema.regelsett == "kommune":
        for tillegg in _fil("skjema")["tillegg"]:
            if _har_region(tillegg, lev) and lev.skjema.kode in tillegg.get("skjema", (lev.skjema.kode,)):
                grupper[tillegg["felt"]] += tillegg["grupper"]
    sektorer = frozenset({"   "}) if rad.get("blank_sektor") else _samlet(grupper["sektorer"], lev.aar, 3)
    return Kodelister(
        kontoklasse=frozenset(lev.skjema.kontoklasser),
        funksjon=_samlet(grupper["funksjoner"], lev.aar, 4) if bevilgning else None,
        art=_samlet(grupper["arter"], lev.aar, 3) if bevilgning else None,
        kapittel=None if bevilgning else _samlet(grupper["kapitler"], lev.aar, 4),
        sektor=None if bevilgning else sektorer,
    )


def _for_kvartal(lev: Leveranse) -> Kodelister:
    kvartal, bevilgning = _fil("skjema")["kvartal"], lev.skjema.slag == "bevilgning"
    funksjoner = [*kvartal["funksjoner"]["felles"], *kvartal["funksjoner"].get(lev.skjema.kode, ())]
    for tillegg in kvartal["tillegg"]:
        if _har_region(tillegg, lev):
            funksjoner += tillegg["grupper"]
    return Kodelister(
        kontoklasse=frozenset(lev.skjema.kontoklasser if bevilgning else kvartal["balansekontoklasser"]),
        funksjon=_samlet(funksjoner, lev.aar, 4) if bevilgning else None,
        art=None,
        kapittel=None if bevilgning else _samlet(kvartal["kapitler"], lev.aar, 4) | {"    "},
        sektor=None if bevilgning else _samlet(kvartal["sektorer"], lev.aar, 3),
    )


@cache
def regler(aar: int, sett: str) -> tuple[Data, ...]:
    """The rules of a set in a year, in SSB's order."""
    return tuple(r for r in _fil("kontroller")["kontroller"] if sett in r["sett"] and i_aar(r, aar))
