"""Stage 5 on the workbench: pages and data that are as they were stay, the others are made, pages wherever the work is done.

Processes of our own write what they render, so that a page's text does not travel; from elsewhere it comes back to be written.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import TemplateError, TemplateSyntaxError

from variorum.bench import Bench
from variorum.cache import files_digest
from variorum.errors import ContentError
from variorum.exports import Export, tables
from variorum.home import TEMPLATES
from variorum.later import digest
from variorum.model import OutputFile, Problem, Table
from variorum.pages import Page, render
from variorum.write import Filled, Place, Site, Stamp

Exported = dict[str, tuple[bytes, dict[str, Stamp]]]
"""By the first path of an export: a digest of what its files were made from, and what they became."""


class Made(NamedTuple):
    """A page of the last build."""

    sources: bytes
    inputs: bytes
    """Digests of what it was made from, as far as known, and of what it shows."""
    stamp: Stamp


def render_pages(
    planned: Iterable[Page], own_templates: Path, site: Site, bench: Bench, name: str = "pages"
) -> dict[str, bytes]:
    """Put every page of *planned* into *site*, those that the last build remembered under *name* by keeping them.

    Gives the key of each page by its path.
    """
    look = files_digest(TEMPLATES) + files_digest(own_templates)
    told: tuple[bytes, dict[str, Made]] | None = bench.recall(name)
    before = told[1] if told and told[0] == look else {}
    now: dict[str, Made] = {}
    keys: dict[str, bytes] = {}
    sent: deque[tuple[str, bytes, bytes]] = deque()
    kept: list[str] = []

    def work() -> Iterator[tuple[Page, Path, bytes, Place | None]]:
        """The pages to be made, each looked up when its turn comes: those before it are being rendered meanwhile."""
        for page in pages:
            sources, known = page.sources, before.get(page.path)
            keys[page.path] = sources
            if known and known.sources == sources and site.keep(page.path, known.stamp):
                now[page.path] = known
                kept.append(page.path)
                continue
            ready = page.ready()
            inputs = sources if ready is page else ready.sources
            if known and known.inputs == inputs and site.keep(page.path, known.stamp):
                now[page.path] = known._replace(sources=sources)
                kept.append(page.path)
                continue
            sent.append((page.path, sources, inputs))
            yield ready, own_templates, look, site.place(page.path) if bench.workers.ours else None

    pages = list(planned)
    for made in bench.work(rendered, work(), of=lambda: len(pages) - len(kept)):
        path, sources, inputs = sent.popleft()
        stamp = site.put(made) if isinstance(made, OutputFile) else site.placed(path, made)
        if stamp:
            now[path] = Made(sources, inputs, stamp)
    if now != before:
        bench.remember(name, (look, now))
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
