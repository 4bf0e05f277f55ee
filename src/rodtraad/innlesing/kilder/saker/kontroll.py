"""What is wrong with a list of cases, and what looks like a slip of the hand."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilder.saker.tabell import BREDDE, Lestsak
from rodtraad.kjerne.funn import Alvor
from rodtraad.sak.saksnummer import finn_hull, share_series

LIKE_NAVN = 0.85
"""Two names of bodies as alike as this may be one name written in two ways."""
_FEILTEGN = re.compile(r"[\ufffd\x00-\x1f]|Ã[\x80-\xbf¦¸¥˜…†]|\s[,.;:]|\?\?")
VISTE_HULL = 15


def check_saker(saker: Sequence[Lestsak], aar: int, feil: Feilliste) -> None:
    """Every fault: a wrong year, a number used twice, a text there is no room for (KONTO-13)."""
    antall = Counter((s.organ, s.nummer) for s in saker)
    for sak in saker:
        if sak.nummer.aar != aar:
            feil.legg_til(
                "saker-aar", f"Sak {sak.skrevet} er ikke fra {aar}.", rad=sak.rad, kolonne="saksnr",
                tiltak="Velg riktig --aar, eller ta saken ut av filen.",
            )  # fmt: skip
        if antall[sak.organ, sak.nummer] > 1:
            feil.legg_til(
                "saker-nummer", f"Saksnummer {sak.nummer} er brukt {antall[sak.organ, sak.nummer]} ganger.",
                rad=sak.rad, kolonne="saksnr", tiltak="La hver sak stå én gang.",
            )  # fmt: skip
        for felt, plass in BREDDE.items():
            if len(getattr(sak, felt)) > plass:
                feil.legg_til(
                    "saker-lang", f"{felt} i sak {sak.nummer} er lengre enn {plass} tegn.", rad=sak.rad, kolonne=felt,
                    tiltak="Kort ned teksten.",
                )  # fmt: skip


def remark_saker(saker: Sequence[Lestsak], aar: int, feil: Feilliste) -> None:
    """What should be looked at: dates, titles, names of bodies, order, and gaps in the numbering (KONTO-13)."""
    _remark_dates(saker, aar, feil)
    _remark_titles(saker, feil)
    _remark_bodies(saker, feil)
    _remark_form(saker, feil)
    _remark_order(saker, feil)
    _remark_gaps(saker, feil)


def _remark_dates(saker: Sequence[Lestsak], aar: int, feil: Feilliste) -> None:
    for sak in saker:
        if sak.motedato is not None and sak.motedato.year != aar:
            _mulig(
                feil, "saker-dato",
                f"Rad {sak.rad}: møtet om sak {sak.nummer} er {sak.motedato:%d.%m.%Y}, utenfor {aar}.",
                "Kontroller datoen i sakssystemet.",
            )  # fmt: skip


def _remark_titles(saker: Sequence[Lestsak], feil: Feilliste) -> None:
    like: dict[tuple[str, str], list[Lestsak]] = defaultdict(list)
    for sak in saker:
        like[sak.organ, sak.tittel.casefold()].append(sak)
        if _FEILTEGN.search(sak.tittel):
            _mulig(
                feil, "saker-tegn",
                f"Rad {sak.rad}: tittelen på sak {sak.nummer} kan ha feil tegn: «{sak.tittel[:60]}».",
                "Kontroller tegnsettet i filen og skrivemåten i sakssystemet.",
            )  # fmt: skip
    for samme in like.values():
        if len(samme) > 1:
            numre = ", ".join(str(s.nummer) for s in samme[:6])
            _mulig(
                feil, "saker-tittel", f"Sakene {numre} har samme tittel: «{samme[0].tittel[:80]}».",
                "Kontroller om en sak står to ganger.",
            )  # fmt: skip


def _remark_bodies(saker: Sequence[Lestsak], feil: Feilliste) -> None:
    antall = Counter(s.organ for s in saker)
    navn = sorted(antall, key=lambda n: (-antall[n], n))[:60]
    for plass, vanlig in enumerate(navn):
        for sjelden in navn[plass + 1 :]:
            if SequenceMatcher(None, vanlig.casefold(), sjelden.casefold()).ratio() >= LIKE_NAVN:
                rad = next(s.rad for s in saker if s.organ == sjelden)
                _mulig(
                    feil, "saker-organ", f"Rad {rad}: organet «{sjelden}» ligner på «{vanlig}».",
                    "Skriv organet likt overalt hvis det er det samme.",
                )  # fmt: skip


def _remark_form(saker: Sequence[Lestsak], feil: Feilliste) -> None:
    ulike = [s for s in saker if s.skrevet.strip() != str(s.nummer)]
    if ulike:
        feil.merk(
            "saker-skrevet",
            f"{len(ulike)} saksnumre er skrevet på en annen måte og er lest som {ulike[0].nummer} "
            f"(rad {ulike[0].rad}: «{ulike[0].skrevet[:20]}»).",
        )


def _remark_order(saker: Sequence[Lestsak], feil: Feilliste) -> None:
    per_organ: dict[tuple[str, str], list[Lestsak]] = defaultdict(list)
    for sak in saker:
        per_organ[sak.organ, sak.nummer.serie].append(sak)
    brudd = [(a, b) for liste in per_organ.values() for a, b in pairwise(liste) if b.nummer < a.nummer]
    if brudd:
        feil.merk(
            "saker-rekkefolge",
            f"Filen er ikke sortert etter nummer: {brudd[0][1].nummer} står etter {brudd[0][0].nummer} "
            f"(rad {brudd[0][1].rad}). Listen på siden vises i nummerrekkefølge.",
        )


def _remark_gaps(saker: Sequence[Lestsak], feil: Feilliste) -> None:
    per_organ: dict[str, list[Lestsak]] = defaultdict(list)
    for sak in saker:
        per_organ[sak.organ].append(sak)
    if share_series([[s.nummer for s in liste] for liste in per_organ.values()]):
        per_organ = {"": list(saker)}
    for organ, liste in sorted(per_organ.items()):
        hull = finn_hull(s.nummer for s in liste)
        if hull:
            mangler, viste = sum(h.antall for h in hull), ", ".join(map(str, hull[:VISTE_HULL]))
            feil.merk(
                "saker-hull",
                f"{organ + ': ' if organ else ''}{mangler} numre mellom første og siste sak er ikke i filen: {viste}"
                f"{' …' if len(hull) > VISTE_HULL else ''}.",
                tiltak="Kontroller at uttrekket har alle saker, også de som er unntatt offentlighet.",
            )


def _mulig(feil: Feilliste, kontroll: str, melding: str, tiltak: str) -> None:
    feil.merk(kontroll, melding, alvor=Alvor.ADVARSEL, tiltak=tiltak)
