"""Stage 5 on the workbench: pages and data that are as they were stay, the others are made, pages wherever the work is done.

Processes of our own write what they render, so that a page's text does not travel; from elsewhere it comes back to be written.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from jinja2 import TemplateError, TemplateSyntaxError

from variorum.bench import Bench
from variorum.cache import files_digest
from variorum.errors import ContentError
from variorum.exports import Export, KeyOf, tables
from variorum.exports import Group as ExportGroup
from variorum.home import TEMPLATES
from variorum.later import digest, looking
from variorum.model import OutputFile, Problem, Table
from variorum.pages import Group, Page, render
from variorum.write import Filled, Place, Site, Stamp


class Made(NamedTuple):
    """A page of the last build."""

    sources: bytes
    inputs: bytes
    """Digests of what it was made from, as far as known, and of what it shows."""
    stamp: Stamp


class Planned(NamedTuple):
    """A group of pages of the last build."""

    marks: frozenset[bytes]
    """Of all that was looked into while it was planned, or is read where its pages are made."""
    paths: tuple[str, ...]


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


def render_page(page: Page, own_templates: Path, site: Site, bench: Bench, name: str) -> None:
    """Put one page into *site*, that which the last build remembered under *name* by keeping it."""
    render_groups([Group(name, lambda: [page])], None, own_templates, site, bench, name)


def render_groups(
    groups: Iterable[Group], surface: Surface | None, own_templates: Path, site: Site, bench: Bench, name: str = "pages"
) -> dict[str, bytes]:
    """Put every page of *groups* into *site*, those that the last build remembered under *name* by keeping them.

    A group of which nothing changed that its plan looked at, neither *surface* nor what was read besides, is not planned
    again. Gives the key of each page by its path.
    """
    look = files_digest(TEMPLATES) + files_digest(own_templates)
    told: tuple[bytes, bytes, dict[str, Made], dict[str, Planned]] | None = bench.recall(name)
    before = told[2] if told and told[0] == look else {}
    plans = told[3] if surface and told and told[:2] == (look, surface.key) else {}
    now: dict[str, Made] = {}
    planned: dict[str, Planned] = {}
    keys: dict[str, bytes] = {}
    sent: deque[tuple[str, bytes, bytes]] = deque()
    templates = Templates(own_templates, look, bench.compiled if bench.workers.ours else None)
    waiting = list(groups)
    count = len(waiting)

    def kept(group: Group) -> bool:
        """Take the pages of *group* over, if nothing changed that they are made from."""
        known = plans.get(group.name)
        if surface is None or known is None or not known.marks <= surface.marks:
            return False
        made = {path: before[path] for path in known.paths if path in before}
        if len(made) < len(known.paths) or not site.keep_all({path: one.stamp for path, one in made.items()}):
            return False
        now.update(made)
        keys.update({path: one.sources for path, one in made.items()})
        planned[group.name] = known
        return True

    def work() -> Iterator[tuple[Page, Templates, Place | None]]:
        """The pages to be made, each looked up when its turn comes: those before it are being rendered meanwhile."""
        nonlocal count
        for group in waiting:
            count -= 1
            if kept(group):
                continue
            with looking() as seen:
                found = [(page, page.sources) for page in group.pages()]
            planned[group.name] = Planned(frozenset(seen), tuple(page.path for page, _ in found))
            for page, sources in found:
                keys[page.path], known = sources, before.get(page.path)
                if known and known.sources == sources and site.keep(page.path, known.stamp):
                    now[page.path] = known
                    continue
                ready = page.ready()
                inputs = sources if ready is page else ready.sources
                if known and known.inputs == inputs and site.keep(page.path, known.stamp):
                    now[page.path] = known._replace(sources=sources)
                    continue
                sent.append((page.path, sources, inputs))
                count += 1
                yield ready, templates, site.place(page.path) if bench.workers.ours else None

    for made in bench.work(rendered, work(), of=lambda: count):
        path, sources, inputs = sent.popleft()
        stamp = site.put(made) if isinstance(made, OutputFile) else site.placed(path, made)
        if stamp:
            now[path] = Made(sources, inputs, stamp)
    if now != before or planned != plans:
        bench.remember(name, (look, surface.key if surface else b"", now, planned))
    return keys


class Exported(NamedTuple):
    """An export of the last build."""

    key: bytes
    stamps: dict[str, Stamp]
    """By path, those that could be written."""
    paths: tuple[str, ...]
    table: str
    part: str
    rows: int


class PlannedExports(NamedTuple):
    """A group of exports of the last build."""

    marks: frozenset[bytes]
    """Of all that was looked into while it was planned."""
    asked: dict[str, bytes]
    """Keys of pages by address, those it was made from."""
    exports: tuple[Exported, ...]


class _Asked:
    """Gives the keys of pages, and notes for which it was asked."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self.keys = keys
        self.asked: dict[str, bytes] = {}

    def __call__(self, address: str) -> bytes:
        key = self.asked[address] = self.keys[address]
        return key


def write_exports(
    groups: Callable[[KeyOf], Iterable[ExportGroup]], keys: Mapping[str, bytes], surface: Surface, site: Site, bench: Bench
) -> tuple[Table, ...]:
    """Put the files of every export into *site*, those of the last build by keeping them. Gives the tables they hold.

    As with pages, a group is planned again only where something changed that its plan looked at: *surface*, what was read
    besides, or one of *keys*, which are those of the pages by address.
    """
    told: tuple[bytes, dict[str, PlannedExports]] | None = bench.recall("exports")
    before = {one.paths: one for group in told[1].values() for one in group.exports} if told else {}
    plans = told[1] if told and told[0] == surface.key else {}
    now: dict[str, PlannedExports] = {}
    key_of = _Asked(keys)
    for group in groups(key_of):
        known = plans.get(group.name)
        if known and known.marks <= surface.marks and all(keys.get(address) == key for address, key in known.asked.items()):
            whole = all(len(one.stamps) == len(one.paths) for one in known.exports)
            if whole and site.keep_all({path: stamp for one in known.exports for path, stamp in one.stamps.items()}):
                now[group.name] = known
                continue
        key_of.asked = {}
        with looking() as seen:
            planned = [(export, digest(export.key)) for export in group.exports()]
        done = tuple(_exported(export, key, before.get(export.paths), site, bench) for export, key in planned)
        now[group.name] = PlannedExports(frozenset(seen), key_of.asked, done)
    if not told or (surface.key, now) != told:
        bench.remember("exports", (surface.key, now))
    held = (one for group in now.values() for one in group.exports if one.table)
    return tables(held, lambda path: site.stamps[path].size if path in site.stamps else 0)


def _exported(export: Export, key: bytes, known: Exported | None, site: Site, bench: Bench) -> Exported:
    if known and known.key == key and tuple(known.stamps) == export.paths and site.keep_all(known.stamps):
        return known
    stamps = {file.path: stamp for file in export.files(partial(_kept, bench)) if (stamp := site.put(file))}
    bench.kept.put_waiting()
    return Exported(key, stamps, export.paths, export.table, export.part, export.rows)


def _kept(bench: Bench, key: tuple[object, ...], function: Callable[[], Any]) -> Any:
    return bench.kept.kept(digest(bench.kept.program, *key), function)


class Keyed(Protocol):
    """A few files with a key by which it is told that they are as they were."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Of all of them."""

    @property
    def key(self) -> bytes:
        """Stands for what is in them."""

    @property
    def files(self) -> Callable[[], Iterable[OutputFile]]:
        """Makes them."""


def write_keyed(planned: Iterable[Keyed], site: Site, bench: Bench, name: str) -> None:
    """Put files into *site*, those that the last build remembered under *name* by keeping them, unread."""
    before: dict[str, tuple[bytes, dict[str, Stamp]]] = bench.recall(name) or {}
    now: dict[str, tuple[bytes, dict[str, Stamp]]] = {}
    for one in planned:
        known = before.get(one.paths[0])
        if known and known[0] == one.key and tuple(known[1]) == one.paths and site.keep_all(known[1]):
            now[one.paths[0]] = known
        else:
            now[one.paths[0]] = (one.key, {file.path: stamp for file in one.files() if (stamp := site.put(file))})
    if now != before:
        bench.remember(name, now)


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
