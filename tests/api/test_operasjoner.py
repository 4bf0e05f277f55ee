"""Every operation of the API × every role × every kind of key."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rodtraad.api.queries import EGET, omfang_navn
from rodtraad.tilgang.rettigheter import roller
from tests.api.nokkelknippe import med, nokkel, operasjoner
from tests.felles import felles_verden, verden
from tests.personer import Verden

__all__ = ["felles_verden", "verden"]

RADER = yaml.safe_load((Path(__file__).parent / "operasjoner.yaml").read_text(encoding="utf-8"))
ROT = "/api/v1/"


def prov(klient: Client, rad: dict[str, Any], eksempler: dict[str, str]) -> int:
    metode = rad.get("metode", "GET").lower()
    adresse = ROT + rad["adresse"].format(**eksempler)
    if metode == "get":
        return klient.get(adresse).status_code
    kropp: dict[str, Any] = {
        navn: verdi.format(**eksempler) if isinstance(verdi, str) else verdi
        for navn, verdi in rad.get("kropp", {}).items()
    }
    if "fil" in rad:
        # Files come as a form, and ninja looks at its shape before it asks for the right.
        kropp["filer"] = [SimpleUploadedFile("prove.csv", rad["fil"].encode())]
        return int(klient.post(adresse, kropp).status_code)
    svar = getattr(klient, metode)(adresse, kropp, content_type="application/json")
    return int(svar.status_code)


def test_every_operation_stands_in_the_table_with_its_right() -> None:
    i_koden = {
        (op.view_func.__name__, op.view_func.rett, metode) for op in operasjoner() for metode in op.methods
    }
    assert i_koden == {(rad["navn"], rad["rett"], rad.get("metode", "GET")) for rad in RADER}
    assert len(RADER) >= len(i_koden)


@pytest.mark.krav("SYS-02")
@pytest.mark.parametrize("rad", RADER, ids=lambda r: f"{r.get('metode', 'GET')} {r['adresse']}")
def test_an_operation_lets_in_exactly_those_with_the_right(rad: dict[str, Any], verden: Verden) -> None:
    eksempler = verden.eksempler
    feil = {}
    for rolle in roller().values():
        person = verden.personer[rolle.id]
        har = rad["rett"] == EGET or rad["rett"] in rolle.retter
        ventet = rad["status"] if har else 403
        ventet = rad.get("unntak", {}).get(rolle.id, ventet)
        status = prov(med(nokkel(person), raise_request_exception=False), rad, eksempler)
        if status != ventet:
            feil[rolle.id] = f"{status}, ventet {ventet}"
    assert feil == {}


@pytest.mark.parametrize("rad", RADER, ids=lambda r: f"{r.get('metode', 'GET')} {r['adresse']}")
def test_a_key_without_the_scope_or_without_writing_is_refused(rad: dict[str, Any], verden: Verden) -> None:
    eksempler = verden.eksempler
    person = next(
        verden.personer[r.id] for r in roller().values() if rad["rett"] == EGET or rad["rett"] in r.retter
    )
    uten = nokkel(person, set(omfang_navn()) - {rad["rett"]})
    assert prov(med(uten), rad, eksempler) == 403
    assert prov(Client(), rad, eksempler) == 401
    if rad.get("metode", "GET") != "GET":
        assert prov(med(nokkel(person, kan_skrive=False)), rad, eksempler) == 403
