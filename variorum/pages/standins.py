"""What stands in a page's place: a tombstone for an article that was withdrawn, a signpost where a page has moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator

from variorum import addresses
from variorum.model import Article, Outlet
from variorum.model.values import Value, dataclass
from variorum.pages.dating import machine_readable, recorded
from variorum.pages.holdings import outlet_title
from variorum.pages.page import Head, Link, Page, Site, make
from variorum.pages.row import Row


@dataclass(frozen=True, slots=True)
class WithdrawnView(Value):
    """What `withdrawn.html` receives as `view`: an address, who published it when, and none of the article's words."""

    head: Head
    text: str
    reason: str
    record: tuple[Row, ...]


def withdrawn_view(site: Site, article: Article, outlet: Outlet) -> WithdrawnView:
    """What stands at the address of a withdrawn article."""
    t, withdrawal = site.t, article.withdrawn
    on, reason = (withdrawal.on, withdrawal.reason) if withdrawal else ("", "")
    head = Head(title=t("withdrawn.title"), kind=t("kind.withdrawn"), noindex=True, section="articles")
    text = t("withdrawn.text", on=on) if on else t("withdrawn.undated")
    record = (
        Row(t("record.outlet"), links=(Link(outlet_title(outlet, t), addresses.outlet(outlet.id)),)),
        Row(t("record.published"), recorded(article.published, t), datetime=machine_readable(article.published)),
    )
    return WithdrawnView(head, text, t("withdrawn.reason", reason=reason) if reason else "", record)


@dataclass(frozen=True, slots=True)
class MovedView(Value):
    """What `moved.html` receives as `view`."""

    head: Head
    targets: tuple[Link, ...]
    """Where it went; more than one where several lay claim to the old address."""


def moved_view(site: Site, targets: tuple[tuple[str, str], ...]) -> MovedView:
    """A page at an old address that points on to (address, title), or, where there are several, lets the reader choose."""
    t = site.t
    refresh = targets[0][0] if len(targets) == 1 else ""
    head = Head(title=t("moved.title"), kind=t("kind.moved"), noindex=True, refresh=refresh)
    return MovedView(head, tuple(Link(title, address) for address, title in targets))


def moved_pages(
    claims: Iterable[tuple[str, str, str]], taken: Container[str], address_of: Callable[[str], str], site: Site
) -> Iterator[Page]:
    """A page at each old id that no living page has, of *claims* (old id, new address, title)."""
    targets: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for old, address, title in claims:
        if old not in taken and (address, title) not in targets[old]:
            targets[old].append((address, title))
    for old, found in sorted(targets.items()):
        if found:
            yield make(address_of(old), "moved.html", site, moved_view, tuple(found))
