"""Full names that are one name written in two ways: "Amir-Abdollahian" and "Amir Abdollahian", "Araqchi" and "Araghchi".

A hyphen or an apostrophe more makes no other name. Two romanisations of one name are told by a key in which what the usual
tables (BGN/PCGN, ISO 9, ALA-LC, the French and German ones, and newspapers' own) write in different ways is the same; they
join only where articles give both the same office, no article tells the two apart, and nothing says that one is a man and the
other a woman.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.model import ArticleId
from variorum.speakers.bearers import Bearer

LONG = 5  # letters from which on a word may be written in another way: "Li" and "Lei" are two names
VOTES = 2  # for he or she, from which on they tell a man from a woman

_MARKS = str.maketrans({"'": "", "-": " "})
_ALIKE = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("x", "ks"),
        ("gh", "q"),
        ("dzh|dj", "j"),
        ("tsch|tch", "ch"),
        ("oo|ou|ow|o", "u"),
        ("[aeiy]*[iy][eiy]*|ee", "i"),
        ("[ae]+", "a"),
        (r"(.)\1", r"\1"),
        ("(?<=[aiu])h$", ""),
    )
)


@dataclass(slots=True)
class _Name:
    """A name without its marks, and what is said of its bearer."""

    keys: list[str]
    offices: set[str]
    articles: set[ArticleId]
    gender: tuple[int, int]

    def join(self, other: _Name) -> None:
        """Take in what is known of *other*, whose bearer is the same."""
        self.offices |= other.offices
        self.articles |= other.articles
        self.gender = self.gender[0] + other.gender[0], self.gender[1] + other.gender[1]


def unmarked(key: str) -> str:
    """The `name_key` *key* without hyphens and apostrophes."""
    return " ".join(key.translate(_MARKS).split())


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """What all romanisations of *word*, folded and unmarked, have in common."""
    for pattern, plain in _ALIKE:
        word = pattern.sub(plain, word)
    return word


def respelt(bearers: Mapping[str, Bearer]) -> Iterator[tuple[str, str]]:
    """Pairs of keys that are one name. *bearers*: by the key of a full name."""
    written: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(bearers):
        written[unmarked(key)].append(key)
    by_sound: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, (first, *others) in sorted(written.items()):
        yield from ((first, other) for other in others)
        if any(bearers[key].offices for key in (first, *others)):  # else there is nothing that it could share
            by_sound[tuple(map(sound, name.split()))].append(name)
    for names in by_sound.values():
        if len(names) > 1:
            yield from _romanised({name: _known(written[name], bearers) for name in names})


def _known(keys: list[str], bearers: Mapping[str, Bearer]) -> _Name:
    found = [bearers[key] for key in keys]
    his, hers = (sum(one.gender[which] for one in found) for which in (0, 1))
    offices, articles = (
        set[str]().union(*(one.offices for one in found)),
        set[ArticleId]().union(*(one.articles for one in found)),
    )
    return _Name(keys, offices, articles, (his, hers))


def _romanised(names: Mapping[str, _Name]) -> Iterator[tuple[str, str]]:
    """Of *names* of one sound the pairs that are one name. Who has joined others joins whoever fits all of them."""
    apart: dict[str, _Name] = {}
    for name, known in names.items():
        fitting = (one for spelt, one in apart.items() if _spelt_alike(spelt.split(), name.split()) and _one_bearer(one, known))
        other = next(fitting, None)
        if other is None:
            apart[name] = known
            continue
        yield other.keys[0], known.keys[0]
        other.join(known)


def _spelt_alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether only long words of two names of one sound differ."""
    return all(a == b or min(len(a), len(b)) >= LONG for a, b in zip(one, two, strict=True))


def _one_bearer(one: _Name, two: _Name) -> bool:
    if not one.offices & two.offices or one.articles & two.articles:
        return False
    return not {_told(one.gender), _told(two.gender)} >= {"m", "f"}


def _told(gender: tuple[int, int]) -> str:
    his, hers = gender
    return "m" if his >= VOTES and his > hers else "f" if hers >= VOTES and hers > his else ""
