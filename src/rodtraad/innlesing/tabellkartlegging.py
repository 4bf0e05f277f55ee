"""A small table explained from a sample: each column the source asks for is one of the file's, or a fixed value."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

import yaml

from rodtraad.innlesing.kilde import Faktautsnitt, Kartkolonne, Kartlegging, Sporsmaal
from rodtraad.innlesing.kolonnekrav import Kolonnekrav
from rodtraad.innlesing.tabelleser import arknavn, raa_rader
from rodtraad.innlesing.tabellprofil import les_med_profil, tabellprofil_fra_tekst
from rodtraad.innlesing.yamltekst import les_yaml
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.fold import fold

_UTSNITT = 60
_VIST = 12
_INGEN_TABELL = frozenset({".json", ".jsonld", ".xml"})
"""Forms some sources read beside tables; they have no columns to explain."""
_BOK = frozenset({".xlsx", ".xlsm", ".ods", ".xls", ".xlsb"})


class Tabellkartleggbar:
    """A source of one small table whose columns a person can explain; mixed into it. `kolonner` is what it asks for."""

    kolonner: ClassVar[Mapping[str, Kolonnekrav]]

    def kartlegg(
        self, fil: Path, *, profil: str = "", svar: Mapping[str, str] | None = None, aar: int | None = None
    ) -> Kartlegging:  # fmt: skip
        """The file laid out by the profile, with the answers put into it. Raises RodtraadFeil."""
        del aar  # the columns of a register do not depend on the year
        if fil.suffix.lower() in _INGEN_TABELL:
            return Kartlegging((), (), (), (), "", trengs=False)
        data: dict[str, Any] = self._les(profil) if profil else {}
        _sett_oppsett(data, svar or {})
        overskrift, rader = _tabell(fil, data)
        kart: dict[str, Any] = dict(data.get("kolonner", {})) if profil else self._foreslaa(overskrift)
        if svar is not None:
            kart = self._med_svar(kart, overskrift, svar)
        data["kolonner"] = kart
        mangler = tuple(
            f"{navn}: velg en kolonne, eller skriv en fast verdi ({krav.ventet()})."
            for navn, krav in self.kolonner.items()
            if navn not in kart and not krav.valgfri
        )
        return Kartlegging(
            kolonner=tuple(
                Kartkolonne(f"k.{nr}", navn, _betyr(kart, navn)) for nr, navn in enumerate(overskrift)
            ),
            rader=rader,
            betydninger=(("Kolonner i registeret", tuple((n, n) for n in self.kolonner)),),
            sporsmaal=self._sporsmaal(fil, data, kart),
            profil=yaml.safe_dump(data, allow_unicode=True, sort_keys=False),
            mangler=mangler,
            trengs=bool(profil) or not set(self._paakrevde()) <= set(overskrift),
        )

    def smak(self, fil: Path, *, profil: str, aar: int | None) -> Faktautsnitt:  # noqa: ARG002 - as the protocol
        """The first rows in the columns of the source, and what is wrong with their cells. Raises RodtraadFeil."""
        rader, funn = les_med_profil(
            fil, tabellprofil_fra_tekst(profil, "svarene", self.kolonner), kolonner=self.kolonner
        )
        brukt = [n for n in self.kolonner if any(rad[n] is not None for rad in rader)]
        return Faktautsnitt(
            kolonner=tuple(brukt),
            rader=tuple(tuple("" if rad[n] is None else str(rad[n]) for n in brukt) for rad in rader[:_VIST]),
            funn=tuple(funn),
        )

    def _les(self, profil: str) -> dict[str, Any]:
        """The profile as it was written, checked when it says something of columns."""
        data = les_yaml(profil, "Profilen")
        tabellprofil_fra_tekst(profil, "profilen", self.kolonner)
        return dict(data)

    def _paakrevde(self) -> list[str]:
        return [navn for navn, krav in self.kolonner.items() if not krav.valgfri]

    def _foreslaa(self, overskrift: tuple[str, ...]) -> dict[str, Any]:
        """A column with the same name but for case, spaces and letters like å."""
        navn = {_enkel(k): k for k in reversed(overskrift)}
        return {felt: navn[_enkel(felt)] for felt in self.kolonner if _enkel(felt) in navn}

    def _med_svar(
        self, kart: Mapping[str, Any], overskrift: tuple[str, ...], svar: Mapping[str, str]
    ) -> dict[str, Any]:
        valgt = {svar.get(f"k.{nr}", ""): navn for nr, navn in enumerate(overskrift)}
        nytt: dict[str, Any] = {}
        for felt in self.kolonner:
            gammelt, kolonne, fast = kart.get(felt), valgt.get(felt), svar.get(f"fast.{felt}", "").strip()
            if kolonne is not None:
                # What was said of a part of the cell, or of other words for it, stays with the column.
                er_samme = isinstance(gammelt, dict) and gammelt.get("kolonne") == kolonne
                nytt[felt] = gammelt if er_samme else kolonne
            elif fast:
                nytt[felt] = {"verdi": fast}
        return nytt

    def _sporsmaal(
        self, fil: Path, data: Mapping[str, Any], kart: Mapping[str, Any]
    ) -> tuple[Sporsmaal, ...]:
        faste = [
            Sporsmaal(f"fast.{felt}", felt, str(kart[felt]["verdi"]) if felt in kart else "", f"Skriv {krav.ventet()}.",
                      gruppe="Fast verdi for alle radene")
            for felt, krav in self.kolonner.items()
            if felt not in kart or (isinstance(kart[felt], dict) and "verdi" in kart[felt])
        ]  # fmt: skip
        oppsett = [
            Sporsmaal("f.desimaltegn", "Desimaltegn", str(data.get("desimaltegn", "")), "",
                      (("", "punktum"), (",", "komma")), "Hvordan filen er skrevet"),
            Sporsmaal("f.hopp_over", "Linjer over overskriften", str(data.get("hopp_over", "")), "", (),
                      "Hvordan filen er skrevet"),
        ]  # fmt: skip
        ark = arknavn(fil) if fil.suffix.lower() in _BOK else ()
        if len(ark) > 1:
            valg = tuple((str(nr), navn) for nr, navn in enumerate(ark, 1))
            oppsett.append(
                Sporsmaal("f.ark", "Ark", str(data.get("ark", 1)), "", valg, "Hvordan filen er skrevet")
            )
        return (*faste, *oppsett)


def _tabell(
    fil: Path, data: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[tuple[int, tuple[str, ...]], ...]]:
    """The heading and the first rows. Raises RodtraadFeil when there is no row to learn from."""
    hopp = int(data.get("hopp_over", 0))
    lest = raa_rader(fil, ark=int(data.get("ark", 1)), overskrift=hopp + 1)
    rader = [(nr, [c.strip() for c in celler]) for nr, celler in islice(lest, hopp + _UTSNITT) if nr > hopp]
    if len(rader) < 2:  # noqa: PLR2004 - a heading and a row
        raise RodtraadFeil(f"«{fil.name}» har ingen rader under overskriften.", "Velg en fil med innhold.")
    overskrift = tuple(rader[0][1])
    bredde = len(overskrift)
    return overskrift, tuple((nr, tuple((c + [""] * bredde)[:bredde])) for nr, c in rader[1:] if any(c))


def _sett_oppsett(data: dict[str, Any], svar: Mapping[str, str]) -> None:
    """The answers about the file as a whole. Raises RodtraadFeil for what is no number."""
    for navn, tittel in (("hopp_over", "Linjer over overskriften"), ("ark", "Ark")):
        verdi = svar.get(f"f.{navn}", "").strip()
        if f"f.{navn}" not in svar:
            continue
        if verdi and not (verdi.isascii() and verdi.isdigit() and int(verdi) <= 100):  # noqa: PLR2004 - as in the schema
            raise RodtraadFeil(f"{tittel}: «{verdi}» er ikke et helt tall fra 0 til 100.")
        if verdi and int(verdi):
            data[navn] = int(verdi)
        else:
            data.pop(navn, None)
    if "f.desimaltegn" in svar:
        data["desimaltegn"] = "," if svar["f.desimaltegn"] == "," else "."


def _betyr(kart: Mapping[str, Any], kolonne: str) -> str:
    for felt, opphav in kart.items():
        if kolonne in {opphav, opphav.get("kolonne") if isinstance(opphav, dict) else None}:
            return felt
    return ""


def _enkel(navn: str) -> str:
    return "".join(t for t in fold(navn.casefold()) if t.isalnum())
