"""Datasettabell: a dataset shown as it was given, with the sums and differences that can be computed exactly."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from rodtraad.lov.frister import er_revidert, revisjonsdag
from rodtraad.oppstilling.bygg import Bygget, Radutkast, Tabellhode, bygg
from rodtraad.oppstilling.formel import Kolonneformel
from rodtraad.oppstilling.grunnlag import Datasettinfo, Post
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.smaatall import grunn_i
from rodtraad.oppstilling.tabell import Tall, Verdi
from rodtraad.statistikk.korrigering import DATASETT as KORRIGERINGER
from rodtraad.statistikk.korrigering import from_post, med_korrigeringer, merknad

UTEN_TALL = "uten_tall"
"""The key of a record that tells why its owner gives no figure: SSB's sign and what it means."""


@dataclass(frozen=True, slots=True)
class Sumregel:
    """A row that sums a column over a group.

    The source's own sum is made of unrounded figures and is shown while the parts bear it out within rounding; else the
    parts are summed.
    """

    kolonne: str
    over: tuple[str, ...]
    """Columns that tell one group from another."""
    merke: Mapping[str, Verdi]
    """What the sum row says where its parts have a name of their own."""
    halv_enhet: Decimal
    """Half of the last printed digit: the most one rounded part can be off."""
    forholdstall: str = ""
    """Why the sum has no meaning; then it is never shown."""
    deler_kan_mangle: bool = False
    """True where the source may list only some parts: a larger given sum is then right, and stated."""


@dataclass(frozen=True, slots=True)
class Datasettoppsett:
    """How a dataset is laid out as a table."""

    kolonner: tuple[Kolonnevalg, ...]
    sum: Sumregel | None = None
    beregnede: Mapping[str, Callable[[Post], Verdi]] = field(default_factory=dict)
    """Columns the platform computes from the others, exactly."""
    enhet: str = ""
    gruppe: str = ""
    unit: Callable[[Kontekst, Post], str] | None = None
    """Which organisation unit a record is about."""


def vis(k: Kontekst, id_: str, tittel: str, oppsett: Datasettoppsett, navn: str = "") -> Bygget:
    """The dataset as a table, records in their order, with the corrections chosen for the public (KOSTRA-05)."""
    oppgitte = k.grunnlag.datasett.get(navn or id_, ())
    alle = [from_post(post) for post in k.grunnlag.datasett.get(KORRIGERINGER, ())]
    poster, brukte = med_korrigeringer(navn or id_, oppgitte, alle)
    hel = vis_poster(k, id_, tittel, oppsett, poster, navn=navn)
    if not brukte:
        return hel
    merknader = (*hel.tabell.merknader, *(merknad(en) for en in brukte))
    return replace(hel, tabell=replace(hel.tabell, merknader=merknader))


def vis_poster(
    k: Kontekst,
    id_: str,
    tittel: str,
    oppsett: Datasettoppsett,
    oppgitte: Iterable[Mapping[str, Verdi]],
    *,
    navn: str = "",
) -> Bygget:
    """Some records as a table, with the source and licence of the dataset they come from."""
    navn = navn or id_
    poster = [_beregnet(post, oppsett) for post in oppgitte]
    info = k.grunnlag.datasettinfo.get(navn, Datasettinfo(navn))
    merknader = [*kostramerknad(info), *info.merknader]
    if oppsett.sum and poster:
        merknader += sumavvik(poster, oppsett.sum)
        poster = list(med_summer(poster, oppsett.sum))
    hode = Tabellhode(
        id_, tittel, enhet=oppsett.enhet, kilde=info.kilde, lisens=info.lisens, merknader=tuple(merknader)
    )
    rader = [_rad(k, post, oppsett) for post in poster]
    hel = bygg(hode, oppsett.kolonner, rader, _ingen, aar=k.aar, status="")
    regler = dict.fromkeys(oppsett.beregnede, "Regnet av de andre tallene i raden.")
    return replace(hel, datasett=navn, regler=regler)


def kostramerknad(info: Datasettinfo) -> Iterable[str]:
    """Whether KOSTRA figures are revised, by the day they are as published on (HJUL-07)."""
    if not info.publisert or info.dataaar_til is None:
        return
    dag, reviderte = date.fromisoformat(info.publisert), revisjonsdag(info.dataaar_til)
    if er_revidert(info.dataaar_til, dag):
        yield f"Reviderte tall for {info.dataaar_til}, slik de var {dag:%d.%m.%Y}."
    else:
        yield (
            f"Ureviderte tall for {info.dataaar_til}, slik de var {dag:%d.%m.%Y}. "
            f"SSB publiserer reviderte tall {reviderte:%d.%m.%Y}."
        )


def _ingen(_nr: int, _formel: Kolonneformel) -> int:
    raise ValueError("Et datasett har ingen kolonner fra hovedboken.")


def _beregnet(post: Post, oppsett: Datasettoppsett) -> Post:
    merke = {"er_sum": int(bool(post["er_sum"]))} if "er_sum" in post else {}
    return {**post, **merke, **{navn: regn(post) for navn, regn in oppsett.beregnede.items()}}


def _rad(k: Kontekst, post: Post, oppsett: Datasettoppsett) -> Radutkast:
    er_sum = post.get("er_sum") == 1
    return Radutkast(
        verdier=post,
        er_sum=er_sum,
        gruppe=str(post.get(oppsett.gruppe) or "") if oppsett.gruppe else "",
        enhet=oppsett.unit(k, post) if oppsett.unit else "",
        grunner=_grunner(post, oppsett),
    )


def _grunner(post: Post, oppsett: Datasettoppsett) -> dict[str, str]:
    """Why a column has no number: a rate has no sum, or too few persons stand behind it."""
    grunner = {v.navn: ord_ for v in oppsett.kolonner if (ord_ := grunn_i(post, v.navn))}
    if fravaer := post.get(UTEN_TALL):
        grunner |= {
            v.navn: str(fravaer) for v in oppsett.kolonner if v.kolonne.er_tall and post.get(v.navn) is None
        }
    if post.get("er_sum") == 1 and oppsett.sum:
        grunner[oppsett.sum.kolonne] = oppsett.sum.forholdstall
    return grunner


def tall(verdi: Verdi) -> Tall | None:
    """A value of a record as a number, or None when it is not given."""
    return verdi if isinstance(verdi, int | Decimal) else None


def med_summer(poster: Sequence[Post], regel: Sumregel) -> Iterable[Post]:
    """The records with their sum rows: given ones kept where they stand, missing ones added last."""
    deler = [post for post in poster if not post.get("er_sum")]
    grupper = dict.fromkeys(_gruppe(post, regel) for post in deler)
    oppgitte = {_gruppe(post, regel) for post in poster if post.get("er_sum")}
    for post in poster:
        yield {**post, regel.kolonne: _sumverdi(deler, regel, post)} if post.get("er_sum") else post
    for gruppe in grupper:
        if gruppe not in oppgitte:
            verdi = None if regel.forholdstall else _delsum(deler, regel, gruppe)
            yield {
                **dict(zip(regel.over, gruppe, strict=True)),
                **regel.merke,
                regel.kolonne: verdi,
                "er_sum": 1,
            }


def _sumverdi(deler: Sequence[Post], regel: Sumregel, post: Post) -> Verdi:
    oppgitt = tall(post[regel.kolonne])
    if regel.forholdstall or oppgitt is None:
        return post[regel.kolonne]
    summert, slingring = _delsum(deler, regel, _gruppe(post, regel)), _slingring(deler, regel, post)
    utelatt = regel.deler_kan_mangle and oppgitt > summert
    return oppgitt if utelatt or abs(oppgitt - summert) <= slingring else summert


def _slingring(deler: Sequence[Post], regel: Sumregel, post: Post) -> Decimal:
    """How much rounding of the parts can move their sum."""
    gruppe = _gruppe(post, regel)
    return sum(1 for del_ in deler if _gruppe(del_, regel) == gruppe) * regel.halv_enhet


def sumavvik(poster: Sequence[Post], regel: Sumregel) -> list[str]:
    """Where a given sum differs from its parts by more than rounding: stated beneath the table (KOSTRA-03)."""
    if regel.forholdstall:
        return [regel.forholdstall]
    deler = [post for post in poster if not post.get("er_sum")]
    ut = []
    for post in poster:
        gruppe = _gruppe(post, regel)
        if not post.get("er_sum"):
            continue
        oppgitt, summert = tall(post[regel.kolonne]), _delsum(deler, regel, gruppe)
        if oppgitt is not None and abs(oppgitt - summert) > _slingring(deler, regel, post):
            navn = ", ".join(str(verdi) for verdi in gruppe)
            ut.append(f"{navn}: kilden oppgir summen {oppgitt}, men delene gir {summert}.")
    return ut


def _gruppe(post: Post, regel: Sumregel) -> tuple[Verdi, ...]:
    return tuple(post.get(navn) for navn in regel.over)


def _delsum(deler: Sequence[Post], regel: Sumregel, gruppe: tuple[Verdi, ...]) -> Decimal:
    verdier = (tall(del_[regel.kolonne]) for del_ in deler if _gruppe(del_, regel) == gruppe)
    return sum((Decimal(verdi) for verdi in verdier if verdi is not None), start=Decimal(0))
