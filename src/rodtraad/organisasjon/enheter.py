"""Versions of units as plain values, and what a register of them must satisfy."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

RAMMEOMRADE, VIRKSOMHET, ANSVAR = "rammeomrade", "virksomhet", "ansvar"
OVER = {RAMMEOMRADE: "", VIRKSOMHET: RAMMEOMRADE, ANSVAR: VIRKSOMHET}
NAVN_PAA_NIVAA = {RAMMEOMRADE: "Rammeområde", VIRKSOMHET: "Virksomhet", ANSVAR: "Ansvar"}
TOPP = "topp"
"""In `linje_overordnet`: answers directly to the kommunedirektør."""


@dataclass(frozen=True, slots=True)
class Enhetsversjon:
    """A unit with its validity; `rad` is where it stood in the source, for messages."""

    kode: str
    navn: str
    nivaa: str
    overordnet: str
    gyldig_fra: date
    gyldig_til: date | None = None
    rekkefolge: int = 0
    vis_kode: bool = True
    har_tabeller: bool = True
    linje_overordnet: str = ""
    etterfolger: str = ""
    konstruert: bool = False
    rad: int = 0

    @property
    def nokkel(self) -> tuple[str, str]:
        """Level and code: what makes two versions the same unit."""
        return (self.nivaa, self.kode)

    def gjelder(self, dato: date) -> bool:
        """Whether the version is valid on the day."""
        return self.gyldig_fra <= dato and (self.gyldig_til is None or dato <= self.gyldig_til)

    @property
    def periode(self) -> str:
        """The validity in words."""
        slutt = f"til {self.gyldig_til:%d.%m.%Y}" if self.gyldig_til else "og videre"
        return f"fra {self.gyldig_fra:%d.%m.%Y} {slutt}"


@dataclass(frozen=True, slots=True)
class Registerfeil:
    """Something that makes a register unusable: which row of the source, what, and what to do."""

    rad: int
    kolonne: str
    verdi: str
    melding: str
    tiltak: str


def check_enheter(versjoner: Sequence[Enhetsversjon]) -> list[Registerfeil]:
    """Every fault of an organisation register at once: levels, parents, overlapping codes (ORG-04)."""
    per_nokkel = _by_nokkel(versjoner)
    feil = [f for versjon in versjoner for f in _check_one(versjon, per_nokkel)]
    for like in per_nokkel.values():
        feil += _check_overlap(like)
    return sorted(feil, key=lambda f: f.rad)


def _by_nokkel(versjoner: Iterable[Enhetsversjon]) -> dict[tuple[str, str], list[Enhetsversjon]]:
    per_nokkel: dict[tuple[str, str], list[Enhetsversjon]] = defaultdict(list)
    for versjon in sorted(versjoner, key=lambda v: (v.gyldig_fra, v.rad)):
        per_nokkel[versjon.nokkel].append(versjon)
    return per_nokkel


def _check_one(
    versjon: Enhetsversjon, per_nokkel: dict[tuple[str, str], list[Enhetsversjon]]
) -> list[Registerfeil]:
    if versjon.nivaa not in OVER:
        return [
            Registerfeil(
                versjon.rad, "nivaa", versjon.nivaa, f"Nivået «{versjon.nivaa}» finnes ikke.",
                "Bruk rammeomrade, virksomhet eller ansvar.",
            )
        ]  # fmt: skip
    feil = []
    if versjon.gyldig_til is not None and versjon.gyldig_til < versjon.gyldig_fra:
        feil.append(
            Registerfeil(
                versjon.rad, "gyldig_til", f"{versjon.gyldig_til}",
                f"{versjon.kode} {versjon.navn} utgår før den er opprettet ({versjon.periode}).",
                "Rett datoene.",
            )
        )  # fmt: skip
    return feil + _check_references(versjon, per_nokkel)


def _check_references(
    versjon: Enhetsversjon, per_nokkel: dict[tuple[str, str], list[Enhetsversjon]]
) -> list[Registerfeil]:
    over = OVER[versjon.nivaa]
    feil = []
    if versjon.overordnet and not over:
        feil.append(("overordnet", versjon.overordnet, "et rammeområde har ingen overordnet enhet"))
    elif versjon.overordnet and (over, versjon.overordnet) not in per_nokkel:
        feil.append(
            (
                "overordnet",
                versjon.overordnet,
                f"{NAVN_PAA_NIVAA[over].lower()} {versjon.overordnet} finnes ikke",
            )
        )
    elif versjon.nivaa == ANSVAR and not versjon.overordnet:
        feil.append(("overordnet", "", "et ansvar må høre til en virksomhet"))
    if versjon.etterfolger and (versjon.nivaa, versjon.etterfolger) not in per_nokkel:
        feil.append(
            (
                "etterfolger",
                versjon.etterfolger,
                f"etterfølgeren {versjon.etterfolger} finnes ikke på samme nivå",
            )
        )
    linje = versjon.linje_overordnet
    if linje and linje != TOPP and not any(kode == linje for _, kode in per_nokkel):
        feil.append(("linje_overordnet", linje, f"enheten {linje} finnes ikke"))
    return [
        Registerfeil(
            versjon.rad, kolonne, verdi, f"{versjon.kode} {versjon.navn}: {hva}.",
            "Registrer enheten det vises til, eller rett koden.",
        )
        for kolonne, verdi, hva in feil
    ]  # fmt: skip


def _check_overlap(like: Sequence[Enhetsversjon]) -> list[Registerfeil]:
    """Versions of one code that claim the same day; `like` is sorted by first day."""
    feil = []
    lengst = like[0]
    for versjon in like[1:]:
        if lengst.gyldig_til is None or versjon.gyldig_fra <= lengst.gyldig_til:
            feil.append(_overlap(lengst, versjon))
        if (versjon.gyldig_til or date.max) > (lengst.gyldig_til or date.max):
            lengst = versjon
    return feil


def _overlap(a: Enhetsversjon, b: Enhetsversjon) -> Registerfeil:
    nivaa = NAVN_PAA_NIVAA[a.nivaa]
    return Registerfeil(
        b.rad, "kode", b.kode,
        f"{nivaa} {b.kode} er allerede i bruk: «{a.navn}» har koden {a.periode}, "
        f"og «{b.navn}» skulle få den {b.periode}.",
        f"Gi «{b.navn}» en annen kode, eller la den gjelde fra dagen etter at «{a.navn}» utgår.",
    )  # fmt: skip
