"""One article made ready for comparison: its words, the block each stands in, and which are quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.model import Annotation, Article, ArticleId, Kind, Span
from variorum.text import Words, words

MASKED_KINDS = frozenset({Kind.DIRECT, Kind.FRAGMENT, Kind.SCARE})
"""Quotations whose words are somebody's speech, or held at a distance like it; the title of a work is neither."""


@dataclass(frozen=True, slots=True)
class Source:
    """What coverage needs of an article: small to send to another process, and hashable, so that work on it is kept."""

    article: ArticleId
    text: str
    blocks: tuple[Span, ...]
    quoted: tuple[Span, ...]
    """Words between quotation marks, without the marks, in order."""
    furniture: tuple[int, ...] = ()
    """Numbers of the blocks (from 0) that are site matter, kept out of matching."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's words with, for each, where it stands."""

    source: Source
    words: Words
    block: list[int]
    """Parallel to the words: the number of the block, from 0; -1 in furniture."""
    quoted: list[bool]
    """Parallel to the words: inside quotation marks."""


def source(article: Article, annotation: Annotation | None, furniture: Sequence[int] = ()) -> Source:
    """What of *article* is compared; without an annotation nothing counts as quoted."""
    quotations = annotation.quotations if annotation else ()
    quoted = sorted(span for q in quotations if q.kind in MASKED_KINDS for span in q.words)
    return Source(article.id, article.text, tuple(b.span for b in article.blocks), tuple(quoted), tuple(furniture))


@lru_cache(maxsize=512)
def prepare(of: Source) -> Prepared:
    """Cut the text into words and say of each where it stands. Pure; the last few hundred articles are kept."""
    found = words(of.text)
    block = _place(found, of.blocks)
    left_out = set(of.furniture)
    if left_out:
        block = [-1 if number in left_out else number for number in block]
    quoted = [number >= 0 for number in _place(found, of.quoted)]
    return Prepared(of, found, block, quoted)


def _place(found: Words, spans: Sequence[Span]) -> list[int]:
    """For each word the number of the span it lies in, -1 outside all. Spans are in order; nested ones count as the first."""
    places = [-1] * len(found)
    number = 0
    for at, (start, end) in enumerate(zip(found.starts, found.ends, strict=True)):
        while number < len(spans) and spans[number].end <= start:
            number += 1
        if number < len(spans) and spans[number].start < end:
            places[at] = number
    return places
