"""A tiny municipality typed by hand: tables a test can change one number in."""

from collections.abc import Mapping, Sequence
from datetime import date

from rodtraad.kjerne.funn import Funn
from rodtraad.oppstilling.grunnlag import Grunnlag, Kommune, Organisasjonsenhet, Post
from rodtraad.oppstilling.tabell import Tabell, Verdi
from rodtraad.rapport.dokument import Avsnitt, Blokk, Punktliste
from rodtraad.rapport.innhold import Innhold
from tests.rapport.fasittabeller import STATUS, tabell_av

AAR = 2030
RAMME = Organisasjonsenhet("1", "Skole", "rammeomrade", "", 1)
VEST = Organisasjonsenhet("11", "Vest skole", "virksomhet", "1", 2)
OST = Organisasjonsenhet("12", "Øst skole", "virksomhet", "1", 3)

Rad = Mapping[str, Verdi]


def innhold(
    tabeller: Mapping[str, Sequence[Rad]],
    *,
    datasett: Mapping[str, tuple[Post, ...]] | None = None,
    innstillinger: Mapping[str, str] | None = None,
    funn: tuple[Funn, ...] = (),
) -> Innhold:
    """Innhold over these rows; a key «table/unit» is the table of one unit."""

    def hent(_: Grunnlag, navn: str, enhet: str | None) -> Tabell:
        rader = tabeller[f"{navn}/{enhet}" if enhet else navn]
        return tabell_av(navn, tuple(rader))

    grunnlag = Grunnlag(
        kommune=Kommune("9999", "Prøve"),
        aar=AAR,
        dato=date(2031, 3, 31),
        status=STATUS,
        organisasjon=(RAMME, VEST, OST),
        datasett=dict(datasett or {}),
        innstillinger=dict(innstillinger or {}),
    )
    return Innhold(grunnlag, hent, funn)


def ord_i(blokker: Sequence[Blokk]) -> str:
    """All words of texts and lists, thin spaces as ordinary ones."""
    deler: list[str] = []
    for blokk in blokker:
        if isinstance(blokk, Avsnitt):
            deler.append("".join(s.tekst for s in blokk.spenn))
        elif isinstance(blokk, Punktliste):
            deler += ["".join(s.tekst for s in punkt) for punkt in blokk.punkter]
    return " ".join(deler).replace("\u202f", " ")


def tjeneste(navn: str, budsjett: int, regnskap: int, fjor: int = 0, *, er_sum: bool = False) -> Rad:
    """A row of okonomi_per_tjeneste, in thousands."""
    avvik = budsjett - regnskap
    return {
        "tjeneste": navn,
        f"regnskap_{AAR - 1}": fjor,
        f"regnskap_{AAR}": regnskap,
        f"oppr_bud_{AAR}": budsjett,
        f"rev_bud_{AAR}": budsjett,
        "avvik_kr": avvik,
        "avvik_pct": round(1000 * avvik / abs(budsjett)) // 10 if budsjett else 0,
        "er_sum": int(er_sum),
    }


def tjenester(*rader: Rad) -> list[Rad]:
    """Service rows with their computed total last."""

    def sum_(kolonne: str) -> int:
        return sum(int(r[kolonne]) for r in rader)  # type: ignore[arg-type]

    total = tjeneste(
        "Sum", sum_(f"rev_bud_{AAR}"), sum_(f"regnskap_{AAR}"), sum_(f"regnskap_{AAR - 1}"), er_sum=True
    )
    return [*rader, total]
