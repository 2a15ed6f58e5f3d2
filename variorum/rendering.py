"""Stage 5 on the workbench: pages that are as they were stay, the others are made, wherever the work is done.

Processes of our own write what they render, so that a page's text does not travel; from elsewhere it comes back to be written.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from jinja2 import TemplateError, TemplateSyntaxError

from variorum.bench import Bench
from variorum.cache import files_digest
from variorum.config import Config
from variorum.errors import ContentError
from variorum.home import TEMPLATES
from variorum.looking import looking
from variorum.model import OutputFile, Problem
from variorum.pages import COSTLY, Group, Page, compile_template, render
from variorum.pages.page import site_of
from variorum.write import Filled, Place, Site, Stamp

MARK = 16  # bytes; an outline has more or fewer
NO_STAMP = "", 0, 0


Made = tuple[bytes, bytes, Stamp]
"""A page of the last build: digests of what it was made from, as far as known, and of what it shows; and its file. Plain, as
is what follows: a build reads one of each page."""
Planned = tuple[frozenset[bytes], frozenset[bytes], tuple[str, ...]]
"""A group of pages of the last build: the marks of all that was looked into while it was planned, or is read where its pages
are made; the outlines of all else that was looked at; and the paths of its pages."""


class Templates(NamedTuple):
    """The templates, as a page is rendered with them wherever that is done."""

    own: Path
    """The archive's own."""
    look: bytes
    """A digest of all of them."""
    compiled: tuple[str, str] | None
    """Where they are kept compiled, and by which program; None where that is another machine's disk."""


class Surface(NamedTuple):
    """What a plan is made from."""

    key: bytes
    """Stands for all of an archive, and of the settings, but for what is read later."""
    marks: AbstractSet[bytes]
    """Of what is read later."""
    common: bytes = b""
    """Stands for the part of `key` that every plan looks at."""
    outlines: Callable[[], AbstractSet[bytes]] = frozenset
    """Of every article and speaker. Where `key` is another than it was, those plans stay whose outlines are all here."""


def stands(surface: Surface, had_key: bytes, had_common: bytes) -> bool:
    """Whether plans that were made from a surface of *had_key* and *had_common* may be kept, some of them at least."""
    return surface.key == had_key or surface.common == had_common


def outlines_of(surface: Surface | None, had_key: bytes) -> AbstractSet[bytes] | None:
    """All outlines of *surface*; None where they need not be asked for, as they are those that there were."""
    return None if surface is None or surface.key == had_key else surface.outlines()


def lost(before: Iterable[AbstractSet[bytes]], now: AbstractSet[bytes]) -> frozenset[bytes]:
    """What plans looked at *before* and is no more: those that looked at none of it stand, and of ten thousand few do not."""
    return frozenset(frozenset().union(*before) - now)


def told_apart(seen: AbstractSet[bytes]) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """Of what was looked at, marks and outlines."""
    marks = frozenset(one for one in seen if len(one) == MARK)
    return marks, frozenset(seen - marks)


def prepare(config: Config, own_templates: Path, bench: Bench) -> None:
    """Have the processes that wait for the first pages compile templates meanwhile, each some of them."""
    own, look, compiled = _templates(own_templates, bench)
    if compiled:
        bench.workers.ahead(compile_template, ((name, site_of(config), own, look, compiled) for name in COSTLY))


def _templates(own: Path, bench: Bench) -> Templates:
    look = files_digest(TEMPLATES) + files_digest(own)
    return Templates(own, look, bench.compiled if bench.workers.ours else None)


def render_page(page: Page, own_templates: Path, site: Site, bench: Bench, name: str) -> None:
    """Put one page into *site*, that which the last build remembered under *name* by keeping it."""
    render_groups([Group(name, lambda: [page])], None, own_templates, site, bench, name)


def render_groups(
    groups: Iterable[Group], surface: Surface | None, own_templates: Path, site: Site, bench: Bench, name: str = "pages"
) -> None:
    """Put every page of *groups* into *site*, those that the last build remembered under *name* by keeping them.

    A group of which nothing changed that its plan looked at, neither *surface* nor what was read besides, is not planned
    again.
    """
    templates = _templates(own_templates, bench)
    look, key = templates.look, surface.key if surface else b""
    told = bench.recall(name)
    (had_look, had_key, common), (pages, plans) = told or ((b"", b"", b""), ({}, {}))
    before: dict[str, Made] = pages if had_look == look else {}
    known: dict[str, Planned] = plans if surface and had_look == look and stands(surface, had_key, common) else {}
    outlines = outlines_of(surface, had_key) if known else None
    run = _Run(before, known, surface, outlines, templates, site, bench)
    run.put(list(groups))
    if run.pages != before or run.plans != known:
        bench.remember(name, (look, key, surface.common if surface else b""), run.pages, run.plans)


class _Run:
    """One pass over all groups. What it takes over from the last build and what it makes anew comes to stand side by side."""

    def __init__(
        self, before: Mapping[str, Made], known: Mapping[str, Planned], surface: Surface | None,
        outlines: AbstractSet[bytes] | None, templates: Templates, site: Site, bench: Bench,
    ) -> None:  # fmt: skip
        self.before, self.known, self.surface, self.outlines, self.templates, self.site, self.bench = (
            before, known, surface, outlines, templates, site, bench,
        )  # fmt: skip
        self.pages: dict[str, Made] = {}
        self.plans: dict[str, Planned] = {}
        self._sent: deque[tuple[str, bytes, bytes]] = deque()
        self._count = 0
        """Groups still to come and pages sent so far: how many there are, as far as it is known."""

    def put(self, groups: Sequence[Group]) -> None:
        """Keep or make every page of *groups*."""
        left = self._take_over(groups)
        self._count = len(left)
        for made in self.bench.work(rendered, self._work(left), of=lambda: self._count):
            path, sources, inputs = self._sent.popleft()
            stamp = self.site.put(made) if isinstance(made, OutputFile) else self.site.placed(path, made)
            if stamp:
                self.pages[path] = sources, inputs, stamp

    def _work(self, groups: Iterable[Group]) -> Iterator[tuple[Page, Templates, Place | None]]:
        """The pages to be made, each looked up when its turn comes: those before it are being rendered meanwhile."""
        for group in groups:
            self._count -= 1
            with looking() as seen:
                found = [(page, own := page.own, page.sources_with(own)) for page in group.pages()]
            self.plans[group.name] = *told_apart(seen), tuple(page.path for page, _, _ in found)
            for page, own, sources in found:
                if (ready := self._changed(page, own, sources)) is not None:
                    self._count += 1
                    yield ready, self.templates, self.site.place(page.path) if self.bench.workers.ours else None

    def _take_over(self, groups: Iterable[Group]) -> list[Group]:
        """Take the pages over of those groups of which nothing changed that they are made from; gives the others."""
        known = self.known if self.surface else {}
        gone = lost((marks for marks, _, _ in known.values()), self.surface.marks) if self.surface else frozenset()
        if self.outlines is not None:
            gone |= lost((outlines for _, outlines, _ in known.values()), self.outlines)
        stands = self.site.standing((path, made[2]) for path, made in self.before.items())
        fallen = self.before.keys() - stands
        left: list[Group] = []
        for group in groups:
            plan = known.get(group.name)
            if plan and gone.isdisjoint(plan[0]) and gone.isdisjoint(plan[1]) and stands.issuperset(plan[2]):
                stands.difference_update(plan[2])  # two groups may claim one address
                self.plans[group.name] = plan
            else:
                left.append(group)
        self.pages = dict(self.before)
        for path in fallen | stands:
            del self.pages[path]
        self.site.take((path, made[2]) for path, made in self.pages.items())
        return left

    def _changed(self, page: Page, own: bytes, sources: bytes) -> Page | None:
        """*page*, ready to be made, if it shows something new; else it is kept."""
        had, shown, stamp = self.before.get(page.path, (b"", b"", NO_STAMP))
        if had == sources and self.site.keep(page.path, stamp):
            self.pages[page.path] = had, shown, stamp
            return None
        ready, inputs = page.ready(own)
        if shown == inputs and self.site.keep(page.path, stamp):
            self.pages[page.path] = sources, shown, stamp
            return None
        self._sent.append((page.path, sources, inputs))
        return ready


def rendered(page: Page, templates: Templates, place: Place | None) -> OutputFile | Filled:
    """One page, written to its *place* where it has one. Raises ContentError where a template cannot be used, and OSError."""
    try:
        file = render(page, *templates)
    except TemplateError as error:
        raise ContentError([template_problem(error)]) from error
    return place.fill(file.content) if place else file


def template_problem(error: TemplateError) -> Problem:
    """The line of a template that *error* comes from, for those who write templates."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    place = (frames[-1].filename, frames[-1].lineno or 0) if frames else ("templates", 0)
    if isinstance(error, TemplateSyntaxError):
        place = error.filename or error.name or "templates", error.lineno
    return Problem(*place, "T001", error.message or type(error).__name__, "mend the template; the build before this one stays")
