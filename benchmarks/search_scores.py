"""Holds the search in the browser to Whoosh with thousands of sampled queries, on the articles of any JSONL.

    python -m benchmarks.search_scores CORPUS.jsonl[.gz] --articles 1000 --queries 4000 --folder /tmp/compared

A line of it is `{id, title, date, outlet, url, text}`. Scores come from Whoosh's own BM25F over a fresh index, with no limit;
counts, order and scores to 1e-6 are compared, for articles and for quotations, by the reader that the search page runs, under
node. It says how many differ: none should.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from benchmarks.search_corpus import archive
from tests.search import sampling
from variorum.config import Config
from variorum.search import read, refresh
from variorum.search.holdings import holdings

AT_ONCE = 500  # queries node is given at a time: their answers are held in memory, and written down


def main() -> int:
    """Print what was compared; status 1 where anything differs."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--every", type=int, default=1, help="take one record of so many")
    options.add_argument("--queries", type=int, default=4000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path, required=True, help="where to build; emptied first")
    chosen = options.parse_args()
    shutil.rmtree(chosen.folder, ignore_errors=True)
    held, config = archive(chosen.corpus, chosen.articles, chosen.every), Config(root=chosen.folder)
    refresh(held, config)
    for file in read(config):
        path = config.root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    queries = sampling.sampled([*holdings(held, config).documents()], chosen.queries, chosen.seed)
    index = sampling.opened(config, stock=True)
    hits, empty, wrong = 0, 0, 0
    for first in range(0, len(queries), AT_ONCE):
        golden = [*sampling.answers(index, queries[first : first + AT_ONCE])]
        hits += sum(len(one["all"]) + len(one["fewer"]) for one in golden)
        empty += sum(not one["all"] and not one["fewer"] for one in golden)
        differences = sampling.held_to(golden, config.root)
        wrong += bool(differences)
        print(differences or f"{first + len(golden) // 2} queries compared, {hits} hits, no difference", flush=True)
    print(f"{2 * len(queries)} answers, {empty} of them empty, {hits} hits: {'differences' if wrong else 'all equal'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
