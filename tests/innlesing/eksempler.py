"""An import, and a file that waits."""

import tempfile
from pathlib import Path

from rodtraad.innlesing.opplasting import Sending, ta_imot
from rodtraad.innlesing.profiler import lagre_profil
from rodtraad.innlesing.services import les_inn
from tests.personer import Verden

KONTOPLAN = "funksjon,navn,rekkefolge,gyldig_fra\n202,Grunnskole,1,2020-01-01\n"
EGEN = "Måned;Kto;Tjeneste;Sum\n1;1010;2020;100,50\n1;1010;2021;-100,50\n"
"""Made for the tests: a ledger in columns of its own."""
PROFIL = """navn: Prøvesystemet
skilletegn: ";"
desimaltegn: ","
kolonner:
  aar: {verdi: 2024}
  slag: {verdi: regnskap}
  periode: Måned
  kontoklasse: {kolonne: Kto, fra: 1, lengde: 1}
  art: {kolonne: Kto, fra: 2, lengde: 3}
  funksjon: {kolonne: Tjeneste, fra: 1, lengde: 3}
  belop: Sum
"""


def lag(verden: Verden) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "kontoplan.csv"
        fil.write_text(KONTOPLAN, encoding="utf-8")
        innlesing = les_inn("kontoplan", [fil], av="test")
    okonomi = verden.personer["okonomi"].pk
    venter = ta_imot(
        Sending(kilde="kontoplan", filer=[("ny.csv", [f"{KONTOPLAN}215,SFO,2,2020-01-01\n".encode()])],
                bruker_id=okonomi, av="test")
    )  # fmt: skip
    feil = ta_imot(
        Sending(kilde="kontoplan", filer=[("feil.csv", [f"{KONTOPLAN},,x,\n".encode()])], bruker_id=okonomi,
                av="test")
    )  # fmt: skip
    egen = ta_imot(Sending(kilde="csv", filer=[("egen.csv", [EGEN.encode()])], bruker_id=okonomi, av="test"))
    profil = lagre_profil(kilde="csv", navn="Prøvesystemet", tekst=PROFIL, av="test")
    with tempfile.TemporaryDirectory() as mappe:
        (Path(mappe) / "p.yaml").write_text(PROFIL, encoding="utf-8")
        (Path(mappe) / "egen.csv").write_text(EGEN, encoding="utf-8")
        gjennom = les_inn("csv", [Path(mappe) / "egen.csv"], profil=Path(mappe) / "p.yaml", av="test")
    return {
        "innlesing": str(innlesing.id), "opplasting": venter.pk, "opplasting_feil": feil.pk,
        "opplasting_kolonner": egen.pk, "profilversjon": str(profil.pk), "innlesing_profil": str(gjennom.id),
    }  # fmt: skip
