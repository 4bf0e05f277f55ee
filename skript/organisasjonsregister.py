"""Writes the demonstration's organisation register from its virksomheter and the ledger's ansvar.

Run it when src/rodtraad/demo/data/hovedbok/ansvar.csv has changed. Codes that the municipality does not
print are constructed: vis_kode 0 and konstruert 1.
"""

import csv
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "rodtraad" / "demo" / "data"
KOLONNER = [
    "kode", "navn", "nivaa", "overordnet", "gyldig_fra", "gyldig_til", "rekkefolge", "vis_kode", "har_tabeller",
    "linje_overordnet", "etterfolger", "konstruert",
]  # fmt: skip
FRA = "2020-01-01"
# (rammeområde, its virksomheter); the last has none and lies outside all rammeområder.
STRUKTUR: tuple[tuple[tuple[str, str] | None, tuple[tuple[str, str], ...]], ...] = (
    (("10", "Stab og støtte"), (("100", "Stab og støtte"),)),
    (("15", "Investeringer"), (("150", "Investeringer"),)),
    (
        ("20", "Oppvekst"),
        (
            ("200", "Skolene"),
            ("230", "Barnehagene"),
            ("250", "Røros lærings- og veiledningstjeneste"),
            ("350", "NAV"),
            ("360", "Barneverntjenesten"),
        ),
    ),
    (
        ("30", "Helse og omsorg"),
        (
            ("310", "Institusjonsbaserte tjenester"),
            ("330", "Helse"),
            ("340", "Hjemmebaserte tjenester"),
            ("370", "Gavekonto"),
        ),
    ),
    (("40", "Næring"), (("400", "Næring"),)),
    (("50", "Kultur"), (("500", "Kultur og fritid"),)),
    (
        ("60", "Tekniske områder"),
        (
            ("600", "Administrasjon, plan og landbruk"),
            ("610", "VAR - Selvkost"),
            ("620", "Kommunalteknikk"),
            ("630", "Bygningsadministrasjon og drift"),
            ("640", "Brann"),
        ),
    ),
    (("70", "Kirkelig administrasjon"), (("700", "Kirkelig administrasjon"),)),
    (("80", "Finans"), (("800", "Finans"),)),
    (None, (("900", "Sentrale poster"),)),
)
KONSTRUERT = {"150", "400", "500", "700", "800", "900"}
UTEN_TABELLER = {"15", "80", "150", "370", "700", "800", "900"}
EGEN_LINJE = {"640"}


def rader() -> list[list[str]]:
    """Every unit, parents before children."""
    with (DATA / "hovedbok" / "ansvar.csv").open(encoding="utf-8") as fil:
        ansvar = list(csv.DictReader(fil))
    funnet: list[list[str]] = []
    for omraade, virksomheter in STRUKTUR:
        over = omraade[0] if omraade else ""
        if omraade:
            funnet.append(rad(*omraade, "rammeomrade", "", konstruert=True))
        for kode, navn in virksomheter:
            funnet.append(rad(kode, navn, "virksomhet", over, konstruert=kode in KONSTRUERT))
            funnet += [
                rad(a["kode"], a["navn"], "ansvar", kode, konstruert=a["konstruert"] == "1")
                for a in ansvar
                if a["virksomhet"] == kode
            ]
    return [[*r[:6], str(10 * nr), *r[6:]] for nr, r in enumerate(funnet, start=1)]


def rad(kode: str, navn: str, nivaa: str, over: str, *, konstruert: bool) -> list[str]:
    """One unit without its place in the order."""
    har_tabeller = nivaa != "ansvar" and kode not in UTEN_TABELLER
    linje = "topp" if kode in EGEN_LINJE else ""
    return [
        kode, navn, nivaa, over, FRA, "", str(int(not konstruert)), str(int(har_tabeller)), linje, "",
        str(int(konstruert)),
    ]  # fmt: skip


def main() -> None:
    """Writes the register."""
    with (DATA / "registre" / "organisasjon.csv").open("w", encoding="utf-8", newline="") as fil:
        skriver = csv.writer(fil, lineterminator="\n")
        skriver.writerow(KOLONNER)
        skriver.writerows(rader())


if __name__ == "__main__":
    main()
