"""The records of a term after articles came and went: the old ones, less some postings, plus others.

A record is taken apart as text; of a frequent term only those groups and slices of positions are written that change.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableSequence, Sequence
from itertools import accumulate, chain

from variorum.model.values import Value, dataclass

from .export import SLICES, Column, frequent, positions_records, terms_record
from .fields import SCORED, UNKNOWN, Texts, posted, rounded
from .postings import Numbers, Row, column_of, columns_of, count, exchanged, numbers_of, places_of
from .shards import deltas, dump
from .slots import PLACE

Rows = tuple[list[Row], list[Row], list[Row]]
"""The postings of a term in titles, bodies and words."""


def rows(slot: int, texts: Texts) -> dict[str, Rows]:
    """The postings, by term, of an article's title and body and of its quotations."""
    found: dict[str, Rows] = {}
    for place, terms in enumerate(texts):
        column, number = (place, slot) if place < 2 else (2, slot * PLACE + place - 2)
        length = rounded(len(terms))
        for term, frequency, positions in posted(terms):
            row = (number, frequency, length, "" if positions == UNKNOWN else positions.decode())
            found.setdefault(term, ([], [], []))[column].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Change(Value):
    """What becomes of one term: by column, the postings that go and those that come."""

    gone: tuple[Sequence[Row], ...]
    come: tuple[Sequence[Row], ...]


def changes(gone: Iterable[Mapping[str, Rows]], come: Iterable[Mapping[str, Rows]]) -> dict[str, Change]:
    """By term, the postings of some articles before and after; those that stay as they are are in neither."""
    before, after = _together(gone), _together(come)
    found: dict[str, Change] = {}
    for term in before.keys() | after.keys():
        old, new = before[term], after[term]
        if old != new:
            less = tuple(sorted(mine - theirs) for mine, theirs in zip(old, new, strict=True))
            more = tuple(sorted(theirs - mine) for mine, theirs in zip(old, new, strict=True))
            found[term] = Change(less, more)
    return found


def _together(articles: Iterable[Mapping[str, Rows]]) -> dict[str, tuple[set[Row], ...]]:
    found: dict[str, tuple[set[Row], ...]] = defaultdict(lambda: (set(), set(), set()))
    for article in articles:
        for term, columns in article.items():
            for column, these in zip(found[term], columns, strict=True):
                column.update(these)
    return found


@dataclass(frozen=True, slots=True)
class Known(Value):
    """A term as the last build left it."""

    record: str
    """"" where it is new."""
    positions: Callable[[str], str]
    """The positions record of a key."""
    numbers: Callable[[str], Numbers | None]
    """Those of a positions record, by its key; None where they are not kept."""


Places = tuple[dict[str, str], dict[str, Numbers | None]]
"""Positions records that are other now, by key, "" for one that is no more; their numbers likewise, None for no more."""


def patched(term: str, known: Known, change: Change, line: int) -> tuple[str, Places]:
    """A term after a change: its record, "" where nothing is left, and its positions. *line*: how many slots there are."""
    before = columns_of(known.record, "]]") or ["0", "0", "0"]
    columns = [exchanged(*column) for column in zip(before[:3], change.gone, change.come, strict=True)]
    postings = sum(map(count, columns))
    sliced, still = len(before) > 3, frequent(postings)
    record = terms_record(columns, postings) if postings else ""
    parts = _by_slice(term, change, line) if sliced else {term: change}
    kept = {key: numbers for key in parts if (numbers := known.numbers(key))}
    if record and sliced == still and len(kept) == len(parts):
        return record, ({key: _positions(known.positions(key), kept[key], here) for key, here in parts.items()}, {**kept})
    return record, _anew(term, known, before, change, line)


def _positions(record: str, numbers: Numbers, change: Change) -> str:
    """A positions record after a change. Brings *numbers* along."""
    columns = columns_of(record, "]")
    for place, (gone, come) in enumerate(zip(change.gone, change.come, strict=True)):
        if gone or come:
            positions = places_of(columns[place])
            _exchange(numbers[place], positions, gone, come)
            columns[place] = column_of(positions)
    return "[" + ",".join(columns) + "]"


def _by_slice(term: str, change: Change, line: int) -> dict[str, Change]:
    """What becomes of each slice, by key."""

    def piece(place: int, row: Row) -> int:
        return min(SLICES - 1, row[0] // (1 if SCORED[place][0] == "articles" else PLACE) * SLICES // line)

    def those(columns: Sequence[Sequence[Row]], number: int) -> tuple[list[Row], ...]:
        return tuple([row for row in rows if piece(place, row) == number] for place, rows in enumerate(columns))

    touched = {piece(place, row) for side in (change.gone, change.come) for place, rows in enumerate(side) for row in rows}
    return {f"{term} {one:x}": Change(those(change.gone, one), those(change.come, one)) for one in sorted(touched)}


def _anew(term: str, known: Known, before: Sequence[str], change: Change, line: int) -> Places:
    """All positions of a term that is rare, or comes or goes, or becomes frequent or stops to be. *before*: its columns."""
    keys = slice_keys(term) if len(before) > 3 else [term] if known.record else []
    old = [columns_of(known.positions(key), "]") for key in keys]
    columns = []
    for place, column in enumerate(before[:3]):
        numbers, places = numbers_of(column), [*chain.from_iterable(places_of(record[place]) for record in old)]
        _exchange(numbers, places, change.gone[place], change.come[place])
        columns.append(Column(array("I", numbers), column_of(places)))
    made = [*positions_records(term, columns, line, PLACE)] if any(column.numbers for column in columns) else []
    kept: dict[str, Numbers | None] = {key: None for key in keys if known.numbers(key)}
    return (
        dict.fromkeys(keys, "") | {key: record for key, record, _ in made},
        kept | {key: these for key, _, these in made if these},
    )


def _exchange(numbers: MutableSequence[int], positions: list[str], gone: Iterable[Row], come: Iterable[Row]) -> None:
    """Take postings out of parallel lists, and put others in."""
    for row in gone:
        at = bisect_left(numbers, row[0])
        del numbers[at], positions[at]
    for row in come:
        at = bisect_left(numbers, row[0])
        numbers.insert(at, row[0])
        positions.insert(at, row[3])


def slice_keys(term: str) -> list[str]:
    """The keys of the positions of a frequent term."""
    return [f"{term} {number:x}" for number in range(SLICES)]


def changed_key(record: str, gone: Iterable[int], come: Iterable[int]) -> str:
    """A record of `keys/` less some numbers, plus others; "" where nothing is left."""
    numbers = sorted({*accumulate(json.loads(record or "[]"))} - {*gone} | {*come})
    return dump(deltas(numbers)) if numbers else ""
