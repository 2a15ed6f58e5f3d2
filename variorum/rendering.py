"""Stage 5 on the workbench: pages and data that are as they were stay, the others are made, pages wherever the work is done.

Processes of our own write what they render, so that a page's text does not travel; from elsewhere it comes back to be written.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from jinja2 import TemplateError, TemplateSyntaxError

from variorum.bench import Bench
from variorum.cache import files_digest
from variorum.errors import ContentError
from variorum.exports import Export, tables
from variorum.home import TEMPLATES
from variorum.later import digest, looking
from variorum.model import OutputFile, Problem, Table
from variorum.pages import Group, Page, render
from variorum.write import Filled, Place, Site, Stamp

Exported = dict[str, tuple[bytes, dict[str, Stamp]]]
"""By the first path of an export: a digest of what its files were made from, and what they became."""


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

    def work() -> Iterator[tuple[Page, Path, bytes, Place | None]]:
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
                yield ready, own_templates, look, site.place(page.path) if bench.workers.ours else None

    for made in bench.work(rendered, work(), of=lambda: count):
        path, sources, inputs = sent.popleft()
        stamp = site.put(made) if isinstance(made, OutputFile) else site.placed(path, made)
        if stamp:
            now[path] = Made(sources, inputs, stamp)
    if now != before or planned != plans:
        bench.remember(name, (look, surface.key if surface else b"", now, planned))
    return keys


def write_exports(planned: Iterable[Export], site: Site, bench: Bench) -> tuple[Table, ...]:
    """Put the files of every export into *site*, those of the last build by keeping them. Gives the tables they hold."""
    before: Exported = bench.recall("exports") or {}
    now: Exported = {}
    done: list[Export] = []
    for export in planned:
        key = digest(export.key)
        known = before.get(export.paths[0])
        if known and known[0] == key and tuple(known[1]) == export.paths and site.keep_all(known[1]):
            now[export.paths[0]] = known
        else:
            stamps = {file.path: stamp for file in export.files() if (stamp := site.put(file))}
            now[export.paths[0]] = (key, stamps)
        if export.table:
            done.append(export)
    bench.remember("exports", now)
    return tables(done, lambda path: site.stamps[path].size if path in site.stamps else 0)


def rendered(page: Page, own_templates: Path, look: bytes, place: Place | None) -> OutputFile | Filled:
    """One page, written to its *place* where it has one. Raises ContentError where a template cannot be used, and OSError."""
    try:
        file = render(page, own_templates, look)
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
