"""Views to files: the Jinja environment, and the pages' only contact with templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from variorum import addresses
from variorum.home import TEMPLATES
from variorum.model import OutputFile
from variorum.pages.page import Link, Page, root_of

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


def render(page: Page, own_templates: Path) -> OutputFile:
    """Compute *page* and fill its template. A template of the same name in *own_templates* takes the package's place."""
    template = environment(own_templates).get_template(page.template)
    view = page.view()
    t = page.site.t
    values = {
        "view": view,
        "site": page.site,
        "t": t,
        "path": page.path,
        "root": root_of(page.path, page.site),
        "navigation": tuple(Link(t(f"nav.{key}"), address, current=key == _section(view)) for key, address in NAVIGATION),
    }
    return OutputFile(page.path, template.render(values).encode())


@cache
def environment(own_templates: Path) -> Environment:
    """The templates: the archive's own before the package's, everything escaped, an unknown name an error."""
    made = Environment(
        loader=FileSystemLoader([own_templates, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["href"] = _href
    return made


@pass_context
def _href(context: Context, address: str) -> str:
    """An address as it stands in a link of this page: relative to it, or a full one as it is."""
    if address.startswith(("http://", "https://", "mailto:", "#")):
        return address
    return str(context["root"]) + addresses.link(address)


def _section(view: object) -> str:
    return str(getattr(getattr(view, "head", None), "section", ""))
