"""Kostrafil: an accounts file to SSB, written from the ledger and controlled before it leaves the house."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rodtraad.hovedbok.queries import (
    aar_med_regnskap,
    er_fra_kilde,
    kostraposter,
    poster_med_tekst,
)
from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.kostra.data import (
    BLANK_ORGNR,
    Leveranse,
    Skjema,
    aar_med_regler,
    alle_skjema,
    les_skjemanavn,
    leveranse,
)
from rodtraad.lov.kostra.kontroll import Kostrafunn, kontroller_fil
from rodtraad.lov.kostra.post import NEGATIV_NULL, Post, formater, til_bytes

_MARGIN = 30
_RAPPORTKONTROLL = {"funksjon": "899", "for_lite": "589", "for_mye": "989"}
type Rad = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Kostrafil:
    """A file ready to be sent: its records, what the controls found, and what was done to the figures.

    `funn` is None for a year whose controls are not known. `merknader` are sentences to a person.
    """

    skjema: str
    aar: int
    kvartal: str
    region: str
    orgnr: str
    poster: tuple[str, ...]
    funn: tuple[Kostrafunn, ...] | None
    merknader: tuple[str, ...]

    @property
    def innhold(self) -> bytes:
        """The bytes of the file."""
        return til_bytes(self.poster)

    @property
    def hindrer(self) -> bool:
        """Whether SSB would refuse the file."""
        return any(f.hindrer for f in self.funn or ())

    @property
    def filnavn(self) -> str:
        """A name that says what the file is."""
        kvartal = f"K{self.kvartal}" if self.kvartal else ""
        return f"{self.skjema}{kvartal}_{self.aar}_{self.region}.dat"


def bygg_kostrafil(
    skjema: str, aar: int, *, kommunenummer: str, kvartal: str = "", orgnr: str = "", uten_null: bool = False
) -> Kostrafil:
    """The file of a form from the ledger. KOSTRA.md § 3; amounts in øre are rounded once, per record.

    Raises RodtraadFeil when the form is unknown, or the ledger has no accounts that year.
    """
    kode, kvartal = les_skjemanavn(skjema, kvartal)
    form = alle_skjema()[kode]
    if form.med_orgnr and not orgnr:
        raise RodtraadFeil(f"Skjema {kode} er for et foretak.", "Oppgi organisasjonsnummeret med --orgnr.")
    if orgnr and not form.med_orgnr:
        raise RodtraadFeil(f"Skjema {kode} er for kommunen selv og skal ikke ha organisasjonsnummer.")
    if aar not in aar_med_regnskap():
        kjente = ", ".join(map(str, aar_med_regnskap())) or "ingen"
        raise RodtraadFeil(f"Hovedboken har ikke regnskap for {aar}.", f"År med regnskap: {kjente}.")
    lev = (
        leveranse(kode, aar, kommunenummer, kvartal=kvartal, orgnr=orgnr) if aar in aar_med_regler() else None
    )
    region = kommunenummer.ljust(6, "0")
    rader = list(_rader(form, kostraposter(aar, int(kvartal) * 3 if kvartal else None)))
    tusen = [(*r[:3], rund(r[3], ORE_PER_TUSEN_KR)) for r in rader]
    rettet, merknader = _med_rapportkontroll(form, rader, tusen)
    negative = _negative_nuller(form, aar)
    poster = tuple(
        _post(
            rad, kode=kode, aar=aar, kvartal=kvartal, region=region, orgnr=orgnr, negativ=rad[:3] in negative
        )
        for rad in rettet
        if rad[3] or not uten_null
    )
    if lev is None:
        merknader.append(f"SSBs kontroller for {aar} er ikke kjent; filen er ikke kontrollert.")
    if form.kode in {"0M", "0N", "0P", "0Q"}:
        merknader.append("Skjemaet er for konsolidert regnskap: hovedboken må være konsolidert.")
    return Kostrafil(kode, aar, kvartal, region, orgnr, poster, _kontroller(poster, lev), tuple(merknader))


def _post(rad: Rad, *, kode: str, aar: int, kvartal: str, region: str, orgnr: str, negativ: bool) -> str:
    klasse, funksjon, art, belop = rad
    post = formater(
        skjema=kode, aar=aar, kvartal=kvartal, region=region, orgnr=orgnr or BLANK_ORGNR, kontoklasse=klasse,
        funksjon=funksjon, art=art, belop=belop,
    )  # fmt: skip
    return post[: -len(NEGATIV_NULL)] + NEGATIV_NULL if negativ and not belop else post


def _negative_nuller(form: Skjema, aar: int) -> set[tuple[str, str, str]]:
    """The records that stood as «-0» in the KOSTRA file the ledger was read from, with the form's classes."""
    if not er_fra_kilde(aar, "kostra-fil"):
        return set()
    return {rad[:3] for rad in _rader(form, ((*nokkel, 0) for nokkel in poster_med_tekst(aar, NEGATIV_NULL)))}


def _kontroller(poster: Sequence[str], lev: Leveranse | None) -> tuple[Kostrafunn, ...] | None:
    if lev is None:
        return None
    return tuple(kontroller_fil([Post(nr, tekst) for nr, tekst in enumerate(poster, 1)], lev))


def _rader(form: Skjema, summer: Iterable[Rad]) -> Iterable[Rad]:
    """The sums of the parts the form has, with the form's own classes."""
    for kontoklasse, funksjon, art, belop in summer:
        if klasse := form.kontoklasse(kontoklasse):
            yield klasse, funksjon or "", art or "", belop


def _med_rapportkontroll(
    form: Skjema, ore: Sequence[Rad], tusen: Sequence[Rad]
) -> tuple[list[Rad], list[str]]:
    """Rounding that leaves more than SSB tolerates goes to rapportkontroll; a real difference never does."""
    rader, merknader = list(tusen), []
    for klasse, navn in ((form.drift, "drift"), (form.investering, "investering")):
        if not klasse:
            continue
        i_ore = sum(r[3] for r in ore if r[0] == klasse)
        rest = sum(r[3] for r in tusen if r[0] == klasse)
        if i_ore:
            merknader.append(
                f"Regnskapet går ikke i null i {navn}: differansen er {kroner_fra_ore(i_ore)} kr."
            )
        elif abs(rest) > _MARGIN:
            art = _RAPPORTKONTROLL["for_lite" if rest < 0 else "for_mye"]
            rader.append((klasse, _RAPPORTKONTROLL["funksjon"], art, -rest))
            merknader.append(
                f"Avrundingen til 1000 kr etterlater {rest} i {navn}; det er ført på rapportkontroll, "
                f"funksjon 899 art {art}."
            )
    return rader, merknader
