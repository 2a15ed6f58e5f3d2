"""The search page in a browser, served over http and opened from a folder, with an empty console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import tools
from tests.server import Served
from variorum.config import read_config
from variorum.search.find import find

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=tools.chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=["http", "file"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Path, served: Served) -> Iterator[Page]:
    """The search page; what its console says is a failure."""
    said: list[str] = []
    context = browser.new_context(base_url=served.url if request.param == "http" else f"file://{site}/")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


def search(page: Page, query: str) -> None:
    """Open the search page with a query in its address."""
    page.goto(f"search.html?q={quote(query)}")
    expect(page.locator(".search-list")).to_have_count(2)


def hits(page: Page, name: str) -> list[str]:
    return page.locator(f"section[aria-labelledby=search-{name}] .search-hits > li").all_inner_texts()


def test_quotations_are_found_by_speaker_and_word_and_lead_to_their_own_anchor(page: Page) -> None:
    search(page, "speaker:peskov meddle")
    found = hits(page, "quotations")
    assert len(found) == 2 and all("Dmitry Peskov" in one and "meddle" in one for one in found)
    page.locator("section[aria-labelledby=search-quotations] a").first.click()
    page.wait_for_url("**/articles/*.html#q-*")
    anchor = page.url.partition("#")[2].partition(":~:")[0]
    assert page.locator(f"mark#{anchor}").count() == 1


def test_the_words_found_are_marked(page: Page) -> None:
    search(page, "meddl*")
    marked = page.locator(".search-mark").all_inner_texts()
    assert {word.lower() for word in marked} <= {"meddle", "meddling"} and marked


def test_what_has_fewer_of_the_words_follows_below(page: Page) -> None:
    search(page, "kremlin zebra")
    assert hits(page, "articles")[0] == "Fewer words matched"


def test_a_misspelt_word_is_offered_better(page: Page) -> None:
    search(page, "meddlng")
    page.locator("[data-search-suggest] a").click()
    expect(page.locator("input[name=q]")).to_have_value("meddling")
    assert hits(page, "articles")


def test_facets_count_the_hits_and_narrow_them(page: Page) -> None:
    search(page, "interfere OR intervene OR meddle")
    page.locator("[data-search-narrow] summary").click()
    page.locator(".search-facet a", has_text="Zhao Lijian").click()
    expect(page.locator(".search-facet a[aria-current=true]")).to_have_text("Zhao Lijian")
    assert all("Zhao Lijian" in one for one in hits(page, "quotations"))
    assert "speaker%3Azhao-lijian" in page.url


def test_results_come_while_typing_and_the_address_keeps_the_query(page: Page) -> None:
    search(page, "kremlin")
    page.locator("input[name=q]").fill("microsoft")
    expect(page.locator("[data-search-status]")).to_contain_text("Articles: 2")
    expect(page.locator(".search-mark").first).to_contain_text("icrosoft")
    assert page.url.endswith("?q=microsoft")


def test_the_keys_lead_to_the_field_and_through_the_hits(page: Page) -> None:
    search(page, "kremlin")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("input[name=q]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-hits a").first).to_be_focused()


def test_a_pasted_sentence_is_compared_with_the_nearest_quotation(page: Page) -> None:
    search(page, "kremlin")
    page.locator("textarea[name=check]").fill("we strongly dislike it when others interfere in our affairs")
    page.locator(".search-check-form button").click()
    expect(page.locator(".search-verdict")).to_have_text("Altered: the nearest quotation here has other words.")
    assert page.locator(".search-check del").all_inner_texts() == ["interfere"]
    assert page.locator(".search-check ins").all_inner_texts() == ["try to meddle"]
    assert page.locator(".search-check figcaption a").count() == 2


def test_a_sentence_that_nobody_here_said_is_not_found(page: Page) -> None:
    search(page, "kremlin")
    page.locator("textarea[name=check]").fill("the weather in Paris was lovely last week")
    page.locator(".search-check-form button").click()
    expect(page.locator(".search-verdict")).to_contain_text("Not found in this archive")


@pytest.mark.parametrize(
    "query",
    ["kremlin", "speaker:peskov meddle", '"they call us" OR facebook', "meddl* -microsoft", "kremlin zebra", "outlet:tass"],
)
def test_the_command_line_finds_what_the_page_shows_in_the_same_order(page: Page, site: Path, query: str) -> None:
    search(page, query)
    found = find(read_config(site.parent), query, limit=5)
    for name, hits in (("quotations", found.quotations), ("articles", found.articles)):
        links = page.locator(f"section[aria-labelledby=search-{name}] .search-hits a").all()
        shown = [(link.get_attribute("href") or "").partition(":~:")[0].rstrip("#") for link in links]
        assert shown == [hit.address for hit in hits]


def test_a_facet_counts_what_is_found_and_says_less_when_the_query_asks_for_more(page: Page) -> None:
    search(page, "interfere OR intervene OR meddle")
    page.locator("[data-search-narrow] summary").click()
    expect(page.locator(".search-facet").first).to_be_visible()
    before = {one.inner_text() for one in page.locator(".search-facet li").all()}
    page.locator("input[name=q]").fill("meddle")
    expect(page.locator(".search-facet li")).not_to_have_count(len(before))
    after = {one.inner_text() for one in page.locator(".search-facet li").all()}
    assert after != before and len(after) < len(before)


def test_a_marked_word_is_highlighted_on_the_visited_page_and_its_text_stays(page: Page, site: Path) -> None:
    search(page, "speaker:peskov meddle")
    link = page.locator("section[aria-labelledby=search-quotations] a").first
    address = link.get_attribute("href") or ""
    assert ":~:text=" in address
    link.click()
    page.wait_for_url("**/articles/*.html#q-*")
    text = page.locator("article").first.inner_text()
    page.goto(f"{page.url.partition('#')[0]}")
    assert page.locator("article").first.inner_text() == text
    assert page.locator(".search-mark").count() == 0


def test_without_javascript_the_page_leads_to_the_lists(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + "search.html")
    assert {"speakers/index.html", "articles/index.html"} <= {
        link.get_attribute("href") for link in page.locator("noscript a").all()
    }
    context.close()
