"""The index and its shards after a few articles came, went or changed: what they touch, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path

from variorum.model import ArticleId
from variorum.model.values import Value, dataclass

from . import store
from .documents import Document, document
from .fields import Entry, entry, keyed
from .holdings import Holdings, describe
from .patch import Change as TermChange
from .patch import Known, changed_key, changes, patched, rows
from .ranges import range_of
from .rebuild import remembered, stored
from .shelf import Shelf
from .slots import PLACE
from .state import Remembered, State, unpacked, unpacked_fields

ROOM = 64_000  # KB for pages of the state: as much as an edit reads. With SQLite's 2,000 they are read and written twice.


@dataclass(frozen=True, slots=True)
class Change(Value):
    """Articles by id. One that changed, or whose slot moved, is in both."""

    gone: tuple[ArticleId, ...]
    come: tuple[ArticleId, ...]


def update(state: State, folder: Path, held: Holdings, change: Change) -> Callable[[], None]:
    """Bring the shards in *state* from the last build to *held*; what is given does the same to the index in *folder*."""
    state.begin(ROOM)
    gone = state.recall(change.gone)
    documents = [document(held.source(key)) for key in sorted(change.come, key=held.slots.__getitem__)]
    held.let_go(change.come)
    come = {held.slots[one.id]: one for one in documents}
    entries = [*map(entry, documents)]
    texts = [one.texts for one in entries]
    fresh = [
        remembered(slot, held.marks[one.id], one, these, keyed(slot, one))
        for (slot, one), these in zip(come.items(), texts, strict=True)
    ]
    state.drop(change.gone)
    state.remember(fresh)
    before = (rows(one.slot, unpacked_fields(one.fields)) for one in gone)
    _terms(state, changes(before, map(rows, come, texts)), held.line)
    _keys(state, gone, sorted({key for one in (*gone, *fresh) for key in unpacked(one.keys)}), come)
    _store(state, {one.slot for one in (*gone, *fresh)}, come)
    describe(state, held)
    return partial(_index, folder, change, entries)


def _index(folder: Path, change: Change, entries: Sequence[Entry]) -> None:
    from . import index  # and Whoosh: whoever waits for the shards does not wait for it

    index.change(folder, change.gone, entries)


def _terms(state: State, changed: Mapping[str, TermChange], line: int) -> None:
    """Bring the terms, and their positions, to what they are now."""
    by_range: dict[int, list[str]] = defaultdict(list)
    for term in sorted(changed):
        by_range[range_of(term)].append(term)
    for number, terms in by_range.items():
        shelf, positions = Shelf(state, "terms", number), Shelf(state, "positions", number)
        for term in terms:
            known = Known(shelf.get(term), positions.get, state.numbers_of)
            record, (others, numbers) = patched(term, known, changed[term], line)
            shelf.put(term, record)
            for key, other in others.items():
                positions.put(key, other)
            state.put_numbers(numbers)
        shelf.finish()
        positions.finish()


def _keys(state: State, gone: Sequence[Remembered], keys: Iterable[str], come: Mapping[int, Document]) -> None:
    shelf = Shelf(state, "keys", 0)
    fresh: dict[str, list[int]] = defaultdict(list)
    for slot, one in come.items():
        for key, numbers in keyed(slot, one).items():
            fresh[key].extend(numbers)
    slots = {one.slot for one in gone}
    quotations = {one.slot * PLACE + number for one in gone for number in range(one.quotations)}
    for key in keys:
        of_articles = key.startswith(("outlet:", "topic:"))
        shelf.put(key, changed_key(shelf.get(key), slots if of_articles else quotations, fresh[key]))
    shelf.finish()


def _store(state: State, touched: set[int], come: Mapping[int, Document]) -> None:
    """Bring the store's shards and packs that hold the slots *touched* up to date; what else is in them is taken from them."""
    shards, packs = {slot // store.WIDTH for slot in touched}, {slot // store.PACK for slot in touched}
    beside = {slot // store.PACK for number in shards for slot in (number * store.WIDTH, (number + 1) * store.WIDTH - 1)}
    known = {row.slot: row for number in packs | beside for row in _packed(state, str(number)) if row.slot not in touched}
    now = sorted([*known.values(), *store.rows(come.items())], key=attrgetter("slot"))
    for kind, width, numbers in (("store", store.WIDTH, shards), ("packs", store.PACK, packs), ("pack", store.PACK, packs)):
        for number in numbers - {row.slot // width for row in now}:
            state.remove(kind, 0, str(number))
    in_shards = [row for row in now if row.slot // store.WIDTH in shards]
    for one in stored(in_shards, [row for row in now if row.slot // store.PACK in packs]):
        state.put(*one)


def _packed(state: State, number: str) -> list[store.Row]:
    listed, pack = (state.content(kind, 0, number) for kind in ("packs", "pack"))
    return store.unpacked(listed, pack) if isinstance(listed, str) and isinstance(pack, bytes) else []
