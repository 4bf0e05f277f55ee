"""From a public figure to file, batch, row and the time the file was read in."""

from dataclasses import replace

import pytest

from rodtraad.oppstilling.grunnlag import Kildeinfo
from rodtraad.publisering.nettsted import bygg, kilde_i_ord
from rodtraad.publisering.nettsted.sider import lag_nettkart
from rodtraad.rapport.dokument import Nokkeltall, Tabellblokk, Tallsted
from tests.publisering import eksempel


def kilde(tidspunkt: str, beskrivelse: str = "") -> Kildeinfo:
    return Kildeinfo("a1", "csv", "hovedbok-2024.csv", "0" * 64, beskrivelse, tidspunkt, 12)


def test_the_time_of_a_batch_is_norwegian_time_summer_and_winter() -> None:
    assert kilde_i_ord(kilde("2026-11-22T04:48:16+00:00")) == (
        "hovedbok-2024.csv, lest inn 22. november 2026 kl. 05.48"
    )
    assert "1. juli 2026 kl. 01.30" in kilde_i_ord(kilde("2026-06-30T23:30:00+00:00"))
    assert kilde_i_ord(kilde("2026-11-22T04:48:16+00:00", "Konstruert.")).endswith("05.48. Konstruert.")


@pytest.mark.krav("KONTO-14")
def test_a_public_figure_names_its_batch_with_file_and_time_and_each_voucher_its_row() -> None:
    forklaringer = eksempel.forklaringer()
    nokkel, forklaring = next((n, f) for n, f in forklaringer.items() if f.bilag and f.innlesinger)
    kilder = {i: kilde_i_ord(kilde("2026-11-22T04:48:16+00:00")) for i in forklaring.innlesinger}
    filer = dict(bygg(eksempel.dokument(), forklaringer, eksempel.metadata(2), kilder))
    side = filer[f"forklar/{nokkel[0]}/{nokkel[1]}.html"].decode()
    for innlesing in forklaring.innlesinger:
        assert f"<code>{innlesing}</code> – hovedbok-2024.csv, lest inn 22. november 2026 kl. 05.48" in side
    assert "Rad i filen" in side
    assert f'<td class="tall">{forklaring.bilag[0].rad}</td>' in side
    assert filer == dict(bygg(eksempel.dokument(), forklaringer, eksempel.metadata(2), kilder))


def test_a_rule_that_refers_to_another_statement_links_to_its_row() -> None:
    forklaringer = eksempel.forklaringer()
    nokkel, forklaring = next(iter(forklaringer.items()))
    regel = f"Hentet fra linje {nokkel[1]} i {nokkel[0]}. Se linje 999 i finnes_ikke."
    filer = dict(bygg(eksempel.dokument(), {nokkel: replace(forklaring, regel=regel)}, eksempel.metadata(2)))
    side = filer[f"forklar/{nokkel[0]}/{nokkel[1]}.html"].decode()
    assert f'<a class="ds-link" href="../{nokkel[0]}/{nokkel[1]}.html">linje {nokkel[1]} i «' in side
    assert "Se linje 999 i finnes_ikke." in side


def test_a_key_figure_leads_to_its_explanation_else_to_its_table_else_nowhere() -> None:
    tabell, linje, _ = next(iter(eksempel.forklaringer()))
    anker = next(
        b.anker for k in eksempel.dokument().alle_kapitler() for b in k.blokker if isinstance(b, Tabellblokk)
    )
    tall = tuple((navn, "1", "") for navn in "abc")
    kort = Nokkeltall(tall, (Tallsted("x", tabell, linje), Tallsted(anker)))
    dokument = eksempel.dokument()
    forst = replace(dokument.kapitler[0], blokker=(kort,))
    sted = lag_nettkart(dokument).lenke("", anker)
    dokument = replace(dokument, kapitler=(forst, *dokument.kapitler[1:]))
    forside = dict(bygg(dokument, eksempel.forklaringer(), eksempel.metadata(2)))["index.html"].decode()
    assert f'<a class="rt-stort" href="forklar/{tabell}/{linje}.html">1</a>' in forside
    assert f'<a class="rt-stort" href="{sted}">1</a>' in forside
    assert '<span class="rt-stort">1</span>' in forside
