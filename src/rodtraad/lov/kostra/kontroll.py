"""SSB's controls of an accounts file: every finding, with rule, severity, message and lines (lov/KOSTRA.md § 4)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rodtraad.kjerne.funn import Alvor
from rodtraad.lov.kostra.data import Kodelister, Leveranse, er_saerlig, kodelister, regler
from rodtraad.lov.kostra.post import POSTLENGDE, Post
from rodtraad.lov.kostra.utvalg import treffer

_BELOP = re.compile(r"\s*-?\d+", re.ASCII)
_I_BALANSEN, _I_BEVILGNINGEN = ("balanse",), ("bevilgning", "resultat")
Regel = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kostrafunn:
    """One finding: the rule's number, how grave, what is wrong with its figures, the lines, and what to do."""

    regel: str
    alvor: Alvor
    navn: str
    melding: str
    linjer: tuple[int, ...]
    tiltak: str

    @property
    def hindrer(self) -> bool:
        """Whether SSB refuses the file for this."""
        return self.alvor in {Alvor.FATAL, Alvor.FEIL}


@dataclass(frozen=True, slots=True)
class _Fil:
    lev: Leveranse
    lister: Kodelister
    poster: Sequence[Post]
    alle: Sequence[Post]


def kontroller_fil(poster: Sequence[Post], lev: Leveranse) -> list[Kostrafunn]:
    """Everything SSB's program finds in the file, rule by rule. A record of amount 0 counts for length only."""
    uten_null = [p for p in poster if p.felt("belop").strip() != "0"]
    fil = _Fil(lev, kodelister(lev), uten_null, poster)
    alle: list[Kostrafunn] = []
    for regel in regler(lev.aar, lev.sett):
        funn = list(_TYPER[regel["type"]](fil, regel))
        alle += funn
        if any(f.alvor is Alvor.FATAL for f in funn):
            break
    return alle


def uten_kontroller(skjema: str) -> Kostrafunn:
    """The one finding of a form SSB no longer controls: the file is stopped (KOSTRA.md § 2)."""
    return Kostrafunn(
        "000",
        Alvor.FATAL,
        "Ukjent skjema",
        f"Skjema {skjema} kontrolleres ikke av SSB lenger.",
        (),
        "Se om filen er sendt på riktig skjema.",
    )


def _funn(fil: _Fil, regel: Regel, melding: str, poster: Iterable[Post]) -> Iterable[Kostrafunn]:
    """The finding, split where the records of it are of different gravity."""
    etter_alvor: dict[Alvor, list[int]] = {}
    for post in poster:
        etter_alvor.setdefault(_alvor(fil.lev, regel, post), []).append(post.linje)
    for alvor, linjer in etter_alvor.items():
        yield Kostrafunn(regel["regel"], alvor, regel["navn"], melding, tuple(linjer), regel["tiltak"])


def _alvor(lev: Leveranse, regel: Regel, post: Post | None) -> Alvor:
    kvartal = lev.kvartal
    match regel["alvor"]:
        case "feil_kv12":
            return Alvor.ADVARSEL if kvartal in "12" else Alvor.FEIL
        case "feil_kv123":
            i_posten = post.felt("kvartal") if post else kvartal
            return Alvor.ADVARSEL if i_posten in set("123") else Alvor.FEIL
        case "aar":
            return Alvor.FEIL if kvartal == " " else Alvor.ADVARSEL
        case "advarsel_kv34":
            return Alvor.FEIL if kvartal in "34" else Alvor.ADVARSEL
        case "regional":
            return Alvor.FEIL if post and treffer(post, {"regional": True}) else Alvor.INFO
        case fast:
            return Alvor(fast)


def _gruppert(poster: Iterable[Post], felt: str) -> dict[str, list[Post]]:
    grupper: dict[str, list[Post]] = {}
    for post in poster:
        grupper.setdefault(post.felt(felt), []).append(post)
    return grupper


def _postlengde(fil: _Fil, regel: Regel) -> Iterable[Kostrafunn]:
    etter_lengde: dict[int, list[Post]] = {}
    for post in fil.alle:
        if len(post.tekst) != POSTLENGDE or "\t" in post.tekst:
            etter_lengde.setdefault(len(post.tekst), []).append(post)
    for lengde, poster in etter_lengde.items():
        feil = f"Posten er {lengde} tegn" if lengde != POSTLENGDE else "Posten har tabulator"
        yield from _funn(fil, regel, f"{feil}; den skal være {POSTLENGDE} tegn.", poster)


def _felt(fil: _Fil, regel: Regel) -> Iterable[Kostrafunn]:
    felt, lev = regel["felt"], fil.lev
    rett = {
        "skjema": lev.skjema.kode,
        "aargang": str(lev.aar),
        "kvartal": lev.kvartal,
        "region": lev.region,
        "orgnr": lev.orgnr,
    }[felt]
    for verdi, poster in _gruppert(fil.poster, felt).items():
        if verdi != rett:
            yield from _funn(fil, regel, f"{regel['navn']} er «{verdi}»; filen sendes som «{rett}».", poster)


def _foretaksnr(fil: _Fil, regel: Regel) -> Iterable[Kostrafunn]:
    for verdi, poster in _gruppert(fil.poster, "foretaksnr").items():
        if verdi.strip(" ") and verdi != fil.lev.orgnr:
            melding = f"Foretaksnummeret er «{verdi}», ikke blankt eller «{fil.lev.orgnr}»."
            yield from _funn(fil, regel, melding, poster)


def _kodeliste(fil: _Fil, regel: Regel) -> Iterable[Kostrafunn]:
    felt = regel["felt"]
    liste = fil.lister.liste(felt)
    if liste is None:
        return
    poster: Iterable[Post] = fil.poster
    if felt != "kontoklasse":
        slag = _I_BALANSEN if felt in {"kapittel", "sektor"} else _I_BEVILGNINGEN
        poster = (p for p in poster if any(treffer(p, {"slag": s}) for s in slag))
    if felt == "funksjon":
        liste = frozenset(kode.strip() for kode in liste)
    for verdi, like in _gruppert(poster, felt).items():
        if (verdi.strip() if felt == "funksjon" else verdi) not in liste:
            blank = liste == {"   "}
            krav = (
                "feltet skal være blankt"
                if blank
                else f"den er ikke i listen for {fil.lev.skjema.kode} {fil.lev.aar}"
            )
            yield from _funn(fil, regel, f"{regel['navn']} er «{verdi}»; {krav}.", like)


def _belop(fil: _Fil, regel: Regel) -> Iterable[Kostrafunn]:
    for verdi, poster in _gruppert(fil.poster, "belop").items():
        if not _BELOP.fullmatch(verdi):
            yield from _funn(fil, regel, f"Beløpet er «{verdi}», ikke et helt tall.", poster)


def _dublett(fil: _Fil, regel: Regel) -> Iterable[Kostrafunn]:
    like: dict[tuple[str, str, str], list[Post]] = {}
    for post in fil.poster:
        like.setdefault(post.nokkel, []).append(post)
    for (klasse, funksjon, art), poster in like.items():
        if len(poster) > 1:
            belop = " + ".join(p.felt("belop").strip() for p in poster)
            melding = f"Kontoklasse {klasse}, {funksjon} og {art} står {len(poster)} ganger: {belop}."
            yield from _funn(fil, regel, melding, poster)


def _kombinasjon(fil: _Fil, regel: Regel) -> Iterable[Kostrafunn]:
    if regel.get("hvis_bevilgning") and fil.lev.skjema.slag != "bevilgning":
        return
    hvor = dict(regel["hvor"])
    ogsaa_null = hvor.pop("ogsaa_null", False)
    if (unntak := regel.get("unntak_saerlige")) and er_saerlig(fil.lev):
        hvor["art"] = [art for art in hvor["art"] if art not in unntak]
    grupper: dict[tuple[str, str, str], list[Post]] = {}
    for post in fil.poster:
        if (ogsaa_null or post.belop != 0) and treffer(post, hvor):
            grupper.setdefault(post.nokkel, []).append(post)
    for (_, funksjon, art), poster in grupper.items():
        belop = sum(p.belop for p in poster)
        ledd = "kapittel {}, sektor {}" if hvor.get("slag") == "balanse" else "funksjon {}, art {}"
        yield from _funn(fil, regel, f"{regel['krav']}: {ledd.format(funksjon, art)} har {belop}.", poster)


def _sum(fil: _Fil, regel: Regel) -> Iterable[Kostrafunn]:
    grunnlag = [p for p in fil.poster if treffer(p, regel["grunnlag"])]
    if not grunnlag:
        return
    ledd = {navn: [p for p in grunnlag if treffer(p, hvor)] for navn, hvor in regel["ledd"].items()}
    summer = {navn: sum(p.belop for p in poster) for navn, poster in ledd.items()}
    samlet = sum(summer.values())
    if all(_holder(krav, samlet if navn == "sum" else summer[navn]) for navn, krav in regel["krav"].items()):
        return
    deler = ", ".join(f"{navn.replace('_', ' ')} {sum_}" for navn, sum_ in summer.items())
    differanse = f", differanse {samlet}" if len(summer) > 1 else ""
    linjer = tuple(sorted(p.linje for poster in ledd.values() for p in poster))
    alvor = _alvor(fil.lev, regel, grunnlag[0])
    melding = f"{regel['tekst']}: {deler}{differanse}."
    yield Kostrafunn(regel["regel"], alvor, regel["navn"], melding, linjer, regel["tiltak"])


def _holder(krav: str | int, tall: int) -> bool:
    match krav:
        case "positiv":
            return tall > 0
        case "negativ":
            return tall < 0
        case "ikke_null":
            return tall != 0
        case _:
            return abs(tall) <= int(krav)


_TYPER: Mapping[str, Callable[[_Fil, Regel], Iterable[Kostrafunn]]] = {
    "postlengde": _postlengde,
    "felt": _felt,
    "foretaksnr": _foretaksnr,
    "kodeliste": _kodeliste,
    "belop": _belop,
    "dublett": _dublett,
    "kombinasjon": _kombinasjon,
    "sum": _sum,
}
