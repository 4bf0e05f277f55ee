"""Files of an edition over HTTP: only from inside the edition's own folder, never to be changed."""

import mimetypes
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import http_date

ALLTID = "public, max-age=31536000, immutable"
TYPER = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2",
         ".csv": "text/csv; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
         ".txt": "text/plain; charset=utf-8", ".ttl": "text/turtle; charset=utf-8"}  # fmt: skip


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
    """The file as a response; an edition never changes, so browsers may keep it."""
    fil = finn_fil(mappe, sti)
    endret = http_date(fil.stat().st_mtime)
    if request.headers.get("If-Modified-Since") == endret:
        return HttpResponseNotModified()
    slag = TYPER.get(fil.suffix) or mimetypes.guess_type(fil.name)[0] or "application/octet-stream"
    svar = FileResponse(fil.open("rb"), content_type=slag)
    svar.headers["Cache-Control"] = ALLTID
    svar.headers["Last-Modified"] = endret
    return svar
