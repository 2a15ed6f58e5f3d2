"""The pages there is one of: search, about the method, not found."""

from __future__ import annotations

from collections.abc import Iterator

from variorum import addresses
from variorum.config import Config
from variorum.model.values import Value, dataclass
from variorum.pages.page import Head, Page, Site, make


@dataclass(frozen=True, slots=True)
class SimpleView(Value):
    """What `search.html` and `404.html` receive as `view`."""

    head: Head
    heading: str


@dataclass(frozen=True, slots=True)
class MethodView(Value):
    """What `about.html` receives as `view`: what was decided in `archive.yaml`, and what it means."""

    head: Head
    heading: str
    attributions: str
    certain_from: str
    window_days: int
    republished: str
    partly_copied: str


def single_pages(config: Config, site: Site) -> Iterator[Page]:
    """Search, about the method, not found."""
    yield make(addresses.SEARCH, "search.html", site, simple_view, "search.title", "search")
    yield make(addresses.NOT_FOUND, "404.html", site, simple_view, "missing.title", "")
    coverage = config.coverage
    yield make(
        addresses.METHOD, "about.html", site, method_view, config.attributions.value, coverage.window_days,
        coverage.republished, coverage.partly_copied,
    )  # fmt: skip


def simple_view(site: Site, key: str, section: str) -> SimpleView:
    """A page that is all template."""
    title = site.t(key)
    return SimpleView(Head(title, section=section, noindex=key == "missing.title"), title)


def method_view(site: Site, attributions: str, window_days: int, republished: float, partly_copied: float) -> MethodView:
    """What `about.html` shows."""
    title = site.t("method.title")
    return MethodView(
        Head(title, section="method"), title, attributions, f"{site.certain_from:.0%}", window_days, f"{republished:.0%}",
        f"{partly_copied:.0%}",
    )  # fmt: skip
