"""What the pages say of the edition itself: version, date, status, reason, changes, earlier ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_noop

from rodtraad.oppstilling.grunnlag import Kildeinfo

AKSENT = "#9a4f20"
"""Copper, until an installation chooses its own colour."""

NORSK_TID = ZoneInfo("Europe/Oslo")
MAANEDER = (
    gettext_noop("januar"), gettext_noop("februar"), gettext_noop("mars"), gettext_noop("april"),
    gettext_noop("mai"), gettext_noop("juni"), gettext_noop("juli"), gettext_noop("august"),
    gettext_noop("september"), gettext_noop("oktober"), gettext_noop("november"), gettext_noop("desember"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Endring:
    """One change since the edition before: where (anchor of table or chapter), and both texts (RAP-18)."""

    sted: str
    tittel: str
    gammel: str
    ny: str


@dataclass(frozen=True, slots=True)
class TidligereUtgave:
    """Another edition that stays reachable; `adresse` is relative to the server's list of editions."""

    versjon: int
    tittel: str
    publisert: date
    status: str
    begrunnelse: str = ""
    erstattet: bool = False
    adresse: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts of the edition. The edition id is not here: it is the hash of what is made from this."""

    versjon: int
    publisert: date
    status: str
    begrunnelse: str = ""
    endringer: tuple[Endring, ...] = ()
    tidligere: tuple[TidligereUtgave, ...] = ()
    aksent: str = AKSENT
    """The municipality's own colour; all shades in light and dark are computed from it (tema.py)."""
    folketall: Mapping[int, int] = field(default_factory=dict)
    """Inhabitants per year, for figures per inhabitant (KOSTRA-04)."""
    kontakt: str = ""
    pdf: str = ""
    """File name of the PDF in the edition folder; empty when there is none."""

    @property
    def publisert_tekst(self) -> str:
        """The date as people write it, «22. november 2026»."""
        return norsk_dato(self.publisert)


def kilde_i_ord(kilde: Kildeinfo) -> str:
    """A batch in words: file, when it was read in (Norwegian time), what was said of it (KONTO-14)."""
    tid = datetime.fromisoformat(kilde.tidspunkt).astimezone(NORSK_TID)
    lest = gettext("lest inn %(dato)s kl. %(klokke)s") % {
        "dato": norsk_dato(tid.date()),
        "klokke": f"{tid:%H.%M}",
    }
    return ". ".join(filter(None, (f"{kilde.fil}, {lest}", kilde.beskrivelse)))


def kommunenavn(navn: str) -> str:
    """The municipality as it signs: «Strand» becomes «Strand kommune», a full name stays."""
    fullt = any(ledd in navn.casefold() for ledd in ("kommun", "tjïelte", "suohkan"))
    return navn if fullt else gettext("%(navn)s kommune") % {"navn": navn}


def norsk_dato(dato: date) -> str:
    """A date as people write it, «22. november 2026»."""
    return f"{dato.day}. {gettext(MAANEDER[dato.month - 1])} {dato.year}"
