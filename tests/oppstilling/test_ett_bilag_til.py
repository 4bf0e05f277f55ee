"""One more voucher moves every table it belongs to by exactly its amount; withdrawing restores them."""

import json
import re
from pathlib import Path

import pytest

from tests.installasjoner import kopi, rodtraad
from tests.oppstilling.demo import i_installasjonen

BELOP = 1_234_567_89
BILAG = """\
aar,periode,slag,kontoklasse,art,funksjon,kapittel,sektor,ansvar,bilag,dato,tekst,belop
2024,12,regnskap,1,200,202,,,2010,EKSTRA-1,2024-12-30,Et bilag til,1234567.89
2024,12,regnskap,2,,,10,320,,EKSTRA-1,2024-12-30,Et bilag til,-1234567.89
"""
CELLER = """
import json
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import bygget, tabell_ider
g = hent_grunnlag()
celler = {}
for id_ in tabell_ider(g.aar):
    hel = bygget(g, id_)
    for rad in hel.hele:
        for kolonne, formel in hel.kolonner.items():
            if formel.slag != "prosent":
                celler[f"{id_}|{rad.linje}|{kolonne}"] = hel.ore(rad.linje, kolonne)
print(json.dumps(celler))
"""
TREFF = {
    ("bevilgning_5_4_1", 8), ("bevilgning_5_4_1", 10), ("bevilgning_5_4_1", 18), ("bevilgning_5_4_1", 23),
    ("okonomisk_oversikt_5_6", 12), ("okonomisk_oversikt_5_6", 15), ("okonomisk_oversikt_5_6", 16),
    ("okonomisk_oversikt_5_6", 23), ("okonomisk_oversikt_5_6", 31),
    ("totaloversikt_okonomi", 7), ("totaloversikt_okonomi", 13), ("totaloversikt_okonomi", 14),
    ("totaloversikt_drift", 3), ("totaloversikt_drift", 10),
    ("bevilgning_5_4_2", 8), ("bevilgning_5_4_2", 39), ("bevilgning_5_4_2", 76), ("bevilgning_5_4_2", 79),
    ("okonomi_per_virksomhet", 3), ("okonomi_per_virksomhet", 8), ("okonomi_per_virksomhet", 9),
    ("budsjettavvik_5_9_drift", 1), ("budsjettavvik_5_9_drift", 8), ("budsjettavvik_5_9_drift", 13),
    ("budsjettavvik_5_9_drift", 18),
    ("okonomi_per_tjeneste", 125), ("okonomi_per_tjeneste", 139), ("okonomi_per_tjeneste", 142),
    ("okonomi_per_tjeneste", 147),
}  # fmt: skip
URORT = ("sentrale_inntekter", "finans", "bevilgning_5_5_1", "bevilgning_5_5_2", "investeringsstatus")


def celler(mappe: Path) -> dict[str, int]:
    verdier: dict[str, int] = json.loads(i_installasjonen(mappe, CELLER))
    return verdier


@pytest.mark.krav("KONTO-14")
def test_one_more_voucher_moves_its_tables_by_its_amount_and_withdrawing_restores_them(
    demo_mappe: Path, tmp_path: Path
) -> None:
    mappe = kopi(demo_mappe, tmp_path / "kopi")
    fil = tmp_path / "ekstra.csv"
    fil.write_text(BILAG, "utf-8")
    foer = celler(mappe)

    lest = rodtraad("les", "csv", fil, "--mappe", mappe).stdout
    etter = celler(mappe)
    assert etter.keys() == foer.keys()
    flyttet = {celle: etter[celle] - foer[celle] for celle in foer if etter[celle] != foer[celle]}
    assert {abs(endring) for endring in flyttet.values()} == {BELOP}
    rader = {(celle.split("|")[0], int(celle.split("|")[1])) for celle in flyttet}
    trykte = {id_ for id_, _ in TREFF} | set(URORT)
    assert {rad for rad in rader if rad[0] in trykte} == TREFF
    assert all(endring == BELOP for c, endring in flyttet.items() if c.endswith("6|15|regnskap_2024"))
    assert all(endring == -BELOP for c, endring in flyttet.items() if "bevilgning" in c and "avvik" in c)

    innlesing = re.search(r"innlesing (\w+)\.", lest)
    assert innlesing is not None
    rodtraad("trekk-tilbake", innlesing.group(1), "--mappe", mappe)
    assert celler(mappe) == foer
