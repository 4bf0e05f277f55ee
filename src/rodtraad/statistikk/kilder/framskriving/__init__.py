"""Projections of the population by age group, municipality and alternative (SSB 14288 and 14746, DEMO-03)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.datasettkilde import Lest, aarsspenn, advar, en_fil, liste, nummererte, utkast
from rodtraad.statistikk.datasettkrav import AAR, CC_BY, SSB, Datasettkrav, heltall, tekst
from rodtraad.statistikk.framskrivinger import HOVEDALTERNATIV, utgangspunkter
from rodtraad.statistikk.kilder.framskriving.leser import csv_rader, hull, svar_rader
from rodtraad.statistikk.queries import folketall_1_januar, kommunevalg
from rodtraad.statistikk.raadatasett import FRAMSKRIVING_ALLE

FRAMSKRIVING: Final = Datasettkrav(
    FRAMSKRIVING_ALLE,
    "Framskrevet folketall etter kommune, alternativ, år og aldersgruppe",
    SSB,
    CC_BY,
    {
        "kommunenummer": tekst(paakrevd=False),
        "kommune": tekst(),
        "alternativ": tekst(),
        "aar": AAR,
        "aldersgruppe": tekst(),
        "personer": heltall(),
        "tabell": tekst(paakrevd=False),
    },
)


@kilde("framskriving")
class Framskriving:
    """Reads every municipality and alternative; the last projection read is the one shown."""

    navn = "framskriving"
    beskrivelse = "SSBs framskriving av folketallet (14288, 14746): kommuner, alternativer, aldersgrupper"
    aarvalg = "brukes_ikke"
    vises_paa = "statistikk:befolkning"
    filtyper = (".csv", ".xlsx", ".json")

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the file, and whether the projection begins where the official count is."""
        fil = en_fil(self.navn, filer, profil=profil, aar=aar)
        lest = Lest(Feilliste(fil.name))
        if fil.suffix.lower() == ".json":
            try:
                poster = svar_rader(fil, lest.feil)
            except RodtraadFeil as avvist:
                lest.feil.legg_til(
                    "framskriving-svar", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:])
                )
                return utkast(lest, nokkel="")
            return self._ferdig(lest, poster)
        poster, funn = csv_rader(fil, lest.feil)
        if any(f.er_feil for f in funn):
            return replace(utkast(lest, nokkel=""), antall=len(poster), funn=[*funn, *lest.feil.funn()])
        return self._ferdig(lest, poster)

    def _ferdig(self, lest: Lest, poster: Sequence[Mapping[str, object]]) -> Utkast:
        lest.datasett = [(FRAMSKRIVING, nummererte(poster))]
        lest.kontrolltotaler = _totaler(poster)
        if poster and not lest.feil:
            _kontroller(lest.feil, poster)
        return utkast(lest, nokkel=f"statistikk:{FRAMSKRIVING_ALLE}")


def _kontroller(feil: Feilliste, poster: Sequence[Mapping[str, object]]) -> None:
    """Whole series, a main alternative, one's own municipality, and a beginning that ties to the count."""
    valg = kommunevalg()
    if mangler := hull(poster):
        advar(feil, "framskriving-hull", f"Ikke alle år og aldersgrupper er med: {liste(mangler)}.",
              "Hent filen på nytt med alle år og alle aldersgrupper.")  # fmt: skip
    if HOVEDALTERNATIV not in {p["alternativ"] for p in poster}:
        advar(feil, "framskriving-alternativ", f"Filen har ikke «{HOVEDALTERNATIV}», som rapporten viser.",
              "Hent filen på nytt med alle alternativene.")  # fmt: skip
    if valg.egen[1] and not any(
        valg.navn_for(p["kommunenummer"], p["kommune"]) == valg.egen[1] for p in poster
    ):
        advar(feil, "framskriving-egen", f"Filen har ingen framskriving for {valg.egen[1]}.",
              "Hent filen med kommunen installasjonen gjelder.")  # fmt: skip
    _utgangspunkt(feil, poster)


def _utgangspunkt(feil: Feilliste, poster: Sequence[Mapping[str, object]]) -> None:
    folketall = folketall_1_januar(None)
    if not folketall:
        feil.merk(
            "framskriving-utgangspunkt",
            "Folketallet 1. januar (07459) er ikke lest inn, så utgangspunktet er ikke kontrollert.",
            tiltak="Les inn folketallet med kilden «befolkning». Kontrollen vises på siden om befolkning.",
        )
        return
    for punkt in utgangspunkter(poster, folketall):
        if punkt.forskjell:
            advar(
                feil, "framskriving-utgangspunkt",
                f"{punkt.kommune}: framskrivingen begynner {punkt.aar} med {punkt.framskrevet} innbyggere, "
                f"men folketallet 1. januar {punkt.aar} er {punkt.talt} (forskjell {punkt.forskjell}).",
                "Se om framskrivingen og folketallet bruker samme kommuneinndeling.",
            )  # fmt: skip


def _totaler(poster: Sequence[Mapping[str, object]]) -> dict[str, int | str]:
    aarene = [aar for p in poster if isinstance(aar := p["aar"], int)]
    forst = min(aarene, default=0)
    i_forste = [p for p in poster if p["aar"] == forst and p["alternativ"] == HOVEDALTERNATIV]
    personer = sum(n for p in i_forste if isinstance(n := p["personer"], int))
    return {
        "Tabell hos SSB": liste(sorted({str(p["tabell"]) for p in poster if p["tabell"]})) or "ikke oppgitt",
        "Kommuner og områder": str(len({p["kommune"] for p in poster})),
        "Alternativer": liste(dict.fromkeys(str(p["alternativ"]) for p in poster)) or "ingen",
        "År": aarsspenn(aarene),
        f"Personer i {forst}, hovedalternativet, alle områder": str(personer),
    }
