"""A real browser for the tests, with its console and its requests watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.flags import FLAGS
from tests.browser.visitor import Visitor
from tests.tools import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, headless; one for the tests of a file, gone before others want an event loop."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Opens pages. The test fails where the console did not stay empty or another host was asked."""
    watched = Visitor(browser)
    yield watched
    watched.close()
    assert watched.complaints == []


@pytest.fixture
def visit(visitor: Visitor) -> Callable[..., Page]:
    """`visit(url, width=1280, colors="light", scripts=True)`: the page."""
    return visitor.open
