"""What the page on population shows: the changes per year, what does not add up, and SSB's alternatives ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext

from rodtraad.innlesing.tabelleser import Rad
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.statistikk.datasettkrav import Datakontroll
from rodtraad.statistikk.figurspesifikasjon import Linje, linjer, smaa_linjer
from rodtraad.statistikk.framskrivinger import HOVEDALTERNATIV, Utgangspunkt, utgangspunkter
from rodtraad.statistikk.kontroller import BEFOLKNING
from rodtraad.statistikk.opplysning import Datasettopplysning
from rodtraad.statistikk.queries import (
    datasett,
    folketall_1_januar,
    kommunevalg,
    opplysninger,
    raadata,
)
from rodtraad.statistikk.raadatasett import FRAMSKRIVING_ALLE, Kommunevalg
from rodtraad.statistikk.sidetabell import Sidefigur, Siderad, Sidetabell, kilde_i_ord, vist
from rodtraad.statistikk.verdier import Post

KOLONNER: Final = {
    "folketall_inngang": "Ved inngangen", "fodte": "Fødte", "dode": "Døde", "fodselsoverskudd": "Fødselsoverskudd",
    "innvandring": "Innvandring", "utvandring": "Utvandring", "innflytting_innenlands": "Innflytting",
    "utflytting_innenlands": "Utflytting", "netto_innvandring_flytting": "Netto flytting",
    "folkevekst": "Folkevekst", "folketall_utgang": "Ved utgangen",
}  # fmt: skip

PAA_BEFOLKNING: Final = frozenset({"folketall", "aldersgrupper"})
"""The charts of the page."""


@dataclass(frozen=True, slots=True)
class Befolkningsbilde:
    """Everything on the page; empty parts are None."""

    kommune: str
    utvikling: Sidetabell | None
    avvik: tuple[Datakontroll, ...]
    alternativer: tuple[str, ...]
    valgt: str
    folketall: Sidefigur | None
    grupper: Sidefigur | None
    utgangspunkt: Utgangspunkt | None
    mangler_folketall: bool

    @property
    def sporring(self) -> str:
        """What the address of the chart of one alternative ends with."""
        return f"?{urlencode({'alternativ': self.valgt})}"

    @property
    def start(self) -> Mapping[str, str]:
        """The beginning of the projection as texts; empty when there is no count to hold it against."""
        punkt = self.utgangspunkt
        if punkt is None:
            return {}
        return {
            "aar": str(punkt.aar),
            "framskrevet": vis_tall(punkt.framskrevet),
            "talt": vis_tall(punkt.talt),
            "forskjell": vis_tall(punkt.forskjell) if punkt.forskjell else "",
        }


def befolkningsbilde(valgt: str = "") -> Befolkningsbilde:
    """The page with one alternative chosen; the main one unless it is known."""
    valg = replace(kommunevalg(), andre=())
    om = {o.navn: o for o in opplysninger()}
    poster, framskrevet = datasett("befolkning"), datasett("framskriving_alternativer")
    alle = tuple(dict.fromkeys(str(p["alternativ"]) for p in framskrevet))
    alternativ = (
        valgt if valgt in alle else HOVEDALTERNATIV if HOVEDALTERNATIV in alle else next(iter(alle), "")
    )
    talt = {aar: n for (_, aar), n in sorted(folketall_1_januar(valg).items())}
    return Befolkningsbilde(
        kommune=valg.egen[1],
        utvikling=_utvikling(poster, om.get("befolkning")),
        avvik=tuple(_avvik(poster)),
        alternativer=alle,
        valgt=alternativ,
        folketall=_folketall(framskrevet, talt, om.get("framskriving_alternativer")),
        grupper=_grupper(framskrevet, alternativ, om.get("framskriving_alternativer")),
        utgangspunkt=_utgangspunkt(valg),
        mangler_folketall=bool(framskrevet) and not talt,
    )


def _utvikling(poster: Sequence[Post], om: Datasettopplysning | None) -> Sidetabell | None:
    if not poster:
        return None
    return Sidetabell(
        tittel=gettext("Befolkningsutvikling, personer"),
        forste=gettext("År"),
        kolonner=tuple(KOLONNER.values()),
        rader=tuple(Siderad(str(p["aar"]), tuple(vist(p[k]) for k in KOLONNER)) for p in poster),
        kilde=kilde_i_ord(om),
    )


def _avvik(poster: Sequence[Post]) -> list[Datakontroll]:
    """What rules R-70 to R-72 find in the years that have every figure."""
    rader = [Rad(dict(p), nr) for nr, p in enumerate(poster, start=1) if None not in p.values()]
    funnet = [avvik for kontroll in BEFOLKNING for avvik in kontroll(rader)]
    return [replace(avvik, melding=_paa_norsk(avvik.melding)) for avvik in funnet]


def _paa_norsk(melding: str) -> str:
    """The name of the column as the table has it."""
    kolonne = melding.partition(" ")[0]
    return melding.replace(kolonne, KOLONNER[kolonne], 1) if kolonne in KOLONNER else melding


def _summer(framskrevet: Sequence[Post]) -> dict[str, dict[int, int]]:
    """Alternative → year → inhabitants."""
    ut: dict[str, dict[int, int]] = {}
    for post in framskrevet:
        serie, aar = ut.setdefault(str(post["alternativ"]), {}), int(str(post["aar"]))
        serie[aar] = serie.get(aar, 0) + int(str(post["personer"]))
    return ut


def _folketall(
    framskrevet: Sequence[Post], talt: Mapping[int, int], om: Datasettopplysning | None
) -> Sidefigur | None:
    """The count so far and every alternative ahead in one chart, with all of it in the table."""
    summer = _summer(framskrevet)
    if not summer:
        return None
    alle = [
        Linje(gettext("Folketall"), talt, egen=True),
        *(Linje(navn, serie, egen=navn == HOVEDALTERNATIV, stiplet=True) for navn, serie in summer.items()),
    ]
    sist = max(aar for serie in summer.values() for aar in serie)
    aarene = sorted({*talt, *(aar for serie in summer.values() for aar in serie)})
    i_ord = " ".join(
        gettext("%(navn)s: %(antall)s i %(aar)s.")
        % {"navn": navn, "antall": vis_tall(serie[max(serie)]), "aar": max(serie)}
        for navn, serie in (((gettext("Folketall"), talt), *summer.items()) if talt else summer.items())
    )
    return Sidefigur(
        id="folketall",
        tittel=gettext("Folketallet 1. januar, og SSBs alternativer til %(aar)s") % {"aar": sist},
        alternativ=gettext("Linjer over år; stiplet er framskrevet. Aksen begynner ikke på null.")
        + f" {i_ord}",
        spesifikasjon=linjer(
            alle, aksetittel=gettext("innbyggere (aksen begynner ikke på null)"), fra_null=False
        ),
        tabell=Sidetabell(
            tittel=gettext("Folketall og framskriving, personer"),
            forste=gettext("År"),
            kolonner=(gettext("Folketall"), *summer),
            rader=tuple(
                Siderad(str(aar), (vist(talt.get(aar)), *(vist(serie.get(aar)) for serie in summer.values())))
                for aar in aarene
            ),
            kilde=kilde_i_ord(om),
        ),
    )


def _grupper(framskrevet: Sequence[Post], alternativ: str, om: Datasettopplysning | None) -> Sidefigur | None:
    """The age groups of one alternative as small charts; the table has the change over the whole span."""
    ruter: dict[str, dict[int, int]] = {}
    for post in framskrevet:
        if post["alternativ"] == alternativ:
            ruter.setdefault(str(post["aldersgruppe"]), {})[int(str(post["aar"]))] = int(
                str(post["personer"])
            )
    if not ruter:
        return None
    aarene = sorted({aar for serie in ruter.values() for aar in serie})
    forst, sist = aarene[0], aarene[-1]
    endring = {navn: serie[max(serie)] - serie[min(serie)] for navn, serie in ruter.items()}
    i_ord = " ".join(f"{navn}: {_med_fortegn(n)}." for navn, n in endring.items())
    return Sidefigur(
        id="aldersgrupper",
        tittel=gettext("Aldersgruppene fra %(forst)s til %(sist)s, %(alternativ)s")
        % {"forst": forst, "sist": sist, "alternativ": alternativ},
        alternativ=gettext("Små linjediagram, ett per aldersgruppe, personer. Endring:") + f" {i_ord}",
        spesifikasjon=smaa_linjer(ruter, felles_skala=False),
        tabell=Sidetabell(
            tittel=gettext("Framskrevet folketall etter aldersgruppe, %(alternativ)s") % {"alternativ": alternativ},
            forste=gettext("År"),
            kolonner=(*ruter, gettext("Sum")),
            rader=(
                *(
                    Siderad(
                        str(aar),
                        (*(vist(serie.get(aar)) for serie in ruter.values()),
                         vist(sum(serie.get(aar, 0) for serie in ruter.values()))),
                    )
                    for aar in aarene
                ),
                Siderad(
                    gettext("Endring"),
                    (*map(_med_fortegn, endring.values()), _med_fortegn(sum(endring.values()))),
                    er_sum=True,
                ),
            ),
            kilde=kilde_i_ord(om),
        ),
    )  # fmt: skip


def _med_fortegn(antall: int) -> str:
    return f"+{vis_tall(antall)}" if antall > 0 else vis_tall(antall)


def _utgangspunkt(valg: Kommunevalg) -> Utgangspunkt | None:
    """The beginning of the projection beside the count, for one's own municipality."""
    punkter = utgangspunkter(raadata(FRAMSKRIVING_ALLE, valg), folketall_1_januar(valg))
    return punkter[0] if punkter else None
