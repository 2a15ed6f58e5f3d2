"""A page before it is written: its address, its template, what it depends on, and the function that computes what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from variorum import __version__, addresses
from variorum.config import Config
from variorum.later import digest, joined
from variorum.markup import safe_link
from variorum.model.values import Value, dataclass
from variorum.strings import Strings, strings


@dataclass(frozen=True, slots=True)
class Site(Value):
    """What every page knows of the archive: small, and the same for all of them."""

    title: str
    description: str
    base_url: str
    """Ends in `/`; "" where it is not known."""
    language: str
    contact: str
    contact_href: str
    """Where a click on the contact leads; "" where it is neither an e-mail address nor a web address."""
    publisher: str
    certain_from: float
    version: str = __version__

    @property
    def t(self) -> Strings:
        """The site's words."""
        return strings(self.language)

    def __reduce__(self) -> tuple[Callable[..., Site], tuple[Any, ...]]:  # type: ignore[override]
        """As one object in each process: templates are looked up by it for every page."""
        return _same, Value.__reduce__(self)[1]


@lru_cache(maxsize=8)
def _same(*values: Any) -> Site:
    return Site(*values)


def site_of(config: Config) -> Site:
    """What the pages need of *config*, and nothing that differs between machines."""
    base = config.base_url.rstrip("/") + "/" if config.base_url else ""
    return Site(
        config.title, config.description, base, config.language, config.contact, _contact_href(config.contact),
        config.publisher, config.certain_from,
    )  # fmt: skip


def _contact_href(contact: str) -> str:
    if "://" in contact:
        return contact if safe_link(contact) else ""
    return (
        f"mailto:{contact}" if "@" in contact and not contact.startswith("mailto:") else contact if safe_link(contact) else ""
    )


@dataclass(frozen=True, slots=True)
class Link(Value):
    """Words that lead somewhere."""

    text: str
    href: str
    """An address in the site, relative to its root, or a full one elsewhere."""
    note: str = ""
    """What stands after it, in the archive's voice."""
    current: bool = False
    """True where it leads to the page it stands on."""
    lang: str = ""
    """The language of its text, where that is not the site's."""


@dataclass(frozen=True, slots=True)
class Head(Value):
    """What the frame of a page needs to know of it."""

    title: str
    """For the window; the archive's title is put after it."""
    kind: str = ""
    """The small word above the heading; "" for none."""
    description: str = ""
    noindex: bool = False
    canonical: str = ""
    """A full address; "" where it is not known."""
    metas: tuple[tuple[str, str], ...] = ()
    """(name, content) of further `<meta>` elements."""
    crumbs: tuple[Link, ...] = ()
    section: str = ""
    """The entry of the navigation that the page belongs to: `articles`, `speakers`, …"""
    checked: int = -1
    """Attributions on the page that a person checked; -1 where the page prints none."""
    refresh: str = ""
    """An address that the page points on to."""
    feeds: tuple[Link, ...] = ()
    lang: str = ""
    """Of the title, where it is not the site's."""


@dataclass(frozen=True, slots=True)
class Deferred(Value):
    """An argument that is worked out only where its page is made: `function(*parts)`, a pure function."""

    function: Callable[..., object]
    parts: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class View(Value):
    """What a page shows, to be computed: a function and its arguments, all of which can be pickled."""

    function: Callable[..., object]
    arguments: tuple[object, ...]

    def __call__(self) -> object:
        """The view, a frozen dataclass of `variorum/pages/`, that the template shows."""
        deferred = self.deferred
        view = self.with_worked([one.function(*one.parts) for one in deferred]) if deferred else self
        return view.function(*view.arguments)

    @property
    def deferred(self) -> list[Deferred]:
        """Its arguments that are worked out only where the page is made."""
        return [one for one in self.arguments if isinstance(one, Deferred)]

    def with_worked(self, worked: Iterable[object]) -> View:
        """The same with what its deferred arguments came to, in their order."""
        values = iter(worked)
        return View(self.function, tuple([next(values) if isinstance(one, Deferred) else one for one in self.arguments]))


@dataclass(frozen=True, slots=True)
class Page(Value):
    """One page of the site, not yet computed."""

    path: str
    template: str
    """A file of `templates/`."""
    site: Site
    view: View
    """Its arguments are everything the page depends on, but for the code, the templates and the strings."""

    @property
    def own(self) -> bytes:
        """A key of all that the page is made from but for what is deferred, the same in any process. Cheap: what has a mark is
        not looked into."""
        known = [one for one in self.view.arguments[1:] if not isinstance(one, Deferred)]
        return joined(_key(self.site), digest(self.path, self.template, self.view.function.__qualname__, known))

    @property
    def sources(self) -> bytes:
        """A key that changes when anything changes that the page is made from: what is deferred is not worked out."""
        return self.sources_with(self.own)

    def sources_with(self, own: bytes) -> bytes:
        """The same of a page of which the key `own` is known."""
        deferred = self.view.deferred
        return joined(own, digest(*[one.parts for one in deferred])) if deferred else own

    @property
    def inputs(self) -> bytes:
        """A key that changes when anything changes that the page shows: what an edit changes in an article that the page takes
        two words from need not be among them."""
        return self.ready(self.own)[1]

    def ready(self, own: bytes) -> tuple[Page, bytes]:
        """The page with all that has to be looked up looked up, so that it can be sent to another process; and its `inputs`.
        *own* is its key of that name."""
        if not self.view.deferred:
            return self, own
        worked = [one.function(*one.parts) for one in self.view.deferred]
        return Page(self.path, self.template, self.site, self.view.with_worked(worked)), joined(own, digest(*worked))


@lru_cache(maxsize=8)
def _key(site: Site) -> bytes:
    """Stands for *site*, which is the first argument of every view: made once for all pages."""
    return digest(site)


def make(path: str, template: str, site: Site, view: Callable[..., object], *arguments: object) -> Page:
    """A page whose view is `view(site, *arguments)`; of an argument that is `Deferred`, its value."""
    return Page(path, template, site, View(view, (site, *arguments)))


def root_of(path: str, site: Site) -> str:
    """The way from the page to the site's root; the 404 page is shown at any depth and needs the full address."""
    return site.base_url if path == addresses.NOT_FOUND else addresses.up(path)


class Group(NamedTuple):
    """Pages that are planned together."""

    name: str
    pages: Callable[[], Iterable[Page]]
    """Plans them."""
