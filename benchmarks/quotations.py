"""How fast quotations are found: `python -m benchmarks.quotations FILE [ARTICLES]`.

FILE is a JSON-lines file (`.gz` too) whose rows have an `id` and a `text`. Takes the first ARTICLES (300) of 600 to 1,000
words, on one core, spans, speakers and names together, the best of three runs; then the same texts as one article of growing
length, to show that the time grows with it and no faster.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from evaluation.quotations import article, rows
from variorum.model import Article
from variorum.quotations import annotate

WORDS = range(600, 1001)
LENGTHS = (5_000, 20_000, 80_000, 183_096)  # words; the last is the longest article met in six real sets
RUNS = 3


def seconds(articles: Sequence[Article], runs: int = RUNS) -> float:
    """CPU seconds to annotate *articles*, the least of some runs."""
    best = float("inf")
    for _ in range(runs):
        begun = process_time()
        for one in articles:
            annotate(one)
        best = min(best, process_time() - begun)
    return best


def main(arguments: Sequence[str]) -> int:
    """The command."""
    if not arguments or "--help" in arguments:
        print(__doc__)
        return 0 if arguments else 2
    wanted = int(arguments[1]) if len(arguments) > 1 else 300
    fitting = (row for row in rows(Path(arguments[0])) if len(row["text"].split()) in WORDS)
    articles = [article(row) for row in islice(fitting, wanted)]
    words = sum(len(one.text.split()) for one in articles)
    took = seconds(articles)
    print(f"{len(articles)} articles of {words // max(len(articles), 1)} words: {words / took / 800:.0f} of 800 words a second")
    text = " ".join(" ".join(one.text for one in articles).split())
    many = (text + " ") * (LENGTHS[-1] // max(words, 1) + 1)
    for length in LENGTHS:
        one = article({"id": "long", "text": " ".join(many.split(" ", length)[:length])})
        print(f"one article of {length} words: {1000 * seconds([one], 1) / length * 800:.1f} ms for each 800")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
