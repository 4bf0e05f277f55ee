"""Which municipalities and groups the municipality compares itself with."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.tabelleser import Kolonnekrav, les_tabell
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.services import lagre_sammenligningskommuner

KOLONNER = {
    "navn": Kolonnekrav(),
    "slag": Kolonnekrav(tillatt=frozenset({"kommune", "gruppe"})),
    "kommunenummer": Kolonnekrav(
        paakrevd=False, valgfri=True, monster=r"\d{4}", forklaring="fire sifre, for eksempel 3427"
    ),
}


@kilde("sammenligningskommuner")
class Sammenligningsvalg:
    """Reads one file; the choice holds for KOSTRA, fiscal rules and climate alike (KOSTRA-08)."""

    navn = "sammenligningskommuner"
    beskrivelse = "Kommunene og gruppene som tallene sammenlignes med, valgt ett sted"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the file, and a name chosen twice."""
        if profil is not None or aar is not None or len(filer) != 1:
            raise RodtraadFeil("Sammenligningskommuner leses fra én fil, uten --profil og --aar.")
        rader, funn = les_tabell(filer[0], kolonner=KOLONNER)
        feil = Feilliste(filer[0].name)
        antall = Counter(rad["navn"] for rad in rader)
        for rad in rader:
            if rad["navn"] is not None and antall[rad["navn"]] > 1:
                feil.legg_til(
                    "sammenligningskommuner-navn", f"{rad['navn']} er valgt {antall[rad['navn']]} ganger.",
                    rad=rad.nr, kolonne="navn", tiltak="La hver kommune og gruppe stå én gang.",
                )  # fmt: skip
        return Utkast(
            antall=len(rader),
            kontrolltotaler={"Valgt": str(len(rader))},
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: lagre_sammenligningskommuner(rader, innlesing_id=innlesing.id),
            erstatter_nokkel="sammenligningskommuner",
        )
