"""One article made ready for comparison: its words, the block each stands in, and which are quoted."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import compress

from variorum.coverage.tongue import tongue
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
    language: str = "en"
    digest: str = ""
    """Names the content of all the others but `article`: equal digests, equal results."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's words with, for each, where it stands."""

    source: Source
    words: Words
    block: list[int]
    """Parallel to the words: the number of the block, from 0; -1 in furniture."""
    quoted: list[bool]
    """Parallel to the words: inside quotation marks."""
    unquoted: int
    """Words outside quotation marks and furniture."""
    sentence: list[int]
    """Parallel to the words: the number of the sentence, from 0."""
    bearing: list[bool]
    """Parallel to the words: unquoted and with a sense of its own, not an article, preposition, hedge, …"""
    bearing_of: Counter[int]
    """How many such words each sentence has."""


def source(article: Article, annotation: Annotation | None) -> Source:
    """What of *article* is compared; without an annotation nothing counts as quoted."""
    quotations = annotation.quotations if annotation else ()
    quoted = sorted(span for q in quotations if q.kind in MASKED_KINDS for span in q.words)
    blocks = tuple(block.span for block in article.blocks)
    digest = f"{article.digest} {_spelt(blocks)} {_spelt(quoted)} {article.language}"
    return Source(article.id, article.text, blocks, tuple(quoted), (), article.language, digest)


def without(of: Source, furniture: tuple[int, ...]) -> Source:
    """*of* with its *furniture* marked."""
    return replace(of, furniture=furniture, digest=f"{of.digest} {furniture}") if furniture else of


def _spelt(spans: Sequence[Span]) -> str:
    """A short name for *spans*."""
    edges = array("Q", [edge for span in spans for edge in (span.start, span.end)])
    return blake2b(edges.tobytes(), digest_size=8).hexdigest()


@lru_cache(maxsize=1024)
def prepare(of: Source) -> Prepared:
    """Cut the text into words and say of each where it stands. Pure; the last few hundred articles are kept."""
    found = words(of.text)
    block = _place(found, of.blocks)
    left_out = set(of.furniture)
    if left_out:
        block = [-1 if number in left_out else number for number in block]
    quoted = [number >= 0 for number in _place(found, of.quoted)]
    light = tongue(of.language).light
    borders = [match.end() for match in _BORDER.finditer(of.text)]
    sentence = [bisect_right(borders, start) for start in found.starts]
    bearing = [not marked and word not in light for word, marked in zip(found.folded, quoted, strict=True)]
    return Prepared(
        source=of,
        words=found,
        block=block,
        quoted=quoted,
        unquoted=sum(number >= 0 and not marked for number, marked in zip(block, quoted, strict=True)),
        sentence=sentence,
        bearing=bearing,
        bearing_of=Counter(compress(sentence, bearing)),
    )


_BORDER = re.compile(r"[.!?…][\"”’»')\]]*\s|\n")


def _place(found: Words, spans: Sequence[Span]) -> list[int]:
    """For each word the number of the span it begins in, -1 outside all. Spans are in order; of nested ones the last counts."""
    places = [-1] * len(found)
    for number, span in enumerate(spans):
        first, end = bisect_left(found.starts, span.start), bisect_left(found.starts, span.end)
        places[first:end] = [number] * (end - first)
    return places
