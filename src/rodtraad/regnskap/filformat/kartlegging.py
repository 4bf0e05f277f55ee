"""A ledger file explained from a sample: what each column means, put into a profile and taken out of it."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from copy import deepcopy
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import jsonschema
import yaml

from rodtraad.hovedbok.services import arbeidsmappe, hold_filer, peker
from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Faktautsnitt, Kartkolonne, Kartlegging
from rodtraad.innlesing.yamltekst import les_yaml
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.felter import FELTER, PAAKREVDE
from rodtraad.regnskap.filformat.forberedelse import forbered
from rodtraad.regnskap.filformat.forslag import foreslaa_profil
from rodtraad.regnskap.filformat.innlevering import forklart_feil
from rodtraad.regnskap.filformat.kontroller import sjekk_felter
from rodtraad.regnskap.filformat.mellomlager import Mellomlager
from rodtraad.regnskap.filformat.profil import profil_fra_tekst
from rodtraad.regnskap.filformat.profilsporsmaal import FELTNAVN, sett_svar, skjema, sporsmaal
from rodtraad.regnskap.filformat.utsnitt import kort_fil, les_utsnitt

_MAANEDER = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
             "november", "desember")  # fmt: skip
_FLERE = "behold"
"""The answer of a column more than one field is taken from: as the profile has it."""
_VIST = 12
BETYDNINGER = (
    ("Felt", (*((f, FELTNAVN[f]) for f in FELTER), ("konto", "Konto (deles i kontoklasse og art)"),
              ("debet", "Debet"), ("kredit", "Kredit"), (_FLERE, "Flere felt, som i profilen"))),
    ("Måneder i kolonner", (("p.0", "Periode 0 (åpning)"),
                            *((f"p.{nr}", navn.capitalize()) for nr, navn in enumerate(_MAANEDER, 1)),
                            ("p.13", "Periode 13 (årsavslutning)"), ("aapning", "Inngående balanse"),
                            ("sum", "Kontroll: bevegelsen i alt"), ("utgaaende", "Kontroll: utgående balanse"))),
)  # fmt: skip


class Kartleggbar:
    """A source of ledger files whose columns a person can explain; mixed into it."""

    vises_paa = "oppstilling:mine_tall"

    def kartlegg(
        self, fil: Path, *, profil: str = "", svar: Mapping[str, str] | None = None, aar: int | None = None
    ) -> Kartlegging:
        """The file laid out by the profile, with the answers put into it. Raises RodtraadFeil."""
        merknader: tuple[str, ...] = ()
        grunner: dict[str, str] = {}
        if not profil and (egen := self._i_egen_form(fil)):
            return egen
        if profil:
            data = _les_yaml(profil)
        else:
            data, merknader, grunner = _forslag(fil)
        data.setdefault("kolonner", {})
        lagt = les_utsnitt(fil, data)
        if svar is not None:
            sett_svar(data, svar)
            nytt = les_utsnitt(fil, data)
            if nytt.kolonner == lagt.kolonner:
                _sett_kolonner(data, lagt.kolonner, svar)
            else:
                # Another heading: what was said of columns it does not have, is no answer any longer.
                _sett_kolonner(data, nytt.kolonner, _svar_for(data, nytt.kolonner))
            lagt = nytt
        mangler = _mangler(data, aar)
        tekst = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
        if not mangler:
            profil_fra_tekst(tekst, "svarene")
        return Kartlegging(
            kolonner=tuple(
                Kartkolonne(f"k.{nr}", navn, _betyr(data, navn), grunner.get(navn, ""))
                for nr, navn in enumerate(lagt.kolonner)
            ),
            rader=lagt.rader,
            betydninger=BETYDNINGER,
            sporsmaal=sporsmaal(data, aar=aar, arknavn=lagt.ark),
            profil=tekst,
            mangler=mangler,
            merknader=merknader,
            trengs=bool(profil) or not _er_standardform(lagt.kolonner, aar),
        )

    def standardprofil(self, fil: Path) -> str:  # noqa: ARG002 - for the sources of one system
        """The profile the source itself reads the file with; blank for a source without one."""
        return ""

    def _i_egen_form(self, fil: Path) -> Kartlegging | None:
        """A file of the system the source is made for: nothing has to be explained."""
        tekst = self.standardprofil(fil)
        if not tekst:
            return None
        tom = Kartlegging((), (), BETYDNINGER, (), "", trengs=False)
        if fil.suffix.lower() == ".json":
            return tom
        try:
            kolonner = les_utsnitt(fil, _les_yaml(tekst)).kolonner
        except RodtraadFeil:
            return None
        return tom if set(profil_fra_tekst(tekst, "profilen").kolonner_i_filen()) <= set(kolonner) else None

    def smak(self, fil: Path, *, profil: str, aar: int | None) -> Faktautsnitt:
        """The first lines as they would be read in, without the controls of the whole. Raises RodtraadFeil."""
        kolonneprofil = profil_fra_tekst(profil, "svarene")
        feil = Feilliste(fil.name)
        with forklart_feil(), ExitStack() as stabel:
            stabel.enter_context(hold_filer())
            arbeid = Path(mkdtemp(dir=arbeidsmappe()))
            stabel.callback(shutil.rmtree, arbeid, ignore_errors=True)
            kobling = stabel.enter_context(peker())
            lager = Mellomlager(kobling, arbeid, kolonneprofil, aar)
            kort = kort_fil(fil, arbeid, kolonneprofil)
            rader: list[tuple[Any, ...]] = []
            for klar in forbered(kort, 1, kolonneprofil, arbeid=arbeid, feil=feil, aar=aar):
                lager.les(klar)
                lager.tolk(klar)
                if lager.antall(klar)[1]:
                    sjekk_felter(lager, klar, feil)
                sporring = f"SELECT {', '.join(FELTER)} FROM {lager.linjer} ORDER BY fil, rad LIMIT {_VIST}"
                rader = kobling.execute(sporring).fetchall()
        return _som_tekst(rader, feil)


def _forslag(fil: Path) -> tuple[dict[str, Any], tuple[str, ...], dict[str, str]]:
    """The proposal without the places it leaves open, what should be looked at, and why of each column."""
    forslag = foreslaa_profil(fil)
    data: dict[str, Any] = deepcopy(forslag.data)
    data["kolonner"] = {f: v for f, v in data.get("kolonner", {}).items() if v != {"verdi": ""}}
    return data, forslag.merknader, {k.navn: k.grunn for k in forslag.kolonner}


def _les_yaml(tekst: str) -> dict[str, Any]:
    data = les_yaml(tekst, "Profilen")
    if not jsonschema.Draft202012Validator(skjema()).is_valid(data):
        # Says what is wrong, in full.
        profil_fra_tekst(tekst, "profilen")
    return dict(data or {})


def _er_standardform(kolonner: Sequence[str], aar: int | None) -> bool:
    har = set(kolonner) | ({"aar"} if aar is not None else set())
    return set(kolonner) <= set(FELTER) and set(PAAKREVDE) <= har


def _opphav(data: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """(answer, column) of everything in the profile that is taken from a column."""
    for felt, verdi in data.get("kolonner", {}).items():
        if isinstance(verdi, str):
            yield felt, verdi
        elif isinstance(verdi, dict):
            if "debet" in verdi:
                yield from (("debet", verdi["debet"]), ("kredit", verdi.get("kredit", "")))
            if "kolonne" in verdi:
                yield felt, verdi["kolonne"]
    if "konto" in data:
        yield "konto", data["konto"].get("kolonne", "")
    perioder = data.get("periodekolonner", {})
    yield from ((f"p.{nr}", kolonne) for nr, kolonne in perioder.get("kolonner", {}).items())
    yield from ((navn, perioder[navn]) for navn in ("aapning", "sum", "utgaaende") if navn in perioder)


def _betyr(data: Mapping[str, Any], kolonne: str) -> str:
    funnet = [svar for svar, navn in _opphav(data) if navn == kolonne]
    return _FLERE if len(funnet) > 1 else funnet[0] if funnet else ""


def _svar_for(data: Mapping[str, Any], kolonner: Sequence[str]) -> dict[str, str]:
    """The answers the profile has for these columns."""
    return {f"k.{nr}": _betyr(data, navn) for nr, navn in enumerate(kolonner)}


def _sett_kolonner(data: dict[str, Any], kolonner: Sequence[str], svar: Mapping[str, str]) -> None:
    """What the columns were said to mean, with the details the profile had for those that are the same."""
    if not any(f"k.{nr}" in svar for nr in range(len(kolonner))):
        return
    valgt = {navn: svar.get(f"k.{nr}", "") for nr, navn in enumerate(kolonner)}
    beholdt = {navn for navn, betydning in valgt.items() if betydning == _FLERE}
    gamle, gammel_konto = data.get("kolonner", {}), data.get("konto", {})
    nye: dict[str, Any] = {f: v for f, v in gamle.items() if isinstance(v, dict) and "verdi" in v}
    nye |= {f: gamle[f] for f, k in _opphav(data) if f in gamle and k in beholdt}
    konto = gammel_konto if gammel_konto.get("kolonne") in beholdt else {}
    perioder = _perioder(valgt)
    delt: dict[str, str] = {}
    for kolonne, betydning in valgt.items():
        if betydning in FELTER:
            nye[betydning] = _med_detaljer(gamle.get(betydning), kolonne)
        elif betydning == "konto":
            konto = {**gammel_konto, "kolonne": kolonne}
        elif betydning in {"debet", "kredit"}:
            delt[betydning] = kolonne
    if delt:
        # What was said of them beside, such as whether kredit has minus in front already, stays.
        andre = gamle["belop"] if isinstance(gamle.get("belop"), dict) and "debet" in gamle["belop"] else {}
        nye["belop"] = {**{k: v for k, v in andre.items() if k not in {"debet", "kredit"}}, **delt}
    data["kolonner"] = nye
    _sett_del(data, "konto", konto)
    if perioder:
        gamle_perioder = data.get("periodekolonner", {})
        perioder |= {k: v for k, v in gamle_perioder.items() if k in {"form", "aapning_medregnet"}}
    _sett_del(data, "periodekolonner", perioder)


def _perioder(valgt: Mapping[str, str]) -> dict[str, Any]:
    maaneder = {b.removeprefix("p."): kolonne for kolonne, b in valgt.items() if b.startswith("p.")}
    andre = {b: kolonne for kolonne, b in valgt.items() if b in {"aapning", "sum", "utgaaende"}}
    return {"kolonner": maaneder, **andre} if maaneder or andre else {}


def _med_detaljer(gammel: object, kolonne: str) -> object:
    """The field from this column; what was said of it stays when the column is the same."""
    if isinstance(gammel, dict) and gammel.get("kolonne") == kolonne:
        return gammel
    return kolonne


def _sett_del(data: dict[str, Any], navn: str, verdi: Mapping[str, Any]) -> None:
    if verdi:
        data[navn] = dict(verdi)
    else:
        data.pop(navn, None)


def _mangler(data: Mapping[str, Any], aar: int | None) -> tuple[str, ...]:
    """What must be answered before the file can be read, in words."""
    har = set(data.get("kolonner", {})) | ({"aar"} if aar is not None else set())
    if "konto" in data:
        har |= {"kontoklasse"}
    if "periodekolonner" in data:
        har |= {"periode", "belop"}
    ut = [f"{FELTNAVN[f]}: velg en kolonne, eller skriv en fast verdi." for f in PAAKREVDE if f not in har]
    belop = data.get("kolonner", {}).get("belop")
    if isinstance(belop, dict) and ("debet" in belop) != ("kredit" in belop):
        ut.append("Beløp: velg både debet og kredit.")
    if data.get("periodekolonner") and not data["periodekolonner"].get("kolonner"):
        ut.append("Måneder i kolonner: velg hvilken måned minst én kolonne er.")
    return tuple(ut)


def _som_tekst(rader: Sequence[Sequence[Any]], feil: Feilliste) -> Faktautsnitt:
    """The lines in the columns that have something."""
    belop = FELTER.index("belop")
    tekster = [
        tuple("" if v is None else kroner_fra_ore(v) if nr == belop else str(v) for nr, v in enumerate(rad))
        for rad in rader
    ]
    brukt = [nr for nr in range(len(FELTER)) if any(rad[nr] for rad in tekster)]
    return Faktautsnitt(
        kolonner=tuple(FELTNAVN[FELTER[nr]] for nr in brukt),
        rader=tuple(tuple(rad[nr] for nr in brukt) for rad in tekster),
        funn=tuple(feil.funn()),
    )
