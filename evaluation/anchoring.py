"""Corrections after edits, measured: `python -m evaluation.anchoring`.

Words of the project's own two articles are changed at random (replaced, dropped or doubled by another word, seed fixed), and
every quotation is sought with its 32 characters of context. Printed is the share found again, within .85 of its place, by share
of words changed.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from pathlib import Path

from variorum.config import read_config
from variorum.corrections import Anchor, anchor
from variorum.load import load
from variorum.model import Article, Span
from variorum.quotations import annotate

ROOT = Path(__file__).resolve().parents[1]
RATES = (0.02, 0.05, 0.10, 0.20, 0.35)
CONTEXT = 32  # characters before and after, as in W3C annotations
ROUNDS = 6
_PIECE = re.compile(r"\w+|\W+")


def edited(text: str, rate: float, spans: list[Span], chance: random.Random) -> tuple[str, list[Span]]:
    """*text* with words changed, and where the spans are now."""
    words = re.findall(r"\w+", text)
    starts: list[int] = []
    places: list[int] = []
    changed = ""
    for match in _PIECE.finditer(text):
        starts.append(match.start())
        places.append(len(changed))
        word = match[0]
        if word.isalnum() and chance.random() < rate:
            kind = chance.random()
            other = chance.choice(words)
            word = other if kind < 0.4 else f"{word} {other}" if kind < 0.7 else ""
        changed += word

    def moved(position: int) -> int:
        piece = bisect_right(starts, position) - 1
        return min(places[piece] + position - starts[piece], len(changed))

    return changed, [Span(moved(span.start), moved(span.end)) for span in spans]


def found_again(articles: list[Article], rate: float) -> float:
    """Share of quotations found at their place after *rate* of the words changed."""
    chance = random.Random(7)
    hits = total = 0
    for _ in range(ROUNDS):
        for article in articles:
            spans = quoted(article)
            text, truth = edited(article.text, rate, spans, chance)
            for span, place in zip(spans, truth, strict=True):
                found = seek(article.text, span, text)
                total += 1
                hits += found is not None and alike(found.span, place) >= 0.85
    return hits / total


def quoted(article: Article) -> list[Span]:
    """The words of the article's quotations, without marks."""
    return [quotation.words[0] for quotation in annotate(article).quotations]


def seek(text: str, span: Span, other: str) -> Anchor | None:
    """The words of *span* of *text*, with their context, in *other*."""
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return anchor(other, span.of(text), before, after, span.start)


def alike(one: Span, two: Span) -> float:
    """Shared part of two spans by their union."""
    shared = max(0, min(one.end, two.end) - max(one.start, two.start))
    return shared / max(max(one.end, two.end) - min(one.start, two.start), 1)


def main() -> int:
    """The command."""
    articles = [article for article in load(read_config(ROOT)).articles if quoted(article)]
    for rate in RATES:
        print(f"{rate:4.0%} of the words changed: {found_again(articles, rate):.1%} found again")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
