"""PxWebApi v2, with v1 as reserve: metadata first, then the data in as many answers as it takes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote, urlencode

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.statistikk.ssb.adresser import MAKS_CELLER, Adresser
from rodtraad.statistikk.ssb.henter import HenteFeil, Henter, Utilgjengelig
from rodtraad.statistikk.ssb.jsonstat import JsonstatFeil, les_json, les_jsonstat, les_metadata
from rodtraad.statistikk.ssb.kube import Dimensjon, Kategori, Kube
from rodtraad.statistikk.ssb.sammensetting import sett_sammen
from rodtraad.statistikk.ssb.uttrekk import Opplost, Uttrekk, Valg, del_opp, los_opp, tell

_KORT_ADRESSE: Final = 2_000
"""SSB takes addresses of some 2 100 characters; a longer question is sent as a body."""
MAKS_SVAR: Final = 100
_FORSOK: Final = 2


@dataclass(frozen=True, slots=True)
class Svar:
    """One untouched answer, with what was asked, where and when."""

    raa: bytes
    adresse: str
    kropp: Mapping[str, Any] | None
    hentet: datetime
    tjeneste: str


@dataclass(frozen=True, slots=True)
class Hentet:
    """The answers to one Uttrekk, what they say together, and what must be known of them."""

    svar: tuple[Svar, ...]
    kube: Kube | None
    funn: tuple[Funn, ...]


def hent_uttrekk(
    uttrekk: Uttrekk, *, henter: Henter, adresser: Adresser, maks_celler: int = MAKS_CELLER
) -> Hentet:
    """The cells of an Uttrekk; v1 is asked when v2 is away, and it is said. Raises HenteFeil, JsonstatFeil."""
    try:
        return _hent(V2(henter, adresser.v2), uttrekk, maks_celler)
    except Utilgjengelig as borte:
        try:
            hentet = _hent(V1(henter, adresser.v1), uttrekk, maks_celler)
        except RodtraadFeil as ogsaa:
            raise Utilgjengelig(*borte.meldinger[:1], f"Reserven svarte heller ikke: {ogsaa.meldinger[0]}",
                                *borte.meldinger[1:]) from None  # fmt: skip
        melding = f"PxWebApi v2 svarte ikke, så tallene er hentet med v1. {borte.meldinger[0]}"
        return Hentet(
            hentet.svar,
            hentet.kube,
            (Funn("ssb-reserve", Alvor.INFO, melding, f"tabell {uttrekk.tabell}"), *hentet.funn),
        )


def _hent(tjeneste: "V1 | V2", uttrekk: Uttrekk, maks_celler: int) -> Hentet:
    metadata = tjeneste.metadata(uttrekk.tabell)
    opplost = los_opp(uttrekk, metadata, ekstra=tjeneste.kodelister(uttrekk))
    if any(f.er_feil for f in opplost.funn):
        return Hentet((), None, opplost.funn)
    deler = list(del_opp(opplost.valg, maks_celler))
    if len(deler) > MAKS_SVAR:
        raise HenteFeil(
            f"Spørringen mot tabell {uttrekk.tabell} gir {tell(opplost.valg)} celler, som er {len(deler)} svar.",
            "Velg færre koder.",
        )
    svar, kuber = [], []
    for del_ in deler:
        nytt, kube = _hent_del(tjeneste, uttrekk, del_)
        svar.append(nytt)
        kuber.append(kube)
    hel = sett_sammen(kuber)
    return Hentet(tuple(svar), hel, (*opplost.funn, *_utelatt(hel, opplost)))


def _hent_del(tjeneste: "V1 | V2", uttrekk: Uttrekk, valg: Valg) -> tuple[Svar, Kube]:
    """An answer that came in one piece by its length, and still stops in the middle, is asked for once more."""
    for igjen in reversed(range(_FORSOK)):
        svar = tjeneste.data(uttrekk, valg)
        try:
            return svar, les_jsonstat(svar.raa)
        except JsonstatFeil:
            if not igjen:
                raise
    raise AssertionError


def _utelatt(kube: Kube, opplost: Opplost) -> Sequence[Funn]:
    """A category that was asked for and did not come back."""
    funn = []
    for dimensjon, koder in opplost.valg.items():
        kom = {k.kode for d in kube.dimensjoner if d.kode == dimensjon for k in d.kategorier}
        funn += [
            Funn(
                "ssb-kategori", Alvor.ADVARSEL,
                f"SSB svarte uten «{kode}» i «{dimensjon}», som metadata sier finnes. Tallene for den mangler.",
                f"tabell {kube.tabell}", "Hent på nytt. Mangler den fortsatt, meld fra til SSB.",
            )
            for kode in koder if kode not in kom
        ]  # fmt: skip
    return funn


@dataclass(frozen=True, slots=True)
class V2:
    """PxWebApi version 2."""

    henter: Henter
    base: str

    def metadata(self, tabell: str) -> Kube:
        """What the table has: dimensions, codes, labels, notes, without values."""
        return les_metadata(self.henter.hent(f"{self.base}/tables/{quote(tabell)}/metadata?lang=no"))

    def kodelister(self, uttrekk: Uttrekk) -> Mapping[str, Dimensjon]:
        """The codes of the code lists an Uttrekk chooses from."""
        ut = {}
        for dimensjon, navn in uttrekk.kodelister.items():
            rad = les_json(self.henter.hent(f"{self.base}/codeLists/{quote(navn)}?lang=no"))
            verdier = rad.get("values") if isinstance(rad, dict) else None
            if not isinstance(verdier, list):
                raise HenteFeil(f"Kodelisten «{navn}» har ingen verdier.", "Kontroller navnet på kodelisten.")
            koder = tuple(
                Kategori(str(v.get("code")), str(v.get("label", v.get("code"))))
                for v in verdier
                if isinstance(v, dict)
            )
            ut[dimensjon] = Dimensjon(dimensjon, str(rad.get("label", navn)), "", koder)
        return ut

    def data(self, uttrekk: Uttrekk, valg: Valg) -> Svar:
        """The cells of some codes: GET when the question fits in an address, else POST."""
        rot = f"{self.base}/tables/{quote(uttrekk.tabell)}/data"
        fast = [("lang", "no"), ("outputFormat", "json-stat2")]
        valgte = [(f"valueCodes[{kode}]", ",".join(koder)) for kode, koder in valg.items()]
        lister = [(f"codelist[{kode}]", navn) for kode, navn in uttrekk.kodelister.items()]
        adresse = f"{rot}?{urlencode([*fast, *valgte, *lister], safe='[],')}"
        if len(adresse) <= _KORT_ADRESSE:
            return Svar(self.henter.hent(adresse), adresse, None, datetime.now(UTC), "v2")
        kropp = {
            "selection": [
                {"variableCode": kode, "valueCodes": list(koder)}
                | ({"codelist": uttrekk.kodelister[kode]} if kode in uttrekk.kodelister else {})
                for kode, koder in valg.items()
            ]
        }
        adresse = f"{rot}?{urlencode(fast)}"
        return Svar(self.henter.hent(adresse, kropp=kropp), adresse, kropp, datetime.now(UTC), "v2")


@dataclass(frozen=True, slots=True)
class V1:
    """PxWebApi version 1, the reserve."""

    henter: Henter
    base: str

    def metadata(self, tabell: str) -> Kube:
        """The same as v2 gives, from v1's own form."""
        rad = les_json(self.henter.hent(f"{self.base}/{quote(tabell)}"))
        variabler = rad.get("variables") if isinstance(rad, dict) else None
        if not isinstance(variabler, list):
            raise HenteFeil(f"v1 ga ingen metadata for tabell {tabell}.", "Prøv igjen senere.")
        dimensjoner = tuple(_variabel(v) for v in variabler if isinstance(v, dict))
        return Kube(tabell, str(rad.get("title", "")), "", None, dimensjoner, (), ())

    def kodelister(self, uttrekk: Uttrekk) -> Mapping[str, Dimensjon]:
        """v1 has none. Raises HenteFeil when one is asked for."""
        if uttrekk.kodelister:
            raise HenteFeil("Reserven (v1) kan ikke bruke kodelister.", "Vent til PxWebApi v2 svarer.")
        return {}

    def data(self, uttrekk: Uttrekk, valg: Valg) -> Svar:
        """The cells of some codes."""
        kropp = {
            "query": [
                {"code": kode, "selection": {"filter": "item", "values": list(koder)}}
                for kode, koder in valg.items()
            ],
            "response": {"format": "json-stat2"},
        }
        adresse = f"{self.base}/{quote(uttrekk.tabell)}"
        return Svar(self.henter.hent(adresse, kropp=kropp), adresse, kropp, datetime.now(UTC), "v1")


def _variabel(rad: Mapping[str, Any]) -> Dimensjon:
    koder, navn = rad.get("values"), rad.get("valueTexts")
    if not isinstance(koder, list) or not isinstance(navn, list) or len(koder) != len(navn):
        raise HenteFeil("v1 ga metadata uten koder.", "Prøv igjen senere.")
    return Dimensjon(
        str(rad.get("code", "")),
        str(rad.get("text", "")),
        "time" if rad.get("time") is True else "",
        tuple(Kategori(str(k), str(n)) for k, n in zip(koder, navn, strict=True)),
        kan_utelates=rad.get("elimination") is True,
    )


def som_json(kropp: Mapping[str, Any] | None) -> str:
    """A request body as it was sent, for the log and the page."""
    return "" if kropp is None else json.dumps(kropp, ensure_ascii=False)
