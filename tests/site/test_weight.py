"""Pages stay light: what a reader downloads for one, compressed as every server does. Limits, not targets."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.html import Element, loaded, read_site

STYLES = 20_000  # bytes: half a second on a bad mobile line (400 kbit/s)
SCRIPTS = 5_000  # bytes, search aside: nothing that a page needs is done by a script
ARTICLE = 15_000  # bytes for an article of 500 words: its marks, notes and lists may be four times its text
WORDS = 500


def weight(*files: Path) -> int:
    """Bytes of the files, each compressed by itself."""
    return sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    return read_site(site)


def assets(site: Path, name: str, page: Element, suffix: str) -> list[Path]:
    """The files with that suffix which the page loads."""
    return sorted({(site / name).parent.joinpath(address).resolve() for address in loaded(page) if address.endswith(suffix)})


def test_the_styles_of_a_page_are_light(site: Path, pages: dict[str, Element]) -> None:
    assert [name for name, page in pages.items() if weight(*assets(site, name, page, ".css")) > STYLES] == []


def test_the_scripts_of_a_page_are_light(site: Path, pages: dict[str, Element]) -> None:
    heavy = [name for name, page in pages.items() if weight(*assets(site, name, page, ".js")) > SCRIPTS]
    assert heavy == ["search.html"]


def test_an_article_page_is_light(site: Path, pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        if name.startswith("articles/") and (blocks := [one for one in page if one.id[:1] == "p" and one.id[1:].isdigit()]):
            words = sum(len(block.text().split()) for block in blocks)
            assert (name, weight(site / name) * WORDS // max(words, WORDS) <= ARTICLE) == (name, True)
