"""The register of sources: each is a module `rodtraad.<room>.kilder.<name>`, found by its place."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import rodtraad
from rodtraad.innlesing.kilde import Kilde
from rodtraad.kjerne.feil import RodtraadFeil

_REGISTRERTE: dict[str, Kilde] = {}


def kilde[K: Kilde](navn: str) -> Callable[[type[K]], type[K]]:
    """Marks a class as the source `navn`; its module must have the same name (with _ for -)."""

    def registrer(klasse: type[K]) -> type[K]:
        if navn.replace("-", "_") not in klasse.__module__.split("."):
            raise ValueError(
                f"Kilden «{navn}» står i modulen {klasse.__module__}; modulen må ha kildens navn."
            )
        forekomst = klasse()
        forekomst.navn = navn
        _REGISTRERTE[navn] = forekomst
        return klasse

    return registrer


@cache
def _moduler() -> Mapping[str, str]:
    """Source name → module, for every room that has a `kilder` package; the folders are looked through once."""
    return dict(_let())


def _let() -> Iterator[tuple[str, str]]:
    for rom in pkgutil.iter_modules(rodtraad.__path__):
        pakke = f"rodtraad.{rom.name}.kilder"
        funnet = importlib.util.find_spec(pakke) if rom.ispkg else None
        if funnet is not None and funnet.submodule_search_locations is not None:
            for modul in pkgutil.iter_modules(funnet.submodule_search_locations):
                yield modul.name.replace("_", "-"), f"{pakke}.{modul.name}"


def finn_kilde(navn: str) -> Kilde:
    """The source called `navn`. Raises RodtraadFeil with the names that exist."""
    moduler = _moduler()
    if navn in moduler:
        importlib.import_module(moduler[navn])
    if navn not in _REGISTRERTE:
        raise RodtraadFeil(
            f"Kilden «{navn}» finnes ikke.", f"Kilder som finnes: {', '.join(sorted(moduler))}."
        )
    return _REGISTRERTE[navn]


def arbeidskilder() -> frozenset[str]:
    """Sources that bring no figures to a report: they are not among what an edition was made from."""
    return frozenset(kilde.navn for kilde in alle_kilder() if getattr(kilde, "bare_arbeid", False))


def alle_kilder() -> tuple[Kilde, ...]:
    """Every source, by name."""
    for modul in _moduler().values():
        importlib.import_module(modul)
    return tuple(_REGISTRERTE[navn] for navn in sorted(_REGISTRERTE))
