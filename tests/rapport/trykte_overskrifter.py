"""The printed headings of rapportstruktur.md, cleaned of its own remarks."""

import re
from pathlib import Path

import yaml

_KODE = re.compile(r" \((virksomhet \d+|virksomhet; .*|virksomhet|rammeområde)\)$")
_MERKNAD = re.compile(
    r" \((?:tom|tabell|figur|graf|liste|illustrasjon|video|duplikat|\d+ figurer|\d+ prosjekttekster|kart|per "
    r"|ansvar|organisasjonskart|avdelingene|eiersekretariat|legesenter|PPT|Skolestruktur|TØRN|Generelt|Vann"
    r"|Brekken|våren|trykkfeil|ingen statustekst|kulturpris|Kompetanse /|delaktighet|prognosegraf)[^)]*\)"
)


def trykt_tre(fil: Path) -> list[tuple[str, str]]:
    """(first-level heading, second-level heading) pairs in printed order; those in parentheses are not printed."""
    tekst = fil.read_text(encoding="utf-8").partition("## Chapter tree of the annual report")[2]
    par, forelder = [], ""
    for linje in tekst.splitlines():
        if linje.startswith("- "):
            forelder = _ren(linje[2:])
        elif linje.startswith("  - "):
            par.append((forelder, _ren(linje[4:])))
    return [(f, b) for f, b in par if not b.startswith("(")]


def trykte_overskrifter(fil: Path) -> list[str]:
    """Every printed heading once, in order; those in parentheses are not printed."""
    tekst = fil.read_text(encoding="utf-8").partition("## Chapter tree of the annual report")[2]
    rene = (_ren(linje.strip()[2:]) for linje in tekst.splitlines() if linje.strip().startswith("- "))
    return list(dict.fromkeys(o for o in rene if o and not o.startswith("(")))


def _ren(overskrift: str) -> str:
    overskrift = overskrift.partition(" (tom) /")[0].partition(" (teknisk) /")[0]
    for _ in range(3):
        overskrift = _MERKNAD.sub("", _KODE.sub("", overskrift))
    return overskrift.strip()


def utelatte_overskrifter() -> dict[str, str]:
    """Headings of the printed report that ours leaves out, each with the reason."""
    innhold = yaml.safe_load(
        Path(__file__).with_name("utelatte_overskrifter.yaml").read_text(encoding="utf-8")
    )
    return {str(overskrift): str(grunn) for overskrift, grunn in innhold.items()}
