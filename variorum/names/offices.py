"""What stands before a name and is no part of it, told by the rest of the text: "ambassador to China Andrei Denisov"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from variorum.lexicon import Lexicon
from variorum.names.forms import Found, folded

_ACRONYM = 3  # letters of one before a single word; two are initials: "JK Rowling"


def narrowed(text: str, found: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """*found* without fields of office, places and acronyms before names of persons. Names of organisations are left whole."""
    if lexicon.capital_nouns:
        return list(found)
    singles = {one.form.keys[0] for one in found if len(one.form.keys) == 1}
    lasts = {one.form.keys[-1] for one in found if len(one.form.keys) > 1}
    counts = Counter(one.form.keys for one in found)
    places = {one.form.keys[0] for one in found if len(one.form.keys) == 1 and _before(text, one)[-1:] in _located(lexicon)}
    return [_narrowed(text, one, lexicon, singles, lasts, counts, places) for one in found]


def _located(lexicon: Lexicon) -> list[list[str]]:
    return [[word] for word in lexicon.locatives]


def _narrowed(
    text: str,
    one: Found,
    lexicon: Lexicon,
    singles: set[str],
    lasts: set[str],
    counts: Counter[tuple[str, ...]],
    places: set[str],
) -> Found:
    keys, words = one.form.keys, one.form.words
    if len(keys) < 2 or len(words) != len(keys) or one.form.title or one.form.capitals or keys[-1] in lexicon.organisations:
        return one
    first = words[0]
    if len(keys) == 2:
        acronym = len(first) >= _ACRONYM and first.isalpha() and first.isupper() and keys[-1] in lasts - {keys[0]}
        place = keys[0] in places and keys[-1] in singles and counts[keys] == 1
        alone = (acronym and counts[keys] == 1 and keys[-1] in singles) or place
        return _cut(text, one, 1) if alone and not one.form.thing else one
    if _office(_before(text, one), lexicon):
        field = [at for at, key in enumerate(keys[:-2], 1) if _of_an_office(key, lexicon)]
        return _cut(text, one, max(field, default=len(keys) - 2))
    if one.form.organisation:
        bodies = [at for at, key in enumerate(keys[:-2], 1) if key in lexicon.organisations]
        return _cut(text, one, bodies[-1]) if bodies and keys[-1] in singles else one
    if (len(first) > 1 and first.isalpha() and first.isupper()) or (keys[0] in places and counts[keys] == 1):
        return _cut(text, one, 1)
    return one


def _before(text: str, one: Found) -> list[str]:
    """The two words before a name, folded."""
    return [folded(word) for word in text[max(0, one.outer - 40) : one.outer].split()[-2:]]


def _office(before: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name behind these words may begin with the field of an office: "minister for", "ambassador to"."""
    if len(before) < 2 or (before[1] not in lexicon.joints and before[1] != "to"):
        return False
    return before[0] in lexicon.titles or before[0] in lexicon.roles


def _of_an_office(key: str, lexicon: Lexicon) -> bool:
    return key in lexicon.organisations or key in lexicon.voices or key in lexicon.title_parts or key in lexicon.things


def _cut(text: str, one: Found, words: int) -> Found:
    """*one* without its first *words*."""
    kept = one.form.words[words:]
    start = text.find(kept[0], one.start, one.end)
    if start < 0:
        return one
    form = replace(one.form, words=kept, keys=one.form.keys[words:], name=" ".join(kept), organisation=False)
    return Found(start, one.end, form, one.outer)
