"""The query language, cut into parts. `static/search/query.js` does the same; tests/search/queries.json holds both to it.

meddling election        both words; "fewer words matched" follows below
"they call us"           a phrase, stop words included
meddl*                   words that begin so
-facebook                without it; also before a phrase or a filter
russia OR china          either
speaker:peskov           and outlet: topic: kind: before: after:, with "…" around a value of several words
"""

from __future__ import annotations

import re
from enum import StrEnum

from variorum.model.values import Value, dataclass

from .analyzer import fold, words

FILTERS = ("speaker", "outlet", "topic", "kind", "before", "after")
_PART = re.compile(r"(-?)(?:(" + "|".join(FILTERS) + r'):(?:"([^"]*)"?|(\S+))|"([^"]*)"?|(\S+))')


class Match(StrEnum):
    """How a unit is matched."""

    WORDS = "words"
    """One word, or several that follow each other: `cyber-attack`."""
    PHRASE = "phrase"
    """The same, but never left out as a stop word."""
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Unit(Value):
    """One thing to look for: a word, a phrase or the beginning of a word."""

    match: Match
    text: str


@dataclass(frozen=True, slots=True)
class Filter(Value):
    """A condition that carries no score."""

    key: str
    """One of FILTERS."""
    value: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query(Value):
    """What a query asks for: each group by one of its units, no excluded unit, every filter."""

    groups: tuple[tuple[Unit, ...], ...] = ()
    excluded: tuple[Unit, ...] = ()
    filters: tuple[Filter, ...] = ()


def parse(text: str) -> Query:
    """Cut a query into its parts. Nothing is an error: what is no operator is a word."""
    groups: list[tuple[Unit, ...]] = []
    excluded: list[Unit] = []
    filters: list[Filter] = []
    either = False
    for minus, key, quoted, plain, phrase, word in _PART.findall(re.sub("[“”„«»]", '"', text)):
        if key:
            filters.append(Filter(key, (quoted or plain).strip(), bool(minus)))
        elif word == "OR" and not minus:
            either = bool(groups)
            continue
        else:
            units = _units(phrase, word)
            if minus:
                excluded.extend(units)
            elif units and either:
                groups[-1] = (*groups[-1], *units)
            else:
                groups.extend((unit,) for unit in units)
        either = False
    return Query(tuple(groups), tuple(excluded), tuple(one for one in filters if one.value))


def _units(phrase: str, word: str) -> list[Unit]:
    if phrase:
        return [Unit(Match.PHRASE, phrase)] if words(phrase) else []
    found = words(word)
    if not found:
        return []
    if not word.endswith("*"):
        return [Unit(Match.WORDS, " ".join(found))]
    before = [Unit(Match.WORDS, " ".join(found[:-1]))] if found[:-1] else []
    return [*before, Unit(Match.PREFIX, found[-1])]


def without_stop_words(query: Query, stop: frozenset[str]) -> Query:
    """The query without its stop words, unless it has nothing else. Phrases keep theirs."""
    kept = tuple(group for group in query.groups if not all(_is_stop(unit, stop) for unit in group))
    return Query(kept or query.groups, query.excluded, query.filters)


def _is_stop(unit: Unit, stop: frozenset[str]) -> bool:
    return unit.match is Match.WORDS and fold(unit.text) in stop
