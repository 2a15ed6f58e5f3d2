"""The search page in a real browser: over http, below a base path, and from a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.server import Served

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


@pytest.fixture(params=["http", "below a base path", "a folder"])
def search_url(request: pytest.FixtureRequest) -> str:
    """The address of the search page, reached in one of three ways."""
    if request.param == "a folder":
        site: Path = request.getfixturevalue("site")
        return (site / "search.html").as_uri()
    served: Served = request.getfixturevalue("served" if request.param == "http" else "served_below")
    return served.url + "search.html"


def test_words_find_a_quotation_and_the_result_leads_to_its_anchor(visit: Visit, search_url: str) -> None:
    page = visit(search_url)
    page.get_by_role("searchbox").fill("phobias cyber monsters")
    result = page.locator('main a[href*="articles/"][href*="#q-"]').first
    expect(result).to_be_visible()
    result.click()
    anchor = page.locator(f'[id="{urlsplit(page.url).fragment.partition(":~:")[0]}"]')
    expect(anchor).to_be_in_viewport()
    expect(anchor).to_contain_text("phobias")


def test_a_search_has_an_address_that_can_be_shared(visit: Visit, search_url: str) -> None:
    page = visit(f"{search_url}?q={quote('speaker:zhao')}")
    expect(page.get_by_role("searchbox")).to_have_value("speaker:zhao")
    expect(page.locator('main a[href*="#q-"]').first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Zhao Lijian")


def test_typing_puts_the_search_into_the_address(visit: Visit, search_url: str) -> None:
    page = visit(search_url)
    page.get_by_role("searchbox").fill("meddling")
    expect(page.locator('main a[href*="articles/"]').first).to_be_visible()
    page.wait_for_function("location.search.includes('meddling')")


def test_what_is_not_there_is_said_not_to_be_there(visit: Visit, search_url: str) -> None:
    page = visit(f"{search_url}?q=zzyzx")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.locator('main a[href*="#q-"]').count() == 0


@pytest.mark.parametrize(
    "asked",
    ['"', "'", "<img src=x onerror=alert(1)>", "a" * 3000, "speaker:", "-", "*", "😀", "OR", '"they call', "before:zzz", "\\"],
)
def test_no_question_breaks_the_page(visit: Visit, served: Served, asked: str) -> None:
    page = visit(f"{served.url}search.html?q={quote(asked)}")
    expect(page.get_by_role("searchbox")).to_have_value(asked)
    page.get_by_role("searchbox").fill("meddling")
    expect(page.locator('main a[href*="articles/"]').first).to_be_visible()


def test_search_needs_no_mouse(visit: Visit, served: Served) -> None:
    page = visit(served.url + "search.html")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("meddling")
    page.keyboard.press("Enter")
    result = page.locator('main a[href*="articles/"]').first
    expect(result).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if "articles/" in page.evaluate("document.activeElement.getAttribute('href') || ''"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
