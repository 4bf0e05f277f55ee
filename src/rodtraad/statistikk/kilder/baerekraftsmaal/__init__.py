"""The targets under the UN's goals; the goals themselves come with the program (PLAN-03)."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.kolonnekrav import Kolonnekrav
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Rad, les_tabell
from rodtraad.statistikk.baerekraft import baerekraftsmaal
from rodtraad.statistikk.datasettkilde import Lest, advar, en_fil, liste, nummererte, utkast
from rodtraad.statistikk.datasettkrav import Datasettkrav, tekst
from rodtraad.statistikk.raadatasett import DELMAAL as DATASETT

FN: Final = "FN, resolusjon 70/1; norsk tekst fra FN-sambandet"
KOLONNER: Final = {
    "delmal": Kolonnekrav(monster=r"[0-9]{1,2}\.([0-9]{1,2}|[a-z])", forklaring="en kode som 1.1 eller 1.a"),
    "nb": tekst(paakrevd=False),
    "en": Kolonnekrav(paakrevd=False, valgfri=True),
}
DELMAAL: Final = Datasettkrav(
    DATASETT,
    "Delmål under FNs bærekraftsmål",
    FN,
    "ikke oppgitt",
    {"delmaal": tekst(), "nb": tekst(paakrevd=False), "en": tekst(paakrevd=False)},
)


@kilde("baerekraftsmaal")
class Delmaalkilde:
    """Reads a list of targets; how many of the 169 it has is said, and which goals it lacks."""

    navn = "baerekraftsmaal"
    beskrivelse = "Delmål under FNs bærekraftsmål, med kode og norsk tekst"
    aarvalg = "brukes_ikke"
    vises_paa = "statistikk:baerekraftsmaal"
    filtyper = (".csv", ".xlsx")

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the file, and what is missing of the whole list."""
        fil = en_fil(self.navn, filer, profil=profil, aar=aar)
        rader, funn = les_tabell(fil, kolonner=KOLONNER)
        lest = Lest(Feilliste(fil.name))
        kodet = [rad for rad in rader if rad["delmal"] is not None]
        _kontroller(kodet, lest.feil)
        lest.datasett = [
            (
                DELMAAL,
                nummererte({"delmaal": rad["delmal"], "nb": rad["nb"], "en": rad["en"]} for rad in kodet),
            )
        ]
        i_alt = sum(m.antall_delmaal for m in baerekraftsmaal())
        lest.kontrolltotaler = {"Delmål": f"{len(kodet)} av {i_alt}", "Mål": f"{len(_per_maal(kodet))} av 17"}
        ferdig = utkast(lest, nokkel=f"statistikk:{DATASETT}")
        return Utkast(
            ferdig.antall,
            ferdig.kontrolltotaler,
            [*funn, *ferdig.funn],
            ferdig.lagre,
            ferdig.erstatter_nokkel,
        )


def _per_maal(rader: Sequence[Rad]) -> Counter[int]:
    return Counter(int(str(rad["delmal"]).partition(".")[0]) for rad in rader)


def _kontroller(rader: Sequence[Rad], feil: Feilliste) -> None:
    forste: dict[str, int] = {}
    for rad in rader:
        kode = str(rad["delmal"])
        if forste.setdefault(kode, rad.nr) != rad.nr:
            feil.legg_til("baerekraft-dobbelt", f"Delmål {kode} står også i rad {forste[kode]}.", rad=rad.nr,
                          kolonne="delmal", tiltak="La hvert delmål stå én gang.")  # fmt: skip
        if not rad["nb"]:
            advar(feil, "baerekraft-tekst", f"Rad {rad.nr}: delmål {kode} har ingen norsk tekst.",
                  "Skriv den norske teksten. Til da vises den engelske.")  # fmt: skip
    antall = {m.nr: m.antall_delmaal for m in baerekraftsmaal()}
    for nr, har in sorted(_per_maal(rader).items()):
        if nr not in antall:
            feil.legg_til("baerekraft-maal", f"Mål {nr} finnes ikke; det er 17 mål.", kolonne="delmal",
                          tiltak="Rett koden. Tallet før punktum er nummeret på målet.")  # fmt: skip
        elif har > antall[nr]:
            advar(feil, "baerekraft-antall", f"Mål {nr} har {har} delmål i filen, men FN har satt {antall[nr]}.",
                  "Se om et delmål står under feil mål.")  # fmt: skip
    mangler = {nr: n - _per_maal(rader)[nr] for nr, n in antall.items() if n > _per_maal(rader)[nr]}
    if rader and mangler:
        feil.merk(
            "baerekraft-ufullstendig",
            f"Filen har {len(rader)} av {sum(antall.values())} delmål. "
            f"Mangler: {liste((f'{n} under mål {nr}' for nr, n in mangler.items()), flest=17)}.",
            tiltak="Siden med bærekraftsmål sier hvilke mål som mangler delmål. Les inn en full liste når du har den.",
        )
