"""What stands before a name in a capitalised run and is none of it: titles, offices, countries, participles."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from variorum.lexicon import Lexicon
from variorum.names.folding import folded


class Tables(NamedTuple):
    """Words of a lexicon, put together by what they tell of a run."""

    telling: frozenset[str]
    """All that tell something of a name they stand in, or are none."""
    breaking: frozenset[str]
    """Those that belong to no name they stand before, unless in capitals."""
    leading: frozenset[str]
    """Titles and roles, which stand before a name."""


@cache
def tables(lexicon: Lexicon) -> Tables:
    """Those of *lexicon*, put together once."""
    telling = lexicon.openers.union(
        lexicon.titles, lexicon.roles, lexicon.plural_roles, lexicon.title_parts, lexicon.speech_nouns, lexicon.fields,
        lexicon.particles, lexicon.suffixes, lexicon.organisations, lexicon.things, lexicon.demonyms, lexicon.sides,
        lexicon.attributes, lexicon.months, lexicon.weekdays, lexicon.cues, lexicon.weak_cues, lexicon.voices, lexicon.objects,
    )  # fmt: skip
    breaking = lexicon.openers.difference(lexicon.titles) | lexicon.weekdays
    leading = lexicon.plural_roles.union(lexicon.titles, lexicon.roles, lexicon.speech_nouns if lexicon.capital_nouns else ())
    return Tables(telling, breaking - lexicon.months, leading)


def without_lead(piece: list[re.Match[str]], lexicon: Lexicon) -> list[re.Match[str]]:
    """*piece* without a country or a participle before a name of two words: "Ghanaian Irene Owusu", "Accused Ian Stewart"."""
    first = folded(piece[0][0])
    if not (lexicon.endings or "-" in first or first in tables(lexicon).telling):
        return piece
    if len(piece) > 2 and _participle(first, lexicon):
        return piece[1:]
    if len(piece) > 1 and first.rpartition("-")[2] in lexicon.attributes:
        return without_lead(piece[1:], lexicon)
    from_there = len(piece) > 2 and first in lexicon.demonyms
    if from_there and not any(
        folded(match[0]) in lexicon.organisations or is_titular(folded(match[0]), lexicon) for match in piece[1:]
    ):
        return piece[1:]
    if lexicon.endings and not lexicon.capital_nouns and len(piece) > 2 and _acronym(piece[0][0], lexicon):
        return piece[1:]
    return piece


def _participle(key: str, lexicon: Lexicon) -> bool:
    """Whether a verb's participle leads up to a name."""
    return key.endswith("ed") and (key in lexicon.cues or key in lexicon.weak_cues)


def _acronym(word: str, lexicon: Lexicon) -> bool:
    return folded(word) in lexicon.title_parts or (word.isupper() and "." not in word)


def after_titles(keys: list[str], lexicon: Lexicon) -> int:
    """Place of the first word of the name: after the last title or role before the last word.

    "Chinese Foreign Ministry Spokesperson Zhao Lijian" is its last two words, "Stephen King" both; titles alone give
    all of *keys*.
    """
    last, leading = 0, tables(lexicon).leading
    for place, key in enumerate(keys[:-1]):
        if key in leading or ("-" in key and is_compound(key, lexicon)):
            last = place + 1
    while last and last < len(keys) - 1 and keys[last] in lexicon.title_parts:
        last += 1  # "Secretary of State" John Kerry
    while last < len(keys) - 2 and keys[last] in lexicon.title_parts and not lexicon.organisations.intersection(keys):
        last += 1  # "Austrian Josef Hader"
    ends = keys[-1] in lexicon.titles or keys[-1] in lexicon.roles or (last == len(keys) - 1 and is_titular(keys[-1], lexicon))
    while last and last < len(keys) - 1 and keys[last] in lexicon.particles and keys[last - 1] in lexicon.speech_nouns:
        last += 1  # "Angaben von Maria Silva"
    return len(keys) if ends else last


def is_titular(key: str, lexicon: Lexicon) -> bool:
    """Whether a folded word can be part of a title."""
    return key in lexicon.titles or key in lexicon.roles or key in lexicon.title_parts or is_compound(key, lexicon)


def is_compound(key: str, lexicon: Lexicon) -> bool:
    """ "then-president", "solicitor-general": a title and words that go with one."""
    if "-" not in key or not lexicon.compounds:
        return False
    parts = key.split("-")
    own = [part for part in parts if part not in lexicon.compounds]
    return all(part in lexicon.titles or part in lexicon.roles for part in own)
