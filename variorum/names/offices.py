"""What stands before a name and is no part of it, told by the rest of the text: "ambassador to China Andrei Denisov"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from variorum.lexicon import Lexicon
from variorum.names.forms import Form, folded
from variorum.names.stretches import Found

_ACRONYM = 3  # letters of one before a single word; two are initials: "JK Rowling"


class Around(NamedTuple):
    """What the rest of the text tells of a name's words."""

    singles: frozenset[str]
    """Words that stand alone as names: family names, places."""
    lasts: frozenset[str]
    """Last words of longer names."""
    places: frozenset[str]
    """Single words that "in" or "at" stands before."""
    counts: Counter[tuple[str, ...]]
    """How often each name stands in the text."""


def narrowed(text: str, found: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """*found* without fields of office, places and acronyms before names of persons. Names of organisations are left whole."""
    if lexicon.capital_nouns or not any(len(one.form.keys) > 1 for one in found):
        return list(found)
    single = [one for one in found if len(one.form.keys) == 1]
    around = Around(
        singles=frozenset(one.form.keys[0] for one in single),
        lasts=frozenset(one.form.keys[-1] for one in found if len(one.form.keys) > 1),
        places=frozenset(one.form.keys[0] for one in single if _located(text, one, lexicon)),
        counts=Counter(one.form.keys for one in found),
    )
    return [_narrowed(text, one, lexicon, around) for one in found]


def _located(text: str, one: Found, lexicon: Lexicon) -> bool:
    """Whether a preposition of place stands before a name."""
    before = text[max(0, one.outer - 40) : one.outer].rsplit(None, 1)
    return bool(before) and folded(before[-1]) in lexicon.locatives


def _narrowed(text: str, one: Found, lexicon: Lexicon, around: Around) -> Found:
    form, keys, words = one.form, one.form.keys, one.form.words
    if _body_and_person(form, lexicon) and keys[-1] in around.singles:
        return _last_two(text, one)
    if (
        len(keys) < 2
        or len(words) != len(keys)
        or form.title
        or form.capitals
        or keys[-1] in lexicon.organisations
        or form.thing
    ):
        return one
    acronym = len(words[0]) > 1 and words[0].isalpha() and words[0].isupper()
    once = around.counts[keys] == 1
    if len(keys) == 2:
        known = once and keys[-1] in around.singles
        lead = (acronym and len(words[0]) >= _ACRONYM and keys[-1] in around.lasts - {keys[0]}) or keys[0] in around.places
        return _cut(text, one, 1) if known and lead else one
    if _office(_before(text, one), lexicon):
        field = max((at for at, key in enumerate(keys[:-2], 1) if _of_an_office(key, lexicon)), default=0)
        if field or keys[-1] in around.singles or keys[0] in around.singles:
            return _cut(text, one, field or len(keys) - 2)
    bodies = [at for at, key in enumerate(keys[:-2], 1) if key in lexicon.organisations]
    if form.organisation:
        return _narrowed(text, _cut(text, one, bodies[-1]), lexicon, around) if bodies and keys[-1] in around.singles else one
    return _cut(text, one, 1) if acronym or (keys[0] in around.places and once) else one


def _body_and_person(form: Form, lexicon: Lexicon) -> bool:
    """Whether a name may be a body's with that of somebody at its head: "Bank of Russia Elvira Nabiullina"."""
    return (
        form.organisation and len(form.keys) > 3 and len(form.words) == len(form.keys) + 1
        and form.words[1] in lexicon.joints and not lexicon.organisations.intersection(form.keys[-2:])
    )  # fmt: skip


def _before(text: str, one: Found) -> list[str]:
    """The two words before a name, folded."""
    return [folded(word) for word in text[max(0, one.outer - 40) : one.outer].split()[-2:]]


def _office(before: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name behind these words may begin with the field of an office: "minister for", "ambassador to"."""
    if len(before) < 2 or not (before[1] in lexicon.joints or before[1] in lexicon.office_joints):
        return False
    return before[0] in lexicon.titles or before[0] in lexicon.roles


def _of_an_office(key: str, lexicon: Lexicon) -> bool:
    return key in lexicon.organisations or key in lexicon.voices or key in lexicon.title_parts or key in lexicon.things


def _last_two(text: str, one: Found) -> Found:
    """*one* without all before its last two words."""
    return _placed(text, one, one.form.words[-2:], one.form.keys[-2:])


def _cut(text: str, one: Found, words: int) -> Found:
    """*one* without its first *words*."""
    return _placed(text, one, one.form.words[words:], one.form.keys[words:])


def _placed(text: str, one: Found, kept: tuple[str, ...], keys: tuple[str, ...]) -> Found:
    """The part of *one* that the words *kept* are."""
    start = text.find(kept[0], one.start, one.end)
    if start < 0:
        return one
    form = replace(one.form, words=kept, keys=keys, name=" ".join(kept), organisation=False)
    return Found(start, one.end, form, one.outer)
