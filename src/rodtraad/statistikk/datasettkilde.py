"""What every source that makes its own records has in common: one file in, datasets out, controls as warnings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Rad
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor
from rodtraad.statistikk.datasettkrav import Datasettkrav
from rodtraad.statistikk.raadatasett import PER_KOMMUNE, ordnet_per_kommune
from rodtraad.statistikk.services import lagre_datasett

KONTROLLER_HOS_KILDEN = "Kontroller tallet hos kilden. Det vises som det er gitt."


@dataclass(slots=True)
class Lest:
    """What one file gave: datasets with their records, what is wrong, and totals to hold against the owner's."""

    feil: Feilliste
    datasett: list[tuple[Datasettkrav, Sequence[Rad]]] = field(default_factory=list)
    kontrolltotaler: dict[str, int | str] = field(default_factory=dict)


def en_fil(kilde: str, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Path:
    """The one file. Raises RodtraadFeil when there are several, or a profile or a year is given."""
    if profil is not None or aar is not None or len(filer) != 1:
        raise RodtraadFeil(
            f"Kilden «{kilde}» leses fra én fil om gangen, uten --profil og --aar.",
            "Les flere filer med én kommando for hver.",
        )
    return filer[0]


def utkast(lest: Lest, *, nokkel: str) -> Utkast:
    """The draft of an import: a file without a record is refused, and the datasets are stored together."""
    antall = sum(len(rader) for _, rader in lest.datasett)
    if not antall and not lest.feil:
        lest.feil.legg_til(
            "innlesing-tom",
            "Filen har ingen tall som kan brukes.",
            tiltak="Se at det er riktig fil og riktig kilde.",
        )

    def lagre(innlesing: Innlesing) -> None:
        for krav, rader in lest.datasett:
            if rader:
                _lagre(krav, rader, innlesing.id)

    return Utkast(
        antall=antall,
        kontrolltotaler=lest.kontrolltotaler,
        funn=lest.feil.funn(),
        lagre=lagre,
        erstatter_nokkel=nokkel,
    )


def _lagre(krav: Datasettkrav, rader: Sequence[Rad], innlesing_id: str) -> None:
    if krav.navn not in PER_KOMMUNE:
        lagre_datasett(krav, rader, innlesing_id=innlesing_id)
        return
    ordnet, katalogkrav, katalog = ordnet_per_kommune(krav, rader)
    lagre_datasett(krav, ordnet, innlesing_id=innlesing_id)
    lagre_datasett(katalogkrav, katalog, innlesing_id=innlesing_id)


def advar(feil: Feilliste, kontroll: str, melding: str, tiltak: str = KONTROLLER_HOS_KILDEN) -> None:
    """Something that does not hold, and does not stop the import."""
    feil.merk(kontroll, melding, alvor=Alvor.ADVARSEL, tiltak=tiltak)


def nummererte(poster: Iterable[Mapping[str, object]]) -> list[Rad]:
    """Records made from many rows of a file, numbered as they come."""
    return [Rad(dict(post), nr) for nr, post in enumerate(poster, start=1)]  # type: ignore[arg-type]


def aarsspenn(aar: Iterable[int]) -> str:
    """The first and last of some years in words."""
    alle = sorted(set(aar))
    if not alle:
        return "ikke oppgitt"
    return str(alle[0]) if alle[0] == alle[-1] else f"{alle[0]}–{alle[-1]}"


def liste(ord_: Iterable[object], flest: int = 8) -> str:
    """Some words in a row; of many, the first and how many more."""
    alle = [str(o) for o in ord_]
    flere = f" og {len(alle) - flest} til" if len(alle) > flest else ""
    return ", ".join(alle[:flest]) + flere
