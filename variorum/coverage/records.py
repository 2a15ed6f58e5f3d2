"""What is kept of each pair that was compared, in little space, and relations of which passages are read when looked into.

An archive of ten thousand articles has some thousands of relations with a hundred values each; most builds look into a few.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from variorum.coverage.collate import ACCIDENTAL
from variorum.coverage.compare import Comparison, compare
from variorum.coverage.prepare import Source
from variorum.later import Later, by_mark
from variorum.model import ArticleId, Evidence, Passage, Relation, RelationKind, Span, Variant, Weight

LATER = ("passages", "dropped", "added")
"""The fields of a relation that are read later."""
TOLD = ("evidence", "base_share", "witness_share", "shared_words")
"""Those that are at hand, but change with every word of the two articles."""

_put = object.__setattr__


class Packed(NamedTuple):
    """A `Comparison` in little space."""

    copied: bool
    same: bool
    """True where no variant is substantive."""
    own: int
    quoted: int
    base_words: int
    witness_words: int
    changes: tuple[str, ...]
    """The classes of change that occur."""
    numbers: bytes
    """Passages, dropped and added stretches, as whole numbers: see `_numbers`."""


class Named(NamedTuple):
    """What two compared articles are to each other."""

    kind: RelationKind
    directed: bool
    turned: bool
    """True where the witness of the comparison had it first."""
    evidence: tuple[Evidence, ...]
    base_share: float
    """Of the comparison's base."""
    witness_share: float
    against: tuple[Evidence, ...] = ()
    """Where a curator states the source: what speaks against it."""


class Record(NamedTuple):
    """All that is kept of a pair."""

    packed: Packed
    named: Named


def compared(sources: Sequence[Source], pairs: Sequence[tuple[int, int]]) -> list[Packed | None]:
    """Compare *pairs* of *sources*, named by their places. Pure; what several pairs share is sent and prepared once."""
    found = (compare(sources[one], sources[two]) for one, two in pairs)
    return [packed(shared) if shared else None for shared in found]


def packed(shared: Comparison) -> Packed:
    """*shared* in little space."""
    variants = [variant for passage in shared.passages for variant in passage.variants]
    changes = tuple(sorted({variant.change for variant in variants}))
    same = all(variant.weight is Weight.ACCIDENTAL for variant in variants)
    numbers = array("I", _numbers(shared, changes)).tobytes()
    return Packed(shared.copied, same, shared.own, shared.quoted, shared.base_words, shared.witness_words, changes, numbers)


def _numbers(shared: Comparison, changes: Sequence[str]) -> Iterator[int]:
    """Counts, and after each what was counted: edges of spans, `moved`, and changes by their place."""
    place = {change: number for number, change in enumerate(changes)}
    yield len(shared.passages)
    for passage in shared.passages:
        yield from (passage.base.start, passage.base.end, passage.witness.start, passage.witness.end)
        yield from (passage.moved, len(passage.variants))
        for one in passage.variants:
            yield from (one.base.start, one.base.end, one.witness.start, one.witness.end, place[one.change])
    for stretches in (shared.dropped, shared.added):
        yield len(stretches)
        for span in stretches:
            yield from (span.start, span.end)


def unpacked(of: Packed) -> tuple[tuple[Passage, ...], tuple[Span, ...], tuple[Span, ...]]:
    """The passages, and the stretches that only the base, and only the witness has."""
    numbers = array("I")
    numbers.frombytes(of.numbers)
    take = iter(numbers).__next__
    weights = [Weight.ACCIDENTAL if change in ACCIDENTAL else Weight.SUBSTANTIVE for change in of.changes]

    def span() -> Span:
        return Span(take(), take())

    def variant() -> Variant:
        base, witness, change = span(), span(), take()
        return Variant(base, witness, weights[change], of.changes[change])

    def passage() -> Passage:
        base, witness, moved = span(), span(), bool(take())
        return Passage(base, witness, moved, tuple([variant() for _ in range(take())]))

    passages = tuple([passage() for _ in range(take())])
    dropped, added = (tuple([span() for _ in range(take())]) for _ in range(2))
    return passages, dropped, added


def stored(record: Record | None) -> bytes:
    """*record* as bytes; none for a pair that shares too little to be worth a line."""
    return pickle.dumps((tuple(record.packed), tuple(record.named)), protocol=5) if record else b""


def restored(content: bytes) -> Record | None:
    """What was `stored`."""
    if not content:
        return None
    of, named = pickle.loads(content)
    return Record(Packed._make(of), Named._make(named))


class LaterRelation(Later, Relation):
    """A relation of which `LATER` are worked out at the first look; to all others one like any other."""

    __slots__ = ("_found", "_record", "_told", "mark")
    HEAVY = frozenset((*LATER, *TOLD))
    _record: Record
    _told: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name in TOLD:
            self.note()
            return self._told[name]
        return super().__getattr__(name)

    def _read(self) -> Relation:
        passages, dropped, added = unpacked(self._record.packed)
        if self._record.named.turned:
            passages, dropped, added = turned_passages(passages), added, dropped
        told = self._told
        return Relation(
            self.base, self.witness, self.kind, self.directed, told["evidence"], passages, told["base_share"],
            told["witness_share"], told["shared_words"], dropped, added,
        )  # fmt: skip


by_mark(LaterRelation)


def relation(base: ArticleId, witness: ArticleId, record: Record, content: bytes) -> LaterRelation:
    """The relation of two articles compared as *base* and *witness*, turned the way it went; *content* is the stored record."""
    of, named = record
    ids, shares = (base, witness), (named.base_share, named.witness_share)
    if named.turned:
        ids, shares = ids[::-1], shares[::-1]
    made = LaterRelation.__new__(LaterRelation)
    told = dict(zip(TOLD, (named.evidence, *shares, of.own + of.quoted), strict=True))
    for name, value in zip(
        ("base", "witness", "kind", "directed", "_told", "_record", "mark"),
        (*ids, named.kind, named.directed, told, record, _mark(base, witness, content)),
        strict=True,
    ):
        _put(made, name, value)
    return made


def _mark(base: ArticleId, witness: ArticleId, content: bytes) -> bytes:
    return blake2b(f"{base} {witness} ".encode() + content, digest_size=16).digest()


def turned_passages(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """*passages* with base and witness exchanged."""
    return tuple(sorted(map(_turned, passages), key=lambda passage: passage.base))


def _turned(passage: Passage) -> Passage:
    variants = (Variant(one.witness, one.base, one.weight, OPPOSITE.get(one.change, one.change)) for one in passage.variants)
    in_order = tuple(sorted(variants, key=lambda one: (one.base, one.witness, one.change)))
    return Passage(passage.witness, passage.base, passage.moved, in_order)


_PAIRS = (
    ("added", "dropped"),
    ("hedge-added", "hedge-removed"),
    ("attribution-added", "attribution-dropped"),
    ("marks-added", "marks-dropped"),
    ("quotation-lengthened", "quotation-shortened"),
    ("speech-became-quotation", "quotation-became-speech"),
)
OPPOSITE = dict(_PAIRS) | {two: one for one, two in _PAIRS}
"""A change read the other way round."""
