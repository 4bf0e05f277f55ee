"""Forklar: how a cell came about, from its formula down to account strings and vouchers. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.forklaring import POSTER, Bilagslinje, Delsum, Forklaring, Kontostreng
from rodtraad.oppstilling.formel import Kolonneformel, Ledd, Radformel, Uttak
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.skjerming import Antall, Skjermet, skjerm
from rodtraad.oppstilling.strenger import Streng, Strenger
from rodtraad.oppstilling.strengliste import strengliste
from rodtraad.oppstilling.tabell import Kolonne, Tabellrad

KOLONNEREGEL = {
    "sum": "",
    "avvik": "Avvik er budsjett minus regnskap. Positivt avvik er mindreforbruk (regel R-01).",
    "prosent": "Avviket i prosent av budsjettets absoluttverdi, regnet av øre og avrundet én gang (regel R-02).",
}


class Bilagskilde(Protocol):
    """Where the largest vouchers come from: a whole publication at once, or one look-up."""

    def storste(self, strenger: Antall, antall: int) -> Sequence[Bilagslinje]:
        """The largest lines of these account strings, largest first."""
        ...

    def innlesinger(self, strenger: Iterable[Streng]) -> tuple[str, ...]:
        """The imports the strings came in with, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Omfang:
    """How much detail: for the public or for those inside, how many strings and vouchers."""

    offentlig: bool = False
    strenger: int = 25
    bilag: int = 10


@dataclass(frozen=True, slots=True)
class Post:
    """A selection of facts with its sign, year and kinds: what a cell is finally made of."""

    fortegn: int
    uttak: Uttak
    aar: int
    faktaslag: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detalj:
    """Account strings and vouchers behind a selection, as far as they may be seen."""

    kontostrenger: tuple[Kontostreng, ...]
    kontostrenger_i_alt: int
    bilag: tuple[Bilagslinje, ...]
    bilag_i_alt: int
    innlesinger: tuple[str, ...]
    skjermet: str


def poster(bygget: Bygget, formel: Radformel, kolonne: Kolonneformel) -> Iterator[Post]:
    """Everything a cell is made of, through other rows and columns down to selections of facts."""
    if kolonne.slag != "sum":
        for fortegn, navn in ((1, kolonne.budsjett), (-1, kolonne.regnskap)):
            for post in poster(bygget, formel, bygget.kolonner[navn]):
                yield Post(fortegn * post.fortegn, post.uttak, post.aar, post.faktaslag)
        return
    for ledd in formel.ledd:
        if ledd.uttak is not None:
            uttak = ledd.uttak.med_arter(kolonne.arter)
            yield Post(ledd.fortegn, uttak, kolonne.aar, ledd.faktaslag or kolonne.faktaslag)
        elif ledd.linje:
            under = bygget.rader[ledd.linje - 1] or Radformel()
            for post in poster(bygget, under, kolonne):
                yield Post(ledd.fortegn * post.fortegn, post.uttak, post.aar, post.faktaslag)


def antall_per_streng(deler: Iterable[Post], strenger: Strenger) -> dict[Streng, int]:
    """Each account string of a cell with how many times, and with which sign, it counts."""
    antall: dict[Streng, int] = defaultdict(int)
    for post in deler:
        for slag in post.faktaslag:
            for streng in strenger.i_uttak(post.uttak, post.aar, slag):
                antall[streng] += post.fortegn
    return {streng: n for streng, n in antall.items() if n}


@dataclass(frozen=True)
class Forklarer:
    """Explains cells of one Grunnlag from its account strings and vouchers."""

    k: Kontekst
    strenger: Strenger
    bilag: Bilagskilde
    omfang: Omfang
    ansvarsnavn: Mapping[str, str]
    kjente: dict[tuple[Post, ...], Detalj] = field(default_factory=dict)

    def celle(self, bygget: Bygget, rad: Tabellrad, kolonne: Kolonne) -> Forklaring:
        """One computed cell."""
        formel = bygget.rader[rad.linje - 1] or Radformel()
        kolonneformel = bygget.kolonner[kolonne.navn]
        celle = rad.celler[bygget.tabell.kolonnenr(kolonne.navn)]
        detalj = self._detalj(tuple(poster(bygget, formel, kolonneformel)))
        return Forklaring(
            tabell=bygget.tabell.id,
            linje=rad.linje,
            kolonne=kolonne.navn,
            tittel=f"{radtittel(bygget, rad)}: {kolonne.tittel}",
            vist=vis_tall(celle.verdi, kolonne.desimaler) if not isinstance(celle.verdi, str | None) else "",
            enhet="prosent" if kolonne.slag == "prosent" else bygget.tabell.enhet,
            ore=celle.ore or 0,
            regel=" ".join(filter(None, (_setning(formel.regel), KOLONNEREGEL[kolonneformel.slag]))),
            hjemmel=formel.hjemmel or bygget.tabell.hjemmel,
            koder=tuple(
                dict.fromkeys(kode for ledd in formel.ledd if ledd.uttak for kode in ledd.uttak.koder)
            ),
            deler=self._deler(bygget, rad, formel, kolonne),
            kontostrenger=detalj.kontostrenger,
            kontostrenger_i_alt=detalj.kontostrenger_i_alt,
            bilag=detalj.bilag,
            bilag_i_alt=detalj.bilag_i_alt,
            innlesinger=detalj.innlesinger,
            skjermet=detalj.skjermet,
        )

    def _detalj(self, deler: tuple[Post, ...]) -> Detalj:
        """Strings and vouchers of a selection; the same one stands behind several cells."""
        if deler not in self.kjente:
            self.kjente[deler] = self._hent_detalj(deler)
        return self.kjente[deler]

    def _hent_detalj(self, deler: tuple[Post, ...]) -> Detalj:
        antall = antall_per_streng(deler, self.strenger)
        delt = skjerm(antall) if self.omfang.offentlig else Skjermet(antall, {}, "")
        kontostrenger, i_alt = strengliste(
            self.k,
            delt.apne,
            delt.skjulte,
            self.ansvarsnavn,
            per_tjeneste=all(post.uttak.arter is None for post in deler),
            antall=self.omfang.strenger,
        )
        return Detalj(
            kontostrenger=kontostrenger,
            kontostrenger_i_alt=i_alt,
            bilag=tuple(self.bilag.storste(delt.apne, self.omfang.bilag)),
            bilag_i_alt=sum(streng.antall for streng in delt.apne),
            innlesinger=self.bilag.innlesinger(antall),
            skjermet=delt.grunn,
        )

    def _deler(
        self, bygget: Bygget, rad: Tabellrad, formel: Radformel, kolonne: Kolonne
    ) -> tuple[Delsum, ...]:
        kolonneformel = bygget.kolonner[kolonne.navn]
        if kolonneformel.slag != "sum":
            return tuple(
                Delsum(bygget.kolonne(navn).tittel, bygget.ore(rad.linje, navn), fortegn)
                for fortegn, navn in ((1, kolonneformel.budsjett), (-1, kolonneformel.regnskap))
            )
        return tuple(self._delsum(bygget, ledd, kolonne.navn) for ledd in formel.ledd)

    def _delsum(self, bygget: Bygget, ledd: Ledd, kolonne: str) -> Delsum:
        if ledd.linje:
            tittel = radtittel(bygget, bygget.rad(ledd.linje))
            return Delsum(tittel, bygget.ore(ledd.linje, kolonne), ledd.fortegn, ledd.linje)
        if ledd.uttak is None:
            return Delsum(ledd.tekst, ledd.fast or 0, ledd.fortegn)
        formel = bygget.kolonner[kolonne]
        slag = ledd.faktaslag or formel.faktaslag
        ore = self.k.summer.sum(ledd.uttak, formel.aar, slag, formel.arter)
        utvalg = "; ".join(ledd.uttak.koder[1:])
        return Delsum(f"{POSTER}: {utvalg}" if utvalg else POSTER, ore, ledd.fortegn)


def _setning(regel: str) -> str:
    return regel if not regel or regel.endswith(".") else f"{regel}."


def radtittel(bygget: Bygget, rad: Tabellrad) -> str:
    """What a row is called."""
    for nr, kolonne in enumerate(bygget.tabell.kolonner):
        if kolonne.er_radtittel:
            return str(rad.celler[nr].verdi or "")
    return f"Linje {rad.linje}"
