"""The site's own type, on the first page a reader opens, and nothing that jumps when it comes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.server import Served

pytestmark = pytest.mark.browser

LATE = 0.4  # seconds by which each font is held back
GOOD = 0.1  # cumulative layout shift that Chromium's own measure still calls good
WATCH = """window.shift = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
  .observe({ type: "layout-shift", buffered: true });"""
PAGES = (
    "articles/russia-and-china-reject-microsoft-report.html",
    "stories/tass-microsoft-report-lacks-proof.html",
    "speakers/dmitry-peskov.html",
    "search.html",
)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", PAGES)
def test_a_font_that_comes_late_moves_next_to_nothing(browser: Browser, served: Served, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.route("**/*.woff2", _later)
    page.add_init_script(WATCH)
    page.goto(served.url + path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 200)))")
    assert page.evaluate('document.fonts.check("18px Source Serif")')
    assert page.evaluate("window.shift") < GOOD
    context.close()


def _later(route: Route) -> None:
    time.sleep(LATE)
    route.continue_()


def test_the_fonts_are_shown_in_a_folder_too(visit: Callable[..., Page], site: Path) -> None:
    page = visit((site / "articles" / "russia-and-china-reject-microsoft-report.html").as_uri())
    loaded = page.evaluate("document.fonts.ready.then(() => [...document.fonts].filter((f) => f.status === 'loaded').length)")
    assert loaded >= 2
