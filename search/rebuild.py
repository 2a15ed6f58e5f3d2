"""The index and its shards made anew: articles in parts, then shards in ranges of terms, each in whatever process is free."""

from __future__ import annotations

import gc
import shutil
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from variorum.model.values import Value, dataclass

from . import store
from .documents import Document, Source, document
from .export import positions_records, terms_record
from .fields import Texts, keyed, ordinal
from .holdings import Holdings, describe
from .postings import Numbers
from .ranges import EDGES, Shard, shards_of
from .shards import deltas, dump
from .slots import PLACE
from .state import Put, Remembered, State, packed, packed_fields

if TYPE_CHECKING:
    from .pieces import Pieces

PART = 1000  # articles a segment. More take more memory while they are written, with fewer most terms are written more often.

PIECES = "pieces"
"""The folder of postings that are on their way."""

Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""As `map` of one argument: calls a function for each task, in whatever process, and gives results in order."""


@dataclass(frozen=True, slots=True)
class Part(Value):
    """What became of some articles, in order of slots."""

    segments: dict[str, Any]
    """Of each Whoosh index, not yet committed; none where there are no documents."""
    pieces: Pieces
    """Their postings."""
    remembered: Sequence[Remembered]
    rows: Sequence[store.Row]


def rebuild(state: State, folder: Path, held: Holdings, run: Run, processes: int) -> Iterator[Put]:
    """Make the index and all shards of *held*, and remember them in *state*. *processes*: how many tasks *run* does at once.

    Gives shards as soon as they are made, so that they are written while others are; all but those of `describe`.
    """
    from . import index  # and Whoosh, which the shards of an edit do without

    state.forget()
    state.begin()
    index.create(folder)
    shutil.rmtree(folder / PIECES, ignore_errors=True)  # of a build that died
    (folder / PIECES).mkdir()
    parts: list[Part] = []
    for rows in store.whole(_kept(state, held, run(partial(_part, folder), _tasks(held, processes)), parts)):
        yield from (state.put(*one) for one in stored(rows, rows))
    index.commit(folder, [part.segments for part in parts])
    ranges = run(partial(_range, held.line, [part.pieces for part in parts]), range(len(EDGES)))
    for number, (shards, numbers) in enumerate(ranges):
        state.put_numbers(numbers)
        for kind, found in shards.items():
            for border, one in found.items():
                yield state.put(kind, number, border, one)
    shutil.rmtree(folder / PIECES)
    describe(state, held)


def stored(shards: Sequence[store.Row], packs: Sequence[store.Row]) -> Iterator[tuple[str, int, str, str | bytes]]:
    """What `State.put` is given of the store: the shards of some rows, the packs of others and the lists of what is in them."""
    for number, content in store.shards(shards):
        yield "store", 0, number, content
    for number, listed, pack in store.packs(packs):
        yield "packs", 0, number, listed
        yield "pack", 0, number, pack


def _kept(state: State, held: Holdings, made: Iterable[Part], parts: list[Part]) -> Iterator[Sequence[store.Row]]:
    """The rows of each part; the rest of it is remembered, and what the export needs goes into *parts*."""
    for part in made:
        held.let_go(one.id for one in part.remembered)
        state.remember(part.remembered)
        yield part.rows
        parts.append(Part(part.segments, part.pieces, (), ()))


Task = list[tuple[int, bytes, Source]]
"""Slot, fingerprint and source of each article. Documents are made where they are written."""


def _tasks(held: Holdings, processes: int) -> Iterator[Task]:
    """As many parts for each process, all of a size, of at most PART articles."""
    keys, parts = iter(held.slots), processes * -(-len(held.slots) // (PART * processes))
    while part := [*islice(keys, -(-len(held.slots) // (parts or 1)))]:
        yield [(held.slots[key], held.marks[key], held.source(key)) for key in part]


def _part(folder: Path, task: Task) -> Part:
    from . import index, pieces  # and numpy, which those who only ask do without

    gc.freeze()  # what this process knows from the stages before is not looked through below
    slots, marks, sources = zip(*task, strict=True)
    documents = [*map(document, sources)]
    segments, fields, texts = index.segments(folder, documents)
    keys = [*map(keyed, slots, documents)]
    found = [*map(remembered, slots, marks, documents, fields, keys)]
    said = [ordinal(slot, said) for slot, one in zip(slots, documents, strict=True) for said in one.quotations]
    written = pieces.write(folder / PIECES / str(slots[0]), texts, (slots, slots, said), _together(keys))
    rows = store.rows(zip(slots, documents, strict=True))
    gc.collect()
    return Part(segments, written, found, rows)


def _together(keys: Iterable[Mapping[str, Sequence[int]]]) -> dict[str, array[int]]:
    found: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for one in keys:
        for key, numbers in one.items():
            found[key].extend(numbers)
    return dict(found)


def remembered(slot: int, mark: bytes, one: Document, texts: Texts, keys: Iterable[str]) -> Remembered:
    """What the state keeps of an article that was put into the index; *keys*: those of `keyed`."""
    title, body, *words = map(len, texts)
    known = packed_fields(texts), packed(sorted(keys))
    return Remembered(one.id, mark, slot, len(one.quotations), title, body, sum(words), *known)


Range = tuple[dict[str, dict[str, Shard]], dict[str, Numbers]]
"""The shards of one range, by kind and border; and the numbers of positions records, by key."""


def _range(line: int, parts: Sequence[Pieces], number: int) -> Range:
    """One range; the shards of the keys are with the first."""
    from . import pieces

    terms: dict[str, str] = {}
    positions: dict[str, str] = {}
    numbers: dict[str, Numbers] = {}
    for term, columns in pieces.taken(pieces.fields(part.range(number) for part in parts)):
        groups, places = zip(*columns, strict=True)
        terms[term] = terms_record(groups, sum(len(column.numbers) for column in places))
        for key, record, these in positions_records(term, places, line, PLACE):
            positions[key] = record
            if these:
                numbers[key] = these
    found = {"terms": dict(shards_of("terms", number, terms)), "positions": dict(shards_of("positions", number, positions))}
    if number == 0:
        keys = _together(part.keys() for part in parts)
        found["keys"] = dict(shards_of("keys", 0, {key: dump(deltas(these)) for key, these in sorted(keys.items())}))
    return found, numbers
