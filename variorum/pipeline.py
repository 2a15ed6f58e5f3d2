"""The stages, strung together."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.assemble import assemble
from variorum.config import Config
from variorum.coverage import match, utterances
from variorum.load import load
from variorum.lock import lock
from variorum.model import Archive, Problem
from variorum.quotations import annotate
from variorum.write import Written, write


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
        annotations = {article.id: annotate(article) for article in loaded.articles}
        clusters = match(loaded.articles, annotations, config, {outlet.id: outlet for outlet in loaded.outlets})
        said = utterances(loaded.articles, annotations, config)
        problems = (*loaded.problems, *(problem for one in annotations.values() for problem in one.problems))
        archive = assemble(loaded.articles, annotations.values(), (), loaded.outlets, clusters, said, problems)
        written = write((), config.site)
    return report(archive, loaded.set_aside, written)


def report(archive: Archive, set_aside: tuple[str, ...], written: Written) -> Report:
    """What is told of a build."""
    found = sum(len(annotation.quotations) for annotation in archive.annotations.values())
    return Report(len(archive.articles), found, len(archive.clusters), archive.problems, set_aside, written)
