"""Which full names of an archive are one person's: a table from each name to the one its bearer is filed under."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from variorum.model import Entity
from variorum.names.forms import folded, name_key
from variorum.speakers.spellings import respelt

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_COMMON = frozenset(["the", "a", "an", "of", "for", "and", "former", "then", "acting", "deputy", "chief"])


def family(key: str) -> str:
    """The last word of a name that is no "Jr"."""
    words = [word for word in key.split() if word not in SUFFIXES]
    return words[-1] if words else ""


def is_full(key: str) -> bool:
    """Whether the name has two words or more, a suffix not counted, and more than initials before the last."""
    words = [word for word in key.split() if word not in SUFFIXES]
    return len(words) > 1 and len(words[0].replace(".", "")) > 1


def offices_of(roles: Iterable[str]) -> set[str]:
    """Roles as comparable words: a noun, and each pair of neighbours ("kremlin spokesman")."""
    offices: set[str] = set()
    for role in roles:
        words = [word for word in (folded(word) for word in role.split()) if word not in _COMMON]
        offices.update(" ".join(pair) for pair in pairwise(words))
        if words:
            offices.add(words[-1])
    return offices


class Names:
    """The full names of an archive, with those that one article uses for one person filed together."""

    def __init__(self, named: Sequence[Sequence[Entity]]) -> None:
        """Read the entities that each article has."""
        self._parent: dict[str, str] = {}
        self._count: Counter[str] = Counter()
        others: defaultdict[str, set[str]] = defaultdict(set)
        for entity in chain.from_iterable(named):
            key = name_key(entity.name)
            if not is_full(key):
                continue
            self._count[key] += 1
            for alias in {name_key(alias) for alias in entity.aliases} - {key}:
                if is_full(alias):
                    others[alias].add(key)
        for alias, keys in sorted(others.items()):
            if len({self._find(key) for key in keys}) == 1:
                self._join(alias, min(keys))
        self._middles()
        self._spellings(named)

    def filed(self, key: str) -> str:
        """The name that the bearer of *key* is filed under: the one most articles prefer."""
        return self._find(key)

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

    def _spellings(self, named: Sequence[Sequence[Entity]]) -> None:
        """Join names that are one name written in two ways."""
        full = [{key: one for one in entities if is_full(key := name_key(one.name))} for entities in named]
        offices: defaultdict[str, set[str]] = defaultdict(set)
        for entities in full:
            for key, entity in entities.items():
                offices[key].update(office for office in offices_of(entity.roles) if " " in office)
        for one, two in respelt(full, offices):
            self._join(one, two)

    def _find(self, key: str) -> str:
        while key in self._parent:
            key = self._parent[key]
        return key

    def _join(self, one: str, two: str) -> None:
        one, two = self._find(one), self._find(two)
        if one == two:
            return
        kept, dropped = sorted((one, two), key=lambda key: (-self._count[key], len(key), key))
        self._parent[dropped] = kept
        self._count[kept] += self._count[dropped]
