"""What stands between a pair of marks: speech, a piece of it, distance, or a name."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.lexicon import Lexicon
from variorum.model import Kind
from variorum.quotations.reading import Place, Reading
from variorum.quotations.tokens import COMMA, spoken_words

_INNER_STOP = re.compile(r"[.?!] [^\W\d_]")
_SHORT = 3  # words; below it marks without a reporting verb in their sentence keep distance more often than they quote
_CLAUSE = 4  # words a capitalised clause has at least


@lru_cache(maxsize=64)  # asked twice of most quotations, by the ranking and where its answer is known
def spoken_kind(text: str, lexicon: Lexicon | None) -> Kind:
    """Of the words of somebody: `DIRECT` for a clause or more, `FRAGMENT` for less.

    A clause begins with a capital and has some length or an end, or it has a subject before a finite auxiliary.
    """
    words = spoken_words(text)
    if not words:
        return Kind.FRAGMENT
    first, last = words[0], text.rstrip()[-1:]
    if first[0].isupper() or not first[0].isalpha():
        return Kind.DIRECT if len(words) >= _CLAUSE or last in ".?!," else Kind.FRAGMENT
    if lexicon is None:
        return Kind.DIRECT if len(words) >= 2 * _CLAUSE and last in ".?!" else Kind.FRAGMENT
    folded = [word.lower().replace("’", "'") for word in words[:8]]
    opens = folded[0] in lexicon.pronouns or folded[0] in lexicon.determiners or folded[0] in lexicon.possessives
    finite = folded[0] in lexicon.finite or (opens and not lexicon.finite.isdisjoint(folded[1:]))
    return Kind.DIRECT if finite or (len(words) >= 2 * _CLAUSE and _INNER_STOP.search(text)) else Kind.FRAGMENT


def unspoken_kind(text: str, before: str, lexicon: Lexicon | None) -> Kind:
    """Of words that nobody is quoted with: `TITLE` for the name of a work, a person or a thing, `SCARE` for distance.

    *before* is the folded word in front of the marks.
    """
    words = spoken_words(text)
    named = lexicon is not None and (before in lexicon.naming or before in lexicon.works)
    capital = [word for word in words if word[0].isupper() or not word[0].isalpha()]
    small = lexicon.openers if lexicon else frozenset[str]()
    title_case = all(word[0].isupper() or not word[0].isalpha() or word in small for word in words)
    return Kind.TITLE if capital and title_case and (named or len(capital) > 1 or len(words) == 1) else Kind.SCARE


def names_a_work(reading: Reading, place: Place) -> bool:
    """True for the title behind "her film", "a memoir,"; not for one word behind the comma of "he said after the game,"."""
    found, at = reading.paragraph(place.paragraph).items, place.item
    comma = at > 1 and found.symbol[at - 1] == COMMA
    behind = at - 1 - comma
    if behind < 0 or found.lower[behind] not in reading.words.lexicon.works:
        return False
    text = reading.text[found.start[at] : found.end[at]]
    if comma and " " not in text and _reported(reading, place):
        return False
    return unspoken_kind(text, found.lower[behind], reading.words.lexicon) is Kind.TITLE


def says_nothing(reading: Reading, place: Place) -> bool:
    """By rules: marks that hold no speech, in a sentence that reports none or behind a word that names things."""
    paragraph = reading.paragraph(place.paragraph)
    found, at, lexicon = paragraph.items, place.item, reading.words.lexicon
    text = reading.text[found.start[at] : found.end[at]]
    count = len(spoken_words(text))
    before = found.lower[at - 1] if at else ""
    if names_a_work(reading, place) or (before in lexicon.naming and text[-1:] not in ".,?!"):
        return True
    if unspoken_kind(text, before, lexicon) is Kind.TITLE and text[-1:] not in ".?!" and (count > 1 or before in lexicon.works):
        return not _reported(reading, place)
    return count <= _SHORT and text[-1:] not in ".?!," and not _reported(reading, place)


def _reported(reading: Reading, place: Place) -> bool:
    """True where a verb of the quotation's own sentence reports speech."""
    paragraph = reading.paragraph(place.paragraph)
    here = paragraph.sentence[place.item]
    cues = reading.words.lexicon.cues | reading.words.lexicon.weak_cues
    return any(paragraph.sentence[verb] == here and paragraph.items.lower[verb] in cues for verb in paragraph.items.verbs)
