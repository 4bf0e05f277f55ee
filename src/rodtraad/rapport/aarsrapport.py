"""The annual report: template and Grunnlag become a numbered Dokument. Pure and deterministic."""

from collections.abc import Iterator, Sequence

from rodtraad.kjerne.funn import Funn
from rodtraad.oppstilling import tabeller
from rodtraad.oppstilling.grunnlag import Grunnlag, Organisasjonsenhet
from rodtraad.rapport import elementer
from rodtraad.rapport.bidrag import TEKSTER
from rodtraad.rapport.cellelenker import med_cellelenker
from rodtraad.rapport.dokument import Dokument, Kapittel
from rodtraad.rapport.innhold import Innhold, Tabellhenter
from rodtraad.rapport.mal import Ledd, les_mal
from rodtraad.rapport.nummerering import nummerer
from rodtraad.rapport.plassering import slug
from rodtraad.rapport.tekster.felles import egen_kommune

_UNDERTITTEL = "Regnskap, tjenester, klima, befolkning og vedtak"


def bygg(grunnlag: Grunnlag, funn: Sequence[Funn] = (), *, hent: Tabellhenter = tabeller.tabell) -> Dokument:
    """The annual report of the year of the Grunnlag; chapters without figures are left out (RAP-02)."""
    inn = Innhold(grunnlag, hent, tuple(funn))
    mal = les_mal()
    kapitler = tuple(k for ledd in mal["kapitler"] for k in _kapittel(inn, ledd, 1))
    dokument = med_cellelenker(
        Dokument(
            id=f"aarsrapport-{grunnlag.aar}",
            tittel=_fyll(inn, mal["tittel"]),
            undertittel=_UNDERTITTEL,
            kommune=grunnlag.kommune.navn,
            aar=grunnlag.aar,
            status=grunnlag.status,
            dato=grunnlag.dato.isoformat(),
            spraak="nb",
            kapitler=kapitler,
            konstruert=inn.innstilling("konstruert"),
        )
    )
    return nummerer(dokument)


def _fyll(inn: Innhold, tittel: str) -> str:
    return tittel.format(aar=inn.aar, kommune=egen_kommune(inn))


def _kapittel(
    inn: Innhold, ledd: Ledd, nivaa: int, enhet: Organisasjonsenhet | None = None, foran: str = ""
) -> Iterator[Kapittel]:
    """The chapter of a template element, nothing when neither it nor its parts have content."""
    if not elementer.gjelder(inn, ledd, enhet):
        return
    blokker = elementer.blokker(inn, ledd.get("innhold", ()), enhet)
    under = [k for barn in ledd.get("kapitler", ()) for k in _kapittel(inn, barn, nivaa + 1, enhet, foran)]
    if "rammeomrader" in ledd:
        under = [*_rammekommentarer(inn, ledd["rammeomrader"], nivaa + 1), *under]
    if ledd.get("enheter"):
        under = [*_enhetskapitler(inn, nivaa + 1), *under]
    if blokker or under:
        ident = f"{foran}{ledd['id']}"
        yield Kapittel(ident, _fyll(inn, ledd["tittel"]), nivaa, blokker, tuple(under))


def _rammekommentarer(inn: Innhold, ledd: Ledd, nivaa: int) -> Iterator[Kapittel]:
    for ramme in inn.rammeomrader():
        blokker = TEKSTER[ledd["seksjon"]](inn, ramme)
        if blokker:
            yield Kapittel(f"{ledd['id']}-{ramme.kode}", ramme.navn, nivaa, blokker)


def _enhetskapitler(inn: Innhold, nivaa: int) -> Iterator[Kapittel]:
    for ramme in inn.rammeomrader():
        egne = list(_seksjoner(inn, ramme, nivaa + 1))
        under = [k for v in inn.virksomheter(ramme) if (k := _virksomhetskapittel(inn, v, nivaa + 1))]
        if egne or under:
            yield Kapittel(f"enhet-{slug(ramme.kode)}", ramme.navn, nivaa, (), (*egne, *under))


def _virksomhetskapittel(inn: Innhold, virksomhet: Organisasjonsenhet, nivaa: int) -> Kapittel | None:
    seksjoner = tuple(_seksjoner(inn, virksomhet, nivaa + 1))
    if not any(_har_tall(s) for s in seksjoner):
        return None
    return Kapittel(f"enhet-{slug(virksomhet.kode)}", virksomhet.navn, nivaa, (), seksjoner)


def _har_tall(kapittel: Kapittel) -> bool:
    """Whether a section holds more than the sentence that describes the unit."""
    return (
        not kapittel.id.endswith("-bes") or elementer.har_tabell(kapittel.blokker) or bool(kapittel.kapitler)
    )


def _seksjoner(inn: Innhold, enhet: Organisasjonsenhet, nivaa: int) -> Iterator[Kapittel]:
    """The sections of a unit in the fixed order BES … SYK, the empty ones left out (RAP-02)."""
    foran = f"enhet-{slug(enhet.kode)}-"
    for seksjon in les_mal()["seksjoner"]:
        if seksjon.get("nivaa", enhet.nivaa) != enhet.nivaa:
            continue
        if seksjon.get("en_gang") and elementer.er_eneste(inn, enhet):
            continue
        yield from _kapittel(inn, {**seksjon, "id": slug(seksjon["kode"])}, nivaa, enhet, foran)


def tom_enhetsmal() -> tuple[tuple[str, str], ...]:
    """Code and heading of every section a new unit gets, in the fixed order (RAP-02)."""
    return tuple((s["kode"], s["tittel"]) for s in les_mal()["seksjoner"])
