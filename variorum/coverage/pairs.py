"""Compare the pairs that are not remembered, and name what all of them are to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from variorum.config import Coverage as Settings
from variorum.coverage.direction import Outlets
from variorum.coverage.hashing import Longs
from variorum.coverage.keep import Bytes, Map, bytes_of
from variorum.coverage.pieces import Pair, pieces
from variorum.coverage.prepare import Parcel
from variorum.coverage.records import LaterRelation, Packed, Record, compared, disputed, relation, restored, stored
from variorum.coverage.relate import relate
from variorum.coverage.shelf import Shelf
from variorum.coverage.tally import PAIR_BITS
from variorum.model import ArticleId, Evidence, Relation, Span

Disputed = tuple[Relation, tuple[Evidence, ...]]
"""A relation whose source a curator states, and what speaks against it."""
Ids = tuple[ArticleId, ArticleId]
Relations = Mapping[Ids, LaterRelation]
"""Relations by the articles that were compared, the earlier first; in their order."""
NO_RELATIONS: Relations = {}


class Ledger(NamedTuple):
    """The records of all pairs that were compared, in order of their keys."""

    keys: Longs
    """Two slots in one number, the earlier article above, sorted."""
    ends: Longs
    """Parallel to them: where each one's record ends; it begins where the one before ends."""
    records: Bytes


def written(
    before: Ledger, changed: Iterable[int], pairs: tuple[Longs, Longs], shelf: Shelf, furniture: Mapping[int, tuple[Span, ...]],
    mapped: Map, outlets: Outlets, settings: Settings, same: bool, made: Relations = NO_RELATIONS,
) -> tuple[Ledger, Relations, list[Disputed]]:  # fmt: skip
    """The records of *pairs*, the relations that they tell, and those of them that evidence speaks against.

    Those of *before* stand, but for articles in the slots *changed*; where the settings are not the *same*, what the articles
    are to each other is asked again. A relation that was *made* of the same record is taken as it is.
    """
    keys = (pairs[0] << PAIR_BITS) | pairs[1]
    held = _held(before, changed, keys)
    missing = [place for place, record in enumerate(held) if record is None]
    slots = list(zip(pairs[0].tolist(), pairs[1].tolist(), strict=True))
    found = _compared([slots[place] for place in missing], shelf, furniture, mapped)
    records: list[bytes] = [record or b"" for record in held]
    for place, packed in zip(missing, found, strict=True):
        records[place] = _stored(packed, slots[place], shelf, outlets, settings)
    relations: dict[Ids, LaterRelation] = {}
    contrary: list[Disputed] = []
    fresh, at = set(missing), shelf.at
    for place, ((one, two), content) in enumerate(zip(slots, records, strict=True)):
        if not content:
            continue
        if not same and place not in fresh:
            content = records[place] = _stored(restored(content).packed, (one, two), shelf, outlets, settings)
        ids = at[one].id, at[two].id
        relations[ids] = relation(*ids, content, made.get(ids))
        if disputed(content):
            contrary.append((relations[ids], restored(content).named.against))
    order = np.argsort(keys, kind="stable")
    in_order = [records[place] for place in order.tolist()]
    ends = np.cumsum(np.array([len(record) for record in in_order], np.int64))
    return Ledger(keys[order], ends, bytes_of(b"".join(in_order))), relations, contrary


def _held(before: Ledger, changed: Iterable[int], keys: Longs) -> list[bytes | None]:
    """What *before* says of each pair of *keys*; None where it says nothing, or no longer what is."""
    if not len(before.keys):
        return [None] * len(keys)
    stale = np.zeros(1 << PAIR_BITS, bool)
    stale[np.fromiter(changed, np.int64)] = True
    at = np.minimum(np.searchsorted(before.keys, keys), len(before.keys) - 1)
    known = (before.keys[at] == keys) & ~stale[keys >> PAIR_BITS] & ~stale[keys & ((1 << PAIR_BITS) - 1)]
    starts = np.concatenate(([0], before.ends[:-1]))
    content = before.records.tobytes()
    return [
        content[start:end] if here else None
        for here, start, end in zip(known.tolist(), starts[at].tolist(), before.ends[at].tolist(), strict=True)
    ]


def _stored(packed: Packed | None, pair: Pair, shelf: Shelf, outlets: Outlets, settings: Settings) -> bytes:
    if packed is None:
        return b""
    one, two = shelf.at[pair[0]], shelf.at[pair[1]]
    return stored(one.id, two.id, Record(packed, relate(one, two, packed, outlets, settings)))


def _compared(
    pairs: Sequence[Pair], shelf: Shelf, furniture: Mapping[int, tuple[Span, ...]], mapped: Map
) -> Iterator[Packed | None]:
    """What each of *pairs* shares, in their order; each is let go of when it is taken."""
    groups = sorted(pieces(pairs), key=len, reverse=True)  # the largest first, so that no process is left with one at the end
    members = [sorted({slot for place in group for slot in pairs[place]}) for group in groups]
    number = [{slot: place for place, slot in enumerate(slots)} for slots in members]
    parcels = (tuple(shelf.parcel(slot, furniture.get(slot, ())) for slot in slots) for slots in members)
    asked = [
        [(places[pairs[at][0]], places[pairs[at][1]]) for at in group] for places, group in zip(number, groups, strict=True)
    ]
    found: list[Packed | None] = [None] * len(pairs)
    for group, results in zip(groups, mapped(_compared_there, parcels, asked) if groups else (), strict=True):
        for place, packed in zip(group, results, strict=True):
            found[place] = packed
    found.reverse()
    while found:
        yield found.pop()


def _compared_there(parcels: Sequence[Parcel], pairs: Sequence[Pair]) -> list[Packed | None]:
    """`compared`, of articles that are read where that is done."""
    return compared([one.read() for one in parcels], pairs)
