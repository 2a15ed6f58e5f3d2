"""Site matter that stands in many articles of one outlet, and would make strangers of one house look like copies.

Furniture is a short paragraph that recurs in several articles of one outlet whose other text is not shared: a prompt, a
counter, a footer. A paragraph that recurs because the story does (an update, a re-run) is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from variorum.coverage.grams import grams
from variorum.coverage.hashing import Hashes
from variorum.coverage.keep import Map
from variorum.coverage.prepare import Source, without
from variorum.model import Article, ArticleId, OutletId, Problem
from variorum.text import WORD

SHORT = 40  # words: a longer paragraph that recurs is copy
RECURS = 5  # articles of one outlet, each with text of its own
ALIKE = 0.1  # share of the smaller article's other grams that two articles may have in common and still be strangers
OTHER = 10  # grams outside recurring paragraphs that an article needs to be somebody's stranger

Key = tuple[OutletId, int]
"""An outlet and the hash of a paragraph's folded words."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is kept out of matching."""

    blocks: Mapping[ArticleId, tuple[int, ...]]
    """Numbers of an article's blocks, from 0; articles without furniture have no entry."""
    problems: tuple[Problem, ...]
    """One warning for each piece of furniture."""


def short_blocks(of: Source) -> tuple[tuple[int, int], ...]:
    """Numbers of the blocks of at most SHORT words, with a hash of their folded words. Pure, so it is kept."""
    found: list[tuple[int, int]] = []
    for number, block in enumerate(of.blocks):
        if len(block) <= SHORT * 12:
            words = WORD.findall(block.of(of.text).casefold().replace("’", "'"))
            if 0 < len(words) <= SHORT:
                found.append(
                    (number, int.from_bytes(blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()))
                )
    return tuple(found)


Short = Sequence[tuple[tuple[int, int], ...]]
"""Of each article, what `short_blocks` gives."""


def furniture(articles: Sequence[Article], sources: Sequence[Source], short: Short, mapped: Map) -> Furniture:
    """Find the furniture of *articles*; *sources* and *short* are parallel to them. Grams are made through *mapped*.

    Time grows with the articles that hold a recurring paragraph; each is compared with at most RECURS others.
    """
    holders: dict[Key, list[int]] = defaultdict(list)
    for place, (article, blocks) in enumerate(zip(articles, short, strict=True)):
        for key in sorted({hashed for _, hashed in blocks}):
            holders[article.outlet, key].append(place)
    recurring = {key: places for key, places in holders.items() if len(places) >= RECURS}
    others = _others(articles, sources, short, recurring, mapped)
    found = {key: places for key, places in recurring.items() if _strangers(places, others) >= RECURS}
    left_out = {
        article.id: numbers
        for article, these in zip(articles, short, strict=True)
        if (numbers := tuple(number for number, hashed in these if (article.outlet, hashed) in found))
    }
    return Furniture(left_out, tuple(_problem(articles, sources, short, key, places) for key, places in sorted(found.items())))


def _others(
    articles: Sequence[Article], sources: Sequence[Source], short: Short, recurring: Iterable[Key], mapped: Map
) -> dict[int, Hashes]:
    """The grams outside recurring paragraphs, of each article that holds one."""
    keys = set(recurring)
    found: dict[int, Source] = {}
    for place, (article, of, blocks) in enumerate(zip(articles, sources, short, strict=True)):
        held = tuple(number for number, hashed in blocks if (article.outlet, hashed) in keys)
        if held:
            found[place] = without(of, held)
    return dict(zip(found, mapped(grams, list(found.values())), strict=True))


def _strangers(places: Sequence[int], others: Mapping[int, Hashes]) -> int:
    """How many of the articles share next to nothing with one another, as far as RECURS."""
    kept: list[Hashes] = []
    for place in places:
        own = others[place]
        if len(own) >= OTHER and all(_shared(own, other) < ALIKE for other in kept):
            kept.append(own)
            if len(kept) == RECURS:
                break
    return len(kept)


def _shared(one: Hashes, two: Hashes) -> float:
    return len(np.intersect1d(one, two, assume_unique=True)) / min(len(one), len(two))


def _problem(
    articles: Sequence[Article],
    sources: Sequence[Source],
    short: Short,
    key: Key,
    places: Sequence[int],
) -> Problem:
    outlet, hashed = key
    first = min(places, key=lambda place: articles[place].id)
    number = next(number for number, other in short[first] if other == hashed)
    words = " ".join(sources[first].blocks[number].of(sources[first].text).split())
    shown = words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + " …"
    return Problem(
        file=articles[first].file,
        line=0,
        code="C001",
        text=f"“{shown}” stands in {len(places)} articles of {outlet}: taken for furniture and kept out of matching",
        fix="move it to `omitted:`; if it is the articles' own text, leave it",
        severity="warning",
    )
