"""The index and its shards made anew: articles in parts, then shards in ranges of terms, each in whatever process is free."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from . import index, store
from .documents import Document
from .export import Reading, positions_records, terms_record
from .holdings import Holdings, describe
from .index import Measured
from .ranges import EDGES, bounds, shards_of
from .schema import keyed
from .shards import deltas, dump
from .slots import PLACE
from .state import Remembered, State

PART = 700  # articles a segment. More take more memory while they are written, fewer make more segments to merge when read.
SMALL = 400  # articles up to which one process is faster than several

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


def rebuild(state: State, folder: Path, held: Holdings, processes: int) -> None:
    """Make the index and all shards of *held*, and remember them in *state*."""
    state.forget()
    state.begin()
    index.create(folder)
    with _workers(processes if len(held.slots) > SMALL else 1) as run:
        parts = []
        for segments, remembered in run(partial(_part, folder), _parts(held)):
            parts.append(segments)
            state.remember(remembered)
        index.commit(folder, parts)
        state.keep_articles()
        numbers = state.numbers()
        for number, shards in enumerate(run(partial(_range, folder, held.line, tuple(numbers)), range(len(EDGES)))):
            for kind, found in shards.items():
                state.replace_shards(kind, number, found)
    rows = store.rows(held.documents())
    keep_store(state, rows)
    keep_packs(state, rows)
    describe(state, held)


def keep_store(state: State, rows: store.Rows) -> None:
    """Put the shards of these rows into the state."""
    for number, content in store.shards(rows):
        state.put("store", 0, number, content)


def keep_packs(state: State, rows: store.Rows) -> None:
    """Put the packs of these rows, and the lists of what is in them, into the state."""
    for number, listed, pack in store.packs(rows):
        state.put("packs", 0, number, listed)
        state.put("pack", 0, number, pack)


Part = list[tuple[int, str, Document]]


def _parts(held: Holdings) -> Iterator[Part]:
    documents = held.documents()
    while part := [(slot, held.marks[one.id], one) for slot, one in islice(documents, PART)]:
        yield part


def _part(folder: Path, part: Part) -> tuple[dict[str, Any], list[Remembered]]:
    segments, measured = index.segments(folder, [one for _, _, one in part])
    found = [remembered(slot, mark, one, these) for (slot, mark, one), these in zip(part, measured, strict=True)]
    gc.collect()
    return segments, found


def remembered(slot: int, mark: str, one: Document, found: Measured) -> Remembered:
    """What the state keeps of an article that was put into the index."""
    keys, words = tuple(sorted(keyed(slot, one))), sum(found.words)
    return Remembered(one.id, mark, slot, len(one.quotations), found.title, found.body, words, found.terms, keys)


Numbers = tuple[tuple[str, int, int], ...]


def _range(folder: Path, line: int, numbers: Numbers, number: int) -> dict[str, dict[str, str]]:
    """The shards of one range, by kind and border. That of the keys is with the first."""
    reading = _reading(folder, numbers)
    terms: dict[str, str] = {}
    positions: dict[str, str] = {}
    for term, columns in reading.terms(*bounds(number)):
        terms[term] = terms_record(columns)
        positions.update(positions_records(term, columns, line, PLACE))
    found = {"terms": dict(shards_of("terms", number, terms)), "positions": dict(shards_of("positions", number, positions))}
    if number == 0:
        found["keys"] = dict(shards_of("keys", 0, {key: dump(deltas(these)) for key, these in sorted(reading.keys())}))
    return found


@cache
def _reading(folder: Path, numbers: Numbers) -> Reading:
    quotations = {
        f"{key}#{number}": slot * PLACE + number - 1 for key, slot, count in numbers for number in range(1, count + 1)
    }
    return Reading(folder, {"articles": {key: slot for key, slot, _ in numbers}, "quotations": quotations})


@contextmanager
def _workers(processes: int) -> Iterator[Map]:
    """A `map` over several processes, results in order; in this one where that is enough."""
    wanted = processes or os.cpu_count() or 1
    if wanted == 1:
        yield map
        return
    with ProcessPoolExecutor(wanted, initializer=gc.disable) as pool:
        yield partial(_mapped, pool, wanted + 1)


def _mapped(
    pool: ProcessPoolExecutor, ahead: int, function: Callable[[_Task], _Result], tasks: Iterable[_Task]
) -> Iterator[_Result]:
    """As `pool.map`, but with only a few tasks under way, so that their arguments need not all be in memory."""
    waiting = []
    for task in tasks:
        waiting.append(pool.submit(function, task))
        if len(waiting) > ahead:
            yield waiting.pop(0).result()
    for one in waiting:
        yield one.result()
