"""Tables as the report shows them: cut to a part, turned from long to wide, without sums of rates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad, Verdi

ENHETSKOLONNER = frozenset(
    {
        "tabell_id",
        "nivaa",
        "rammeomrade",
        "enhet_kode",
        "enhet",
        "tabell_enhet_kode",
        "tabell_enhet",
        "er_sum",
    }
)
IKKE_REVIDERT = "Ikke regnskapstall, ikke omfattet av revisjonen"


def med_status(tabell: Tabell, grunnlag: Grunnlag) -> Tabell:
    """The table with an audit status (RAP-19): its own, else the one of the accounts or that it has none."""
    if tabell.status:
        return tabell
    fra_regnskap = any(k.slag == "belop" for k in tabell.kolonner)
    return replace(tabell, status=grunnlag.status if fra_regnskap else IKKE_REVIDERT)


def uten_enhetskolonner(tabell: Tabell) -> Tabell:
    """The table of one unit with the columns that only repeat the unit hidden."""
    kolonner = tuple(replace(k, skjult=k.skjult or k.navn in ENHETSKOLONNER) for k in tabell.kolonner)
    return replace(tabell, kolonner=kolonner)


def uten_sumrader(tabell: Tabell) -> Tabell:
    """The table without totals, for rates that cannot be added (KLIMA-04)."""
    return replace(tabell, rader=tuple(r for r in tabell.rader if not r.er_sum))


def utsnitt(tabell: Tabell, hvor: Mapping[str, str], *, starter: bool = False) -> Tabell | None:
    """The rows where a column has (or starts with) a value; None when there are none."""
    ((kolonne, verdi),) = hvor.items()
    nr = tabell.kolonnenr(kolonne)
    rader = tuple(r for r in tabell.rader if _passer(str(r.celler[nr].verdi), verdi, starter=starter))
    if not rader:
        return None
    kolonner = tuple(replace(k, skjult=True) if k.navn == kolonne else k for k in tabell.kolonner)
    return replace(tabell, rader=rader, kolonner=kolonner, enhet_kode=_slug(verdi))


def del_opp(tabell: Tabell, kolonne: str) -> tuple[Tabell, ...]:
    """One table per value of a column, in order of first appearance."""
    nr = tabell.kolonnenr(kolonne)
    verdier = dict.fromkeys(str(r.celler[nr].verdi) for r in tabell.rader)
    deler = ((v, utsnitt(tabell, {kolonne: v})) for v in verdier)
    return tuple(replace(d, tittel=v) for v, d in deler if d)


def bred(tabell: Tabell, *, rader: Sequence[str], kolonner: Sequence[str], verdi: str) -> Tabell:
    """The long table turned wide: one row per label, one column per year or municipality.

    A line the source holds twice with equal figures is shown once, and a note says so.
    """
    radnr, kolonnenr = [tabell.kolonnenr(n) for n in rader], [tabell.kolonnenr(n) for n in kolonner]
    verdinr = tabell.kolonnenr(verdi)
    kolonnenokler: dict[tuple[Verdi, ...], None] = {}
    radsett: dict[tuple[Verdi, ...], dict[tuple[Verdi, ...], Celle]] = {}
    summer: set[tuple[Verdi, ...]] = set()
    gjentatt = False
    for rad in tabell.rader:
        radnokkel = tuple(rad.celler[n].verdi for n in radnr)
        kolonnenokkel = tuple(rad.celler[n].verdi for n in kolonnenr)
        kolonnenokler.setdefault(kolonnenokkel)
        celler = radsett.setdefault(radnokkel, {})
        gjentatt = gjentatt or kolonnenokkel in celler
        celler.setdefault(kolonnenokkel, rad.celler[verdinr])
        if rad.er_sum:
            summer.add(radnokkel)
    # Most lines fill the columns in print order; a total printed first still stands last.
    ordnet = sorted(radsett.items(), key=lambda par: par[0] in summer)
    merknad = ("Kilden har en linje to ganger med samme tall; her står den én gang.",) if gjentatt else ()
    mal, mangler = _med_desimaler(tabell, verdinr), Celle(grunn="Ikke oppgitt")
    enhet = tabell.enhet or _felles_enhet(tabell)
    return replace(
        tabell,
        enhet=enhet,
        kolonner=(
            *(replace(tabell.kolonner[n], er_radtittel=n == radnr[-1], skjult=False) for n in radnr),
            *(_verdikolonne(nokkel, mal) for nokkel in kolonnenokler),
        ),
        rader=tuple(
            _bredrad(
                nr, radnokkel, [celler.get(k, mangler) for k in kolonnenokler], summer, blandet=not enhet
            )
            for nr, (radnokkel, celler) in enumerate(ordnet, start=1)
        ),
        merknader=(*tabell.merknader, *merknad),
    )


def _med_desimaler(tabell: Tabell, nr: int) -> Kolonne:
    """The value column with decimals only where the values of this part of the table have them."""
    kolonne = tabell.kolonner[nr]
    verdier = (rad.celler[nr].verdi for rad in tabell.rader)
    hele = kolonne.slag == "tall" and all(
        verdi == verdi.to_integral_value() for verdi in verdier if isinstance(verdi, Decimal)
    )
    return replace(kolonne, desimaler=0) if hele else kolonne


def _hele(celler: list[Celle]) -> list[Celle]:
    """Whole numbers as integers when all of them are, so they are shown without decimals."""
    tall = [c.verdi for c in celler if isinstance(c.verdi, Decimal)]
    if any(verdi != verdi.to_integral_value() for verdi in tall):
        return celler
    return [replace(c, verdi=int(c.verdi)) if isinstance(c.verdi, Decimal) else c for c in celler]


def _felles_enhet(tabell: Tabell) -> str:
    """The unit all rows share, from a column `enhet`; empty when they differ."""
    if not any(k.navn == "enhet" for k in tabell.kolonner):
        return ""
    nr = tabell.kolonnenr("enhet")
    enheter = {str(r.celler[nr].verdi) for r in tabell.rader}
    return enheter.pop() if len(enheter) == 1 else ""


def _bredrad(
    nr: int, nokkel: tuple[Verdi, ...], celler: list[Celle], summer: set[tuple[Verdi, ...]], *, blandet: bool
) -> Tabellrad:
    """A row; in a table of mixed units a row of kroner is whole numbers, a percentage keeps its decimals."""
    verdier = _hele(celler) if blandet and "prosent" not in nokkel else celler
    return Tabellrad(linje=nr, celler=(*(Celle(v) for v in nokkel), *verdier), er_sum=nokkel in summer)


def _verdikolonne(nokkel: tuple[Verdi, ...], mal: Kolonne) -> Kolonne:
    navn = [str(v) for v in nokkel]
    return Kolonne(
        navn="_".join(_slug(n) for n in navn), tittel=" ".join(navn), slag=mal.slag, desimaler=mal.desimaler
    )


def _passer(verdi: str, sokt: str, *, starter: bool) -> bool:
    return verdi.startswith(sokt) if starter else verdi == sokt


def _slug(tekst: str) -> str:
    return slug(tekst).replace("-", "_")


def slug(tekst: str) -> str:
    """An ASCII slug of a heading or label, as in addresses."""
    ascii_ = (
        tekst.lower()
        .replace("æ", "ae")
        .replace("ø", "o")
        .replace("å", "aa")
        .replace("ï", "i")
        .replace("ö", "o")
    )
    return "-".join("".join(t if t.isascii() and t.isalnum() else " " for t in ascii_).split())
