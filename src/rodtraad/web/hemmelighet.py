"""The signing key of an installation: from the environment, else made once in its folder."""

import os
import secrets
from pathlib import Path


def hent_hemmelighet(mappe: Path) -> str:
    """The secret key; a new one lives in memory until the installation exists on disk."""
    if fra_miljo := os.environ.get("RODTRAAD_HEMMELIGHET"):
        return fra_miljo
    fil = mappe / "hemmelighet"
    if fil.exists():
        return fil.read_text(encoding="ascii").strip()
    return secrets.token_urlsafe(48)


def lag_hemmelighet(mappe: Path) -> None:
    """Writes a new secret key, readable by the owner only. Raises FileExistsError."""
    flagg = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(mappe / "hemmelighet", flagg, 0o600), "w", encoding="ascii") as fil:
        fil.write(secrets.token_urlsafe(48))
