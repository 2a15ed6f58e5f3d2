"""What stands before a name and is no part of it, told by the rest of the text: "ambassador to China Andrei Denisov"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from variorum.lexicon import Lexicon
from variorum.names.folding import folded
from variorum.names.forms import Form
from variorum.names.stretches import Found

_ACRONYM = 3  # letters of one beside a name; two are initials: "JK Rowling"
_LEAD = 90  # characters in which an office stands before a name: "Minister of Industry, Mining and Trade"
_ROMAN = frozenset("III VII VIII XII XIII XIV XVI XXIII".split())

_PART = re.compile(r"[^\W\d_][\w’'-]*\.?|[^\s\w]")


class Around(NamedTuple):
    """What the rest of the text tells of a name's words."""

    singles: frozenset[str]
    """Words that stand alone as names: family names, places."""
    places: frozenset[str]
    """Single words that "in" or "at" stands before, of those that longer names may begin with."""
    counts: Counter[tuple[str, ...]]
    """How often each name stands in the text."""
    firsts: dict[str, set[str]]
    """By last word of the longer names, the words they begin with."""


def narrowed(text: str, found: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """*found* without fields of office, places and acronyms before names of persons. Names of organisations are left whole."""
    firsts: dict[str, set[str]] = defaultdict(set)
    leading: set[str] = set()
    single: list[tuple[str, Found]] = []
    for one in found:
        keys = one.form.keys
        if len(keys) == 1:
            single.append((keys[0], one))
        else:
            firsts[keys[-1]].add(keys[0])
            leading.update(keys[:-1])
    if lexicon.capital_nouns or not firsts:
        return list(found)
    around = Around(
        singles=frozenset([key for key, _ in single]),
        places=frozenset([key for key, one in single if key in leading and _located(text, one, lexicon)]),
        counts=Counter([one.form.keys for one in found]),
        firsts=firsts,
    )
    return [_narrowed(text, one, lexicon, around) if len(one.form.keys) > 1 or one.form.organisation else one for one in found]


def _located(text: str, one: Found, lexicon: Lexicon) -> bool:
    """Whether a preposition of place stands before a name."""
    before = text[max(0, one.outer - 40) : one.outer].rsplit(None, 1)
    return bool(before) and folded(before[-1]) in lexicon.locatives


def _narrowed(text: str, one: Found, lexicon: Lexicon, around: Around) -> Found:
    form, keys, words = one.form, one.form.keys, one.form.words
    if _body_and_person(form, lexicon) and keys[-1] in around.singles:
        return _cut(text, one, len(words) - 2)
    if (
        len(keys) < 2
        or len(words) != len(keys)
        or (form.title and not _led(text, one, lexicon))
        or form.capitals
        or keys[-1] in lexicon.organisations
        or form.thing
    ):
        return one
    if len(keys) == 2:
        return _cut(text, one, 1) if _stray(text, one, lexicon, around) else one
    if len(keys) > 3 and keys[: len(keys) // 2] * 2 == keys:  # under a picture and again in the sentence after it
        return _cut(text, one, len(keys) // 2)
    body = max((at for at, word in enumerate(words[:-2], 1) if _acronym(word)), default=0)
    if body:  # "of Iran (OIETAI) Mohammad Khazaie"
        return _narrowed(text, _cut(text, one, body), lexicon, around)
    parts = _before(text, one)
    field = _field(keys, lexicon)
    if form.title:  # "Secretary of Foreign" stands before "Affairs Yves Rossier"
        return _cut(text, one, field) if field else one
    if _office(parts[-2:], lexicon):
        if field or keys[-1] in around.singles or keys[0] in around.singles:
            return _cut(text, one, field or len(keys) - 2)
    elif (
        field and _of_an_office(parts, lexicon) and (keys[-1] in around.singles or folded(parts[-1]) not in lexicon.determiners)
    ):
        return _cut(text, one, field)
    bodies = [at for at, key in enumerate(keys[:-2], 1) if key in lexicon.organisations]
    if form.organisation:
        return _narrowed(text, _cut(text, one, bodies[-1]), lexicon, around) if bodies and keys[-1] in around.singles else one
    initials = len(words[0]) > 1 and words[0].isalpha() and words[0].isupper()
    return _cut(text, one, 1) if initials or (keys[0] in around.places and around.counts[keys] <= 1) else one


def _stray(text: str, one: Found, lexicon: Lexicon, around: Around) -> bool:
    """Whether of two words the first belongs to what stands before a family name: "CNN Trump", "Iran Zarif"."""
    keys, words = one.form.keys, one.form.words
    first, known = keys[0], keys[-1] in around.singles
    once = around.counts[keys] <= 1
    other = bool(around.firsts[keys[-1]] - {first})  # somebody of that family name has another first name
    if other and first in lexicon.places and first in around.singles:
        return True
    if known and once and first in around.places:
        return True
    often = around.counts[keys[-1:]] > around.counts[keys]
    if known and _acronym(words[0]) and keys[-1] != first and (once or often):
        return True
    return once and (other or _acronym(words[1])) and _verbal(text, one, lexicon)


def _acronym(word: str) -> bool:
    """Whether a word is an organisation's letters, as "FAO" is, and neither initials nor a number: "Brent Bozell III"."""
    return len(word) >= _ACRONYM and word.isalpha() and word.isupper() and word not in _ROMAN


def _verbal(text: str, one: Found, lexicon: Lexicon) -> bool:
    """Whether a sentence begins with a verb before a name: "Sanctioning Zarif", "Continued Stone"."""
    first = one.form.keys[0]
    verb = first.endswith("ing") or (first.endswith("ed") and (first in lexicon.cues or first in lexicon.weak_cues))
    before = text[max(0, one.outer - 3) : one.outer].rstrip(" ")
    begins = not before or before[-1] in '\n.!?:”"“'
    return verb and begins


def _body_and_person(form: Form, lexicon: Lexicon) -> bool:
    """Whether a name may be a body's with that of somebody at its head: "Central Bank of Russia Elvira Nabiullina"."""
    if not form.organisation or lexicon.organisations.intersection(form.keys[-2:]):
        return False
    return any(folded(one) in lexicon.organisations and two in lexicon.joints for one, two in pairwise(form.words[:-3]))


def _led(text: str, one: Found, lexicon: Lexicon) -> bool:
    """Whether the title before a name is an office of something: "Secretary of Foreign"."""
    return any(_joins(folded(word), lexicon) for word in _PART.findall(text, one.outer, one.start))


def _before(text: str, one: Found) -> list[str]:
    """The words and marks that stand in the _LEAD characters before a name, in order."""
    return _PART.findall(text[max(0, one.outer - _LEAD) : one.outer])


def _office(before: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name right behind these words may begin with the field of an office: "minister for", "ambassador to"."""
    return len(before) == 2 and _joins(folded(before[1]), lexicon) and _head(before[0], lexicon)


def _of_an_office(before: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether these words hold an office whose field goes on to their end: "Minister of Industry, Mining and"."""
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        key = folded(word)
        if _head(word, lexicon):
            return place + 1 < len(before) and _joins(folded(before[place + 1]), lexicon)
        small = _joins(key, lexicon) or key in lexicon.determiners or key in lexicon.conjunctions
        if not (small or word[0].isupper() or word in ",()&"):
            return False
    return False


def _head(word: str, lexicon: Lexicon) -> bool:
    return folded(word) in lexicon.titles or folded(word) in lexicon.roles


def _joins(key: str, lexicon: Lexicon) -> bool:
    return key in lexicon.joints or key in lexicon.office_joints


def _field(keys: Sequence[str], lexicon: Lexicon) -> int:
    """How many of *keys* before the last two are the field of an office: "Urban Development" of a minister, "Iran"."""
    found = 0
    for at, key in enumerate(keys[:-2], 1):
        held = (lexicon.organisations, lexicon.voices, lexicon.title_parts, lexicon.things, lexicon.fields)
        if any(key in words for words in held) or (key in lexicon.places and found == at - 1):
            found = at
    return found


def _cut(text: str, one: Found, count: int) -> Found:
    """*one* without its first *count* words."""
    words = one.form.words
    kept = words[count:]
    at = one.start
    for word in words[:count]:
        at = max(at, text.find(word, at, one.end) + len(word))
    start = text.find(kept[0], at, one.end)
    if start < 0:
        return one
    keys = one.form.keys[len(one.form.keys) - len(kept) :]
    form = one.form.but(words=kept, keys=keys, name=" ".join(kept), organisation=False)
    return Found(start, one.end, form, one.outer)
