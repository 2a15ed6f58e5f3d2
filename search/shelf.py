"""The shards of one range while some of their records change: only those are read and written that have to be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise

from .ranges import Shard, cut, keys_of
from .shards import joined, place_of, taken_apart
from .state import State

SIGNS = len('"":,\n')  # of a record's line, beside the key and the record


class Shelf:
    """A kind's shards of one range. What is known of every record is its size: borders fall as if all were made anew."""

    def __init__(self, state: State, kind: str, number: int) -> None:
        self.state, self.kind, self.number = state, kind, number
        self.borders: list[str] = []
        self.starts = [0]
        """For each shard the place of its first key among the keys; then how many there are."""
        self.keys: list[str] = []
        self.sizes: list[int] = []
        """Parallel: of each key and its record."""
        for border, known in state.keys(kind, number):
            keys, _, sizes = known.partition("\n")
            self.borders.append(border)
            self.keys += keys.split("\t")
            self.sizes += map(int, sizes.split(","))
            self.starts.append(len(self.keys))
        self._totals = [0, *accumulate(self.sizes)]
        self.changed: dict[str, str] = {}
        self._read: dict[int, str] = {}
        """Content by number of the shard."""

    def get(self, key: str) -> str:
        """The record of a key as the last build left it, "" for none."""
        at = bisect_left(self.keys, key)
        if self.keys[at : at + 1] != [key]:
            return ""
        start, end = self._place(at)
        return self._content(self._shard_of(at))[start:end]

    def _shard_of(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def _place(self, at: int) -> tuple[int, int]:
        """Where the record of a key begins and ends in its shard. Signs that JSON escapes may only move it on."""
        key, shard = self.keys[at], self._shard_of(at)
        first = self.starts[shard]
        lines = self._totals[at] - self._totals[first] + SIGNS * (at - first)
        start = place_of(key, self._content(shard), lines)
        return start, start + self.sizes[at] - len(key)

    def _content(self, shard: int) -> str:
        if shard not in self._read:
            self._read[shard] = str(self.state.content(self.kind, self.number, self.borders[shard]))
        return self._read[shard]

    def put(self, key: str, record: str) -> None:
        """Put a record in, in place of an older one; "" takes it out."""
        if record != self.get(key):
            self.changed[key] = record

    def finish(self) -> None:
        """Bring the shards to what they are now."""
        if not self.changed:
            return
        keys, sizes = self._now()
        runs = {border: (begin, end) for border, begin, end in cut(self.kind, self.number, keys, sizes)}
        fresh: dict[str, Shard] = {}
        for border, (begin, end) in runs.items():
            content = self._made(border, keys[begin:end])
            if content:
                fresh[border] = Shard(keys_of(keys[begin:end], sizes[begin:end]), content)
        for border in set(self.borders) - runs.keys():
            self.state.remove(self.kind, self.number, border)
        for border, shard in fresh.items():  # all were made before the first is put: they are made of those that are there
            self.state.put(self.kind, self.number, border, shard)

    def _now(self) -> tuple[list[str], list[int]]:
        keys, sizes = [*self.keys], [*self.sizes]
        for key, record in self.changed.items():
            at = bisect_left(keys, key)
            there = slice(at, at + (keys[at : at + 1] == [key]))
            keys[there], sizes[there] = ([key], [len(key) + len(record)]) if record else ([], [])
        return keys, sizes

    def _made(self, border: str, run: list[str]) -> str:
        """The shard of these keys; "" where it is as it was."""
        shard = bisect_left(self.borders, border)
        if self.borders[shard : shard + 1] == [border] and self.keys[slice(*self.starts[shard : shard + 2])] == run:
            changed = sorted(self.changed.keys() & run)
            return self._patched(shard, changed) if changed else ""
        first, last = (max(0, bisect_right(self.borders, key) - 1) for key in (run[0], run[-1]))
        records: dict[str, str] = {}
        for old in range(first, min(last + 1, len(self.borders))):
            records |= taken_apart(self._content(old))
        return joined(records | self.changed, run)

    def _patched(self, shard: int, changed: list[str]) -> str:
        """A shard of the keys that it had: its text, with other records in their places."""
        content = self._content(shard)
        places = [self._place(bisect_left(self.keys, key)) for key in changed]
        kept = [content[end:start] for (_, end), (start, _) in pairwise([(0, 0), *places, (len(content), 0)])]
        return kept[0] + "".join(self.changed[key] + rest for key, rest in zip(changed, kept[1:], strict=True))
