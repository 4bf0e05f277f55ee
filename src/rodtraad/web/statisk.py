"""Addresses of style, scripts and pictures that change with their content, so that browsers may keep them."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.utils.functional import cached_property


class MerketLager(StaticFilesStorage):
    """The file's address with a mark of its content."""

    @cached_property
    def _fast(self) -> bool:
        return not settings.DEBUG

    def url(self, name: str | None) -> str:
        """The address; a file nobody has keeps its plain one."""
        adresse = str(super().url(name))
        merke = (_merke if self._fast else _merke.__wrapped__)(str(name))
        return f"{adresse}?v={merke}" if merke else adresse


@cache
def _merke(navn: str) -> str:
    funnet = finders.find(navn)
    return sha256(Path(funnet).read_bytes()).hexdigest()[:12] if isinstance(funnet, str) else ""
