"""The stages, strung together."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from variorum import again
from variorum.arrays import recall
from variorum.arrays import remember as remember_arrays
from variorum.bench import Held, Progress, bench, silent
from variorum.config import Config
from variorum.coverage import cover
from variorum.coverage.keep import Memory
from variorum.exports import groups as export_groups
from variorum.findings import FINDINGS, findings
from variorum.load import load
from variorum.loading import ARTICLES
from variorum.model import Archive
from variorum.pages import Holdings, assets, data_page, groups
from variorum.publish import publishable
from variorum.rendering import render_groups, render_page, write_exports, write_keyed
from variorum.report import Report
from variorum.unchanged import look, remember
from variorum.write import Site

if TYPE_CHECKING:
    from search import shards
else:
    from variorum.search import shards


def build(
    config: Config,
    skip_broken: bool = False,
    executor: Executor | None = None,
    progress: Progress = silent,
    held: Held | None = None,
) -> Report:
    """Make the site of what content/ holds. Raises ContentError, and touches nothing of the site, where content has errors.

    Work on single articles, pairs and pages runs through *executor*, any of `concurrent.futures`; without one, through
    processes of our own. What was made before of the same things is not made again; the bytes of the site are the same
    however they came about. With *held*, one dictionary for all builds of an archive in one process, what a build remembers is
    not read back by the next.
    """
    inputs, templates = look(config.root), config.root / "templates"
    with bench(config, executor, progress, held) as work, work.timed("all"):
        with work.timed("load"):
            seen = dict(work.recall("seen") or {})
            loaded = load(config, skip_broken, partial(work.later, "articles", ARTICLES), seen)
            if seen != work.recall("seen"):
                work.remember("seen", seen)
        with work.timed("quotations"):
            found = work.later("findings", FINDINGS, findings, loaded.articles)
        with work.timed("speakers"):
            who = again.speakers(work, loaded.articles, found, loaded.speaker_records)
            resolved = who.found
            named = again.named(resolved, found)
        with work.timed("coverage"):
            annotations = {annotation.article: annotation for annotation in named}
            outlets = {outlet.id: outlet for outlet in loaded.outlets}
            kept = recall(config.cache / "coverage", work.kept.program) or {}
            marks = again.marks(loaded.articles, found, resolved)
            coverage = cover(loaded.articles, annotations, config, outlets, work.spread, Memory(**kept), marks)
            remember_arrays(config.cache / "coverage", work.kept.program, coverage.memory.arrays(), kept)
            said = again.utterances(work, loaded.articles, annotations, found)
        archive = Archive(
            articles={one.id: one for one in loaded.articles},
            annotations=annotations,
            speakers={one.id: one for one in resolved.speakers},
            outlets=outlets,
            clusters=coverage.clusters,
            utterances=said.found,
            problems=(*loaded.problems, *resolved.problems, *coverage.problems),
            relations=coverage.relations,
            topics={one.key: one for one in loaded.topics},
            furniture=coverage.furniture,
        )
        with Site(config.site) as site:
            with work.timed("pages"):
                shown = publishable(archive, config)
                holdings = Holdings(shown)
                surface = again.surface_of(shown, config, who, said)
                keys = render_groups(groups(holdings, config), surface, templates, site, work)
            with work.timed("exports"):
                data = write_exports(partial(export_groups, holdings, config), keys, surface, site, work)
                render_page(data_page(shown, data, config), templates, site, work, "data page")
            with work.timed("search"):
                for file in assets():
                    site.put(file)
                write_keyed(shards(shown, config, work.workers.singly), site, work, "shards")
            written = site.finish()
        quotations = sum(len(annotation.spoken) for annotation in archive.annotations.values())
        clusters = len(archive.clusters)
        report = Report(len(archive.articles), quotations, clusters, archive.problems, loaded.set_aside, written)
        remember(config.root, inputs, site.stamps, report)
    return replace(report, timings=work.told())
