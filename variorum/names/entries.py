"""One person or organisation while an article is read, and what follows from how it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, init=False)
class Entry:
    """One person or organisation while the article is read."""

    number: int
    keys: tuple[str, ...]
    suffix: str
    first: int
    """Where it is first named in full."""
    words: dict[str, int]
    """Names as written, with how often."""
    alone: int
    """How often it is called by a single word though it has a full name."""
    short: set[str]
    """Single words it is called by."""
    forms: list[tuple[str, ...]]
    """The keys of its full names."""
    name: str
    organisation: bool
    thing: bool
    """A word in it says that it is no person's name: "Trump Tower"."""
    full: bool
    """Named with two words or more at least once."""
    count: int
    """How often it is named, in any form."""
    titles: set[str]
    votes: list[int]
    """For he and for she."""
    person: float
    """Points for being a person; above 0 it is taken for one."""
    body: int
    """Signs that it is an organisation."""
    roles: list[tuple[int, str, str]]
    """Position, head noun folded, role as worded."""

    def __init__(
        self, number: int, keys: tuple[str, ...], suffix: str, first: int, *, full: bool = False, organisation: bool = False
    ) -> None:
        """One of whom nothing is known but its first name. By hand: there are forty an article."""
        self.number, self.keys, self.suffix, self.first = number, keys, suffix, first
        self.words, self.alone, self.short, self.forms, self.name = {}, 0, set(), [], ""
        self.organisation, self.thing, self.full, self.count = organisation, False, full, 0
        self.titles, self.votes, self.person, self.body, self.roles = set(), [0, 0], 0.0, 0, []

    def written(self, name: str, times: int = 1) -> None:
        """Note that it is written so, *times* more often."""
        self.words[name] = self.words.get(name, 0) + times


def contradicts(entry: Entry, gender: str) -> bool:
    """Whether the text calls *entry* by the other gender."""
    his, hers = entry.votes
    return (gender == "m" and hers - his >= 2) or (gender == "f" and his - hers >= 2)


def full_name(entry: Entry) -> str:
    """The full form that is used most; of those equally frequent the shorter. One in capitals, with an initial for a
    first name, or that is the mere end of another ("Wasserman Schultz") only where there is no better."""
    names = list(entry.words)
    if len(names) == 1:
        return names[0]
    for unwanted in (_shouted, _initial):
        names = [name for name in names if not unwanted(name)] or names
    names = [name for name in names if not any(other.endswith(" " + name) for other in names)] or names
    return max(names, key=lambda name: (entry.words[name], -len(name)), default="")


def likely(entry: Entry) -> float:
    """Points that a name's form gives: persons have two or three words and are called by one of them afterwards."""
    if entry.organisation:
        return -6.0
    if entry.thing:
        return -3.0
    if not entry.full:
        return -0.5
    return (0.5 if len(entry.keys) < 4 else 0.0) + 0.7 * min(entry.alone, 3)


def stand_for(keys: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: same last word, and first words equal or one the other's initial;
    or one is the end of the other; or the same words in another order."""
    if keys[-1] == other[-1]:
        one, two = keys[0], other[0]
        if one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]):
            return True
        short, long = sorted((keys, other), key=len)
        return len(short) < len(long) and long[-len(short) :] == short
    return len(keys) == 2 and sorted(keys) == sorted(other)


def _shouted(name: str) -> bool:
    return len(name) > 3 and name.isupper()


def _initial(name: str) -> bool:
    return name[1:2] == "."
