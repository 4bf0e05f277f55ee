"""The whole report: structure, order, numbering, references, status."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rodtraad.oppstilling.grunnlag import Grunnlag, Kommune, Organisasjonsenhet
from rodtraad.rapport.aarsrapport import bygg, tom_enhetsmal
from rodtraad.rapport.dokument import Avsnitt, Dokument, Figurblokk, Kapittel, Kryssref, Tabellblokk, Tekst
from rodtraad.rapport.kontroll import kontroller_dokument
from tests.rapport.fasittabeller import STATUS, Fasit
from tests.rapport.trykte_overskrifter import trykt_tre, trykte_overskrifter, utelatte_overskrifter

REKKEFOLGE = ["BES", "UTV", "RES", "BEG", "ØKT", "ØKR", "KOM", "TIL", "INV", "ITX", "ISA", "SYK"]
EN_VIRKSOMHET = ("100", "400", "500")


def kapittel(dokument: Dokument, ident: str) -> Kapittel:
    return next(k for k in dokument.alle_kapitler() if k.id == ident)


def tabellblokker(dokument: Dokument) -> list[Tabellblokk]:
    return [b for k in dokument.alle_kapitler() for b in k.blokker if isinstance(b, Tabellblokk)]


def figurblokker(dokument: Dokument) -> list[Figurblokk]:
    return [b for k in dokument.alle_kapitler() for b in k.blokker if isinstance(b, Figurblokk)]


@pytest.mark.krav("RAP-02")
def test_a_new_unit_gets_all_sections_in_the_fixed_order() -> None:
    assert [kode for kode, _ in tom_enhetsmal()] == REKKEFOLGE


@pytest.mark.krav("RAP-02")
def test_every_unit_chapter_keeps_the_fixed_order_and_has_no_empty_section(dokument: Dokument) -> None:
    titler = [tittel for _, tittel in tom_enhetsmal()]
    enheter = [k for k in dokument.alle_kapitler() if k.id.removeprefix("enhet-").isdigit()]
    assert len(enheter) == 7 + 14
    for enhet in enheter:
        brukt = [titler.index(s.tittel) for s in enhet.kapitler if s.tittel in titler]
        assert brukt == sorted(set(brukt)), enhet.tittel
        assert all(s.blokker or s.kapitler for s in enhet.alle() if s is not enhet)


@pytest.mark.krav("RAP-04")
def test_all_unit_tables_are_filled_and_only_repeated_ones_are_left_out(
    dokument: Dokument, roros: Fasit
) -> None:
    ankere = {b.anker for b in tabellblokker(dokument)}
    mangler = []
    for enhet in roros.enheter:
        for navn in ("okonomi_per_tjeneste", "okonomi_per_virksomhet", "sykefravaer", "investeringsstatus"):
            try:
                roros.hent(roros.grunnlag, navn, enhet.kode)
            except KeyError:
                continue
            if f"tabell-{navn.replace('_', '-')}-{enhet.kode}" not in ankere:
                mangler.append((navn, enhet.kode))
    repeterte = ("okonomi_per_tjeneste", "okonomi_per_virksomhet", "sykefravaer")
    assert sorted(mangler) == sorted(
        (navn, kode) for kode in EN_VIRKSOMHET for navn in repeterte if (navn, kode) != ("sykefravaer", "400")
    )


@pytest.mark.krav("RAP-08")
def test_a_rammeomrade_with_one_virksomhet_shows_its_tables_once(dokument: Dokument) -> None:
    kultur = kapittel(dokument, "enhet-50")
    tabeller = [b.tabell.id for k in kultur.alle() for b in k.blokker if isinstance(b, Tabellblokk)]
    for navn in ("okonomi_per_tjeneste", "okonomi_per_virksomhet", "sykefravaer"):
        assert tabeller.count(navn) == 1
    henvisninger = [s for k in kapittel(dokument, "enhet-500").alle() for b in k.blokker
                    if isinstance(b, Avsnitt) for s in b.spenn if isinstance(s, Kryssref)]  # fmt: skip
    assert [h.maal for h in henvisninger] == ["enhet-50"]


@pytest.mark.krav("RAP-14")
def test_references_follow_when_tables_are_renumbered(roros: Fasit, dokument: Dokument) -> None:
    uten = {k: v for k, v in roros.grunnlag.datasett.items() if k != "avvik_tilsyn"}
    kortere = bygg(replace(roros.grunnlag, datasett=uten), hent=roros.hent)
    for utgave in (dokument, kortere):
        nummer = {b.anker: b.nummer for b in tabellblokker(utgave)}
        referanser = [s for k in utgave.alle_kapitler() for b in k.blokker if isinstance(b, Avsnitt)
                      for s in b.spenn if isinstance(s, Kryssref) and s.maal.startswith("tabell-")]  # fmt: skip
        assert len(referanser) > 20
        assert all(r.tekst == f"tabell {nummer[r.maal]}" for r in referanser)
    assert len(tabellblokker(kortere)) == len(tabellblokker(dokument)) - 3


def test_tables_and_figures_are_numbered_in_reading_order(dokument: Dokument) -> None:
    assert [b.nummer for b in tabellblokker(dokument)] == list(range(1, len(tabellblokker(dokument)) + 1))
    assert [b.nummer for b in figurblokker(dokument)] == list(range(1, len(figurblokker(dokument)) + 1))


@pytest.mark.krav("RAP-17")
def test_every_printed_heading_is_in_the_report_or_left_out_with_a_reason(
    dokument: Dokument, delt: Path
) -> None:
    trykte = trykte_overskrifter(delt / "krav" / "rapportstruktur.md")
    egne = [k.tittel for k in dokument.alle_kapitler()]
    utelatt = {k.format(aar=2024): grunn for k, grunn in utelatte_overskrifter().items()}
    assert len(trykte) > 200
    assert [t for t in trykte if t not in egne and t not in utelatt] == []
    assert sorted(set(utelatt) & set(egne)) == []
    assert sorted(set(utelatt) - set(trykte)) == []
    assert all(grunn.strip() for grunn in utelatt.values())


@pytest.mark.krav("RAP-17")
def test_chapters_stand_in_the_printed_order(dokument: Dokument, delt: Path) -> None:
    trykt = trykt_tre(delt / "krav" / "rapportstruktur.md")
    egne = [(k.tittel, barn.tittel) for k in dokument.kapitler for barn in k.kapitler]
    steder = [trykt.index(par) for par in egne if par in trykt]
    assert len(steder) > 40
    assert steder == sorted(steder)


@pytest.mark.krav("RAP-19")
def test_every_table_says_whether_it_is_audited(dokument: Dokument) -> None:
    alle = [b.tabell for b in tabellblokker(dokument)] + [b.figur.data for b in figurblokker(dokument)]
    assert {t.status for t in alle} == {STATUS, "Ikke regnskapstall, ikke omfattet av revisjonen"}
    assert next(t for t in alle if t.id == "bevilgning_5_4_1").status == STATUS


@pytest.mark.krav("RAP-19")
def test_the_status_follows_the_accounts_when_they_are_audited(roros: Fasit) -> None:
    revidert = bygg(replace(roros.grunnlag, status="Revidert"), hent=roros.hent)
    assert STATUS not in {b.tabell.status for b in tabellblokker(revidert)}
    assert "Tallene er revidert." in "".join(
        s.tekst
        for b in kapittel(revidert, "okonomiske-kommentarer").blokker
        if isinstance(b, Avsnitt)
        for s in b.spenn
    )


@pytest.mark.krav("RAP-07")
def test_the_foreword_is_signed_with_name_bilingual_title_and_date(dokument: Dokument) -> None:
    dato, navn, tittel = [b for b in kapittel(dokument, "ordet-signatur").blokker if isinstance(b, Avsnitt)]
    assert dato.spenn == (Tekst("Røros, 31. mars 2025"),)
    assert navn.spenn == (Tekst("Ada Eksempel", sterk=True),)
    assert tittel.spenn == (Tekst("Tjïeltedirektööre", spraak="sma"), Tekst(" / "), Tekst("kommunedirektør"))


def test_a_constructed_installation_says_so_in_the_foreword(roros: Fasit) -> None:
    valg = {**roros.grunnlag.innstillinger, "konstruert": "Bilagene er konstruert."}
    rapport = bygg(replace(roros.grunnlag, innstillinger=valg), hent=roros.hent)
    assert rapport.konstruert == "Bilagene er konstruert."
    assert any(
        getattr(b, "slag", "") == "konstruert"
        for b in kapittel(rapport, "kommunedirektoren-har-ordet").blokker
    )


def test_the_report_is_the_same_every_time(roros: Fasit, dokument: Dokument) -> None:
    assert bygg(roros.grunnlag, hent=roros.hent) == dokument


def test_the_report_of_the_printed_municipality_has_nothing_to_refuse(dokument: Dokument) -> None:
    assert kontroller_dokument(dokument) == ()


def test_a_municipality_without_figures_gets_no_chapters() -> None:
    tomt = Grunnlag(Kommune("9999", "Prøve"), 2030, date(2031, 3, 31), STATUS)
    assert bygg(tomt).kapitler == ()


def test_an_installation_with_an_organisation_and_no_accounts_shows_no_unit_chapters() -> None:
    enheter = (
        Organisasjonsenhet("1", "Skole", "rammeomrade", "", 1),
        Organisasjonsenhet("11", "Vest", "virksomhet", "1", 2),
    )
    tomt = Grunnlag(Kommune("9999", "Prøve"), 2030, date(2031, 3, 31), STATUS, organisasjon=enheter)
    rapport = bygg(tomt)
    assert tabellblokker(rapport) == []
    assert not [k for k in rapport.alle_kapitler() if k.id.startswith("enhet-")]


def test_the_teacher_norm_stands_with_the_schools(dokument: Dokument) -> None:
    (tabell,) = [b.tabell for b in tabellblokker(dokument) if b.tabell.id == "laerernorm_hovedtrinn"]
    assert len(tabell.rader) == 7
    assert [b for b in kapittel(dokument, "enhet-200-laerernorm").blokker if isinstance(b, Tabellblokk)]
