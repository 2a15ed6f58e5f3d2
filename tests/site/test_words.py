"""The article's own words are sacred: what a page shows between its anchors is the article's text, character for character."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.html import Element, read_site
from variorum.config import read_config
from variorum.load import load
from variorum.model import Article, Show

ANCHOR = re.compile(r"title|dek|p\d+")


@pytest.fixture(scope="module", params=["site", "varied"])
def built(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Element]]:
    """A site, and its pages."""
    site: Path = request.getfixturevalue(request.param)
    return site, read_site(site)


def articles(site: Path) -> list[Article]:
    return [article for article in load(read_config(site.parent)).articles if not article.withdrawn]


def test_the_paragraphs_of_a_page_are_the_text_of_its_article(built: tuple[Path, dict[str, Element]]) -> None:
    site, pages = built
    for article in articles(site):
        if article.rights.show is Show.FULL:
            page = pages[f"articles/{article.id}.html"]
            shown = [element.text() for element in page if ANCHOR.fullmatch(element.id)]
            assert (article.id, shown) == (article.id, [block.span.of(article.text) for block in article.blocks])


def test_nothing_hidden_stands_inside_a_paragraph(built: tuple[Path, dict[str, Element]]) -> None:
    allowed = {"mark", "em", "strong", "a", "code", "br", "span", "bdi"}
    for name, page in built[1].items():
        if name.startswith("articles/"):
            inside = [one for block in page if ANCHOR.fullmatch(block.id) for one in block if one is not block]
            odd = [
                one.tag
                for one in inside
                if one.tag not in allowed or {"hidden", "aria-hidden", "aria-label"} & set(one.attributes)
            ]
            assert (name, odd) == (name, [])


def test_what_may_not_be_shown_is_in_no_file_of_the_site(varied: Path) -> None:
    """The index may know that a word stands in an excerpt's article; it does not know where."""
    secrets = ("This sentence must never be printed", "must never be", "marzipan", "quicksilver")
    files = [file for file in sorted(varied.rglob("*")) if file.is_file() and file.parent.name not in {"terms", "positions"}]
    told = [
        f"{file.relative_to(varied)}: {secret}" for file in files for secret in secrets if secret.encode() in file.read_bytes()
    ]
    assert told == []


def test_search_engines_are_asked_to_stay_away_unless_a_licence_allows(varied: Path) -> None:
    pages = read_site(varied)
    asked = {
        name: any("noindex" in meta.attributes.get("content", "") for meta in page.find("meta", name="robots"))
        for name, page in pages.items()
        if name in {"articles/north-wire-quay.html", "articles/harbour-post-quay.html", "articles/north-wire-withdrawn.html"}
    }
    assert asked == {
        "articles/harbour-post-quay.html": True,
        "articles/north-wire-quay.html": False,
        "articles/north-wire-withdrawn.html": True,
    }


def test_every_page_says_whom_to_write_to(varied: Path) -> None:
    assert [name for name, page in read_site(varied).items() if "archive@example.org" not in page.text()] == []
