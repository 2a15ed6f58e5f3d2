"""The stages, strung together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from variorum import again, covering
from variorum.bench import Bench, Progress, bench, silent
from variorum.collecting import give_back
from variorum.config import Config
from variorum.coverage import Coverage
from variorum.exporting import write_exports, write_keyed
from variorum.exports import groups as export_groups
from variorum.findings import FINDINGS, findings
from variorum.later import let_go
from variorum.load import load
from variorum.loading import ARTICLES
from variorum.memory import Held
from variorum.model import Archive
from variorum.pages import Holdings, assets, data_page, groups
from variorum.publish import publishable
from variorum.rendering import prepare, render_groups, render_page
from variorum.report import Report
from variorum.searching import NAME, Shards, begin_search, search_files
from variorum.unchanged import look, remember
from variorum.write import Files, Site, files_below, is_large

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
        present = work.begin(partial(files_below, config.site, ""), worth=is_large(config.site))
        found = attribute(config, skip_broken, inputs, work)
        with Site(config.site, present, work.held) as site:
            search = begin_search(found.archive, config, site, work)
            archive = compare(found, work)
            put(archive, found, search, config, site, work)
            written = site.finish()
        quotations = sum(len(annotation.spoken) for annotation in archive.annotations.values())
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
        before = work.table("seen")
        seen = dict(before)
        loaded = load(config, skip_broken, partial(work.later, "articles", ARTICLES), seen, inputs)
        if seen != before:
            work.remember("seen", None, seen)
    articles = loaded.articles
    with work.timed("quotations"):
        found = work.later("findings", FINDINGS, findings, articles)
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
        _rest(work)
    return replace(
        before,
        clusters=coverage.clusters,
        problems=(*before.problems, *coverage.problems),
        relations=coverage.relations,
        furniture=coverage.furniture,
    )


def _rest(work: Bench, read: Iterable[object] = ()) -> None:
    """After a stage in which much was done: what was *read* is let go of, and free memory is given back to the system."""
    if work.workers.used:
        let_go(read)
        give_back()


def put(archive: Archive, found: Found, search: Shards | None, config: Config, site: Site, work: Bench) -> None:
    """Stages 5 to 7: pages, data and search of what may be shown, into *site*. *search*: its files, where it was begun."""
    templates = config.root / "templates"
    with work.timed("pages"):
        prepare(config, templates, work)
        shown = publishable(archive, config)
        holdings = Holdings(shown)
        surface = again.surface_of(shown, config, found.speakers, found.utterances, holdings.outlines.all)
        with again.tables(work, holdings.tables, surface):
            keys = render_groups(groups(holdings, config), surface, templates, site, work)
        _rest(work)
    with work.timed("exports"), again.tables(work, holdings.tables, surface):
        data = write_exports(partial(export_groups, holdings, config), keys, surface, site, work)
        render_page(data_page(shown, data, config), templates, site, work, "data page")
        _rest(work, chain(shown.articles.values(), shown.annotations.values()))
    with work.timed("search"):
        for file in assets():
            site.put(file)
        if not work.waited_for:  # else the search is waited for, and this is done when the site is whole
            work.settle()
        write_keyed(search() if search else search_files(shown, config, work), site, work, NAME)
