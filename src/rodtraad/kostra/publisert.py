"""Published KOSTRA figures as amounts: kroner per inhabitant or 1000 kroner, with what rounding can hide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from rodtraad.kjerne.avrunding import ORE_PER_KR, ORE_PER_TUSEN_KR

type Post = Mapping[str, str | int | Decimal | None]
type Omfang = Literal["kasse", "konsolidert", "konsern"]

FUNKSJONER: Final = "kostra_funksjonsomraader"
HOVEDTALL: Final = "kostra_hovedtall"
PER_INNBYGGER: Final = "kr per innbygger"
TUSEN: Final = "1000 kr"
OMFANG_AV_BOKSTAV: Final[Mapping[str, Omfang]] = {"A": "konsern", "B": "kasse", "C": "konsolidert"}
"""SSB's letters of regnskapsomfang."""
OMFANGSNAVN: Final[Mapping[str, str]] = {
    "kasse": "kommunekassen", "konsolidert": "konsolidert regnskap", "konsern": "kommunekonsernet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Publisert:
    """One published figure of the municipality; `verdi` in `enhet`, `original` when a correction is laid on it."""

    datasett: str
    nokkel: str
    navn: str
    aar: int
    verdi: Decimal
    enhet: str
    omfang: Omfang
    funksjon: str = ""
    omraade: str = ""
    publisert: date | None = None
    korrigert: Decimal | None = None
    belop: Decimal | None = None
    """The same in 1000 kroner when the source gives it too: less is hidden by rounding than per inhabitant."""

    @property
    def id(self) -> str:
        """What tells the figure from the others of its year."""
        return f"{self.datasett}|{self.nokkel}|{self.omfang}"

    @property
    def er_belop(self) -> bool:
        """Whether the figure is an amount, and not a share or a count."""
        return self.enhet in {PER_INNBYGGER, TUSEN}

    @property
    def i_kroner(self) -> bool:
        """Whether the amount is given as such, so that the number of inhabitants is not needed."""
        return self.belop is not None or self.enhet == TUSEN

    def ore(self, innbyggere: int) -> int:
        """The figure as an amount in øre."""
        if self.belop is not None:
            return int(self.belop * ORE_PER_TUSEN_KR)
        return int(self.verdi * self._enhet_i_ore(innbyggere))

    def korrigert_ore(self, innbyggere: int) -> int | None:
        """The corrected figure as an amount in øre, when there is one."""
        return None if self.korrigert is None else int(self.korrigert * self._enhet_i_ore(innbyggere))

    def avrunding(self, innbyggere: int) -> int:
        """The most that rounding can hide, in øre: half of the last digit given."""
        if self.belop is not None:
            return ORE_PER_TUSEN_KR // 2
        siste = self.verdi.as_tuple().exponent
        desimaler = -siste if isinstance(siste, int) and siste < 0 else 0
        deler: int = 2 * 10**desimaler
        return self._enhet_i_ore(innbyggere) // deler

    def _enhet_i_ore(self, innbyggere: int) -> int:
        return innbyggere * ORE_PER_KR if self.enhet == PER_INNBYGGER else ORE_PER_TUSEN_KR

    def med_korrigering(self, korrigert: Decimal) -> "Publisert":
        """The same figure with the correction laid beside it."""
        return replace(self, korrigert=korrigert)


def omfang_i(navn: str, ellers: Omfang = "konsern") -> Omfang:
    """The accounting scope a published name gives with SSB's letter in parentheses; ssb's key figures are konsern."""
    return next((o for bokstav, o in OMFANG_AV_BOKSTAV.items() if f"({bokstav})" in navn), ellers)


def per_funksjon(poster: Iterable[Post], kommune: str, publisert: date | None) -> Iterable[Publisert]:
    """The functions given in kroner per inhabitant; sums and areas without a function code are left out."""
    for post in poster:
        verdi = tall(post.get("kr_per_innbygger"))
        if post.get("kommune") == kommune and not post.get("er_sum") and verdi is not None:
            yield Publisert(
                datasett=FUNKSJONER,
                nokkel="|".join(str(post.get(k) or "") for k in ("omrade", "funksjon_kode", "funksjon")),
                navn=str(post["funksjon"]),
                aar=int(post["aar"] or 0),
                verdi=verdi,
                enhet=PER_INNBYGGER,
                omfang="konsern",
                funksjon=str(post.get("funksjon_kode") or ""),
                omraade=str(post["omrade"]),
                publisert=publisert,
                belop=tall(post.get("belop")),
            )


def hovedtall(poster: Iterable[Post], kommune: str, publisert: date | None) -> Iterable[Publisert]:
    """The key figures, each once: print has one of them twice."""
    sett: set[tuple[str, object]] = set()
    for post in poster:
        verdi, nokkel = tall(post.get("verdi")), _hovednokkel(post)
        if post.get("kommune") != kommune or verdi is None or (nokkel, post["aar"]) in sett:
            continue
        sett.add((nokkel, post["aar"]))
        yield Publisert(
            datasett=HOVEDTALL, nokkel=nokkel, navn=str(post["indikator"]), aar=int(post["aar"] or 0), verdi=verdi,
            enhet=_enhet(str(post["enhet"])), omfang=omfang_i(str(post["indikator"])), omraade=str(post["seksjon"]),
            publisert=publisert,
        )  # fmt: skip


def _hovednokkel(post: Post) -> str:
    return "|".join(str(post.get(k) or "") for k in ("seksjon", "indikator", "enhet"))


def _enhet(enhet: str) -> str:
    return enhet.strip() if enhet.strip() not in {"1000 kr", "tusen kr", "Beløp (1000 kr)"} else TUSEN


def tall(verdi: object) -> Decimal | None:
    """A value of a record as a number, or None when it is not given."""
    return Decimal(verdi) if isinstance(verdi, int | Decimal) else None
