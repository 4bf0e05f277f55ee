"""What a reader must know of a dataset: owner, licence, years (KLIMA-02), import, constructed or not."""

from dataclasses import dataclass

from rodtraad.statistikk.models import Datasett


@dataclass(frozen=True, slots=True)
class Datasettopplysning:
    """Whose figures they are, under which licence, for which years, and from which import."""

    navn: str
    tittel: str
    kilde: str
    lisens: str
    dataaar_fra: int | None
    dataaar_til: int | None
    innlesing: str
    konstruert: bool
    publisert: str = ""
    """The day of KOSTRA figures: whether they are revised follows from it (HJUL-07)."""
    merknader: tuple[str, ...] = ()
    """What its owner says must be shown wherever the figures are."""


def opplysning_om(rad: Datasett) -> Datasettopplysning:
    """A dataset that counts, its import fetched with it."""
    return Datasettopplysning(
        navn=rad.navn,
        tittel=rad.tittel,
        kilde=rad.kilde,
        lisens=rad.lisens,
        dataaar_fra=rad.dataaar_fra,
        dataaar_til=rad.dataaar_til,
        innlesing=rad.innlesing_id,
        konstruert=rad.innlesing.konstruert,
        publisert=rad.publisert.isoformat() if rad.publisert else "",
        merknader=tuple(rad.merknader),
    )
