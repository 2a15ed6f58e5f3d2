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
from variorum.pages.page import Page, site_of
from variorum.pages.places import place_pages
from variorum.pages.render import render
from variorum.pages.single import single_pages
from variorum.pages.speaker import speaker_pages
from variorum.pages.story import story_pages
from variorum.publish import publishable

__all__ = ["Holdings", "Page", "assets", "data_page", "pages", "plan", "render"]


def pages(archive: Archive, config: Config) -> Iterator[OutputFile]:
    """Every page of *archive*, then the stylesheet, scripts and fonts."""
    for page in chain(plan(archive, config), [data_page(publishable(archive, config), (), config)]):
        yield render(page, config.root / "templates")
    yield from assets()


def plan(archive: Archive, config: Config, holdings: Holdings | None = None) -> Iterator[Page]:
    """Every page of *archive*, not yet computed, but for the data page, which tells what exports came of it.

    What may not be shown is gone before anything is planned; *holdings* are those of what is left, where somebody has them.
    """
    holdings, site = holdings or Holdings(publishable(archive, config)), site_of(config)
    return chain(
        front_page(holdings, site, config.page_size),
        article_pages(holdings, site),
        speaker_pages(holdings, site, config.page_size),
        story_pages(holdings, site, config.coverage),
        index_pages(holdings, site, config.page_size),
        place_pages(holdings, site, config.page_size),
        single_pages(config, site),
    )
