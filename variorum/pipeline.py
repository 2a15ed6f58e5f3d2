"""The stages, strung together: what is known of all articles here, what is shown of them in `showing`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from variorum import again, ahead, covering
from variorum.bench import Bench, Progress, bench, silent
from variorum.config import Config
from variorum.coverage import Coverage
from variorum.disk import Files
from variorum.findings import FINDINGS, findings
from variorum.load import load
from variorum.loading import ARTICLES
from variorum.lying import is_large, lying
from variorum.memory import Held
from variorum.model import Archive
from variorum.report import Report
from variorum.searching import begin_search
from variorum.unchanged import look, remember
from variorum.write import Site

if TYPE_CHECKING:
    from concurrent.futures import Executor


def build(
    config: Config,
    skip_broken: bool = False,
    executor: Executor | None = None,
    progress: Progress = silent,
    held: Held | None = None,
    inputs: Files | None = None,
    ready: Callable[[Report], None] | None = None,
) -> Report:
    """Make the site of what content/ holds. Raises ContentError, and touches nothing of the site, where content has errors.

    Work on single articles, pairs and pages runs through *executor*, any of `concurrent.futures`; without one, through
    processes of our own. What was made before of the same things is not made again; the bytes of the site are the same
    however they came about. With *held*, one dictionary for all builds of an archive in one process, what a build remembers is
    not read back by the next. *inputs*, where the caller has looked already: what `variorum.unchanged.look` gave. *ready* is
    told as soon as the site is whole; what the next build is to know is then written after that.
    """
    inputs = look(config.root) if inputs is None else inputs
    with bench(config, executor, progress, held, ready is not None) as work, work.timed("all"):
        lies = work.begin(partial(lying, config.site, work.held), worth=is_large(config.site))
        found = attribute(config, skip_broken, inputs, work)
        with Site(config.site, lies, work.held) as site:
            search = begin_search(found.archive, config, site, work)
            from variorum.showing import put  # and templates, beside that

            archive = compare(found, work)
            put(archive, found.speakers, found.utterances, search, config, site, work)
            written = site.finish()
        quotations = sum(annotation.count for annotation in archive.annotations.values())
        counts = len(archive.articles), quotations, len(archive.clusters)
        report = Report(*counts, archive.problems, found.set_aside, written)
        if ready:
            ready(report)
        work.settle()
        remember(config.root, inputs, site.stamps, report)
    return replace(report, timings=work.told())


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
