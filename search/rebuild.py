"""The index and its shards made anew: articles in parts, then shards in ranges of terms, each in whatever process is free."""

from __future__ import annotations

import gc
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from . import index, store
from .documents import Document, Source, document
from .export import Ordinals, Reading, positions_records, terms_record
from .holdings import Holdings, describe
from .index import Fields
from .postings import Numbers
from .ranges import EDGES, Shard, bounds, shards_of
from .schema import keyed, ordinal
from .shards import deltas, dump
from .slots import PLACE
from .state import Remembered, State, packed, packed_fields

PART = 1000  # articles a segment. More take more memory while they are written, fewer make more segments to put together again.

Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""As `map` of one argument: calls a function for each task, in whatever process, and gives results in order."""


@dataclass(frozen=True, slots=True)
class Part:
    """What became of some articles, in order of slots."""

    segments: dict[str, Any]
    """Of each Whoosh index, not yet committed; none where there are no documents."""
    ordinals: dict[str, bytes]
    """Of each index: the numbers of the segment's documents, as an array."""
    remembered: Sequence[Remembered]
    rows: Sequence[store.Row]


def rebuild(state: State, folder: Path, held: Holdings, run: Run, processes: int) -> None:
    """Make the index and all shards of *held*, and remember them in *state*. *processes*: how many tasks *run* does at once."""
    state.forget()
    state.begin()
    index.create(folder)
    parts: list[Part] = []
    for rows in store.whole(_kept(state, held, run(partial(_part, folder), _tasks(held, processes)), parts)):
        keep_shards(state, rows)
        keep_packs(state, rows)
    index.commit(folder, [part.segments for part in parts])
    ordinals = tuple((name, tuple(part.ordinals[name] for part in parts if name in part.segments)) for name in index.SCHEMAS)
    try:
        for number, (shards, numbers) in enumerate(run(partial(_range, folder, held.line, ordinals), range(len(EDGES)))):
            state.put_numbers(numbers)
            for kind, found in shards.items():
                state.put_all(kind, number, found)
    finally:
        _close()
    describe(state, held)


def keep_shards(state: State, rows: Sequence[store.Row]) -> None:
    """Put the store's shards of these rows into the state."""
    for number, content in store.shards(rows):
        state.put("store", 0, number, content)


def keep_packs(state: State, rows: Sequence[store.Row]) -> None:
    """Put the packs of these rows, and the lists of what is in them, into the state."""
    for number, listed, pack in store.packs(rows):
        state.put("packs", 0, number, listed)
        state.put("pack", 0, number, pack)


def _kept(state: State, held: Holdings, made: Iterable[Part], parts: list[Part]) -> Iterator[Sequence[store.Row]]:
    """The rows of each part; the rest of it is remembered, and what the export needs goes into *parts*."""
    for part in made:
        held.let_go(one.id for one in part.remembered)
        state.remember(part.remembered)
        yield part.rows
        parts.append(Part(part.segments, part.ordinals, (), ()))


Task = list[tuple[int, bytes, Source]]
"""Slot, fingerprint and source of each article. Documents are made where they are written."""


def _tasks(held: Holdings, processes: int) -> Iterator[Task]:
    """As many parts for each process, all of a size, of at most PART articles."""
    keys, parts = iter(held.slots), processes * -(-len(held.slots) // (PART * processes))
    while part := [*islice(keys, -(-len(held.slots) // (parts or 1)))]:
        yield [(held.slots[key], held.marks[key], held.source(key)) for key in part]


def _part(folder: Path, task: Task) -> Part:
    slots, marks, sources = zip(*task, strict=True)
    documents = [*map(document, sources)]
    segments, fields = index.segments(folder, documents)
    found = [*map(remembered, slots, marks, documents, fields)]
    quotations = (ordinal(slot, said) for slot, one in zip(slots, documents, strict=True) for said in one.quotations)
    ordinals = {"articles": array("Q", slots), "quotations": array("Q", quotations)}
    rows = store.rows(zip(slots, documents, strict=True))
    gc.collect()
    return Part(segments, {name: numbers.tobytes() for name, numbers in ordinals.items()}, found, rows)


def remembered(slot: int, mark: bytes, one: Document, fields: Fields) -> Remembered:
    """What the state keeps of an article that was put into the index."""
    title, body, *words = map(len, fields)
    keys = packed(sorted(keyed(slot, one)))
    return Remembered(one.id, mark, slot, len(one.quotations), title, body, sum(words), packed_fields(fields), keys)


Range = tuple[dict[str, dict[str, Shard]], dict[str, Numbers]]
"""The shards of one range, by kind and border; and the numbers of positions records, by key."""


def _range(folder: Path, line: int, ordinals: Ordinals, number: int) -> Range:
    """One range; the shards of the keys are with the first."""
    reading = _reading(folder, ordinals)
    terms: dict[str, str] = {}
    positions: dict[str, str] = {}
    numbers: dict[str, Numbers] = {}
    for term, columns in reading.terms(*bounds(number)):
        terms[term] = terms_record(columns)
        for key, record, these in positions_records(term, columns, line, PLACE):
            positions[key] = record
            if these:
                numbers[key] = these
    found = {"terms": dict(shards_of("terms", number, terms)), "positions": dict(shards_of("positions", number, positions))}
    if number == 0:
        found["keys"] = dict(shards_of("keys", 0, {key: dump(deltas(these)) for key, these in sorted(reading.keys())}))
    return found, numbers


_OPEN: dict[tuple[Path, Ordinals], Reading] = {}
"""The reading of this process, at most one: the ranges of an export share it."""


def _reading(folder: Path, ordinals: Ordinals) -> Reading:
    key = (folder, ordinals)
    if key not in _OPEN:
        _close()
        _OPEN[key] = Reading(folder, ordinals)
    return _OPEN[key]


def _close() -> None:
    while _OPEN:
        _OPEN.popitem()[1].close()
