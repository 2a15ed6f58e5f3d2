"""Stage 5 on the workbench: pages that are as they were stay, the others are rendered, wherever the work is done."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from variorum.bench import Bench
from variorum.cache import files_digest
from variorum.errors import ContentError
from variorum.home import TEMPLATES
from variorum.later import digest
from variorum.model import OutputFile, Problem
from variorum.pages import Page, render
from variorum.write import Site, Stamp

Rendered = dict[str, tuple[bytes, Stamp]]
"""By path: a digest of what a page was made from, and the file it became."""


def render_pages(planned: Iterable[Page], own_templates: Path, site: Site, bench: Bench) -> None:
    """Put every page of *planned* into *site*, those of the last build by keeping them."""
    look = files_digest(TEMPLATES) + files_digest(own_templates)
    before: Rendered = bench.recall("pages") or {}
    now: Rendered = {}
    todo: list[tuple[Page, bytes]] = []
    for page in planned:
        key = digest(page.inputs, look)
        known = before.get(page.path)
        if known and known[0] == key and site.keep(page.path, known[1]):
            now[page.path] = known
        else:
            todo.append((page, key))
    for (page, key), file in zip(todo, bench.work(rendered, [(page, own_templates, look) for page, _ in todo]), strict=True):
        stamp = site.put(file)
        if stamp:
            now[page.path] = (key, stamp)
    bench.remember("pages", now)


def rendered(page: Page, own_templates: Path, look: bytes) -> OutputFile:
    """One page. Raises ContentError where a template cannot be used."""
    try:
        return render(page, own_templates, look)
    except TemplateError as error:
        raise ContentError([template_problem(error)]) from error


def template_problem(error: TemplateError) -> Problem:
    """The line of a template that *error* comes from, for those who write templates."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    place = (frames[-1].filename, frames[-1].lineno or 0) if frames else ("templates", 0)
    if isinstance(error, TemplateSyntaxError):
        place = error.filename or error.name or "templates", error.lineno
    return Problem(*place, "T001", error.message or type(error).__name__, "mend the template; the build before this one stays")
