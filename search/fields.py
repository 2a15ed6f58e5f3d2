"""What the two indexes are given of an article and its quotations: terms with their positions, and exact values.

Shards and Whoosh are made from the same. Nothing here needs Whoosh, which takes longer to import than an edit to its shards.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import sub
from typing import NamedTuple

from .analyzer import Terms, analyzer
from .documents import Document, Said
from .slots import PLACE

INDEXES = ("articles", "quotations")
"""Their names, which are those of their folders."""
SCORED = (("articles", "title"), ("articles", "body"), ("quotations", "words"))
"""(index, field) of the columns of a terms or positions record."""
UNKNOWN = b"-"
"""The positions of a term in a text that may not be shown. Whoosh drops empty values and would mix up those that follow."""
LENGTHS = tuple([round((1.033**byte - 1) * 27) for byte in range(256)])
"""Of each byte, the length of a field that Whoosh keeps so."""

Fields = dict[str, Sequence[str] | str]
"""By name, what a document has in each field."""
Texts = tuple[Sequence[str], ...]
"""The terms of an article's title and body, then of each of its quotations; a tuple where their positions may not be shown."""
Posting = tuple[str, int, bytes]
"""Term, frequency, positions."""


class Entry(NamedTuple):
    """An article and its quotations, as the two indexes are given them."""

    article: Fields
    quotations: tuple[Fields, ...]

    @property
    def texts(self) -> Texts:
        """What the shards are given, the exact values aside."""
        return self.article["title"], self.article["body"], *[one["words"] for one in self.quotations]


def entry(one: Document) -> Entry:
    """What the indexes are given of an article."""
    return Entry(article_fields(one), tuple([quotation_fields(one, said) for said in one.quotations]))


def article_fields(one: Document) -> Fields:
    """What the index of articles is given of one."""
    terms = analyzer(one.language)
    return {
        "key": one.id,
        "title": terms.of(one.text[: one.body_start]),
        "body": _guarded(terms.of(one.text[one.body_start :]), one),
        "outlet": one.outlet,
        "topic": one.topics,
        "earliest": one.earliest,
        "latest": one.latest,
    }


def quotation_fields(one: Document, said: Said) -> Fields:
    """What the index of quotations is given of one. One whose article may not be shown has no words, only its speaker."""
    terms: Terms = analyzer(one.language)
    return {
        "key": f"{one.id}#{said.number}",
        "article": one.id,
        "words": terms.of(said.words),
        "speaker": said.speaker or (),
        "name": said.names,
        "kind": said.kind,
        "outlet": one.outlet,
        "topic": one.topics,
        "earliest": one.earliest,
        "latest": one.latest,
    }


def _guarded(terms: list[str], one: Document) -> Sequence[str]:
    return terms if one.show == "full" else tuple(terms)


def posted(terms: Sequence[str]) -> Iterator[Posting]:
    """One posting a distinct term; without positions where *terms* are a tuple."""
    keep = isinstance(terms, list)
    for term, positions in _places(terms).items():
        yield term, len(positions), _encoded(positions) if keep else UNKNOWN


def _places(terms: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, term in enumerate(terms):
        found[term].append(position)
    return found


def steps(positions: Sequence[int]) -> list[str]:
    """Differences of ascending numbers, as text."""
    return [str(positions[0]), *map(str, map(sub, positions[1:], positions))]


_ONCE = [b"%d" % number for number in range(4096)]
_OFTEN = [",".join(["%d"] * count) for count in range(64)]
"""Positions of terms that stand so often in a text, and most texts end before there: made once."""


def _encoded(positions: list[int]) -> bytes:
    """As `TextPositions.encode`, in a third of the time."""
    count = len(positions)
    if count == 1:
        first = positions[0]
        return _ONCE[first] if first < len(_ONCE) else b"%d" % first
    if count < len(_OFTEN):
        return (_OFTEN[count] % (positions[0], *map(sub, positions[1:], positions))).encode()
    return ",".join(steps(positions)).encode()


def rounded(length: int) -> int:
    """A field's length as Whoosh keeps it, in a byte."""
    return LENGTHS[min(bisect_left(LENGTHS, length), 255)]


def keyed(slot: int, one: Document) -> dict[str, list[int]]:
    """The numbers that an article and its quotations give to each `field:value` of the shards, ascending."""
    found: dict[str, list[int]] = {f"outlet:{one.outlet}": [slot], **{f"topic:{topic}": [slot] for topic in one.topics}}
    for said in one.quotations:
        speaker = (f"speaker:{said.speaker}",) if said.speaker else ()
        for key in (*speaker, f"kind:{said.kind}", *(f"name:{name}" for name in said.names)):
            found.setdefault(key, []).append(ordinal(slot, said))
    return found


def ordinal(slot: int, said: Said) -> int:
    """The number of a quotation in the shards."""
    return slot * PLACE + said.number - 1
