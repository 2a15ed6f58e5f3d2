"""Where each article stands in what is remembered: a slot for each, kept as long as the article stays as it is."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np

from variorum.coverage.hashing import Hashes, Longs
from variorum.coverage.prepare import Parcel, quoted_spans
from variorum.coverage.tally import Facts
from variorum.model import Annotation, Article, ArticleId, Span

UNKNOWN_DAY = 10**7
"""Beyond every day there is; an undated article lies in every window."""


@dataclass(frozen=True)
class Shelf:
    """The articles, earliest first, each with its slot."""

    articles: Sequence[Article]
    annotations: Mapping[ArticleId, Annotation]
    slots: Longs
    """Parallel to the articles."""
    keys: Hashes
    """By slot: what the article is made of; zeros where the slot is free."""
    come: tuple[int, ...]
    """Slots of the articles that were not remembered."""
    gone: tuple[int, ...]
    """Slots of the articles that are no more as they are remembered; one that came may stand there now."""

    @cached_property
    def at(self) -> Mapping[int, Article]:
        """The article in each slot."""
        return dict(zip(self.slots.tolist(), self.articles, strict=True))

    @cached_property
    def slot_of(self) -> Mapping[ArticleId, int]:
        """The slot of each article."""
        return {article.id: slot for slot, article in self.at.items()}

    def parcel(self, slot: int, furniture: tuple[Span, ...]) -> Parcel:
        """The article in *slot*, to be compared without its *furniture*."""
        article = self.at[slot]
        return Parcel(article, self.annotations.get(article.id), furniture)

    def unmarked(self, slot: int, furniture: tuple[Span, ...] = ()) -> Parcel:
        """The same for those who do not ask what is quoted: quotations of articles that are not compared are not read."""
        return Parcel(self.at[slot], None, furniture)

    def facts(self) -> Facts:
        """What is known of the articles but for how much they hold."""
        found = Facts(*(np.zeros(len(self.keys), np.int64) for _ in Facts._fields))
        found.rank[self.slots] = np.arange(len(self.slots))
        spread = list(map(days, self.articles))
        found.earliest[self.slots] = [earliest for earliest, _ in spread]
        found.latest[self.slots] = [latest for _, latest in spread]
        return found


def shelved(
    articles: Sequence[Article], annotations: Mapping[ArticleId, Annotation], marks: Mapping[ArticleId, bytes], keys: Hashes
) -> Shelf:
    """Give each of *articles* its slot; *keys* are those of the build before, *marks* name what articles are made of."""
    before = keys.astype(np.uint64).tobytes()
    known = {before[at : at + 16]: at // 16 for at in range(0, len(before), 16)}
    known.pop(bytes(16), None)
    named = [marks.get(article.id) or made_of(article, annotations.get(article.id)) for article in articles]
    held = list(map(known.get, named))
    used = set(held)
    free = (slot for slot in range(len(keys) + len(named)) if slot not in used)
    slots = [next(free) if slot is None else slot for slot in held]
    now = np.zeros((max(slots, default=-1) + 1, 2), np.uint64)
    now[slots] = np.frombuffer(b"".join(named), np.uint64).reshape(-1, 2)
    come = tuple(slot for slot, was in zip(slots, held, strict=True) if was is None)
    gone = tuple(sorted(set(known.values()) - used))
    return Shelf(articles, annotations, np.array(slots, np.int64), now, come, gone)


def made_of(article: Article, annotation: Annotation | None) -> bytes:
    """16 bytes that name all of an article that stage 4 looks at."""
    published = article.published
    said = (
        article.id, article.digest, article.outlet, article.language, article.url, article.syndicated_from, article.file,
        *((published.edtf, str(published.earliest), str(published.latest)) if published else ()), *article.aliases,
    )  # fmt: skip
    blocks = array("Q", [edge for block in article.blocks for edge in (block.span.start, block.span.end)])
    quoted = array("Q", [edge for span in quoted_spans(annotation) for edge in (span.start, span.end)])
    made = blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16)
    for edges in (blocks, quoted):
        made.update(len(edges).to_bytes(4) + edges.tobytes())
    return made.digest()


def days(article: Article) -> tuple[int, int]:
    """The first and the last day *article* can have been published, as proleptic ordinals; 0 and UNKNOWN_DAY where unknown."""
    published = article.published
    if published is None or published.earliest is None or published.latest is None:
        return 0, UNKNOWN_DAY
    return published.earliest.toordinal(), published.latest.toordinal()
