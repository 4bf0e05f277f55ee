"""Colour: one becomes all shades Designsystemet asks for, AA in light and dark (WCAG 2.2); pure.

Each step keeps hue and takes the luminance that Designsystemet's neutral scale has for the same step,
so contrast between steps is the same for every colour (WCAG 2.2, 1.4.3 and 1.4.11).
"""

import colorsys
import re

# step → (relative luminance in light, in dark)
LUMINANS = {
    "background-default": (1.0, 0.0091),
    "background-tinted": (0.90, 0.0140),
    "surface-default": (1.0, 0.0210),
    "surface-tinted": (0.81, 0.0270),
    "surface-hover": (0.70, 0.0360),
    "surface-active": (0.59, 0.0540),
    "border-subtle": (0.50, 0.0800),
    "border-default": (0.19, 0.2160),
    "border-strong": (0.11, 0.3850),
    "text-subtle": (0.11, 0.3850),
    "text-default": (0.025, 0.8350),
    "base-default": (0.13, 0.4000),
    "base-hover": (0.095, 0.3000),
    "base-active": (0.065, 0.2500),
    "base-contrast-subtle": (0.80, 0.0100),
    "base-contrast-default": (1.0, 0.0),
}

RETT_TIL = 0.04045  # where the sRGB curve leaves its straight part
DEMPET_UNDER = 0.1  # dark surfaces carry less colour, or they glow

Rgb = tuple[int, int, int]


def les_farge(heks: str) -> Rgb:
    """A colour «#rrggbb» as three bytes. Raises ValueError."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", heks):
        raise ValueError(f"«{heks}» er ikke en farge på formen #rrggbb.")
    tall = heks.removeprefix("#")
    return int(tall[0:2], 16), int(tall[2:4], 16), int(tall[4:6], 16)


def luminans(farge: Rgb) -> float:
    """Relative luminance 0–1 (WCAG 2.2)."""
    kanaler = [k / 255 for k in farge]
    rette = [k / 12.92 if k <= RETT_TIL else ((k + 0.055) / 1.055) ** 2.4 for k in kanaler]
    return 0.2126 * rette[0] + 0.7152 * rette[1] + 0.0722 * rette[2]


def kontrast(en: Rgb, to: Rgb) -> float:
    """Contrast ratio 1–21 (WCAG 2.2)."""
    lys, mork = sorted((luminans(en), luminans(to)), reverse=True)
    return (lys + 0.05) / (mork + 0.05)


def trinn(farge: Rgb, maal: float, metning: float = 1.0) -> Rgb:
    """The colour with the same hue whose luminance is nearest the wanted one."""
    kulor, _, mett = colorsys.rgb_to_hls(*(k / 255 for k in farge))
    lavt, hoyt = 0.0, 1.0
    for _ in range(24):
        midt = (lavt + hoyt) / 2
        if luminans(_rgb(kulor, midt, mett * metning)) < maal:
            lavt = midt
        else:
            hoyt = midt
    return _rgb(kulor, hoyt, mett * metning)


def skala(aksent: str, *, mork: bool) -> dict[str, Rgb]:
    """All steps of the accent colour for one colour scheme."""
    farge = les_farge(aksent)
    return {
        navn: trinn(farge, maal[mork], 0.55 if mork and maal[1] < DEMPET_UNDER else 1.0)
        for navn, maal in LUMINANS.items()
    }  # fmt: skip


def _rgb(kulor: float, lyshet: float, metning: float) -> Rgb:
    r, g, b = colorsys.hls_to_rgb(kulor, lyshet, metning)
    return round(r * 255), round(g * 255), round(b * 255)


PAR = (
    ("text-default", "background-default", 4.5), ("text-default", "background-tinted", 4.5),
    ("text-default", "surface-tinted", 4.5), ("text-subtle", "background-default", 4.5),
    ("text-subtle", "background-tinted", 4.5), ("base-contrast-default", "base-default", 4.5),
    ("base-contrast-default", "base-hover", 4.5), ("base-contrast-default", "base-active", 4.5),
    ("border-default", "background-default", 3.0), ("base-default", "background-default", 3.0),
)  # fmt: skip
"""Steps that stand on each other, and the least contrast between them (WCAG 2.2, 1.4.3 and 1.4.11)."""


def svake_par(aksent: str) -> list[tuple[str, str, float]]:
    """The steps of a colour that do not stand out enough from each other, in light or dark, with the contrast."""
    skalaer = [skala(aksent, mork=mork) for mork in (False, True)]
    return [
        (over, under, kontrast(s[over], s[under]))
        for s in skalaer
        for over, under, minst in PAR
        if kontrast(s[over], s[under]) < minst
    ]


def heks(farge: Rgb) -> str:
    """The colour as «#rrggbb»."""
    return "#{:02x}{:02x}{:02x}".format(*farge)
