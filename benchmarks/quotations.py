"""How fast quotations are found: `python -m benchmarks.quotations FILE [ARTICLES]`.

FILE is a JSON-lines file (`.gz` too) whose rows have an `id` and a `text`. Takes the first ARTICLES (300) of 600 to 1,000
words, on one core, spans, speakers and names together: once as in a build, every article new, then each article's least CPU
time of five runs, which other programs disturb less; last the same texts as one article of growing length, to show that the
time grows with it and no faster.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from evaluation.quotations import article, rows
from variorum.collecting import collecting_rarely
from variorum.model import Article
from variorum.quotations import annotate

WORDS = range(600, 1001)
LENGTHS = (5_000, 20_000, 80_000, 183_096)  # words; the last is the longest article met in six real sets
RUNS = 5


def seconds(articles: Sequence[Article], runs: int = RUNS) -> float:
    """CPU seconds to annotate *articles*, of each the least of some runs."""
    best = [float("inf")] * len(articles)
    for _ in range(runs):
        for place, one in enumerate(articles):
            begun = process_time()
            annotate(one)
            best[place] = min(best[place], process_time() - begun)
    return sum(best)


def main(arguments: Sequence[str]) -> int:
    """The command."""
    if not arguments or "--help" in arguments:
        print(__doc__)
        return 0 if arguments else 2
    wanted = int(arguments[1]) if len(arguments) > 1 else 300
    fitting = (row for row in rows(Path(arguments[0])) if len(row["text"].split()) in WORDS)
    articles = [article(row) for row in islice(fitting, wanted)]
    words = sum(len(one.text.split()) for one in articles)
    annotate(article({"id": "first", "text": "“Yes,” Ann Lee said."}))  # reads the lexicon and the weights
    with collecting_rarely():  # as a build does
        first = seconds(articles, 1)
        took = seconds(articles)
    quotations = sum(len(annotate(one).quotations) for one in articles)
    count = max(len(articles), 1)
    print(f"{len(articles)} articles of {words // count} words and {quotations / count:.0f} quotations:")
    print(f"{words / first / 800:.0f} of 800 words a second at first sight, {words / took / 800:.0f} at best")
    text = " ".join(" ".join(one.text for one in articles).split())
    many = (text + " ") * (LENGTHS[-1] // max(words, 1) + 1)
    for length in LENGTHS:
        one = article({"id": "long", "text": " ".join(many.split(" ", length)[:length])})
        print(f"one article of {length} words: {1000 * seconds([one], 1) / length * 800:.1f} ms for each 800")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
