"""One article made ready for comparison: its words, the block each stands in, and which are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from variorum.coverage.cut import cut
from variorum.coverage.hashing import Hashes, Longs, runs
from variorum.coverage.tongue import tongue
from variorum.model import Annotation, Article, ArticleId, Kind, Span
from variorum.text import Words

SEED = 3  # words. 2 lets "of the" start a passage; 4 breaks copy in which every fourth word was edited.

HELD = 192  # articles kept prepared: those of one piece of work (pairs.py), some 20 MB

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
    bearing_of: list[int]
    """How many such words each sentence has."""
    seeds: Hashes
    """Hashes of the runs of SEED words outside furniture, sorted."""
    seed_places: Longs
    """Parallel to them: the number of the first word."""


def source(article: Article, annotation: Annotation | None) -> Source:
    """What of *article* is compared; without an annotation nothing counts as quoted."""
    blocks = tuple([block.span for block in article.blocks])
    return Source(article.id, article.text, blocks, quoted_spans(annotation), (), article.language)


def quoted_spans(annotation: Annotation | None) -> tuple[Span, ...]:
    """The stretches that count as quoted, in order."""
    quotations = annotation.quotations if annotation else ()
    return tuple(sorted(span for one in quotations if one.kind in MASKED_KINDS for span in one.words))


def without(of: Source, furniture: tuple[int, ...]) -> Source:
    """*of* with its *furniture* marked."""
    return replace(of, furniture=furniture) if furniture else of


@lru_cache(maxsize=HELD)
def prepare(of: Source) -> Prepared:
    """Cut the text into words and say of each where it stands. Pure; the last HELD articles are kept."""
    found, codes = cut(of.text)
    starts = np.array(found.starts, np.int64)
    block = place(starts, of.blocks)
    if of.furniture:
        block[np.isin(block, of.furniture)] = -1
    quoted = place(starts, of.quoted) >= 0
    light = tongue(of.language).light
    borders = [match.end() for match in _BORDER.finditer(of.text)]
    sentence = np.searchsorted(np.array(borders, np.int64), starts, side="right")
    bearing = ~np.fromiter(map(light.__contains__, found.folded), bool, len(found)) & ~quoted
    return Prepared(
        source=of,
        words=found,
        block=block.tolist(),
        quoted=quoted.tolist(),
        unquoted=int(np.count_nonzero((block >= 0) & ~quoted)),
        sentence=sentence.tolist(),
        bearing=bearing.tolist(),
        bearing_of=np.bincount(sentence[bearing], minlength=len(borders) + 1).tolist(),
        **_seeds(runs(codes, SEED), block if of.furniture else None),
    )


def _seeds(hashes: Hashes, block: Longs | None) -> dict[str, Any]:
    """The runs of SEED words, of which neither end stands in furniture; without furniture *block* is None."""
    places = np.argsort(hashes)
    if block is not None and len(hashes):
        places = places[(block[: len(hashes)] >= 0)[places] & (block[-len(hashes) :] >= 0)[places]]
    return {"seeds": hashes[places], "seed_places": places}


_BORDER = re.compile(r"[.!?…\n](?:(?<=\n)|[\"”’»')\]]*\s)")


def place(starts: Longs, spans: Sequence[Span]) -> Longs:
    """For each word the number of the span it begins in, -1 outside all. Spans are in order; of nested ones the last counts."""
    places = np.full(len(starts), -1, np.int64)
    edges = np.searchsorted(starts, [(span.start, span.end) for span in spans]).tolist() if spans else ()
    for number, (first, end) in enumerate(edges):
        places[first:end] = number
    return places
