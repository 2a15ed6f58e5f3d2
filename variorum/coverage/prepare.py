"""One article made ready for comparison: its words, the block each stands in, and which are quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.coverage.cut import Cut, cut
from variorum.coverage.hashing import Hashes, Longs, among, coded_words, distinct, spread
from variorum.coverage.tongue import tongue
from variorum.later import let_go
from variorum.model import Annotation, Article, ArticleId, Kind, Span
from variorum.model.values import Value, dataclass
from variorum.text import Words

SEED = 3  # words. 2 lets "of the" start a passage; 4 breaks copy in which every fourth word was edited.

HELD = 192  # articles kept prepared: those of one piece of work (pairs.py), some 20 MB

MASKED_KINDS = frozenset({Kind.DIRECT, Kind.FRAGMENT, Kind.SCARE})
"""Quotations whose words are somebody's speech, or held at a distance like it; the title of a work is neither."""


@dataclass(frozen=True, slots=True)
class Source(Value):
    """What coverage needs of an article: hashable, so that work on it is kept."""

    article: ArticleId
    text: str
    blocks: tuple[Span, ...]
    quoted: tuple[Span, ...]
    """Words between quotation marks, without the marks, in order."""
    furniture: tuple[Span, ...] = ()
    """Stretches that are site matter, kept out of matching, in order."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Parcel(Value):
    """An article for another process: sent as it is kept, so that nothing of it is looked into before it is there."""

    article: Article
    annotation: Annotation | None = None
    """None for those who do not ask what is quoted: then it need not be read."""
    furniture: tuple[Span, ...] = ()

    def read(self) -> Source:
        """What of it is compared. Its text and its quotations are let go of where they were read here."""
        found = without(source(self.article, self.annotation), self.furniture)
        let_go((self.article, self.annotation))
        return found


@dataclass(frozen=True, slots=True)
class Prepared(Value):
    """An article's words with, for each, where it stands."""

    source: Source
    words: Words
    block: Sequence[int]
    """Parallel to the words: the number of the block, from 0; -1 in furniture."""
    block_end: Sequence[int]
    """Parallel to the words: the word after the last one that follows it in the same block."""
    quoted: Sequence[int]
    """Parallel to the words: true inside quotation marks."""
    quoted_before: Sequence[int]
    """How many of the words before each, and before the end of all, are inside quotation marks."""
    unquoted: int
    """Words outside quotation marks and furniture."""
    closes: Sequence[int]
    """Parallel to the words: true where a sentence's or a block's end follows, or that of the text."""
    sentence_end: Sequence[int]
    """Parallel to the words: the word after the last one of its sentence."""
    bearing_before: Sequence[int]
    """How many of the words before each, and before the end of all, are unquoted and have a sense of their own: no article,
    preposition, hedge, …"""
    sentence_bearing: Sequence[int]
    """Parallel to the words: how many such words its sentence has."""
    codes: Hashes
    """Parallel to the words: their hashes."""
    matched: npt.NDArray[np.bool_]
    """Parallel to the words: outside furniture."""


def source(article: Article, annotation: Annotation | None) -> Source:
    """What of *article* is compared; without an annotation nothing counts as quoted."""
    blocks = tuple([block.span for block in article.blocks])
    return Source(article.id, article.text, blocks, quoted_spans(annotation), (), article.language)


def quoted_spans(annotation: Annotation | None) -> tuple[Span, ...]:
    """The stretches that count as quoted, in order."""
    quotations = annotation.quotations if annotation else ()
    return tuple(sorted([span for one in quotations if one.kind in MASKED_KINDS for span in one.words], key=_edges_of))


_edges_of = attrgetter("start", "end")
"""Spans are compared by it in a third of the time."""


def without(of: Source, furniture: tuple[Span, ...]) -> Source:
    """*of* with its *furniture* marked."""
    return replace(of, furniture=furniture) if furniture else of


@lru_cache(maxsize=HELD)
def prepare(of: Source) -> Prepared:
    """Cut the text into words and say of each where it stands. Pure; the last HELD articles are kept."""
    return prepared([of])[0]


def prepared(sources: Sequence[Source]) -> list[Prepared]:
    """All of *sources* made ready at once, by passes over arrays of the words of all their texts."""
    found = cut([of.text for of in sources])
    first = np.cumsum(found.counts) - found.counts
    shift = np.cumsum([0, *(len(of.text) + 1 for of in sources)])
    at = found.starts + np.repeat(shift[:-1], found.counts)
    span, block = _blocks(sources, shift, at)
    quoted = _inside([of.quoted for of in sources], shift, at)
    of_sense = ~(_light(sources, found) | quoted)
    matched = block >= 0
    opens = np.repeat(first, found.counts)
    block_end, sentence_end = (_ends(numbers, first) - opens for numbers in (span, found.sentences))
    found.closes[block_end == np.arange(1, len(at) + 1) - opens] = 1
    before = (_before(quoted), _before(of_sense), _before(matched & ~quoted))
    of_sentence = _of_each(before[1], sentence_end + opens)
    columns = (found.starts, found.ends, block, block_end, quoted, found.closes, sentence_end, of_sentence)
    starts, ends, blocks, block_ends, quotes, closes, sentence_ends, bearing = map(_view, columns)
    quoted_before, bearing_before, unquoted_before = map(_view, before)
    return [
        Prepared(
            source=of,
            words=Words(found.folded[here], starts[here], ends[here]),
            block=blocks[here],
            block_end=block_ends[here],
            quoted=quotes[here],
            quoted_before=quoted_before[here.start : here.stop + 1],
            unquoted=unquoted_before[here.stop] - unquoted_before[here.start],
            closes=closes[here],
            sentence_end=sentence_ends[here],
            bearing_before=bearing_before[here.start : here.stop + 1],
            sentence_bearing=bearing[here],
            codes=found.codes[here],
            matched=matched[here],
        )
        for of, here in zip(sources, map(slice, first.tolist(), (first + found.counts).tolist()), strict=True)
    ]


def any_quoted(of: Prepared, first: int, end: int) -> bool:
    """True where one of the words *first* to *end* stands in quotation marks."""
    return of.quoted_before[end] > of.quoted_before[first]


def _view(column: npt.NDArray[Any]) -> Sequence[int]:
    """*column* to be looked into here and there: a list of it would cost more than all the looks."""
    return memoryview(column)  # type: ignore[arg-type]


def _blocks(sources: Sequence[Source], shift: Longs, at: Longs) -> tuple[Longs, Longs]:
    """For each word the number of its block among the blocks of all *sources*, and among those of its own; -1 in furniture.

    *at* is where each word stands when the texts stand in one row, each from its *shift* on.
    """
    edges = _edges([of.blocks for of in sources], shift)
    numbers = np.array([number for of in sources for number in range(len(of.blocks))] + [-1])
    span = np.cumsum(np.bincount(np.searchsorted(at, edges[:, 0]), minlength=len(at) + 1))[:-1] - 1
    span[at >= np.append(edges[:, 1], 0)[span]] = -1
    if any(of.furniture for of in sources):
        span[_inside([of.furniture for of in sources], shift, at)] = -1
    return span, numbers[span]


def _inside(spans: Sequence[Sequence[Span]], shift: Longs, at: Longs) -> npt.NDArray[np.bool_]:
    """Which words are inside one of their text's *spans*."""
    first, end = np.searchsorted(at, _edges(spans, shift).T)
    depth = np.bincount(first, minlength=len(at) + 1) - np.bincount(end, minlength=len(at) + 1)
    inside: npt.NDArray[np.bool_] = np.cumsum(depth)[:-1] > 0
    return inside


def _edges(spans: Sequence[Sequence[Span]], shift: Longs) -> Longs:
    """The start and the end of all *spans* of texts that stand in one row."""
    edges = np.array([(one.start, one.end) for of in spans for one in of], np.int64).reshape(-1, 2)
    return edges + np.repeat(shift[:-1], list(map(len, spans)))[:, None]


def _light(sources: Sequence[Source], found: Cut) -> npt.NDArray[np.bool_]:
    """Which of the words *found* carry no sense of their own, each in the language of its text."""
    light = np.zeros(len(found.codes), bool)
    for language in {of.language for of in sources}:
        here = np.repeat([of.language == language for of in sources], found.counts)
        light[here] = among(found.codes[here], _light_words(language))
    return light


@cache
def _light_words(language: str) -> Hashes:
    """The hashes of the words without sense, for `among`."""
    return spread(distinct(coded_words(sorted(tongue(language).light))))


def _before(flags: npt.NDArray[np.bool_]) -> Longs:
    """How many of *flags* are set before each, and before the end."""
    found = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(flags, out=found[1:])
    return found


def _ends(numbers: Longs, first: Longs) -> Longs:
    """For each word the one after the last that follows it with the same number; *first* are the first words of texts."""
    opens = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=opens[1:])
    opens[first[first < len(numbers)]] = True
    starts = np.flatnonzero(opens)
    ends = np.append(starts[1:], len(numbers))
    return np.repeat(ends, ends - starts)


def _of_each(before: Longs, ends: Longs) -> Longs:
    """For each word how many of the flags that were counted *before* each are set in its stretch, which *ends* tells."""
    closes = ends[np.flatnonzero(np.diff(ends, append=0))]
    sizes = np.diff(closes, prepend=0)
    return np.repeat(np.diff(before[closes], prepend=0), sizes)


def place(starts: Longs, spans: Sequence[Span]) -> Longs:
    """For each word the number of the span it begins in, -1 outside all. Spans are in order; of nested ones the last counts."""
    places = np.full(len(starts), -1, np.int64)
    edges = np.searchsorted(starts, [(span.start, span.end) for span in spans]).tolist() if spans else ()
    for number, (first, end) in enumerate(edges):
        places[first:end] = number
    return places
