"""The columns of a term's records as text: postings go and come, and what is beside them stays as it stands."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain

from .shards import deltas

Row = tuple[int, int, int, str]
"""Number, frequency, length, positions: one posting."""
Numbers = tuple["array[int]", "array[int]", "array[int]"]
"""Of the documents that a positions record is about, in titles, bodies and words."""
Group = tuple[int, int]
"""Frequency and length: postings that have the same ones stand together."""


def columns_of(record: str, end: str) -> list[str]:
    """The columns of a record, as they stand in it; each is `0` or ends so. A fourth where the positions of a term are cut."""
    found, at = [], 1
    while at < len(record):
        behind = record.index(end, at) + len(end) if record[at] == "[" else at + 1
        found.append(record[at:behind])
        at = behind + 1
    return found


def count(column: str) -> int:
    """How many postings a column of a terms record has."""
    return column.count(",") + 1 - 2 * (column.count("]") - 1) if column != "0" else 0


def numbers_of(column: str) -> list[int]:
    """The numbers in all groups of a column of a terms record, ascending."""
    return sorted(chain.from_iterable(accumulate(group[2:]) for group in json.loads(column) or ()))


def exchanged(column: str, gone: Iterable[Row], come: Iterable[Row]) -> str:
    """A column of a terms record less some postings, plus others. Only their groups are taken apart."""
    groups: dict[Group, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for which, rows in enumerate((gone, come)):
        for number, frequency, length, _ in rows:
            groups[frequency, length][which].add(number)
    for group, (less, more) in groups.items():
        column = _regrouped(column, group, less, more)
    return column


def _regrouped(column: str, group: Group, less: set[int], more: set[int]) -> str:
    """A column with another group of this frequency and length."""
    head = f"[{group[0]},{group[1]},"
    at = column.find(head)
    if at < 0:
        return _put(column, group, _steps(more))
    start, end = at + len(head), column.index("]", at)
    now = {*accumulate(map(int, column[start:end].split(",")))} - less | more
    return column[:start] + _steps(now) + column[end:] if now else _put(column, group, "")


def _steps(numbers: Iterable[int]) -> str:
    return ",".join(map(str, deltas(sorted(numbers))))


def _put(column: str, group: Group, steps: str) -> str:
    """A column with a group more; without steps, with that group less."""
    groups = column[2:-2].split("],[") if column != "0" else []
    at = bisect_left(groups, group, key=_group)
    if steps:
        groups.insert(at, f"{group[0]},{group[1]},{steps}")
    else:
        del groups[at]
    return f"[[{'],['.join(groups)}]]" if groups else "0"


def _group(text: str) -> Group:
    frequency, length, _ = text.split(",", 2)
    return int(frequency), int(length)


def places_of(column: str) -> list[str]:
    """The positions in a column of a positions record, document by document."""
    return column[2:-2].split('","') if column != "0" else []


def column_of(places: Sequence[str]) -> str:
    """A column of a positions record, from the positions in each document."""
    return '["' + '","'.join(places) + '"]' if places else "0"
