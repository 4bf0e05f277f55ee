"""Inntektssystem: the cost indices that say how dear the municipality is to run beside the country."""

from collections.abc import Sequence

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.datasettabell import Datasettoppsett, vis_poster
from rodtraad.oppstilling.grunnlag import Post
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabeller.register import tabell

ID, TITTEL = "delkostnadsindekser", "Delkostnadsindekser"
HJEMMEL = "Kommuneloven § 14-1; inntektssystemet, utgiftsutjevningen i Grønt hefte"


@tabell(ID, TITTEL, HJEMMEL, fra_hovedbok=False)
def delkostnadsindekser(k: Kontekst) -> Bygget:
    """Index per sector, municipality and year with the sector's weight; 1 is the country, above 1 is dearer to run."""
    poster = k.grunnlag.datasett.get(ID, ())
    aar = sorted({post["aar"] for post in poster if isinstance(post["aar"], int)})
    kolonner = (
        kol.tekst("sektor", "Sektor", radtittel=True),
        kol.tekst("kommune", "Kommune"),
        kol.oppgitt("aar", "År", "aar"),
        kol.oppgitt("indeks", "Indeks", desimaler=4),
        kol.oppgitt("vekt", "Vekt", desimaler=3),
        kol.tekst("opphav", "Opphav"),
    )
    spenn = "" if not aar else f" {aar[0]}" if len(aar) == 1 else f" {aar[0]}–{aar[-1]}"
    oppsett = Datasettoppsett(kolonner, enhet="indeks, landet er 1", gruppe="sektor")
    return vis_poster(k, ID, f"{TITTEL}{spenn}", oppsett, _ordnet(poster))


def _ordnet(poster: Sequence[Post]) -> list[Post]:
    """By year, then as the file has them."""
    return sorted(poster, key=lambda post: int(str(post["aar"])))
