"""Kontokoder: the kontoklasse of a konto, and its art or its kapittel and sektor."""

from collections.abc import Collection
from dataclasses import dataclass

from rodtraad.lov.koder import Koder
from rodtraad.regnskap.saft.profil import Kontoregel

_KOSTRA = ("KA", "KA_K", "KA_KS", "KS")


@dataclass(frozen=True, slots=True)
class Konto:
    """A konto as the file has it."""

    konto: str
    navn: str
    kategori: str
    kode: str


@dataclass(frozen=True, slots=True)
class Kontokode:
    """The codes of a konto; `feil` says why it has none."""

    kontoklasse: str = ""
    art: str = ""
    kapittel: str = ""
    sektor: str = ""
    feil: str = ""


def finn_kontokode(konto: Konto, regel: Kontoregel, koder: Koder) -> Kontokode:
    """Konto: its codes from an exception in the profile, the KOSTRA code of the file, or the number itself.

    Drift (1) and investering (0) have the same arts, and GroupingCode is only the art; the number must tell them
    apart, as it does when it is kontoklasse + art, or the profile must. Krav KONTO-01.
    """
    unntak = next((u for u in regel.unntak if u.gjelder(konto.konto)), None)
    if unntak is not None:
        return Kontokode(unntak.kontoklasse, unntak.art, unntak.kapittel, unntak.sektor)
    if regel.koder == "kontonummer":
        return _fra_nummer(konto.konto, regel, koder)
    if not konto.kode or konto.kategori.strip().upper() not in _KOSTRA:
        return Kontokode(feil=_uten_kostra(konto))
    return _fra_gruppering(konto, regel, koder)


def _uten_kostra(konto: Konto) -> str:
    if konto.kode:
        return (
            f"har koden «{konto.kode}» i kategorien «{konto.kategori}», som ikke er KOSTRA (KA_K eller KA_KS)"
        )
    return "har ingen KOSTRA-kode (GroupingCode)"


def _fra_gruppering(konto: Konto, regel: Kontoregel, koder: Koder) -> Kontokode:
    nummer = konto.konto
    kode = konto.kode.strip()
    # Some systems drop the zeros in front of an art; the number then tells that it is not a kapittel.
    if len(kode) < 3 and nummer[1:4] == kode.zfill(3) and nummer[:1] in {"0", "1"}:  # noqa: PLR2004
        kode = kode.zfill(3)
    if kode in koder.arter:
        klasse = nummer[:1] if nummer[:1] in {"0", "1"} and nummer[1:4] == kode else regel.kontoklasse
        if not klasse:
            return Kontokode(
                art=kode, feil=f"har art {kode}, men nummeret viser ikke om det er drift eller investering"
            )
        return Kontokode(klasse, art=kode)
    if kode in koder.kapitler:
        return Kontokode("2", kapittel=kode, sektor=_sektor(nummer, kode, koder.sektorer))
    return Kontokode(feil=f"har koden «{kode}», som verken er en art eller et kapittel i KOSTRA")


def _sektor(nummer: str, kapittel: str, sektorer: Collection[str]) -> str:
    """The three digits after kontoklasse and kapittel, when there is such a sektor."""
    foran = f"2{kapittel}"
    sektor = nummer[len(foran) : len(foran) + 3] if nummer.startswith(foran) else ""
    return sektor if sektor in sektorer else ""


def _fra_nummer(nummer: str, regel: Kontoregel, koder: Koder) -> Kontokode:
    klasse, resten = nummer[:1], nummer[1:]
    if klasse in {"0", "1"}:
        art = nummer[regel.art_fra - 1 : regel.art_fra + 2]
        if art not in koder.arter:
            return Kontokode(feil=f"har ingen art fra siffer {regel.art_fra} (fant «{art}»)")
        return Kontokode(klasse, art=art)
    if klasse != "2":
        return Kontokode(feil="begynner verken med 0 (investering), 1 (drift) eller 2 (balanse)")
    kapittel = next((resten[:n] for n in (4, 3, 2) if resten[:n] in koder.kapitler), "")
    if not kapittel:
        return Kontokode(feil="har ikke noe kapittel etter kontoklassen")
    return Kontokode("2", kapittel=kapittel, sektor=_sektor(nummer, kapittel, koder.sektorer))
