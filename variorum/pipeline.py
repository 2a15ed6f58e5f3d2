"""The stages, strung together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.assemble import assemble
from variorum.config import Config
from variorum.coverage import match, utterances
from variorum.load import load
from variorum.lock import lock
from variorum.model import Archive, OutputFile, Problem
from variorum.pages import pages
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
        clusters = match(loaded.articles, annotations, config, outlets)
        said = utterances(loaded.articles, annotations, config)
        problems = (*loaded.problems, *doubts)
        archive = assemble(loaded.articles, named, speakers, loaded.outlets, clusters, said, problems)
        written = write(render(archive, config), config.site)
    return report(archive, loaded.set_aside, written)


def render(archive: Archive, config: Config) -> Iterator[OutputFile]:
    """Every file of the site."""
    yield from pages(archive, config)
    yield from shards(archive, config)


def report(archive: Archive, set_aside: tuple[str, ...], written: Written) -> Report:
    """What is told of a build."""
    found = sum(len(annotation.quotations) for annotation in archive.annotations.values())
    return Report(len(archive.articles), found, len(archive.clusters), archive.problems, set_aside, written)
