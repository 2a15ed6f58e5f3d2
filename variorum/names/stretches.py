"""Where names stand in a text: capitalised stretches, found and, where a word like "of" stands between two, put together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from variorum.lexicon import Lexicon
from variorum.names.forms import Form, read
from variorum.names.leads import is_titular


class Found(NamedTuple):
    """A form at its place in the text. A tuple, because there are hundreds an article."""

    start: int
    """Of the name, after titles."""
    end: int
    form: Form
    outer: int
    """Where its titles begin."""


_found = partial(tuple.__new__, Found)  # half the time of Found(...)


def find(text: str, lexicon: Lexicon) -> list[Found]:
    """The forms of names in *text*, in order."""
    forms: list[Found] = []
    end = -1  # of the last one
    for match in _pattern(lexicon).finditer(text):
        start = match.start()
        for form in read(match[0], lexicon):
            outer = start + form.outer
            found = _found((start + form.start, start + form.end, form, outer))
            if form.titular and len(form.keys) == 2:
                found = _surname(text, found, lexicon)
            joined = _joined(text, forms[-1], found, lexicon) if forms and 4 <= outer - end <= 9 else None
            if joined is None:
                forms.append(found)
            else:
                forms[-1] = joined
            end = start + form.end
    return forms


def _surname(text: str, found: Found, lexicon: Lexicon) -> Found:
    """ "Stephen King" is a name where no article stands before it and no name in apposition after it."""
    before = text[max(0, found.outer - 12) : found.outer].split()
    determined = bool(before) and (before[-1].casefold() in lexicon.determiners or before[-1].endswith(("’s", "'s")))
    apposed = text[found.end : found.end + 1] == "," and text[found.end + 2 : found.end + 3].isupper()
    gendered = lexicon.titles.get(found.form.keys[-1]) or lexicon.roles.get(found.form.keys[-1])
    if determined or apposed or not gendered or is_titular(found.form.keys[0], lexicon):
        return found
    return found._replace(form=found.form.but(titular=False))


def _joined(text: str, one: Found, two: Found, lexicon: Lexicon) -> Found | None:
    """ "Ministry" and "Defence" with "of" between them as one name; "Secretary" and "State John Kerry" as name and office."""
    if not (one.form.titular or one.form.organisation):
        return None
    between = text[one.end : two.outer].split()
    if not between or between[0] not in lexicon.joints or any(word not in lexicon.determiners for word in between[1:]):
        return None
    form = two.form
    if one.form.titular:
        keys = form.keys
        kept = next((place for place, key in enumerate(keys) if not is_titular(key, lexicon)), len(keys))
        if kept == 0 and two.start > two.outer:  # "State John Kerry" has lost its office already
            return two._replace(form=form.but(title=one.form.keys[-1]), outer=one.outer)
        if not 0 < kept < len(keys) or len(form.words) < len(keys):
            return None
        words = form.words[kept:]
        start = text.find(words[0], two.start, two.end)
        office = form.but(words=words, name=" ".join(words), keys=keys[kept:], title=one.form.keys[-1], organisation=False)
        return Found(start, two.end, office, one.outer)
    if one.form.keys[-1] not in lexicon.organisations or two.start > two.outer or form.keys[0] in lexicon.months:
        return None  # the field is lost already: "Department of Homeland Security John Kelly"; "ABC News on Feb. 3"
    words = (*one.form.words, *between, *form.words)
    whole = form.but(
        words=words,
        name=" ".join(words),
        keys=(*one.form.keys, *form.keys),
        title="",
        organisation=True,
        titular=False,
    )
    return Found(one.start, two.end, whole, one.outer)


@cache
def capitals() -> str:
    """All capital letters of the scripts that have them, as the inside of a character class."""
    blocks = ((0x41, 0x5B), (0xC0, 0x250), (0x370, 0x590), (0x1E00, 0x2000))
    return "".join(chr(code) for first, end in blocks for code in range(first, end) if chr(code).isupper())


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """A run of capitalised words, with abbreviated titles, initials, and inside it particles and a nickname in marks."""
    upper = f"[{capitals()}]"
    short = _stopped([word for word in (*lexicon.titles, *lexicon.suffixes) if word in lexicon.abbreviations])
    particle = f"[{_initials(lexicon.particles)}](?:{rest_of(lexicon.particles)})" if lexicon.particles else r"(?!)"
    prefix = _either(lexicon.prefixes)
    word = rf"{upper}(?:{short}|\.-?(?:{upper}\.-?)*|\w*(?:[-’'](?!s\b)\w+)*)"
    nickname = rf"[“\"'‘(]{upper}\w+[”\"'’)](?=[ \u00a0]{upper})"
    suffix = _either(word.capitalize() for word in lexicon.suffixes)
    first = word.replace(upper, rf"{upper}(?<!\w.)", 1)
    later = rf"(?:{word}|{nickname}|(?:{prefix})-{upper}\w+)"
    return re.compile(rf"{first}(?:[ \u00a0](?:(?:{particle})[ \u00a0]){{0,2}}{later})*(?:,[ \u00a0](?:{suffix})\b\.?)?")


def _stopped(words: Sequence[str]) -> str:
    """A pattern for what follows the first letter of one of *words*, and its stop, which is looked for first: few have one."""
    letters = "".join(sorted({re.escape(letter) for word in words for letter in word[1:]}))
    longest = max(map(len, words), default=0)
    return rf"(?=[{letters}]{{0,{longest}}}\.)(?:{rest_of(word.capitalize() for word in words)})\." if letters else "(?!)"


def _initials(words: Iterable[str]) -> str:
    return "".join(sorted({re.escape(word[0]) for word in words}))


def rest_of(words: Iterable[str]) -> str:
    """A pattern for what follows the first letter of *words*, which has been read.

    A pattern that begins with a set of letters is searched three times as fast as one that begins with a border or a choice.
    """
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rests[word[0]].append(re.escape(word[1:]))
    return "|".join(f"(?<={re.escape(initial)})(?:{'|'.join(rest)})" for initial, rest in rests.items())


def _either(words: Iterator[str] | frozenset[str] | set[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or r"(?!)"
