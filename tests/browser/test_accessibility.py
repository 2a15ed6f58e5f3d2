"""Every kind of page, light and dark, wide and narrow: axe finds nothing, nothing scrolls sideways, the console is empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import OWN, VARIED, address
from tests.server import Served
from tests.tools import AXE

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
LOOKS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]

Visit = Callable[..., Page]


def violations(page: Page) -> list[str]:
    """What axe objects to: rule, words, place."""
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{rule['id']}: {node['failureSummary']} {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """The elements that stick out of the window, where the page scrolls sideways."""
    found: list[str] = page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > width + 1)
            .map(one => one.outerHTML.slice(0, 120)).slice(0, 8).concat('scrolls sideways');
    }""")
    return found


@pytest.mark.parametrize(("width", "colors"), LOOKS)
@pytest.mark.parametrize("kind", OWN)
def test_a_page_can_be_used_by_everybody(visit: Visit, served: Served, site: Path, kind: str, width: int, colors: str) -> None:
    page = visit(served.url + address(site, OWN[kind]), width=width, colors=colors)
    assert sideways(page) == []
    assert violations(page) == []


@pytest.mark.parametrize(("width", "colors"), LOOKS)
@pytest.mark.parametrize("kind", VARIED)
def test_an_odd_page_can_be_used_by_everybody(
    visit: Visit, served_varied: Served, varied: Path, kind: str, width: int, colors: str
) -> None:
    page = visit(served_varied.url + address(varied, VARIED[kind]), width=width, colors=colors)
    assert sideways(page) == []
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 2560])
@pytest.mark.parametrize("kind", OWN)
def test_no_page_scrolls_sideways_at_any_width(visit: Visit, served: Served, site: Path, kind: str, width: int) -> None:
    assert sideways(visit(served.url + address(site, OWN[kind]), width=width)) == []


@pytest.mark.parametrize("kind", OWN)
def test_a_page_opened_from_a_folder_is_whole(visit: Visit, site: Path, kind: str) -> None:
    page = visit((site / address(site, OWN[kind])).as_uri())
    assert page.locator("h1").count() == 1
    assert page.evaluate("[...document.styleSheets].length") > 0


def test_axe_would_find_an_image_without_words(visit: Visit) -> None:
    page = visit("data:text/html,<!doctype html><html lang=en><title>t</title><main><h1>t</h1><img src='data:,'></main>")
    assert [told.split(":")[0] for told in violations(page)] == ["image-alt"]
