"""How sure an answer of the ranking is: what can be seen of the choice, as integers that a second fitted model weighs.

The ranking's probability alone tells too little. How far the answer leads the second and "nobody", in which form it was
reported, whether the marks hold a sentence or a piece of one, whose verb stands before them, whether "according to" names
another source, and how many others the sentence and the paragraph name tell the rest. No name and no word is looked at.
Measured: docs/quotations.md#confidence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from math import log
from operator import xor
from typing import NamedTuple

from variorum.quotations.features import bucket
from variorum.quotations.reading import Paragraph, Place, new_place
from variorum.quotations.tokens import NAME, code
from variorum.quotations.view import View

_ACCORDING = code("according")
ALWAYS = 0  # the signal every answer has
_LEAST = 1e-6  # probability; a smaller one counts as this
SOURCE = 20  # items before and after a quotation that are searched for "according to"
_MOST = 6  # names or mentions; more make no difference
_STRONGEST = 12  # natural logarithm of a ratio of probabilities; a larger one counts as this


class Choice(NamedTuple):
    """The ranking's answer."""

    place: Place | None
    """None for "nobody"."""
    probability: float
    second: float = 0.0
    """Probability of the next best speaker."""
    nobody: float = 0.0
    """Probability that nobody is quoted."""
    name: str = ""
    """Of a pronoun that counts together with a name: the name."""


_NAMES = """
    odds halfodds lead overnobody overnobodyfragment oddsform oddsfragment oddskind formkind form kind head fragment end low
    told closed title words earlier paragraph mentions quotations next previous distance length candidates according
    source governs named quoted beside
"""
_code = cache(code)  # of a dozen forms
_SIGNALS = [at << 24 for at, _ in enumerate(_NAMES.split(), 1)]


def signals(view: View, choice: Choice, form: str, words: int, same: bool, candidates: int) -> list[int]:
    """What speaks for and against a *choice* of a speaker, as integers below 2**29.

    *form*: the form of reporting, as rules.py calls it; *words*: of the name that the mention stands for, 0 where it is none;
    *same*: whether the quotation before has the same speaker; *candidates*: how many answers there were.
    """
    assert choice.place is not None
    mention, at = choice.place, view.place
    there, here = view.document.reading.paragraph(mention.paragraph), view.paragraph
    kind, head = there.items.symbol[mention.item], int(there.items.head[mention.item])
    odds = _ratio(choice.probability, 1.0 - choice.probability)
    lead, over = _ratio(choice.probability, choice.second), _ratio(choice.probability, choice.nobody)
    step, how, fragment = round(odds) + 2, _code(form), view.fragment
    apart = mention.paragraph - at.paragraph
    found = (  # in the order of _NAMES
        step, round(2 * odds) + 4, round(lead) + 2, round(over) + 2, (round(over) + 2) ^ fragment << 5, step << 15 ^ how,
        step ^ fragment << 5, step ^ kind << 5, how ^ kind, how, kind, head, fragment, view.end, view.low, view.told,
        view.closed, view.title, min(words, 4), same, apart + 4 if -4 < apart < 4 else 0,
        min(_in_sentence(here, at.item), _MOST), min(len(here.items.quotations), 5), view.next, view.previous,
        20 if apart else min(12, abs(mention.item - at.item)), bucket(view.length), bucket(candidates),
        _ACCORDING in here.items.code, _sources(here.items.code, at.item), _governs(view, mention), _named(view),
        view.title << 10 ^ min(view.length, 5) << 5 ^ view.previous, bool(choice.name) ^ kind << 1,
    )  # fmt: skip
    return [ALWAYS, *map(xor, _SIGNALS, found)]


def _in_sentence(paragraph: Paragraph, at: int) -> int:
    """How many mentions the sentence of the item *at* has."""
    sentence, mentions = paragraph.sentence, paragraph.items.mentions
    first, end = bisect_left(sentence, sentence[at]), bisect_right(sentence, sentence[at])
    return bisect_left(mentions, end) - bisect_left(mentions, first)


def _sources(codes: Sequence[int], at: int) -> int:
    """Does "according to" stand before the quotation at *at* (1), after it (2): may another be the source?"""
    return int(_ACCORDING in codes[max(0, at - SOURCE) : at]) + 2 * int(_ACCORDING in codes[at + 1 : at + SOURCE])


def _governs(view: View, mention: Place) -> int:
    """The verb before the quotation: how far off, of which class, and whether it has a subject, the *mention* or another."""
    if view.left < 0:
        return 0
    inside = mention.paragraph == view.place.paragraph
    subject = 1 if view.left_subject < 0 else 2 if inside and view.left_subject == mention.item else 3
    return subject << 10 ^ view.paragraph.items.symbol[view.left] << 5 ^ view.left_distance


def _named(view: View) -> int:
    """How many different names the quotation's paragraph has; more than _MOST count as so many."""
    items, number, key = view.paragraph.items, view.place.paragraph, view.document.key
    found: set[str | int] = set()
    for one in items.mentions:
        if items.symbol[one] == NAME:
            found.add(key(new_place((number, one))) or one)
            if len(found) == _MOST:
                break
    return len(found)


def _ratio(one: float, other: float) -> float:
    """The natural logarithm of *one* over *other*, between -1 and _STRONGEST.

    To nine digits: weights are in hundredths, so that one in a hundred is halfway between two steps, and must fall the same way
    in whatever order they were summed.
    """
    ratio = round(log((one if one > _LEAST else _LEAST) / (other if other > _LEAST else _LEAST)), 9)
    return -1.0 if ratio < -1.0 else ratio if ratio < _STRONGEST else _STRONGEST
