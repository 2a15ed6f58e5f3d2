"""Tokens with the class each has in a language's lexicon. The only place of this package that looks at letters.

A token's *symbol* is what it is to the ranking: one for all names, one for all reporting verbs, its own for a word of a closed
class or a mark. Its *code* names the word, where the lexicon knows it; no name and no other word has one of its own.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import NamedTuple
from zlib import crc32

from variorum.lexicon import Lexicon, lexicon

CODE_BITS = 15
_PIECE = re.compile(r"(\s*)((?:[^\W\d_]\.){2,}|\w+(?:[-’'](?!s\b)\w+)*|[’']s\b|\.\.\.|[^\w\s])")


class Class(IntEnum):
    """What a token can be in a noun phrase or clause."""

    OTHER = 0
    NAME = 1
    TITLE = 2
    ROLE = 3
    DETERMINER = 4
    PRONOUN = 5
    CUE = 6
    WEAK = 7
    FUNCTION = 8
    POSSESSIVE = 9
    """The 's after a noun."""
    PUNCTUATION = 10
    QUOTATION = 11
    PARTICLE = 12


class Token(NamedTuple):
    """One token, in place. A tuple, because there are thousands an article."""

    kind: Class
    symbol: int
    code: int
    lower: str
    """Case folded, without a final full stop."""
    capital: bool
    start: int
    end: int


def code(word: str) -> int:
    """The number that stands for *word* of a lexicon in features: stable, below 2**15, and not one of the first 64."""
    return 64 + crc32(word.encode()) % ((1 << CODE_BITS) - 64)


# Symbols that stand for many words.
NAME, PRONOUN, NOUN, QUOTATION, CUE, WEAK, OTHER, EDGE, DAY, CAPITAL = range(1, 11)
_ENDINGS = {"ed": 11, "ng": 12, "ly": 13, "es": 14}  # of words the lexicon does not know: an English verb shows itself
POSSESSIVE = code("'s")
COMMA, COLON, STOP, AND, THAT = (code(word) for word in (",", ":", ".", "and", "that"))
_TYPOGRAPHIC = str.maketrans({"’": "'", "–": "—", "―": "—", "−": "—", "…": "."})


_NO_INITIAL = (Class.FUNCTION, Class.DETERMINER)  # of a word that is one letter long, "a"; before a full stop it is one

_new = tuple.__new__  # half the time of Token(...)


class Vocabulary:
    """A lexicon made ready to class tokens. Remembers what it has classed; never changes its answers."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._memo: dict[str, tuple[Class, int, int, str, bool]] = {}
        self._dotted = lexicon.abbreviations | lexicon.titles.keys()
        self._dates = lexicon.weekdays | lexicon.months
        self._known = frozenset[str]().union(
            lexicon.cues, lexicon.weak_cues, lexicon.openers, lexicon.naming, lexicon.works, lexicon.roles,
            lexicon.plural_roles,
            lexicon.voices, lexicon.prepositions,
        )  # fmt: skip

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of a stretch of text that holds no quotation."""
        memo, at = self._memo, start
        found: list[Token] = []
        for space, piece in _PIECE.findall(text[start:end]):
            begin = at + len(space)
            at = begin + len(piece)
            if piece in ".'’" and found and found[-1].end == begin:
                last = found[-1]
                if piece == "." and (last.lower in self._dotted or (len(last.lower) == 1 and last.capital)):
                    found[-1] = last._replace(end=at)  # "Sen." and "J." are one token
                    if last.kind in _NO_INITIAL and last.capital and len(last.lower) == 1:
                        found[-1] = _new(Token, (Class.NAME, NAME, CAPITAL, last.lower, True, last.start, at))  # "A. J. Smith"
                    continue
                if piece != "." and last.lower.endswith("s"):  # "Forbes’ words"
                    piece = "'s"
            found.append(_new(Token, (*(memo.get(piece) or self._remember(piece)), begin, at)))
        return found

    def _remember(self, piece: str) -> tuple[Class, int, int, str, bool]:
        if len(self._memo) > 100_000:  # about 20 MB; a long build starts over
            self._memo.clear()
        found = self._memo[piece] = self._class(piece)
        return found

    def _class(self, piece: str) -> tuple[Class, int, int, str, bool]:
        lower, first = piece.lower().rstrip("."), piece[0]
        if not first.isalnum():
            return self._mark(piece)
        words, capital = self.lexicon, first.isupper()
        own = code(lower)
        if lower in words.pronouns or lower in words.relatives:
            return Class.PRONOUN, PRONOUN, own, lower, capital
        if lower in words.cues and (not capital or words.capital_nouns):
            return Class.CUE, CUE, own, lower, capital
        if capital and lower in words.titles:
            return Class.TITLE, NAME, CAPITAL, lower, True
        if capital and words.capital_nouns and (lower in words.roles or lower in words.plural_roles or lower in words.voices):
            return Class.ROLE, OTHER, own, lower, True
        if lower in self._dates:
            return Class.OTHER, DAY, DAY, lower, capital
        if capital and lower not in words.openers and lower.partition("-")[0] not in words.determiners:
            return Class.NAME, NAME, CAPITAL, lower, True
        return self._lower(lower, own, capital)

    def _lower(self, lower: str, own: int, capital: bool) -> tuple[Class, int, int, str, bool]:
        words = self.lexicon
        if lower in words.determiners or lower in words.possessives:
            return Class.DETERMINER, own, own, lower, capital
        if lower in words.particles and lower not in words.prepositions:
            return Class.PARTICLE, OTHER, OTHER, lower, capital
        if (
            lower in words.prepositions
            or lower in words.conjunctions
            or lower in words.function_words
            or lower in words.objects
        ):
            return Class.FUNCTION, own, own, lower, capital
        if lower in words.auxiliaries:
            return Class.FUNCTION, own, own, lower, capital
        if lower in words.roles or lower in words.plural_roles or lower in words.voices:
            return Class.ROLE, OTHER, own, lower, capital
        if lower in words.weak_cues:
            return Class.WEAK, WEAK, own, lower, capital
        if lower in words.titles:
            return Class.ROLE, OTHER, own, lower, capital
        own = own if lower in self._known else _ENDINGS.get(lower[-2:], OTHER)
        return Class.OTHER, OTHER, own, lower, capital

    @staticmethod
    def _mark(piece: str) -> tuple[Class, int, int, str, bool]:
        if piece in ("'s", "’s"):
            return Class.POSSESSIVE, POSSESSIVE, POSSESSIVE, "'s", False
        plain = piece.translate(_TYPOGRAPHIC)
        own = code(plain if plain in ",.:;?!—-()[]'/&%$" else "·")
        return Class.PUNCTUATION, own, own, plain, False


@cache
def vocabulary(language: str) -> Vocabulary | None:
    """The vocabulary of *language*; None where it has no lexicon."""
    words = lexicon(language)
    return Vocabulary(words) if words else None
