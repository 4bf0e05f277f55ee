"""The template as data: schema, registered names, ids."""

import copy

from rodtraad.rapport.mal import feil_i_mal, les_mal


def test_the_template_follows_its_schema_and_names_only_what_exists() -> None:
    assert feil_i_mal(les_mal()) == []


def test_a_template_with_an_unknown_text_is_refused() -> None:
    mal = copy.deepcopy(les_mal())
    mal["kapitler"][0]["innhold"] = [{"tekst": "finnes.ikke"}, {"figur": "heller_ikke"}]
    assert feil_i_mal(mal) == ["Teksten «finnes.ikke» finnes ikke.", "Figuren «heller_ikke» finnes ikke."]


def test_a_template_with_an_unknown_key_or_a_chapter_without_content_is_refused() -> None:
    mal = copy.deepcopy(les_mal())
    mal["kapitler"].append({"id": "tomt", "tittel": "Tomt"})
    mal["kapitler"][0]["farge"] = "rød"
    feil = feil_i_mal(mal)
    assert len(feil) == 2
    assert any("farge" in f for f in feil)


def test_a_chapter_id_used_twice_is_refused() -> None:
    mal = copy.deepcopy(les_mal())
    mal["kapitler"].append(copy.deepcopy(mal["kapitler"][-2]))
    assert "Kapittel-id «aarsregnskap» er brukt to ganger." in feil_i_mal(mal)
