"""Golden copies of the project's own site: addresses are promises, and whatever else changed should have been meant.

`pytest tests/site/test_golden.py tests/browser/test_golden.py --save-golden` writes them anew; then read the diff.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.kinds import address
from tests.html import Element, read, read_site

Golden = Callable[[str, str], None]

ARTICLES = sorted(file.stem for file in (Path(__file__).parents[2] / "content" / "articles").rglob("*.md"))
BLOCKS = {
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def test_addresses_are_kept(site: Path, golden: Golden) -> None:
    lines = [
        f"{name}#{element.id}" if element else name
        for name, page in read_site(site).items()
        for element in (None, *(one for one in page if permanent(name, one)))
    ]
    golden("addresses.txt", "\n".join(lines) + "\n")


def permanent(name: str, element: Element) -> bool:
    """True of what may be cited: blocks and quotations of an article."""
    return name.startswith("articles/") and bool(re.fullmatch(r"title|dek|p\d+|q-[0-9a-f]{6}(-\d+)?", element.id))


@pytest.mark.parametrize("article", ARTICLES)
def test_the_text_of_an_article_page_is_kept(site: Path, golden: Golden, article: str) -> None:
    golden(f"text/articles/{article}.txt", page_text(read((site / f"articles/{article}.html").read_text("utf-8"))))


@pytest.mark.parametrize("page", ["index.html", "stories/[!i]*.html", "speakers/dmitry-peskov.html", "about.html"])
def test_the_text_of_a_page_is_kept(site: Path, golden: Golden, page: str) -> None:
    name = address(site, page)
    golden(f"text/{name.removesuffix('.html')}.txt", page_text(read((site / name).read_text("utf-8"))))


@pytest.mark.parametrize("page", ["articles/russia-and-china*.html", "stories/[!i]*.html"])
def test_the_whole_html_of_a_page_is_kept(site: Path, golden: Golden, page: str) -> None:
    name = address(site, page)
    golden(f"html/{name}", (site / name).read_text("utf-8"))


def page_text(page: Element) -> str:
    """The words of a page's body as a reader meets them, a line for each block."""
    (body,) = page.find("body")
    lines = (" ".join(line.split()) for line in "".join(pieces(body)).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def pieces(element: Element) -> list[str]:
    """An element's words; a line end before and after each block."""
    if element.tag in {"script", "style", "template"}:
        return []
    inside = [piece for child in element.content for piece in ([flat(child)] if isinstance(child, str) else pieces(child))]
    return ["\n", *inside, "\n"] if element.tag in BLOCKS else inside


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
