"""Which full names of an archive are one person's: a table from each name to the one its bearer is filed under."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from variorum.speakers.bearers import Bearer
from variorum.speakers.keys import SUFFIXES
from variorum.speakers.spellings import respelt


class Names:
    """The full names of an archive, with those that one article uses for one person filed together."""

    def __init__(self, bearers: Mapping[str, Bearer]) -> None:
        """Read what articles say of each full name."""
        self._parent: dict[str, str] = {}
        self._count = Counter({key: one.count for key, one in bearers.items()})
        others: defaultdict[str, set[str]] = defaultdict(set)
        for key, one in bearers.items():
            for alias in one.others:
                others[alias].add(key)
        for alias, keys in sorted(others.items()):
            if len({self.filed(key) for key in keys}) == 1:
                self._join(alias, min(keys))
        self._middles()
        for first, second in respelt(bearers):
            self._join(first, second)

    def filed(self, key: str) -> str:
        """The name that the bearer of *key* is filed under: the one most articles prefer."""
        while key in self._parent:
            key = self._parent[key]
        return key

    def _middles(self) -> None:
        """Join "Donald J. Trump" to "Donald Trump", unless the archive knows a Donald Trump with another middle name."""
        middle: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for key in self._count:
            words = key.split()
            if len(words) == 3 and len(words[1]) <= 2 and words[2] not in SUFFIXES:
                middle[words[0], words[2]].add(key)
            elif len(words) > 2:
                middle[words[0], words[-1]].add("")
        for (first, last), keys in sorted(middle.items()):
            plain = f"{first} {last}"
            if len(keys) == 1 and "" not in keys and self._count[plain]:
                self._join(plain, keys.pop())

    def _join(self, one: str, two: str) -> None:
        one, two = self.filed(one), self.filed(two)
        if one == two:
            return
        kept, dropped = sorted((one, two), key=lambda key: (-self._count[key], len(key), key))
        self._parent[dropped] = kept
        self._count[kept] += self._count[dropped]
