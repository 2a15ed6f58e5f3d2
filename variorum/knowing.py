"""Stages 1 to 4: what is known of all articles. Imported when a process beside looks at the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import NamedTuple

from variorum import again, ahead, covering
from variorum.bench import Bench
from variorum.config import Config
from variorum.coverage import Coverage
from variorum.disk import Files
from variorum.findings import FINDINGS, findings
from variorum.load import load
from variorum.loading import ARTICLES
from variorum.model import Archive
from variorum.searching import begin_search

__all__ = ["Found", "attribute", "begin_search", "compare"]


class Found(NamedTuple):
    """What the first stages found."""

    archive: Archive
    """Without what stage 4 finds."""
    speakers: again.Speakers
    utterances: again.Utterances
    coverage: Callable[[], Coverage]
    """Waits for stage 4."""
    set_aside: tuple[str, ...]
    """Content files with errors, where a build goes on without them."""


def attribute(config: Config, skip_broken: bool, inputs: Files, work: Bench) -> Found:
    """Stages 1 to 3: what content/ holds, who is quoted, and which quotations are one utterance. Raises ContentError."""
    with work.timed("load"):
        changed = ahead.begin(config, inputs, work)
        before = work.table("seen")
        if not before:
            import_module("variorum.showing")  # before processes are started for a first build, which then know it
        seen = dict(before)
        loaded = load(config, skip_broken, partial(work.later, "articles", ARTICLES), seen, inputs)
        if seen != before:
            work.remember("seen", None, seen)
    articles = loaded.articles
    with work.timed("quotations"):
        work.kept.put_packed(changed())
        found = work.later("findings", FINDINGS, findings, articles)
        work.rest()
    with work.timed("speakers"):
        who = again.speakers(work, articles, found, loaded.speaker_records)
        outlets = {one.id: one for one in loaded.outlets}
        covered = covering.coverage(work, covering.ToCover(articles, found, who.found, outlets, config))
        annotations = {one.article: one for one in again.named(work, who, found)}
    with work.timed("coverage"):
        said = again.utterances(work, articles, annotations, found)
    archive = Archive(
        articles={one.id: one for one in articles},
        annotations=annotations,
        speakers={one.id: one for one in who.found.speakers},
        outlets=outlets,
        utterances=said.found,
        problems=(*loaded.problems, *who.found.problems),
        topics={one.key: one for one in loaded.topics},
    )
    return Found(archive, who, said, covered, loaded.set_aside)


def compare(found: Found, work: Bench) -> Archive:
    """Stage 4: the archive, with who copied from whom."""
    before = found.archive
    for name, stage in (("pages", "pages"), ("exports", "exports")):  # while that is looked for beside
        with work.timed(stage):
            work.recall(name)
    with work.timed("coverage"):
        coverage = found.coverage()
    return replace(
        before,
        clusters=coverage.clusters,
        problems=(*before.problems, *coverage.problems),
        relations=coverage.relations,
        furniture=coverage.furniture,
    )
