"""Ranges of keys: the unit that an export works on at a time, and that an edit looks through for new borders between shards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from variorum.model.values import Value, dataclass

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
class Shard(Value):
    """A shard of records."""

    keys: str
    """The keys, tabulators between, and in a second line the size of each and its record, commas between."""
    content: str
    """JSON."""


def cut(kind: str, number: int, keys: Sequence[str], sizes: Iterable[int]) -> Iterator[tuple[str, int, int]]:
    """(border, begin, end) of the shards of one range, from its keys, sorted, and the size of each and its record."""
    for begin, end in split(keys, sizes, TARGETS[kind]):
        yield separator(keys[begin - 1], keys[begin]) if begin else EDGES[number], begin, end


def shards_of(kind: str, number: int, records: Mapping[str, str]) -> Iterator[tuple[str, Shard]]:
    """(border, shard) of one range, from its records by key, sorted."""
    keys = [*records]
    sizes = [len(key) + len(record) for key, record in records.items()]
    for border, begin, end in cut(kind, number, keys, sizes):
        run = keys[begin:end]
        yield border, Shard(keys_of(run, sizes[begin:end]), joined(records, run))


def keys_of(keys: Iterable[str], sizes: Iterable[int]) -> str:
    """`Shard.keys`."""
    return "\t".join(keys) + "\n" + ",".join(map(str, sizes))


def path(kind: str, border: str) -> str:
    """The path of a shard under `search/`, without ending."""
    if kind in {"meta", "dates"}:
        return kind
    if kind in {"store", "packs"}:
        return f"{kind}/{border}"
    if kind == "pack":
        return f"packs/{border}.bin"
    return f"{kind}/{file_name(border)}"
