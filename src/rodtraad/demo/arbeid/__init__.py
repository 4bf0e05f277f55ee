"""The work surface of the demonstration: each module here builds one room's part, in the order of REKKEFOLGE.

A module has `REKKEFOLGE: int`, `TEKST: str` (progress) and `bygg() -> None`, which works through services.
Persons and events are constructed and labelled as constructed.
"""

import importlib
import pkgutil
from types import ModuleType


def moduler() -> list[ModuleType]:
    """The parts, in order."""
    alle = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    return sorted(alle, key=lambda modul: modul.REKKEFOLGE)
