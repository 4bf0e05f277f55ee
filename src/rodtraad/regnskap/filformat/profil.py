"""Kolonneprofil: how a file of another system becomes the fields of a ledger line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import jsonschema

from rodtraad.innlesing.kilde import VedOverlapp
from rodtraad.innlesing.yamltekst import les_tekst, les_yaml
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.felt import Felt, VedTom
from rodtraad.regnskap.filformat.felter import FELTER, PAAKREVDE
from rodtraad.regnskap.filformat.kontodeling import Kontoregel, Kontounntak


@dataclass(frozen=True, slots=True)
class Periodekolonner:
    """Months in columns: period → column, whether they are accumulated, the opening and the columns of control."""

    kolonner: Mapping[int, str]
    form: Literal["bevegelse", "akkumulert"] = "bevegelse"
    aapning: str = ""
    aapning_medregnet: bool = False
    sum: str = ""
    utgaaende: str = ""

    @property
    def alle(self) -> tuple[str, ...]:
        """Every column with amounts, the controls last."""
        return tuple(k for k in (self.aapning, *self.kolonner.values(), self.sum, self.utgaaende) if k)


@dataclass(frozen=True, slots=True)
class Utelat:
    """Rows that are no lines: the cell begins with no digit, or with one of these texts."""

    kolonne: str
    begynner_med: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toleranse:
    """How many øre the lines of a year without voucher may be from 0, and why."""

    ore: int
    begrunnelse: str


@dataclass(frozen=True, slots=True)
class Fastkolonne:
    """A column in a file of fixed width, its first place counted from 1."""

    navn: str
    fra: int
    lengde: int


@dataclass(frozen=True)
class Kolonneprofil:
    """How a file is read. Without `felter` it has the columns of the standard form."""

    navn: str = ""
    beskrivelse: str = ""
    konstruert: bool = False
    begrunnelse: str = ""
    koding: str = "utf-8"
    skilletegn: str = ","
    desimaltegn: str = "."
    tusenskille: str = ""
    fortegn: int | Mapping[str, int] = 1
    enhet: int = 1
    """Kroner in one unit of the file's amounts: 1, 1000 or 1000000."""
    hopp_over: int = 0
    overskrift: int = 1
    ark: int | str | tuple[int | str, ...] = 1
    fastbredde: tuple[Fastkolonne, ...] = ()
    utelat: tuple[Utelat, ...] = ()
    sum_som_ikke_stemmer: Literal["feil", "advarsel"] = "feil"
    toleranse: Toleranse | None = None
    ukjent_ansvar: Literal["avvis", "advarsel"] = "avvis"
    ved_overlapp: VedOverlapp = "spor"
    motpost: Literal["i_filen", "mangler"] = "i_filen"
    koder_utenfor_gyldighet: Literal["feil", "advarsel"] = "feil"
    konto: Kontoregel | None = None
    periodekolonner: Periodekolonner | None = None
    felter: Mapping[str, Felt] = field(default_factory=dict)

    @cached_property
    def er_enkel(self) -> bool:
        """Whether each line of the file is one line of the ledger and each field an expression over its columns."""
        return not (
            self.konto or self.periodekolonner or self.utelat or self.fastbredde or self.overskrift > 1
        ) and all(felt.er_enkel for felt in self.felter.values())

    def felt_for(self, overskrift: list[str], aar: int | None) -> dict[str, Felt]:
        """Each field's origin, given the columns the file has."""
        felter = dict(self.felter) or {f: Felt(kolonne=f) for f in FELTER if f in overskrift}
        # A year left blank in the profile is the year asked for.
        if aar is not None and ("aar" not in felter or felter["aar"] == Felt()):
            felter["aar"] = Felt(verdi=str(aar))
        return felter

    def kolonner_i_filen(self) -> tuple[str, ...]:
        """The columns the profile asks the file for, each once."""
        fra_felter = [k for felt in self.felter.values() for k in felt.kolonner]
        if self.konto:
            fra_felter.append(self.konto.kolonne)
        if self.periodekolonner:
            fra_felter += self.periodekolonner.alle
        fra_felter += [u.kolonne for u in self.utelat]
        return tuple(dict.fromkeys(k for k in fra_felter if k not in {"(ark)", "(fil)"}))

    def fortegn_sql(self, kontoklasse: str = "kontoklasse") -> str:
        """The factor from an amount in the file to kroner with cost as plus: one number, or one by kontoklasse."""
        if isinstance(self.fortegn, int):
            return str(self.fortegn * self.enhet)
        valg = " ".join(f"WHEN '{k}' THEN {v}" for k, v in self.fortegn.items())
        return f"(CASE {kontoklasse} {valg} ELSE 1 END * {self.enhet})"


def les_profil(fil: Path | None) -> Kolonneprofil:
    """A profile from YAML, checked against its schema. Raises RodtraadFeil with everything that is wrong."""
    if fil is None:
        return Kolonneprofil()
    return profil_fra_tekst(les_tekst(fil, f"Profilen «{fil}»"), fil.name)


def profil_fra_tekst(tekst: str, navn: str) -> Kolonneprofil:
    """A profile from the text of its YAML; `navn` is what it is called in messages. Raises RodtraadFeil."""
    data = les_yaml(tekst, f"Profilen «{navn}»", "Se docs/regler/innlesing.md for et eksempel.") or {}
    skjema = json.loads((files("rodtraad.regnskap") / "profiler" / "skjema.json").read_text("utf-8"))
    brudd = sorted(
        jsonschema.Draft202012Validator(skjema).iter_errors(data), key=lambda b: list(map(str, b.path))
    )
    if brudd:
        raise RodtraadFeil(
            f"Profilen «{navn}» har {len(brudd)} feil:",
            *(f"  {'.'.join(map(str, b.path)) or 'profilen'}: {b.message}" for b in brudd[:20]),
            "Se docs/regler/innlesing.md for hva en profil kan inneholde.",
        )
    profil = _profil(dict(data))
    _krev_felter(profil, navn)
    return profil


def _profil(data: dict[str, Any]) -> Kolonneprofil:
    felter = {navn: _felt(opphav) for navn, opphav in data.pop("kolonner", {}).items()}
    if isinstance(data.get("ark"), list):
        data["ark"] = tuple(data["ark"])
    if "fastbredde" in data:
        data["fastbredde"] = tuple(Fastkolonne(**k) for k in data["fastbredde"])
    if "utelat" in data:
        data["utelat"] = tuple(Utelat(u["kolonne"], tuple(u.get("begynner_med", ()))) for u in data["utelat"])
    if "toleranse" in data:
        data["toleranse"] = Toleranse(**data["toleranse"])
    if "konto" in data:
        data["konto"] = _kontoregel(data["konto"])
    if "periodekolonner" in data:
        perioder = data["periodekolonner"]
        kolonner = {int(p): k for p, k in perioder["kolonner"].items()}
        data["periodekolonner"] = Periodekolonner(**{**perioder, "kolonner": dict(sorted(kolonner.items()))})
    return Kolonneprofil(felter=felter, **data)


def _kontoregel(data: Mapping[str, Any]) -> Kontoregel:
    return Kontoregel(
        kolonne=data["kolonne"],
        art_fra=data.get("art_fra", 2),
        lengder={lengde: valg["art_fra"] for lengde, valg in data.get("lengder", {}).items()},
        andre_klasser=data.get("andre_klasser", "avvis"),
        unntak=tuple(Kontounntak(**u) for u in data.get("unntak", ())),
    )


def _felt(opphav: Any) -> Felt:
    if isinstance(opphav, str):
        return Felt(kolonne=opphav)
    if "verdi" in opphav:
        return Felt(verdi=str(opphav["verdi"]))
    valg = dict(opphav)
    ved_tom = valg.pop("ved_tom", None)
    if ved_tom == "avvis":
        valg["avvis_tom"] = True
    elif ved_tom is not None:
        valg["ved_tom"] = VedTom() if ved_tom == "godta" else VedTom(**ved_tom)
    if "tom" in valg:
        valg["tom"] = tuple(valg["tom"])
    return Felt(**valg)


def _krev_felter(profil: Kolonneprofil, navn: str) -> None:
    """Every field a line must have comes from somewhere, and from one place only."""
    har_kolonner = bool(profil.felter or profil.konto or profil.periodekolonner)
    fra_konto = {"kontoklasse", "art", "kapittel", "sektor"} if profil.konto else set()
    fra_perioder = {"periode", "belop"} if profil.periodekolonner else set()
    # A sektor may stand in a column of its own beside the konto.
    to_steder = sorted(((fra_konto - {"sektor"}) | fra_perioder) & set(profil.felter))
    if to_steder:
        raise RodtraadFeil(
            f"Profilen «{navn}» sier to ganger hvor {', '.join(to_steder)} kommer fra.",
            "Ta feltet ut av «kolonner», eller ta bort «konto» eller «periodekolonner».",
        )
    # A proposal leaves the fields it did not find with an empty value.
    gitt = {f for f, opphav in profil.felter.items() if opphav.kolonner or opphav.verdi}
    mangler = [f for f in PAAKREVDE if f not in gitt | fra_konto | fra_perioder | {"aar"}]
    if har_kolonner and mangler:
        raise RodtraadFeil(
            f"Profilen «{navn}» sier ikke hvor {', '.join(mangler)} kommer fra.",
            "Legg til feltet under «kolonner», eller gi det en fast verdi: {verdi: …}.",
        )
    if (profil.utelat or profil.fastbredde) and not har_kolonner:
        raise RodtraadFeil(f"Profilen «{navn}» mangler «kolonner».", "Si hvor feltene kommer fra.")
    for felt, opphav in profil.felter.items():
        if (opphav.debet or opphav.fortegn != 1) and felt != "belop":
            raise RodtraadFeil(
                f"Profilen «{navn}» har debet, kredit eller fortegn på {felt}.", "De gjelder bare belop."
            )
