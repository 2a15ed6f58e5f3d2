"""Full names that are one name written in two ways: "Amir-Abdollahian" and "Amir Abdollahian", "Araqchi" and "Araghchi".

A hyphen or an apostrophe more makes no other name. Two romanisations of one name are told by a key in which what the usual
tables (BGN/PCGN, ISO 9, ALA-LC, the French and German ones, and newspapers' own) write in different ways is the same; they
join only where articles give both the same office, no article tells the two apart, and nothing says that one is a man and the
other a woman.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from variorum.model import Entity

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
class _Bearer:
    """Who bears a name, archive-wide."""

    keys: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    votes: Counter[str] = field(default_factory=Counter)

    def join(self, other: _Bearer) -> None:
        """Take in what is known of *other*, who is the same."""
        self.offices |= other.offices
        self.articles |= other.articles
        self.votes.update(other.votes)


def unmarked(key: str) -> str:
    """The `name_key` *key* without hyphens and apostrophes."""
    return " ".join(key.translate(_MARKS).split())


def sound(word: str) -> str:
    """What all romanisations of *word*, folded and unmarked, have in common."""
    for pattern, plain in _ALIKE:
        word = pattern.sub(plain, word)
    return word


def respelt(named: Iterable[Mapping[str, Entity]], offices: Mapping[str, AbstractSet[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of keys that are one name. *named*: the full names of each article by key; *offices*: of each key, in two words."""
    bearers: defaultdict[str, _Bearer] = defaultdict(_Bearer)
    for number, entities in enumerate(named):
        for key, entity in entities.items():
            bearer = bearers[unmarked(key)]
            bearer.keys.add(key)
            bearer.offices |= offices.get(key, frozenset())
            bearer.articles.add(number)
            bearer.votes.update(m=entity.gender[0], f=entity.gender[1])
    by_sound: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, bearer in sorted(bearers.items()):
        first, *others = sorted(bearer.keys)
        yield from ((first, other) for other in others)
        by_sound[tuple(map(sound, name.split()))].append(name)
    for names in by_sound.values():
        yield from _romanised(names, bearers)


def _romanised(names: Sequence[str], bearers: Mapping[str, _Bearer]) -> Iterator[tuple[str, str]]:
    """Of *names* of one sound the pairs that are one name. Who has joined others joins whoever fits all of them."""
    apart: list[str] = []
    for name in names:
        fitting = (one for one in apart if _spelt_alike(one.split(), name.split()) and _one_bearer(bearers[one], bearers[name]))
        other = next(fitting, None)
        if other is None:
            apart.append(name)
            continue
        yield min(bearers[other].keys), min(bearers[name].keys)
        bearers[other].join(bearers[name])


def _spelt_alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether only long words of two names of one sound differ."""
    return all(a == b or min(len(a), len(b)) >= LONG for a, b in zip(one, two, strict=True))


def _one_bearer(one: _Bearer, two: _Bearer) -> bool:
    if not one.offices & two.offices or one.articles & two.articles:
        return False
    return not {_gender(one), _gender(two)} >= {"m", "f"}


def _gender(bearer: _Bearer) -> str:
    most = bearer.votes.most_common(1)[0]
    return most[0] if most[1] >= VOTES and most[1] > bearer.votes.total() / 2 else ""
