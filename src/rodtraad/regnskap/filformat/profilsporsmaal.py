"""What the wizard asks about a ledger file beside its columns, taken from the schema of the profile."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from rodtraad.innlesing.kilde import Sporsmaal
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.felter import KONTOKLASSER, SLAG

FELTNAVN = {
    "aar": "År", "periode": "Periode", "slag": "Slag", "kontoklasse": "Kontoklasse", "art": "Art",
    "funksjon": "Funksjon", "kapittel": "Kapittel", "sektor": "Sektor", "ansvar": "Ansvar", "prosjekt": "Prosjekt",
    "objekt": "Objekt", "bilag": "Bilag", "dato": "Dato", "tekst": "Tekst", "belop": "Beløp",
}  # fmt: skip
_UTEN = {
    "navn",
    "beskrivelse",
    "konstruert",
    "kolonner",
    "konto",
    "periodekolonner",
    "fastbredde",
    "utelat",
    "toleranse",
}
_FASTE = ("aar", "slag", "periode", "kontoklasse", "funksjon", "ansvar")
_SLAGNAVN = {
    "regnskap": "Regnskap", "opprinnelig": "Opprinnelig budsjett", "endring_politisk": "Budsjettendring, politisk",
    "endring_administrativ": "Budsjettendring, administrativ", "prognose": "Prognose",
}  # fmt: skip
_TITLER = {
    "koding": "Tegnkoding", "skilletegn": "Skilletegn", "desimaltegn": "Desimaltegn", "tusenskille": "Tusenskille",
    "fortegn": "Fortegn", "hopp_over": "Linjer over overskriften", "overskrift": "Linjer i overskriften", "ark": "Ark",
    "sum_som_ikke_stemmer": "Når en sumlinje ikke stemmer", "ukjent_ansvar": "Ansvar som ikke finnes",
    "ved_overlapp": "Når perioden alt har tall", "motpost": "Motposter", "begrunnelse": "Begrunnelse",
    "koder_utenfor_gyldighet": "Koder fra et annet år", "art_fra": "Arten begynner på plass",
    "andre_klasser": "Kontoer som ikke begynner med 0, 1 eller 2", "form": "Form",
    "aapning_medregnet": "Inngående balanse er med i månedene", "fra": "Fra plass", "lengde": "Antall tegn",
    "bredde": "Fyll med nuller foran til", "kode": "Hva cellen inneholder", "ved_tom": "Når feltet er tomt",
    "i_balansen": "I linjer i balansen", "kredit_negativ": "Kredit har minus foran",
}  # fmt: skip
_ORD = {
    ",": "komma ( , )", ";": "semikolon ( ; )", "\t": "tabulator", "|": "loddrett strek ( | )", ".": "punktum ( . )",
    "'": "apostrof ( ' )", " ": "mellomrom", "": "ingen", "1": "kostnad med pluss", "-1": "inntekt med pluss",
    "forst": "koden først, så navnet", "godta": "godta", "avvis": "avvis filen", "utelat": "utelat",
    "feil": "avvis filen", "advarsel": "bare advarsel", "spor": "la reglene avgjøre", "erstatt": "erstatt",
    "tillegg": "legg til", "i_filen": "står i filen", "mangler": "finnes ikke i filen", "bevegelse": "månedens beløp",
    "akkumulert": "hittil i år", "ord": "skrevet med ord eller på en kjent måte", "ja": "ja", "nei": "nei",
}  # fmt: skip
_STANDARD = "som standard"
_DELER = ("konto.", "periodekolonner.")


def sporsmaal(data: Mapping[str, Any], *, aar: int | None, arknavn: Sequence[str]) -> tuple[Sporsmaal, ...]:
    """Every question, with the answer the profile has."""
    egenskaper = skjema()["properties"]
    ut = list(_faste(data, aar))
    ut += _gruppe(
        {n: s for n, s in egenskaper.items() if n not in _UTEN}, data, "", "Hvordan filen er skrevet", arknavn
    )
    for del_, gruppe in (("konto", "Hvordan konto er bygd opp"), ("periodekolonner", "Måneder i kolonner")):
        if del_ in data:
            ut += _gruppe(egenskaper[del_]["properties"], data[del_], f"{del_}.", gruppe)
    detaljer = egenskaper["kolonner"]["additionalProperties"]["oneOf"][-1]["properties"]
    for felt, verdi in data.get("kolonner", {}).items():
        egne = {} if isinstance(verdi, str) else verdi
        if not {"verdi", "debet"} & set(egne):
            passer = {n: s for n, s in detaljer.items() if n != "kolonne" and _passer(n, felt)}
            ut += _gruppe(
                passer, egne, f"kolonner.{felt}.", f"Finere valg: {FELTNAVN.get(felt, felt).lower()}"
            )
    return tuple(ut)


def _passer(valg: str, felt: str) -> bool:
    """Whether a setting of a column is asked about for the field; all of them can be written in the profile."""
    if felt in {"belop", "tekst"} or valg == "fortegn":
        return (valg, felt) == ("fortegn", "belop")
    return felt in {"aar", "periode", "dato"} if valg == "form" else True


def sett_svar(data: dict[str, Any], svar: Mapping[str, str]) -> None:
    """Puts the answers into the profile; a blank takes the setting away. Raises RodtraadFeil for what is no number."""
    for felt in _FASTE:
        if (fast := svar.get(f"fast.{felt}")) is not None:
            _sett_fast(data, felt, fast.strip())
    for navn, verdi in svar.items():
        form, vei = _finn_skjema(navn)
        if form is None or not _er_enkelt(_verdi_i(data, vei)):
            continue
        _sett(data, vei, _tolk(form, verdi, _TITLER.get(vei[-1], vei[-1])))


def _faste(data: Mapping[str, Any], aar: int | None) -> Iterator[Sporsmaal]:
    """A fixed value for each field that no column says."""
    kolonner = data.get("kolonner", {})
    sagt = {"kontoklasse"} if "konto" in data else set()
    sagt |= {"periode"} if "periodekolonner" in data else set()
    sagt |= {"aar"} if aar is not None else set()
    for felt in _FASTE:
        verdi = kolonner.get(felt)
        if felt in sagt or not (verdi is None or (isinstance(verdi, dict) and "verdi" in verdi)):
            continue
        valg = {
            "slag": {s: _SLAGNAVN.get(s, s) for s in SLAG},
            "kontoklasse": {k: f"{k} {n}" for k, n in KONTOKLASSER.items()},
        }
        yield Sporsmaal(
            f"fast.{felt}", FELTNAVN[felt], str(verdi["verdi"]) if verdi else "", "Det samme for alle linjene i filen.",
            (("", "ikke valgt"), *valg[felt].items()) if felt in valg else (),
            "Fast verdi for hele filen",
        )  # fmt: skip


def _gruppe(
    egenskaper: Mapping[str, Any],
    data: Mapping[str, Any],
    foran: str,
    gruppe: str,
    arknavn: Sequence[str] = (),
) -> Iterator[Sporsmaal]:
    for navn, form in egenskaper.items():
        enkelt, verdi = _enkelt(form), data.get(navn)
        if enkelt is None or not _er_enkelt(verdi) or (foran in _DELER and enkelt.get("type") == "string"):
            # A text in one of the parts is the name of a column, and chosen in the table.
            continue
        valg = _valg(enkelt)
        if navn == "ark":
            if len(arknavn) < 2:  # noqa: PLR2004 - one sheet is no choice
                continue
            valg = (("", _STANDARD), *((str(nr), ark) for nr, ark in enumerate(arknavn, 1)))
        svar = "" if verdi is None else ("ja" if verdi else "nei") if isinstance(verdi, bool) else str(verdi)
        hjelp = form.get("description", "")
        yield Sporsmaal(
            f"{foran or 'f.'}{navn}",
            _TITLER.get(navn, navn.replace("_", " ").capitalize()),
            svar,
            hjelp,
            valg,
            gruppe,
        )


def _valg(form: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    if form.get("type") == "boolean":
        mulige: Sequence[str] = ("ja", "nei")
    elif "const" in form:
        mulige = (str(form["const"]),)
    else:
        # The blank separator is the same as saying nothing.
        mulige = [str(v) for v in form.get("enum", ()) if v != ""]
    return (("", _STANDARD), *((v, _ORD.get(v, v)) for v in mulige)) if mulige else ()


def _enkelt(form: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The form of a setting that is one value, None for lists and objects."""
    if "enum" in form or "const" in form or form.get("type") in {"integer", "string", "boolean"}:
        return form if form.get("const") is not True else None
    return next((e for ett in form.get("oneOf", ()) if (e := _enkelt(ett)) is not None), None)


def _er_enkelt(verdi: object) -> bool:
    return not isinstance(verdi, dict | list)


def _finn_skjema(navn: str) -> tuple[Mapping[str, Any] | None, tuple[str, ...]]:
    """The schema of the setting an answer is about, and the way to it in the profile."""
    deler, egenskaper = navn.split("."), skjema()["properties"]
    vei: tuple[str, ...] = ()
    if len(deler) == 2 and deler[0] == "f" and deler[1] not in _UTEN:  # noqa: PLR2004 - f.<setting>
        vei = (deler[1],)
    elif len(deler) == 2 and deler[0] in {"konto", "periodekolonner"}:  # noqa: PLR2004
        egenskaper, vei = egenskaper[deler[0]]["properties"], (deler[0], deler[1])
    elif len(deler) == 3 and deler[0] == "kolonner" and deler[1] in FELTNAVN:  # noqa: PLR2004
        egenskaper, vei = (
            egenskaper["kolonner"]["additionalProperties"]["oneOf"][-1]["properties"],
            tuple(deler),
        )
    if not vei or vei[-1] not in egenskaper or vei[-1] == "kolonne":
        return None, vei
    return _enkelt(egenskaper[vei[-1]]), vei


def _tolk(form: Mapping[str, Any], verdi: str, tittel: str) -> Any:
    """An answer as the value of the setting; None for a blank."""
    ren = verdi if verdi in {" ", "\t"} else verdi.strip()
    if ren == "":
        return None
    if form.get("type") == "boolean":
        return ren == "ja"
    mulige = {str(v): v for v in (*form.get("enum", ()), *([form["const"]] if "const" in form else []))}
    if mulige:
        return mulige.get(ren)
    if form.get("type") == "integer":
        if not (ren.isascii() and ren.isdigit() and len(ren) < 9):  # noqa: PLR2004
            raise RodtraadFeil(f"{tittel}: «{ren}» er ikke et helt tall.")
        return int(ren)
    return ren


def _verdi_i(data: Mapping[str, Any], vei: Sequence[str]) -> object:
    sted: Any = data
    for ledd in vei:
        sted = sted.get(ledd) if isinstance(sted, dict) else None
    return sted


def _sett(data: dict[str, Any], vei: Sequence[str], verdi: Any) -> None:
    """Sets or takes away a value where its place is; a column with details becomes an object, one without a name."""
    sted: Any = data
    for ledd in vei[:-1]:
        if isinstance(sted.get(ledd), str):
            if verdi is None:
                return
            sted[ledd] = {"kolonne": sted[ledd]}
        if ledd not in sted:
            return
        sted = sted[ledd]
    if verdi is not None:
        sted[vei[-1]] = verdi
    else:
        sted.pop(vei[-1], None)


def _sett_fast(data: dict[str, Any], felt: str, verdi: str) -> None:
    kolonner = data.setdefault("kolonner", {})
    if isinstance(kolonner.get(felt), str) or (
        isinstance(kolonner.get(felt), dict) and "verdi" not in kolonner[felt]
    ):
        return
    if verdi:
        kolonner[felt] = {
            "verdi": int(verdi) if felt == "aar" and verdi.isascii() and verdi.isdigit() else verdi
        }
    else:
        kolonner.pop(felt, None)


@cache
def skjema() -> dict[str, Any]:
    """The schema of a profile."""
    tekst = (files("rodtraad.regnskap") / "profiler" / "skjema.json").read_text("utf-8")
    return dict(json.loads(tekst))
