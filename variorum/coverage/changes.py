"""What a change of words does. The words that tell it are data (tongue.py); where they do not tell, it stays plain.

The classes, in the order in which they are tried, are those of docs/coverage.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from variorum.coverage.edits import Edit, Side, between, crosses, direction, holds, is_quoted, written_at
from variorum.coverage.tongue import Tongue
from variorum.text import fold_accents

SPELT = 1 << 14  # words of which is held how they are spelt: changes draw on few
HELD = 1 << 14  # edits of which is held what their words tell
SHORT = 4  # words: a longer edit says more than the one hedge or negation in it
SHORT_FIGURE = 6  # words of an edit that changes a number or a day and does no more
SHORT_SOURCE = 8  # words of an edit that names a source and does no more


Words = tuple[str, ...]


def classify(edit: Edit, tongue: Tongue) -> str:
    """The class of *edit*: the first that can be told, else `added`, `dropped` or `changed`."""
    spelt, by_words = _by_words(edit.base.folded, edit.witness.folded, tongue)
    if spelt:
        return spelt
    if crosses(edit.base) or crosses(edit.witness):
        return direction(edit)
    change = quotation(edit) or by_words
    for rule in RULES if not change else ():
        if change := rule(edit, tongue):
            break
    return change or direction(edit)


@lru_cache(maxsize=HELD)
def _by_words(one: Words, two: Words, tongue: Tongue) -> tuple[str, str]:
    """What the words alone tell of an edit, wherever it stands: whether they are the same, and what is told after marks are
    looked at. Copy is edited in the same way again and again."""
    return spelling(one, two, tongue), number(one, two, tongue) or negation(one, two, tongue) or verb(one, two, tongue)


def spelling(one: Words, two: Words, tongue: Tongue) -> str:
    """The same words, spelt, joined or abbreviated another way."""
    return "spelling" if one and two and _spelt(one, tongue) == _spelt(two, tongue) else ""


def _spelt(words: Sequence[str], tongue: Tongue) -> str:
    return "".join([_standard(word, tongue) for word in words])


@lru_cache(maxsize=SPELT)
def _standard(word: str, tongue: Tongue) -> str:
    """*word* as it stands for all its spellings."""
    return "".join(_unvaried(part, tongue) for part in _parts(word, tongue))


def _parts(word: str, tongue: Tongue) -> Sequence[str]:
    """A contraction's words: "didn't" gives did, not."""
    if word in tongue.contractions:
        return tongue.contractions[word]
    for ending, full in tongue.contractions.items() if "'" in word else ():
        if ending.startswith(("'", "n'")) and word.endswith(ending) and len(word) > len(ending):
            return (word.removesuffix(ending), *full)
    return (word,)


def _unvaried(word: str, tongue: Tongue) -> str:
    word = fold_accents(tongue.spellings.get(word, tongue.numerals.get(word, word)))
    for one, two in tongue.spelling_endings:
        if word.endswith(one) and len(word) > len(one) + 2:
            return word.removesuffix(one) + two
    return word


def quotation(edit: Edit) -> str:
    """Words inside quotation marks in both texts: nobody may change them without a mark."""
    in_base, in_witness = edit.base.quoted, edit.witness.quoted
    if not (in_base or in_witness) or _bracketed(edit.base) or _bracketed(edit.witness):
        return ""
    if in_base and not edit.witness.folded and _cut(edit.witness) and _goes_on(edit):
        return "quotation-shortened"
    if in_witness and not edit.base.folded and _cut(edit.base) and _goes_on(edit):
        return "quotation-lengthened"
    return "quoted-words-altered" if in_base and in_witness else ""


def _cut(place: Side) -> bool:
    """True of a place at the end of a quotation, or of one inside it that an ellipsis marks."""
    of, at = place.of, place.first
    sides = [is_quoted(of, word) for word in (at - 1, at)]
    return sides in ([True, False], [False, True]) or (all(sides) and _ELLIPSIS.search(between(of, at)) is not None)


def _goes_on(edit: Edit) -> bool:
    """True where the quotation holds words before or after the edit in both texts."""
    before = all(is_quoted(side.of, side.first - 1) for side in edit)
    return before or all(is_quoted(side.of, side.end) for side in edit)


_ELLIPSIS = re.compile(r"…|\.\s?\.")


def _bracketed(side: Side) -> bool:
    """True of words in brackets, which are the outlet's own, and say so."""
    return (
        bool(side.folded) and between(side.of, side.first)[-1:] in tuple("[(") and between(side.of, side.end)[:1] in tuple("])")
    )


def hedge(edit: Edit, tongue: Tongue) -> str:
    """A word that makes the statement less certain came or went."""
    words = edit.base.folded, edit.witness.folded
    if _long(*words) or all(map(tongue.hedge_words.isdisjoint, words)):
        return ""
    sentence = any(word in tongue.subjects for side in words for word in side)
    if sentence or _tense_only(*words, tongue) or not _else_alike(*words, tongue, tongue.hedges):
        return ""
    one, two = (_hedges(side, tongue) for side in edit)
    if one == two:
        return ""
    return "hedge-added" if two else "hedge-removed"


def _tense_only(one: Words, two: Words, tongue: Tongue) -> bool:
    """True where "can" became "could" as all verbs went into the past."""
    return tuple(tongue.past.get(word, word) for word in one) == tuple(tongue.past.get(word, word) for word in two)


def _hedges(side: Side, tongue: Tongue) -> bool:
    """True where a hedge is among the words; "May" is a month."""
    if tongue.hedge_words.isdisjoint(side.folded):
        return False
    words = (
        word for word, written in zip(side.folded, side.written, strict=True) if word not in tongue.dates or written.islower()
    )
    return any(word in tongue.hedges for word in words) or any(holds(side.folded, phrase) for phrase in tongue.hedge_phrases)


def _else_alike(one: Words, two: Words, tongue: Tongue, of_class: frozenset[str]) -> bool:
    """True where only words of a class, and words without sense of their own, differ."""
    light, intensity = tongue.light, tongue.intensity
    was, became = (
        [word for word in words if not (word in light or word in intensity or word in of_class)] for words in (one, two)
    )
    return was == became


def verb(one: Words, two: Words, tongue: Tongue) -> str:
    """One reporting verb for another of a different stance."""
    if not one or not two or _long(one, two):
        return ""
    was, became = ({tongue.verbs[word] for word in side if word in tongue.verbs} for side in (one, two))
    return "verb-shifted" if was and became and was != became else ""


def _long(one: Words, two: Words) -> bool:
    """True where the edit may say more than one thing."""
    return len(one) > SHORT or len(two) > SHORT


def negation(one: Words, two: Words, tongue: Tongue) -> str:
    """A negation came or went."""
    was, became = ([word in tongue.negations for word in side].count(True) for side in (one, two))
    if was % 2 == became % 2 or _long(one, two):
        return ""
    if any(holds(side, phrase) for side in (one, two) for phrase in tongue.no_negations):
        return ""
    return "negation-changed" if _else_alike(one, two, tongue, tongue.negations) else ""


def number(one: Words, two: Words, tongue: Tongue) -> str:
    """Another number, another day."""
    if not (0 < len(one) <= SHORT_FIGURE and 0 < len(two) <= SHORT_FIGURE):
        return ""
    was, became = _figures(one, tongue), _figures(two, tongue)
    return "number-changed" if was and became and was != became else ""


def _figures(words: Words, tongue: Tongue) -> list[str]:
    return sorted(
        [
            tongue.numerals.get(word, word)
            for word in words
            if word in tongue.numbers or word in tongue.dates or (not word.isalpha() and any(char.isdigit() for char in word))
        ]
    )


def attribution(edit: Edit, tongue: Tongue) -> str:
    """A source was named, or no longer is."""
    added, dropped = edit.witness, edit.base
    if bool(added.folded) == bool(dropped.folded):
        return ""
    side = added if added.folded else dropped
    return direction(edit, "attribution-added", "attribution-dropped") if _names_source(side, tongue) else ""


def _names_source(side: Side, tongue: Tongue) -> bool:
    words = side.folded
    if len(words) > SHORT_SOURCE:
        return False
    if not tongue.attribution_words.isdisjoint(words) and any(holds(words, phrase) for phrase in tongue.attribution_phrases):
        return True
    reporting = tongue.cues if len(words) <= SHORT else tongue.verbs.keys()
    if words[0] in reporting and written_at(side, side.first - 1)[:1].isupper() and between(side.of, side.end)[:1] == ",":
        return True  # the name before stands in both: "The customs office [reported in April], the value …"
    return not reporting.isdisjoint(words) and any(
        word in tongue.speakers or (written[:1].isupper() and word not in tongue.cues and word not in tongue.nameless)
        for word, written in zip(words, side.written, strict=True)
    )


def name(edit: Edit, tongue: Tongue) -> str:
    """Somebody or something is called by another name or title."""
    one, two = edit.base, edit.witness
    if _titles_only(one, tongue) and _titles_only(two, tongue) and _beside_name(edit):
        return "name-changed"
    if one.folded and two.folded and _name_like(one, tongue) and _name_like(two, tongue):
        return "name-changed"
    longer = one if one.folded else two
    if (
        bool(one.folded) != bool(two.folded)
        and len(longer.folded) <= SHORT
        and _name_like(longer, tongue)
        and not any(word in tongue.function_words or word.endswith("'s") for word in longer.folded)
        and _beside_name(edit)
    ):
        return "name-changed"
    return ""


def _titles_only(side: Side, tongue: Tongue) -> bool:
    if not side.folded:
        return True
    return not tongue.titles.isdisjoint(side.folded) and all(
        word in tongue.titles or word in tongue.function_words for word in side.folded
    )


def _beside_name(edit: Edit) -> bool:
    """The word after the edit follows it in one sentence and begins with a capital, in both texts."""
    return all(written_at(side, side.end)[:1].isupper() and between(side.of, side.end).isspace() for side in edit)


def _name_like(side: Side, tongue: Tongue) -> bool:
    """Every word that carries sense has a capital, and one of them does not open a sentence."""
    text, starts = side.of.source.text, side.of.words.starts
    bearing = [starts[at] for at, word in enumerate(side.folded, side.first) if word not in tongue.nameless]
    return bool(bearing) and all(text[at].isupper() for at in bearing) and not (len(bearing) == 1 and _opens(side))


def _opens(side: Side) -> bool:
    words = side.of.words
    before = side.of.source.text[words.ends[side.first - 1] : words.starts[side.first]] if side.first else "\n"
    return any(mark in before for mark in ".!?\n")


def intensity(edit: Edit, tongue: Tongue) -> str:
    """A word that makes a thing greater or smaller came, went, or gave way to another."""
    return "intensity-changed" if all(tongue.intensity.issuperset(side.folded) for side in edit) else ""


RULES: tuple[Callable[[Edit, Tongue], str], ...] = (attribution, hedge, name, intensity)
"""Tried in this order after what marks and the words alone tell; the first that can tell decides."""
