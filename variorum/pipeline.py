"""The stages, strung together."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateSyntaxError

from variorum.assemble import assemble
from variorum.config import Config
from variorum.coverage import cover, utterances
from variorum.errors import ContentError
from variorum.load import load
from variorum.lock import lock
from variorum.model import Archive, OutputFile, Problem
from variorum.pages import pages
from variorum.publish import publishable
from variorum.quotations import annotate
from variorum.speakers import resolve
from variorum.write import Written, write

if TYPE_CHECKING:
    from search import shards
else:
    from variorum.search import shards


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found and did."""

    articles: int
    quotations: int
    clusters: int
    problems: tuple[Problem, ...]
    set_aside: tuple[str, ...]
    """Files of articles left out."""
    written: Written


def build(config: Config, skip_broken: bool = False) -> Report:
    """Make the site of what content/ holds. Raises ContentError, and touches nothing of the site, where content has errors."""
    with lock(config.cache):
        loaded = load(config, skip_broken)
        found = [annotate(article) for article in loaded.articles]
        speakers, named, doubts = resolve(loaded.articles, found, loaded.speaker_records, config)
        annotations = {annotation.article: annotation for annotation in named}
        outlets = {outlet.id: outlet for outlet in loaded.outlets}
        coverage = cover(loaded.articles, annotations, config, outlets)
        said = utterances(loaded.articles, annotations, config)
        problems = (*loaded.problems, *doubts, *coverage.problems)
        archive = assemble(loaded.articles, named, speakers, loaded.outlets, coverage.clusters, said, problems)
        written = write(render(publishable(archive, config), config), config.site)
    return report(archive, loaded.set_aside, written)


def render(archive: Archive, config: Config) -> Iterator[OutputFile]:
    """Every file of the site. Raises ContentError where a template cannot be used."""
    try:
        yield from pages(archive, config)
    except TemplateError as error:
        raise ContentError([template_problem(error)]) from error
    yield from shards(archive, config)


def template_problem(error: TemplateError) -> Problem:
    """The line of a template that *error* comes from, for those who write templates."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    place = (frames[-1].filename, frames[-1].lineno or 0) if frames else ("templates", 0)
    if isinstance(error, TemplateSyntaxError):
        place = error.filename or error.name or "templates", error.lineno
    return Problem(*place, "T001", error.message or type(error).__name__, "mend the template; the build before this one stays")


def report(archive: Archive, set_aside: tuple[str, ...], written: Written) -> Report:
    """What is told of a build."""
    found = sum(len(annotation.quotations) for annotation in archive.annotations.values())
    return Report(len(archive.articles), found, len(archive.clusters), archive.problems, set_aside, written)
