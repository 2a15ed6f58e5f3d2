"""Ranges of keys: the unit that an export works on at a time, and that an edit looks through for new borders between shards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .shards import file_name, joined, separator, split

EDGES = (
    "", "0", "2", "3", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "w",
    "\u0080", "\u0400", "в", "д", "и", "м", "о", "п", "р", "с", "т", "\u0500", "\u4e00", "\u5e00", "\u6e00", "\u7e00", "\u8e00",
)  # fmt: skip
"""First keys. Fixed, so that what grows in one range moves no border in another."""

TARGETS = {"terms": 26_000, "positions": 120_000, "keys": 26_000}
"""Characters a shard, before gzip; shards end up 60 % full. docs/adr/search-shards.md has bytes and files for others."""


def range_of(key: str) -> int:
    """The number of the range that a key lies in."""
    return bisect_right(EDGES, key) - 1


def bounds(number: int) -> tuple[str, str | None]:
    """First key of a range, and the first behind it."""
    return EDGES[number], EDGES[number + 1] if number + 1 < len(EDGES) else None


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard of records."""

    keys: str
    """The keys, tabulators between, and in a second line the size of each and its record, commas between."""
    content: str
    """JSON."""


def cut(kind: str, number: int, sizes: Sequence[tuple[str, int]]) -> Iterator[tuple[str, list[str]]]:
    """(border, keys) of the shards of one range, from its keys, sorted, with the size of each and its record."""
    before = ""
    for run in split(sizes, TARGETS[kind]) if sizes else ():
        yield separator(before, run[0]) if before else EDGES[number], run
        before = run[-1]


def shards_of(kind: str, number: int, records: Mapping[str, str]) -> Iterator[tuple[str, Shard]]:
    """(border, shard) of one range, from its records by key, sorted."""
    for border, run in cut(kind, number, [(key, len(key) + len(record)) for key, record in records.items()]):
        yield border, shard_of(records, run)


def shard_of(records: Mapping[str, str], run: Sequence[str]) -> Shard:
    """The shard that holds the records of these keys."""
    return Shard(keys_of({key: len(key) + len(records[key]) for key in run}), joined(records, run))


def keys_of(sizes: Mapping[str, int]) -> str:
    """`Shard.keys`, from the sizes by key, sorted."""
    return "\t".join(sizes) + "\n" + ",".join(map(str, sizes.values()))


def path(kind: str, border: str) -> str:
    """The path of a shard under `search/`, without ending."""
    if kind in {"meta", "dates"}:
        return kind
    if kind in {"store", "packs"}:
        return f"{kind}/{border}"
    if kind == "pack":
        return f"packs/{border}.bin"
    return f"{kind}/{file_name(border)}"
