"""Files of an edition over HTTP: only from inside the edition's own folder, never to be changed."""

import gzip
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags

ALLTID = "public, max-age=31536000, immutable"
TYPER = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2",
         ".csv": "text/csv; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
         ".txt": "text/plain; charset=utf-8", ".ttl": "text/turtle; charset=utf-8"}  # fmt: skip

PAKKES = frozenset({".html", ".js", ".css", ".csv", ".json", ".jsonl", ".txt", ".ttl", ".svg", ".yaml"})
STORST_PAKKET = 8_000_000
"""Larger files are sent as they are: packed copies are kept in memory."""
_VEKT = re.compile(r"\bq=([01](?:\.\d*)?)")


def finn_fil(mappe: Path, sti: str) -> Path:
    """The file of an address; a folder means its index.html. Raises Http404, also for ways out of the folder."""
    if "\x00" in sti or "\\" in sti:
        raise Http404
    rot = mappe.resolve()
    fil = (rot / sti).resolve()
    if not fil.is_relative_to(rot):
        raise Http404
    if fil.is_dir():
        fil /= "index.html"
    if not fil.is_file():
        raise Http404
    return fil


def vis_fil(request: HttpRequest, mappe: Path, sti: str) -> HttpResponseBase:
    """The file as a response, packed when the browser takes gzip; an edition never changes, so it may be kept."""
    fil = finn_fil(mappe, sti)
    tilstand = fil.stat()
    pakkes = fil.suffix in PAKKES and tilstand.st_size <= STORST_PAKKET
    gz = pakkes and godtar_gzip(request.headers.get("Accept-Encoding", ""))
    merke = f'"{tilstand.st_mtime_ns:x}-{tilstand.st_size:x}{"-gz" if gz else ""}"'
    endret = http_date(tilstand.st_mtime)
    svar: HttpResponseBase
    if _er_kjent(request, merke, endret):
        svar = HttpResponseNotModified()
    else:
        slag = TYPER.get(fil.suffix) or mimetypes.guess_type(fil.name)[0] or "application/octet-stream"
        if gz:
            svar = HttpResponse(_pakket(fil, tilstand.st_mtime_ns), content_type=slag)
            svar.headers["Content-Encoding"] = "gzip"
        else:
            svar = FileResponse(fil.open("rb"), content_type=slag)
    svar.headers["Cache-Control"] = ALLTID
    svar.headers["Last-Modified"] = endret
    svar.headers["ETag"] = merke
    if pakkes:
        patch_vary_headers(svar, ["Accept-Encoding"])
    return svar


def godtar_gzip(overskrift: str) -> bool:
    """Whether an Accept-Encoding header takes gzip (RFC 9110, 12.5.3); q=0 is a no."""
    vekter: dict[str, float] = {}
    for ledd in overskrift.lower().split(","):
        navn, _, resten = ledd.strip().partition(";")
        treff = _VEKT.search(resten)
        vekter[navn.strip()] = float(treff.group(1)) if treff else 1.0
    return vekter.get("gzip", vekter.get("*", 0.0)) > 0


def _er_kjent(request: HttpRequest, merke: str, endret: str) -> bool:
    """If-None-Match rules over If-Modified-Since (RFC 9110, 13.2.2)."""
    if "If-None-Match" in request.headers:
        merker = parse_etags(request.headers["If-None-Match"])
        return "*" in merker or merke in {m.removeprefix("W/") for m in merker}
    return request.headers.get("If-Modified-Since") == endret


@lru_cache(maxsize=512)
def _pakket(fil: Path, _endret: int) -> bytes:
    """The packed file, kept in memory; the time of change is part of the key."""
    return gzip.compress(fil.read_bytes(), compresslevel=6, mtime=0)
