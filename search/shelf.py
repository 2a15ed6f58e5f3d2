"""The shards of one range while some of their records change: only those are read and written that have to be."""

from __future__ import annotations

from bisect import bisect_right

from .ranges import Shard, cut, keys_of, shard_of
from .shards import place_of, taken_apart
from .state import State


class Shelf:
    """A kind's shards of one range. What is known of every record is its size: borders fall as if all were made anew."""

    def __init__(self, state: State, kind: str, number: int) -> None:
        self.state, self.kind, self.number = state, kind, number
        self.known = {border: sizes(keys) for border, keys in state.keys(kind, number).items()}
        self.borders = [*self.known]
        self.changed: dict[str, str] = {}
        self._read: dict[str, str] = {}
        """Content by border."""

    def get(self, key: str) -> str:
        """The record of a key as the last build left it, "" for none."""
        at = bisect_right(self.borders, key) - 1
        if at < 0 or key not in self.known[self.borders[at]]:
            return ""
        content = self._content(self.borders[at])
        start, end = place_of(key, content)
        return content[start:end]

    def _content(self, border: str) -> str:
        if border not in self._read:
            self._read[border] = str(self.state.content(self.kind, self.number, border))
        return self._read[border]

    def put(self, key: str, record: str) -> None:
        """Put a record in, in place of an older one; "" takes it out."""
        if record != self.get(key):
            self.changed[key] = record

    def finish(self) -> None:
        """Bring the shards to what they are now."""
        if not self.changed:
            return
        now = {key: size for found in self.known.values() for key, size in found.items()}
        now |= {key: len(key) + len(record) for key, record in self.changed.items()}
        gone = {key for key, record in self.changed.items() if not record}
        runs = dict(cut(self.kind, self.number, [(key, now[key]) for key in sorted(now.keys() - gone)]))
        fresh = {border: self._shard(border, run) for border, run in runs.items() if self._touched(border, run)}
        for border in self.known.keys() - runs.keys():
            self.state.remove(self.kind, self.number, border)
        for border, shard in fresh.items():  # all were made before the first is put: they are made of those that are there
            self.state.put(self.kind, self.number, border, shard)

    def _touched(self, border: str, run: list[str]) -> bool:
        return not self.changed.keys().isdisjoint(run) or [*self.known.get(border, ())] != run

    def _shard(self, border: str, run: list[str]) -> Shard:
        if [*self.known.get(border, ())] == run:
            return self._patched(border)
        first, last = (max(0, bisect_right(self.borders, key) - 1) for key in (run[0], run[-1]))
        records: dict[str, str] = {}
        for old in self.borders[first : last + 1]:
            records |= taken_apart(self._content(old))
        return shard_of(records | self.changed, run)

    def _patched(self, border: str) -> Shard:
        """A shard of the keys that it had: its text, with other records in their places."""
        content, now = self._content(border), dict(self.known[border])
        for key in now.keys() & self.changed.keys():
            start, end = place_of(key, content)
            content = content[:start] + self.changed[key] + content[end:]
            now[key] = len(key) + len(self.changed[key])
        return Shard(keys_of(now), content)


def sizes(keys: str) -> dict[str, int]:
    """The size of each record of a shard by key, from `Shard.keys`."""
    names, _, found = keys.partition("\n")
    return dict(zip(names.split("\t"), map(int, found.split(",")), strict=True))
