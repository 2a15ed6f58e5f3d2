"""What a reader does with a page: copy, print, enlarge, open, fold, go from change to change, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import address
from tests.server import Served
from variorum.config import read_config
from variorum.load import load

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

ARTICLE = "articles/tass-microsoft-report-lacks-proof.html"
SELECTED = "() => { getSelection().selectAllChildren(document.querySelector('.text')); return getSelection().toString() }"
SHOWN_ROWS = "() => [...document.querySelectorAll('.aligned .row:not(.heads)')].filter(r => r.getClientRects().length).length"


@pytest.fixture
def story(site: Path) -> str:
    return address(site, "stories/[!i]*.html")


def test_selecting_the_text_takes_the_sources_words_and_nothing_else(visit: Visit, served: Served, site: Path) -> None:
    (article,) = [one for one in load(read_config(site.parent)).articles if f"articles/{one.id}.html" == ARTICLE]
    page = visit(served.url + ARTICLE)
    words = page.evaluate(SELECTED).split()
    assert words == article.text[len(article.title) :].split()


def test_a_note_can_be_selected_where_it_stands(visit: Visit, served: Served) -> None:
    page = visit(served.url + ARTICLE)
    page.locator(".note").first.hover()
    selectable = page.locator(".beside:has(.note)").first.evaluate("element => getComputedStyle(element).userSelect")
    assert selectable in ("auto", "text")


def test_a_speakers_card_opens_at_its_name_and_closes_by_key(visit: Visit, served: Served) -> None:
    page = visit(served.url + ARTICLE, scripts=False)
    card = page.locator("#card-dmitry-peskov")
    expect(card).to_be_hidden()
    page.locator('button[popovertarget="card-dmitry-peskov"]').first.click()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_keys_lead_from_change_to_change_and_back(visit: Visit, served: Served, story: str) -> None:
    page = visit(served.url + story)
    here = "() => document.activeElement.id"
    page.keyboard.press("n")
    first = page.evaluate(here)
    page.keyboard.press("n")
    second = page.evaluate(here)
    page.keyboard.press("p")
    assert first and second and first != second
    assert page.evaluate(here) == first
    assert page.locator(f"#{first}").evaluate("row => row.matches('.changed, .apart')")


def test_changed_rows_alone_are_shown_without_scripts(visit: Visit, served: Served, story: str) -> None:
    page = visit(served.url + story, scripts=False)
    page.locator(".only-changed input").check()
    assert page.locator(".aligned .row.same").count() > 0
    for row in page.locator(".aligned .row.same, .aligned .row.accidental").all():
        expect(row).to_be_hidden()
    expect(page.locator(".aligned .row.changed").first).to_be_visible()


def test_a_link_into_a_folded_run_of_rows_opens_it(visit: Visit, served: Served, story: str) -> None:
    page = visit(served.url + story, scripts=False)
    folded = page.locator("details.folded .row").first
    expect(folded).to_be_hidden()
    row = folded.get_attribute("id")
    page.goto("about:blank")  # the page as it is when one comes from elsewhere
    page.goto(f"{served.url}{story}#{row}")
    expect(folded).to_be_visible()


def test_the_heads_of_the_witnesses_stay_in_sight(visit: Visit, served: Served, story: str) -> None:
    page = visit(served.url + story)
    page.locator(".row.changed").last.scroll_into_view_if_needed()
    top = page.locator(".row.heads").bounding_box()
    assert top is not None
    assert -1 <= top["y"] <= 1


def test_on_a_phone_each_block_names_its_witness(visit: Visit, served: Served, story: str) -> None:
    page = visit(served.url + story, width=360)
    expect(page.locator(".row.heads")).to_be_hidden()
    for who in page.locator(".row:visible .who").all():
        expect(who).to_be_visible()


@pytest.mark.parametrize("path", [ARTICLE, "speakers/dmitry-peskov.html", "data.html"])
def test_twice_the_size_of_type_fits_the_window(visit: Visit, served: Served, path: str) -> None:
    page = visit(served.url + path, width=1280)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_print_leaves_out_what_paper_cannot_do_and_tells_addresses(visit: Visit, served_varied: Served) -> None:
    page = visit(served_varied.url + "articles/harbour-post-quay.html")
    page.emulate_media(media="print")
    for gone in (".masthead nav", ".skip", ".to-list"):
        assert page.locator(f"{gone}:visible").count() == 0
    assert page.locator("mark").first.evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".beside").first).to_be_visible()
    assert page.locator(".beside").first.evaluate("notes => getComputedStyle(notes).position") == "static"


def test_forced_colours_still_tell_quotations_shared_passages_and_the_place_in_the_site(visit: Visit, served: Served) -> None:
    page = visit(served.url + ARTICLE)
    page.emulate_media(forced_colors="active")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.locator("mark.named").first.evaluate("mark => getComputedStyle(mark).backgroundColor") != paper
    under = "link => getComputedStyle(link).borderBottomColor"
    here = page.locator(".masthead nav a[aria-current]").evaluate(under)
    assert here != page.locator(".masthead nav a:not([aria-current])").first.evaluate(under)
    bar = page.locator(".shared").first.evaluate("block => getComputedStyle(block, '::before').backgroundColor")
    assert bar != paper


def test_nothing_moves_by_itself_for_who_asked_for_that(visit: Visit, served: Served) -> None:
    page = visit(served.url + ARTICLE)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_notes_of_a_long_paragraph_stay_in_sight(visit: Visit, served: Served) -> None:
    page = visit(served.url + ARTICLE)
    page.evaluate("document.querySelector('.block:has(.note) p').style.minHeight = '3000px'")
    page.evaluate("document.querySelector('.block:has(.note)').scrollIntoView(); scrollBy(0, 1500)")
    box = page.locator(".block:has(.note) .beside").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
