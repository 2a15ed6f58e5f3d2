"""Views to files: the pages' only contact with templates."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from jinja2 import TemplateError
from markupsafe import Markup

from variorum import addresses
from variorum.model import OutputFile
from variorum.pages.page import Link, Page, Site, root_of
from variorum.pages.templating import Compiled, environment, template
from variorum.text import showable

NAVIGATION = (
    ("articles", addresses.ARTICLES),
    ("speakers", addresses.SPEAKERS),
    ("stories", addresses.STORIES),
    ("outlets", addresses.OUTLETS),
    ("topics", addresses.TOPICS),
    ("dates", addresses.DATES),
    ("search", addresses.SEARCH),
    ("method", addresses.METHOD),
)
"""(key of the strings' `nav`, address), as they stand at the head of every page."""


COSTLY = (
    "partials/macros.html", "base.html", "article.html", "speaker.html", "story.html", "partials/apparatus.html", "list.html",
)  # fmt: skip
"""Templates of pages one folder deep, by how soon they are needed: each takes some 20 ms to compile."""


def render(page: Page, own_templates: Path, look: bytes = b"", compiled: Compiled | None = None) -> OutputFile:
    """Compute *page* and fill its template. A template of the same name in *own_templates* takes the package's place.

    *look* is a digest of the templates, where it is known: they are then read once for all pages, and kept as *compiled* says.
    """
    root = root_of(page.path, page.site)
    view = page.view()
    navigation = (_kept if look else _navigation)(_section(view), page.site, root, own_templates, look, compiled)
    where = page.template, page.site, root, own_templates, look, compiled
    shown = {"view": view, "path": page.path, "navigation": navigation}
    try:
        filled = template(*where, quick=bool(look)).render(shown)
    except AttributeError:  # in a template of the archive's own: it may ask for less, or Jinja says what is wrong with it
        filled = template(*where).render(shown)
    return OutputFile(page.path, showable(filled))


def compile_template(name: str, site: Site, own_templates: Path, look: bytes, compiled: Compiled) -> None:
    """Compile a template for the pages that lie one folder deep, which are nearly all, and keep it for other processes.

    What is wrong with it is told by the page that needs it.
    """
    with suppress(TemplateError):
        environment(site, "../", own_templates, look, compiled, quick=True).get_template(name)


def _navigation(section: str, site: Site, root: str, own_templates: Path, look: bytes, compiled: Compiled | None) -> Markup:
    """The links at the head of the pages of *section*."""
    entries = [Link(site.t(f"nav.{key}"), address, current=key == section) for key, address in NAVIGATION]
    filled = template("partials/navigation.html", site, root, own_templates, look, compiled).render(entries=entries)
    return Markup(filled)


_kept = lru_cache(maxsize=64)(_navigation)
"""The same, made once: eight links on every page are a third of what is on the page of a short article."""


def _section(view: object) -> str:
    return str(getattr(getattr(view, "head", None), "section", ""))
