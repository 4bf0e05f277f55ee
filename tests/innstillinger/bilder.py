"""Pictures and other files for the tests."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def bilde(slag: str = "PNG", storrelse: tuple[int, int] = (60, 80), **valg: object) -> bytes:
    ut = io.BytesIO()
    Image.new("RGB", storrelse, "#9a4f20").save(ut, slag, **valg)
    return ut.getvalue()


def fil(innhold: bytes, navn: str = "vaapen.png", slag: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, innhold, slag)
