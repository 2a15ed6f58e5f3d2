"""How long duplicate coverage takes, and how much memory: everything from articles to stories.

    python -m benchmarks.coverage articles.jsonl.gz [--sizes 4000,8000,16000,32000] [--processes 2] [--add-to 10000]

A line of the file is `{"id", "text"}`, with `outlet` and `date` where they are known. Quotations are found by their marks
before the clock starts; cyclic garbage is looked for as rarely as in a build. CPU seconds and memory are those of all
processes, shared pages counted once; what the articles themselves hold is told apart; the exponent is
that of the growth of CPU seconds from the first size to the last.
`--add-to N` measures one article added to N that are remembered on the disk, and that have marks, as in a build.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measure import cpu as cpu_seconds
from benchmarks.measure import memory, watched
from evaluation.coverage import CONFIG, annotation, documents, read
from variorum import arrays
from variorum.collecting import collecting_rarely
from variorum.coverage import Memory, cover
from variorum.coverage.shelf import made_of
from variorum.model import Annotation, Article, ArticleId
from variorum.workers import Workers

PROGRAM = b"this one"


def annotated(articles: Sequence[Article]) -> dict[ArticleId, Annotation]:
    """Quotations by their marks."""
    return {one.id: annotation(one) for one in articles}


def measured(articles: Sequence[Article], processes: int) -> float:
    """Print one line; the CPU seconds."""
    annotations = annotated(articles)
    cpu, wall = cpu_seconds(), time.perf_counter()
    held = memory()
    with collecting_rarely(), Workers(processes) as workers:
        started(workers)
        with watched() as peak:
            found = cover(articles, annotations, CONFIG, mapped=partial(spread, workers))
    wall, cpu = time.perf_counter() - wall, cpu_seconds() - cpu
    relations = sum(len(cluster.relations) for cluster in found.clusters) + len(found.relations)
    print(
        f"{len(articles):7,} articles  {wall:7.1f} s  {cpu:7.1f} CPU s  {held + peak():6,} MB ({held:,} before)  "
        f"{len(found.clusters):6,} stories  {relations:7,} relations",
        flush=True,
    )
    return cpu


def started(workers: Workers) -> None:
    """Start the processes before the thread that watches: as in a build they are forked, which a second thread rules out."""
    list(workers.map(abs, [(0,)] * 100))


def spread(workers: Workers, function: Callable[..., Any], *columns: Iterable[Any]) -> Iterator[Any]:
    """`map(function, *columns)`, done where a build does it."""
    return (result for _, _, result in workers.map(function, list(zip(*columns, strict=False))))


def added(articles: Sequence[Article]) -> None:
    """Print what one more article costs, from what is remembered on the disk to what is remembered there."""
    annotations = annotated(articles)
    marks = {one.id: made_of(one, annotations[one.id]) for one in articles}
    middle = len(articles) // 2
    with collecting_rarely(), TemporaryDirectory() as name:
        folder = Path(name)
        before = cover([*articles[:middle], *articles[middle + 1 :]], annotations, CONFIG, marks=marks).memory
        arrays.remember(folder, PROGRAM, before.arrays(), {})
        del before
        cpu, wall = cpu_seconds(), time.perf_counter()
        kept = arrays.recall(folder, PROGRAM) or {}
        found = cover(articles, annotations, CONFIG, before=Memory(**kept), marks=marks)
        arrays.remember(folder, PROGRAM, found.memory.arrays(), kept)
        print(f"one added to {len(articles) - 1:,}: {time.perf_counter() - wall:.2f} s, {cpu_seconds() - cpu:.2f} CPU s")


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sizes", default="4000,8000,16000,32000")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--add-to", type=int, default=0)
    options = parser.parse_args(arguments)
    sizes = [int(size) for size in options.sizes.split(",") if size]
    articles = documents(islice(read(options.file), max([*sizes, options.add_to + 1])))
    spent = [measured(articles[:size], options.processes) for size in sizes]
    if len(spent) > 1:
        exponent = math.log(spent[-1] / spent[0]) / math.log(sizes[-1] / sizes[0])
        print(f"CPU time grows as N^{exponent:.2f}")
    if options.add_to:
        added(articles[: options.add_to + 1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
