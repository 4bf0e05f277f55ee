"""An edition is frozen: found out when changed, the same when unchanged, corrected only with a reason.

The demonstration is published once for the whole run; these tests copy it and hurt the copy.
"""

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rodtraad.publisering import verifiser as kontroll
from rodtraad.publisering.manifest import MANIFEST, MANIFESTSUM, manifestfiler, sha256
from rodtraad.publisering.mappe import les_mappe
from rodtraad.publisering.pdf import lag_pdf
from rodtraad.publisering.utgave import les_opphav
from rodtraad.rapport.dokument import Dokument, Kapittel, Tabellblokk
from tests.installasjoner import rodtraad

VERSJON_1 = Path("arkiv", "aarsrapport-2024", "versjon-1")
PDF = "aarsrapport-2024.pdf"


@pytest.fixture(scope="session")
def publisert(demo_mappe: Path) -> Path:
    return demo_mappe / VERSJON_1


@pytest.fixture
def kopi(publisert: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(publisert, tmp_path / "utgave"))


def bland(mappe: Path) -> None:
    """Mends every hash, the manifest and its own hash, as a forger would."""
    manifest = json.loads((mappe / MANIFEST).read_bytes())
    for fil in manifest["filer"]:
        raa = (mappe / fil["sti"]).read_bytes()
        fil["sha256"], fil["storrelse"] = hashlib.sha256(raa).hexdigest(), len(raa)
    raa = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    for navn, innhold in manifestfiler(raa).items():
        (mappe / navn).write_bytes(innhold)


def endre(fil: Path, endring: Callable[[str], str]) -> None:
    for_ = fil.read_text("utf-8")
    etter = endring(for_)
    assert etter != for_
    fil.write_text(etter, "utf-8")


def steder(mappe: Path) -> dict[str, str]:
    funn: dict[str, str] = {}
    for ett in kontroll.verifiser(mappe).funn:
        funn[ett.sted] = f"{funn.get(ett.sted, '')} {ett.melding}"
    return funn


def test_the_published_edition_verifies_from_its_folder_alone(publisert: Path) -> None:
    assert steder(publisert) == {}


def test_the_command_says_that_it_verifies(verifisert: str) -> None:
    assert "Utgaven stemmer" in verifisert
    assert "AVVIK" not in verifisert


def test_the_manifest_lists_every_other_file_and_what_the_figures_were_made_from(publisert: Path) -> None:
    manifest = json.loads((publisert / MANIFEST).read_bytes())
    finnes = set(les_mappe(publisert)) - {MANIFEST, MANIFESTSUM}
    assert {f["sti"] for f in manifest["filer"]} == finnes
    for fil in manifest["filer"]:
        assert sha256((publisert / fil["sti"]).read_bytes()) == fil["sha256"]
    assert (publisert / MANIFESTSUM).read_text().split()[0] == sha256((publisert / MANIFEST).read_bytes())
    assert {"regelverk", "maler", "kode", "rodtraad", "typst"} <= manifest["laget_med"].keys()
    assert any(
        i["konstruert"] and re.fullmatch(r"[0-9a-f]{64}", i["sha256"]) for i in manifest["innlesinger"]
    )
    assert manifest["konstruert"]
    assert len(manifest["tekster"]) > 100


def test_one_changed_byte_in_any_kind_of_file_is_found(kopi: Path) -> None:
    ender = {f.suffix for f in kopi.rglob("*") if f.is_file()}
    assert {
        ".html",
        ".pdf",
        ".csv",
        ".json",
        ".jsonl",
        ".svg",
        ".css",
        ".js",
        ".woff2",
        ".yaml",
        ".ttl",
    } <= ender
    endret = [next(f for f in sorted(kopi.rglob(f"*{ende}")) if f.name != MANIFEST) for ende in sorted(ender)]
    endret = [f for f in endret if f.name != MANIFESTSUM]
    for fil in endret:
        raa = bytearray(fil.read_bytes())
        raa[len(raa) // 2] ^= 1
        fil.write_bytes(raa)
    funnet = steder(kopi)
    assert {f.relative_to(kopi).as_posix() for f in endret} <= funnet.keys()


def test_a_changed_manifest_a_missing_and_an_extra_file_are_found(kopi: Path) -> None:
    (kopi / "data" / "ekstra.csv").write_text("a\n1\n")
    (kopi / "data" / "katalog.ttl").unlink()
    endre(kopi / MANIFEST, lambda t: t.replace('"versjon": 1', '"versjon": 2', 1))
    funnet = steder(kopi)
    assert {MANIFESTSUM, MANIFEST, "data/ekstra.csv", "data/katalog.ttl"} <= funnet.keys()
    assert "mangler" in funnet["data/katalog.ttl"]


def test_a_changed_figure_is_found_in_every_kind_of_file_though_all_hashes_are_mended(kopi: Path) -> None:
    opphav = les_opphav(kopi)
    dokument = opphav.dokument()
    blokk = finn_tabell(dokument, "totaloversikt_okonomi")
    verdi = str(blokk.tabell.verdi(1, "regnskap_2024"))
    csvfil, jsonfil = (kopi / "data" / f"{blokk.anker}.{e}" for e in ("csv", "json"))
    endre(csvfil, lambda t: t.replace(verdi, "-1", 1))
    endre(jsonfil, lambda t: t.replace(verdi, "-1", 1))
    side = next(f for f in sorted(kopi.rglob("index.html")) if f'id="{blokk.anker}"' in f.read_text("utf-8"))
    endre(side, lambda t: re.sub(r'(<td class="tall">(?:<a [^>]*>)?)[^<]*\d[^<]*', r"\g<1>987", t, count=1))
    forklaring = min((kopi / "forklar").rglob("*.html"))
    endre(forklaring, lambda t: re.sub(r"\d(?=[^<>]*</(?:td|dd|strong|span|p)>)", "7777", t, count=1))
    (kopi / PDF).write_bytes(lag_pdf(med_verdi(dokument, blokk, -1), opphav.metadata))
    bland(kopi)
    funnet = steder(kopi)
    endret = {f.relative_to(kopi).as_posix() for f in (csvfil, jsonfil, side, forklaring)} | {PDF}
    assert endret == funnet.keys()
    assert f"står «-1», regnet ut til «{verdi}»" in funnet[csvfil.relative_to(kopi).as_posix()]
    assert "987" in funnet[side.relative_to(kopi).as_posix()]
    assert "Tall som ikke følger av grunnlaget" in funnet[PDF]


def test_a_changed_fact_changes_every_figure_made_of_it(kopi: Path) -> None:
    def hundre_tusen_mer(tekst: str) -> str:
        rader = list(csv.reader(io.StringIO(tekst)))
        kol = rader[0].index("belop")
        rad = next(
            r
            for r in rader[1:]
            if r[0] == "2024" and "regnskap" in r and r[rader[0].index("kontoklasse")] == "1"
        )
        rad[kol] = str(int(rad[kol]) + 10_000_000_00)
        ut = io.StringIO()
        csv.writer(ut, lineterminator="\n").writerows(rader)
        return ut.getvalue()

    endre(kopi / "grunnlag" / "artsummer.csv", hundre_tusen_mer)
    bland(kopi)
    funnet = steder(kopi)
    assert PDF in funnet
    assert any(s.startswith("data/") and s.endswith(".csv") for s in funnet)


def test_damaged_facts_are_a_finding_and_never_a_traceback(kopi: Path) -> None:
    (kopi / "grunnlag" / "grunnlag.json").write_text("{", "utf-8")
    bland(kopi)
    svar = rodtraad("verifiser", kopi, sjekk=False)
    assert svar.returncode == 1
    assert "kan ikke leses" in svar.stdout
    assert "Utgaven stemmer ikke: 1 avvik" in svar.stdout
    assert "Traceback" not in svar.stderr


def test_a_folder_that_is_no_edition_is_refused(tmp_path: Path) -> None:
    svar = rodtraad("verifiser", tmp_path, sjekk=False)
    assert svar.returncode == 1
    assert "ikke noe manifest" in svar.stdout
    assert "ingen mappe" in rodtraad("verifiser", tmp_path / "borte", sjekk=False).stderr


def test_other_software_compares_figures_and_says_so(kopi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endre(kopi / "om-utgaven" / "index.html", lambda t: t.replace("<h1>Om utgaven", "<h1>Om  utgaven"))
    annet = {**kontroll.laget_med(), "maler": "0" * 64}
    monkeypatch.setattr(kontroll, "laget_med", lambda: annet)
    bland(kopi)
    resultat = kontroll.verifiser(kopi)
    assert resultat.funn == []
    assert any("annet program eller regelverk: maler" in o for o in resultat.opplysninger)


def finn_tabell(dokument: Dokument, tabell_id: str) -> Tabellblokk:
    return next(
        b
        for k in dokument.alle_kapitler()
        for b in k.blokker
        if isinstance(b, Tabellblokk) and b.tabell.id == tabell_id
    )


def med_verdi(dokument: Dokument, blokk: Tabellblokk, verdi: int) -> Dokument:
    """The document with one other figure in the first row of one table."""
    tabell, nr = blokk.tabell, blokk.tabell.kolonnenr("regnskap_2024")
    celler = tuple(replace(c, verdi=verdi) if n == nr else c for n, c in enumerate(tabell.rader[0].celler))
    rader = (replace(tabell.rader[0], celler=celler), *tabell.rader[1:])
    ny = replace(blokk, tabell=replace(tabell, rader=rader))

    def i(kapittel: Kapittel) -> Kapittel:
        return replace(
            kapittel,
            blokker=tuple(ny if b is blokk else b for b in kapittel.blokker),
            kapitler=tuple(i(k) for k in kapittel.kapitler),
        )

    return replace(dokument, kapitler=tuple(i(k) for k in dokument.kapitler))
