"""The site as people meet it: every template through axe, the keyboard path, search, sorting, no script."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from rodtraad.kjerne.fold import sokeform
from tests.e2e.axe import AXE, brudd

pytestmark = pytest.mark.nettleser
SIDER = {
    "forside": "",
    "kapittel": "totaloversikt/",
    "enhet": "skolene/",
    "kostra": "kostra-analyse/",
    "figur": "samfunn/",
    "innhold": "innhold/",
    "sok": "sok/?q=oppvekst",
    "sok-tomt": "sok/",
    "om": "om-utgaven/",
    "detaljer": "detaljer/",
    "forklaring": "forklar/totaloversikt_okonomi/4.html",
}


def apne_alt(side: Page) -> None:
    side.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")


@pytest.mark.krav("PUB-07")
@pytest.mark.parametrize("navn", SIDER)
def test_no_page_has_an_accessibility_error(nettleser: Browser, adresse: str, navn: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core er ikke installert (make oppsett)")
    kontekst = nettleser.new_context(bypass_csp=True, reduced_motion="reduce")
    side = kontekst.new_page()
    side.goto(adresse + SIDER[navn])
    side.wait_for_load_state("networkidle")
    apne_alt(side)
    for tema in ("light", "dark"):
        for bredde in (1280, 320):
            side.emulate_media(color_scheme=tema)
            side.set_viewport_size({"width": bredde, "height": 900})
            assert brudd(side) == [], f"{tema} {bredde}"
            assert side.evaluate("document.documentElement.scrollWidth") <= bredde, (
                "the page scrolls sideways"
            )
    kontekst.close()


def test_axe_itself_finds_what_is_wrong(nettleser: Browser) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core er ikke installert (make oppsett)")
    kontekst = nettleser.new_context()
    side = kontekst.new_page()
    side.set_content('<html><body><img src="data:,"><a href="#x"></a></body></html>')
    funnet = brudd(side)
    kontekst.close()
    assert {"image-alt", "link-name", "html-has-lang"} <= {b.partition(":")[0] for b in funnet}


@pytest.mark.parametrize("navn", SIDER)
def test_no_page_breaks_its_own_content_policy(side: Page, adresse: str, navn: str) -> None:
    side.goto(adresse + SIDER[navn])
    side.wait_for_load_state("networkidle")
    assert side.locator("h1").count() == 1


def tabulator_til(side: Page, velger: str, hoyst: int = 120) -> None:
    for _ in range(hoyst):
        side.keyboard.press("Tab")
        if side.evaluate("v => document.activeElement.matches(v)", velger):
            return
    pytest.fail(f"Tabulator nådde ikke {velger} på {hoyst} trykk")


def test_the_keyboard_reaches_a_number_and_enter_opens_its_explanation(side: Page, adresse: str) -> None:
    side.goto(adresse + "totaloversikt/")
    side.keyboard.press("Tab")
    expect(side.locator(".ds-skip-link")).to_be_focused()
    side.keyboard.press("Enter")
    tabulator_til(side, "td.tall > a")
    side.keyboard.press("Enter")
    expect(side.locator("#regnskap_2023")).to_be_in_viewport()
    assert "/forklar/totaloversikt_okonomi/1.html#regnskap_2023" in side.url
    expect(side.locator("h1")).to_contain_text("Sentrale inntekter")
    side.get_by_role("link", name="Tilbake til tabellen").press("Enter")
    expect(side).to_have_url(adresse + "totaloversikt/#tabell-total")


def test_a_table_is_sorted_by_keyboard_and_says_so(side: Page, adresse: str) -> None:
    side.goto(adresse + "samfunn/")
    tabell = side.locator("#tabell-prosjekter table")
    knapp = tabell.get_by_role("button", name="Regnskap")
    navn = tabell.locator("tbody th")
    start = navn.all_text_contents()
    knapp.press("Enter")
    expect(tabell.locator("th[aria-sort=ascending]")).to_have_text("Regnskap")
    assert navn.all_text_contents() == [start[0], start[2], start[1], "Sum"]
    knapp.press("Space")
    expect(tabell.locator("th[aria-sort=descending]")).to_have_text("Regnskap")
    assert navn.all_text_contents() == [start[1], start[2], start[0], "Sum"]
    expect(side.get_by_role("status").last).to_contain_text("synkende")
    knapp.press("Enter")
    assert navn.all_text_contents() == start


@pytest.mark.krav("PUB-06")
def test_search_by_keyboard_finds_a_sami_word_without_its_letters(side: Page, adresse: str) -> None:
    side.goto(adresse)
    side.get_by_role("searchbox", name="Søk i rapporten").focus()
    side.keyboard.type("HEALSOEDAEHKIE")
    side.keyboard.press("Enter")
    treff = side.locator("[data-treff] > li")
    expect(treff).to_have_count(2)
    expect(treff.first).to_contain_text("healsoedåehkie")
    expect(side.locator("[data-soketeller]")).to_have_text("2 treff på «HEALSOEDAEHKIE».")
    expect(side.locator("[data-register]")).to_be_hidden()
    treff.first.get_by_role("link").press("Enter")
    expect(side).to_have_url(adresse + "samfunn/#tabell-prosjekter")


def test_a_search_without_hits_shows_the_whole_register(side: Page, adresse: str) -> None:
    side.goto(adresse + "sok/?q=xyzzy")
    expect(side.locator("[data-soketeller]")).to_contain_text("Ingen treff på «xyzzy»")
    expect(side.locator("[data-register]")).to_be_visible()


@pytest.mark.krav("PUB-06")
def test_the_browser_folds_words_as_the_index_does(side: Page, adresse: str) -> None:
    ord_ = [
        "healsoedåehkie",
        "Tjïeltedirektööre",
        "Røros",
        "ČÁHCI",
        "Åarjelsaemien",
        "maal",
        "mål",
        "Ŋŋ",
        "Đ",
    ]
    side.route("**/sok/indeks.json", lambda r: r.fulfill(json=[
        {"s": "Tall", "t": o, "a": f"#{nr}", "k": "", "u": "", "f": sokeform(o)} for nr, o in enumerate(ord_)
    ]))  # fmt: skip
    for nr, o in enumerate(ord_):
        side.goto(f"{adresse}sok/?q={o}")
        expect(side.locator(f'[data-treff] a[href$="#{nr}"]')).to_be_visible()


def test_without_script_everything_can_be_read_and_found(nettleser: Browser, adresse: str) -> None:
    kontekst = nettleser.new_context(java_script_enabled=False)
    side = kontekst.new_page()
    side.goto(adresse + "sok/?q=oppvekst")
    expect(side.locator("[data-register]")).to_be_visible()
    side.locator("[data-register]").get_by_role("link", name="Totaloversikt økonomi (tabell 1)").click()
    expect(side.get_by_role("link", name="−418 027")).to_be_visible()
    side.goto(adresse + "detaljer/")
    for navn in ("Oppvekst", "Skolene", "Grunnskole"):
        side.locator("summary", has_text=navn).first.click()
    expect(side.get_by_role("rowheader", name="Fastlønn").first).to_be_visible()
    kontekst.close()


def test_the_reader_chooses_light_or_dark_and_it_lasts(side: Page, adresse: str) -> None:
    side.goto(adresse)
    lys = side.evaluate("getComputedStyle(document.body).backgroundColor")
    side.get_by_role("button", name="Mørk visning").click()
    side.goto(adresse + "totaloversikt/")
    assert side.evaluate("getComputedStyle(document.body).backgroundColor") != lys
    expect(side.get_by_role("button", name="Lys visning")).to_be_visible()


def test_nothing_is_asked_of_another_machine_and_no_cookie_is_set(side: Page, adresse: str) -> None:
    spurt: list[str] = []
    side.on("request", lambda r: spurt.append(r.url))
    for sti in SIDER.values():
        side.goto(adresse + sti)
        side.wait_for_load_state("networkidle")
    assert [url for url in spurt if not url.startswith((adresse, "data:"))] == []
    assert side.context.cookies() == []


def test_the_address_is_copied_clean(side: Page, adresse: str) -> None:
    side.context.grant_permissions(["clipboard-read", "clipboard-write"])
    side.goto(adresse + "skolene/index.html")
    assert side.url == adresse + "skolene/"
    side.get_by_role("button", name="Kopier adressen til denne siden").click()
    assert side.evaluate("navigator.clipboard.readText()") == adresse + "skolene/"
    brev = unquote(side.locator("[data-epost]").get_attribute("href") or "")
    assert brev == f"mailto:?subject=Skolene&body={adresse}skolene/"


def test_a_figure_per_inhabitant_says_the_inhabitants_on_focus(side: Page, adresse: str) -> None:
    side.goto(adresse + "kostra-analyse/")
    tall = side.locator("td .rt-tips", has_text="144")
    tall.focus()
    assert "5\u202f681 innbyggere" in (tall.get_attribute("title") or "")
    side.locator(".rt-innbyggere summary").press("Enter")
    expect(side.locator(".rt-innbyggere li").first).to_contain_text("5\u202f681 innbyggere")


def test_print_hides_the_tools_and_shows_whole_tables(side: Page, adresse: str) -> None:
    side.goto(adresse + "totaloversikt/")
    side.emulate_media(media="print")
    expect(side.locator(".rt-meny")).to_be_hidden()
    expect(side.locator(".rt-topp")).to_be_hidden()
    assert side.locator(".rt-rull").first.evaluate("e => getComputedStyle(e).overflowX") == "visible"
