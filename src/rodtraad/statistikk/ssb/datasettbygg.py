"""Our own datasets made of SSB's answers: key figures, functions per area, per inhabitant (KOSTRA-01, 03, 04)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from rodtraad.innlesing.tabelleser import Rad
from rodtraad.kjerne.avrunding import rund_desimal
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.statistikk.datasettkrav import (
    AAR,
    CC_BY,
    ER_SUM,
    KOSTRA,
    PUBLISERT,
    Datasettkrav,
    heltall,
    tall,
    tekst,
)
from rodtraad.statistikk.ssb.kube import Celle, Dimensjon, Kube
from rodtraad.statistikk.ssb.regioner import Regioner

UTEN_TALL: Final = "uten_tall"
_REGION: Final = ("KOKkommuneregion0000", "Region")
_TALL, _TEKST, _OM = tall(paakrevd=False), tekst(), tekst(paakrevd=False)
_HODE = {"indikator": _TEKST, "enhet": _TEKST, "kommune": _TEKST, "aar": AAR, "verdi": _TALL, UTEN_TALL: _OM}
_KOLONNER: Final = {
    "kostra_hovedtall": {"rad": heltall(), "seksjon": _TEKST, **_HODE},
    "handlingsregler_historikk": _HODE,
    "kostra_funksjonsomraader": {
        "omrade": _TEKST, "funksjon_kode": _OM, "funksjon": _TEKST, "kommune": _TEKST, "aar": AAR,
        "kr_per_innbygger": _TALL, "er_sum": ER_SUM, "belop": _TALL, "innbyggere": _TALL, UTEN_TALL: _OM,
    },
}  # fmt: skip
_TITLER: Final = {
    "kostra_hovedtall": "KOSTRA hovedtall",
    "handlingsregler_historikk": "Status for handlingsreglene",
    "kostra_funksjonsomraader": "Netto driftsutgifter per innbygger etter funksjon",
}


@dataclass(slots=True)
class Datasettbygger:
    """Makes the records a query's `datasett` describes, and says each gap."""

    oppskrift: Mapping[str, Any]
    kuber: Mapping[str, Kube]
    regioner: Regioner
    funn: list[Funn] = field(default_factory=list)
    brukt: set[str] = field(default_factory=set)

    def krav(self) -> Datasettkrav:
        """The dataset: its columns are those of the CSV source, and why a figure is missing."""
        navn = str(self.oppskrift["navn"])
        tittel = str(self.oppskrift.get("tittel", _TITLER[navn]))
        return Datasettkrav(navn, tittel, KOSTRA, CC_BY, _KOLONNER[navn])

    def rader(self) -> list[Rad]:
        """The records, each with the day SSB published the oldest of the tables behind them."""
        omraader = self.oppskrift["navn"] == "kostra_funksjonsomraader"
        poster = list(self._omraader() if omraader else self._nokkeltall())
        dager = [d for t in self.brukt if (d := self.kuber[t].oppdatert)]
        dag = {PUBLISERT: min(dager)} if dager else {}
        return [Rad({**post, **dag}, nr) for nr, post in enumerate(poster, start=1)]

    def _nokkeltall(self) -> Iterator[dict[str, Any]]:
        for nr, rad in enumerate(self.oppskrift["rader"], start=1):
            felles = {"rad": nr, "seksjon": rad.get("seksjon", "KOSTRA"), "indikator": rad["indikator"]}
            for region, aar, lest in self._serie(rad, rad["indikator"]):
                enhet = rad.get("enhet") or lest.enhet or "tall"
                yield {
                    **felles,
                    "enhet": enhet,
                    "kommune": region,
                    "aar": aar,
                    "verdi": lest.verdi,
                    UTEN_TALL: lest.grunn,
                }

    def _omraader(self) -> Iterator[dict[str, Any]]:
        regel = self.oppskrift["verdi"]
        dimensjon = "KOKfunksjon0000"
        for omraade in self.oppskrift["omraader"]:
            deler = [(kode, 0) for kode in omraade["funksjoner"]]
            for kode, er_sum in ([(omraade["sum"], 1)] if "sum" in omraade else []) + deler:
                valgt = {**regel, "velg": {**regel["velg"], dimensjon: kode}}
                navn = "Sum" if er_sum else self._navn(regel["tabell"], dimensjon, kode)
                for region, aar, lest in self._serie(valgt, f"{omraade['omrade']}, {navn} ({kode})"):
                    yield {
                        "omrade": omraade["omrade"], "funksjon_kode": None if er_sum else kode, "funksjon": navn,
                        "kommune": region, "aar": aar, "kr_per_innbygger": lest.verdi, "er_sum": bool(er_sum),
                        "belop": lest.belop, "innbyggere": lest.innbyggere, UTEN_TALL: lest.grunn,
                    }  # fmt: skip

    def _navn(self, tabell: str, dimensjon: str, kode: str) -> str:
        try:
            return self.kuber[tabell].dimensjon(dimensjon).navn_for(kode)
        except KeyError:
            return kode

    def _serie(self, regel: Mapping[str, Any], hva: str) -> Iterator[tuple[str, int, "_Lest"]]:
        """(our name of the region, year, value): one's own years, then those of the others."""
        kube = self.kuber[regel["tabell"]]
        self.brukt.add(kube.tabell)
        region = next((kube.dimensjon(d.kode) for d in kube.dimensjoner if d.kode in _REGION), None)
        tid = kube.med_rolle("time")
        if region is None or tid is None:
            self._mangler(kube, f"{hva}: tabellen har ikke både region og tid.")
            return
        finnes = {k.kode for k in region.kategorier}
        antall = regel.get("aar", {})
        for kode, navn in self.regioner.navn.items():
            if kode not in finnes:
                self._mangler(
                    kube, f"{hva}: «{navn}» ({kode}) er ikke med i svaret, så raden mangler i tabellen."
                )
                continue
            aarene = [k.kode for k in tid.kategorier][
                -antall.get("egen" if kode == self.regioner.egen else "andre", 1) :
            ]
            for aar in (a for a in aarene if a.isascii() and a.isdigit()):
                lest = self._les(kube, regel, {region.kode: kode, tid.kode: aar}, hva)
                if lest is not None:
                    yield navn, int(aar), lest

    def _les(self, kube: Kube, regel: Mapping[str, Any], sted: Mapping[str, str], hva: str) -> "_Lest | None":
        celle = self._celle(kube, {**regel["velg"], **sted}, hva)
        if celle is None:
            return None
        enhet = _enhet(kube, celle)
        if celle.verdi is None:
            return _Lest(None, _grunn(kube, celle), enhet)
        verdi = celle.verdi * regel.get("ganger", 1)
        if "per" not in regel:
            return _Lest(_rund(verdi, regel), None, enhet)
        folk = self._innbyggere(regel["per"], kube, sted, hva)
        if folk is None:
            return _Lest(None, "Innbyggertallet mangler", enhet, belop=verdi)
        return _Lest(_rund(verdi / folk, {"desimaler": 0, **regel}), None, "kr per innbygger", verdi, folk)

    def _innbyggere(
        self, per: Mapping[str, Any], kube: Kube, sted: Mapping[str, str], hva: str
    ) -> Decimal | None:
        """Inhabitants at the end of the year are those of 1 January of the next (`aar_etter: 1`)."""
        folk = self.kuber[per["tabell"]]
        self.brukt.add(folk.tabell)
        tid, region = folk.med_rolle("time"), next((d for d in folk.dimensjoner if d.kode in _REGION), None)
        her_tid = kube.med_rolle("time")
        if tid is None or region is None or her_tid is None:
            return None
        aar = str(int(sted[her_tid.kode]) + per.get("aar_etter", 0))
        kode = next(v for k, v in sted.items() if k in _REGION)
        celle = self._celle(folk, {**per["velg"], tid.kode: aar, region.kode: kode}, f"{hva}, innbyggere")
        return celle.verdi if celle is not None and celle.verdi else None

    def _celle(self, kube: Kube, koder: Mapping[str, str], hva: str) -> Celle | None:
        try:
            return kube.celle(**koder)
        except KeyError as feil:
            self._mangler(kube, f"{hva}: svaret har ikke {feil.args[0]}, så raden mangler i tabellen.")
            return None

    def _mangler(self, kube: Kube, melding: str) -> None:
        funn = Funn(
            "ssb-datasett", Alvor.ADVARSEL, melding, f"tabell {kube.tabell}",
            "Rett spørringen, eller ta ut raden hvis SSB ikke har tallet.",
        )  # fmt: skip
        if funn not in self.funn:
            self.funn.append(funn)


@dataclass(frozen=True, slots=True)
class _Lest:
    verdi: Decimal | None
    grunn: str | None
    enhet: str
    belop: Decimal | None = None
    innbyggere: Decimal | None = None


def _rund(verdi: Decimal, regel: Mapping[str, Any]) -> Decimal:
    return rund_desimal(verdi, regel["desimaler"]) if "desimaler" in regel else verdi


def _grunn(kube: Kube, celle: Celle) -> str:
    """Why there is no figure, with SSB's own sign."""
    return f"{celle.status} {kube.forklaring(celle.status)}" if celle.status else "SSB har ikke gitt noe tall"


def _enhet(kube: Kube, celle: Celle) -> str:
    maal: Dimensjon | None = kube.med_rolle("metric")
    if maal is None:
        return ""
    kode = celle.koder[[d.kode for d in kube.dimensjoner].index(maal.kode)]
    enhet = next(k.enhet for k in maal.kategorier if k.kode == kode)
    navn = maal.navn_for(kode).casefold()
    return "kr per innbygger" if enhet == "kr" and "per innbygger" in navn else enhet
