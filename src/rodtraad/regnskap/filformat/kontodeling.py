"""A konto taken apart: kontoklasse + art in drift and investering, kontoklasse + kapittel + sektor in the balance."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

# One digit, then groups with spaces or points («1 0010», «2.10.320»), or the digits in one piece.
_DELT = re.compile(r"\s*(\d(?:[ .\u00a0]\d+)+)(?=\D|$)")
_HEL = re.compile(r"\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Kontodel:
    """The codes of one konto; `feil` says why it has none."""

    kontoklasse: str = ""
    art: str = ""
    kapittel: str = ""
    sektor: str = ""
    feil: str = ""


@dataclass(frozen=True, slots=True)
class Kontounntak:
    """Kontoer read with codes of their own: `konto` is exact, or a beginning followed by *. Empty fields as usual."""

    konto: str
    fra_aar: int | None = None
    til_aar: int | None = None
    kontoklasse: str = ""
    art: str = ""
    kapittel: str = ""
    sektor: str = ""
    begrunnelse: str = ""

    def gjelder(self, konto: str, aar: int | None) -> bool:
        """Whether this is a konto and a year the exception is for."""
        treff = konto.startswith(self.konto[:-1]) if self.konto.endswith("*") else konto == self.konto
        if not treff or (aar is None and (self.fra_aar or self.til_aar)):
            return False
        return aar is None or (self.fra_aar or 0) <= aar <= (self.til_aar or 9999)


@dataclass(frozen=True, slots=True)
class Kontoregel:
    """How the kontoer of a file are built: where the art begins, by length, and the exceptions."""

    kolonne: str
    art_fra: int = 2
    lengder: Mapping[str, int] = field(default_factory=dict)
    andre_klasser: str = "avvis"
    unntak: tuple[Kontounntak, ...] = ()


def kontosiffer(celle: str) -> str:
    """Konto: the digits a cell begins with, without the name after them; empty when it begins otherwise."""
    treff = _DELT.match(celle) or _HEL.match(celle)
    return re.sub(r"\D", "", treff[1]) if treff else ""


def del_konto(
    celle: str,
    regel: Kontoregel,
    *,
    kapitler: Collection[str],
    sektorer: Collection[str],
    aar: int | None = None,
) -> Kontodel:
    """Konto: its kontoklasse, and art or kapittel and sektor; `kapitler` and `sektorer` are the codes that exist.

    The longest kapittel that fits is taken (KOSTRA has two to four digits); the three digits after it are the
    sektor when there is such a sektor, else the municipality's own detail. Krav KONTO-01.
    """
    siffer = kontosiffer(celle)
    if not siffer:
        return Kontodel(feil="begynner ikke med et kontonummer")
    delt = _etter_regel(siffer, regel, kapitler, sektorer)
    unntak = next((u for u in regel.unntak if u.gjelder(siffer, aar)), None)
    if unntak is None:
        return delt
    klasse = unntak.kontoklasse or delt.kontoklasse
    if klasse == "2":
        return Kontodel(klasse, "", unntak.kapittel or delt.kapittel, unntak.sektor or delt.sektor)
    return Kontodel(klasse, unntak.art or delt.art)


def _etter_regel(
    siffer: str, regel: Kontoregel, kapitler: Collection[str], sektorer: Collection[str]
) -> Kontodel:
    klasse, resten = siffer[0], siffer[1:]
    if klasse in {"0", "1"}:
        fra = regel.lengder.get(str(len(siffer)), regel.art_fra) - 2
        art = resten[fra : fra + 3]
        if len(art) < 3:  # noqa: PLR2004 - an art has three digits
            return Kontodel(klasse, feil="er for kort til å ha kontoklasse og art")
        return Kontodel(klasse, art)
    if klasse != "2":
        return Kontodel(klasse, feil="begynner verken med 0, 1 eller 2")
    kapittel = next((resten[:n] for n in (4, 3, 2) if len(resten) >= n and resten[:n] in kapitler), "")
    if not kapittel:
        return Kontodel(
            klasse, kapittel=resten[:2], feil="" if len(resten) > 1 else "er for kort til å ha kapittel"
        )
    sektor = resten[len(kapittel) : len(kapittel) + 3]
    return Kontodel(klasse, kapittel=kapittel, sektor=sektor if sektor in sektorer else "")
