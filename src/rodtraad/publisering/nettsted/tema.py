"""The municipality's theme as a style sheet over Designsystemet's."""

from rodtraad.kjerne.farge import Rgb, kontrast, les_farge, skala

__all__ = ["kontrast", "les_farge", "skala", "tema_css"]


def tema_css(aksent: str) -> str:
    """The style sheet that lays the municipality's colour over Designsystemet."""
    lys, mork = (_regler(skala(aksent, mork=m)) for m in (False, True))
    return (
        f":root,[data-color-scheme=light]{{{lys}}}\n"
        f"[data-color-scheme=dark]{{{mork}}}\n"
        f"@media (prefers-color-scheme:dark){{[data-color-scheme=auto]{{{mork}}}}}\n"
    )


def _regler(farger: dict[str, Rgb]) -> str:
    return "".join(f"--ds-color-accent-{navn}:#{r:02x}{g:02x}{b:02x};" for navn, (r, g, b) in farger.items())
