"""The walk that the archive is for, without JavaScript: front → speaker → quotation → article → story → other witness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.archive import copy_archive
from tests.browser.visitor import Visitor
from tests.server import Served, serve_folder
from variorum.config import read_config
from variorum.pipeline import build

pytestmark = pytest.mark.browser

NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)"

Visit = Callable[..., Page]


def walk(page: Page) -> list[str]:
    """Follow the links a reader would; the addresses of the pages on the way, from the last `/` but one."""
    way = []
    page.get_by_role("main").get_by_role("link", name="Dmitry Peskov").first.click()
    way.append(page.url)
    quotation = page.locator('main a[href*="articles/"][href*="#q-"]').first
    quotation.click()
    way.append(page.url)
    expect(page.locator(f'[id="{urlsplit(page.url).fragment}"]')).to_be_in_viewport()
    page.locator('main a[href*="stories/"]').first.click()
    way.append(page.url)
    first = urlsplit(way[1]).path
    links = page.locator('main a[href*="articles/"]')
    others = [n for n in range(links.count()) if first not in links.nth(n).evaluate("one => one.href")]
    links.nth(others[0]).click()
    way.append(page.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return way


def kinds(way: list[str]) -> list[str]:
    return [urlsplit(address).path.split("/")[-2] for address in way]


@pytest.mark.parametrize("base", ["served", "served_below"])
def test_the_walk_needs_no_javascript(visit: Visit, request: pytest.FixtureRequest, base: str) -> None:
    served: Served = request.getfixturevalue(base)
    way = walk(visit(served.url, scripts=False))
    assert kinds(way) == ["speakers", "articles", "stories", "articles"]
    assert urlsplit(way[1]).path != urlsplit(way[3]).path


def test_the_walk_works_from_a_folder(visit: Visit, site: Path) -> None:
    way = walk(visit((site / "index.html").as_uri(), scripts=False))
    assert kinds(way) == ["speakers", "articles", "stories", "articles"]


def test_a_lost_visitor_finds_back_from_any_depth(visitor: Visitor, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    (root / "site").mkdir()
    with serve_folder(root / "site", "/some/base/") as served:
        build(replace(read_config(root), base_url=served.url))
        page = visitor.open(served.url + "articles/2020/there/is/no/such/page.html")
        visitor.complaints.remove(f"error: {NOT_FOUND} ({page.url})")
        page.wait_for_load_state("networkidle")
        page.get_by_role("navigation").first.get_by_role("link").first.click()
        page.wait_for_load_state("networkidle")
        assert page.url.startswith(served.url)
        assert (root / "site" / page.url.removeprefix(served.url)).is_file()
        visitor.close()


def test_an_address_of_old_leads_to_where_the_article_is_now(visit: Visit, served_varied: Served) -> None:
    page = visit(served_varied.url + "articles/old-fog.html", scripts=False)
    page.wait_for_url("**/articles/short.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fog")
