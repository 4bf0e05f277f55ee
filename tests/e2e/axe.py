"""axe-core on an open page: everything its rules for WCAG 2.2 AA and good practice hold against it."""

from functools import cache
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

AXE: Final = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
REGLER: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passed is not described: on a large table that takes longer than trying it.
_KJOR: Final = """async r => {
  // A new width is told to the page with its next drawing; axe tries the page as it is after that.
  await new Promise(requestAnimationFrame);
  return (await axe.run({runOnly: r, resultTypes: ["violations"]})).violations;
}"""


def brudd(side: Page) -> list[str]:
    """Rule and element of each fault, as the page is drawn now; axe is put in once for each page."""
    if not side.evaluate("typeof window.axe?.run === 'function'"):
        side.evaluate(_kilde())  # past the content policy, which rightly lets in no script of ours
    return [f"{b['id']}: {node['html'][:160]}" for b in side.evaluate(_KJOR, REGLER) for node in b["nodes"]]


@cache
def _kilde() -> str:
    return AXE.read_text(encoding="utf-8")
