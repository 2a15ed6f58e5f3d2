"""What is kept of each pair that was compared, in little space, and relations of which passages are read when looked into.

An archive of ten thousand articles has some thousands of relations with a hundred values each; most builds look into a few.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Sequence
from hashlib import blake2b
from struct import Struct
from typing import Any, NamedTuple

from variorum.coverage.collate import ACCIDENTAL
from variorum.coverage.compare import Comparison, compared_by
from variorum.coverage.direction import STATED
from variorum.coverage.prepare import Source, prepared
from variorum.coverage.seeds import shared_runs
from variorum.later import Later, Sent, by_mark, making
from variorum.model import ArticleId, Evidence, Passage, Relation, RelationKind, Span, Variant, Weight

LATER = ("passages", "dropped", "added")
"""The fields of a relation that are read later."""
TOLD = ("evidence", "base_share", "witness_share", "shared_words")
"""Those that are at hand, but change with every word of the two articles."""

Standing = tuple[float, float, bool]
"""The shares of a relation's base and witness, and whether a curator stated it."""

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
    articles = prepared(sources)
    runs = shared_runs(articles, pairs)
    found = (compared_by(articles[one], articles[two], shared) for (one, two), shared in zip(pairs, runs, strict=True))
    return [packed(shared) if shared else None for shared in found]


def packed(shared: Comparison) -> Packed:
    """*shared* in little space."""
    variants = [variant for passage in shared.passages for variant in passage.variants]
    changes = tuple(sorted({variant.change for variant in variants}))
    same = all(variant.weight is Weight.ACCIDENTAL for variant in variants)
    numbers = array("I", _numbers(shared, changes)).tobytes()
    return Packed(shared.copied, same, shared.own, shared.quoted, shared.base_words, shared.witness_words, changes, numbers)


def _numbers(shared: Comparison, changes: Sequence[str]) -> list[int]:
    """Counts, and after each what was counted: edges of spans, `moved`, and changes by their place."""
    place = {change: number for number, change in enumerate(changes)}
    found = [len(shared.passages)]
    for passage in shared.passages:
        one, two = passage.base, passage.witness
        found += (one.start, one.end, two.start, two.end, passage.moved, len(passage.variants))
        for variant in passage.variants:
            one, two = variant.base, variant.witness
            found += (one.start, one.end, two.start, two.end, place[variant.change])
    for stretches in (shared.dropped, shared.added):
        found.append(len(stretches))
        for span in stretches:
            found += (span.start, span.end)
    return found


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


_HEAD = Struct("<5B2d16s")
"""What stories go by, before the pickle: the kind by its place, `directed`, `turned`, whether a curator stated it and whether
anything is `against` that, the shares, and the mark of the relation."""
_AGAINST = 4  # the place of that byte
_KINDS = tuple(RelationKind)
_PLACES = {kind: place for place, kind in enumerate(_KINDS)}


def stored(base: ArticleId, witness: ArticleId, record: Record) -> bytes:
    """*record* as bytes, of articles that were compared as *base* and *witness*."""
    named = record.named
    stated = any(one.rule == STATED for one in named.evidence)
    told = _PLACES[named.kind], named.directed, named.turned, stated, bool(named.against), named.base_share, named.witness_share
    rest = pickle.dumps((tuple(record.packed), *map(_plain, (named.evidence, named.against))), protocol=5)
    mark = blake2b(f"{base} {witness} ".encode() + _HEAD.pack(*told, b"") + rest, digest_size=16).digest()
    return _HEAD.pack(*told, mark) + rest


def restored(content: bytes) -> Record:
    """What was `stored`, of a pair that has a record."""
    kind, directed, turned, _, _, of_base, of_witness, _ = _HEAD.unpack_from(content)
    of, evidence, against = pickle.loads(memoryview(content)[_HEAD.size :])
    named = Named(_KINDS[kind], bool(directed), bool(turned), _told(evidence), of_base, of_witness, _told(against))
    return Record(Packed._make(of), named)


_Plain = tuple[tuple[str, ArticleId | None, tuple[int, ...], str], ...]


def _plain(evidence: Sequence[Evidence]) -> _Plain:
    """*evidence* as what is pickled without being asked what it is, which takes a third of the time."""
    return tuple(
        [(one.rule, one.article, () if one.span is None else (one.span.start, one.span.end), one.text) for one in evidence]
    )


def _told(plain: _Plain) -> tuple[Evidence, ...]:
    return tuple([Evidence(rule, article, Span(*span) if span else None, text) for rule, article, span, text in plain])


def disputed(content: bytes) -> bool:
    """Whether evidence speaks against the source that a curator states; of a stored record."""
    return bool(content[_AGAINST])


def standing(relation: Relation) -> Standing:
    """What stories go by; one that was remembered is not looked into to tell."""
    known: Standing | None = getattr(relation, "_standing", None)
    return known or (relation.base_share, relation.witness_share, any(one.rule == STATED for one in relation.evidence))


class LaterRelation(Later, Relation):
    """A relation of which `LATER` are worked out at the first look; to all others one like any other."""

    __slots__ = ("_content", "_found", "_restored", "_standing", "mark")
    HEAVY = frozenset((*LATER, *TOLD))
    _content: bytes
    _standing: Standing

    def __getattr__(self, name: str) -> Any:
        if name not in TOLD:
            return super().__getattr__(name)
        self.note()
        if name == "evidence":
            return self._record.named.evidence
        if name == "shared_words":
            return self._record.packed.own + self._record.packed.quoted
        return self._standing[name == "witness_share"]

    @property
    def _record(self) -> Record:
        try:
            record: Record = self._restored
        except AttributeError:
            record = restored(self._content)
            _put(self, "_restored", record)
        return record

    def _sent(self) -> Sent | None:
        """How it goes to another process: as it is kept, a tenth of what its passages take."""
        content = getattr(self, "_content", b"")  # one that `dataclasses.replace` made has none
        if not content:
            return None
        compared = (self.witness, self.base) if _HEAD.unpack_from(content)[2] else (self.base, self.witness)
        return relation, (*compared, content)

    def _read(self) -> Relation:
        of, named = self._record
        passages, dropped, added = unpacked(of)
        if named.turned:
            passages, dropped, added = turned_passages(passages), added, dropped
        return Relation(
            self.base, self.witness, self.kind, self.directed, named.evidence, passages, *self._standing[:2],
            of.own + of.quoted, dropped, added,
        )  # fmt: skip


by_mark(LaterRelation)

_make = making(LaterRelation, "base", "witness", "kind", "directed", "mark", "_standing", "_content")


def relation(base: ArticleId, witness: ArticleId, content: bytes, before: LaterRelation | None = None) -> LaterRelation:
    """The relation of two articles compared as *base* and *witness*, turned the way it went; *content* is the stored record.

    *before*, of the same two, is it itself where it was made of the same record.
    """
    if before is not None and before._content == content:
        return before
    kind, directed, turned, stated, _, of_base, of_witness, mark = _HEAD.unpack_from(content)
    if turned:
        base, witness, of_base, of_witness = witness, base, of_witness, of_base
    made: LaterRelation = _make(base, witness, _KINDS[kind], bool(directed), mark, (of_base, of_witness, bool(stated)), content)
    return made


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
