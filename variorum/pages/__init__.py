"""Stage 5, pages: an archive as HTML.

`plan` says which pages there are, each with a key of everything it depends on; `render` makes one; `pages` makes them all.
One page type a file; views are computed here and shown by `templates/`, which decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from variorum.config import Config
from variorum.model import Archive, OutputFile
from variorum.pages.article import article_pages
from variorum.pages.assets import assets
from variorum.pages.data import data_page
from variorum.pages.front import front_page
from variorum.pages.holdings import Holdings
from variorum.pages.indexes import index_pages
from variorum.pages.page import Group, Page, site_of
from variorum.pages.places import place_pages
from variorum.pages.render import COSTLY, compile_template, render
from variorum.pages.single import single_pages
from variorum.pages.speaker import speaker_pages
from variorum.pages.story import story_pages
from variorum.publish import publishable

__all__ = [
    "COSTLY",
    "Group",
    "Holdings",
    "Page",
    "assets",
    "compile_template",
    "data_page",
    "groups",
    "pages",
    "plan",
    "render",
]


def pages(archive: Archive, config: Config) -> Iterator[OutputFile]:
    """Every page of *archive*, then the stylesheet, scripts and fonts."""
    for page in chain(plan(archive, config), [data_page(publishable(archive, config), (), config)]):
        yield render(page, config.root / "templates")
    yield from assets()


def plan(archive: Archive, config: Config) -> Iterator[Page]:
    """Every page of *archive*, not yet computed, but for the data page, which tells what exports came of it."""
    for group in groups(Holdings(publishable(archive, config)), config):
        yield from group.pages()


def groups(holdings: Holdings, config: Config) -> Iterator[Group]:
    """The pages of a publishable archive, not yet planned: those of an article, a speaker, a story together, and the lists."""
    site, size = site_of(config), config.page_size
    yield Group("front", lambda: front_page(holdings, site, size))
    yield from article_pages(holdings, site)
    yield from speaker_pages(holdings, site, size)
    yield from story_pages(holdings, site, config.coverage)
    yield Group("indexes", lambda: index_pages(holdings, site, size))
    yield Group("places", lambda: place_pages(holdings, site, size))
    yield Group("single", lambda: single_pages(config, site))
