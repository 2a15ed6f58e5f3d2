"""The index and its shards after a few articles came, went or changed: what they touch, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from variorum.model import ArticleId

from . import index, store
from .documents import Document
from .export import positions_records
from .holdings import Holdings, describe
from .patch import Changing, Rows, changed, changed_key, parsed, rows, slice_keys
from .ranges import range_of, shards_of
from .rebuild import keep_packs, keep_shards, remembered
from .schema import keyed
from .shards import taken_apart
from .slots import PLACE
from .state import State, unpacked


@dataclass(frozen=True, slots=True)
class Change:
    """Articles by id. One that changed, or whose slot moved, is in both."""

    gone: tuple[ArticleId, ...]
    come: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class Patch:
    """What a change does to the records."""

    line: int
    slots: frozenset[int]
    """Of articles taken out."""
    quotations: frozenset[int]
    """Numbers of quotations taken out."""
    rows: Rows
    """Postings put in."""


def update(state: State, folder: Path, held: Holdings, change: Change) -> None:
    """Bring the index and the shards in *state* from the last build to *held*."""
    state.begin()
    gone = state.recall(change.gone)
    documents = [held.document(key) for key in change.come]
    come = {held.slots[one.id]: one for one in sorted(documents, key=lambda one: held.slots[one.id])}
    measured = index.change(folder, change.gone, documents)
    fresh = [
        remembered(held.slots[one.id], held.marks[one.id], one, found) for one, found in zip(documents, measured, strict=True)
    ]
    state.drop(change.gone)
    state.remember(fresh)
    patch = Patch(
        held.line,
        frozenset(one.slot for one in gone),
        frozenset(one.slot * PLACE + number for one in gone for number in range(one.quotations)),
        rows(come),
    )
    by_range: dict[int, set[str]] = defaultdict(set)
    for term in {term for one in (*gone, *fresh) for term in unpacked(one.terms)}:
        by_range[range_of(term)].add(term)
    for number, terms in sorted(by_range.items()):
        _terms(state, number, sorted(terms), patch)
    _keys(state, patch, sorted({key for one in (*gone, *fresh) for key in unpacked(one.keys)}), come)
    _store(state, {one.slot for one in (*gone, *fresh)}, come)
    describe(state, held)


def _terms(state: State, number: int, terms: Sequence[str], patch: Patch) -> None:
    """Bring the terms of one range, and their positions, to what they are now."""
    records, positions = _records(state, "terms", number), _records(state, "positions", number)
    for term in terms:
        old = _old(records, positions, term)
        gone = (patch.slots, patch.slots, patch.quotations)
        record, new = changed(old, gone, patch.rows.get(term, ((), (), ())))
        for key in (term, *slice_keys(term)):
            positions.pop(key, None)
        if any(map(len, new)):
            records[term] = record
            positions.update(positions_records(term, new, patch.line, PLACE))
        else:
            records.pop(term, None)
    for kind, found in (("terms", records), ("positions", positions)):
        state.replace_shards(kind, number, dict(shards_of(kind, number, dict(sorted(found.items())))))


def _old(records: Mapping[str, str], positions: Mapping[str, str], term: str) -> tuple[Changing, ...]:
    if term not in records:
        return parsed("0", ())
    return parsed(records[term], [positions[key] for key in ([term] if term in positions else slice_keys(term))])


def _records(state: State, kind: str, number: int) -> dict[str, str]:
    return {key: record for content in state.shards(kind, number).values() for key, record in taken_apart(content).items()}


def _keys(state: State, patch: Patch, keys: Iterable[str], come: Mapping[int, Document]) -> None:
    records = _records(state, "keys", 0)
    fresh: dict[str, list[int]] = defaultdict(list)
    for slot, one in come.items():
        for key, numbers in keyed(slot, one).items():
            fresh[key].extend(numbers)
    for key in keys:
        of_articles = key.startswith(("outlet:", "topic:"))
        record = changed_key(records.pop(key, ""), patch.slots if of_articles else patch.quotations, fresh[key])
        if record:
            records[key] = record
    state.replace_shards("keys", 0, dict(shards_of("keys", 0, dict(sorted(records.items())))))


def _store(state: State, touched: set[int], come: Mapping[int, Document]) -> None:
    """Bring the store's shards and packs that hold the slots *touched* up to date; what else is in them is taken from them."""
    shards, packs = {slot // store.WIDTH for slot in touched}, {slot // store.PACK for slot in touched}
    beside = {slot // store.PACK for number in shards for slot in (number * store.WIDTH, (number + 1) * store.WIDTH - 1)}
    known = {row.slot: row for number in packs | beside for row in _packed(state, str(number)) if row.slot not in touched}
    now = sorted([*known.values(), *store.rows(come.items())], key=attrgetter("slot"))
    for kind, width, numbers in (("store", store.WIDTH, shards), ("packs", store.PACK, packs), ("pack", store.PACK, packs)):
        for number in numbers - {row.slot // width for row in now}:
            state.remove(kind, 0, str(number))
    keep_shards(state, [row for row in now if row.slot // store.WIDTH in shards])
    keep_packs(state, [row for row in now if row.slot // store.PACK in packs])


def _packed(state: State, number: str) -> list[store.Row]:
    listed, pack = (state.shard(kind, number) for kind in ("packs", "pack"))
    return store.unpacked(listed, pack) if isinstance(listed, str) and isinstance(pack, bytes) else []
