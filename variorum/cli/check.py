"""`variorum check`: what is wrong with the content, and which speakers a person should look at."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from variorum.config import Config, read_config

if TYPE_CHECKING:
    from variorum.load import Loaded
    from variorum.model import Problem
    from variorum.speakers import Doubt

WORST = 20  # doubts shown unless asked otherwise: an hour's work


def add_check(commands: Any) -> argparse.ArgumentParser:
    """`variorum check`."""
    command: argparse.ArgumentParser = commands.add_parser(
        "check", help="tell what is wrong with content/ and which speakers are doubtful, and write nothing"
    )
    command.add_argument(
        "--worst", type=int, default=WORST, metavar="N", help=f"how many doubtful speakers to list (default: {WORST})"
    )
    command.set_defaults(run=run_check)
    return command


def run_check(options: argparse.Namespace) -> int:
    """Read everything, tell every problem, furniture among them, list the doubtful speakers. Gives 1 where one is an error."""
    from variorum.cli.site import counted, tell
    from variorum.load import load

    config = read_config(options.archive)
    loaded = load(config)
    problems, doubtful = _examined(config, loaded)
    told = (*loaded.problems, *problems)
    tell(told)
    errors = sum(problem.severity == "error" for problem in told)
    found = f"{counted(len(loaded.articles), 'article')}, {counted(len(told) - errors, 'warning')}"
    print(f"{found}, {counted(errors, 'error')}." if errors else f"{found}.")
    if doubtful:
        print(f"\n{counted(len(doubtful), 'quotation')} whose speaker is unknown or uncertain, the worst first:")
        print("\n".join(listing(doubtful[: max(options.worst, 0)])))
    return 1 if errors else 0


def _examined(config: Config, loaded: Loaded) -> tuple[Sequence[Problem], Sequence[Doubt]]:
    from variorum.coverage import cover
    from variorum.quotations import annotate
    from variorum.speakers import doubts, resolve
    from variorum.workers import Workers

    with Workers(config.processes) as workers:
        found = list(workers.spread(annotate, loaded.articles))
        _, annotations, problems = resolve(loaded.articles, found, loaded.speaker_records)
        by_article = {one.article: one for one in annotations}
        outlets = {outlet.id: outlet for outlet in loaded.outlets}
        coverage = cover(loaded.articles, by_article, config, outlets, workers.spread)
    sources = {article.id: (config.root / article.file).read_text("utf-8") for article in loaded.articles}
    return (*problems, *coverage.problems), doubts(loaded.articles, annotations, config, sources)


def listing(doubtful: Sequence[Doubt]) -> Iterator[str]:
    """Lines: each doubt with its place, then for each notes file the corrections to paste."""
    for doubt in doubtful:
        place = f"{doubt.file}:{doubt.line}" if doubt.line else doubt.file
        who = f"{doubt.name} ({doubt.confidence:.0%})" if doubt.name else "nobody found"
        yield f"{place}: {who}: “{doubt.excerpt}”"
    if doubtful:
        yield "\nTo correct or confirm, paste and change what is wrong:"
    for file, ones in groupby(sorted(doubtful, key=lambda doubt: doubt.notes_file), key=lambda doubt: doubt.notes_file):
        yield f"\n# {file}\nquotes:"
        yield from (doubt.correction.rstrip("\n") for doubt in ones)
