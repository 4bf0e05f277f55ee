"""Budsjettendringer: original budget + each decided amendment = revised budget per rammeområde (KONTO-06)."""

from collections.abc import Iterator

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import FORTEGN, Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.formel import DRIFT, OPPRINNELIG, REVIDERT, Ledd, Radformel, Uttak
from rodtraad.oppstilling.grunnlag import Post
from rodtraad.oppstilling.kontekst import Kontekst, sum_av
from rodtraad.oppstilling.tabell import Verdi
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd

HJEMMEL = "Kommuneloven § 14-5, endring av årsbudsjettet"
TITTEL = "Fra opprinnelig til revidert driftsbudsjett"
DATASETT = "budsjettendringer"
SLAG = {"endring_politisk": "Kommunestyret", "endring_administrativ": "Kommunedirektøren, etter fullmakt"}


def endringer(k: Kontekst, virksomheter: frozenset[str]) -> list[tuple[Post, int]]:
    """Each amendment of the operating budget that touches these virksomheter, and its øre there."""
    summer: dict[tuple[str, str], int] = {}
    poster: dict[tuple[str, str], Post] = {}
    for post in k.grunnlag.datasett.get(DATASETT, ()):
        if post["kontoklasse"] == DRIFT and post["virksomhet"] in virksomheter:
            nokkel = (str(post["slag"]), str(post["referanse"]))
            poster.setdefault(nokkel, post)
            summer[nokkel] = summer.get(nokkel, 0) + int(str(post["ore"]))
    return [(poster[nokkel], ore) for nokkel, ore in summer.items() if ore]


@tabell("budsjettendringer", TITTEL, HJEMMEL)
def budsjettendringer(k: Kontekst) -> Bygget:
    """Per rammeområde: original budget, each amendment with its case, revised budget."""
    kolonner = (
        kol.tekst("post", "Post", radtittel=True),
        kol.tekst("sak", "Sak"),
        kol.tekst("dato", "Vedtatt"),
        kol.tekst("myndighet", "Vedtatt av"),
        kol.del_av("belop", "Beløp", k.aar, REVIDERT),
        kol.noekkel("er_sum"),
    )
    enheter = [(r.kode, r.navn, k.virksomheter_i(r.kode)) for r in k.rammeomraader]
    enheter.append(("", "Utenfor rammeområdene", k.sentrale))
    rader: list[Radutkast] = []
    for kode, navn, virksomheter in enheter:
        rader += _rader(k, (kode, navn), virksomheter, len(rader))
    hode = Tabellhode("budsjettendringer", TITTEL, kilde=HOVEDBOKEN, fortegn=FORTEGN)
    return bygg_fra_ledd(k, hode, kolonner, rader)


def _rader(
    k: Kontekst, enhet: tuple[str, str], virksomheter: frozenset[str], foer: int
) -> Iterator[Radutkast]:
    funnet = endringer(k, virksomheter)
    if not funnet:
        return
    uttak = Uttak(DRIFT, virksomheter=virksomheter)
    start = Radformel((Ledd(uttak=uttak, faktaslag=OPPRINNELIG),), "Budsjettet slik det først ble vedtatt")
    yield _rad(enhet, {"post": "Opprinnelig budsjett"}, start)
    for post, ore in funnet:
        verdier: dict[str, Verdi] = {
            "post": str(post["tekst"] or "Budsjettendring"),
            "sak": str(post["saksnr"] or post["referanse"]),
            "dato": post["dato"],
            "myndighet": SLAG[str(post["slag"])],
        }
        tekst = f"Endringen i sak {post['referanse']}"
        yield _rad(enhet, verdier, Radformel((Ledd(fast=ore, tekst=tekst),), tekst))
    slutt = Radformel(sum_av(*range(foer + 1, foer + len(funnet) + 2)), "Opprinnelig budsjett og endringene")
    yield _rad(enhet, {"post": "Revidert budsjett"}, slutt, er_sum=True)


def _rad(
    enhet: tuple[str, str], verdier: dict[str, Verdi], formel: Radformel, *, er_sum: bool = False
) -> Radutkast:
    kode, navn = enhet
    return Radutkast({**verdier, "er_sum": int(er_sum)}, formel, er_sum=er_sum, gruppe=navn, enhet=kode)
