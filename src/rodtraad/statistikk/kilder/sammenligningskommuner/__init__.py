"""Which municipalities and groups the municipality compares itself with."""

from collections import Counter
from collections.abc import Sequence

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.registerkilde import Registerkilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.statistikk.services import lagre_sammenligningskommuner

KOLONNER = {
    "navn": Kolonnekrav(),
    "slag": Kolonnekrav(tillatt=frozenset({"kommune", "gruppe"})),
    "kommunenummer": Kolonnekrav(
        paakrevd=False, valgfri=True, monster=r"\d{4}", forklaring="fire sifre, for eksempel 3427"
    ),
}


@kilde("sammenligningskommuner")
class Sammenligningsvalg(Registerkilde):
    """Reads one file; the choice holds for KOSTRA, fiscal rules and climate alike (KOSTRA-08)."""

    navn = "sammenligningskommuner"
    beskrivelse = "Kommunene og gruppene som tallene sammenlignes med, valgt ett sted"
    kolonner = KOLONNER
    enhet = "Valgt"

    def sjekk_rader(self, rader: Sequence[Rad], feil: Feilliste) -> None:
        """A name chosen twice."""
        antall = Counter(rad["navn"] for rad in rader)
        for rad in rader:
            if rad["navn"] is not None and antall[rad["navn"]] > 1:
                feil.legg_til(
                    "sammenligningskommuner-navn", f"{rad['navn']} er valgt {antall[rad['navn']]} ganger.",
                    rad=rad.nr, kolonne="navn", tiltak="La hver kommune og gruppe stå én gang.",
                )  # fmt: skip

    def lagre(self, rader: Sequence[Rad], innlesing: Innlesing, *, aar: int) -> None:  # noqa: ARG002 - of the base
        """Stores the choice."""
        lagre_sammenligningskommuner(rader, innlesing_id=innlesing.id)
