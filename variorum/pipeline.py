"""The stages, strung together: what is known of all articles is in `knowing`, what is shown of them in `showing`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from variorum.bench import Progress, bench, silent
from variorum.config import Config
from variorum.disk import Files
from variorum.inventory import inventory, is_large
from variorum.memory import Held
from variorum.report import Report
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
        present = work.begin(partial(inventory, config.site, work.held), worth=is_large(config.site))
        from variorum.knowing import attribute, begin_search, compare  # a fifth of a second, and the process beside is small

        found = attribute(config, skip_broken, inputs, work)
        with Site(config.site, present, work.held) as site:
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
        known = remember(config.root, inputs, site.stamps, report)
        work.settle()
        known()
    return replace(report, timings=work.told())
